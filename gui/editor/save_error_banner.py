"""The banner shown while the draft cannot be saved, with the problem and possible actions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, label
from gui.session.draft_saving import Saving


class SaveErrorBanner(QFrame):
    """A bar below the head of the editor; hidden unless saving fails."""

    retry_requested = Signal()
    export_requested = Signal()
    """The report is to be exported to another location."""
    copy_requested = Signal()
    """The current content is to be saved as a new draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "alert")
        self._sentence = label("", "error", wrap=True)
        self._again = button("立即再试", self.retry_requested.emit)
        self._copy = button("另存为新草稿", self.copy_requested.emit, tip="把窗口里的内容存成另一份草稿，两份都留着")
        self._elsewhere = button("先导出 Word…", self.export_requested.emit, tip="导出到别的磁盘，以防万一")
        inside = flow(self._sentence, self._again, self._copy, self._elsewhere, gap=2 * STEP)
        inside.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        self.setLayout(inside)
        self.hide()

    def show_saving(self, saving: Saving) -> None:
        """Shows the problem of ``saving``; hides the banner if there is none."""
        self._sentence.setText(f"✕ {saving.problem}")
        self._sentence.setAccessibleName(saving.problem)
        self._again.setHidden(saving.refused)
        self._copy.setHidden(not saving.refused)
        self.setHidden(not saving.problem)
