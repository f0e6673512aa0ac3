"""F1 after a click on a finding: the focus is then at its place, but what the user wants explained is its rule."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from gui.kit.help_topics import PROPERTY, set_help_topic
from model.checks.findings import Finding

_KEPT_KEYS = (Qt.Key.Key_F1, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_KEPT_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class VisitedFinding(QObject):
    """Gives the widget at the place of a finding the topic of its rule, until a key or the mouse goes on there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widget: QWidget | None = None
        self._topic_before: object = None
        self.topic = ""
        """Of the rule; empty once the user went on."""

    def visit(self, finding: Finding) -> None:
        """The editor has gone to the place of ``finding``."""
        self.forget()
        widget = QApplication.focusWidget()
        if widget is None:
            return
        self._widget, self._topic_before = widget, widget.property(PROPERTY)
        self.topic = f"rule:{finding.stated_by}"
        set_help_topic(widget, self.topic)
        for each in _watched(widget):
            each.installEventFilter(self)

    def forget(self) -> None:
        """F1 explains what it did before."""
        widget, self._widget, self.topic = self._widget, None, ""
        if widget is not None:
            widget.setProperty(PROPERTY, self._topic_before)
            for each in _watched(widget):
                each.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watches only, and only until the user goes on."""
        if (
            event.type() == QEvent.Type.MouseButtonPress
            or (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() not in _KEPT_KEYS)
            or (isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _KEPT_REASONS)
        ):
            self.forget()
        return False


def _watched(widget: QWidget) -> tuple[QWidget, ...]:
    """Keys go to a widget that scrolls, the mouse to its viewport."""
    return (widget, widget.viewport()) if isinstance(widget, QAbstractScrollArea) else (widget,)
