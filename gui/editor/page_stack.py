"""The pages of one draft: basic facts, texts and tables, of which one is shown."""

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
    """What differs between kinds of pages is decided here, so that the rest of the editor need not ask."""

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
        return self._pages[section]

    def show_section(self, section: str) -> None:
        self.setCurrentWidget(self._pages[section])

    # -- the page shown

    def commit(self) -> None:
        """Takes over what is being typed in a cell, in a text or in a field."""
        page = self.page
        if isinstance(page, TextPage | FactsPage):
            page.commit()
        elif isinstance(page, TablePage):
            page.view.commit()

    def take_focus(self) -> None:
        """The first cell of the table shown takes the focus, or the organ's name where it is missing."""
        page = self.page
        if isinstance(page, TablePage):
            page.view.go_to(page.model.table.cells[0])
        else:
            page.setFocus()

    def restore_focus(self) -> None:
        """The grid or the text shown takes the focus, where it was."""
        page = self.page
        if isinstance(page, TablePage):
            page.focus_cell()
        elif isinstance(page, TextPage):
            page.editor.setFocus()
        else:
            page.setFocus()

    def show_finding(self, finding: Finding) -> None:
        """Shows the place of a finding that belongs to the page shown."""
        page = self.page
        if isinstance(page, TablePage | TextPage | FactsPage):
            page.show_finding(finding)

    def place(self, section: str) -> Hit:
        """Where the cursor stands, or the beginning of the selection; ``section`` is the one shown."""
        page = self.page
        if isinstance(page, TextPage):
            return Hit(section, start=page.editor.textCursor().selectionStart())
        return Hit(section, cell=self.current_cell)

    def selected_text(self) -> str:
        """What is selected in the text shown; empty where it goes over more than one paragraph."""
        page = self.page
        text = page.editor.textCursor().selectedText() if isinstance(page, TextPage) else ""
        return "" if "\u2029" in text else text

    def menu(self) -> QMenu | None:
        """The menu at the cursor; ``None`` on a page without one."""
        page = self.page
        if isinstance(page, TablePage):
            return page.view.menu()
        return page.editor.menu(page.editor.mark_here()) if isinstance(page, TextPage) else None

    @property
    def current_cell(self) -> Cell | None:
        """The current cell of the table shown."""
        return self.page.view.current_cell if isinstance(self.page, TablePage) else None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the table shown; all while no table is shown."""
        page = self.page
        return page.model.table.cells if isinstance(page, TablePage) else self._open_report.edition.cells

    def cell_on_screen(self) -> QRect:
        """Where the current cell is on the screen; empty while no table is shown."""
        return self.page.cell_on_screen() if isinstance(self.page, TablePage) else QRect()

    @property
    def is_at_cell(self) -> bool:
        """Whether the focus is at a cell of a table."""
        page, focused = self.page, self.window().focusWidget()
        if not isinstance(page, TablePage) or focused is None or page.view.current_cell is None:
            return False
        return focused is page.view or page.view.isAncestorOf(focused)

    def highlight(self, cells: frozenset[Cell]) -> None:
        """Marks cells of the table shown that something elsewhere names."""
        if isinstance(self.page, TablePage):
            self.page.model.point_at(cells)

    # -- every table

    def mark_suspects(self, cells: Set[Cell]) -> None:
        """The cells that the best repair changes are marked in their tables."""
        for page in self.tables.values():
            page.model.suspect(frozenset(cells))

    def show_prior_year(self, *, shown: bool) -> None:
        """Prior-year figures and the change, in every cell of every table."""
        figures = self._open_report.checked.context.last_figures if shown else None
        for page in self.tables.values():
            page.view.show_last_year(figures)

    @property
    def zoom(self) -> float:
        """1.0 is 100 %; the same for every table."""
        return next(page.view.zoom for page in self.tables.values())

    def set_zoom(self, zoom: float) -> None:
        for page in self.tables.values():
            if page.view.zoom != zoom:
                page.view.set_zoom(zoom)

    def zoom_by(self, step: float) -> None:
        """Only while a table is shown."""
        if isinstance(self.page, TablePage):
            self.page.view.set_zoom(self.page.view.zoom + step)

    def set_enter_goes_right(self, right: bool) -> None:
        """Where Enter leads in every table."""
        for page in self.tables.values():
            page.view.navigation.enter_goes_right = right
