"""Synchronises a text editor with one text of the report, in both directions."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gui.narrative.text_editor import TextEditor
from gui.narrative.typing_pause import TypingPause
from gui.session.open_report import OpenReport


class TextSync(QObject):
    """Submits typing as edits after a pause, and shows other edits. ``label`` names the edits in 撤销."""

    def __init__(self, open_report: OpenReport, section: str, editor: TextEditor, label: str) -> None:
        super().__init__(editor)
        self._open_report = open_report
        self._section = section
        self._editor = editor
        self._label = label
        self.has_unsaved = False
        """Whether there is typing that has not been submitted as an edit."""
        self._pause = TypingPause(self)
        self._pause.reached.connect(self._commit_at_pause)
        editor.edited.connect(self._note_typing)
        editor.composed.connect(self._note_composed)
        editor.left.connect(self.commit)
        open_report.history_changed.connect(self.show_history)

    @property
    def text(self) -> str:
        """The text in the report, without pending typing."""
        return self._open_report.report.texts.get(self._section, "")

    def commit(self) -> bool:
        """Submits pending typing, including preedit text, as an edit; ``False`` if there is none."""
        if self._editor.composing:
            QGuiApplication.inputMethod().commit()
        return self._commit()

    def show_text(self) -> None:
        """Shows the report's text in the editor; no effect while typing is pending or being composed, as that will be
        submitted next."""
        if not self.has_unsaved and not self._editor.composing:
            self._editor.show_words(self.text)

    def show_history(self) -> None:
        """Enables 撤销 and 重做 in the editor's menu according to the open report."""
        self._editor.can_undo = bool(self._open_report.undo_label)
        self._editor.can_redo = bool(self._open_report.redo_label)

    def _note_typing(self) -> None:
        self.has_unsaved = True
        self._pause.note_key()

    def _note_composed(self) -> None:
        if self.has_unsaved:
            self._pause.note_composed()
        else:
            self.show_text()  # show changes that arrived during composing

    def _commit_at_pause(self) -> None:
        if not self._editor.composing:  # otherwise undo would split a word being composed
            self._commit()

    def _commit(self) -> bool:
        self._pause.stop()
        if not self.has_unsaved:
            return False
        self.has_unsaved = False
        text, changes = self._editor.words(), self._editor.take_changes()
        return self._open_report.write(self._section, text, self._label, changes)
