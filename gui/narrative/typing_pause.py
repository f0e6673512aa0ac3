"""When what is typed becomes an edit: after a pause, or after a while of typing without one."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 700
LONGEST_MS = 1000
"""Typed text is not left longer than this, however fast a person goes on."""


class TypingPause(QObject):
    """Two timers: one starts again with every key, the other with the first."""

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
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def note_composed(self) -> None:
        """The input method has finished a word: the pause begins again."""
        self._pause.start()

    def stop(self) -> None:
        self._pause.stop()
        self._longest.stop()
