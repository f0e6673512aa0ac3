"""Comparison of two versions of a report by cell and paragraph, and the edit that adopts the differences.

Typically the draft and the copy returned from sign-off with the leader's changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from model.form.edition import PREFACE, Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.text_diff import opcodes, word_changes
from model.report.derived_totals import shown
from model.report.edits import CHANGING, Edit, apply
from model.report.positions import with_positions
from model.report.report import FACT_NAMES, Fact, Origin, Report
from model.report.text_alignment import TextChange

PLAIN_FACTS = (Fact.ORGAN, Fact.YEAR, Fact.SIGNATURE, Fact.DATE)
"""Facts that an import may fail to find: one missing in ``theirs`` does not count as deleted. 机关类别 and 机关层级 are
never printed in a document."""
OF_THE_TITLE = (Fact.ORGAN, Fact.YEAR)
"""The facts that make up a title. One that is missing on either side is unknown and not a difference."""
LABEL = "采用送签文件的修改"
MOST_ROUNDS = 5
"""Most rounds of :func:`adopting_all_edit`: each one settles one level of nested totals."""


@dataclass(frozen=True)
class CellDifference:
    """A cell with different content, as printed text; empty for a blank."""

    cell: Cell
    name: str
    ours: str
    theirs: str
    follows: bool
    """A total derived on both sides: it differs only because its addends do."""


@dataclass(frozen=True)
class WordsDifference:
    """Paragraphs of a section, or a fact, with different text; one side is empty for an addition or deletion."""

    key: str
    name: str
    """As the user reads it: ``一、总体情况 第 2 段``."""
    start: int
    """The index of the first paragraph of ``ours`` in our section, empty lines not counted."""
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


Difference = CellDifference | WordsDifference


class Part(Enum):
    """Which of two compared texts a passage belongs to."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"


def compare(ours: Report, theirs: Report, edition: Edition, their_edition: Edition | None = None) -> list[Difference]:
    """All differences: facts, then cells, then texts, in printed order.

    ``their_edition`` is the edition of ``theirs``; ``None``: the same.
    """
    return [
        *_facts(ours, theirs, edition, their_edition or edition),
        *_cells(ours, theirs, edition, their_edition or edition),
        *_words(ours, theirs, edition),
    ]


