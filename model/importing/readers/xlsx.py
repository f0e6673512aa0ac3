"""Excel workbooks (``.xlsx``): each sheet a grid, values as they were last calculated."""

import datetime
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from model.importing.content import MOST_BOXES, MOST_COLUMNS, MOST_ROWS, REPORT, Box, Grid, Limits, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note, apart
from model.importing.readers.colours import WHITE, are_same
from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.number_formats import shown_otherwise, shown_otherwise_as_text
from model.importing.readers.xlsx_colours import rgb_of
from model.importing.readers.xlsx_conditions import conditions_of, without_unseen
from model.importing.readers.xlsx_strict import transitional
from model.importing.readers.zip_package import parsed_part, refuse_document_type
from model.named_tuples import made

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_BLANK_ROWS = 30
_END_OF_LINE = "_x000D_"
"""A carriage return, as XML cannot hold it."""
_SMALLEST = 2.5
"""Points. Nobody can read lower texts."""
_LOWEST_ROW, _NARROWEST_COLUMN = 2.0, 0.3
"""Points, and characters: with less, a row or column shows nothing."""
_RAISED = {"superscript": "上标", "subscript": "下标"}
_LARGE = 2_000_000
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s([^>]{0,300})>")
_END_OF_SHEET = re.compile(rb"</(?:\w+:)?worksheet\s*>\s*\Z")
_AREA = re.compile(
    rb"\bref\s*=\s*[\"']\s*\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?\s*[\"']", re.IGNORECASE
)
"""Of one cell alone, which some programs write, the latter two are missing."""
_MOST_AREAS = 4000
"""Merged cells of a sheet, of which a report has sixty."""
_FORMULA_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]{0,300}[^/>])>\s*+<(?:\w+:)?f\b")
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_MOST_SHEETS = 200
_PICTURE = re.compile(r"\s*+=\s*+(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_RICH = re.compile(
    rb"<(?:\w+:)?(?:(?:vertAlign|strike)\b|sz val=\"[0-2](?:\.\d+)?\""
    rb"|color (?:rgb=\"(?!FF000000)|theme=\"0\"|indexed=\"[19]\"))"
)
"""In the properties of a stretch of text: it may be no part of the figure beside it."""
_MOST_FORMULAS = 2000
UNCALCULATED = "没有算过的公式"
"""In the note for a sheet that has such formulas: their cells are blank, and what they would hold is not known."""
_NO_TEXT = re.compile(rb"\"\"|&quot;&quot;")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]")
_VALUE_OR_TEXT = re.compile(rb"<(?:\w+:)?(?:v>[^<]|is>)")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
_MOST_MERGED = MOST_ROWS * MOST_COLUMNS // 4
"""Places under the merged cells of all sheets taken together."""

Span = tuple[int, int, int, int]
"""(top, left, bottom, right) of merged cells; the latter two lie beyond."""


