"""Moving, selecting and deleting by word; Qt takes all Chinese characters between punctuation as one word."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.narrative.cursor_positions import characters, units
from gui.narrative.text_changes import words_of
from model.narrative.tokens import next_bound, previous_bound, token_at

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


class WordNavigation:
    """Word-wise keys and double click for one text editor."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self._held: tuple[int, int] | None = None
        """(start, end) of the double-clicked word while the mouse button is pressed."""

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse button is still pressed after a double click; dragging then selects whole words."""
        return self._held is not None

    def select_word(self, at: QPointF) -> None:
        """Selects the double-clicked word and starts selecting by word."""
        self._held = self._word_at(at)
        self._select(*self._held)

    def drag(self, at: QPointF) -> None:
        """Extends the selection from the double-clicked word to the word at ``at``."""
        if self._held is None:
            return
        first, last = self._held
        start, end = self._word_at(at)
        if start < first:
            self._select(last, start)
        else:
            self._select(first, max(last, end))

    def release(self) -> None:
        """Ends selecting by word."""
        self._held = None

    def _word_at(self, at: QPointF) -> tuple[int, int]:
        position = self._editor.cursorForPosition(at.toPoint()).position()
        text = words_of(self._editor.document())
        start, end = token_at(text, characters(text, position))
        return units(text[:start]), units(text[:end])

    def _select(self, anchor: int, position: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    def press(self, event: QKeyEvent) -> bool:
        """Handles Ctrl with an arrow key, Backspace or Delete; ``False`` if the key is not handled."""
        step = next((rest for keys, *rest in _BY_WORD if event.matches(keys)), None)
        if step is None:
            return False
        behind, selects, deletes = step
        if deletes and self._editor.isReadOnly():
            return False
        cursor, text = self._editor.textCursor(), words_of(self._editor.document())
        if not (deletes and cursor.hasSelection()):
            here = characters(text, cursor.position())
            to = next_bound(text, here) if behind else previous_bound(text, here)
            mode = QTextCursor.MoveMode.KeepAnchor if selects else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(units(text[:to]), mode)
        if deletes:
            cursor.removeSelectedText()
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True
