"""Text on the screen that may come from a file: it is always shown as it is written, never as markup.

Qt takes any text that looks like HTML for it, in tool tips, message boxes and labels, and opens what it names: a file,
or a computer of the network. So tool tips and message boxes are made here only, and labels in ``gui.kit.widgets``.
"""

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel, QListWidgetItem, QMessageBox, QToolTip, QTreeWidgetItem, QWidget

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNKNOWN = "\ufffd"


def plain(text: str) -> str:
    """``text`` for a place that has no format for plain text, a tool tip say: what would make it markup is replaced by
    the full-width character, and control characters by a mark. Most texts stay as they are."""
    text = _UNSHOWN.sub(_UNKNOWN, text)
    return text.replace("<", "＜").replace("&", "＆") if QtText.mightBeRichText(text) else text


def set_tool_tip(of: QWidget | QAction, text: str) -> None:
    """The tool tip of a widget or action."""
    of.setToolTip(plain(text))


def set_item_tool_tip(of: QTreeWidgetItem | QListWidgetItem, text: str, column: int = 0) -> None:
    """The tool tip of an item of a list or tree."""
    if isinstance(of, QTreeWidgetItem):
        of.setToolTip(column, plain(text))
    else:
        of.setToolTip(plain(text))


def show_tool_tip(at: QPoint, text: str, of: QWidget) -> None:
    """Shows a tool tip now, at a place of the screen."""
    QToolTip.showText(at, plain(text), of)


class MessageBox(QMessageBox):
    """A message box whose texts are plain. Construct it like a ``QMessageBox``."""

    def __init__(
        self,
        icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon,
        title: str = "",
        text: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(icon)
        self.setWindowTitle(title)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(_UNSHOWN.sub(_UNKNOWN, text))

    def setInformativeText(self, text: str) -> None:
        # the label for it is created without a text, so that it has its format before it has any text
        super().setInformativeText(" ")
        labels: list[QLabel] = list(self.findChildren(QLabel))
        for label in labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
        super().setInformativeText(_UNSHOWN.sub(_UNKNOWN, text))


def warn(parent: QWidget | None, title: str, text: str) -> None:
    """Reports a problem and waits until the person has read it."""
    _report(QMessageBox.Icon.Warning, parent, title, text)


def inform(parent: QWidget | None, title: str, text: str) -> None:
    """Reports a result and waits until the person has read it."""
    _report(QMessageBox.Icon.Information, parent, title, text)


def _report(icon: QMessageBox.Icon, parent: QWidget | None, title: str, text: str) -> None:
    box = MessageBox(icon, title, text, parent=parent)
    box.addButton("确定", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()
