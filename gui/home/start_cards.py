"""The large buttons at the left of the home page: drop a file, start blank, check a file."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QPushButton,
    QSizePolicy,
)

from gui.kit.theme import STEP
from gui.kit.widgets import column, label


class DropCard(QFrame):
    """A dashed drop area for files; a click opens the file dialog."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class CardButton(QPushButton):
    """A button of the width of a card, with a title and a line of explanation."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        inside = column(label(title, "title"), label(about, "muted", wrap=True), gap=STEP)
        inside.setContentsMargins(5 * STEP, 4 * STEP, 5 * STEP, 4 * STEP)
        for each in (inside.itemAt(at).widget() for at in range(inside.count())):
            if each is not None:
                each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside: QLayout = inside
        self.setLayout(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    def heightForWidth(self, width: int) -> int:
        return self._inside.heightForWidth(width)
