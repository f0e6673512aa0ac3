"""Commands that change the open report as a whole: undo and redo, 空白补 0, 全部年份已顺延."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.editor.page_stack import PageStack
from gui.kit.status_sink import StatusSink
from gui.narrative.years_dialog import YearsDialog
from gui.session.open_report import OpenReport
from gui.session.undo_commands import UndoCommands
from model.report.edits import filling_with_zero


class ReportCommands(UndoCommands):
    """Dialogs open over ``window``; ``restore_focus`` is called after a command that took the focus from the page."""

    def __init__(
        self,
        open_report: OpenReport,
        pages: PageStack,
        status: StatusSink,
        window: QWidget,
        restore_focus: Callable[[], None],
    ) -> None:
        super().__init__(open_report, status, pages.commit, window)
        self._pages = pages
        self._window = window
        self._restore_focus = restore_focus

    def fill_with_zero(self) -> None:
        """空白补 0 in the table shown, or in all tables if no table is shown."""
        report = self._open_report
        edit = filling_with_zero(report.report, report.edition, self._pages.cells)
        if not edit.figures:
            self._status.show_status("没有空白的格")
        elif report.edit(edit):
            self._status.show_status(f"空白补 0：{len(edit.figures)} 格（Ctrl+Z 撤销）")
        self._restore_focus()

    def check_years(self) -> None:
        """全部年份已顺延: lists the years to check and sets the chosen ones to 已核实 as one step."""
        self._commit()
        if self._open_report.is_final:
            self._open_report.refuse()
            return
        dialog = YearsDialog(self._open_report, self._window)
        if dialog.exec():
            self._status.show_status(f"{len(dialog.chosen())} 处年份已核实（Ctrl+Z 撤销）")
        dialog.deleteLater()
        self._restore_focus()
