"""The stacked pages of one draft: basic facts, texts and tables."""

from collections.abc import Set

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from gui.editor.facts_page import FactsPage
from gui.editor.table_page import TablePage
from gui.kit.status_sink import StatusSink
from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.checks.context import FACTS_SECTION
from model.checks.findings import Finding
from model.form.tables import Cell
from model.report.search import Hit


class PageStack(QStackedWidget):
    """Hides the differences between kinds of pages from the rest of the editor."""

    def __init__(self, open_report: OpenReport, status: StatusSink) -> None:
        super().__init__()
        self._open_report = open_report
        edition = open_report.edition
        self.texts = {key: TextPage(open_report, key, status) for key in edition.text_keys}
        self.tables = {table.section: TablePage(open_report, table, status) for table in edition.tables}
        self._pages: dict[str, QWidget] = {FACTS_SECTION: FactsPage(open_report), **self.texts, **self.tables}
        for page in self._pages.values():
            self.addWidget(page)

    # -- which page

    @property
    def page(self) -> QWidget:
        """The page on the screen."""
        return self.currentWidget()

    def page_of(self, section: str) -> QWidget:
        """The page of a section key."""
        return self._pages[section]

    def show_section(self, section: str) -> None:
        """Shows the page of a section key."""
        self.setCurrentWidget(self._pages[section])

    # -- the page shown

    def commit(self) -> None:
        """Commits pending input in a cell, a text or a field of the page shown."""
        page = self.page
        if isinstance(page, TextPage | FactsPage):
            page.commit()
        elif isinstance(page, TablePage):
            page.view.commit()

    def take_focus(self) -> None:
        """Focuses the first cell of the table shown, else the main widget of the page."""
        page = self.page
        if isinstance(page, TablePage):
            page.view.go_to(page.model.table.cells[0])
        else:
            page.setFocus()

    def restore_focus(self) -> None:
        """Returns the focus to the current cell or text cursor of the page."""
        page = self.page
        if isinstance(page, TablePage):
            page.focus_cell()
        elif isinstance(page, TextPage):
            page.editor.setFocus()
        else:
            page.setFocus()

    def show_finding(self, finding: Finding) -> None:
        """Shows a finding that belongs to the page shown."""
        page = self.page
        if isinstance(page, TablePage | TextPage | FactsPage):
            page.show_finding(finding)

    def place(self, section: str) -> Hit:
        """The position of the cursor or the start of the selection; ``section`` is the key of the page shown."""
        page = self.page
        if isinstance(page, TextPage):
            return Hit(section, start=page.editor.textCursor().selectionStart())
        return Hit(section, cell=self.current_cell)

    def selected_text(self) -> str:
        """The selected text; empty on other pages and if it spans paragraphs."""
        page = self.page
        text = page.editor.textCursor().selectedText() if isinstance(page, TextPage) else ""
        return "" if "\u2029" in text else text

    def menu(self) -> QMenu | None:
        """The context menu at the cursor, not yet shown; ``None`` on a page without one."""
        page = self.page
        if isinstance(page, TablePage):
            return page.view.menu()
        return page.editor.menu(page.editor.mark_here()) if isinstance(page, TextPage) else None

    @property
    def current_cell(self) -> Cell | None:
        """The current cell of the table shown; ``None`` if no table is shown."""
        return self.page.view.current_cell if isinstance(self.page, TablePage) else None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the table shown; all cells of the edition if no table is shown."""
        page = self.page
        return page.model.table.cells if isinstance(page, TablePage) else self._open_report.edition.cells

    def cell_on_screen(self) -> QRect:
        """The current cell in screen coordinates; empty if no table is shown."""
        return self.page.cell_on_screen() if isinstance(self.page, TablePage) else QRect()

    @property
    def is_at_cell(self) -> bool:
        """Whether a table with a current cell has the focus."""
        page, focused = self.page, self.window().focusWidget()
        if not isinstance(page, TablePage) or focused is None or page.view.current_cell is None:
            return False
        return focused is page.view or page.view.isAncestorOf(focused)

    def highlight(self, cells: frozenset[Cell]) -> None:
        """Frames cells of the table shown, e.g. those of a finding under the mouse."""
        if isinstance(self.page, TablePage):
            self.page.model.highlight(cells)

    # -- every table

    def mark_suspects(self, cells: Set[Cell]) -> None:
        """Marks the cells that the best repair would change, in all tables."""
        for page in self.tables.values():
            page.model.suspect(frozenset(cells))

    def show_prior_year(self, *, shown: bool) -> None:
        """Shows or hides prior-year figures and the change in all tables."""
        figures = self._open_report.checked.context.last_figures if shown else None
        for page in self.tables.values():
            page.view.show_last_year(figures)

    @property
    def zoom(self) -> float:
        """Zoom factor of all tables; 1.0 is 100 %."""
        return next(page.view.zoom for page in self.tables.values())

    def set_zoom(self, zoom: float) -> None:
        """Sets the zoom factor of all tables."""
        for page in self.tables.values():
            if page.view.zoom != zoom:
                page.view.set_zoom(zoom)

    def zoom_by(self, step: float) -> None:
        """Changes the zoom factor by ``step``; no effect if no table is shown."""
        if isinstance(self.page, TablePage):
            self.page.view.set_zoom(self.page.view.zoom + step)

    def set_enter_goes_right(self, right: bool) -> None:
        """Whether Enter moves right instead of down, in all tables."""
        for page in self.tables.values():
            page.view.navigation.enter_goes_right = right
