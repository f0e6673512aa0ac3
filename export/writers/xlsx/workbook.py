"""A report as a workbook: a cover, one sheet for each table in the grid of the form, and the texts.

Derived totals are live formulas; XlsxWriter also stores their values, so that viewers without calculation show them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.document.document import Document, PrintedTable, UnitTable, Words, compose, one_line
from export.document.layout import PT_PER_MM, Layout, TableLayout
from export.document.title_lines import width
from export.writers.xlsx.equations_sheet import EquationFormats, write_equations
from model.form.edition import Edition
from model.form.equations import Equation, Term
from model.form.figures import Figure, read_amount
from model.form.tables import Cell, Place
from model.report import organ
from model.report.derived_totals import shown
from model.report.report import Fact, Report

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MOST_CHARACTERS = 32_000
"""Characters per cell; Excel's limit is 32 767. A longer paragraph continues in the next row."""

MOST_NUMBER = 10**15
"""Up to here a workbook keeps every digit of a whole number."""

BLANK_FORMAT = 1
FORMAT_MARK, EDITION_MARK, YEAR_MARK = "年报填报模板", "年报格式版本", "年报年度"
"""Names of the file's own properties: the version of the blank workbook, the edition's id, the year."""

HOW_TO_FILL = (
    "请先填上面的机关名称，再逐表填写“表二”“表三”“表四”和“文字”。没有发生的填 0，不要留空；"
    "各项填齐后合计自动算出，“勾稽”表里的状态都显示“一致”即可报送。填好后保存，把本文件原样报回。"
)

PX_PER_PT = 96 / 72
WIDE_FROM = 12
"""Columns from which a table is printed across the page."""
PORTRAIT_MM, LANDSCAPE_MM = 180.0, 262.0
"""The width that a table takes on its A4 page."""
COVER_PX, WORDS_PX, UNITS_PX = 480, 620, 110
"""The column of values, and of paragraphs."""
LINE_PT, MOST_ROW_PT = 15.0, 409.0
"""A line of 11 pt; and a row, which Excel lets grow no higher."""
MOST_SIZE_PT = 11.0


CoverLine = tuple[str, str | int, bool]
"""Label, value, and whether users may change it."""


@dataclass(frozen=True)
class Cover:
    """What the cover states about the export. ``unsettled`` counts the open findings by severity, in Chinese."""

    exported_at: datetime
    unsettled: Mapping[str, int]


def write_excel(
    report: Report,
    edition: Edition,
    document: Document,
    layout: Layout,
    cover: Cover,
    path: Path,
    last_figures: Mapping[Cell, Figure] | None = None,
) -> None:
    """Write ``report``, printed as ``document``, to ``path`` as ``.xlsx``.

    ``last_figures`` are last year's figures of the same cells; ``None`` without a report of that year.
    """
    lines = _cover_lines(report, edition, document, cover)
    with _workbook(path, document, cover.exported_at) as workbook:
        _write_sheets(workbook, report, edition, document, layout, lines, last_figures)


def write_blank_workbook(edition: Edition, year: int, made_at: datetime, layout: Layout, path: Path) -> None:
    """Write the workbook that units fill in (下发填报模板): the same sheets, empty.

    :data:`EDITION_MARK` etc. are stored as document properties, which survive renaming of sheets.
    """
    report = Report(edition.id, facts={Fact.YEAR: str(year)})
    document = compose(report, edition)
    lines = _blank_cover_lines(edition, year)
    with _workbook(path, document, made_at) as workbook:
        for name, mark in ((FORMAT_MARK, str(BLANK_FORMAT)), (EDITION_MARK, edition.id), (YEAR_MARK, str(year))):
            workbook.set_custom_property(name, mark, "text")
        _write_sheets(workbook, report, edition, document, layout, lines, None)


