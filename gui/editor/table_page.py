"""The page of one statutory table, with the bar that explains the current cell."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from gui.grid.cell_bar import CellBar
from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.kit.help_topics import set_help_topic
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import column
from gui.session.open_report import OpenReport
from model.checks.findings import Finding
from model.form.tables import Table


class TablePage(QWidget):
    """Cell bar and grid of one table."""

    def __init__(self, open_report: OpenReport, table: Table, status: StatusSink) -> None:
        super().__init__()
        set_help_topic(self, "tables")
        self.model = TableModel(open_report, table)
        self.model.make_editable(open_report)
        self.bar = CellBar(open_report)
        self.view = TableView(self.model, open_report, status=status)
        around = QWidget()
        around.setLayout(column(self.view, margin=4 * STEP))
        self.setLayout(column(self.bar, around, gap=0))
        self.view.cell_entered.connect(self.bar.show_cell)
        self.view.refused.connect(self.bar.show_refusal)

    def focus_cell(self) -> None:
        """Focuses the grid, keeping the selection; goes to the first cell if none is current."""
        if self.view.current_cell is None:
            self.view.go_to(self.model.table.cells[0])
        else:
            self.view.setFocus()

    def show_finding(self, finding: Finding) -> None:
        """Goes to the first cell of the finding in this table; no effect for a finding without cells."""
        if finding.cells:
            here = next((cell for cell in finding.cells if cell in self.model.table.cell_set), finding.cells[0])
            self.view.go_to(here)

    def cell_on_screen(self) -> QRect:
        """The current cell in screen coordinates."""
        at = self.view.visualRect(self.view.currentIndex())
        return QRect(self.view.viewport().mapToGlobal(at.topLeft()), at.size())
