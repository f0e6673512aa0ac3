"""Excel workbooks (``.xlsx``): each sheet a grid, values as they were last calculated."""

import datetime
import io
import warnings
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

from model.importing.grid import MOST_COLUMNS, MOST_ROWS, Box, Grid, Paragraph
from model.importing.notes import Note
from model.importing.packages import refuse_document_type

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BLANK_ROWS = 30


def read_spreadsheet(package: zipfile.ZipFile, data: bytes) -> tuple[list[Paragraph | Grid], list[Note]]:
    """A grid for each visible sheet that holds anything. A formula that was never calculated is blank.

    Raises:
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
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        except Exception as error:  # a damaged part surfaces as anything from KeyError to ParseError
            raise ValueError(str(error)) from error
    content: list[Paragraph | Grid] = []
    notes: list[Note] = []
    for sheet in workbook.worksheets:
        name = f"工作表“{sheet.title}”"
        if sheet.sheet_state != "visible":
            notes.append(Note(f"{name}是隐藏的，没有读入", name))
            continue
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            notes.append(Note(f"{name}太大，只读了前 {MOST_ROWS} 行、前 {MOST_COLUMNS} 列", name))
        boxes = _boxes(sheet)
        if boxes:
            content.append(Grid(name, tuple(boxes), is_sheet=True))
    return content, notes


def _boxes(sheet: "Worksheet") -> list[Box]:
    """The cells up to the last column that holds anything, merged ones as one box; rows that are laid out but blank,
    as those of a table that is yet to be filled, come along."""
    last_row, last_column = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    texts = {
        (row, column): text
        for row, values in enumerate(sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True))
        for column, value in enumerate(values)
        if (text := shown_value(value))
    }
    merged = [
        (each.min_row - 1, each.min_col - 1, each.max_row, each.max_col)
        for each in sheet.merged_cells.ranges
        if each.min_row <= MOST_ROWS and each.min_col <= MOST_COLUMNS
    ]
    filled = set(texts)
    if not filled:
        return []
    height = min(last_row, max(row for row, _ in filled) + 1 + _BLANK_ROWS)
    width = max(column for _, column in filled) + 1
    for top, left, bottom, right in merged:
        if (top, left) in filled:
            height, width = max(height, min(bottom, MOST_ROWS)), max(width, min(right, MOST_COLUMNS))
    covered: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for top, left, bottom, right in merged:
        if top < height and left < width:
            box = Box(texts.get((top, left), ""), top, left, min(bottom, height) - top, min(right, width) - left)
            covered |= {(row, column) for row in range(top, box.bottom) for column in range(left, box.right)}
            boxes.append(box)
    boxes += [
        Box(texts.get((row, column), ""), row, column)
        for row in range(height)
        for column in range(width)
        if (row, column) not in covered
    ]
    return sorted(boxes, key=lambda box: (box.top, box.left))


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
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _decimal(value: float) -> str:
    number = Decimal(repr(value))
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 30 else repr(value)
