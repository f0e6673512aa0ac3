"""Excel workbooks of the old kind (``.xls`` of Excel, ``.et`` of WPS), read by calamine.

calamine allocates the whole rectangle of a sheet: a single cell far outside would exhaust memory. So the records are
scanned first.
"""

import io
import struct
from collections.abc import Iterator, Sequence

from model.importing.content import MOST_COLUMNS, REPORT, Grid, Limits, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.ole_streams import Streams
from model.importing.readers.xls_formats import CellFormats
from model.importing.readers.xlsx import (
    Span,
    hidden,
    picture_cells,
    picture_places,
    refuse_size,
    sheet_boxes,
    too_large,
)
from model.importing.readers.xlsx_conditions import without_unseen

NAMES = ("Workbook", "Book", "WORKBOOK", "BOOK")
"""Of the stream that holds the workbook."""
_MOST_CELLS = 1_500_000
"""In the rectangle around the cells of a sheet; each takes about 30 bytes."""
_MOST_RECORDS = 400_000
_BEGINS = frozenset((0x0809, 0x0009, 0x0209, 0x0409))
_LOCKED, _STRINGS = 0x002F, 0x00FC
_MANY_CELLS = 0x00BD
_CELLS = frozenset(
    (0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x0002, 0x0003, 0x0004, 0x0005, 0x00D6, _MANY_CELLS)
)
_LOOKED_AT = _CELLS | _BEGINS | {_LOCKED, _STRINGS}
_MOST_SHEETS = 200


def read_old_spreadsheet(
    data: bytes, name: str, limits: Limits = REPORT
) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """A grid for each visible sheet that holds anything.

    Raises:
        ImportedDocumentError: locked, or far more cells than any report.
        ValueError: damaged.
    """
    workbook = _workbook(data)
    _look_through(workbook, name)
    formats = CellFormats.of(workbook)
    content: list[SourceParagraph | Grid] = []
    notes = list(_damage(f"“{name}”", name, formats.damage(None)))
    for number, called, is_visible, rows, merged in _sheets(data, name):
        if not is_visible:
            notes.append(hidden(called))
            continue
        if len(rows) > limits.rows or max(map(len, rows), default=0) > MOST_COLUMNS:
            notes.append(too_large(called, name, limits))
        notes += _damage(called, called, formats.damage(number))
        seen, doubts = without_unseen(called, rows, formats.conditions(number))
        notes += doubts
        values = [row[:MOST_COLUMNS] for row in seen[: limits.rows]]
        formats.show(number, values)
        short, unseen = formats.hidden_lines(number, read=limits.lists_rows).without(called, values, merged)
        notes += unseen
        if pictures := picture_places(short):
            notes.append(picture_cells(called, pictures))
        boxes = sheet_boxes(short, merged, limits.rows)
        if boxes:
            content.append(Grid(called, tuple(boxes), is_sheet=True))
    return content, notes


def _damage(called: str, where: str, kinds: Sequence[str]) -> Iterator[Note]:
    if kinds:
        what = f"{called}里记录{'、'.join(kinds)}的地方有损坏，隐藏、划去、看不见的数可能没有认出"
        yield Note(f"{what}，请对照 Excel 里显示的核对", where)


def _workbook(data: bytes) -> bytes:
    streams = Streams(data)
    return streams.read(next((name for name in NAMES if name in streams), NAMES[0]))


_Sheet = tuple[int, str, bool, list[list[object]], list[Span]]


def _sheets(data: bytes, name: str) -> Iterator[_Sheet]:
    """(number, name, whether it is shown, values, merged cells)."""
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(workbook.sheets_metadata[:_MOST_SHEETS]):
            if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(number)
            merged = [
                (top, left, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
            rows: list[list[object]] = list(map(list, sheet.to_python(skip_empty_area=False)))
            is_visible = about.visible is calamine.SheetVisibleEnum.Visible
            yield number, f"工作表“{about.name}”", is_visible, rows, merged
    except calamine.PasswordError as error:
        raise _locked(name) from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the Rust library is not an Exception
        raise ValueError(str(error)) from error


def _locked(name: str) -> ImportedDocumentError:
    return ImportedDocumentError(
        f"“{name}”设有打开密码，不能读取。请在 Excel 或 WPS 表格里输入密码打开，去掉密码后保存，再导入"
    )


def _look_through(workbook: bytes, name: str) -> None:
    """Scans the records for limits and damage; raises as :func:`read_old_spreadsheet`."""
    end = len(workbook)
    place = records = rows = columns = 0
    unpack, two_numbers = struct.unpack_from, struct.Struct("<HH").unpack_from
    while place + 4 <= end:
        kind, length = two_numbers(workbook, place)
        body = place + 4
        place = body + length
        records += 1
        if records > _MOST_RECORDS:
            raise refuse_size(name)
        if kind not in _LOOKED_AT:
            continue
        if kind in _CELLS:
            if length < 6 or place > end:
                raise ValueError("cell cut short")
            row, column = two_numbers(workbook, body)
            last = unpack("<H", workbook, place - 2)[0] if kind == _MANY_CELLS else column
            if column > 255 or last > 255:
                raise ValueError("column outside of any sheet")
            if row < rows and last < columns:
                continue
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            if rows * columns > _MOST_CELLS:
                raise refuse_size(name)
        elif kind in _BEGINS:
            rows = columns = 0
        elif kind == _LOCKED:
            raise _locked(name)
        elif kind == _STRINGS and (length < 8 or max(unpack("<II", workbook, body)) > end):
            raise ValueError("more strings than the file has room for")