def unknown(ours: Report, theirs: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of facts that are not compared because one side lacks them: (missing in ours, missing in theirs)."""

    def lacking(one: Report, other: Report, keys: Sequence[Fact]) -> tuple[str, ...]:
        return tuple(FACT_NAMES[key] for key in keys if not one.facts.get(key) and other.facts.get(key))

    return lacking(ours, theirs, OF_THE_TITLE), lacking(theirs, ours, PLAIN_FACTS)


def adopting_edit(
    report: Report, theirs: Report, edition: Edition, wanted: Iterable[Difference], source: str = "送签文件"
) -> Edit:
    """One undo step that adopts the ``wanted`` differences from ``theirs``.

    They must be differences of exactly these two reports; ``source`` is recorded as the origin of the figures.
    """
    figures: dict[Cell, Figure | None] = {}
    unread: dict[Cell, str | None] = {}
    origins: dict[Cell, Origin | None] = {}
    by_fact: dict[Fact, WordsDifference] = {}
    by_section: dict[str, list[WordsDifference]] = {}
    for each in wanted:
        if isinstance(each, WordsDifference) and each.key in tuple(Fact):
            by_fact[Fact(each.key)] = each
        elif isinstance(each, WordsDifference):
            by_section.setdefault(each.key, []).append(each)
        elif each.cell in edition.cell_set:
            figures[each.cell] = theirs.figures.get(each.cell)
            unread[each.cell] = theirs.unread.get(each.cell)
            origin = theirs.origins.get(each.cell)
            origins[each.cell] = Origin(source, origin.place if origin else "", each.theirs)
    facts = {fact: theirs.facts.get(fact) or None for fact in by_fact}
    texts: dict[str, str | None] = {}
    changes: dict[str, Sequence[TextChange]] = {}
    for key, differences in by_section.items():
        words = report.texts.get(key, "")
        changes[key] = _changes(words, differences)
        for change in changes[key]:
            words = change.applied(words)
        texts[key] = words or None
    if (title := by_fact.get(Fact.TITLE)) and not facts[Fact.TITLE]:
        facts[Fact.TITLE] = _title(report, title, facts, edition)
    edit = Edit(LABEL, figures, facts, texts, unread, origins, changes=changes)
    return with_positions(report, edit)


def adopting_all_edit(
    report: Report, theirs: Report, edition: Edition, source: str = "送签文件", their_edition: Edition | None = None
) -> Edit:
    """One undo step that adopts all differences.

    Where totals are derived on one side and typed on the other, adopting figures can make a further total differ;
    hence more than one round.
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
    """Two paragraphs compared by whole numbers and words, as (part, passage) in order."""
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
    """The non-empty lines, stripped; indents and empty lines belong to the layout."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _squeezed(text: str) -> str:
    """``text`` without white space and unprintable characters."""
    return "".join(ch for ch in text if ch.isprintable() and not ch.isspace())


def _facts(ours: Report, theirs: Report, edition: Edition, their_edition: Edition) -> Iterator[WordsDifference]:
    for key, name in FACT_NAMES.items():
        mine, yours = ours.facts.get(key, ""), theirs.facts.get(key, "")
        if key is Fact.TITLE:
            mine, yours = _printed_title(ours, edition), _printed_title(theirs, their_edition)
        if not yours.strip() or (not mine.strip() and key in (*OF_THE_TITLE, Fact.TITLE)):
            continue
        if _plain(mine, key) != _plain(yours, key):
            yield WordsDifference(key, name, 0, paragraphs_of(mine), paragraphs_of(yours))


def _printed_title(report: Report, edition: Edition) -> str:
    """The title; empty if it is derived from organ and year and one of them is missing."""
    follows = all(report.facts.get(key, "").strip() for key in OF_THE_TITLE)
    return report.title or (edition.printed_title(report.organ, report.year) if follows else "")


def _plain(text: str, key: Fact) -> str:
    without_spaces = _squeezed(text)
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", without_spaces) if key is Fact.DATE else None
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
    """``report`` with figures made unread where ``other`` has the same original text, e.g. ``5（其中修订3件）``,
    unread."""
    same = {
        cell: raw
        for cell, raw in other.unread.items()
        if cell in report.figures and cell in report.origins and _squeezed(report.origins[cell].raw) == _squeezed(raw)
    }
    figures = {cell: figure for cell, figure in report.figures.items() if cell not in same}
    return report.with_(figures=figures, unread={**report.unread, **same}) if same else report


def _printed(cell: Cell, report: Report, figures: Mapping[Cell, Figure]) -> str:
    """The cell's content as text, with amounts normalized (``3.50`` equals ``3.5``)."""
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
    """(start, ours, theirs) of changed paragraphs; one by one if the counts on both sides are equal."""
    mine, yours = ([_squeezed(each) for each in side] for side in (ours, theirs))
    for kind, a, b, c, d in opcodes(mine, yours):
        if kind == "equal":
            continue
        if b - a == d - c:
            for step in range(b - a):
                if mine[a + step] != yours[c + step]:
                    yield a + step, (ours[a + step],), (theirs[c + step],)
        else:
            yield a, tuple(ours[a:b]), tuple(theirs[c:d])


def _title(report: Report, wanted: WordsDifference, facts: Mapping[Fact, str | None], edition: Edition) -> str | None:
    """The title to store: ``None``, so that it stays derived, if organ and year give theirs; otherwise theirs."""
    after = report.with_(facts={**report.facts, **{fact: text or "" for fact, text in facts.items()}})
    title = "\n".join(wanted.theirs)
    return None if edition.printed_title(after.organ, after.year) == title else title


def _changes(words: str, differences: Iterable[WordsDifference]) -> tuple[TextChange, ...]:
    """The changes that give the section their text at the differences; indents and empty lines are dropped."""
    paragraphs: list[tuple[int, int, str]] = []
    """(start, end, new text); the end before the start: an insertion."""
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
    found: list[TextChange] = []
    at, between = 0, ""
    for number, (begins, ends, text) in enumerate(paragraphs):
        between += "\n" if number else ""
        if ends < begins:
            between += text
            continue
        found += (TextChange(at, begins, between), TextChange(begins, ends, text))
        at, between = ends, ""
    found.append(TextChange(at, len(words), between))
    return tuple(each for each in reversed(found) if words[each.start : each.end] != each.text)
