"""The marks of one text editor, which move along with the text during typing."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.narrative.cursor_positions import cursor_over
from gui.narrative.text_mark import CALM, Mark, selection_of


class TextMarks:
    """Shows marks as extra selections of an editor, and finds them by position."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self._marks: list[tuple[Mark, QTextCursor]] = []

    def __iter__(self) -> Iterator[tuple[Mark, QTextCursor]]:
        """Each mark with a cursor over its current stretch."""
        return iter(self._marks)

    def replace(self, marks: Iterable[Mark], text: str) -> None:
        """Replaces all marks; their positions refer to ``text``, the current text of the editor."""
        self._marks = [(each, cursor_over(self._editor.document(), text, each.start, each.length)) for each in marks]
        self.repaint()

    def repaint(self) -> None:
        """Applies the colours of the current theme."""
        self._editor.setExtraSelections([selection_of(cursor, mark.look) for mark, cursor in self._marks])

    def at(self, position: int) -> Mark | None:
        """The mark at a QTextCursor position, of overlapping marks the shortest; ``None`` if there is none."""
        here = [mark for mark, cursor in self._marks if cursor.selectionStart() <= position <= cursor.selectionEnd()]
        return min(here, key=lambda mark: mark.length, default=None)

    def after(self, position: int) -> Mark | None:
        """The first mark after a QTextCursor position that needs attention, else the first of all that do."""
        marks = [(mark, cursor) for mark, cursor in self._marks if mark.look not in CALM]
        behind = [mark for mark, cursor in marks if cursor.selectionStart() >= position]
        return next(iter([*behind, *(mark for mark, _ in marks)]), None)

    def cursor_of(self, key: str) -> QTextCursor | None:
        """A cursor over the mark; ``None`` if no mark has that key."""
        return next((QTextCursor(cursor) for mark, cursor in self._marks if mark.key == key), None)
