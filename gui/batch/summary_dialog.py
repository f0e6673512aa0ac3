"""汇总表: the sums of all units as a form; the current cell is opened to the units that it is made of."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.history.snapshot_view import SnapshotView
from gui.kit.background_task import run_in_background
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, put_cards, row, scroll_area
from model.batch.results import BatchResults
from model.batch.summary import Contribution, Summary, contributions, share
from model.checks.findings import Finding
from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell
from model.report.edits import Edit

LAST_YEAR = 3
"""The column of last year's figures."""
LEAST_WIDTH = 310
"""Of the units, whose names all begin with the same place."""


class SummaryDialog(QDialog):
    """The summary as a form at the left; what each unit adds to the current cell at the right."""

    def __init__(
        self,
        summary: Summary,
        results: BatchResults,
        editions: Mapping[str, Edition],
        organ: str,
        year: int,
        findings: Sequence[Finding],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._summary = summary
        self._results = results
        self._editions = editions
        self._cell: Cell | None = None
        self.setWindowTitle(f"汇总：{organ} {year} 年度，{len(summary.taken)} 个单位")
        offer_help(self, "batch")
        resize_within_screen(self, 1180, 670)
        self.view = SnapshotView(summary.edition)
        self.view.show_report(summary.report(organ, year))
        for table in self.view.tables:
            table.cell_entered.connect(self.show_cell)
        self._title = label("", "title", wrap=True)
        self._about = label("", "small", wrap=True)
        self.lines = LineTableModel(("单位", "本年", "占比", "上年"), numbers=(1, 2, 3))
        self.units = LineTableView(self.lines, "各单位", 0, (0, 66, 64, 66))
        self.units.setMinimumWidth(LEAST_WIDTH)
        both = QSplitter()
        units = column(self._title, self._about, self.units, margin=3 * STEP)
        put_cards(both, (column(self.view, margin=3 * STEP), 720), (units, 400))
        close = button("关闭", self.accept)
        whole = column(*self._told(findings), both, row(1, close), margin=4 * STEP)
        whole.setStretch(whole.count() - 2, 1)
        self.setLayout(whole)
        self.show_cell(summary.edition.cells[0])

    def _told(self, findings: Sequence[Finding]) -> list[QWidget]:
        if not findings:
            return []
        inside = QWidget()
        inside.setLayout(column(*(label(f"△ {each.message}", "warning", wrap=True) for each in findings), 1, gap=STEP))
        made = scroll_area(inside)
        made.setMaximumHeight(96)
        return [made]

    def open_at(self, cell: Cell) -> None:
        """Shows the table of the cell and makes it current."""
        self.view.show_change(Edit("", figures={cell: None}))
        self.show_cell(cell)

    def show_cell(self, cell: Cell | None) -> None:
        """Lists the units that the cell's sum is made of; they are read in the background."""
        if cell is None or cell == self._cell:
            return
        self._cell = cell
        edition, summary = self._summary.edition, self._summary
        self._title.setText(f"{edition.table(cell.table).name} {edition.name_of(cell)}")
        run_in_background(
            self,
            lambda: (cell, contributions(cell, self._results, summary.taken, self._editions)),
            self._show_units,
            self._about.setText,
        )

    def _show_units(self, found: tuple[Cell, tuple[Contribution, ...]]) -> None:
        cell, parts = found
        if cell != self._cell:
            return  # another cell was entered meanwhile
        total, stated = self._summary.sums.get(cell), self._summary.figures.get(cell)
        blank = sum(each.figure is None for each in parts)
        sentence = f"合计 {show_figure(stated)}" if stated is not None else "合计空着"
        if blank:
            sentence += f"：{blank} 个单位没有填，已填的合计 {show_figure(total) or '无'}"
        known = [each.last_year for each in parts if each.last_year is not None]
        self.units.setColumnHidden(LAST_YEAR, not known)
        if known:
            of_all = "" if len(known) == len(parts) else f"（有上年数的 {len(known)} 个单位）"
            sentence += f"；上年 {show_figure(sum(known))}{of_all}"
        self._about.setText(f"{sentence}；{len(parts)} 个单位，从大到小")
        self.lines.show_lines([_line(each, share(each.figure, total)) for each in parts])


def _line(part: Contribution, of_all: Decimal | None) -> TableLine:
    percent = "" if of_all is None else f"{of_all * 100:.1f} %"
    figure = "未填" if part.figure is None else show_figure(part.figure)
    return TableLine((part.unit, figure, percent, show_figure(part.last_year) or "—"))
