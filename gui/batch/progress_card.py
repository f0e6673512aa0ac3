"""How far the batch is: counts by verdict, the remaining time, a bar, and a way to stop."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from gui.batch.batch_run import Progress
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label
from model.batch.file_rows import Verdict

EMPTY = "把各单位年报的文件夹、压缩包或文件拖到这里"


class ProgressCard(QFrame):
    """Shows one batch."""

    cancelled = Signal()
    """The user wants to stop."""
    resumed = Signal()
    """The user wants the rest to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.sentence = label("", wrap=True)
        self.left = label("", "muted")
        self._cancel = button("取消", self.cancelled.emit, "link", "停止读取（Esc）；已经读完的留下")
        self._resume = button("继续读取", self.resumed.emit, "link", "接着读还没有读的文件")
        self._resume.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("进度")
        self._counts: Mapping[Verdict, int] = {}
        line = flow(self.sentence, self._resume, self.left, self._cancel)
        self.setLayout(column(line, self.bar, margin=3 * STEP, gap=STEP))

    def show_progress(self, progress: Progress, verdicts: Mapping[Verdict, int] | None = None) -> None:
        """The numbers of files, and the remaining time if it is known; without ``verdicts`` those shown before."""
        self._counts = self._counts if verdicts is None else verdicts
        agrees, to_verify, wrong, old_form, unreadable = (self._counts.get(each, 0) for each in Verdict)
        parts = [f"一致 {agrees}", f"待核 {to_verify}", f"不一致 {wrong + old_form}", f"读不出 {unreadable}"]
        is_stopped = not progress.is_running and progress.done < progress.total
        stopped = f"　已停止，还有 {progress.total - progress.done} 个没有读" if is_stopped else ""
        if progress.total:
            self.sentence.setText(f"已读 {progress.done} / {progress.total} 个文件 · {' · '.join(parts)}{stopped}")
        else:
            self.sentence.setText("正在找文件…" if progress.is_running else EMPTY)
        seconds = progress.seconds_left
        self.left.setText(remaining(seconds) if progress.is_running and seconds is not None else "")
        has_focus = self._cancel.hasFocus() or self._resume.hasFocus()
        self._resume.setVisible(is_stopped)
        self._cancel.setVisible(progress.is_running)
        if has_focus and (is_stopped or progress.is_running):
            (self._resume if is_stopped else self._cancel).setFocus()
        self.bar.setVisible(progress.is_running or is_stopped)
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)


def remaining(seconds: float) -> str:
    """``约剩 2 秒``, ``约剩 3 分钟``; rounded up."""
    if seconds < 90:
        return f"约剩 {max(1, round(seconds))} 秒"
    return f"约剩 {-int(-seconds // 60)} 分钟"
