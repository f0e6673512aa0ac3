"""撤销 and 重做: the commands that step back and forward in the open report and report it in the status line."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gui.kit.status_sink import StatusSink
from gui.session.open_report import OpenReport


class UndoCommands(QObject):
    """``commit`` submits the pending input of the page and is called first: it is what the user wants undone."""

    stepped = Signal(object, object)
    """(:class:`Report` before an undo or redo, the :class:`Edit` that it made)."""

    def __init__(
        self, open_report: OpenReport, status: StatusSink, commit: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._open_report = open_report
        self._status = status
        self._commit = commit

    def undo(self) -> None:
        """Undoes the last step and emits :attr:`stepped`."""
        self._commit()
        before, undone = self._open_report.report, self._open_report.undo_label
        edit = self._open_report.undo()
        self._status.show_status(f"已撤销：{undone}" if edit else "没有可以撤销的")
        if edit:
            self.stepped.emit(before, edit)

    def redo(self) -> None:
        """Repeats the step undone last and emits :attr:`stepped`."""
        self._commit()
        before, redone = self._open_report.report, self._open_report.redo_label
        edit = self._open_report.redo()
        self._status.show_status(f"已重做：{redone}" if edit else "没有可以重做的")
        if edit:
            self.stepped.emit(before, edit)
