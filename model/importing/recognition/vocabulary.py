"""The printed labels of a form, and matching of their spellings in files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from model.form.labels import LabelWords, folded, worded
from model.form.tables import Cell, Place, Table

_LAST_BRACKET = re.compile(r"(?<=.)\(([^()]*)\)$")
_ANOTHER_THING = re.compile(
    r"上年|去年|上一|前年|往年|历年|上期|前期|同期|同比|环比|[比较]上|增减|增长|增幅|变化|变动|差|核对|校核|校验|复核|审核|备注"
    r"|小计|其中|不含|除外|预计|计划|目标|累计|季度|[上下]半年|\d月|\d\d年|初报|原报|更正前|修订前|调整前"
)
"""In brackets behind a label: the row or column is not the one of that name, but is compared with it, say."""
_MOST_REMEMBERED = 5000
_ANOTHER_YEAR = re.compile("上一?年|去年|同期")
_TRUNCATED = 6
"""A label cut short is known by this many characters, if only one begins so."""


def without_last_bracket(text: str) -> str:
    """``（二）部分公开（区分处理的…）`` without its explanation; a unit of money other than 万元 is no explanation, nor
    is what makes it another thing, as in ``总计（上年）``."""
    plain = folded(text)
    match = _LAST_BRACKET.search(plain)
    if not match or ("元" in match[1] and "万元" not in match[1]) or _ANOTHER_THING.search(match[1]):
        return plain
    return plain[: match.start()]


class Meaning(NamedTuple):
    """The possible meanings of a text in one table. All empty: not a label of it."""

    rows: frozenset[str] = frozenset()
    """Ids of rows whose own label this is."""
    groups: frozenset[str] = frozenset()
    """Printed labels that span several rows, e.g. ``（三）不予公开``."""
    heads: frozenset[str] = frozenset()
    """Printed heads of columns."""
    aside: bool = False
    """A block title or a printed note, which belongs to no single figure."""
    block: bool = False

    def __bool__(self) -> bool:
        return bool(self.rows or self.groups or self.heads or self.aside)


NOTHING = Meaning()


@dataclass(frozen=True)
class _Label:
    role: str
    """``row``, ``group``, ``head``, ``block`` or ``note``."""
    what: str
    """The row's id, else the text as it is printed."""
    wording: LabelWords

    def is_called(self, wording: LabelWords) -> bool:
        # column heads are never numbered: （七）合计 is a row
        return wording.agrees(self.wording) and not (self.role == "head" and wording.numeral)


