"""Size and position of the window: as stored, otherwise as large as the screen allows; never beyond the edge of a
screen."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QWidget

from gui.kit.screen_fit import FRAME, fitted
from model.store.settings import read_settings, remember_in_settings

WHOLE_BYTES = 60
"""Qt writes 66 bytes; it reads missing ones as zeros."""
SETTLE_MS = (0, 120, 500)
"""Delays after which the frame is checked: the window manager reports it some time after the window is shown."""


def opens_maximised(wanted: QSize, available: QSize) -> bool:
    """Whether a window of size ``wanted`` without its frame fits on the screen only maximised."""
    whole = wanted.grownBy(FRAME)
    return whole.width() > available.width() or whole.height() > available.height()


class WindowGeometry(QObject):
    """Remembers size, place, screen and whether the window is maximised, in the settings beside the drafts."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder

    def show(self) -> None:
        """Restores the window's last geometry; if that is off screen, opens as at the first start."""
        stored = QByteArray.fromBase64(read_settings(self._folder).window.encode("ascii", "ignore"))
        if stored.size() < WHOLE_BYTES or not self._window.restoreGeometry(stored):
            self._place_first()
        self._window.show()
        for after in SETTLE_MS:
            QTimer.singleShot(after, self, self.fit)

    def _place_first(self) -> None:
        window, available = self._window, self._window.screen().availableGeometry()
        wanted = window.size()
        room = available.marginsRemoved(FRAME)
        size = wanted.boundedTo(room.size())
        window.resize(size)
        window.move(room.left() + (room.width() - size.width()) // 2, available.top())
        if opens_maximised(wanted, available.size()):
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def fit(self) -> None:
        """Moves the window with its frame back within its screen; does nothing while it is maximised."""
        window = self._window
        if window.isMaximized() or window.isFullScreen() or window.isMinimized():
            return
        available = window.screen().availableGeometry()
        window.setMinimumSize(window.minimumSize().boundedTo(available.size().shrunkBy(FRAME)))
        frame, inner = window.frameGeometry(), window.geometry()
        wanted = fitted(frame, available)
        if wanted != frame:
            window.setGeometry(
                wanted.adjusted(
                    inner.left() - frame.left(),
                    inner.top() - frame.top(),
                    inner.right() - frame.right(),
                    inner.bottom() - frame.bottom(),
                )
            )

    def keep(self) -> None:
        """Stores the geometry for the next start; disk errors are ignored."""
        stored = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        remember_in_settings(self._folder, lambda settings: replace(settings, window=stored))
