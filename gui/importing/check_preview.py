"""核对一个文件: the findings in a file, as a list and as a 核对单; a draft is created only on request."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.importing.import_preview import ImportPreview
from gui.importing.read_lists import FINDINGS
from gui.kit.background_task import run_in_background
from gui.kit.help_topics import set_help_topic
from gui.kit.plain_text import set_tool_tip
from gui.kit.widgets import button, label, set_style_property
from gui.session.file_dialogs import FileDialogs
from gui.session.imported_report import FILES, reading
from model.form.edition import Edition
from model.form.reporting_year import YearError
from model.report.report import Report

if TYPE_CHECKING:
    from model.importing import Imported

NO_PRIOR_YEAR = "没有上年年报：上年结转等跨年的规则没有核对"


class CheckPreview(ImportPreview):
    """Shows the findings in a file and exports them."""

    PURPOSE = "核对"

    another_requested = Signal()
    """Request to check another file."""

    def __init__(
        self,
        imported: "Imported",
        path_name: str,
        editions: Mapping[str, Edition],
        year: int,
        current_year: int,
        resources: Path,
        dialogs: FileDialogs,
    ) -> None:
        """The years as for an import."""
        super().__init__(imported, path_name, editions, year, current_year)
        set_help_topic(self, "check")
        self._resources = resources
        self._dialogs = dialogs
        self._last_year_source = "文件里带的上年数"
        if (last := imported.last_year) is not None:
            self._read.compare_with(last, editions[last.edition])
        self.lists.tabs.button(FINDINGS).click()
        self._recheck()
        self.facts.organ.editingFinished.connect(self._recheck)
        self.facts.file_year.editingFinished.connect(self._recheck)

    # -- building

    def _buttons(self) -> tuple[QPushButton, ...]:
        self.cancel.setText("返回")
        set_tool_tip(self.cancel, "回到草稿列表，不建草稿")
        self.another = button("再核对一个…", self.another_requested.emit, tip="选择下一个要核对的文件")
        self.export = button("导出核对单…", self.ask_and_export, "main", "结论和每处问题，一页 Word，可以发回填报单位")
        return self.cancel, self.as_it_is, self.roll, self.another, self.export

    def _more_facts(self) -> tuple[QWidget, ...]:
        self._last_year_line = label(NO_PRIOR_YEAR, "small", wrap=True)
        self.with_last_year = button(
            "按上年年报核对…", self.ask_for_last_year, tip="选择上年年报的文件，跨年的规则也核对"
        )
        self._status = label("", "small", wrap=True)
        self._status.hide()
        return self._last_year_line, self.with_last_year, self._status

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.lists.findings.currentIndex().isValid():
            self.lists.findings.setCurrentIndex(self.lists.findings.model().index(0, 0))
        (self.lists.findings if self.lists.findings.lines else self.export).setFocus()
        QTimer.singleShot(0, self, self.show_lists)  # after the layout was applied

    # -- checking

    def _recheck(self) -> bool:
        """Checks again with organ and year from their fields; ``False`` if the year is invalid."""
        try:
            self._read.take(self.facts.corrected_report())
        except YearError:
            self.lists.show_findings()  # by the year that was read; the field shows what is wrong
            return False
        self.lists.show_findings()
        self._show_last_year_line()
        return True

    def _show_last_year_line(self) -> None:
        """Shows what the rules across years compare with, or why they do not, by the corrected organ and year."""
        if self._read.last_year is None:
            self._last_year_line.setText(NO_PRIOR_YEAR)
            return
        decision = self._read.checked.context.prior_year.decision
        lines = [f"按{self._last_year_source}核对"] if decision.accepted else [f"没有按{self._last_year_source}核对"]
        if decision.sentence:
            lines.append(f"△ {decision.sentence}")
        self._last_year_line.setText("\n".join(lines))

    def ask_for_last_year(self) -> None:
        """Asks for the file of the prior year's report."""
        if chosen := self._dialogs.open_file(self, "选择上年年报", FILES):
            self.take_last_year(chosen)

    def take_last_year(self, path: Path) -> None:
        """Reads the prior year's report in the background; then also checks the rules across years."""
        self._show_status(f"正在读取 {path.name}…")
        show = partial(self._take_last_year, path.name)
        run_in_background(self, reading(path, self._editions), show, self._show_failure)

    def _take_last_year(self, name: str, imported: "Imported") -> None:
        self.compare_with(imported.report, f"上年年报“{name}”")
        self._show_status("")

    def compare_with(self, last_year: Report, source: str) -> None:
        """Checks the rules across years, too; ``source`` says where that report is from."""
        self._read.compare_with(last_year, self._editions[last_year.edition])
        self._last_year_source = source
        self._recheck()
        self._show_last_year_line()

    # -- 核对单

    def ask_and_export(self) -> None:
        """Asks for a path and exports the 核对单."""
        report = self._read.report
        title = self._read.edition.printed_title(report.organ, report.year) or Path(self._path_name).stem
        if target := self._dialogs.save_file(self, "导出到", f"{title}核对单", "Word 文档", ".docx"):
            self.export_to(target)

    def export_to(self, target: Path) -> None:
        """Writes the 核对单 in the background; shows a problem instead if the year is invalid."""
        from export.report_writer import export_check_list

        if not self._recheck():
            self._show_failure("文件的年度还没有填对，核对单没有导出")
            return
        (self.lists.findings if self.lists.findings.lines else self.another).setFocus()
        self.export.setEnabled(False)
        work = partial(export_check_list, self._read.checked, target, self._resources)
        run_in_background(self, work, partial(self._show_exported, target), self._show_failure)

    def _show_exported(self, target: Path, _nothing: object) -> None:
        self.export.setEnabled(True)
        self._show_status(f"✓ 已导出并回读核对：{target.name}")

    def _show_failure(self, problem: str) -> None:
        self.export.setEnabled(True)
        self._show_status(f"✕ {problem}", "error")

    def _show_status(self, sentence: str, role: str = "small") -> None:
        self._status.setText(sentence)
        self._status.setVisible(bool(sentence))
        set_style_property(self._status, "role", role)

    # -- making a draft

    def _make_as_it_is(self) -> None:
        self.draft_made.emit(self.facts.corrected_report(), self._read.last_year)
