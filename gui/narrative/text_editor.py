"""The words of a report on paper: an editor without a history of its own, and marks that travel with the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from gui.kit.fonts import PAPER, font
from gui.kit.theme import THEME, colours
from gui.kit.widgets import add_menu_action, is_text_input
from gui.narrative.cursor_positions import characters, units
from gui.narrative.text_changes import TextChanges, words_of
from model.narrative.text_diff import shared
from model.narrative.tokens import next_bound, previous_bound, token_at
from model.report.text_alignment import Change

LINE_HEIGHT = 30
"""In px."""
MARGIN, NARROW_MARGIN = 24, 12
NARROW = 320
"""In px: below it the margins give way to the words."""
INDENT = 2 * PAPER
"""Two characters, as every paragraph of an official document begins."""


@dataclass(frozen=True)
class Mark:
    """A stretch of the words that needs looking at."""

    key: str
    start: int
    """Characters from the beginning."""
    length: int
    tip: str
    context: str = "warning"
    """A key of :data:`UNDERLINES`: how it is underlined."""
    menu: tuple[tuple[str, str], ...] = (("已核实", "settle"),)
    """What its menu offers: (what it says, the deed)."""


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
    mark_settled = Signal(str)
    """The key of a mark that a person calls 已核实."""
    action_chosen = Signal(str, str)
    """(key of a mark, what its menu offered)"""
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
        self._marks: list[tuple[Mark, QTextCursor]] = []
        self.composing = False
        self._word_held: tuple[int, int] | None = None
        """The word that was double-clicked, while the button is down."""
        self.can_undo = self.can_redo = False
        self._format_paragraphs()
        self.textChanged.connect(self._note_change)
        self._shown = ""
        self._changes = TextChanges(self.document(), self)
        THEME.changed.connect(self._show_marks)

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
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(old[:start]))
        cursor.setPosition(units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
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
        elif not self._go_by_word(event):
            super().keyPressEvent(event)

    # -- whole words: to Qt all Chinese characters between two signs are one

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)  # a third click soon after takes the paragraph
        if event.button() == Qt.MouseButton.LeftButton:
            self._word_held = self._word_at(self.cursorForPosition(event.position().toPoint()).position())
            self._select(*self._word_held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._word_held is None:
            super().mouseMoveEvent(event)
            return
        first, last = self._word_held
        start, end = self._word_at(self.cursorForPosition(event.position().toPoint()).position())
        if start < first:
            self._select(last, start)
        else:
            self._select(first, max(last, end))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._word_held = None

    def _word_at(self, position: int) -> tuple[int, int]:
        words = self.words()
        start, end = token_at(words, characters(words, position))
        return units(words[:start]), units(words[:end])

    def _select(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _go_by_word(self, event: QKeyEvent) -> bool:
        """Ctrl with an arrow, Backspace or Delete; ``False`` for other keys."""
        step = next((rest for keys, *rest in _BY_WORD if event.matches(keys)), None)
        if step is None:
            return False
        behind, selects, deletes = step
        if deletes and self.isReadOnly():
            return False
        cursor, words = self.textCursor(), self.words()
        if not (deletes and cursor.hasSelection()):
            here = characters(words, cursor.position())
            to = next_bound(words, here) if behind else previous_bound(words, here)
            mode = QTextCursor.MoveMode.KeepAnchor if selects else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(units(words[:to]), mode)
        if deletes:
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    # -- marks

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """The marks on the words as they are shown now; from here on they move along with typing."""
        words = self.words()
        self._marks = [(mark, self._cursor(words, mark.start, mark.length)) for mark in marks]
        self._show_marks()

    def _cursor(self, words: str, start: int, length: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(words[:start]))
        cursor.setPosition(units(words[: start + length]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show_marks(self) -> None:
        self.setExtraSelections([_selection(cursor, _format(mark.context)) for mark, cursor in self._marks])

    def mark_at(self, position: int) -> Mark | None:
        """``position`` as a text cursor counts; of marks on one another the shortest."""
        here = [mark for mark, cursor in self._marks if cursor.selectionStart() <= position <= cursor.selectionEnd()]
        return min(here, key=lambda mark: mark.length, default=None)

    def mark_here(self) -> Mark | None:
        """The mark that the text cursor touches."""
        return self.mark_at(self.textCursor().position())

    def place_here(self) -> int:
        """Characters before the text cursor."""
        return characters(self.words(), self.textCursor().position())

    def selected(self) -> tuple[int, int]:
        """Characters before what is selected, and before its end; twice the same where nothing is."""
        words, cursor = self.words(), self.textCursor()
        return characters(words, cursor.selectionStart()), characters(words, cursor.selectionEnd())

    def next_mark(self) -> Mark | None:
        """The first mark that wants looking at behind the text cursor, else the first of all."""
        here = self.textCursor().selectionEnd()
        marks = [(mark, cursor) for mark, cursor in self._marks if mark.context not in ("good", "tied", "plain")]
        behind = [mark for mark, cursor in marks if cursor.selectionStart() >= here]
        return next(iter([*behind, *(mark for mark, _ in marks)]), None)

    def select_place(self, start: int, length: int) -> None:
        self.setTextCursor(self._cursor(self.words(), start, length))
        self.ensureCursorVisible()

    def select_mark(self, key: str) -> bool:
        """Selects the mark and brings it into view; ``False`` where there is none of that key."""
        for mark, cursor in self._marks:
            if mark.key == key:
                self.setTextCursor(QTextCursor(cursor))
                self.ensureCursorVisible()
                return True
        return False

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), mark.tip if mark else "", self)
            return True
        return super().viewportEvent(event)

    # -- menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not keyboard:
            self._take_cursor_to(self.cursorForPosition(event.pos()))
        mark = self.mark_here() if keyboard else self.mark_at(self.cursorForPosition(event.pos()).position())
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
            for said, action in mark.menu:
                does = partial(self.action_chosen.emit, mark.key, action)
                add_menu_action(menu, said, partial(self.mark_settled.emit, mark.key) if action == "settle" else does)
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


_KEYS = QKeySequence.StandardKey
_BY_WORD = (
    (_KEYS.MoveToNextWord, True, False, False),
    (_KEYS.MoveToPreviousWord, False, False, False),
    (_KEYS.SelectNextWord, True, True, False),
    (_KEYS.SelectPreviousWord, False, True, False),
    (_KEYS.DeleteEndOfWord, True, True, True),
    (_KEYS.DeleteStartOfWord, False, True, True),
)
"""(keys, towards the end, selects, deletes)"""


def _history(event: QKeyEvent) -> str:
    """``undo``, ``redo`` or nothing: Ctrl+Y and Ctrl+Shift+Z both redo, whatever the system's own habit is."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    pressed = QKeySequence(event.keyCombination()).toString()
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) or pressed in ("Ctrl+Y", "Ctrl+Shift+Z") else ""