@contextmanager
def _workbook(path: Path, document: Document, made_at: datetime) -> Iterator["Workbook"]:
    """Context manager: a new workbook, written to ``path`` on exit."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    packed = BytesIO()  # no temporary files in a public folder, and a full disk is handled in one place
    workbook = xlsxwriter.Workbook(packed, {**options, "in_memory": True})
    workbook.worksheet_class = _sheet_class()
    workbook.set_properties(
        {
            "title": document.title[:255],
            "subject": "政府信息公开工作年度报告",
            "author": document.organ[:255],
            "keywords": "" if document.year is None else str(document.year),
            "created": made_at,
        }
    )
    yield workbook
    workbook.close()
    path.write_bytes(packed.getvalue())


@cache
def _sheet_class() -> type:
    """A worksheet class that skips XlsxWriter's search of each formula for newer functions: none are used here, and the
    search takes half of the time. Has no effect if XlsxWriter no longer calls it."""
    from xlsxwriter.worksheet import Worksheet

    class Sheet(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, *_: object, **__: object) -> str:
            return formula.removeprefix("=")

    return Sheet


def _write_sheets(
    workbook: "Workbook",
    report: Report,
    edition: Edition,
    document: Document,
    layout: Layout,
    cover_lines: Iterable[CoverLine],
    last_figures: Mapping[Cell, Figure] | None,
) -> None:
    formats = _Formats(workbook, layout)
    _write_cover(workbook.add_worksheet("封面"), formats, cover_lines)
    figures = shown(report, edition).figures
    headings = {section.key: section.heading.text for section in document.sections}
    for printed in document.tables():
        sheet = workbook.add_worksheet(printed.table.name)
        _TableSheet(sheet, formats, printed, layout.grid(printed.table), edition).write(
            report, figures, headings[printed.table.section]
        )
    equations = workbook.add_worksheet("勾稽")
    write_equations(equations, formats.equations(), edition, figures, last_figures)
    _protect(equations)
    _write_words(workbook.add_worksheet("文字"), formats, document)


class _Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: "Workbook", layout: Layout) -> None:
        self._workbook = workbook
        self._font = layout.tables.font
        self._block_colour = layout.tables.block_colour
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self.violated = workbook.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True})

    def of(self, **properties: object) -> "Format":
        wanted = {"font_name": self._font, "font_size": 11, "valign": "vcenter", "text_wrap": True, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]

    def equations(self) -> EquationFormats:
        return EquationFormats(
            head=self.of(border=1, bold=True, align="center", font_size=10),
            text=self.of(border=1, align="left", font_size=10),
            number=self.of(border=1, align="center", font_size=10),
            holds=self._workbook.add_format({"bg_color": "#C6EFCE", "font_color": "#006100"}),
            broken=self.violated,
        )

    def place(self, place: Place, size_pt: float, number: str = "General") -> "Format":
        """For a printed cell; only figures can be changed while the sheet is protected."""
        properties: dict[str, object] = {"border": 1, "font_size": size_pt}
        properties["align"] = "left" if place.role in ("label", "note", "block") else "center"
        if place.role == "block" and self._block_colour:
            properties["bg_color"] = f"#{self._block_colour}"
        if place.role == "figure":
            properties |= {"locked": False, "num_format": number}
        return self.of(**properties)


def _cover_lines(report: Report, edition: Edition, document: Document, cover: Cover) -> Iterator[CoverLine]:
    kind, level = report.facts.get(Fact.KIND, ""), report.facts.get(Fact.LEVEL, "")
    yield "机关名称", document.organ, True
    yield "年度", "" if document.year is None else document.year, True
    yield "标题", document.title, True
    yield "机关类别", one_line(organ.KINDS.get(kind, kind)), True
    yield "机关层级", one_line(organ.LEVELS.get(level, level)), True
    yield "落款", document.signature, True
    yield "成文日期", document.date, True
    yield "格式版本", edition.name, False
    yield "导出时间", cover.exported_at.strftime("%Y-%m-%d %H:%M"), False
    for label, count in cover.unsettled.items():
        yield "未填的格" if label == "未填" else f"未解决的{label}", count, False


def _blank_cover_lines(edition: Edition, year: int) -> Iterator[CoverLine]:
    yield "机关名称", "", True
    yield "年度", year, False
    for label in ("标题", "机关类别", "机关层级", "落款", "成文日期"):
        yield label, "", True
    yield "格式版本", edition.name, False
    yield "填报说明", HOW_TO_FILL, False


def _write_cover(sheet: "Worksheet", formats: _Formats, lines: Iterable[CoverLine]) -> None:
    sheet.set_column_pixels(0, 0, 130)
    sheet.set_column_pixels(1, 1, COVER_PX)
    for row, (label, value, may_change) in enumerate(lines):
        sheet.write_string(row, 0, label, formats.of(border=1, bold=True))
        cell_format = formats.of(border=1, align="left", locked=not may_change)
        _set_height(sheet, row, str(value), COVER_PX)
        _write_value(sheet, row, 1, value, cell_format)
        for named, choices in (("机关类别", organ.KINDS), ("机关层级", organ.LEVELS)):
            if label == named:
                sheet.data_validation(row, 1, row, 1, _choice(label, choices))
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)
    _protect(sheet)


def _choice(label: str, choices: Mapping[str, str]) -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(choices.values()),
        "error_type": "warning",
        "error_title": label,
        "error_message": f"{label}请从列表中选择",
    }


def _write_value(sheet: "Worksheet", row: int, column: int, value: Figure | str, cell_format: "Format") -> None:
    """Writes text as text, even if it looks like a formula; amounts with more digits than Excel keeps are text too."""
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, value[:MOST_CHARACTERS], cell_format)
        else:
            sheet.write_blank(row, column, None, cell_format)
    elif -MOST_NUMBER < value < MOST_NUMBER and Decimal(f"{float(value):.15g}") == value:
        sheet.write_number(row, column, float(value), cell_format)
    else:
        sheet.write_string(row, column, format(value, "f"), cell_format)


class _TableSheet:
    """One statutory table on its sheet: row and column numbers are the form's grid."""

    def __init__(
        self, sheet: "Worksheet", formats: _Formats, printed: PrintedTable, grid: TableLayout, edition: Edition
    ) -> None:
        self._sheet = sheet
        self._formats = formats
        self._printed = printed
        self._table = printed.table
        self._edition = edition
        is_wide = printed.table.width >= WIDE_FROM
        self._scale = (LANDSCAPE_MM if is_wide else PORTRAIT_MM) / sum(grid.widths_mm)
        self._widths_pt = [each * self._scale * PT_PER_MM for each in grid.widths_mm]
        self._size_pt = min(MOST_SIZE_PT, round(grid.size_pt * self._scale))
        self._least_pt = grid.row_mm * PT_PER_MM * self._scale

    def write(self, report: Report, figures: Mapping[Cell, Figure], heading: str) -> None:
        addends = {each.total: each.addends for each in self._edition.sums if each.total not in report.figures}
        for place in self._table.places:
            cell_format = self._format(place, figures)
            if place.wide * place.high > 1:
                self._sheet.merge_range(place.top, place.left, place.bottom - 1, place.right - 1, "", cell_format)
            if place.cell in addends and place.cell not in report.unread:
                self._write_total(place, addends[place.cell], figures, cell_format)
            else:
                _write_value(self._sheet, place.top, place.left, self._value(place, report, figures), cell_format)
        self._mark_violations()
        self._vet_input()
        self._set_sizes()
        self._set_page(heading)

    def _format(self, place: Place, figures: Mapping[Cell, Figure]) -> "Format":
        figure = figures.get(place.cell) if place.cell else None
        exponent = figure.as_tuple().exponent if isinstance(figure, Decimal) else 0
        number = "0." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else "General"
        return self._formats.place(place, self._size_pt, number)

    def _value(self, place: Place, report: Report, figures: Mapping[Cell, Figure]) -> Figure | str:
        if place.cell is None or place.cell in report.unread:
            return self._printed.text_at(place)
        return figures.get(place.cell, "")

    def _write_total(
        self, place: Place, addends: Sequence[Cell], figures: Mapping[Cell, Figure], cell_format: "Format"
    ) -> None:
        """Writes a sum formula that stays blank while any addend is blank: a partial sum is not a total."""
        cells = self._ranges(addends)
        value = figures.get(place.cell, "") if place.cell else ""
        self._sheet.write_formula(
            place.top,
            place.left,
            f'=IF(COUNT({cells})={len(addends)},SUM({cells}),"")',
            cell_format,
            float(value) if isinstance(value, Decimal) else value,
        )

    def _ranges(self, cells: Iterable[Cell], separator: str = ",") -> str:
        """The cells in absolute A1 notation, neighbours in a row or a column as one range."""
        from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]

        runs: list[list[tuple[int, int]]] = []
        for cell in cells:
            place = self._table.place_of[cell]
            at = (place.top, place.left)
            if runs and _goes_on(runs[-1], at):
                runs[-1].append(at)
            else:
                runs.append([at])
        return separator.join(xl_range_abs(*run[0], *run[-1]) for run in runs)

    def _mark_violations(self) -> None:
        """Equations among this year's figures turn red where all their cells are filled and they do not hold."""
        for equation in self._edition.checked_equations:
            if equation.equal and not equation.last_year_cells and equation.cells[0].table == self._table.id:
                self._mark(equation)

    def _mark(self, equation: Equation) -> None:
        places = [self._table.place_of[cell] for cell in equation.cells]
        sides = f"{self._sum(equation.left)}<>{self._sum(equation.right)}"
        self._sheet.conditional_format(
            places[0].top,
            places[0].left,
            places[0].top,
            places[0].left,
            {
                "type": "formula",
                "criteria": f"=AND(COUNT({self._ranges(equation.cells)})={len(places)},{sides})",
                "format": self._formats.violated,
                "multi_range": self._ranges(equation.cells, " ").replace("$", ""),
            },
        )

    def _sum(self, terms: Sequence[Term]) -> str:
        added = self._ranges(term.cell for term in terms if not term.negative)
        taken = self._ranges(term.cell for term in terms if term.negative)
        return f"SUM({added})" + (f"-SUM({taken})" if taken else "")

    def _vet_input(self) -> None:
        amounts = [cell for cell in self._table.cells if cell in self._table.amounts]
        counts = [cell for cell in self._table.cells if cell not in self._table.amounts | self._table.signed]
        self._vet(counts, "integer", "请填不小于 0 的整数", "件数应为不小于 0 的整数；没有发生的填 0。")
        self._vet(amounts, "decimal", "单位：万元，可以有小数", "金额应为不小于 0 的数，以万元为单位，可以有小数。")

    def _vet(self, cells: Sequence[Cell], kind: str, hint: str, error: str) -> None:
        places = [self._table.place_of[cell] for cell in cells]
        if not places:
            return
        corners = [[place.top, place.left, place.top, place.left] for place in places]
        self._sheet.data_validation(
            *corners[0],
            {
                "validate": kind,
                "criteria": ">=",
                "value": 0,
                "input_title": "填写说明",
                "input_message": hint,
                "error_title": "填写有误",
                "error_message": error,
                "other_cells": corners[1:],
            },
        )

    def _set_sizes(self) -> None:
        for column, width_pt in enumerate(self._widths_pt):
            self._sheet.set_column_pixels(column, column, round(width_pt * PX_PER_PT))
        # Excel does not fit row heights to merged cells
        for row in range(self._table.height):
            lines = [self._lines(place) for place in self._table.places if (place.top, place.high) == (row, 1)]
            needed_pt = max(lines, default=1) * self._size_pt * 1.3 + 4
            self._sheet.set_row_pixels(row, round(max(needed_pt, self._least_pt) * PX_PER_PT))

    def _lines(self, place: Place) -> int:
        room = sum(self._widths_pt[place.left : place.right]) / self._size_pt - 0.6
        return -int(-width(self._printed.text_at(place)) // max(1.0, int(room)))

    def _set_page(self, heading: str) -> None:
        sheet, table = self._sheet, self._table
        sheet.set_paper(9)
        if table.width >= WIDE_FROM:
            sheet.set_landscape()
        sheet.set_margins(left=0.55, right=0.55, top=0.9, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, table.height - 1, table.width - 1)
        sheet.set_header(f'&C&"{self._formats.of().font_name},Regular"&14 {heading[:80].replace("&", "&&")}')
        first = min(place.left for place in table.places if place.cell)
        if head_rows := self._printed.head_rows:
            sheet.repeat_rows(0, head_rows - 1)
            sheet.freeze_panes(head_rows, first)
        # totals are formulas that users may overwrite
        everywhere = f"A1:{_corner(table.height, table.width)}"
        sheet.ignore_errors({"formula_unlocked": everywhere, "number_stored_as_text": everywhere})
        _protect(sheet)


def _goes_on(run: Sequence[tuple[int, int]], at: tuple[int, int]) -> bool:
    """Whether the place is the next of the run, which keeps to one row or one column."""
    last = run[-1]
    right, down = (last[0], last[1] + 1), (last[0] + 1, last[1])
    return (at == right and run[0][0] == last[0]) or (at == down and run[0][1] == last[1])


def _corner(rows: int, columns: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    corner: str = xl_rowcol_to_cell(rows - 1, columns - 1)
    return corner


def _protect(sheet: "Worksheet") -> None:
    """Protects against accidental changes only: there is no password."""
    options: dict[str, Any] = {"format_columns": True, "format_rows": True}
    sheet.protect("", options)


def _write_words(sheet: "Worksheet", formats: _Formats, document: Document) -> None:
    """Column A has the section title in its first row, column B one paragraph per row; a table in the text has its
    columns from B on and a blank row after it."""
    sheet.set_column_pixels(0, 0, 200)
    sheet.set_column_pixels(1, 1, WORDS_PX)
    heading_format, text_format = formats.of(bold=True, valign="top"), formats.of(valign="top", align="left")
    row = 0
    for heading, blocks in _worded_sections(document):
        sheet.write_string(row, 0, heading, heading_format)
        for block in blocks:
            if isinstance(block, UnitTable):
                row = _write_units(sheet, formats, block, row) + 1
                continue
            for piece in pieces(block.text):
                _write_value(sheet, row, 1, piece, text_format)
                _set_height(sheet, row, piece, WORDS_PX)
                row += 1
        if not blocks:
            sheet.write_blank(row, 1, None, text_format)
            row += 1
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_units(sheet: "Worksheet", formats: _Formats, units: UnitTable, row: int) -> int:
    """Returns the row below the table."""
    head, words = formats.of(border=1, bold=True, align="center"), formats.of(border=1, align="left")
    figures = formats.of(border=1, align="center")
    sheet.set_column_pixels(2, len(units.rows[0]), UNITS_PX)
    for number, cells in enumerate(units.rows):
        for column, text in enumerate(cells):
            is_figure = number > 0 and column in units.figure_columns
            value = read_amount(text) if is_figure and text else None
            if value is not None and f"{float(value):.15g}" != text:
                value = None  # 1.50, which would be read back as 1.5
            cell_format = head if number == 0 else figures if is_figure else words
            _write_value(sheet, row + number, column + 1, text if value is None else value, cell_format)
    return row + len(units.rows)


def _set_height(sheet: "Worksheet", row: int, text: str, width_px: int) -> None:
    """Sets a height that shows all of ``text``: not every program fits row heights when it opens a workbook."""
    line = width_px / PX_PER_PT / 11 - 1
    lines = max(1, -int(-width(text) // line))
    sheet.set_row_pixels(row, round(min(lines * LINE_PT + 4, MOST_ROW_PT) * PX_PER_PT))


def _worded_sections(document: Document) -> Iterator[tuple[str, list[Words]]]:
    yield "前言", list(document.preface)
    for section in document.sections:
        words = [block for block in section.blocks if not isinstance(block, PrintedTable)]
        if words or len(section.blocks) == 0:
            yield section.heading.text, words


def pieces(text: str) -> list[str]:
    """A paragraph split into pieces that fit into one cell of a workbook."""
    return [text[start : start + MOST_CHARACTERS] for start in range(0, len(text), MOST_CHARACTERS)]
