"""OpenDocument spreadsheets (``.ods``): each sheet a grid, values as they are shown."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import MOST_BOXES, MOST_COLUMNS, REPORT, Grid, Limits, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note, apart
from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.number_formats import unless_equal
from model.importing.readers.ods_conditions import Conditions, conditions_of
from model.importing.readers.odt import hidden_columns
from model.importing.readers.opendocument_looks import UNSEEN, Styles, why_apart
from model.importing.readers.xlsx import Span, hidden, refuse_size, sheet_boxes, too_large
from model.importing.readers.xlsx_conditions import doubts, is_met
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "office", "style"))
_VISIBILITY = f"{_TABLE}visibility"
_DEFAULT_STYLE = f"{_TABLE}default-cell-style-name"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_BYTES = 20_000_000
_MOST_CHARACTERS = 5_000_000
"""Repeated cells counted each time."""
_FAMILIES = ("table-cell", "text")
_NAMED_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"


def read_ods(
    package: zipfile.ZipFile, name: str, limits: Limits = REPORT
) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """A grid for each visible sheet that holds anything.

    Raises:
        ImportedDocumentError: locked, or far more cells than any report.
        KeyError: the package holds no content.
        ValueError: damaged.
    """
    if _MANIFEST in package.namelist() and b"encryption-data" in package.read(_MANIFEST):
        raise ImportedDocumentError(f"“{name}”设有打开密码，不能读取。请输入密码打开，去掉密码后保存，再导入")
    if package.getinfo("content.xml").file_size > max(_MOST_BYTES, limits.part_bytes):
        raise refuse_size(name)
    root = parsed_part(package, "content.xml")
    hiding = _hiding_styles(root)
    named = parsed_part(package, _NAMED_STYLES) if _NAMED_STYLES in package.namelist() else None
    looks = _Looks(_styles_apart(root, named), conditions_of(package, root))
    content: list[SourceParagraph | Grid] = []
    notes: list[Note] = []
    places = filled = characters = 0
    for sheet in root.iter(f"{_TABLE}table"):
        called = f"工作表“{sheet.get(f'{_TABLE}name', '')}”"
        if sheet.get(f"{_TABLE}style-name") in hiding:
            notes.append(hidden(called))
            continue
        rows, merged, unseen_rows, doubtful, is_whole = _laid_out(sheet, looks, limits.rows)
        for texts, times in _distinct(rows):
            filled += times * sum(text != "" for text in texts)
            characters += times * sum(map(len, texts))
        if filled > limits.filled or characters > _MOST_CHARACTERS:
            raise refuse_size(name)
        if not is_whole:
            notes.append(too_large(called, name, limits))
        notes += doubts(called, doubtful)
        values, unseen = HiddenLines(unseen_rows, hidden_columns(sheet), limits.lists_rows).without(
            called, rows, merged
        )
        notes += unseen
        boxes = sheet_boxes(values, merged, limits.rows)
        places += len(boxes)
        if places > MOST_BOXES:
            raise refuse_size(name)
        if boxes:
            content.append(Grid(called, tuple(boxes), is_sheet=True))
    return content, notes


def _distinct(rows: Sequence[list[str]]) -> Iterator[tuple[list[str], int]]:
    """The rows that are different lists, and how often each is repeated: most sheets end with thousands of one."""
    times = Counter(map(id, rows))
    for texts in {id(texts): texts for texts in rows}.values():
        yield texts, times[id(texts)]


def _hiding_styles(root: "_Element") -> frozenset[str]:
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        if any(each.get(f"{_TABLE}display") == "false" for each in style.iterchildren(f"{_STYLE}table-properties"))
    )


def _styles_apart(root: "_Element", named: "_Element | None") -> dict[str, str]:
    """Style of a cell or of a part of its text -> why that is no figure: it is struck out, raised, lowered or not
    seen."""
    styles = Styles(named, root)
    found: dict[str, str] = {}
    for family, name in styles.named():
        if family in _FAMILIES and (why := why_apart(styles.text(family, name), styles.ground(name))):
            found[name] = why
    return found


class _Looks(NamedTuple):
    """What the styles of a document say of the figures in cells."""

    apart_in: Mapping[str, str]
    """Style -> why what is in it is no figure."""
    conditions: Conditions

    def shown(self, cell: "_Element", value: str, style: str) -> tuple[str, bool]:
        """The value of a cell in this style, apart where it is no figure, and whether it may not be seen."""
        if not value:
            return value, False
        if why := self.apart_in.get(style):
            return apart(why, value), False
        conditions = self.conditions.get(style, ())
        try:
            stored = float(cell.get(f"{_OFFICE}value", "")) if conditions else 0.0
        except ValueError:
            return value, False
        if not stored:  # a zero that nobody sees is a zero
            return value, False
        if any(limits and is_met(sign, limits, stored) for sign, limits in conditions):
            return apart(UNSEEN, value), False
        return value, any(not limits for _, limits in conditions)


class _Place(NamedTuple):
    text: str
    wide: int
    high: int
    is_doubtful: bool
    """A condition may hide it."""


def _laid_out(
    sheet: "_Element", looks: _Looks, most: int
) -> tuple[list[list[str]], list[Span], frozenset[int], list[str], bool]:
    """Values row by row, merged cells, the rows that are hidden, the cells that conditions may hide, and whether that
    is all of the sheet."""
    rows: list[list[str]] = []
    merged: list[Span] = []
    unseen: set[int] = set()
    doubtful: list[str] = []
    of_columns = _styles_of_columns(sheet)
    for row in sheet.iterdescendants(f"{_TABLE}table-row"):
        cells = list(_values(row, looks, of_columns))
        texts = [cell.text for cell in cells]
        spans = [(left, cell.wide, cell.high) for left, cell in enumerate(cells) if cell.wide * cell.high > 1]
        times = _number(row, "number-rows-repeated")
        if any(texts) and times > most - len(rows):
            return rows, merged, frozenset(unseen), doubtful, False
        doubtful += [f"第{len(rows) + 1}行第{left + 1}列" for left, cell in enumerate(cells) if cell.is_doubtful]
        for _ in range(min(times, most - len(rows))):
            if row.get(_VISIBILITY, "visible") != "visible":
                unseen.add(len(rows))
            merged += [(len(rows), left, len(rows) + high, left + wide) for left, wide, high in spans]
            rows.append(texts)
    return rows, merged, frozenset(unseen), doubtful, True


def _styles_of_columns(sheet: "_Element") -> list[str]:
    """The style of the cells of each column that state none."""
    found: list[str] = []
    for column in sheet.iterdescendants(f"{_TABLE}table-column"):
        times = min(_number(column, "number-columns-repeated"), MOST_COLUMNS - len(found))
        found += [column.get(_DEFAULT_STYLE, "")] * times
    return found


def _values(row: "_Element", looks: _Looks, of_columns: Sequence[str]) -> Iterator[_Place]:
    """What is in each place of the row."""
    count = 0
    of_row = row.get(_DEFAULT_STYLE, "")
    for cell in row.iterchildren(*_CELLS):
        value = _value(cell, looks.apart_in) if cell.tag == _CELLS[0] else ""
        own = cell.get(f"{_TABLE}style-name", "") or of_row
        wide, high = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
        for _ in range(_number(cell, "number-columns-repeated")):
            if count == MOST_COLUMNS:
                return
            style = own or (of_columns[count] if count < len(of_columns) else "")
            count += 1
            text, is_doubtful = looks.shown(cell, value, style)
            yield _Place(text, wide, high, is_doubtful)


def _value(cell: "_Element", apart_in: Mapping[str, str]) -> str:
    """The stored number if it equals the displayed one; otherwise the displayed text."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join("".join(_text(each, apart_in)) for each in cell.iterchildren(f"{_TEXT}p"))
    if kind == "float":
        from model.importing.readers.xlsx import shown_value

        try:
            stored = float(cell.get(f"{_OFFICE}value", ""))
            is_shown = next(cell.iterchildren(f"{_TEXT}p"), None) is not None  # some programs write the value alone
            return (unless_equal(stored, shown) if is_shown else "") or shown_value(stored)
        except (ValueError, OverflowError):
            pass
    if kind in ("date", "time", "boolean"):
        # a date may be displayed as 5, the day of the month
        return cell.get(f"{_OFFICE}{kind}-value", "") or "?"
    return shown


def _text(paragraph: "_Element", apart_in: Mapping[str, str]) -> Iterator[str]:
    yield paragraph.text or ""
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_number_of(child.get(f"{_TEXT}c")), 1000)
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag != f"{_OFFICE}annotation":
            inner = _text(child, apart_in)
            why = apart_in.get(child.get(f"{_TEXT}style-name", ""))
            yield from (apart(why, "".join(inner)),) if why else inner
        yield child.tail or ""


def _number(element: "_Element", name: str) -> int:
    return _number_of(element.get(f"{_TABLE}{name}"))


def _number_of(text: str | None) -> int:
    return max(int(text[:7]), 1) if text and text.isascii() and text.isdigit() else 1
