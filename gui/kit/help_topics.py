"""F1: which topic of the help belongs to a widget, and the request to show it, also from modal dialogs."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

PROPERTY = "help_topic"


class HelpRequests(QObject):
    """Where dialogs ask for the help, which they do not know."""

    asked = Signal(str, object)
    """The key of a topic, and the dialog over which the help opens."""


HELP_REQUESTS = HelpRequests()


def set_help_topic(widget: QWidget, key: str) -> None:
    """F1 in ``widget`` shows the topic ``key``."""
    widget.setProperty(PROPERTY, key)


def help_topic_of(widget: QWidget | None) -> str:
    """The topic of the widget or of the nearest one around it; empty where none has one."""
    while widget is not None:
        if key := widget.property(PROPERTY):
            return str(key)
        widget = widget.parentWidget()
    return ""


def offer_help(dialog: QDialog, key: str) -> None:
    """F1 in the dialog shows the topic of what has the focus, otherwise ``key``."""
    set_help_topic(dialog, key)
    shortcut = QShortcut(QKeySequence("F1"), dialog)
    shortcut.activated.connect(
        lambda: HELP_REQUESTS.asked.emit(help_topic_of(QApplication.focusWidget()) or key, dialog)
    )
