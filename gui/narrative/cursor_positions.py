"""Conversion between Python string indexes and QTextCursor positions, which count UTF-16 code units."""

from PySide6.QtGui import QTextCursor, QTextDocument


def units(text: str) -> int:
    """Length of ``text`` in UTF-16 code units, as QTextCursor counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def characters(text: str, places: int) -> int:
    """The index into ``text`` of a QTextCursor position."""
    if not text or text.isascii() or max(text) <= "\uffff":
        return places
    at = 0
    for number, character in enumerate(text):
        if at >= places:
            return number
        at += 1 + (character > "\uffff")
    return len(text)


def cursor_over(document: QTextDocument, text: str, start: int, length: int) -> QTextCursor:
    """A cursor that selects ``length`` characters from ``start``; ``text`` is the whole text of the document."""
    cursor = QTextCursor(document)
    cursor.setPosition(units(text[:start]))
    cursor.setPosition(units(text[: start + length]), QTextCursor.MoveMode.KeepAnchor)
    return cursor
