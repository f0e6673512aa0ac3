"""Navigation to a finding, cell, number to check, search hit, or the result of an undo."""

from PySide6.QtCore import QObject

from gui.editor.findings_model import in_order
from gui.editor.findings_panel import FindingsPanel
from gui.editor.page_stack import PageStack
from gui.editor.section_list import SectionList
from gui.editor.table_page import TablePage
from gui.kit.status_sink import StatusSink
from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.checks.context import FACTS_SECTION
from model.checks.findings import Finding, Severity
from model.form.tables import Cell
from model.report.edits import Edit
from model.report.report import Report
from model.report.search import Hit


class ReportNavigation(QObject):
    """Selects the section of a target, then shows the target on its page."""

    def __init__(
        self,
        open_report: OpenReport,
        sections: SectionList,
        pages: PageStack,
        panel: FindingsPanel,
        status: StatusSink,
    ) -> None:
        super().__init__(pages)
        self._open_report = open_report
        self._sections = sections
        self._pages = pages
        self._panel = panel
        self._status = status
        self._last_rule, self._last_number = "", 0
        """Rule and index of the finding that F7 went to last."""

    def go_to_finding(self, finding: Finding) -> None:
        """Shows the finding on its page and makes its entry current in the list."""
        self._sections.choose(finding.section or FACTS_SECTION)
        self._panel.show_finding(finding)
        self._pages.show_finding(finding)

    def go_to_next_finding(self, step: int = 1) -> None:
        """F7, Shift+F7 (``step`` -1): cycles through errors and warnings, errors first."""
        findings = [each for each in self._open_report.open_findings() if each.severity is not Severity.HINT]
        if not findings:
            self._status.show_status("没有必改，也没有须核实")
            return
        findings = in_order(self._open_report, findings)
        rules = [each.rule for each in findings]
        if self._last_rule in rules:
            self._last_number = rules.index(self._last_rule) + step
        elif step < 0:  # otherwise the index already points to the next one, as the last one was corrected
            self._last_number -= 1
        self._last_number %= len(findings)
        finding = findings[self._last_number]
        self._last_rule = finding.rule
        self.go_to_finding(finding)
        self._status.show_status(f"第 {self._last_number + 1} / {len(findings)} 处：{finding.place}")

    def go_to_cell(self, cell: Cell) -> None:
        """Shows the table of the cell and makes the cell current."""
        self._sections.choose(self._open_report.edition.table(cell.table).section)
        page = self._pages.page
        if isinstance(page, TablePage):
            page.view.go_to(cell)

    def go_to_hit(self, hit: Hit) -> None:
        """Shows a search hit in its cell or text."""
        if hit.cell is not None:
            self.go_to_cell(hit.cell)
            return
        self._sections.choose(hit.section)
        page = self._pages.page
        if isinstance(page, TextPage):
            page.show_place(hit.start, hit.length)

    def go_to_mark(self, key: str) -> None:
        """Shows the number to check with this key; no effect if it has been checked already."""
        mark = self._open_report.to_check().get(key)
        if mark is not None:
            self._sections.choose(mark.section)
            page = self._pages.page
            if isinstance(page, TextPage):
                page.marks.show_mark(key)

    def go_to_next_section_to_check(self) -> None:
        """Goes to the next section with numbers to check, after all of the current section are 已核实."""
        sections = [key for key, _ in self._sections.titles]
        here = sections.index(self._sections.current_key)
        order = [*sections[here:], *sections[:here]]
        marks = self._open_report.to_check()
        if key := min(marks, key=lambda each: order.index(marks[each].section), default=""):
            self.go_to_mark(key)
            self._status.show_status("本节已全部核实，转到下一节")
        else:
            self._status.show_status("文中的年份和数字已全部核实")

    def go_to_change(self, before: Report, edit: Edit) -> None:
        """Shows what an undo or redo changed: the difference in the text, or the first cell."""
        page, edition = self._pages.page, self._open_report.edition
        if isinstance(page, TextPage) and page.key in edit.texts:
            page.show_change(before)
            return
        changed = {*edit.figures, *edit.unread, *edit.remarks}
        cells = [cell for cell in edition.cells if cell in changed]
        if isinstance(page, TablePage):
            cells.sort(key=lambda cell: cell not in page.model.table.cell_set)  # cells of the table shown first
            if page.view.current_cell in changed:
                return
        if cells:
            self.go_to_cell(cells[0])
        elif edit.texts or edit.facts:
            titles = self._sections.titles
            self._sections.choose(next((key for key, _ in titles if key in edit.texts), FACTS_SECTION))
            if isinstance(self._pages.page, TextPage):
                self._pages.page.show_change(before)
