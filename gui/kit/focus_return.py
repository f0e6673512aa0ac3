"""Returns the keyboard focus to the page after a button was clicked, or the focused widget was hidden or disabled."""

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget


class FocusPage(QWidget):
    """A page with one main widget that takes keyboard input. Qt itself hands the focus of a widget that is hidden,
    disabled or deleted to the next one in the tab order, which may be a button that leaves the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focused: QWidget | None = None
        """The last widget of this page that had the focus."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def restore_focus(self) -> None:
        """The main widget of the page takes the focus."""
        raise NotImplementedError

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        before, self._focused = self._focused, now
        if before is not None and before is not now and not accepts_focus(before):
            self.restore_focus()


def accepts_focus(widget: QWidget) -> bool:
    """Whether the widget still exists and could receive keyboard input now."""
    return shiboken6.isValid(widget) and widget.isVisible() and widget.isEnabled()


def commit_focused_input(pressed: QWidget) -> None:
    """Commits text that is being typed before a click on ``pressed`` takes effect: the widget with the focus loses it,
    which commits its text, and gets it back. Where it was closed by that, its page decides what gets the focus."""
    before = QApplication.focusWidget()
    if before is None or before is pressed:
        return
    pressed.setFocus()
    if not pressed.hasFocus():
        return
    if accepts_focus(before):
        before.setFocus()
        return
    page: QWidget | None = pressed
    while page is not None and not isinstance(page, FocusPage):
        page = page.parentWidget()
    if page is not None:
        page.restore_focus()


def announce_focus_later() -> None:
    """Tells the input method which widget has the focus, when the events of now are done. Qt tells it that none has,
    when a popup with a field of its own goes after the focus has moved on: without this, Chinese that is typed there
    arrives as letters (seen with ibus)."""
    QTimer.singleShot(0, _announce_focus)


def _announce_focus() -> None:
    window = QGuiApplication.focusWindow()
    if window is not None:
        window.focusObjectChanged.emit(window.focusObject())
