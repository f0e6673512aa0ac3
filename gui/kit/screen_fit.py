"""Keeps windows and dialogs within the screen that they open on."""

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QDialog

FRAME = QMargins(4, 34, 4, 4)
"""Assumed size of title bar and borders until the window manager reports it, in px."""


def fitted(frame: QRect, available: QRect) -> QRect:
    """``frame`` moved, and shrunk if necessary, to lie within ``available``."""
    size = frame.size().boundedTo(available.size())
    left = max(available.left(), min(frame.left(), available.left() + available.width() - size.width()))
    top = max(available.top(), min(frame.top(), available.top() + available.height() - size.height()))
    return QRect(left, top, size.width(), size.height())


def resize_within_screen(dialog: QDialog, width: int, height: int) -> None:
    """Resizes the dialog to its size hint, limited to the screen that it opens on."""
    screen = (dialog.parentWidget() or dialog).screen()
    room = screen.availableGeometry().size().shrunkBy(FRAME)
    dialog.resize(QSize(width, height).boundedTo(room))
