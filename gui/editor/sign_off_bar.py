"""The sign-off bar: the stage of the open report, and the steps possible from there."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.editor.reopen_dialog import ReopenDialog
from gui.kit.flow_layout import flow
from gui.kit.help_topics import set_help_topic
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import button, label
from gui.output.export_dialog import confirm_open_matters
from gui.session.open_report import OpenReport
from model.report.sign_off import Stage, finishing, reopening, sending, sign_off_state, taking_back


class SignOffBar(QFrame):
    """Hidden for a draft, unless it was reopened and that notice is not dismissed; also hidden while saving fails."""

    compare_requested = Signal()
    """The comparison with the file returned from sign-off was requested."""
    dismissed = Signal(str)
    """The notice was dismissed; pass it to :meth:`hide_notices` when the draft is opened again."""

    def __init__(
        self,
        open_report: OpenReport,
        status: StatusSink,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        set_help_topic(self, "sign-off")
        self._status = status
        self._open_report = open_report
        self._today = today
        self.reopen_dialog: ReopenDialog | None = None
        self.setProperty("role", "notice")
        self.sentence = label("", wrap=True)
        self.compare = button("与送签文件比较…", self.compare_requested.emit, tip="领导改过的 Word 拿回来，逐处采用")
        self.finish_ = button("定稿", self.finish, "main", "定稿后不能修改，需要改时写明原因重新打开")
        self.back = button("退回草稿", self.take_back)
        self.reopen_ = button("重新打开定稿…", self.ask_and_reopen)
        self.close_ = button("知道了", self.dismiss, "quiet", "收起这一行；原因仍在历次改动里")
        self._known: frozenset[str] = frozenset()
        """Dismissed notices, which are not shown again."""
        inside = flow(self.sentence, self.compare, self.finish_, self.back, self.reopen_, self.close_)
        inside.setContentsMargins(4 * STEP, STEP, 4 * STEP, STEP)
        self.setLayout(inside)
        open_report.sign_off_changed.connect(self.show_state)
        open_report.saving.changed.connect(self.show_state)
        open_report.refused.connect(self._show_refused)
        self.show_state()

    @property
    def stage(self) -> Stage:
        """The current stage of the open report."""
        return sign_off_state(self._open_report.report).stage

    def show_state(self, _what_changed: object = None) -> None:
        """Updates text, buttons and visibility."""
        now = sign_off_state(self._open_report.report)
        more = {
            Stage.SENT: "：领导改过的文件拿回来后，可以与草稿比较并采用",
            Stage.FINAL: "，内容不能修改",
            Stage.DRAFT: "",
            Stage.SAMPLE: "：可以随意填、改、导出，导出的标题前都有“（示例）”；不能送签、定稿",
        }[now.stage]
        self.sentence.setText(f"{now.description}{more}")
        is_read = self._notice in self._known
        is_empty = now.stage is Stage.DRAFT and (not now.reason or is_read)
        # sign-off steps would not be saved, and the banner about saving needs the space on a small screen
        self.setHidden(is_empty or bool(self._open_report.saving.state.problem))
        for part, stages in (
            (self.compare, (Stage.SENT,)),
            (self.finish_, (Stage.SENT,)),
            (self.back, (Stage.SENT,)),
            (self.reopen_, (Stage.FINAL,)),
            (self.close_, (Stage.DRAFT,)),
        ):
            part.setHidden(now.stage not in stages)

    def dismiss(self) -> None:
        """Dismisses the current notice and emits :attr:`dismissed`."""
        self.hide_notices((self._notice,))
        self.dismissed.emit(self._notice)

    def hide_notices(self, notices: Iterable[str]) -> None:
        """Hides notices that were dismissed before; each reopening has its own notice."""
        self._known |= {*notices}
        self.show_state()

    @property
    def _notice(self) -> str:
        return f"{self._open_report.draft_id} {self.sentence.text()}"

    def send(self) -> None:
        """Confirms open matters, then sets 已送签."""
        if not confirm_open_matters(self, self._open_report, "送签"):
            return
        self._open_report.edit(sending(self._today()))
        self._status.show_status("已标为送签")

    def finish(self) -> None:
        """Confirms open matters, then sets 定稿, which makes the report read-only."""
        if not confirm_open_matters(self, self._open_report, "定稿"):
            return
        self._open_report.edit(finishing(self._today()))
        self._status.show_status("已定稿，内容不能再修改")

    def take_back(self) -> None:
        """Returns a report that was sent to the draft stage; no reason is required."""
        self._open_report.edit(taking_back(self._today()))
        self._status.show_status("已退回草稿")

    def ask_and_reopen(self) -> None:
        """Asks for a reason, then returns a final report to the draft stage."""
        self.reopen_dialog = ReopenDialog(self)
        self.reopen_dialog.accepted.connect(self._reopen)
        self.reopen_dialog.finished.connect(self.reopen_dialog.deleteLater)
        self.reopen_dialog.open()

    def _reopen(self) -> None:
        assert self.reopen_dialog is not None
        self._open_report.edit(reopening(self._today(), self.reopen_dialog.reason))
        self._status.show_status("已重新打开，可以修改")

    def _show_refused(self) -> None:
        is_sample = self.stage is Stage.SAMPLE
        final = "已定稿，不能修改；要改请先“重新打开定稿…”"
        self._status.show_status("示例不能送签、定稿" if is_sample else final)
