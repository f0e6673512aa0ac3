"""The page of one statutory table, with the bar that explains the current cell."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QLayout, QWidget

from gui.grid.cell_bar import CellBar
from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.kit.help_topics import set_help_topic
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, row
from gui.session.open_report import OpenReport
from model.checks.findings import Finding
from model.form.edition import Edition
from model.form.tables import Table


class TablePage(QWidget):
    """Cell bar and grid of one table; above a table that carries applications over, the way to a register of them."""

    count_wanted = Signal()
    """The table is to be counted from a register of applications."""

    def __init__(self, open_report: OpenReport, table: Table, status: StatusSink) -> None:
        super().__init__()
        set_help_topic(self, "tables")
        self.model = TableModel(open_report, table)
        self.model.make_editable(open_report)
        self.bar = CellBar(open_report)
        self.view = TableView(self.model, open_report, status=status)
        around = QWidget()
        parts: list[QWidget | QLayout] = [self.view]
        if table is table_of_applications(open_report.edition):
            tip = "依申请公开台账（Excel、WPS 表格、.csv、Word 表格）统计成表三、表四，每个数都指明是哪几行"
            parts.insert(0, row(button("由台账统计…", self.count_wanted.emit, "link", tip), 1))
        around.setLayout(column(*parts, margin=4 * STEP, gap=STEP))
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


def table_of_applications(edition: Edition) -> Table:
    """The table most of whose rules carry figures over from last year's report: the one of applications."""
    return max(edition.tables, key=lambda table: sum(cell in table.cell_set for cell in edition.carried_from))
