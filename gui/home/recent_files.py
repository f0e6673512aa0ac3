"""Recently imported files, to be imported again by one click."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import button, clear_layout, column, label


class RecentFiles(QWidget):
    """A card with the recent files; hidden while the list is empty."""

    chosen = Signal(object)
    """``Path``; it may no longer exist."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=0)
        inside = column(label("最近导入的文件", "muted"), self._lines, gap=STEP)
        inside.setContentsMargins(STEP, 0, STEP, 0)
        self.setLayout(inside)
        self.hide()

    def show_files(self, paths: Iterable[Path]) -> None:
        """Replaces the list; hides the card when it is empty."""
        clear_layout(self._lines)
        files = list(paths)
        for path in files:
            self._lines.addWidget(self._line(path))
        self.setVisible(bool(files))

    def _line(self, path: Path) -> QPushButton:
        made = button(path.name, partial(self.chosen.emit, path), "link", str(path))
        made.setAccessibleName(f"重新导入 {path.name}")
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long name must not widen the page
        made.setMinimumSize(QSize(0, 0))
        made.setStyleSheet("text-align: left")
        made.setText(made.fontMetrics().elidedText(path.name, Qt.TextElideMode.ElideMiddle, 300))
        return made
