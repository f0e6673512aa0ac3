"""版式模板: the Word template of the office, chosen, vetted, previewed in Word, and saved to be changed."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from gui.kit.background_task import run_in_background
from gui.kit.desktop import open_with_desktop
from gui.kit.help_topics import offer_help
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row
from gui.output.export_controller import KINDS, ExportController
from model.errors import UserFacingError
from model.store.settings import Settings

if TYPE_CHECKING:
    from export.writers.docx.own_template import TemplateFindings

OFFICIAL = "自带模板（GB/T 9704—2012）"
NOTE = (
    "导出 Word 时用模板里的样式、页边距、页眉和页脚，模板里的文字不用。页眉里可以有机关名称和徽标。"
    "PDF、打印和打印预览不用模板。"
)


class TemplateDialog(QDialog):
    """Chooses the template for later exports of Word; :meth:`chosen` returns the settings once accepted."""

    def __init__(self, exporter: ExportController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exporter = exporter
        self._office = exporter.office_template
        self._name = exporter.settings.template
        self._has_candidate = False
        self._previews: Path | None = None
        self._preview_number = 0
        self._focused: QWidget | None = None
        self.setWindowTitle("版式模板")
        offer_help(self, "export")
        self.used = label(role="title", wrap=True)
        self.findings = label(wrap=True)
        self.status = label(role="muted", wrap=True)
        self.choose = button("选用本单位的模板…", self.ask_and_vet, tip="选一份 Word 文档（.docx）")
        self.official = button("改用自带模板", self.use_official)
        self.preview = button("用 Word 预览", self.show_preview, tip="按这个模板另写一份，用 Word 或 WPS 打开")
        self.save_official = button("另存自带模板…", self.ask_and_save_official, "link", "在 Word 里改成本单位的")
        self.save_own = button("另存本单位的模板…", self.ask_and_save_own, "link")
        self.keep = button("采用", self.accept, "main")
        self.keep.setDefault(True)
        self._build()
        self._show()
        self.finished.connect(self._clean)

    def _build(self) -> None:
        card = frame("card")
        card.setLayout(
            column(label("导出 Word 用的模板", "muted"), self.used, self.findings, margin=3 * STEP, gap=2 * STEP)
        )
        self.setLayout(
            column(
                card,
                row(self.choose, self.preview, self.official, 1),
                label(NOTE, "muted", wrap=True),
                self.status,
                row(self.save_official, self.save_own, 1, button("取消", self.reject), self.keep),
                margin=4 * STEP,
                gap=3 * STEP,
            )
        )
        self.setMinimumWidth(640)

    def _show(self) -> None:
        self.used.setText(self._name or OFFICIAL)
        self.findings.setVisible(bool(self.findings.text()))
        self.official.setEnabled(bool(self._name))
        self.save_own.setVisible(bool(self._exporter.settings.template))
        self.keep.setEnabled(self._has_candidate or self._name != self._exporter.settings.template)
        self._fit()

    def _fit(self) -> None:
        """Room for every line: a dialog keeps its height when a wrapped text in it grows."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setMinimumHeight(layout.totalHeightForWidth(max(self.width(), self.minimumWidth())))

    # -- choosing

    def ask_and_vet(self) -> None:
        """Asks for a file of the office and vets it."""
        kind = f"{KINDS['.docx']} (*.docx)"
        if chosen := self._exporter.dialogs.open_file(self, "选择本单位的版式模板（Word）", kind):
            self.vet(chosen)

    def vet(self, source: Path) -> None:
        """Vets the file in the background; shows what it lacks, or why it cannot be used."""
        self._work(f"正在查看 {source.name}…", partial(self._office.vet, source), partial(self._offer, source))

    def _offer(self, source: Path, found: "TemplateFindings") -> None:
        self._name, self._has_candidate = source.name, True
        self.findings.setText("\n".join(f"· {each}" for each in (found.sentence, *found.notes)))
        self._show()
        self._say("点“采用”后，以后导出的 Word 都用它；可以先预览")
        self.keep.setFocus()

    def use_official(self) -> None:
        """Goes back to the official template once accepted."""
        self._name, self._has_candidate = "", False
        self.findings.clear()
        self.status.clear()
        self._show()

    def accept(self) -> None:
        """Puts the vetted template into use; the dialog stays open if it cannot be stored."""
        if self._has_candidate:
            try:
                self._office.use_candidate()
            except UserFacingError as error:
                self._say(str(error))
                return
        super().accept()

    def chosen(self) -> Settings:
        """The settings with the template of the dialog."""
        return replace(self._exporter.settings, template=self._name)

    # -- looking at it

    def show_preview(self) -> None:
        """Writes the report with the template into a temporary folder and opens it in Word or WPS."""
        template = self._office.candidate if self._has_candidate else self._office.path if self._name else None
        self._preview_number += 1  # the one before may be open in Word, which locks it
        if self._previews is None:
            self._previews = Path(tempfile.mkdtemp(prefix="nianbao-preview-"))
        target = self._previews / f"版式预览{self._preview_number}.docx"
        self._work("正在写预览…", self._exporter.writing_preview(target, template), partial(self._open, target))

    def _open(self, target: Path, _result: object) -> None:
        if open_with_desktop(target):
            self._say("预览已用 Word 或 WPS 打开，看完关掉即可")
        else:
            self._say("这台电脑上没有能打开 .docx 的程序")

    # -- files to begin with

    def ask_and_save_official(self) -> None:
        """Saves the official template, to be changed in Word."""
        self._ask_and_save("年报版式模板", self._office.copy_official)

    def ask_and_save_own(self) -> None:
        """Saves the office's template that is in use."""
        self._ask_and_save(Path(self._exporter.settings.template).stem, self._office.copy_own)

    def _ask_and_save(self, name: str, copy: Callable[[Path], None]) -> None:
        target = self._exporter.dialogs.save_file(self, "模板另存为", name, KINDS[".docx"], ".docx")
        if target is None:
            return
        try:
            copy(target)
        except UserFacingError as error:
            self._say(str(error))
        else:
            self._say(f"已存为 {target.name}：在 Word 里改样式、页面设置和页眉页脚，存好后再来选用")

    # -- work

    def _work(self, status: str, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._focused = self.focusWidget()  # a button that is disabled loses the focus
        self._set_busy(True)
        self._say(status)
        run_in_background(self, work, partial(self._end, done), self._show_failure)

    def _end(self, done: Callable[..., object], result: object) -> None:
        self._set_busy(False)
        self.status.clear()
        done(result)

    def _show_failure(self, problem: str) -> None:
        self._set_busy(False)
        self._say(problem)

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self._fit()

    def _set_busy(self, is_busy: bool) -> None:
        for each in (self.choose, self.preview, self.official, self.keep):
            each.setEnabled(not is_busy)
        if not is_busy:
            self._show()
            if self._focused is not None:
                self._focused.setFocus()

    def _clean(self) -> None:
        self._office.discard_candidate()
        if self._previews is not None:
            shutil.rmtree(self._previews, ignore_errors=True)  # Word may hold a file in it open