def read_spreadsheet(
    package: zipfile.ZipFile, data: bytes, name: str, limits: Limits = REPORT
) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """A grid for each visible sheet that holds anything. A formula that was never calculated is blank.

    Raises:
        ImportedDocumentError: far more cells than any report.
        ValueError: a part is damaged.
    """
    from openpyxl.reader.excel import ExcelReader

    for part in package.namelist():
        if part.endswith((".xml", ".rels")):
            with package.open(part) as file:
                refuse_document_type(file.read(4096))
    package, data = transitional(package, data)
    _refuse_many_sheets(package, name)
    cut, merged = _cut_to_size(package, data, name, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts that openpyxl skips contain no figures
        try:
            reader = ExcelReader(cut, data_only=True, keep_links=False, rich_text=_has_rich_text(package))
            reader.read()
            workbook = reader.wb
            parts = [
                link.target
                for _, link in reader.parser.find_sheets()
                if link.target in reader.valid_files and "chartsheet" not in link.Type
            ]
            uncalculated = _uncalculated(package, cut, workbook)
        except Exception as error:  # a damaged part surfaces as anything from KeyError to ParseError
            raise ValueError(str(error)) from error
    content: list[SourceParagraph | Grid] = []
    notes: list[Note] = []
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if sum(min(each.max_row, limits.rows) * min(each.max_column, MOST_COLUMNS) for each in visible) > MOST_BOXES:
        raise refuse_size(name)
    for sheet, part in zip(workbook.worksheets, parts, strict=True):
        called = f"工作表“{sheet.title}”"
        if sheet.sheet_state != "visible":
            notes.append(hidden(called))
            continue
        spans = [*merged.get(part, []), *_spans_of(sheet)]
        height = max(sheet.max_row, *(bottom for _, _, bottom, _ in spans), 0)
        width = max(sheet.max_column, *(right for *_, right in spans), 0)
        is_larger = height > limits.rows or width > MOST_COLUMNS
        if is_larger and not (limits.lists_rows and _is_blank_beyond(sheet, limits.rows)):
            notes.append(too_large(called, name, limits))
        if blank := uncalculated.get(sheet.title):
            notes.append(_not_calculated(called, blank))
        lines: Iterable[Sequence[object]] = _values(sheet, spans, min(height, limits.rows))
        if conditions := conditions_of(package, part):
            lines, doubts = without_unseen(called, lines, conditions)
            notes += doubts
        values, unseen = _hidden_lines(sheet, limits).without(called, lines, spans)
        notes += unseen
        if pictures := picture_places(values):
            notes.append(picture_cells(called, pictures))
        boxes = sheet_boxes(values, spans, min(height, limits.rows))
        if boxes:
            content.append(Grid(called, tuple(boxes), is_sheet=True))
    return content, notes


def _is_blank_beyond(sheet: "Worksheet", rows: int) -> bool:
    """Nothing but formatted blank cells stands below ``rows`` and right of ``MOST_COLUMNS``."""
    below = sheet.iter_rows(min_row=rows + 1, values_only=True) if sheet.max_row > rows else ()
    beside = sheet.iter_rows(min_col=MOST_COLUMNS + 1, values_only=True) if sheet.max_column > MOST_COLUMNS else ()
    return all(value is None for lines in (below, beside) for line in lines for value in line)


def sheet_on_top(package: zipfile.ZipFile) -> str:
    """The sheet that the workbook shows when it is opened, called as its grid is."""
    root = parsed_part(package, "xl/workbook.xml")
    sheets = [each.get("name", "") for each in root.iter("{*}sheet")]
    number = next((each.get("activeTab", "0") for each in root.iter("{*}workbookView")), "0")
    return f"工作表“{sheets[int(number)]}”" if number.isdecimal() and int(number) < len(sheets) else ""


def _refuse_many_sheets(package: zipfile.ZipFile, name: str) -> None:
    """
    Raises:
        ImportedDocumentError: hundreds of sheets, or several that are one part.
    """
    sheets = len(_SHEET.findall(package.read("xl/workbook.xml")))
    if sheets > min(_MOST_SHEETS, sum(part.endswith(".xml") for part in package.namelist())):
        raise refuse_size(name)


def _has_rich_text(package: zipfile.ZipFile) -> bool:
    """Some stretch of a text is raised, struck out, or may not be seen."""
    parts = [part for part in package.namelist() if part.startswith(("xl/sharedStrings", "xl/worksheets/sheet"))]
    return any(_RICH.search(package.read(part)) for part in parts if part.endswith(".xml"))


def _uncalculated(package: zipfile.ZipFile, cut: io.BytesIO, workbook: "Workbook") -> dict[str, list[str]]:
    """Sheet -> the cells whose formula was never calculated: programs that write a formula leave that to Excel."""
    import openpyxl

    places: set[str] = set()
    for part in package.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            places |= _without_value(package.read(part))
    if not places:
        return {}
    cut.seek(0)
    formulas = openpyxl.load_workbook(cut, keep_links=False)
    found: dict[str, list[str]] = {}
    for sheet in workbook.worksheets:
        for place in sorted(places, key=lambda place: (len(place), place)):
            if formulas[sheet.title][place].data_type == "f" and sheet[place].value is None:
                found.setdefault(sheet.title, []).append(place)
    return found


def _without_value(sheet: bytes) -> set[str]:
    found: set[str] = set()
    for about, formula in itertools.islice(_formula_cells(sheet), _MOST_FORMULAS):
        may_be_blank = b't="str"' in about or _NO_TEXT.search(formula)  # the result of a formula may be an empty text
        if not may_be_blank and not _VALUE.search(formula) and (place := _PLACE.search(about)):
            found.add(place[1].decode())
    return found


def _formula_cells(sheet: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(attributes, what follows the beginning of the formula) of each cell with a formula."""
    at = 0
    while (begin := _FORMULA_CELL.search(sheet, at)) and (end := _END_OF_CELL.search(sheet, begin.end())):
        yield begin[1], sheet[begin.end() : end.start()]
        at = end.end()


def _not_calculated(called: str, places: Sequence[str]) -> Note:
    some = "、".join(places[:8]) + ("等" if len(places) > 8 else "")
    what = f"{called}有 {len(places)} 格是{UNCALCULATED}（{some}），没有数，留空；请在 Excel 里打开、保存后再导入"
    return Note(what, called, raw="、".join(places))


def hidden(called: str) -> Note:
    """The note for a hidden sheet that was skipped."""
    return Note(f"{called}是隐藏的，没有读入", called)


def too_large(called: str, name: str, limits: Limits) -> Note:
    """The note for a sheet of the file ``name`` that was cut to the rows of ``limits`` and to ``MOST_COLUMNS``.

    Raises:
        ImportedDocumentError: it is a list, of which no row may be missing.
    """
    if limits.lists_rows:
        raise ImportedDocumentError(
            f"“{name}”的{called}太大，超过 {limits.rows} 行或 {MOST_COLUMNS} 列，没有读取。"
            "请删去台账后面的空行、空列；一份台账有许多年的，请按年另存"
        )
    return Note(f"{called}太大，只读了前 {limits.rows} 行、前 {MOST_COLUMNS} 列", called)


def refuse_size(name: str) -> ImportedDocumentError:
    """The error for a workbook with too many cells; the caller raises it."""
    return ImportedDocumentError(
        f"“{name}”的内容多得不正常（格数太多），没有读取。请在 Excel 或 WPS 表格里只留下要读的工作表，"
        "删去表后面多余的行和列，另存一份后再试"
    )


def _cut_to_size(
    package: zipfile.ZipFile, data: bytes, name: str, limits: Limits
) -> tuple[io.BytesIO, dict[str, list[Span]]]:
    """The workbook, its sheets without the rows that are not read: some programs write a million blank ones; and the
    merged cells of each part that is a sheet.
    """
    changed: dict[str, bytes] = {}
    spans: dict[str, list[Span]] = {}
    merged = 0
    for about in package.infolist():
        part = about.filename
        is_sheet = part.startswith("xl/worksheets/")
        if not part.endswith(".xml") or not (is_sheet or about.file_size > _LARGE):
            continue
        held = package.read(part)
        if is_sheet and about.file_size > _LARGE:
            changed[part] = held = _first_rows(held, limits)
        found = _merged(held) if is_sheet else []
        if found is None or len(held) > limits.part_bytes:
            raise refuse_size(name)
        merged += sum((bottom - top) * (right - left) for top, left, bottom, right in found)
        if merged > _MOST_MERGED:
            raise refuse_size(name)
        if is_sheet:
            changed[part], spans[part] = _up_to_the_rows(held), found
    if not changed:
        return io.BytesIO(data), spans
    cut = io.BytesIO()
    with zipfile.ZipFile(cut, "w") as smaller:
        for part in package.namelist():
            smaller.writestr(part, changed.get(part) or package.read(part))
    cut.seek(0)
    return cut, spans


def _merged(sheet: bytes) -> list[Span] | None:
    """The merged cells; ``None`` where there are too many, or one is malformed."""
    found: list[Span] = []
    for number, merged in enumerate(_MERGED.finditer(sheet)):
        area = _AREA.search(merged[1])
        if area is None or number >= _MOST_AREAS:
            return None
        if area[3] is None:
            continue
        (left, right), (top, bottom) = map(_column, area.group(1, 3)), map(int, area.group(2, 4))
        found.append((min(top, bottom) - 1, min(left, right) - 1, max(top, bottom), max(left, right)))
    return found


def _up_to_the_rows(sheet: bytes) -> bytes:
    """The sheet without the parts after its rows: conditional formats, hints, links and merged cells. openpyxl creates
    a style for each position of a merged cell, which takes most of the time."""
    rows, end = _END_OF_ROWS.search(sheet), _END_OF_SHEET.search(sheet)
    return sheet[: rows.end()] + sheet[end.start() :] if rows and end else sheet


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _first_rows(sheet: bytes, limits: Limits) -> bytes:
    end = _END_OF_ROWS.search(sheet)
    for count, row in enumerate(_ROW.finditer(sheet)):
        # one row beyond the limit, to detect that the sheet is longer
        if count > limits.rows and end:
            if limits.lists_rows and _VALUE_OR_TEXT.search(sheet, row.start(), end.start()):
                return sheet  # too long, which the caller reports
            return sheet[: row.start()] + sheet[end.start() :]
    return sheet


def _spans_of(sheet: "Worksheet") -> list[Span]:
    return [(each.min_row - 1, each.min_col - 1, each.max_row, each.max_col) for each in sheet.merged_cells.ranges]


def _hidden_lines(sheet: "Worksheet", limits: Limits) -> HiddenLines:
    stated = sheet.row_dimensions
    rows = {
        row - 1 for row, about in stated.items() if about.hidden or (about.ht is not None and about.ht < _LOWEST_ROW)
    }
    about_all = sheet.sheet_format
    if about_all.zeroHeight or about_all.defaultRowHeight == 0:  # rows are hidden unless they have a height
        last = min(sheet.max_row, limits.rows)
        rows |= {row - 1 for row in range(1, last + 1) if row not in stated or stated[row].ht is None}
    columns = (
        column
        for about in sheet.column_dimensions.values()
        if about.hidden or (about.width is not None and about.width < _NARROWEST_COLUMN)
        for column in range((about.min or 1) - 1, min(about.max or about.min or 1, MOST_COLUMNS))
    )
    return HiddenLines(frozenset(rows), frozenset(columns), limits.lists_rows)


def _values(sheet: "Worksheet", merged: Sequence[Span], last_row: int) -> Iterator[list[object]]:
    # values left under merged cells are not displayed
    under = {
        (row, column)
        for top, left, bottom, right in merged
        for row in range(top, min(bottom, last_row))
        for column in range(left, min(right, MOST_COLUMNS))
    } - {(top, left) for top, left, _, _ in merged}
    cells = sheet.iter_rows(max_row=last_row, max_col=min(sheet.max_column, MOST_COLUMNS))
    for row, line in enumerate(cells):
        yield [None if (row, column) in under else _value(cell) for column, cell in enumerate(line)]


def picture_places(rows: Sequence[list[object]]) -> list[tuple[int, int]]:
    """Where WPS shows a picture in a cell; these cells of ``rows`` are made blank: the text in them is a formula."""
    places = [
        (top, left)
        for top, row in enumerate(rows)
        for left, value in enumerate(row)
        if type(value) is str and _PICTURE.match(value)
    ]
    for top, left in places:
        rows[top][left] = None
    return places


def picture_cells(called: str, places: Sequence[tuple[int, int]]) -> Note:
    """The note for a sheet with pictures in cells."""
    named = [f"第{top + 1}行第{left + 1}列" for top, left in places]
    some = "、".join(named[:8]) + ("等" if len(named) > 8 else "")
    what = f"{called}的{some}是图片，图片里的字不能读取；如果表格是图片，请向原单位要可以编辑的电子表格"
    return Note(what, called)


def _value(cell: "Cell | MergedCell") -> object:
    """The value, or the displayed text if the number format changes the number: 100% is stored as 1, and 25.1 in units
    of ten thousand as 251000. The displayed number is not the stored one, nor certainly the one meant."""
    value: object = cell.value
    if value is None or (type(value) is str and not cell.has_style):  # nearly all
        return value
    if type(value) in (int, float):
        shown = f"{value * 100:g}%" if "%" in cell.number_format else shown_otherwise(value, cell.number_format)  # type: ignore[operator,arg-type]
        value = shown or value
    elif isinstance(value, str):
        value = shown_otherwise_as_text(value, cell.number_format) or value
    elif isinstance(value, list):
        value = "".join(_of_rich_text(piece, cell) for piece in value)
    font = cell.font if cell.has_style else None
    if font is not None and (font.strike or font.vertAlign in _RAISED):
        return apart("划去" if font.strike else _RAISED[font.vertAlign], shown_value(value))
    if font is not None and _is_unseen(font, cell) and any(map(str.isdigit, shown := shown_value(value))):
        return apart("看不见", shown)
    return value


def _is_unseen(font: Any, cell: "Cell | MergedCell") -> bool:
    """Whether a text in this font is too small to be seen, or of the colour of its cell. What the styles of tables
    change is not known."""
    if font.sz is not None and font.sz < _SMALLEST:
        return True
    colour = font.color
    ground = cell.fill
    if colour is None or ground.fill_type not in (None, "solid"):
        return False
    book = cell.parent.parent if cell.parent else None
    theme = getattr(book, "loaded_theme", None) or b""
    behind = rgb_of(ground.fgColor, theme) if ground.fill_type else WHITE
    return are_same(rgb_of(colour, theme), behind)


def sheet_boxes(rows: Iterable[Sequence[object]], merged: Iterable[Span], last_row: int) -> list[Box]:
    """The cells up to the last column that holds anything, merged ones as one box; rows that are laid out but blank,
    as those of a table that is yet to be filled, come along."""
    texts = [
        # sheets go on with blank rows to their end
        list(map(shown_value, values)) if values.count("") + values.count(None) < len(values) else []
        for values in rows
    ]
    filled = [row for row, line in enumerate(texts) if any(line)]
    if not filled:
        return []
    merged = [each for each in merged if each[0] < last_row and each[1] < MOST_COLUMNS]
    height = min(last_row, filled[-1] + 1 + _BLANK_ROWS)
    width = max(column for row in filled for column, text in enumerate(texts[row], 1) if text)
    for top, left, bottom, right in merged:
        if top < len(texts) and left < len(texts[top]) and texts[top][left]:
            height, width = max(height, min(bottom, last_row)), max(width, min(right, MOST_COLUMNS))
    blank = [""] * width
    laid_out = [line[:width] + blank[len(line) :] for line in texts[:height]]
    laid_out += itertools.repeat(blank, height - len(laid_out))
    return list(made(Box, itertools.chain.from_iterable(_placed(laid_out, merged, width))))


_Placed = tuple[str, int, int, int, int]
"""The fields of a box."""


def _placed(texts: Sequence[Sequence[str]], merged: Iterable[Span], width: int) -> Iterator[Iterable[_Placed]]:
    """The boxes of each row, which has as many texts as there are columns."""
    height = len(texts)
    covered: dict[int, set[int]] = {}
    """Of each row, the columns that merged cells take."""
    begin: dict[int, list[_Placed]] = {}
    """The merged cells by their first row."""
    room = height * width
    for top, left, end, right in merged:
        if top >= height or left >= width or left in covered.get(top, ()):
            continue
        high, wide = min(end, height) - top, min(right, width) - left
        room -= high * wide
        if room < 0:
            break
        columns = range(left, left + wide)
        taken = [covered.setdefault(row, set()) for row in range(top, top + high)]
        if all(each.isdisjoint(columns) for each in taken):  # merged areas that overlap are damaged
            for each in taken:
                each.update(columns)
            begin.setdefault(top, []).append((texts[top][left], top, left, high, wide))
    for row, line in enumerate(texts):
        boxes: Iterable[_Placed] = zip(
            line, itertools.repeat(row), range(width), itertools.repeat(1), itertools.repeat(1), strict=False
        )
        if under := covered.get(row):
            boxes = [box for box in boxes if box[2] not in under]
        if row in begin:
            boxes = sorted([*begin[row], *boxes], key=itemgetter(2))
        yield boxes


def shown_value(value: object) -> str:
    """A cell's value as text: a whole number without its ``.0``; truth values and dates as words, for they are no
    figures."""
    if value is None:
        return ""
    if type(value) is str:
        return value.replace(_END_OF_LINE, "") if _END_OF_LINE in value else value
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


def _of_rich_text(piece: object, cell: "Cell | MergedCell") -> str:
    """A stretch of a text whose stretches look different."""
    font, text = getattr(piece, "font", None), getattr(piece, "text", None)
    if font is None or text is None:
        return str(piece)
    if raised := _RAISED.get(font.vertAlign or "", "划去" if font.strike else ""):
        return apart(raised, text)
    return apart("看不见", text) if any(map(str.isdigit, text)) and _is_unseen(font, cell) else text


def _decimal(value: float) -> str:
    number = Decimal(repr(value))
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 30 else repr(value)
