"""The editor of one text of a report: plain paragraphs, no undo history of its own, and marks."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from gui.kit.fonts import PAPER, font
from gui.kit.theme import THEME
from gui.kit.widgets import add_menu_action, is_text_input
from gui.narrative.cursor_positions import characters, cursor_over
from gui.narrative.text_changes import TextChanges, words_of
from gui.narrative.text_mark import Mark
from gui.narrative.text_marks import TextMarks
from gui.narrative.word_navigation import WordNavigation
from model.narrative.text_diff import shared
from model.report.text_alignment import Change

LINE_HEIGHT = 30
"""In px."""
MARGIN, NARROW_MARGIN = 24, 12
NARROW = 320
"""In px: below it the margins give way to the words."""
INDENT = 2 * PAPER
"""Two characters, as every paragraph of an official document begins."""


class TextEditor(QTextEdit):
    """Plain paragraphs. Undo and redo are asked for, never done here; what is pasted is plain text."""

    edited = Signal()
    """A person changed the words."""
    composed = Signal()
    """The input method is done with what it was composing."""
    left = Signal()
    """The focus went elsewhere."""
    input_rejected = Signal()
    """A key that writes was pressed while the words are only to be read."""
    undo_requested = Signal()
    redo_requested = Signal()
    action_chosen = Signal(str, object)
    """(key of a mark, the :class:`Action` chosen in its menu)"""
    menu_opened = Signal(object)
    """:class:`QMenu`, before it is shown: whoever knows more can add to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(MARGIN)
        self.document().setDefaultFont(font(PAPER))
        self.marks = TextMarks(self)
        self._by_word = WordNavigation(self)
        self.composing = False
        self.can_undo = self.can_redo = False
        self._format_paragraphs()
        self.textChanged.connect(self._note_change)
        self._shown = ""
        self._changes = TextChanges(self.document(), self)
        THEME.changed.connect(self._repaint_marks)

    # -- words

    def words(self) -> str:
        """Paragraphs parted by ``\\n``; without what the input method is still composing."""
        return words_of(self.document())

    def take_changes(self) -> tuple[Change, ...]:
        """What a person has changed, one after the other, since words were shown or the changes taken."""
        return self._changes.taken()

    def show_words(self, text: str) -> None:
        """Shows ``text``. Only what differs is touched, so that cursor and scroll bars stay where they are."""
        old = self.words()
        if old != text:
            with QSignalBlocker(self):
                self._replace(old, text)
        self._shown = self.words()
        self._changes.start_over()

    def _replace(self, old: str, new: str) -> None:
        start, end = shared(old, new)
        cursor = cursor_over(self.document(), old, start, len(old) - end - start)
        cursor.insertText(new[start : len(new) - end])
        self._format_paragraphs()

    def _format_paragraphs(self) -> None:
        look = QTextBlockFormat()
        look.setTextIndent(INDENT)
        look.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        with QSignalBlocker(self):
            cursor.setBlockFormat(look)

    def _note_change(self) -> None:
        words = self.words()
        if words != self._shown:  # the input method also announces what it is merely composing
            self._shown = words
            self.edited.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was = self.composing
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if was and not self.composing:
            self.composed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(pasted(source.text()))
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        a_file = any(url.isLocalFile() for url in source.urls())  # it is meant for the page around
        return source.hasText() and not a_file and not self.isReadOnly()

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin = NARROW_MARGIN if event.size().width() < NARROW else MARGIN
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)
        super().resizeEvent(event)

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _history(event):
            event.accept()  # else the key never comes here while a menu has it, or Qt's own undo takes it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = _history(event)
        if wanted == "undo":
            self.undo_requested.emit()
        elif wanted == "redo":
            self.redo_requested.emit()
        elif self.isReadOnly() and is_text_input(event):
            self.input_rejected.emit()
        elif not self._by_word.press(event):
            super().keyPressEvent(event)

    # -- mouse

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)  # a third click soon after takes the paragraph
        if event.button() == Qt.MouseButton.LeftButton:
            self._by_word.hold(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._by_word.is_dragging:
            self._by_word.drag(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._by_word.release()

    # -- marks and places

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Marks the text as it is shown now; the marks move along with typing."""
        self.marks.replace(marks, self.words())

    def _repaint_marks(self) -> None:
        self.marks.repaint()

    def mark_here(self) -> Mark | None:
        """The mark that the text cursor touches."""
        return self.marks.at(self.textCursor().position())

    def next_mark(self) -> Mark | None:
        """The first mark that needs attention behind the text cursor, else the first of all."""
        return self.marks.after(self.textCursor().selectionEnd())

    def place_here(self) -> int:
        """Characters before the text cursor."""
        return characters(self.words(), self.textCursor().position())

    def selected(self) -> tuple[int, int]:
        """Characters before the selection and before its end; twice the same where nothing is selected."""
        words, cursor = self.words(), self.textCursor()
        return characters(words, cursor.selectionStart()), characters(words, cursor.selectionEnd())

    def select_place(self, start: int, length: int) -> None:
        self.setTextCursor(cursor_over(self.document(), self.words(), start, length))
        self.ensureCursorVisible()

    def select_mark(self, key: str) -> bool:
        """Selects the mark and brings it into view; ``False`` where there is none of that key."""
        cursor = self.marks.cursor_of(key)
        if cursor is None:
            return False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.marks.at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), mark.tip if mark else "", self)
            return True
        return super().viewportEvent(event)

    # -- menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not keyboard:
            self._take_cursor_to(self.cursorForPosition(event.pos()))
        mark = self.mark_here() if keyboard else self.marks.at(self.cursorForPosition(event.pos()).position())
        at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if keyboard else event.globalPos()
        self.open_menu(mark, at)

    def _take_cursor_to(self, clicked: QTextCursor) -> None:
        """What the menu does is meant for the place that was clicked, unless that lies within the selection."""
        now = self.textCursor()
        if not (now.hasSelection() and now.selectionStart() <= clicked.position() <= now.selectionEnd()):
            self.setTextCursor(clicked)

    def open_menu(self, mark: Mark | None, at: QPoint) -> QMenu:
        menu = self.menu(mark)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
        return menu

    def menu(self, mark: Mark | None) -> QMenu:
        """What can be done at the text cursor, and with the marked number there."""
        menu = QMenu(self)
        if mark:
            add_menu_action(menu, mark.tip, None)
            for action in mark.actions:
                add_menu_action(menu, action.label, partial(self.action_chosen.emit, mark.key, action))
            menu.addSeparator()
        selected, writable = self.textCursor().hasSelection(), not self.isReadOnly()
        if writable:
            add_menu_action(menu, "撤销\tCtrl+Z", self.undo_requested.emit if self.can_undo else None)
            add_menu_action(menu, "重做\tCtrl+Y", self.redo_requested.emit if self.can_redo else None)
            menu.addSeparator()
            add_menu_action(menu, "剪切\tCtrl+X", self.cut if selected else None)
        add_menu_action(menu, "复制\tCtrl+C", self.copy if selected else None)
        if writable:
            add_menu_action(menu, "粘贴\tCtrl+V", self.paste if self.canPaste() else None)
        menu.addSeparator()
        add_menu_action(menu, "全选\tCtrl+A", self.selectAll)
        if writable:
            self.menu_opened.emit(menu)
        return menu


def _history(event: QKeyEvent) -> str:
    """``undo``, ``redo`` or nothing: Ctrl+Y and Ctrl+Shift+Z both redo, whatever the system's own habit is."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    pressed = QKeySequence(event.keyCombination()).toString()
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) or pressed in ("Ctrl+Y", "Ctrl+Shift+Z") else ""


def pasted(text: str) -> str:
    """Plain paragraphs out of whatever was copied: no blank lines between them, no indents made of spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\t", " ").split("\n")
    if len(lines) == 1:
        return lines[0]
    return "\n".join(line.strip(" \u3000\u00a0") for line in lines if line.strip())
