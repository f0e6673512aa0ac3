"""OpenDocument spreadsheets (``.ods``): each sheet a grid, values as they are shown."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from model.importing.content import MOST_BOXES, MOST_COLUMNS, REPORT, Grid, Limits, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note, apart
from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.number_formats import unless_equal
from model.importing.readers.odt import hidden_columns
from model.importing.readers.opendocument_looks import UNSEEN, ground_of, is_unseen
from model.importing.readers.xlsx import Span, hidden, refuse_size, sheet_boxes, too_large
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "office", "style"))
_VISIBILITY = f"{_TABLE}visibility"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_BYTES = 20_000_000
_MOST_CHARACTERS = 5_000_000
"""Repeated cells counted each time."""
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
    apart_in = _styles_apart(root)
    content: list[SourceParagraph | Grid] = []
    notes: list[Note] = []
    places = filled = characters = 0
    for sheet in root.iter(f"{_TABLE}table"):
        called = f"工作表“{sheet.get(f'{_TABLE}name', '')}”"
        if sheet.get(f"{_TABLE}style-name") in hiding:
            notes.append(hidden(called))
            continue
        rows, merged, unseen_rows, is_whole = _laid_out(sheet, apart_in, limits.rows)
        for texts, times in _distinct(rows):
            filled += times * sum(text != "" for text in texts)
            characters += times * sum(map(len, texts))
        if filled > limits.filled or characters > _MOST_CHARACTERS:
            raise refuse_size(name)
        if not is_whole:
            notes.append(too_large(called, name, limits))
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


def _styles_apart(root: "_Element") -> dict[str, str]:
    """Style of a cell or of a part of its text -> why that is no figure: it is struck out, raised, lowered or not
    seen."""
    found: dict[str, str] = {}
    for style in root.iter(f"{_STYLE}style"):
        grounds = style.iterchildren(f"{_STYLE}table-cell-properties")
        ground = next((ground_of({str(k): str(v) for k, v in each.attrib.items()}) for each in grounds), "")
        for each in style.iterchildren(f"{_STYLE}text-properties"):
            if is_unseen({str(name): str(value) for name, value in each.attrib.items()}, ground):
                found[style.get(f"{_STYLE}name", "")] = UNSEEN
            position = each.get(f"{_STYLE}text-position", "").split(" ")[0]
            if each.get(f"{_STYLE}text-line-through-style", "none") != "none":
                found[style.get(f"{_STYLE}name", "")] = "划去"
            elif position not in ("", "0%"):
                found[style.get(f"{_STYLE}name", "")] = "下标" if position.startswith(("sub", "-")) else "上标"
    return found


def _laid_out(
    sheet: "_Element", apart_in: Mapping[str, str], most: int
) -> tuple[list[list[str]], list[Span], frozenset[int], bool]:
    """Values row by row, merged cells, the rows that are hidden, and whether that is all of the sheet."""
    rows: list[list[str]] = []
    merged: list[Span] = []
    unseen: set[int] = set()
    for row in sheet.iterdescendants(f"{_TABLE}table-row"):
        cells = list(_values(row, apart_in))
        texts = [text for text, *_ in cells]
        spans = [(left, wide, high) for left, (_, wide, high) in enumerate(cells) if wide * high > 1]
        times = _number(row, "number-rows-repeated")
        if any(texts) and times > most - len(rows):
            return rows, merged, frozenset(unseen), False
        for _ in range(min(times, most - len(rows))):
            if row.get(_VISIBILITY, "visible") != "visible":
                unseen.add(len(rows))
            merged += [(len(rows), left, len(rows) + high, left + wide) for left, wide, high in spans]
            rows.append(texts)
    return rows, merged, frozenset(unseen), True


def _values(row: "_Element", apart_in: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """(text, wide, high) for each place of the row."""
    count = 0
    for cell in row.iterchildren(*_CELLS):
        value = _value(cell, apart_in) if cell.tag == _CELLS[0] else ""
        if value and (why := apart_in.get(cell.get(f"{_TABLE}style-name", ""))):
            value = apart(why, value)
        for _ in range(_number(cell, "number-columns-repeated")):
            if count == MOST_COLUMNS:
                return
            count += 1
            yield value, _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")


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
