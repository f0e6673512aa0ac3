"""Export workflow: confirm open findings, choose a path, write in the background, read back, report the result."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from export.document.layout import Choices
from export.office_template import OfficeTemplate, layout_choices
from gui.kit.background_task import run_in_background
from gui.kit.program_log import PROGRAM_LOG, Event
from gui.kit.status_sink import StatusSink
from gui.output.export_dialog import confirm_open_matters
from gui.session.file_dialogs import FileDialogs
from gui.session.open_report import OpenReport
from model.checks.checked_report import CheckedReport
from model.form.edition import Edition
from model.store.settings import Settings

KINDS = {".docx": "Word 文档", ".xlsx": "Excel 工作簿", ".pdf": "PDF 文件", ".html": "网页"}
READ_BACK_STATUS = "已导出并回读核对"
"""Status text for a file that was read back and equals the report."""
WRITTEN_STATUS = "已导出"

Writing = Callable[[Path], Callable[[], object]]
"""Target -> the work that writes it; the work runs in the background and does not use the window."""


class ExportController(QObject):
    """Export of one open report. ``settings`` are the choices of the office."""

    writing = Signal(bool)
    """``True`` when writing begins, ``False`` when it has ended."""
    written = Signal(object, bool)
    """``Sequence[Path]``: the written files; and whether one of them is meant for sign-off."""
    settings_changed = Signal(object)
    """``Settings``: to be stored."""

    def __init__(
        self,
        page: QWidget,
        open_report: OpenReport,
        editions: Mapping[str, Edition],
        resources: Path,
        status: StatusSink,
        commit: Callable[[], None],
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._open_report = open_report
        self._editions = editions
        self.resources = resources
        self._status = status
        self.commit = commit
        self._today = today
        self._fonts_noted = False
        self.settings = Settings()
        self.dialogs = FileDialogs(open_report.folder)

    @property
    def choices(self) -> Choices:
        """The layout choices of the office."""
        return layout_choices(self.settings)

    @property
    def template(self) -> Path | None:
        """The office's own Word template; ``None`` for the official one."""
        return self.office_template.path if self.settings.template else None

    @property
    def office_template(self) -> OfficeTemplate:
        """Where the office's own Word template is kept."""
        return OfficeTemplate(self._open_report.folder, self.resources)

    def confirm(self, action: str) -> bool:
        """Commits pending input and asks for confirmation if findings are open; ``False`` when the user cancels."""
        self.commit()
        return confirm_open_matters(QApplication.activeModalWidget() or self._page, self._open_report, action)

    def export_report(self, suffix: str) -> None:
        """Exports the report in the format of ``suffix``."""
        self.export_as(self._open_report.title, suffix, self.writing_report, for_sign_off=suffix == ".docx")

    def export_as(self, name: str, suffix: str, writing: Writing, *, for_sign_off: bool = False) -> None:
        """Exports a document with the report: confirms open findings, asks for a path, writes."""
        if self.confirm("导出") and (target := self.choose_target(name, suffix)):
            self.write(target, writing(target), for_sign_off=for_sign_off)

    def choose_target(self, name: str, suffix: str) -> Path | None:
        """The path chosen by the user; ``None`` when cancelled."""
        self.commit()
        return self.dialogs.save_file(self._page, "导出到", self.file_name(name), KINDS[suffix], suffix)

    def file_name(self, name: str) -> str:
        """The proposed file name without suffix, with the date of export if the settings say so."""
        dated = f"（{self._today():%Y%m%d}）" if self.settings.dated_names else ""
        return f"{name or '政府信息公开工作年度报告'}{dated}"

    def writing_report(self, target: Path, *, sheet: bool = False, picture: bool = False) -> Callable[[], object]:
        """The work that writes the checked report to ``target``; ``sheet`` adds the 审签单, ``picture`` the 图解."""
        from export.report_writer import ExportOptions, export_report

        checked = CheckedReport.from_result(self._open_report.checked)
        options = ExportOptions(sheet, picture, self.choices, self.template)
        return partial(export_report, checked, target, self._editions, self.resources, options)

    def writing_preview(self, target: Path, template: Path | None) -> Callable[[], object]:
        """The work that writes the report to ``target`` with another template, not read back."""
        from export.report_writer import ExportOptions, write_report

        checked = CheckedReport.from_result(self._open_report.checked)
        options = ExportOptions(layout=self.choices, template=template)
        return partial(write_report, checked, target, self.resources, options)

    def write(
        self,
        target: Path,
        work: Callable[[], object],
        status: str = READ_BACK_STATUS,
        then: Callable[[Path, object], None] | None = None,
        *,
        for_sign_off: bool = False,
    ) -> None:
        """Runs ``work`` in the background. ``then`` is called with the target and the result of ``work``."""
        self.writing.emit(True)
        self._status.show_status(f"正在导出 {target.name}…")
        run_in_background(
            self._page, work, partial(self._show_written, target, status, then, for_sign_off), self._show_failure
        )

    def _show_written(
        self,
        target: Path,
        status: str,
        then: Callable[[Path, object], None] | None,
        for_sign_off: bool,
        result: object,
    ) -> None:
        self.writing.emit(False)
        PROGRAM_LOG.add(Event.EXPORTED, target.suffix)
        self._open_report.saving.add_moment(f"导出 {target.name}")
        self._status.show_status(f"{status}：{target.name}{self._fonts_note(target.suffix.lower())}")
        self.written.emit((target,), for_sign_off)
        if then is not None:
            then(target, result)

    def report_files(self, targets: Sequence[Path], for_sign_off: bool) -> None:
        """Reports that several files were written together."""
        PROGRAM_LOG.add(Event.EXPORTED, len(targets))
        more = f" 等 {len(targets)} 个文件" if targets[1:] else ""
        self._open_report.saving.add_moment(f"导出 {targets[0].name}{more}")
        self._status.show_status(f"{WRITTEN_STATUS} {len(targets)} 个文件")
        self.written.emit(tuple(targets), for_sign_off)

    def change(self, settings: Settings) -> None:
        """Replaces the settings and emits ``settings_changed``."""
        self.settings = settings
        self.settings_changed.emit(settings)

    def _show_failure(self, problem: str) -> None:
        self.writing.emit(False)
        self._status.show_status(f"没有导出：{problem}", problem=True)

    def _fonts_note(self, suffix: str) -> str:
        """A note on fonts of the layout that are not installed; empty after the first call."""
        is_official = suffix == ".pdf" or (suffix == ".docx" and not self.settings.template)
        if self._fonts_noted or not is_official:
            return ""
        from export.document.layout import load_layout
        from gui.output.printing import missing_fonts

        self._fonts_noted = True
        missing = missing_fonts(load_layout(self.resources / "layout.toml"))
        if not missing:
            return ""
        which = missing[0] if len(missing) == 1 else f"{missing[0]}等 {len(missing)} 种字体"
        what = "PDF 里用相近的代替" if suffix == ".pdf" else "显示和打印用相近的代替，文件里仍是原名"
        return f"（本机没有{which}，{what}）"
