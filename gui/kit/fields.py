"""Input fields for single facts: a line of text, and a choice of a few."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.kit.widgets import is_text_input


class Field(QLineEdit):
    """A line of text. Ctrl+Z undoes typing here first, then the report's own edits."""

    input_rejected = Signal()
    """A key that would change the text was pressed while the field is read-only."""
    left = Signal()
    """The field lost the focus while it holds a modified text."""
    editing_cancelled = Signal()
    """Escape was pressed: the typed text is discarded."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # dropped files are handled by the surrounding page
        self.is_refused = False
        """The report has an invalid text for this field."""

    def show_text(self, text: str) -> None:
        """Replaces the text as unmodified; the cursor stays while the field has the focus."""
        at = self.cursorPosition()
        self.setText(text)
        self.setModified(False)
        self.setCursorPosition(at if self.hasFocus() else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()  # then the window handles the key
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified():  # after Enter with a refused text Qt does not emit editingFinished again
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.is_refused):
            self.editing_cancelled.emit()
        elif self.isReadOnly() and is_text_input(event):
            self.input_rejected.emit()
        else:
            super().keyPressEvent(event)


class ChoiceField(QComboBox):
    """One of a few options, or blank for the one guessed from the organ's name. Ignores the wheel unless focused."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem("", "")
        for key, text in options.items():
            self.addItem(text, key)

    @property
    def chosen(self) -> str:
        """A key of the options; blank for 按名称判断."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Selects the option ``key``; an unknown one selects 按名称判断."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def show_guess(self, guess: str) -> None:
        """What is guessed from the name, shown in the blank option; blank when nothing can be."""
        self.setItemText(0, f"按名称判断（{guess or '名称看不出，请选择'}）")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
