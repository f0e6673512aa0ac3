"""The tables of a register: where their heads are, and which of their rows are applications."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from model.importing.content import Content, Grid
from model.register.dates import lacks_year, read_date, years_in
from model.register.meanings import Kind, Meaning
from model.register.phrases import folded
from model.register.words import RegisterWords

_MOST_HEAD_ROWS = 40
"""The head stands within the first rows; titles and instructions before it are shorter."""
_LEAST_COLUMNS = 3
"""A head has at least so many labels that are known."""


class Place(NamedTuple):
    """A row of the register's file."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}第{self.row}行"


@dataclass(frozen=True)
class Line:
    """A row of the register: its number in the sheet, counted from 1, and its texts. ``goes_on``: its number or its
    date stands in a merged cell of the row above."""

    row: int
    texts: tuple[str, ...]
    goes_on: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table of the register, without its head, sums and remarks."""

    name: str
    """As shown to a person: ``工作表“3月”``."""
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    years: frozenset[int] = frozenset()
    """That its titles and its name name."""
    notes: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of dates that are written without one; ``None`` unless exactly one is named."""
        return next(iter(self.years)) if len(self.years) == 1 else None


@dataclass(frozen=True)
class Sheets:
    """What was found in a file."""

    found: tuple[Sheet, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Name of a table without a known head -> its rows with a date: applications may be among them."""
    notes: tuple[str, ...] = ()


def sheets_of(content: Content, words: RegisterWords, file_name: str = "") -> Sheets:
    """The register's tables in order. A table without a head goes on the one before it if it is as wide and has dates
    in the same columns; else it is left out."""
    known = _Labels(words)
    found: list[Sheet] = []
    left_out: dict[str, int] = {}
    notes: list[str] = []
    for grid in (item for item in content if isinstance(item, Grid)):
        texts, merged = _matrix(grid)
        head = _head(texts, known)
        before = found[-1] if found else None
        if head is None:
            dated = _dated_rows(texts)
            if before and dated and _continues(texts, before, known):
                found.append(_sheet(grid, texts, merged, (-1, before.labels), words, before.years))
                notes.append(f"{grid.name}没有表头，列与{before.name}相同，已当作它的续表")
            elif dated > 1 or (dated and not _is_note(texts, words)):
                left_out[grid.name] = dated
            continue
        years = years_in(grid.name) | {
            year for line in texts[: head[0]] for text in set(line) if len(text) < 60 for year in years_in(text)
        }
        found.append(_sheet(grid, texts, merged, head, words, frozenset(years or years_in(file_name))))
    return Sheets(tuple(found), left_out, tuple(notes))


class _Labels:
    def __init__(self, words: RegisterWords) -> None:
        self._whole = {folded(label) for each in words.columns for label in (*each.is_, *each.practice)}
        self._parts = tuple(folded(label) for each in words.columns for label in each.has)
        self._entries = {
            folded(each) for part in (words.applicants, words.results) for entry in part for each in entry.is_
        }
        self._entries |= {folded(each) for entry in words.results for each in entry.has}
        dated = [each for each in words.columns if each.kind == Kind.DATE]
        self._dated = {folded(label) for each in dated for label in (*each.is_, *each.practice)}
        self._dated_parts = tuple(folded(label) for each in dated for label in each.has)

    def count(self, labels: Iterable[str]) -> int:
        return sum(self.knows(label) for label in set(labels))

    def count_in_head(self, line: Sequence[str]) -> int:
        """As :meth:`count`; kinds and results that are labels themselves, with ticks below them, are one column."""
        found = self.count(line)
        if found == _LEAST_COLUMNS - 1 and not any(read_date(text, 2000) for text in line):
            found += sum(folded(label) in self._entries for label in set(line) if label) >= _LEAST_COLUMNS - 1
        return found

    def knows(self, label: str) -> bool:
        if not label or len(label) > 40:
            return False
        key = folded(label)
        return key in self._whole or any(part in key for part in self._parts)

    def is_of_date(self, label: str) -> bool:
        """Whether a column of that label holds dates."""
        key = folded(label)
        return key in self._dated or any(part in key for part in self._dated_parts)


def _matrix(grid: Grid) -> tuple[list[list[str]], set[tuple[int, int]]]:
    """Texts by row and column, those of merged cells repeated; and the places below the first row of a merged cell."""
    rows: list[list[str]] = [[""] * grid.width for _ in range(grid.height)]
    merged: set[tuple[int, int]] = set()
    for written, top, left, high, wide in grid.boxes:
        if not written:
            continue
        text = " ".join(written.split())
        if high == 1 and wide == 1:
            rows[top][left] = text
            continue
        for row in range(top, top + high):
            for column in range(left, left + wide):
                rows[row][column] = text
                if row > top:
                    merged.add((row, column))
    return rows, merged


def _head(texts: Sequence[Sequence[str]], known: _Labels) -> tuple[int, tuple[str, ...]] | None:
    """(the last row of the head, labels); a head of two rows has the upper label before the lower one where both say
    something."""
    best = max(((known.count_in_head(line), -row) for row, line in enumerate(texts[:_MOST_HEAD_ROWS])), default=(0, 0))
    if best[0] < _LEAST_COLUMNS:
        return None
    row = -best[1]
    upper, lower = texts[row], texts[row + 1] if row + 1 < len(texts) else ()
    # a second row of labels: something is subdivided there, and nothing in it is an entry
    changed = [column for column, text in enumerate(lower) if text and text != upper[column]]
    if changed and not any(read_date(text, 2000) for text in lower) and _is_subdivided(upper, lower, changed, known):
        labels = tuple(_joined(above, below, known) for above, below in zip(upper, lower, strict=True))
        return row + 1, labels
    above = texts[row - 1] if row else ()
    if above and _is_group_row(above, upper):
        return row, tuple(_joined(over, label, known) for over, label in zip(above, upper, strict=True))
    return row, tuple(upper)


def _is_subdivided(upper: Sequence[str], lower: Sequence[str], changed: Sequence[int], known: _Labels) -> bool:
    repeated = [column for column, text in enumerate(upper) if text and lower[column] == text]
    groups = {upper[column] for column in changed if list(upper).count(upper[column]) > 1}
    return bool(repeated) and (bool(groups) or known.count(lower[column] for column in changed) > 0)


def _is_group_row(above: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether the row above names groups of columns: several merged cells, none across the whole table."""
    named = [text for text in above if text]
    return len(set(named)) > 1 and len(named) >= len(labels) - 1 and len(set(named)) < len(named)


def _joined(above: str, below: str, known: _Labels) -> str:
    if not above or above == below or not below:
        return below or above
    return below if known.knows(below) and not known.knows(above + below) else above + below


def _dated_rows(texts: Sequence[Sequence[str]]) -> int:
    return sum(any(map(_is_dated, set(line))) for line in texts)


def _is_dated(text: str) -> bool:
    """A whole date, or a day and month in words; what may be a number is no date here."""
    return (6 <= len(text) < 30 and read_date(text) is not None) or ("月" in text and lacks_year(text))


def _is_note(texts: Sequence[Sequence[str]], words: RegisterWords) -> bool:
    """A signature with its date, or a few words: too little for an application."""
    dated = [line for line in texts if any(map(_is_dated, line))]
    filled = [[text for text in dict.fromkeys(line) if text] for line in dated]
    return all(len(line) <= _LEAST_COLUMNS or line[0].startswith(words.marks.remarks) for line in filled)


def _continues(texts: Sequence[Sequence[str]], before: Sheet, known: _Labels) -> bool:
    """As wide, and with dates only where the table before has them, or has a label for them."""
    if any(len(line) != len(before.labels) for line in texts):
        return False
    dated = _dated_columns(texts)
    of_label = {column for column, label in enumerate(before.labels) if known.is_of_date(label)}
    return bool(dated) and dated <= of_label | _dated_columns([line.texts for line in before.lines])


def _dated_columns(lines: Iterable[Sequence[str]]) -> set[int]:
    return {column for line in lines for column, text in enumerate(line) if _is_dated(text)}


def _sheet(
    grid: Grid,
    texts: Sequence[Sequence[str]],
    merged: set[tuple[int, int]],
    head: tuple[int, tuple[str, ...]],
    words: RegisterWords,
    years: frozenset[int],
) -> Sheet:
    last, labels = head
    notes: list[str] = []
    heads = {tuple(map(folded, labels)), *(tuple(map(folded, line)) for line in texts[max(last - 1, 0) : last + 1])}
    keys = _key_columns(labels, words)
    lines = []
    sums = repeated = 0
    remarks: list[int] = []
    for row in range(last + 1, len(texts)):
        line = texts[row]
        filled = [text for text in line if text]
        if not filled:
            continue
        if all(text.isdecimal() and len(text) < 6 for text in filled):
            continue  # numbered beforehand, and still blank
        if tuple(map(folded, line)) in heads:
            repeated += 1
        elif _is_sum(line, words):
            sums += 1
        elif _is_remark(line, filled, words):
            remarks.append(grid.offset + row + 1)
        else:
            goes_on = bool(keys) and any((row, column) in merged for column in keys)
            lines.append(Line(grid.offset + row + 1, tuple(line), goes_on))
    if sums:
        notes.append(f"{grid.name}有 {sums} 行合计，没有当作申请")
    if repeated:
        notes.append(f"{grid.name}有 {repeated} 行重复的表头，没有当作申请")
    if remarks:
        notes.append(f"{grid.name}{rows_text(remarks)}是标题或者说明，没有当作申请")
    return Sheet(grid.name, labels, tuple(lines), years, tuple(notes))


def _key_columns(labels: Sequence[str], words: RegisterWords) -> list[int]:
    """The columns of number and date of receipt: a cell merged over several rows there is one application."""
    keys = {
        folded(label) for each in words.columns if each.id in (Meaning.NUMBER, Meaning.RECEIVED) for label in each.is_
    }
    return [column for column, label in enumerate(labels) if folded(label) in keys]


def _is_sum(line: Sequence[str], words: RegisterWords) -> bool:
    """A word for a sum stands in one of the first cells, and nothing in the row is a whole date."""
    first = [text for text in dict.fromkeys(line) if text][:2]
    sums = {folded(word) for word in words.marks.sums}
    is_sum = any(folded(text) in sums or (folded(text[:2]) in sums and len(text) < 12) for text in first)
    return is_sum and not any(read_date(text) for text in line if len(text) >= 6)


def _is_remark(line: Sequence[str], filled: Sequence[str], words: RegisterWords) -> bool:
    """One text alone in the first cell or across the table is a title; a remark at the foot begins as such."""
    distinct = list(dict.fromkeys(filled))
    first = distinct[0]
    if len(distinct) == 1 and line[0] and not read_date(first):
        return True
    first = first.lstrip("（(【[")
    return len(distinct) <= 3 and first.startswith(words.marks.remarks) and not any(map(read_date, distinct))


def rows_text(rows: Sequence[int], most: int = 20) -> str:
    """``第3–5、9行``; beyond ``most`` pieces the count."""
    pieces = list(_runs(sorted(set(rows))))
    shown = "、".join(pieces[:most])
    return f"第{shown}行" if len(pieces) <= most else f"第{shown}等{len(set(rows))}行"


def _runs(rows: Sequence[int]) -> Iterator[str]:
    begin = end = None
    for row in rows:
        if end is not None and row == end + 1:
            end = row
            continue
        if begin is not None:
            yield str(begin) if begin == end else f"{begin}–{end}"
        begin = end = row
    if begin is not None:
        yield str(begin) if begin == end else f"{begin}–{end}"
