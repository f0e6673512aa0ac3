"""Opens the dialogs that show the history of a draft or of one cell."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.kit.status_sink import StatusSink
from gui.session.open_report import OpenReport
from model.errors import UserFacingError
from model.form.tables import Cell


class HistoryDialogs(QObject):
    """Opens modal history dialogs over ``page``."""

    def __init__(self, open_report: OpenReport, page: QWidget, status: StatusSink) -> None:
        super().__init__(page)
        self._open_report = open_report
        self._page = page
        self._status = status

    def show_history(self) -> None:
        """Opens the history of the draft; returns when it is closed."""
        from gui.history.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._open_report, self._page)
        dialog.exec()
        dialog.deleteLater()

    def show_cell_history(self, cell: Cell) -> None:
        """Opens the history of one cell; a failure to read it is shown in the status line."""
        from gui.history.cell_history_dialog import CellHistoryDialog

        try:
            dialog = CellHistoryDialog(self._open_report, cell, self._page, self._show_moment)
            dialog.exec()
            dialog.deleteLater()
        except UserFacingError as error:
            self._status.show_status(str(error), problem=True)

    def _show_moment(self, place: int) -> None:
        from gui.history.history_dialog import AS_IT_WAS, HistoryDialog

        dialog = HistoryDialog(self._open_report, self._page)
        dialog.choose(place)
        dialog.show_view(AS_IT_WAS)
        dialog.exec()
        dialog.deleteLater()
