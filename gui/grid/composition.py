"""What an input method is composing over a cell whose editor is not open yet."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

PADDING = 4
"""Pixels beside the letters."""


class Composition(QWidget):
    """The letters, painted over the cell.

    Opening the editor for the first of them would move the keyboard to it, and input methods end a composition with
    that: of nihao, n would be text and only ihao be looked up.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def compose(self, text: str, cell: QRect) -> None:
        """Shows the letters over a cell, wider than it where they need it; hides where there are none."""
        self.text = text
        width = max(cell.width(), self.fontMetrics().horizontalAdvance(text) + 2 * PADDING)
        self.setGeometry(QRect(cell.right() + 1 - width, cell.top(), width, cell.height()))
        self.setVisible(bool(text))
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        font = self.font()
        font.setUnderline(True)
        painter.setFont(font)
        at = self.rect().adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text)
        painter.end()
