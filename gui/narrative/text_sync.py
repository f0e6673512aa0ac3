"""Keeps one text editor and one text of the report the same: typed text becomes edits, other edits are shown."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gui.narrative.text_editor import TextEditor
from gui.narrative.typing_pause import TypingPause
from gui.session.open_report import OpenReport


class TextSync(QObject):
    """``label`` names the edits for 撤销."""

    def __init__(self, open_report: OpenReport, section: str, editor: TextEditor, label: str) -> None:
        super().__init__(editor)
        self._open_report = open_report
        self._section = section
        self._editor = editor
        self._label = label
        self.has_unsaved = False
        """Something was typed that is no edit yet."""
        self._pause = TypingPause(self)
        self._pause.reached.connect(self._commit_at_pause)
        editor.edited.connect(self._note_typing)
        editor.composed.connect(self._note_composed)
        editor.left.connect(self.commit)
        open_report.history_changed.connect(self.show_history)

    @property
    def text(self) -> str:
        """The text as the report has it."""
        return self._open_report.report.texts.get(self._section, "")

    def commit(self) -> bool:
        """What was typed becomes an edit now; ``False`` when nothing was."""
        if self._editor.composing:
            QGuiApplication.inputMethod().commit()
        return self._commit()

    def show_text(self) -> None:
        """Shows the report's text. What is typed and no edit yet, or still being composed, stays: it comes into the
        report next."""
        if not self.has_unsaved and not self._editor.composing:
            self._editor.show_words(self.text)

    def show_history(self) -> None:
        """Whether the editor's menu offers 撤销 and 重做."""
        self._editor.can_undo = bool(self._open_report.undo_label)
        self._editor.can_redo = bool(self._open_report.redo_label)

    def _note_typing(self) -> None:
        self.has_unsaved = True
        self._pause.note_key()

    def _note_composed(self) -> None:
        if self.has_unsaved:
            self._pause.note_composed()
        else:
            self.show_text()  # whatever came from elsewhere meanwhile

    def _commit_at_pause(self) -> None:
        if not self._editor.composing:  # else a syllable would be undone apart from its word
            self._commit()

    def _commit(self) -> bool:
        self._pause.stop()
        if not self.has_unsaved:
            return False
        self.has_unsaved = False
        text, changes = self._editor.words(), self._editor.take_changes()
        return self._open_report.write(self._section, text, self._label, changes)
