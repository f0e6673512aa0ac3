"""The delegate that edits a cell in a line edit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.grid.cell_painter import CellPainter
from gui.grid.keyboard_navigation import ARROW_KEYS, ENTER_KEYS, TAB_KEYS
from gui.grid.table_model import TableModel
from model.form.figures import FigureError

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

Index = QModelIndex | QPersistentModelIndex

KEYPAD = Qt.KeyboardModifier.KeypadModifier
LEAVING_KEYS = (*ENTER_KEYS, *TAB_KEYS)


class CellEditorDelegate(QStyledItemDelegate):
    """Creates the line edit of a cell and decides which keys commit it and move on."""

    left = Signal(int, object)
    """(key, modifiers): the input was committed with a key that also moves the current cell."""
    filled = Signal(str)
    """Ctrl+Enter: the text to enter in every selected cell."""
    refused = Signal(object, str)
    """(``Cell``, message): the input is not a figure; the editor stays open."""

    def __init__(self, parent: QObject, painter: CellPainter) -> None:
        super().__init__(parent)
        self._painter = painter

    # -- editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("role", "cell")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setFont(self._painter.font())
        view = parent.parent()
        editor.setProperty("typed_over", bool(getattr(view, "types_over", False)))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():  # the model may change during editing
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: "QAbstractItemModel", index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.isModified() or editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            key = event.key()
            if key in LEAVING_KEYS:
                if self._refuses(watched):
                    return True
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key not in TAB_KEYS:
                    text = watched.text()
                    self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.RevertModelCache)
                    self.filled.emit(text)
                    return True
                self._leave(watched, event)
                return True
            if key == Qt.Key.Key_F2:
                watched.setProperty("typed_over", False)  # from now on arrow keys move the text cursor
                return True
            if key in ARROW_KEYS and watched.property("typed_over") and not event.modifiers() & ~KEYPAD:
                if not self._refuses(watched):
                    self._leave(watched, event)
                return True
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QLineEdit):
            watched.setProperty("typed_over", False)
        return super().eventFilter(watched, event)

    def _leave(self, editor: QLineEdit, event: QKeyEvent) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.left.emit(event.key(), event.modifiers())

    def _refuses(self, editor: QLineEdit) -> bool:
        """Whether the text is not a figure; then emits :attr:`refused` and keeps the editor open."""
        view = editor.parent().parent()
        model, index = view.model(), view.currentIndex()  # type: ignore[attr-defined]
        assert isinstance(model, TableModel)
        cell = model.cell(index)
        if cell is None or editor.text() == str(index.data(Qt.ItemDataRole.EditRole) or ""):
            return False
        try:
            model.read(cell, editor.text())
        except FigureError as error:
            self.refused.emit(cell, f"{error}。请改正，或按 Esc 放弃")
            return True
        return False
