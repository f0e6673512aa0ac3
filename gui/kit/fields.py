"""Input fields with a label, a hint and a message for what cannot be taken."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.kit.widgets import types


class Field(QLineEdit):
    """A line of text. Ctrl+Z takes back typing here first; then the report's own steps."""

    input_rejected = Signal()
    """A key that writes was pressed while the line is only to be read."""
    left = Signal()
    """The keyboard goes elsewhere, and a text is there that was not taken yet."""
    editing_cancelled = Signal()
    """Escape: what was typed is dropped."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # a file dropped here is meant for the page around
        self.is_refused = False
        """What the report holds for it is not what the field asks for."""

    def show_text(self, text: str) -> None:
        at = self.cursorPosition()
        self.setText(text)
        self.setModified(False)
        self.setCursorPosition(at if self.hasFocus() else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()  # the window has the key then
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified():  # after Enter was refused, Qt does not say again that the editing is finished
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.is_refused):
            self.editing_cancelled.emit()
        elif self.isReadOnly() and types(event):
            self.input_rejected.emit()
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """One of a few, or as the organ's name tells. The wheel goes past it unless it has the keys."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem("", "")
        for key, said in options.items():
            self.addItem(said, key)

    @property
    def chosen(self) -> str:
        """A key of the options; blank for 按名称判断."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        self.setCurrentIndex(max(0, self.findData(key)))

    def tell_guess(self, guess: str) -> None:
        self.setItemText(0, f"按名称判断（{guess or '名称看不出，请选择'}）")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
