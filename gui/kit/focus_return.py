"""Where the keyboard focus goes when a button was clicked, or when the widget that had it is hidden or disabled."""

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget


class FocusHome(QWidget):
    """A page with one main widget that the keyboard is meant for. Qt itself hands the focus of a widget that is hidden,
    disabled or deleted to the next one in the tab order, which may be the button that leaves the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focused: QWidget | None = None
        """The last widget of this page that had the focus."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def take_keys_back(self) -> None:
        """The main widget of the page takes the focus."""
        raise NotImplementedError

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        before, self._focused = self._focused, now
        if before is not None and before is not now and not can_have_focus(before):
            self.take_keys_back()


def can_have_focus(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.isVisible() and widget.isEnabled()


def touch_with_mouse(pressed: QWidget) -> None:
    """``pressed`` was pressed with the mouse: what has the focus loses it, which takes over what was typed, and
    has it again before the click does anything. Where it was closed by that, the page says who is next."""
    before = QApplication.focusWidget()
    if before is None or before is pressed:
        return
    pressed.setFocus()
    if not pressed.hasFocus():
        return
    if can_have_focus(before):
        before.setFocus()
        return
    home: QWidget | None = pressed
    while home is not None and not isinstance(home, FocusHome):
        home = home.parentWidget()
    if home is not None:
        home.take_keys_back()
