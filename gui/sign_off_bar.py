"""How far the open report has come: a strip that says so, and the steps that can be taken from there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QInputDialog, QWidget

from gui.colours import STEP
from gui.export_dialog import may_export
from gui.open_report import OpenReport
from gui.widgets import button, label, row
from model.errors import UserFacingError
from model.sign_off import Stage, finishing, reopening, sending, standing, taking_back


class SignOffBar(QFrame):
    """Hidden while the report is a draft that was never final."""

    compare_wanted = Signal()
    """The copy that came back from sign-off is to be compared."""
    said = Signal(str)
    """One line for the foot of the window."""

    def __init__(
        self, open_report: OpenReport, parent: QWidget | None = None, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        self._open_report = open_report
        self._today = today
        self.setProperty("role", "notice")
        self.sentence = label("", wrap=True)
        self.compare = button("与送签文件比较…", self.compare_wanted.emit, tip="领导改过的 Word 拿回来，逐处采用")
        self.finish_ = button("定稿", self.finish, "main", "定稿后不能修改，需要改时写明原因重新打开")
        self.back = button("退回草稿", self.take_back)
        self.reopen_ = button("重新打开…", self.ask_and_reopen)
        inside = row(self.sentence, self.compare, self.finish_, self.back, self.reopen_)
        inside.setContentsMargins(4 * STEP, STEP, 4 * STEP, STEP)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        open_report.texts_changed.connect(self.show_standing)
        open_report.refused.connect(self._tell_refused)
        self.show_standing()

    @property
    def stage(self) -> Stage:
        return standing(self._open_report.report).stage

    def show_standing(self, _keys: object = None) -> None:
        now = standing(self._open_report.report)
        more = {
            Stage.SENT: "：领导改过的文件拿回来后，可以与草稿比较并采用",
            Stage.FINAL: "，内容不能修改",
            Stage.DRAFT: "",
        }[now.stage]
        self.sentence.setText(f"{now.said}{more}")
        self.setHidden(now.stage is Stage.DRAFT and not now.reason)
        for part, stages in (
            (self.compare, (Stage.SENT,)),
            (self.finish_, (Stage.SENT,)),
            (self.back, (Stage.SENT,)),
            (self.reopen_, (Stage.FINAL,)),
        ):
            part.setHidden(now.stage not in stages)

    def send(self) -> None:
        if not may_export(self, self._open_report, "送签"):
            return
        self._open_report.edit(sending(self._today()))
        self.said.emit("已标为送签")

    def finish(self) -> None:
        if not may_export(self, self._open_report, "定稿"):
            return
        self._open_report.edit(finishing(self._today()))
        self.said.emit("已定稿，内容不能再修改")

    def take_back(self) -> None:
        self._open_report.edit(taking_back(self._today()))
        self.said.emit("已退回草稿")

    def ask_and_reopen(self) -> None:
        reason, wanted = QInputDialog.getText(self, "重新打开定稿", "为什么要改（记入本草稿的历史）：")
        if not wanted:
            return
        try:
            self._open_report.edit(reopening(self._today(), reason))
        except UserFacingError as error:
            self.said.emit(str(error))

    def _tell_refused(self) -> None:
        self.said.emit("已定稿，没有改动。需要改时请点“重新打开…”，写明原因")
