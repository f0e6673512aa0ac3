"""A table that a comparison found, with a way to export it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from export.batch_writer import write_sheets
from export.document.batch_tables import PlainSheet
from gui.grid.clipboard import copy_lines
from gui.kit.background_task import run_in_background
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.session.file_dialogs import FileDialogs

LONG_PX, LEAST_PX = 180, 60


class _SheetView(LineTableView):
    """Columns of long texts share what room there is, each by its width."""

    def __init__(self, lines: LineTableModel, sheet: PlainSheet) -> None:
        self._widths = sheet.widths_px
        self._long = [at for at, width in enumerate(self._widths) if width >= LONG_PX]
        super().__init__(lines, sheet.name, -1, self._widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - sum(each for at, each in enumerate(self._widths) if at not in self._long)
        whole = sum(self._widths[at] for at in self._long)
        for at in self._long:
            self.setColumnWidth(at, max(LEAST_PX, room * self._widths[at] // whole))


class SheetDialog(QDialog):
    """Shows the lines of ``sheet``."""

    def __init__(
        self, sheet: PlainSheet, about: str, resources: Path, dialogs: FileDialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._resources = resources
        self._dialogs = dialogs
        self.setWindowTitle(sheet.name)
        offer_help(self, "batch")
        resize_within_screen(self, 1120, 620)
        numbers = {at for line in sheet.rows for at, value in enumerate(line) if isinstance(value, int)}
        self.lines = LineTableModel(sheet.heads, numbers=numbers)
        self.list = _SheetView(self.lines, sheet)
        self.lines.show_lines([TableLine(tuple(str(value) for value in line)) for line in sheet.rows])
        self.status = label("", "small", wrap=True)
        # before the list, whose own Ctrl+C copies one cell
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy)
        copy = button("复制表格", self.copy, tip="整张表格，粘贴到 Word、Excel 或 WPS 里还是表格（Ctrl+C）")
        export = button("导出表格…", self._export, tip="存为 Excel")
        close = button("关闭", self.accept)
        told = [label(sheet.title, "strong", wrap=True)] if sheet.title else []
        whole = column(
            *told,
            label(about, "muted", wrap=True),
            self.list,
            row(self.status, 1, copy, export, close),
            margin=4 * STEP,
        )
        whole.setStretch(len(told) + 1, 1)
        self.setLayout(whole)

    def copy(self) -> None:
        """Copies the whole table."""
        rows = [[" ".join(str(value).split()) for value in line] for line in self._sheet.rows]
        copy_lines([list(self._sheet.heads), *rows])
        self.status.setText(f"已复制 {len(rows)} 行，可以粘贴到 Word、Excel、WPS 里")

    def _export(self) -> None:
        if path := self._dialogs.save_file(self, "导出表格", self._sheet.name, "Excel 工作簿", ".xlsx"):
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Writes the table in the background."""
        sheet, resources = self._sheet, self._resources
        write: Callable[[], None] = lambda: write_sheets((sheet,), path, resources)  # noqa: E731
        run_in_background(self, write, lambda _: self.status.setText(f"已导出 {path}"), self.status.setText)
