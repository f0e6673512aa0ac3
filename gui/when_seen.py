"""A page that nobody sees costs nothing while another one is being filled."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, SignalInstance
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Calls ``refresh`` whenever one of the signals comes: at once while ``widget`` is seen, else as it is shown."""

    def __init__(self, widget: QWidget, refresh: Callable[[], None], *signals: SignalInstance) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self._stale = False
        widget.installEventFilter(self)
        for signal in signals:
            signal.connect(self.note)

    def note(self, _what: object = None) -> None:
        """Something that is shown has changed."""
        if self._widget.isVisible():
            self._refresh()
        else:
            self._stale = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._stale:
            self._stale = False
            self._refresh()
        return super().eventFilter(watched, event)
