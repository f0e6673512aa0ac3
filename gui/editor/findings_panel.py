"""The findings panel: verdict, list, and execution of the actions of entries."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.editor.findings_list import FindingsList
from gui.editor.findings_model import ENTRY_ROLE, FindingsModel
from gui.editor.reason_box import ReasonBox
from gui.kit.help_topics import HELP_REQUESTS, help_topic_of, set_help_topic
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import add_menu_action, button, column, frame, label, row
from gui.session.open_report import OpenReport
from gui.session.repair_search import RepairSearch
from model.checks.findings import Finding, blank_cells, earlier_reason
from model.form.tables import Cell
from model.linking.finding_actions import Action, ActionKind
from model.linking.finding_edits import confirming_marks, explaining
from model.repairs.repairs import Repair, distinguished


class FindingsPanel(QFrame):
    """Executes actions as edits of the open report; navigation is only requested by signals."""

    finding_chosen = Signal(object)
    """:class:`Finding` to show."""
    mark_chosen = Signal(str)
    """Key of the number to check to show."""
    cell_chosen = Signal(object)
    """:class:`Cell` to show."""
    years_wanted = Signal()
    """The list of all years to check was requested."""
    fold_wanted = Signal()
    """Folding the panel was requested."""
    cells_hovered = Signal(object)
    """``frozenset[Cell]``: the cells of the entry under the mouse; empty if there are none."""

    def __init__(self, open_report: OpenReport, status: StatusSink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_help_topic(self, "findings")
        self.setProperty("role", "panel")
        self._open_report = open_report
        self._status = status
        self._verdict = label(role="title")
        self._errors = label(role="badge-error")
        self._warnings = label(role="badge-warning")
        head = frame("bar")
        self.only_here = button("只看本页", self._filter, "tab", "只列出当前这一部分的核对结果")
        self.only_here.setCheckable(True)
        head.setLayout(row(self._verdict, 1, self._errors, self._warnings, margin=3 * STEP, gap=STEP))
        fold = button("收起 ›", self.fold_wanted.emit, "quiet", "收起核对结果，页面更宽；F9 再显示")
        filter_row = row(self.only_here, 1, fold)
        filter_row.setContentsMargins(3 * STEP, STEP, 3 * STEP, STEP)
        self.reason = ReasonBox()
        self.repairs = RepairSearch(open_report)
        self.model = FindingsModel(open_report, self.repairs)
        self.list = FindingsList(self.model)
        self.setLayout(column(head, filter_row, self.list, self.reason, gap=0))
        self.list.chosen.connect(self.run)
        self.list.hovered.connect(self._hover)
        self.list.selectionModel().currentChanged.connect(self._name_topic)
        self.reason.submitted.connect(self._explain)
        self.reason.closed.connect(self._focus_list)
        open_report.open_matters_changed.connect(self._show_verdict)
        self._show_verdict()

    # -- showing

    def show_section(self, section: str) -> None:
        """Tells the list which section the editor shows."""
        self.model.show_view(replace(self.model.view, section=section))

    def show_finding(self, finding: Finding) -> None:
        """Makes the entry of ``finding`` current and scrolls to it, without taking the focus."""
        for index in map(self.model.index, range(self.model.rowCount())):
            if index.data(ENTRY_ROLE).finding == finding:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
                return

    def _filter(self) -> None:
        self.model.show_view(replace(self.model.view, only_section=self.only_here.isChecked()))

    def _focus_list(self) -> None:
        """Focuses the list at the current row or the next selectable entry."""
        behind = map(self.model.index, range(self.list.currentIndex().row(), self.model.rowCount()))
        if at := next((each for each in behind if each.flags() & Qt.ItemFlag.ItemIsSelectable), None):
            self.list.setCurrentIndex(at)
        self.list.setFocus()

    def _show_verdict(self) -> None:
        progress = self._open_report.progress()
        self._errors.setVisible(bool(progress.errors))
        self._warnings.setVisible(bool(progress.warnings))
        self._errors.setText(f"✕ {progress.errors}")
        self._warnings.setText(f"△ {progress.warnings}")
        self._errors.setAccessibleName(f"必改 {progress.errors} 处")
        self._warnings.setAccessibleName(f"须核实 {progress.warnings} 处")
        if progress.errors:
            verdict = f"还有 {progress.errors} 处必改"
        elif progress.warnings:
            verdict = f"还有 {progress.warnings} 处须核实"
        elif blanks := blank_cells(self._open_report.open_findings()):
            verdict = f"还有 {blanks} 格未填"
        elif waiting := len(self._open_report.to_check()) + len(self._open_report.report.flagged):
            verdict = f"还有 {waiting} 处待核实"
        else:
            verdict = "✓ 可以送签"
        self._verdict.setText(verdict)

    def _hover(self, entry: FindingEntry | None) -> None:
        cells: tuple[Cell, ...] = ()
        if entry is not None and entry.finding is not None:
            cells = entry.finding.cells
        elif entry is not None and entry.repair is not None:
            cells = tuple(cell for cell, _ in entry.repair.changes)
        elif entry is not None and entry.kind == "repair" and self.repairs.unclear is not None:
            cells = self.repairs.unclear.first
        self.cells_hovered.emit(frozenset(cells))

    # -- actions

    def run(self, entry: FindingEntry, action: Action) -> None:
        """Runs an action of an entry."""
        if action.kind == ActionKind.GO:
            self._go(entry)
        elif isinstance(action.kind, ListCommand):
            self._run_command(entry, action)
        elif action.kind == ActionKind.EXPLAIN and entry.finding is not None:
            self.reason.ask(entry.finding, earlier_reason(entry.finding, self._open_report.report.reasons))
        elif action.kind == ActionKind.MARK_CHECKED:
            self._mark_checked(entry, action)
        elif action.kind == ActionKind.RESTORE_TOTALS:
            self._restore_totals(action)
        else:
            self._open_report.edit(action.edit(self._open_report.checked))

    def _run_command(self, entry: FindingEntry, action: Action) -> None:
        if action.kind == ListCommand.MARK_ALL_CHECKED:
            self._open_report.edit(confirming_marks(self.model.marks_of_section()))
        elif action.kind == ListCommand.LIST_YEARS:
            self.years_wanted.emit()
        elif action.kind == ListCommand.OTHER_REPAIRS:
            self._show_other_repairs()
        elif action.kind == ListCommand.REPAIR:
            self._repair(entry)
        else:
            self.model.show_view(replace(self.model.view, settled_unfolded=action.kind == ListCommand.UNFOLD))

    @property
    def rule_topic(self) -> str:
        """The topic of the current finding's rule; empty where there is none."""
        topic = help_topic_of(self.list)
        return topic if topic.startswith("rule:") else ""

    def explain_rule(self) -> None:
        """Opens the help at the rule of the current finding."""
        HELP_REQUESTS.asked.emit(self.rule_topic, self)

    def _name_topic(self, current: QModelIndex, _previous: QModelIndex | None = None) -> None:
        """F1 at a finding explains its rule."""
        entry = current.data(ENTRY_ROLE)
        finding = entry.finding if isinstance(entry, FindingEntry) else None
        set_help_topic(self.list, f"rule:{finding.stated_by}" if finding is not None else "findings")

    def _go(self, entry: FindingEntry) -> None:
        if entry.repair is not None:
            self.cell_chosen.emit(entry.repair.changes[0][0])
        elif entry.cell is not None:
            self.cell_chosen.emit(entry.cell)
        elif entry.mark_key:
            self.mark_chosen.emit(entry.mark_key)
        elif entry.finding is not None:
            self.finding_chosen.emit(entry.finding)

    def _mark_checked(self, entry: FindingEntry, action: Action) -> None:
        """Sets 已核实 and goes to the next number to check of the section."""
        keys = self.model.marks_of_section()
        here = keys.index(entry.mark_key) if entry.mark_key in keys else 0
        if self._open_report.edit(action.edit(self._open_report.checked)):
            left = [key for key in (*keys[here:], *keys[:here]) if key in self.model.marks_of_section()]
            if left:
                self.mark_chosen.emit(left[0])

    def _restore_totals(self, action: Action) -> None:
        if self._open_report.edit(action.edit(self._open_report.checked)):
            self._status.show_status(f"已{self._open_report.undo_label}（Ctrl+Z 撤销）")
            self.cell_chosen.emit(action.cell)

    def _explain(self, finding: Finding, text: str) -> None:
        self._open_report.edit(explaining(self._open_report.report, finding, text))

    # -- repairs

    def _repair(self, entry: FindingEntry) -> None:
        if entry.repair is None:
            return
        if self.repairs.take(entry.repair):
            self._status.show_status(f"已改正：{entry.repair.says}（Ctrl+Z 撤销）")
        self.cell_chosen.emit(entry.repair.changes[0][0])

    def _show_other_repairs(self) -> None:
        if others := self.repairs.others:
            self.show_other_repairs(others)

    def show_other_repairs(self, repairs: Sequence[Repair]) -> QMenu:
        """Opens a menu of repairs, labelled by their differences; choosing one applies it."""
        menu = QMenu(self)
        shared, labels = distinguished(repairs, self._open_report.edition)
        if shared:
            add_menu_action(menu, f"{shared}：", None)  # the style does not show the text of QMenu sections
        for repair, each in zip(repairs, labels, strict=True):
            add_menu_action(menu, each, None if repair.open else partial(self.repairs.take, repair))
        menu.popup(QCursor.pos())
        return menu