UNDERLINES = {
    "error": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "warning": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "waiting": QTextCharFormat.UnderlineStyle.DashUnderline,
    "hint": QTextCharFormat.UnderlineStyle.DotLine,
    "kept": QTextCharFormat.UnderlineStyle.DotLine,
    "good": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "tied": QTextCharFormat.UnderlineStyle.DashDotLine,
    "plain": QTextCharFormat.UnderlineStyle.DotLine,
}
"""Told apart without their colours, too."""


def _format(kind: str) -> QTextCharFormat:
    look = colours()
    inks = {"error": look.error, "good": look.good, "tied": look.good, "plain": look.muted, "hint": look.muted}
    tints = {"error": look.error_tint, "good": look.good_tint, "tied": look.good_tint}
    inks |= dict.fromkeys(("warning", "waiting", "kept"), look.warning)
    tints |= {"warning": look.warning_tint, "waiting": look.label}
    made = QTextCharFormat()
    if kind in tints:
        made.setBackground(QColor(tints[kind]))
    if kind != "plain":
        made.setForeground(QColor(inks[kind]))
    made.setUnderlineStyle(UNDERLINES[kind])
    made.setUnderlineColor(QColor(inks[kind]))
    return made


def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor  # type: ignore[attr-defined]
    made.format = look  # type: ignore[attr-defined]
    return made


def pasted(text: str) -> str:
    """Plain paragraphs out of whatever was copied: no blank lines between them, no indents made of spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\t", " ").split("\n")
    if len(lines) == 1:
        return lines[0]
    return "\n".join(line.strip(" \u3000\u00a0") for line in lines if line.strip())
