"""The bar that shows what was exported, with the next steps: open the file or its folder, mark it as sent."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.kit.desktop import open_with_desktop
from gui.kit.flow_layout import flow
from gui.kit.plain_text import set_tool_tip
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import button, label
from gui.session.open_report import OpenReport
from model.report.sign_off import Stage, content_of, sign_off_state


class ExportResultBar(QFrame):
    """Hidden until something was exported, and again when the report differs from the exported files."""

    send_wanted = Signal()
    """Request to mark the exported report as sent for sign-off."""
    closed = Signal()
    """The bar was closed; the keyboard focus may return to the page."""

    def __init__(self, open_report: OpenReport, status: StatusSink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self._open_report = open_report
        self._files: tuple[Path, ...] = ()
        self._exported = content_of(open_report.report)
        self._for_sign_off = False
        self.setProperty("role", "done")
        self.sentence = label("", wrap=True)
        self.open_file = button("打开文件", self._open_file)
        self.open_folder = button("打开文件夹", self._open_folder)
        self.send = button("标为已送签", self._send, tip="送签后，领导改过的文件可以拿回来比较、采用")
        self.close_ = button("知道了", self._close, "quiet", "收起这一行")
        inside = flow(self.sentence, self.open_file, self.open_folder, self.send, self.close_)
        inside.setContentsMargins(4 * STEP, STEP, 4 * STEP, STEP)
        self.setLayout(inside)
        self.hide()
        open_report.history_changed.connect(self._hide_what_is_past)

    def show_files(self, files: Sequence[Path], for_sign_off: bool) -> None:
        """``for_sign_off``: one of the files is a Word file meant for sign-off."""
        self._files = tuple(files)
        self._for_sign_off = for_sign_off
        self._exported = content_of(self._open_report.report)
        folder = self._files[0].parent
        name = self._files[0].name if len(self._files) == 1 else f"{len(self._files)} 个文件"
        self.sentence.setText(f"✓ 已导出 {name}，在 {folder}")
        set_tool_tip(self.sentence, "\n".join(map(str, self._files)))
        self.open_file.setHidden(len(self._files) > 1)
        self._offer_sending()
        self.show()

    def _offer_sending(self) -> None:
        is_draft = sign_off_state(self._open_report.report).stage is Stage.DRAFT
        self.send.setHidden(not (self._for_sign_off and is_draft))

    def _hide_what_is_past(self) -> None:
        if self.isHidden():
            return
        if content_of(self._open_report.report) != self._exported:
            self.hide()
        else:
            self._offer_sending()

    def _open_file(self) -> None:
        self._open(self._files[0])

    def _open_folder(self) -> None:
        self._open(self._files[0].parent)

    def _open(self, path: Path) -> None:
        if not open_with_desktop(path):
            self._status.show_status(f"打不开 {path.name}：它已不在原处，或本机没有能打开它的程序")

    def _send(self) -> None:
        """Hides this bar; the sign-off bar replaces it."""
        self.hide()
        self.send_wanted.emit()
        self.closed.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
