"""The foldable, resizable panel at the right of the editor; folded automatically in a narrow window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.kit.plain_text import set_tool_tip

NARROW = 1100
"""Below this window width in px the panel is folded automatically."""
LEAST, MOST = 220, 560
"""Minimum and maximum width of the panel in px."""


class FoldingSplitter(QSplitter):
    """``work`` at the left takes the remaining width; ``panel`` keeps its own."""

    folded = Signal(bool)
    """Whether the panel is now folded."""

    def __init__(self, work: QWidget, panel: QWidget, width: int) -> None:
        super().__init__()
        self._panel = panel
        self._width = width
        self._wanted = True
        """Whether the user wants the panel shown in a window that is wide enough."""
        self._is_narrow = False
        panel.setMinimumWidth(LEAST)
        panel.setMaximumWidth(MOST)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.setProperty("role", "papers")
        self.addWidget(work)
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        handle = self.handle(1)
        set_tool_tip(handle, "拖动改变核对结果的宽窄；F9 收起或显示")
        handle.setCursor(Qt.CursorShape.SplitHCursor)
        self.splitterMoved.connect(self._note_width)

    @property
    def is_folded(self) -> bool:
        """Whether the panel is hidden now, for whatever reason."""
        return self._panel.isHidden()

    @property
    def panel_width(self) -> int:
        """Width in px set by the user, also while the panel is folded."""
        return self._width

    @property
    def is_wanted(self) -> bool:
        """Whether the user wants the panel shown in a window that is wide enough."""
        return self._wanted

    def set_state(self, width: int, *, wanted: bool) -> None:
        """Restores the saved state; ``width`` in px is clamped to the limits."""
        self._width = max(LEAST, min(MOST, width))
        self._wanted = wanted
        self._fold(self._is_narrow or not wanted)
        self._apply_width()

    def toggle(self) -> None:
        """Folds or unfolds; in a narrow window only until it is wide again, otherwise as the new preference."""
        folded = not self.is_folded
        if not self._is_narrow:
            self._wanted = not folded
        self._fold(folded)

    def _fold(self, folded: bool) -> None:
        if folded != self.is_folded:
            self._panel.setHidden(folded)
            self._apply_width()
            self.folded.emit(folded)

    def _apply_width(self) -> None:
        if not self.is_folded and self.width() > self._width:
            self.setSizes([self.width() - self.handleWidth() - self._width, self._width])

    def _note_width(self, _place: int, _handle: int) -> None:
        self._width = self._panel.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.window().width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fold(is_narrow or not self._wanted)
        elif event.oldSize().width() <= 0:
            self._apply_width()
