"""Debouncing of typing: signals after a pause, or at the latest after a maximum delay."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 700
LONGEST_MS = 1000
"""Maximum delay of the signal during continuous typing."""


class TypingPause(QObject):
    """Two timers: one restarts with every key, the other is started by the first key."""

    reached = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._longest = self._timer(PAUSE_MS), self._timer(LONGEST_MS)

    def _timer(self, ms: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        made.timeout.connect(self.reached)
        return made

    def note_key(self) -> None:
        """Restarts the pause; starts the maximum delay with the first key."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def note_composed(self) -> None:
        """Restarts the pause after the input method finished composing."""
        self._pause.start()

    def stop(self) -> None:
        """Stops both timers; :attr:`reached` is not emitted until the next key."""
        self._pause.stop()
        self._longest.stop()
