"""What exactly changes in the words of an editor, one change after the other."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from gui.narrative.cursor_positions import characters
from model.report.text_alignment import Change


class TextChanges(QObject):
    """Records from the document's own announcements where words were typed, deleted and inserted: of two texts alone
    nobody can tell which of two equal clauses went."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._words = ""
        self._changes: list[Change] = []
        document.contentsChange.connect(self._note)
        self.start_over()

    def start_over(self) -> None:
        """From here on: what is recorded begins with the words that stand now."""
        self._words = words_of(self._document)
        self._changes = []

    def taken(self) -> tuple[Change, ...]:
        """The changes since :meth:`start_over` or the last call."""
        changes = tuple(self._changes)
        self.start_over()
        return changes

    def _note(self, position: int, removed: int, added: int) -> None:
        """In the document's own places; a format that changes is announced too, as words that replace themselves."""
        old, new = self._words, words_of(self._document)
        if old == new:
            return
        start, end = characters(old, position), characters(old, position + removed)
        # the announcement may count the end of the last paragraph, which is no character
        change = Change(start, min(end, len(old)), new[start : min(characters(new, position + added), len(new))])
        if change.applied(old) != new:
            change = Change(0, len(old), new)
        self._words = new
        self._changes.append(change)


def words_of(document: QTextDocument) -> str:
    """Paragraphs parted by ``\\n``; without what the input method is still composing."""
    # not toPlainText, which also turns non-breaking spaces into plain ones
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
