"""A page that defers refreshing until it is visible."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame


class LazyPage(QFrame):
    """Refreshes at once while it is visible, otherwise when it is next shown."""

    _stale = False

    def refresh(self) -> None:
        """Shows the present state; subclasses implement it."""
        raise NotImplementedError

    def schedule_refresh(self, _what: object = None) -> None:
        """To be connected to the signals that announce a change of what the page shows."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