class Vocabulary:
    """Every label of one statutory table with its known wordings."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._labels: dict[str, list[_Label]] = {}
        for label in dict.fromkeys(_labels(table)):
            self._labels.setdefault(label.wording.words, []).append(label)
        self._known: dict[str, Meaning] = {}
        self._under: dict[tuple[str, ...], Mapping[str, Cell] | None] = {}

    def meaning(self, text: str) -> Meaning:
        """What ``text`` may be in this table; an empty :class:`Meaning` for an unknown text. Cached."""
        if text not in self._known:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            self._known[text] = self._look_up(text)
        return self._known[text]

    def cells_under(self, stack: tuple[str, ...]) -> Mapping[str, Cell] | None:
        """Row id -> cell under these heads, none where they contradict each other; ``None``: the lowest is unknown,
        or one above it names another year."""
        if stack in self._under:
            return self._under[stack]
        if len(self._under) > _MOST_REMEMBERED:
            self._under.clear()
        result: dict[str, Cell] | None = {}
        if stack:
            *outer, inner = [self.meaning(text).heads for text in stack]
            of_another_year = any(
                not heads and _ANOTHER_YEAR.search(text) for heads, text in zip(outer, stack, strict=False)
            )
            if not inner or of_another_year:
                result = None
            else:
                named = [heads for heads in outer if heads]
                fits = [
                    cell
                    for cell, heads in self.heads_of.items()
                    if heads[-1] in inner and all(not each.isdisjoint(heads[:-1]) for each in named)
                ]
                if len({cell.row for cell in fits}) == len(fits):
                    result = {cell.row: cell for cell in fits}
        self._under[stack] = result
        return result

    def _look_up(self, text: str) -> Meaning:
        if len(text) > 120 or text.isspace() or not text:
            return NOTHING
        wording = worded(text)
        found = self._agreeing(wording) or self._agreeing(worded(without_last_bracket(text)))
        if not found:
            found = self._truncated(wording)
        if not found:
            return NOTHING
        return Meaning(
            rows=frozenset(label.what for label in found if label.role == "row"),
            groups=frozenset(label.what for label in found if label.role == "group"),
            heads=frozenset(label.what for label in found if label.role == "head"),
            aside=any(label.role in ("block", "note") for label in found),
            block=any(label.role == "block" for label in found),
        )

    def _agreeing(self, wording: LabelWords) -> list[_Label]:
        return [label for label in self._labels.get(wording.words, ()) if label.is_called(wording)]

    def _truncated(self, wording: LabelWords) -> list[_Label]:
        """The only label that begins with this text, or the printed note with a typing error in it."""
        if len(wording.words) < _TRUNCATED:
            return []
        found = [
            label
            for words, labels in self._labels.items()
            if words.startswith(wording.words) or _same_note(words, wording.words)
            for label in labels
            if label.is_called(wording)
        ]
        return found if len({(label.role, label.what) for label in found}) == 1 else []

    @cached_property
    def cells_by_row(self) -> Mapping[str, tuple[Cell, ...]]:
        """Row id -> its cells, in the order of the table."""
        found: dict[str, list[Cell]] = {}
        for cell in self.table.cells:
            found.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in found.items()}

    @cached_property
    def heads_of(self) -> Mapping[Cell, tuple[str, ...]]:
        """Cell -> the printed heads above it, outermost first, without the title of its block."""
        heads = {place.text for place in self.table.places if place.role == "head"}
        return {
            cell: tuple(text for text in self.table.column_labels(cell) if text in heads) for cell in self.table.cells
        }

    @cached_property
    def groups_of(self) -> Mapping[str, frozenset[str]]:
        """Row id -> the printed group labels of the row."""
        return {row: frozenset(self.table.row_labels(cells[0])[:-1]) for row, cells in self.cells_by_row.items()}

    @cached_property
    def depth_of(self) -> Mapping[str, int]:
        """Group -> number of groups above it."""
        return {
            text: depth
            for cells in self.cells_by_row.values()
            for depth, text in enumerate(self.table.row_labels(cells[0])[:-1])
        }

    @cached_property
    def has_row_labels(self) -> bool:
        """Whether the printed table has any row labels."""
        return any(place.role == "label" for place in self.table.places)

    @cached_property
    def expected_heads(self) -> Mapping[str, tuple[str, ...]]:
        """Row id -> the heads above it as they are printed, row by row from left to right."""
        return {row: self._heads_above(cells[0]) for row, cells in self.cells_by_row.items()}

    def _heads_above(self, cell: Cell) -> tuple[str, ...]:
        by_row: dict[int, list[Place]] = {}
        for place in self.table.places:
            if place.role == "head":
                by_row.setdefault(place.top, []).append(place)
        row = self.table.place_of[cell].top - 1
        while row >= 0 and row not in by_row:
            row -= 1
        heads: list[str] = []
        while row in by_row:
            heads[:0] = [place.text for place in sorted(by_row[row], key=lambda place: place.left)]
            row -= 1
        return tuple(heads)


def _same_note(printed: str, words: str) -> bool:
    """The long remark in the corner of a table, with a slip such as 钩稽 for 勾稽."""
    if len(printed) < 20 or abs(len(printed) - len(words)) > 3:
        return False
    return sum(a == b for a, b in zip(printed, words, strict=False)) >= 0.8 * len(printed)


def _labels(table: Table) -> Iterator[_Label]:
    own_label = {row.id: _innermost(table, row.id) for row in table.rows}
    for row in table.rows:
        printed = own_label[row.id]
        if printed:
            yield from _variants("row", row.id, printed, (row.name, *row.also))
    own = set(own_label.values())
    also_heads: dict[str, list[str]] = {}
    for column in table.columns:
        for cell in table.cells:
            if cell.column == column.id:
                also_heads.setdefault(table.column_labels(cell)[-1], []).extend((column.name, *column.also))
    for place in table.places:
        if place.role == "label" and place.text not in own:
            yield from _variants("group", place.text, place.text, ())
        elif place.role in ("head", "block", "note"):
            yield from _variants(place.role, place.text, place.text, also_heads.get(place.text, ()))


def _innermost(table: Table, row: str) -> str:
    labels = table.row_labels(next(cell for cell in table.cells if cell.row == row))
    return labels[-1] if labels else ""


def _variants(role: str, what: str, printed: str, also: Iterable[str]) -> Iterator[_Label]:
    numeral = worded(printed).numeral
    # 第二十条(一)项 without the second 第
    shorter = re.sub(r"第(?=[（(])", "", printed)
    for text in dict.fromkeys((printed, without_last_bracket(printed), shorter, *also)):
        wording = worded(text)
        # a short form without a numeral keeps the printed one, so that another numeral speaks against it
        yield _Label(role, what, LabelWords(wording.numeral or numeral, wording.words))
