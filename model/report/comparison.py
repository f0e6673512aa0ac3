"""Two versions of one report: what differs, cell by cell and paragraph by paragraph, and the edit that takes it over.

The usual case is the draft and the copy that came back from sign-off with the leader's changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum

from model.form.edition import PREFACE, Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.text_diff import word_changes
from model.report.derived_totals import shown
from model.report.edits import CHANGING, Edit, apply
from model.report.positions import with_positions
from model.report.report import FACT_NAMES, Origin, Report
from model.report.text_alignment import Change

PLAIN_FACTS = ("organ", "year", "signature", "date")
"""What a reader may not find in a document that has it: where their side lacks one, nobody struck it out. 机关类别 and
机关层级 stand in no document at all."""
OF_THE_TITLE = ("organ", "year")
"""What a title is made of. Where one side lacks one of these, that is unknown, and no difference."""
LABEL = "采用送签文件的修改"
MOST_ROUNDS = 5
"""A total is an addend of at most two others; each round settles one level."""


@dataclass(frozen=True)
class CellDifference:
    """A cell that shows something else. Text as it stands there; empty for a blank."""

    cell: Cell
    name: str
    ours: str
    theirs: str
    follows: bool
    """A total that follows its sum on both sides: it differs because other cells do."""


@dataclass(frozen=True)
class WordsDifference:
    """Paragraphs of one section, or a fact, that read otherwise. Either side may be empty: added, or struck out."""

    key: str
    name: str
    """For a person: ``一、总体情况 第 2 段``."""
    start: int
    """The index, among our paragraphs of the section, where ``ours`` begins."""
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


Difference = CellDifference | WordsDifference


class Part(Enum):
    """A stretch of two texts set against each other."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"


def compare(ours: Report, theirs: Report, edition: Edition, their_edition: Edition | None = None) -> list[Difference]:
    """Everything that differs: facts, then cells, then words, in the order of print.

    ``their_edition`` is the form of ``theirs``, where that is another.
    """
    return [
        *_facts(ours, theirs, edition, their_edition or edition),
        *_cells(ours, theirs, edition, their_edition or edition),
        *_words(ours, theirs, edition),
    ]


