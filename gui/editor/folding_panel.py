"""The panel at the right of the editor: as wide as a hand drags it, folded by a key or where the window is narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

NARROW = 1100
"""Below this width, in px, the panel is folded unless it is asked for."""
LEAST, MOST = 220, 560
"""How narrow and how wide the panel can be dragged, in px."""


class FoldingSplitter(QSplitter):
    """``work`` at the left takes the room; ``panel`` keeps its width."""

    folded = Signal(bool)
    """The panel was folded or shown again."""

    def __init__(self, work: QWidget, panel: QWidget, width: int) -> None:
        super().__init__()
        self._panel = panel
        self._width = width
        self._wanted = True
        """Whether the panel is shown where there is room for it."""
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
        handle.setToolTip("拖动改变核对结果的宽窄；F9 收起或显示")
        handle.setCursor(Qt.CursorShape.SplitHCursor)
        self.splitterMoved.connect(self._note_width)

    @property
    def is_folded(self) -> bool:
        return self._panel.isHidden()

    @property
    def panel_width(self) -> int:
        """As it was dragged last, also while it is folded."""
        return self._width

    @property
    def is_wanted(self) -> bool:
        """Whether it is shown in a window that is wide enough."""
        return self._wanted

    def set_state(self, width: int, *, wanted: bool) -> None:
        """As it was left the last time."""
        self._width = max(LEAST, min(MOST, width))
        self._wanted = wanted
        self._fold(self._is_narrow or not wanted)
        self._apply_width()

    def toggle(self) -> None:
        """In a narrow window this holds until it is wide again; else it is how the panel is wanted from now on."""
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
