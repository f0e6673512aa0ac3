"""Read-only view of a draft at one moment: its tables and its text."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.kit.theme import STEP
from gui.kit.widgets import column, tab_row
from gui.narrative.text_editor import TextEditor
from gui.session.imported_report import ImportedReport
from model.form.edition import PREFACE, Edition
from model.report.edits import Edit
from model.report.report import Report


class SnapshotView(QWidget):
    """A tab for each table and one for the text; built when a report is first shown."""

    def __init__(self, edition: Edition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edition = edition
        self._read: ImportedReport | None = None
        self.tables: list[TableView] = []
        names = [*(table.name for table in edition.tables), "文字"]
        self._parts, tabs = tab_row(names, self)
        self._contents = QStackedWidget()
        self._contents.setProperty("role", "plain")
        self.words = TextEditor()
        made = column(tabs, self._contents, gap=2 * STEP)
        made.setContentsMargins(0, STEP, 0, 0)
        made.setStretch(1, 1)
        self.setLayout(made)
        self._parts.idClicked.connect(self._contents.setCurrentIndex)

    def show_report(self, report: Report) -> None:
        """Shows the tables and texts of ``report``, which must be of the edition of the view."""
        if self._read is None:
            self._read = ImportedReport(report, self._edition)
            self._build(self._read)
        self._read.take(report)
        for view in self.tables:
            model = view.model()
            model.dataChanged.emit(model.index(0, 0), model.index(model.rowCount() - 1, model.columnCount() - 1))
        parts = [
            f"{'前言' if key == PREFACE else self._edition.section(key).title}\n{report.texts.get(key) or '（空白）'}"
            for key in self._edition.text_keys
        ]
        self.words.show_words("\n\n".join(parts))

    def show_change(self, change: Edit) -> None:
        """Opens the tab of the table or text that ``change`` affects; if it affects neither, the tab stays."""
        changed = {*change.figures, *change.unread, *change.remarks}
        for number, view in enumerate(self.tables):
            if cell := next((each for each in view.table.cells if each in changed), None):
                self._show_page(number)
                view.show_cell(cell)
                return
        if any(key in self._edition.text_keys for key in change.texts):
            self._show_page(len(self.tables))

    def _show_page(self, part: int) -> None:
        self._parts.button(part).setChecked(True)
        self._contents.setCurrentIndex(part)

    def _build(self, read: ImportedReport) -> None:
        for table in self._edition.tables:
            self.tables.append(TableView(TableModel(read, table, self)))
            self._contents.addWidget(self.tables[-1])
        self.words.setReadOnly(True)
        self.words.setAccessibleName("当时的文字")
        self._contents.addWidget(self.words)
