"""What came of reading one damaged or changed document, by a strict measure: every cell that differs must be named."""

import dataclasses
import io
import re
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from python_calamine import CalamineWorkbook

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing import Imported, import_report
from model.importing.notes import ImportedDocumentError, Note
from model.report.derived_totals import shown

_FEW_DIGITS = 2
"""A figure that damage makes longer or shorter by more was not merely changed."""


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
    unknowable: int = 0
    """The damage made other digits of a figure, or erased it from the file: it is read as it stands, in its own place.
    Nobody can know."""
    silently_wrong: int = 0
    traceback: int = 0
    slow: int = 0
    worst: list[str] = dataclasses.field(default_factory=list)
    """The cases that must not be, to be run again one by one."""
    told: int = 0
    """Of the worst: those already printed."""

    @property
    def cases(self) -> int:
        return sum(count for outcome, count in self.figures().items() if outcome != "slow")

    def figures(self) -> dict[str, int]:
        """Outcome -> count, without those that did not occur."""
        named = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        return {name: count for name, count in named.items() if name not in ("worst", "told") and count}

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in dataclasses.fields(self)))

    def take(self, outcome: str, name: str) -> None:
        """``outcome`` is the name of a field, and behind it what is wrong with the case."""
        kind, _, what = outcome.partition(" ")
        setattr(self, kind, getattr(self, kind) + 1)
        if what:
            self.worst.append(f"{name}: {what}")


@dataclasses.dataclass(frozen=True)
class Sample:
    """A file whose damaged or changed copies are read."""

    name: str
    data: bytes
    """Empty where the truth is that of the copy itself."""
    truth: Mapping[Cell, Figure]
    places: Mapping[Cell, str]
    stated: Mapping[Cell, str]
    """The text of each cell, as it stands."""
    description: frozenset[str]
    """What the whole file is found to break already."""
    notes: Counter[str]


def outcome_of(path: Path, sample: Sample, known: Mapping[str, Edition]) -> str:
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
    notes = [note for note in imported.notes if more[note.what]]
    cells = {*imported.report.unread, *(note.cell for note in notes if note.cell)}
    cells |= {cell for each in findings for cell in each.cells}
    named = {(cell.table, cell.row) for cell in cells} | _named_in_words(notes, edition)
    named |= {(total.table, total.row) for total in _without_addends(named, edition) if total not in figures}
    unnamed = {cell for cell in (*wrong, *lost) if (cell.table, cell.row) not in named}
    unsaid = {cell for cell in unnamed if not any(_is_at_large(note, cell, edition, path.name) for note in notes)}
    unknowable = {cell for cell in unsaid if _is_in_the_file(cell, imported, sample, path)}
    if bad := sorted(unsaid - unknowable):
        read = {str(cell): (figures.get(cell), sample.truth.get(cell)) for cell in bad[:3]}
        said = [note.what for note in notes[:3]] + [each.message for each in findings[:3]]
        kind = "unnamed" if notes or findings else "silently_wrong"
        return f"{kind} {len(bad)} cells, (read, true): {read}; said: {said}"
    if unknowable:
        return "unknowable"
    if unnamed:
        return "misread" if unnamed & wrong.keys() else "at_large"
    return "doubtful" if more or findings else "true"


def _named_in_words(notes: Sequence[Note], edition: Edition) -> set[tuple[str, str]]:
    """The rows that a note on another row of their table names in quotation marks."""
    return {
        (note.cell.table, row.id)
        for note in notes
        if note.cell and note.cell.table in {table.id for table in edition.tables}
        for row in edition.table(note.cell.table).rows
        if f"“{row.name}”" in note.what
    }


def _without_addends(named: Set[tuple[str, str]], edition: Edition) -> Iterator[Cell]:
    """Totals that stand blank because they follow a cell of these rows."""
    follow = set(named)
    for each in edition.sums:
        if any((addend.table, addend.row) in follow for addend in each.addends):
            follow.add((each.total.table, each.total.row))
            yield each.total


def _is_in_the_file(cell: Cell, imported: Imported, sample: Sample, path: Path) -> bool:
    """Whether the damaged file itself has these other digits, or nothing, in the place of the figure."""
    was, now = sample.stated.get(cell, ""), imported.stated.cells.get(cell)
    if not sample.data or now is None or not was:
        return False
    origin = imported.report.origins.get(cell)
    if origin is not None and origin.place != sample.places.get(cell):
        return False
    before, after = _plain(sample.data), _plain(path.read_bytes())
    if now == was * 2 and _times(was, after) > _times(was, before) > 0:
        return True  # its run of text stands twice: a document that means 11 may well hold 1 and 1
    if path.suffix == ".xls" and now:  # binary numbers: another reader of the same file tells what it holds
        before, after = _values(sample.data), _values(path.read_bytes())
        return _times(was, after) < _times(was, before) and _times(now, after) > _times(now, before)
    is_gone = not before or _times(was, after) < _times(was, before)
    if not now:
        return bool(before) and is_gone
    return is_gone and abs(len(was) - len(now)) <= _FEW_DIGITS


def _plain(data: bytes) -> bytes:
    """The bytes in which the figures stand as digits; empty where they do not."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return b" ".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            return b""
    return b"" if data.startswith((b"%PDF", b"\xd0\xcf")) else data


def _values(data: bytes) -> bytes:
    """The numbers and texts of a workbook, as calamine reads them; empty where it does not."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = (workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names)
        values = (value for sheet in sheets for row in sheet for value in row)
        return " ".join(f"{each:.10g}" if isinstance(each, float) else str(each) for each in values).encode()
    except BaseException as error:  # it panics where a file is damaged, which is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return b""


def _times(text: str, data: bytes) -> int:
    return len(re.findall(rb"(?<!\d)" + re.escape(text.encode()) + rb"(?!\d)", data))


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
