"""Damaged files of every container: the true figures, or a word on what is doubtful, or a sentence why not at all."""

import dataclasses
import io
import json
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing import import_report
from model.importing.notes import ImportedDocumentError, Note
from model.report.derived_totals import shown
from tests.benchmarks.sample import ROOT, editions
from tests.benchmarks.structures import KINDS, changed_documents

SAMPLES = ROOT / "tests" / "samples"
SEED, CASES = 20250131, 2000
CHANGED = 2000
SLOW_S = 5.0
_NO_CONTAINERS = (".json", ".sqlite3")
_ELEMENT = re.compile(
    rb"<((?:\w+:)?(?:tc|tr|p|r|row|c|v|td|th|span|tbl|table-cell|table-row|covered-table-cell))(?:\s[^>]*[^/])?>"
)
_WORST_SHOWN = 60


@dataclasses.dataclass
class Counts:
    true: int = 0
    """All figures are right, and nothing had to be said."""
    doubtful: int = 0
    """Each differing cell is named: it is marked as unread, or a new note or finding is on it or its row."""
    at_large: int = 0
    """A new note doubts the whole file, page, table or column of each differing cell that is not named."""
    misread: int = 0
    """As ``at_large``, but one of those cells holds a figure that the document does not have there."""
    unnamed: int = 0
    """Something is said, but not about one of the differing cells."""
    refused: int = 0
    other_digits: int = 0
    """The damage made other digits of a figure, in a report whose sums did not hold before: read as they stand, in
    their own place. Nobody can know."""
    silently_wrong: int = 0
    traceback: int = 0
    slow: int = 0
    worst: list[str] = dataclasses.field(default_factory=list)
    """The cases that must not be, to be run again one by one."""

    def take(self, outcome: str, name: str) -> None:
        """``outcome`` is the name of a field, and behind it what is wrong with the case."""
        kind, _, what = outcome.partition(" ")
        setattr(self, kind, getattr(self, kind) + 1)
        if what:
            self.worst.append(f"{name}: {what}")


@dataclasses.dataclass(frozen=True)
class Sample:
    name: str
    data: bytes
    truth: Mapping[Cell, Figure]
    places: Mapping[Cell, str]
    description: frozenset[str]
    """What the whole file is found to break already."""
    notes: Counter[str]


def samples(known: Mapping[str, Edition]) -> list[Sample]:
    found = []
    for path in sorted(SAMPLES.iterdir()):
        if path.is_dir() or path.suffix in _NO_CONTAINERS or path.name == "locked.pdf":
            continue
        whole = import_report(path, known)
        edition = known[whole.report.edition]
        rules = frozenset(each.message for each in check(whole.report, edition).findings)
        notes = Counter(note.what for note in whole.notes)
        places = {cell: origin.place for cell, origin in whole.report.origins.items()}
        truth = shown(whole.report, edition).figures
        found.append(Sample(path.name, path.read_bytes(), truth, places, rules, notes))
    return found


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut short, some bytes changed, a stretch lost, written twice, or put elsewhere; of a package, in a part of it."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_damaged_part(data, chance)
    if b"</" in data[:5000] and chance.random() < 0.4:
        return _without_element(data, chance)
    kind, place, length = chance.randrange(6), chance.randrange(len(data)), chance.randrange(1, 3000)
    if kind == 0:
        return data[:place]
    if kind == 1:
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(changed)
    if kind == 2:
        return data[:place] + data[place + length :]
    if kind == 3:
        return data[: place + length] + data[place:]
    if kind == 4:
        to = chance.randrange(len(data))
        return data[:to] + data[place : place + length] + data[to:]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _without_element(data: bytes, chance: random.Random) -> bytes:
    """XML or HTML without one of its cells, rows, paragraphs, or with one of them twice."""
    begins = list(_ELEMENT.finditer(data))
    begin = chance.choice(begins) if begins else None
    end = data.find(b"</" + begin[1] + b">", begin.end()) if begin else -1
    if begin is None or end < 0:
        return data[: chance.randrange(len(data))]
    end += len(begin[1]) + 3
    return data[: begin.start()] + chance.choice((0, 2)) * data[begin.start() : end] + data[end:]


