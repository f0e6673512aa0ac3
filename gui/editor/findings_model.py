"""The list of findings as a Qt model: findings by severity, then remarks, numbers to check, settled, not evaluated."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.editor.repair_entries import repair_entries
from gui.narrative.number_marks import contradicted, prior_value_text
from gui.session.open_report import OpenReport, findings_of
from gui.session.repair_search import RepairSearch
from model.checks.context import FACTS_SECTION
from model.checks.findings import (
    NO_LAST_YEAR,
    WEIGHTS,
    Finding,
    blank_cells,
    earlier_reason,
    reason_of,
    settled,
)
from model.form.edition import PREFACE
from model.form.tables import Cell
from model.linking.finding_actions import Action, AvailableActions, in_list
from model.linking.prior_year_marks import years_to_check
from model.narrative.text_diff import widened

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ENTRY_ROLE = Role.UserRole
CONTEXT = 12
"""Characters of context shown on each side of a number to check."""


@dataclass(frozen=True)
class ListView:
    """The display options of the list."""

    section: str = ""
    """The section shown in the editor, whose numbers to check are listed."""
    only_section: bool = False
    """Whether findings of other sections are hidden."""
    settled_unfolded: bool = False
    """Whether settled findings are listed one by one."""


class EntryBuilder:
    """Builds the entries for one state of the report."""

    def __init__(self, open_report: OpenReport, repairs: RepairSearch, view: ListView) -> None:
        self._open_report = open_report
        self._repairs = repairs
        self._view = view
        self._offered = AvailableActions(open_report.checked)

    def entries(self) -> list[FindingEntry]:
        """All entries in list order; without editing actions for a final report."""
        report = self._open_report
        findings = self._here(report.open_findings())
        tables = {table.section for table in report.edition.tables}
        shows_repairs = not self._view.only_section or self._view.section in tables
        entries = repair_entries(report, self._repairs) if shows_repairs else []
        for weight in WEIGHTS:
            heavy = [each for each in findings if each.weight == weight]
            if heavy:
                count = blank_cells(heavy) or len(heavy)
                entries.append(FindingEntry("head", f"{weight} {count}"))
                entries += map(self._of_finding, in_order(report, heavy))
        entries += self._remarks()
        entries += self._to_check()
        entries += self._settled()
        entries += self._not_evaluated()
        return [each.for_reading() for each in entries] if report.is_final else entries

    def _here(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return findings_of(findings, self._view.section) if self._view.only_section else findings

    def _of_finding(self, finding: Finding) -> FindingEntry:
        line = finding.place.partition(" ")[2]  # already in the title
        text = finding.message.removeprefix(f"{line}：") if line else finding.message
        if (suggestion := self._offered.suggestion(finding)) is not None:
            text += f"。{suggestion.why}"
        if earlier := earlier_reason(finding, self._open_report.report.reasons):
            text += f"\n原说明（情况已变，请重新确认）：{earlier}"
        actions = in_list(self._offered.of_finding(finding))
        return FindingEntry("finding", finding.place, text, actions, finding, level=finding.severity)

    def _remarks(self) -> list[FindingEntry]:
        report = self._open_report
        held = report.report.remarks
        cells = [cell for cell in report.edition.cells if cell in held and self._is_here(cell)]
        flagged = [cell for cell in cells if held[cell].flagged]
        entries = []
        for cell in (*flagged, *(cell for cell in cells if cell not in flagged)):
            title = f"{'⚑ ' if held[cell].flagged else ''}{report.edition.name_of(cell)}"
            entries.append(FindingEntry("remark", title, held[cell].text, self._offered.of_remark(cell), cell=cell))
        others = len(cells) - len(flagged)
        head = f"表格待核实 {len(flagged)}" + (f"　批注 {others}" if others else "")
        return [FindingEntry("head", head), *entries] if entries else []

    def _is_here(self, cell: Cell) -> bool:
        table = self._open_report.edition.table(cell.table)
        return not self._view.only_section or table.section == self._view.section

    def _to_check(self) -> list[FindingEntry]:
        section = self._view.section
        all_marks = self._open_report.to_check()
        marks = {key: mark for key, mark in all_marks.items() if mark.section == section}
        if not marks:
            if all_marks and not self._view.only_section:
                head = FindingEntry("head", f"文中年份和数字待核实 {len(all_marks)}")
                return [head, FindingEntry("note", "在文字部分逐处核实", "")]
            return []
        text = self._open_report.report.texts.get(section, "")
        mark_all = Action(ListCommand.MARK_ALL_CHECKED, "全部已核实")
        entries = [FindingEntry("head", f"本节年份和数字待核实 {len(marks)}", actions=(mark_all,))]
        if years_to_check(self._open_report.report):
            list_years = Action(ListCommand.LIST_YEARS, "全部年份已顺延…")
            entries.append(FindingEntry("head", "全文的年份", actions=(list_years,)))
        against = contradicted(self._open_report, section)
        for key, mark in marks.items():
            end = mark.start + len(mark.text)
            first, last = widened(text, max(0, mark.start - CONTEXT), min(len(text), end + CONTEXT))
            before, after = text[first : mark.start], text[end:last]
            title = f"…{before}【{mark.text}】{after}…".replace("\n", " ")
            message, level, finding = prior_value_text(mark), None, against.get(mark.start)
            if finding is not None:
                message, level = f"{finding.message}（{message}）", finding.severity
            actions = in_list(self._offered.of_waiting(key, finding))
            entries.append(FindingEntry("to_check", title, message, actions, finding, key, mark, level=level))
        return entries

    def _settled(self) -> list[FindingEntry]:
        report = self._open_report
        reasons = report.report.reasons
        done = self._here(tuple(each for each in report.checked.findings if settled(each, reasons)))
        if not done:
            return []
        entries = []
        for each in done if self._view.settled_unfolded else ():
            reason = reason_of(each, reasons)
            text = reason.text if reason else ""
            entries.append(
                FindingEntry("settled", f"{each.place}（已说明）", text, self._offered.of_reason(each), each)
            )
        unfolded = self._view.settled_unfolded
        fold = Action(ListCommand.FOLD, "收起") if unfolded else Action(ListCommand.UNFOLD, "展开")
        return [FindingEntry("head", f"已说明 {len(done)}", actions=(fold,)), *entries]

    def _not_evaluated(self) -> list[FindingEntry]:
        checked = self._open_report.checked
        by_reason: dict[str, list[str]] = {}
        for each in checked.not_evaluated:
            by_reason.setdefault(each.why, []).append(each.says)
        entries = [
            FindingEntry("note", f"{why}，{len(says)} 条暂不核对", "；".join(says) if why == NO_LAST_YEAR else "")
            for why, says in by_reason.items()
        ]
        doubt = checked.context.prior_year.decision.doubt
        head = FindingEntry("head", "暂不核对" if entries else "上年年报")
        entries = [*([FindingEntry("note", doubt)] if doubt else []), *entries]
        return [head, *entries] if entries else []


def in_order(open_report: OpenReport, findings: Iterable[Finding]) -> list[Finding]:
    """Findings in list order: by severity, then by section."""
    order = [FACTS_SECTION, PREFACE, *(each.key for each in open_report.edition.sections)]
    return sorted(findings, key=lambda each: (WEIGHTS.index(each.weight), order.index(each.section or FACTS_SECTION)))


class FindingsModel(QAbstractListModel):
    """Rows are :class:`FindingEntry`; follows the open report and the repair search."""

    def __init__(self, open_report: OpenReport, repairs: RepairSearch) -> None:
        super().__init__()
        self._open_report = open_report
        self._repairs = repairs
        self._entries: list[FindingEntry] = []
        self._view = ListView()
        repairs.advice_changed.connect(self.reload)
        open_report.open_matters_changed.connect(self.reload)
        self.reload()

    @property
    def view(self) -> ListView:
        """The current display options."""
        return self._view

    def show_view(self, view: ListView) -> None:
        """Sets the display options and reloads."""
        self._view = view
        self.reload()

    def reload(self) -> None:
        """Rebuilds the entries and replaces only rows that differ, which keeps selection and scroll position."""
        entries = EntryBuilder(self._open_report, self._repairs, self._view).entries()
        old = self._entries
        same = 0
        while same < min(len(entries), len(old)) and entries[same] == old[same]:
            same += 1
        tail = 0
        while tail < min(len(entries), len(old)) - same and entries[-1 - tail] == old[-1 - tail]:
            tail += 1
        # equal entries keep their identity, and with it their cached layout
        entries = [*old[:same], *entries[same : len(entries) - tail], *old[len(old) - tail :]]
        if gone := len(old) - tail - same:
            self.beginRemoveRows(QModelIndex(), same, same + gone - 1)
            self._entries = old[:same] + old[len(old) - tail :]
            self.endRemoveRows()
        if new := len(entries) - tail - same:
            self.beginInsertRows(QModelIndex(), same, same + new - 1)
            self._entries = entries
            self.endInsertRows()

    def marks_of_section(self) -> tuple[str, ...]:
        """Keys of the listed numbers to check."""
        return tuple(entry.mark_key for entry in self._entries if entry.kind == "to_check")

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            weight = entry.level.label if entry.level and entry.kind == "to_check" else ""
            weight = entry.finding.weight if entry.finding and entry.kind == "finding" else weight
            return "，".join(each for each in (weight, entry.title, entry.text) if each)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = index.data(ENTRY_ROLE)
        if entry is None or not entry.is_selectable:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
