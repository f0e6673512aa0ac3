"""A page that nobody sees costs nothing while another one is being filled."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame


class LazyPage(QFrame):
    """Takes in what has changed at once while it is seen, and else as it is shown."""

    _stale = False

    def refresh(self) -> None:
        raise NotImplementedError

    def note_change(self, _what: object = None) -> None:
        """Something that is shown has changed; to be connected to the signals that say so."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