def unknown(ours: Report, theirs: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the facts that are not compared because our side lacks them, or theirs, and the other has them."""

    def lacking(one: Report, other: Report, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(FACT_NAMES[key] for key in keys if not one.texts.get(key) and other.texts.get(key))

    return lacking(ours, theirs, OF_THE_TITLE), lacking(theirs, ours, PLAIN_FACTS)


def adopting_edit(
    report: Report, theirs: Report, edition: Edition, wanted: Iterable[Difference], source: str = "送签文件"
) -> Edit:
    """One undo step that makes ``report`` read as ``theirs`` where the ``wanted`` differences are.

    They are differences of just these two reports; ``source`` names the file as the origin of the figures.
    """
    figures: dict[Cell, Figure | None] = {}
    unread: dict[Cell, str | None] = {}
    origins: dict[Cell, Origin | None] = {}
    texts: dict[str, str | None] = {}
    by_section: dict[str, list[WordsDifference]] = {}
    for each in wanted:
        if isinstance(each, WordsDifference):
            by_section.setdefault(each.key, []).append(each)
        elif each.cell in edition.cell_set:
            figures[each.cell] = theirs.figures.get(each.cell)
            unread[each.cell] = theirs.unread.get(each.cell)
            origin = theirs.origins.get(each.cell)
            origins[each.cell] = Origin(source, origin.place if origin else "", each.theirs)
    changes: dict[str, Sequence[Change]] = {}
    for key, differences in by_section.items():
        if key in FACT_NAMES:
            texts[key] = theirs.texts.get(key) or None
        else:
            words = report.texts.get(key, "")
            changes[key] = _changes(words, differences)
            for change in changes[key]:
                words = change.applied(words)
            texts[key] = words or None
    if "title" in texts and not texts["title"]:
        texts["title"] = _title(report, by_section["title"][0], texts, edition)
    edit = Edit(LABEL, figures=figures, texts=texts, unread=unread, origins=origins, changes=changes)
    return with_positions(report, edit)


def adopting_all_edit(
    report: Report, theirs: Report, edition: Edition, source: str = "送签文件", their_edition: Edition | None = None
) -> Edit:
    """One undo step after which nothing differs any more.

    Where totals follow their sum on one side and are typed on the other, taking figures over makes a total differ
    that did not before; hence more than one round.
    """
    changes: dict[str, dict[object, object]] = {name: {} for name in CHANGING}
    for _ in range(MOST_ROUNDS):
        differences = [
            each
            for each in compare(report, theirs, edition, their_edition)
            if isinstance(each, WordsDifference) or each.cell in edition.cell_set
        ]
        if not differences:
            break
        edit = adopting_edit(report, theirs, edition, differences, source)
        report, _ = apply(report, edit)
        for name in CHANGING:
            changes[name].update(getattr(edit, name))
    return Edit(LABEL, **changes, placed=True)  # type: ignore[arg-type]


def stretches(ours: str, theirs: str) -> tuple[tuple[Part, str], ...]:
    """Two paragraphs set against each other, number by number and word by word: what stays, what goes, what comes."""
    found: list[tuple[Part, str]] = []
    for kind, a, b, c, d in word_changes(ours, theirs):
        if kind == "equal":
            found.append((Part.SAME, ours[a:b]))
            continue
        if a < b:
            found.append((Part.OURS, ours[a:b]))
        if c < d:
            found.append((Part.THEIRS, theirs[c:d]))
    return tuple(found)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Without indents and empty lines: those are the layout's."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _squeezed(text: str) -> str:
    """Without white space, and without what no document can hold."""
    return "".join(ch for ch in text if ch.isprintable() and not ch.isspace())


def _facts(ours: Report, theirs: Report, edition: Edition, their_edition: Edition) -> Iterator[WordsDifference]:
    for key, name in FACT_NAMES.items():
        mine, yours = ours.texts.get(key, ""), theirs.texts.get(key, "")
        if key == "title":
            mine, yours = _printed_title(ours, edition), _printed_title(theirs, their_edition)
        if not yours.strip() or (not mine.strip() and key in (*OF_THE_TITLE, "title")):
            continue
        if _plain(mine, key) != _plain(yours, key):
            yield WordsDifference(key, name, 0, paragraphs_of(mine), paragraphs_of(yours))


def _printed_title(report: Report, edition: Edition) -> str:
    """Empty where it follows organ and year and one of them is lacking."""
    follows = all(report.texts.get(key, "").strip() for key in OF_THE_TITLE)
    return report.texts.get("title", "") or (edition.printed_title(report.organ, report.year) if follows else "")


def _plain(text: str, key: str) -> str:
    without_spaces = _squeezed(text)
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", without_spaces) if key == "date" else None
    return f"{match[1]}-{int(match[2])}-{int(match[3])}" if match else without_spaces


def _cells(ours: Report, theirs: Report, edition: Edition, their_edition: Edition) -> Iterator[CellDifference]:
    ours, theirs = _as_left_by(theirs, ours), _as_left_by(ours, theirs)
    mine, yours = shown(ours, edition).figures, shown(theirs, their_edition).figures
    for cell in dict.fromkeys((*edition.cells, *their_edition.cells)):
        is_raw = cell in ours.unread or cell in theirs.unread
        if mine.get(cell) == yours.get(cell) and not is_raw:
            continue
        before, after = _printed(cell, ours, mine), _printed(cell, theirs, yours)
        if _squeezed(before) != _squeezed(after):
            form = edition if cell in edition.cell_set else their_edition
            follows = cell in edition.totals and not any(
                cell in each for each in (ours.figures, theirs.figures, ours.unread, theirs.unread)
            )
            name = f"{form.table(cell.table).name} {form.name_of(cell)}"
            yield CellDifference(cell, name, before, after, follows)


def _as_left_by(other: Report, report: Report) -> Report:
    """``report`` without the 5 that was read from ``5（其中修订3件）``, where ``other`` leaves just that unread."""
    same = {
        cell: raw
        for cell, raw in other.unread.items()
        if cell in report.figures and cell in report.origins and _squeezed(report.origins[cell].raw) == _squeezed(raw)
    }
    figures = {cell: figure for cell, figure in report.figures.items() if cell not in same}
    return report.with_(figures=figures, unread={**report.unread, **same}) if same else report


def _printed(cell: Cell, report: Report, figures: Mapping[Cell, Figure]) -> str:
    """``3.50`` and ``3.5`` are one amount."""
    if cell in report.unread:
        return report.unread[cell]
    figure = figures.get(cell)
    if isinstance(figure, Decimal):
        return format(figure.normalize(), "f")
    return show_figure(figure)


def _words(ours: Report, theirs: Report, edition: Edition) -> Iterator[WordsDifference]:
    for key in edition.text_keys:
        name = "前言" if key == PREFACE else edition.section(key).title
        mine, yours = paragraphs_of(ours.texts.get(key, "")), paragraphs_of(theirs.texts.get(key, ""))
        for start, before, after in _blocks(mine, yours):
            where = f"{name} 第 {start + 1} 段" + ("" if before else "处")
            yield WordsDifference(key, where, start, before, after)


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Paragraphs that stand for each other, one by one where as many go as come."""
    mine, yours = ([_squeezed(each) for each in side] for side in (ours, theirs))
    for kind, a, b, c, d in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if b - a == d - c:
            for step in range(b - a):
                if mine[a + step] != yours[c + step]:
                    yield a + step, (ours[a + step],), (theirs[c + step],)
        else:
            yield a, tuple(ours[a:b]), tuple(theirs[c:d])


def _title(report: Report, wanted: WordsDifference, texts: Mapping[str, str | None], edition: Edition) -> str | None:
    """Their title follows their organ and year; ours goes on following where that gives the same."""
    after = report.with_(texts={**report.texts, **{key: text or "" for key, text in texts.items()}})
    title = "\n".join(wanted.theirs)
    return None if edition.printed_title(after.organ, after.year) == title else title


def _changes(words: str, differences: Iterable[WordsDifference]) -> tuple[Change, ...]:
    """What makes a section read as the other one does where they differ; without indents and empty lines."""
    paragraphs: list[tuple[int, int, str]] = []
    """(start, end, what is to stand there); the end before the start: nothing stands there yet."""
    start = 0
    for line in words.splitlines(keepends=True):
        if text := line.strip():
            begins = start + line.index(text)
            paragraphs.append((begins, begins + len(text), text))
        start += len(line)
    for each in sorted(differences, key=lambda each: each.start, reverse=True):
        ours = paragraphs[each.start : each.start + len(each.ours)]
        theirs = "\n".join(each.theirs)
        span = (ours[0][0], ours[-1][1]) if ours else (0, -1)
        paragraphs[each.start : each.start + len(each.ours)] = [(*span, theirs)] if theirs else []
    found: list[Change] = []
    at, between = 0, ""
    for number, (begins, ends, text) in enumerate(paragraphs):
        between += "\n" if number else ""
        if ends < begins:
            between += text
            continue
        found += (Change(at, begins, between), Change(begins, ends, text))
        at, between = ends, ""
    found.append(Change(at, len(words), between))
    return tuple(each for each in reversed(found) if words[each.start : each.end] != each.text)
