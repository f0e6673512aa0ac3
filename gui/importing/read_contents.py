"""Read-only view of an imported report: its tables as the printed form, and its text."""

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget

from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.importing.preview_tabs import add_tab
from gui.kit.theme import STEP
from gui.kit.widgets import column, row
from gui.narrative.text_editor import TextEditor
from gui.session.imported_report import ImportedReport
from model.checks.findings import Finding
from model.form.edition import PREFACE, Edition
from model.form.tables import Cell
from model.report.report import Report

NOT_READ = "（没有读到）"


class ReadContents(QFrame):
    """A tab for each table and one for the text."""

    def __init__(self, read: ImportedReport) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._stack, self.tabs = QStackedWidget(), QButtonGroup(self)
        self._stack.setProperty("role", "plain")
        self.tables: dict[str, TableView] = {}
        line = row(gap=STEP)
        for at, table in enumerate(read.edition.tables):
            unread = sum(cell in table.cell_set for cell in read.report.unread)
            line.addWidget(add_tab(self.tabs, f"{table.name} △ {unread}" if unread else table.name, at))
            self.tables[table.id] = TableView(TableModel(read, table, self))
            self._stack.addWidget(self.tables[table.id])
        line.addWidget(add_tab(self.tabs, "文字", len(self.tables)))
        line.addStretch(1)
        self.text = TextEditor()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("读出的文字")
        self._section_starts = _show_sections(self.text, read.report, read.edition)
        self._stack.addWidget(self.text)
        inside = column(line, self._stack, margin=3 * STEP)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.tabs.idClicked.connect(self._stack.setCurrentIndex)

    @property
    def shown_table(self) -> str:
        """The id of the table that is shown; blank while the text is."""
        at = self.tabs.checkedId()
        return list(self.tables)[at] if 0 <= at < len(self.tables) else ""

    def show_table(self, table_id: str) -> None:
        """Shows the tab of the table."""
        self._show_tab(list(self.tables).index(table_id))

    def show_cell(self, cell: Cell) -> None:
        """Shows the table with the cell, and selects the cell."""
        self.show_table(cell.table)
        self.tables[cell.table].go_to(cell)

    def show_text(self, finding: Finding) -> None:
        """Shows the section of text of the finding, and selects its passage."""
        start, length = self._section_starts.get(finding.section, 0), 0
        if (passage := finding.passage) is not None:
            start, length = start + passage.start, passage.end - passage.start
        self._show_tab(len(self.tables))
        self.text.select_place(start, length)
        self.text.setFocus()

    def refresh_tables(self) -> None:
        """Repaints the tables; call after figures were accepted."""
        for view in self.tables.values():
            view.model().layoutChanged.emit()

    def _show_tab(self, at: int) -> None:
        self.tabs.button(at).setChecked(True)
        self._stack.setCurrentIndex(at)


def _show_sections(editor: TextEditor, report: Report, edition: Edition) -> dict[str, int]:
    """Shows every section of text under its title; the positions at which the texts of the sections begin."""
    starts: dict[str, int] = {}
    titles: list[int] = []
    lines: list[str] = []
    for key in edition.text_keys:
        title = "前言" if key == PREFACE else edition.section(key).title
        titles.append(len(lines))
        starts[key] = sum(len(line) + 1 for line in lines) + len(title) + 1
        lines += [title, *(report.texts.get(key) or NOT_READ).split("\n")]
    editor.show_words("\n".join(lines))
    bold, flush = QTextCharFormat(), QTextBlockFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    flush.setTextIndent(0)
    for at in titles:
        cursor = QTextCursor(editor.document().findBlockByNumber(at))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(bold)
        cursor.mergeBlockFormat(flush)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    return starts
