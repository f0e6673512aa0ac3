"""Units × years with search and filter; copied and exported as it is shown."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget

from export.batch_writer import write_sheets
from export.document.batch_tables import PlainSheet, tab_separated, year_sheet
from gui.kit.background_task import run_in_background
from gui.kit.fields import Field
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.session.file_dialogs import FileDialogs
from gui.years.year_table import SHOW, YearTable, YearTableModel
from model.form.figures import Figure, show_figure
from model.years.year_grid import YearGrid

ONE_YEAR = "只有一个年度：再读入往年的文件夹，就能逐年比较"


class GridTab(QWidget):
    """The table of units and years."""

    def __init__(
        self, resources: Path, dialogs: FileDialogs, status: StatusSink, open_cell: Callable[[int, int], object]
    ) -> None:
        """``open_cell`` gets row and column of the table."""
        super().__init__()
        self._resources = resources
        self._dialogs = dialogs
        self._status = status
        self.model = YearTableModel()
        self.table = YearTable(self.model, open_cell, self.copy_table)
        self.search = Field("查找单位")
        self.search.setPlaceholderText("查找单位（可用拼音首字母）")
        self.search.setMinimumWidth(220)
        self.show_only = QComboBox()
        self.show_only.setAccessibleName("只看")
        self.show_only.addItems(list(SHOW))
        self.about = label("", "muted")
        export = button("导出表格…", self.ask_for_path, tip="存为 Excel；Ctrl+C 复制整张表")
        self._shown = QWidget()
        shown = column(row(self.search, self.show_only, self.about, 1, export), self.table, gap=2 * STEP)
        shown.setStretch(1, 1)
        self._shown.setLayout(shown)
        self.setLayout(column(self._shown))
        self.search.textChanged.connect(self._filter)
        self.show_only.currentTextChanged.connect(self._filter)
        self.model.shown_changed.connect(self._count)

    def show_grid(self, grid: YearGrid) -> None:
        """Replaces the table; search and order stay. Without any year there is no table."""
        self.model.show_grid(grid)
        self._shown.setVisible(bool(grid.years))

    def _filter(self) -> None:
        self.model.set_filter(self.search.text(), self.show_only.currentText())

    def _count(self) -> None:
        grid, shown = self.model.grid, len(self.model.shown_units)
        told = f"{len(grid.units)} 个单位" if shown == len(grid.units) else f"{len(grid.units)} 个单位中的 {shown} 个"
        self.about.setText(f"{told}。{ONE_YEAR}" if len(grid.kept) == 1 else told)

    def sheet(self) -> PlainSheet:
        """The table as it is shown, each figure in a column of its own."""
        model, grid = self.model, self.model.grid
        heads = ["单位", *(f"{year} 年" for year in grid.years)]
        heads += [f"{measure} {year} 年" for measure in grid.trends for year in grid.years]
        lines = []
        for at in range(model.rowCount()):
            words = [model.text(at, column_) for column_ in range(1 + len(grid.years))]
            figures = [figure for measure in grid.trends for figure in model.figures(at, measure)]
            lines.append((*words, *map(_shown, figures)))
        return year_sheet(f"{grid.organ}各单位历年年报", heads, lines)

    def copy_table(self) -> None:
        """Copies the table as it is shown."""
        sheet = self.sheet()
        QGuiApplication.clipboard().setText(tab_separated(sheet.heads, sheet.rows))
        self._status.show_status(f"已复制 {len(sheet.rows)} 行，可以粘贴到 Excel、WPS 表格")

    def ask_for_path(self) -> None:
        """Asks for a path and writes the table."""
        if path := self._dialogs.save_file(self, "导出表格", f"{self.model.grid.organ}历年", "Excel 工作簿", ".xlsx"):
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Writes the table in the background."""
        sheet, resources = self.sheet(), self._resources
        run_in_background(
            self,
            lambda: write_sheets((sheet,), path, resources),
            lambda _: self._status.show_status(f"已导出 {path}"),
            partial(self._status.show_status, problem=True),
        )


def _shown(figure: Figure | None) -> str | int:
    """A whole number stays a number in Excel; nothing known stays blank."""
    if figure is None:
        return ""
    return figure if isinstance(figure, int) else show_figure(figure)
