"""Excel workbooks (``.xlsx``): each sheet a grid, values as they were last calculated."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from model.importing.grid import MOST_COLUMNS, MOST_ROWS, Box, Grid, Paragraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.packages import refuse_document_type

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BLANK_ROWS = 30
_LARGE = 2_000_000
_MOST_BYTES = 8_000_000
"""Of one part, once the rows that are not read are cut off. A report has a hundredth of that."""
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"[^>]*>")
_MOST_MERGED = MOST_ROWS * MOST_COLUMNS
"""Places under the merged cells of a sheet, all taken together."""

Span = tuple[int, int, int, int]
"""(top, left, bottom, right) of merged cells; the latter two lie beyond."""


def read_spreadsheet(package: zipfile.ZipFile, data: bytes, name: str) -> tuple[list[Paragraph | Grid], list[Note]]:
    """A grid for each visible sheet that holds anything. A formula that was never calculated is blank.

    Raises:
        ImportedDocumentError: far more cells than any report.
        ValueError: a part is damaged.
    """
    import openpyxl

    for part in package.namelist():
        if part.endswith((".xml", ".rels")):
            with package.open(part) as file:
                refuse_document_type(file.read(4096))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts that openpyxl leaves out hold no figures
        try:
            workbook = openpyxl.load_workbook(_cut_to_size(package, data, name), data_only=True, keep_links=False)
        except ImportedDocumentError:
            raise
        except Exception as error:  # a damaged part surfaces as anything from KeyError to ParseError
            raise ValueError(str(error)) from error
    content: list[Paragraph | Grid] = []
    notes: list[Note] = []
    for sheet in workbook.worksheets:
        called = f"工作表“{sheet.title}”"
        if sheet.sheet_state != "visible":
            notes.append(hidden(called))
            continue
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            notes.append(too_large(called))
        boxes = _boxes(sheet)
        if boxes:
            content.append(Grid(called, tuple(boxes), is_sheet=True))
    return content, notes


def hidden(called: str) -> Note:
    return Note(f"{called}是隐藏的，没有读入", called)


def too_large(called: str) -> Note:
    return Note(f"{called}太大，只读了前 {MOST_ROWS} 行、前 {MOST_COLUMNS} 列", called)


def refuse_size(name: str) -> ImportedDocumentError:
    return ImportedDocumentError(
        f"“{name}”的内容多得不像是年报（格数太多）。请在 Excel 或 WPS 表格里只留下年报的工作表，另存一份后再导入"
    )


def _cut_to_size(package: zipfile.ZipFile, data: bytes, name: str) -> io.BytesIO:
    """The workbook, its sheets without the rows that are not read: some programs write a million blank ones."""
    changed: dict[str, bytes] = {}
    for about in package.infolist():
        part = about.filename
        is_sheet = part.startswith("xl/worksheets/")
        if not part.endswith(".xml") or not (is_sheet or about.file_size > _LARGE):
            continue
        held = package.read(part)
        if is_sheet and about.file_size > _LARGE:
            changed[part] = held = _first_rows(held)
        if len(held) > _MOST_BYTES or (is_sheet and _merged_places(held) > _MOST_MERGED):
            raise refuse_size(name)
    if not changed:
        return io.BytesIO(data)
    cut = io.BytesIO()
    with zipfile.ZipFile(cut, "w") as smaller:
        for part in package.namelist():
            smaller.writestr(part, changed.get(part) or package.read(part))
    cut.seek(0)
    return cut


def _merged_places(sheet: bytes) -> int:
    """How many places the merged cells cover, of which openpyxl makes a cell each."""
    return sum(
        (int(bottom) - int(top) + 1) * (_column(right) - _column(left) + 1)
        for left, top, right, bottom in (match.groups() for match in _MERGED.finditer(sheet))
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _first_rows(sheet: bytes) -> bytes:
    end = _END_OF_ROWS.search(sheet)
    for count, row in enumerate(_ROW.finditer(sheet)):
        # one row more, by which it is known that there are more
        if count > MOST_ROWS and end:
            return sheet[: row.start()] + sheet[end.start() :]
    return sheet


def _boxes(sheet: "Worksheet") -> list[Box]:
    last_row, last_column = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    merged = [(each.min_row - 1, each.min_col - 1, each.max_row, each.max_col) for each in sheet.merged_cells.ranges]
    return sheet_boxes(sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True), merged, last_row)


def sheet_boxes(rows: Iterable[Sequence[object]], merged: Iterable[Span], last_row: int) -> list[Box]:
    """The cells up to the last column that holds anything, merged ones as one box; rows that are laid out but blank,
    as those of a table that is yet to be filled, come along."""
    texts = {
        (row, column): text
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if (text := shown_value(value))
    }
    if not texts:
        return []
    merged = [each for each in merged if each[0] < MOST_ROWS and each[1] < MOST_COLUMNS]
    height = min(last_row, max(row for row, _ in texts) + 1 + _BLANK_ROWS)
    width = max(column for _, column in texts) + 1
    for top, left, bottom, right in merged:
        if (top, left) in texts:
            height, width = max(height, min(bottom, MOST_ROWS)), max(width, min(right, MOST_COLUMNS))
    return sorted(_placed(texts, merged, height, width), key=lambda box: (box.top, box.left))


def _placed(texts: Mapping[tuple[int, int], str], merged: Iterable[Span], height: int, width: int) -> Iterator[Box]:
    covered: set[tuple[int, int]] = set()
    room = height * width
    for top, left, bottom, right in merged:
        if top >= height or left >= width or (top, left) in covered:
            continue
        box = Box(texts.get((top, left), ""), top, left, min(bottom, height) - top, min(right, width) - left)
        room -= box.high * box.wide
        if room < 0:
            break
        places = {(row, column) for row in range(top, box.bottom) for column in range(left, box.right)}
        if places.isdisjoint(covered):  # merged areas that overlap are damaged
            covered |= places
            yield box
    for row in range(height):
        for column in range(width):
            if (row, column) not in covered:
                yield Box(texts.get((row, column), ""), row, column)


def shown_value(value: object) -> str:
    """A cell's value as text: a whole number without its ``.0``; truth values and dates as words, for they are no
    figures."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是（TRUE）" if value else "否（FALSE）"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else f"{value:.6e}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _decimal(value)
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return str(value)
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _decimal(value: float) -> str:
    number = Decimal(repr(value))
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 30 else repr(value)
