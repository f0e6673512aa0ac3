"""The editor of the draft that is open: shown, left and closed, with its lock and its settings."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.app.garbage_collection import freeze_loaded_objects
from gui.app.unsaved_changes import UnsavedChangesGuard

if TYPE_CHECKING:  # the window opens before the pages are loaded
    from gui.app.draft_opener import DraftOpener
    from gui.editor.editor_page import EditorPage
    from gui.session.open_report import OpenReport
    from model.form.edition import Edition

SAVING_SECONDS = 2.0
"""That a crash waits for the disk."""


class EditorHost:
    """At most one draft is open."""

    def __init__(
        self,
        window: QWidget,
        resources: Path,
        *,
        show: Callable[[QWidget, str], object],
        remove: Callable[[QWidget | None], object],
    ) -> None:
        """``window`` has the commands of the editor; ``show`` gets a page and its title, ``remove`` a page that is no
        longer used."""
        self._window = window
        self._resources = resources
        self._show = show
        self._remove = remove
        self._unsaved = UnsavedChangesGuard(window)
        self.editor: EditorPage | None = None

    def begin(self, drafts: "DraftOpener", editions: "Mapping[str, Edition]", folder: Path) -> None:
        """From now on drafts can be opened; ``folder``: that of the settings."""
        self._drafts = drafts
        self._editions = editions
        self._folder = folder

    def show_draft(self, report: "OpenReport") -> None:
        """Opens the editor; the draft that was open has been left."""
        from gui.app.editor_settings import connect_settings
        from gui.editor.editor_page import EditorPage

        editions = {**self._editions, report.edition.id: report.edition}  # exports are checked by the same limit
        editor = self.editor = EditorPage(report, editions, self._resources, self._window)  # type: ignore[arg-type]
        connect_settings(editor, self._folder)
        self._show(editor, report.title or "年报草稿")
        editor.focus_main_widget()
        freeze_loaded_objects()

    def tell(self, sentence: str) -> None:
        """Shows a sentence about the draft that is open."""
        if self.editor is not None:
            self.editor.status.show_status(sentence)

    def leave(self) -> bool:
        """Closes the draft that is open; ``False`` when it stays because it could not be saved."""
        if self.editor is None:
            return True
        if not self._unsaved.may_close(self.editor):
            return False
        self.close()
        return True

    def close(self) -> None:
        """Closes the draft that is open, whatever is unsaved."""
        from gui.app.editor_settings import remember_view

        if (editor := self.editor) is None:
            return
        remember_view(editor, self._folder)
        editor.close_report()
        self._drafts.unlock(editor.open_report.draft_id)
        self._remove(editor)
        self.editor = None

    def continue_in_copy(self) -> None:
        """Creates a new draft from the open report, because its own draft cannot be written any more."""
        if (editor := self.editor) is not None:
            editor.commit()
            self._drafts.continue_in_copy(editor.open_report, self.close)

    def save_now(self) -> bool:
        """Saves pending edits; whether everything is on disk in time. For the crash handler."""
        return self.editor is None or self.editor.saved_within(SAVING_SECONDS)