def _with_damaged_part(data: bytes, chance: random.Random) -> bytes:
    """The package packed anew, with sound checksums, after a part of it was damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = sorted((name for name, held in parts.items() if len(held) > 20), key=lambda name: -len(parts[name]))
    tables = [name for name in names if name.endswith(("document.xml", "content.xml")) or "/sheet" in name]
    name = chance.choice(tables if chance.random() < 0.6 else names)
    parts[name] = damaged(parts[name], chance) if not parts[name].startswith(b"PK") else parts[name][:-9]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for each, held in parts.items():
            package.writestr(each, held)
    return packed.getvalue()


def cases(of: list[Sample], count: int, seed: int) -> Iterator[tuple[Sample, int, bytes]]:
    """Each by its own number, so that one can be made again alone."""
    for number in range(count):
        sample = of[number % len(of)]
        yield sample, number, damaged(sample.data, random.Random(f"{seed} {number}"))


def fuzz_often(count: int, seed: int, folder: Path) -> Counts:
    known = editions()
    counts = Counts()
    for sample, number, data in cases(samples(known), count, seed):
        path = folder / f"damaged{Path(sample.name).suffix}"
        path.write_bytes(data)
        began = time.monotonic()
        outcome = _outcome(path, sample, known)
        if time.monotonic() - began > SLOW_S:
            counts.slow += 1
            counts.worst.append(f"{number} {sample.name}: slow")
        counts.take(outcome, f"{number} {sample.name}")
    return counts


def changes_often(count: int, seed: int, folder: Path, first: int = 0) -> dict[str, Counts]:
    """Kind of change -> what came of its documents."""
    known = editions()
    counts: dict[str, Counts] = {kind: Counts() for kind in KINDS}
    for case in changed_documents(known, count, seed, folder, first):
        sample = Sample(case.path.name, b"", case.truth, {}, case.description, Counter())
        began = time.monotonic()
        outcome = _outcome(case.path, sample, known)
        name = f"{case.number} {case.kind}, {case.writer}"
        if time.monotonic() - began > SLOW_S:
            counts[case.kind].slow += 1
            counts[case.kind].worst.append(f"{name}: slow")
        counts[case.kind].take(outcome, name)
    return counts


def _outcome(path: Path, sample: Sample, known: Mapping[str, Edition]) -> str:
    try:
        imported = import_report(path, known)
    except ImportedDocumentError as error:
        return "refused" if path.name in str(error) else f"traceback {error} names no file"
    except Exception:
        return f"traceback {traceback.format_exc(limit=-2)}"
    edition = known[imported.report.edition]
    figures = shown(imported.report, edition).figures
    # a total that stands blank follows its sum, and is no reading
    wrong = {cell: figure for cell, figure in imported.report.figures.items() if sample.truth.get(cell) != figure}
    lost = sample.truth.keys() - figures.keys()
    more = Counter(note.what for note in imported.notes) - sample.notes
    findings = [each for each in check(imported.report, edition).findings if each.message not in sample.description]
    if more or findings:
        notes = [note for note in imported.notes if more[note.what]]
        cells = {*imported.report.unread, *(note.cell for note in notes if note.cell)}
        cells |= {cell for each in findings for cell in each.cells}
        rows = {(cell.table, cell.row) for cell in cells}
        unnamed = {cell for cell in (*wrong, *lost) if (cell.table, cell.row) not in rows}
        if not unnamed:
            return "doubtful"
        unsaid = {cell for cell in unnamed if not any(_is_at_large(note, cell, edition, path.name) for note in notes)}
        if unsaid:
            return f"unnamed {sorted(unsaid)[:3]} of {len(unsaid)}, {notes[:3]}"
        return "misread" if unnamed & wrong.keys() else "at_large"
    places = {cell: origin.place for cell, origin in imported.report.origins.items()}
    if wrong and not lost and all(places.get(cell) == sample.places.get(cell, "-") for cell in wrong):
        return "other_digits"
    return f"silently_wrong {dict(list(wrong.items())[:3])} lost {len(lost)}" if wrong or lost else "true"


def _is_at_large(note: Note, cell: Cell, edition: Edition, name: str) -> bool:
    """Whether a note without a cell is about everything, or about the table or a label of the cell."""
    if note.cell is not None:
        return False
    labels: tuple[str, ...] = (f"{edition.id} 版格式",)  # another edition was recognised, and that is said
    table = edition.table(cell.table)  # every edition has the same tables
    if cell not in edition.cell_set:
        labels = (*labels, table.name)
    else:
        labels = (table.name, table.row(cell.row).name, edition.section(table.section).title)
    about = f"{note.what} {note.where} {note.raw}"
    return note.where in (name, "") or any(label in about for label in labels if label)


def fuzz() -> None:
    """No ratio: counts. ``silently_wrong``, ``unnamed``, ``traceback`` and ``slow`` must be 0."""
    with tempfile.TemporaryDirectory() as folder:
        counts = fuzz_often(CASES, SEED, Path(folder))
    line = dataclasses.asdict(counts)
    worst = line.pop("worst")
    print(json.dumps({"name": "fuzz", "seed": SEED, "cases": CASES, **line}), flush=True)
    for each in worst[:_WORST_SHOWN]:
        print(each, file=sys.stderr)
    if counts.silently_wrong or counts.unnamed or counts.traceback or counts.slow:
        sys.exit(1)


def structures() -> None:
    """No ratio: counts per kind of change. ``silently_wrong``, ``unnamed``, ``traceback`` and ``slow`` must be 0."""
    with tempfile.TemporaryDirectory() as folder:
        by_kind = changes_often(CHANGED, SEED, Path(folder))
    is_bad = False
    for kind, counts in by_kind.items():
        line = dataclasses.asdict(counts)
        for each in line.pop("worst"):
            print(each, file=sys.stderr)
            is_bad = True
        figures = {key: figure for key, figure in line.items() if figure}
        print(json.dumps({"name": "structures", "kind": kind, "seed": SEED, **figures}, ensure_ascii=False), flush=True)
    if is_bad:
        sys.exit(1)
