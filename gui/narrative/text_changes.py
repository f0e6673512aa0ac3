"""Recording of the single changes of an editor's text."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from gui.narrative.cursor_positions import characters
from model.report.text_alignment import TextChange


class TextChanges(QObject):
    """Records insertions and deletions from ``QTextDocument.contentsChange``, because comparing two texts cannot tell
    which of two equal clauses was deleted."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._words = ""
        self._changes: list[TextChange] = []
        document.contentsChange.connect(self._note)
        self.start_over()

    def start_over(self) -> None:
        """Discards the recorded changes; recording restarts from the current text."""
        self._words = words_of(self._document)
        self._changes = []

    def taken(self) -> tuple[TextChange, ...]:
        """Returns and discards the changes since :meth:`start_over` or the last call, in order."""
        changes = tuple(self._changes)
        self.start_over()
        return changes

    def _note(self, position: int, removed: int, added: int) -> None:
        """Arguments in QTextCursor positions; Qt also signals format changes, as text replaced by itself."""
        old, new = self._words, words_of(self._document)
        if old == new:
            return
        start, end = characters(old, position), characters(old, position + removed)
        # Qt may count the end of the last paragraph, which is not a character
        change = TextChange(start, min(end, len(old)), new[start : min(characters(new, position + added), len(new))])
        if change.applied(old) != new:
            change = TextChange(0, len(old), new)
        self._words = new
        self._changes.append(change)


def words_of(document: QTextDocument) -> str:
    """The text with paragraphs separated by ``\\n``, without the preedit text of the input method."""
    # not toPlainText, which also turns non-breaking spaces into plain ones
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
