"""Characters of a text and places of a text cursor, which counts a rare character outside the basic plane twice."""

from PySide6.QtGui import QTextCursor, QTextDocument


def units(text: str) -> int:
    """How many places of a text cursor ``text`` takes."""
    return len(text) + sum(character > "\uffff" for character in text)


def characters(text: str, places: int) -> int:
    """How many characters of ``text`` so many places of a text cursor take."""
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
