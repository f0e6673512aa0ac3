"""The sheet 勾稽 of a workbook: every equation of the form with both sides and its state, as live formulas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from export.document.title_lines import width
from model.form.edition import Edition
from model.form.equations import SPELLED_OUT, Equation, Term
from model.form.figures import Figure
from model.form.tables import Cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

HOLDS, BROKEN, BLANK, NO_LAST_YEAR = "一致", "不一致", "未填齐", "无上年数"
COLUMNS = (
    ("序号", 40),
    ("位置", 270),
    ("应满足的关系", 300),
    ("左边", 270),
    ("左边得数", 70),
    ("", 30),
    ("右边得数", 70),
    ("右边", 230),
    ("相差", 60),
    ("状态", 70),
)
SIZE_PT = 10
PX_PER_PT = 96 / 72
LEFT, RIGHT, APART, STATE = 4, 6, 8, 9


def height_px(texts: Sequence[str], widths_px: Sequence[int], size_pt: float) -> int:
    """Height of a row that shows all its texts: not every program fits row heights when it opens a workbook."""
    lines = [
        max(1, -int(-width(text) // max(1.0, width_px / PX_PER_PT / size_pt - 1)))
        for text, width_px in zip(texts, widths_px, strict=True)
    ]
    return round((max(lines) * size_pt * 1.35 + 5) * PX_PER_PT)


@dataclass(frozen=True)
class EquationFormats:
    """The cell formats of the sheet."""

    head: "Format"
    text: "Format"
    number: "Format"
    holds: "Format"
    broken: "Format"


def write_equations(
    sheet: "Worksheet",
    formats: EquationFormats,
    edition: Edition,
    figures: Mapping[Cell, Figure],
    last_figures: Mapping[Cell, Figure] | None,
) -> None:
    """One row an equation. ``last_figures`` is ``None`` while there is no last year."""
    for column, (head, width_px) in enumerate(COLUMNS):
        sheet.set_column_pixels(column, column, width_px)
        sheet.write_string(0, column, head, formats.head)
    equations = [
        each for each in edition.checked_equations if not (each.without_last_year and last_figures is not None)
    ]
    for row, equation in enumerate(equations, start=1):
        _EquationRow(sheet, formats, row, equation, edition).write(figures, last_figures or {})
    last = len(equations)
    for state, look in ((HOLDS, formats.holds), (BROKEN, formats.broken)):
        criteria = {"type": "formula", "criteria": f'=$J2="{state}"', "format": look}
        sheet.conditional_format(1, STATE, last, STATE, criteria)
    sheet.conditional_format(
        1, LEFT, last, APART, {"type": "formula", "criteria": f'=$J2="{BROKEN}"', "format": formats.broken}
    )
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, STATE)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")


class _EquationRow:
    """One equation on its row."""

    def __init__(
        self, sheet: "Worksheet", formats: EquationFormats, row: int, equation: Equation, edition: Edition
    ) -> None:
        self._sheet = sheet
        self._formats = formats
        self._row = row
        self._equation = equation
        self._edition = edition
        # an equation across years also has cells of this year, which determine its table
        self._table = edition.table(equation.cells[0].table)

    def write(self, figures: Mapping[Cell, Figure], last_figures: Mapping[Cell, Figure]) -> None:
        equation, row = self._equation, self._row
        texts = {
            1: f"{self._table.name} {equation.line}",
            2: self._edition.rule(equation.rule).says,
            3: _written(equation.left, equation.left_says),
            5: "＝" if equation.equal else "≤",
            7: _written(equation.right, ""),
        }
        widths = [COLUMNS[column][1] for column in texts]
        self._sheet.set_row_pixels(row, height_px([*texts.values()], widths, SIZE_PT))
        self._sheet.write_number(row, 0, row, self._formats.number)
        for column, text in texts.items():
            self._sheet.write_string(row, column, text, self._formats.number if column == 5 else self._formats.text)
        if not last_figures.keys() >= set(equation.last_year_cells):
            for column in (LEFT, RIGHT, APART):
                self._sheet.write_blank(row, column, None, self._formats.number)
            self._sheet.write_string(row, STATE, NO_LAST_YEAR, self._formats.number)
            return
        is_filled = figures.keys() >= equation.cell_set
        left, right = equation.sides(figures, last_figures) if is_filled else (0, 0)
        state = (HOLDS if equation.holds(left, right) else BROKEN) if is_filled else BLANK
        counted = f"COUNT({self._areas(equation.cells)})={len(equation.cells)}"
        # the row in the workbook's own numbering, from 1
        here = row + 1
        sign = "=" if equation.equal else "<="
        formulas: tuple[tuple[int, str, float | str], ...] = (
            (LEFT, f'=IF({counted},{self._sum(equation.left, last_figures)},"")', float(left) if is_filled else ""),
            (RIGHT, f'=IF({counted},{self._sum(equation.right, last_figures)},"")', float(right) if is_filled else ""),
            (APART, f'=IF({counted},E{here}-G{here},"")', float(left - right) if is_filled else ""),
            (STATE, f'=IF({counted},IF(E{here}{sign}G{here},"{HOLDS}","{BROKEN}"),"{BLANK}")', state),
        )
        for column, formula, value in formulas:
            self._sheet.write_formula(row, column, formula, self._formats.number, value)

    def _sum(self, terms: Sequence[Term], last_figures: Mapping[Cell, Figure]) -> str:
        """This year's terms as cell references; last year's as a number, because the workbook has no cells for them."""
        added = [term.cell for term in terms if not term.negative and not term.last_year]
        taken = [term.cell for term in terms if term.negative and not term.last_year]
        was = sum(
            -last_figures[term.cell] if term.negative else last_figures[term.cell] for term in terms if term.last_year
        )
        parts = [f"SUM({self._areas(added)})"] if added else [format(was, "f") if was else "0"]
        if added and was:
            parts.append(f"+({was:f})")
        if taken:
            parts.append(f"-SUM({self._areas(taken)})")
        return "".join(parts)

    def _areas(self, cells: Iterable[Cell]) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

        places = [self._table.place_of[cell] for cell in cells]
        return ",".join(
            f"'{self._table.name}'!{xl_rowcol_to_cell(place.top, place.left, True, True)}" for place in places
        )


def _written(terms: Sequence[Term], says: str) -> str:
    if says and len(terms) > SPELLED_OUT:
        return says
    written = "".join(("－" if term.negative else "＋") + term.mark for term in terms)
    return written.removeprefix("＋")
