"""Ensures that the last edits are on disk before a draft is closed; asks the user if saving takes long or fails."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from gui.kit.plain_text import MessageBox

if TYPE_CHECKING:  # the window opens before the store is loaded
    from gui.editor.editor_page import EditorPage
    from gui.session.draft_saving import Saving
    from gui.session.open_report import OpenReport

AT_ONCE_SECONDS = 0.3
"""Saving takes some milliseconds; only a slow or failing disk is waited for with a dialog."""
RETRY_FOR_MS = 8000
"""Time to wait for a slow disk before the user is asked."""
RETRY_FAILED_FOR_MS = 1500
"""The same for a disk that reports a problem which may pass."""
DIALOG_AFTER_MS = 400


class UnsavedChoice(Enum):
    """What to do about edits that are not on the disk."""

    STAY = auto()
    RETRY = auto()
    LEAVE = auto()


class UnsavedChangesGuard:
    """Asked before the open report is closed. Answers that it must stay open while an earlier question is pending."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._waiting = False

    def may_close(self, editor: "EditorPage") -> bool:
        """Whether everything is saved, or the user discards the unsaved edits."""
        if self._waiting:
            return False  # the window was closed once more while it waits for the disk
        report = editor.open_report
        while not editor.saved_within(AT_ONCE_SECONDS) and not self._wait_until_saved(report):
            if (answer := self._ask(report.saving.state)) is UnsavedChoice.STAY:
                return False
            if answer is UnsavedChoice.LEAVE:
                break
        return True

    def _wait_until_saved(self, report: "OpenReport") -> bool:
        """Waits for a slow disk without freezing the window; not for one that has refused for good."""
        report.saving.try_now()
        progress = QProgressDialog("正在把最近的修改写到磁盘…", "返回", 0, 0, self._window)
        progress.setWindowTitle("正在保存")
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(DIALOG_AFTER_MS)
        timeout, retries = QDeadlineTimer(RETRY_FOR_MS), QDeadlineTimer(RETRY_FAILED_FOR_MS)
        self._waiting = True
        try:
            while not timeout.hasExpired() and not progress.wasCanceled():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
                if report.saving.flush(0.05):
                    return True
                if report.saving.state.refused or (report.saving.state.problem and retries.hasExpired()):
                    break
                progress.setValue(0)
        finally:
            self._waiting = False
            progress.close()
            progress.deleteLater()
        return False

    def _ask(self, saving: "Saving") -> UnsavedChoice:
        text = "最近的修改还没有写到磁盘上。现在离开，这些修改会丢失。"
        box = MessageBox(MessageBox.Icon.Warning, "还没有保存", text, parent=self._window)
        box.setInformativeText(saving.problem or "磁盘很慢，还没有写完")
        stay = box.addButton("留下", MessageBox.ButtonRole.RejectRole)
        retry = None if saving.refused else box.addButton("再试一次", MessageBox.ButtonRole.AcceptRole)
        leave = box.addButton("仍然离开", MessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        clicked = box.clickedButton()
        if clicked is leave:
            return UnsavedChoice.LEAVE
        return UnsavedChoice.RETRY if retry is not None and clicked is retry else UnsavedChoice.STAY
