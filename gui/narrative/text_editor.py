"""The editor of one text of a report: plain paragraphs with marks, without its own undo history."""

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
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from gui.kit.fonts import PAPER, font
from gui.kit.plain_text import show_tool_tip
from gui.kit.theme import THEME
from gui.kit.widgets import add_menu_action, is_text_input
from gui.narrative.cursor_positions import characters, cursor_over
from gui.narrative.table_lines import TableLines
from gui.narrative.text_changes import TextChanges, words_of
from gui.narrative.text_mark import Mark
from gui.narrative.text_marks import TextMarks
from gui.narrative.word_navigation import WordNavigation
from model.form.tables_in_text import is_head, lines_of
from model.narrative.text_diff import shared
from model.report.text_alignment import TextChange

LINE_HEIGHT = 30
"""In px."""
MARGIN, NARROW_MARGIN = 24, 12
NARROW = 320
"""In px: below this width the margins are reduced."""
INDENT = 2 * PAPER
"""First-line indent of two characters, as in official documents."""


class TextEditor(QTextEdit):
    """Edits plain paragraphs; pastes plain text. Undo and redo are only requested by signals."""

    edited = Signal()
    """The user changed the text."""
    composed = Signal()
    """The input method finished composing."""
    left = Signal()
    """The editor lost the focus, except to a popup menu."""
    input_rejected = Signal()
    """Text input was attempted while the editor is read-only."""
    undo_requested = Signal()
    redo_requested = Signal()
    action_chosen = Signal(str, object)
    """(key of a mark, the :class:`Action` chosen in its menu)"""
    menu_opened = Signal(object)
    """:class:`QMenu`, before it is shown; receivers can add actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(MARGIN)
        self.document().setDefaultFont(font(PAPER))
        self.marks = TextMarks(self)
        self._tables = TableLines(self)
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
        """The text with paragraphs separated by ``\\n``, without the preedit text of the input method."""
        return words_of(self.document())

    def take_changes(self) -> tuple[TextChange, ...]:
        """Returns and discards the user's changes since :meth:`show_words` or the last call, in order."""
        return self._changes.taken()

    def show_words(self, text: str) -> None:
        """Shows ``text``, replacing only the part that differs, so that cursor and scroll position are kept."""
        old = self.words()
        if old != text:
            with QSignalBlocker(self):
                self._replace(old, text)
        self._tables.lay_out()
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
        if words != self._shown:  # textChanged is also emitted for preedit text
            self._shown = words
            self.edited.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Also tracks :attr:`composing` and emits :attr:`composed`."""
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
        """Inserts plain text; see :func:`pasted`."""
        if source.hasText():
            self.textCursor().insertText(pasted(source.text()))
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accepts text, but not local files."""
        a_file = any(url.isLocalFile() for url in source.urls())  # files are handled by the page
        return source.hasText() and not a_file and not self.isReadOnly()

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin = NARROW_MARGIN if event.size().width() < NARROW else MARGIN
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)
        super().resizeEvent(event)

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _history(event):
            event.accept()  # otherwise a menu shortcut or Qt's own undo would consume the key
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
        """Selects a word as :class:`WordNavigation` defines it."""
        super().mouseDoubleClickEvent(event)  # Qt: a third click selects the paragraph
        if event.button() == Qt.MouseButton.LeftButton:
            self._by_word.select_word(event.position())

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
        """Replaces all marks; their positions refer to the current text and move along with typing."""
        self.marks.replace(marks, self.words())

    def _repaint_marks(self) -> None:
        self.marks.repaint()

    def mark_here(self) -> Mark | None:
        """The mark at the text cursor; ``None`` if there is none."""
        return self.marks.at(self.textCursor().position())

    def next_mark(self) -> Mark | None:
        """The first mark after the text cursor that needs attention, else the first of all; ``None`` without any."""
        return self.marks.after(self.textCursor().selectionEnd())

    def place_here(self) -> int:
        """Number of characters before the text cursor."""
        return characters(self.words(), self.textCursor().position())

    def selected(self) -> tuple[int, int]:
        """(start, end) of the selection in characters; both the cursor position if nothing is selected."""
        words, cursor = self.words(), self.textCursor()
        return characters(words, cursor.selectionStart()), characters(words, cursor.selectionEnd())

    def select_place(self, start: int, length: int) -> None:
        """Selects ``length`` characters from ``start`` and scrolls to them."""
        self.setTextCursor(cursor_over(self.document(), self.words(), start, length))
        self.ensureCursorVisible()

    def select_mark(self, key: str) -> bool:
        """Selects the mark and scrolls to it; ``False`` if no mark has that key."""
        cursor = self.marks.cursor_of(key)
        if cursor is None:
            return False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows the tooltip of the mark under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.marks.at(self.cursorForPosition(event.pos()).position())
            show_tool_tip(event.globalPos(), mark.tip if mark else "", self)
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
        """Moves the cursor to the clicked position, unless that lies within the selection."""
        now = self.textCursor()
        if not (now.hasSelection() and now.selectionStart() <= clicked.position() <= now.selectionEnd()):
            self.setTextCursor(clicked)

    def open_menu(self, mark: Mark | None, at: QPoint) -> QMenu:
        """Opens :meth:`menu` at a screen position; it deletes itself when closed."""
        menu = self.menu(mark)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
        return menu

    def menu(self, mark: Mark | None) -> QMenu:
        """The context menu, not yet shown: actions of ``mark`` first, then the editing commands."""
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
    """``undo``, ``redo`` or empty. Ctrl+Y and Ctrl+Shift+Z both mean redo on every platform."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    pressed = QKeySequence(event.keyCombination()).toString()
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) or pressed in ("Ctrl+Y", "Ctrl+Shift+Z") else ""


def pasted(text: str) -> str:
    """Pasted text as plain paragraphs, without blank lines and indents of spaces; a single line is kept as it is.
    A table of units, as a list of this program and Excel copy it, stays a table."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").split("\n")
    rows = [line.split("\t") for line in lines if line.strip()]
    if len(rows) > 1 and is_head(rows[0]) and all(len(row) == len(rows[0]) for row in rows):
        return lines_of(rows)
    lines = [line.replace("\t", " ") for line in lines]
    if len(lines) == 1:
        return lines[0]
    return "\n".join(line.strip(" \u3000\u00a0") for line in lines if line.strip())
