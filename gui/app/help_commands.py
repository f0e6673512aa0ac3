"""Commands of the window that need no draft: the help, and the blank workbook to hand out."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from gui.app.start_page import NAME
from gui.kit.commands import Command
from gui.kit.help_topics import HELP_REQUESTS

if TYPE_CHECKING:  # the window opens before editions are read
    from model.form.edition import Edition


class HelpCommands(QObject):
    """Opens modal dialogs over ``window``. Before :meth:`begin` the help has no parts about editions and drafts."""

    def __init__(self, window: QWidget, resources: Path, version: str) -> None:
        super().__init__(window)
        HELP_REQUESTS.asked.connect(self.explain_dialog)
        self._window = window
        self._resources = resources
        self._version = version
        self._editions: Mapping[str, Edition] = {}
        self._folder: Path | None = None

    def begin(self, editions: "Mapping[str, Edition]", folder: Path) -> None:
        """``folder``: of the drafts and the settings."""
        self._editions, self._folder = editions, folder

    def commands(self) -> list[Command]:
        """For menus and the palette."""
        return [
            Command("全部填报口径…", self.show_all_guidance),
            Command("帮助", self.show_help, "F1"),
            Command("反馈信息…", self.show_feedback),
            Command("各部分的许可…", self.show_licences),
        ]

    def show_feedback(self) -> None:
        """Version, environment and log, to be copied."""
        from gui.home.feedback import FeedbackDialog, feedback_text
        from gui.home.licences import Licences

        text = feedback_text(NAME, self._version, Licences(self._resources), self._folder)
        self._show(FeedbackDialog(text, self._window))

    def show_licences(self) -> None:
        """The licence of each part."""
        from gui.home.licences import Licences, LicencesDialog

        self._show(LicencesDialog(Licences(self._resources), self._window))

    @staticmethod
    def _show(dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def explain_dialog(self, topic: str, dialog: QWidget) -> None:
        """F1 in a dialog of the window."""
        over = dialog
        while (parent := over.parentWidget()) is not None:
            over = parent
        if over is self._window:
            self.show_topic(topic, dialog)

    def show_topic(self, key: str, over: QWidget | None = None) -> None:
        """The help at a topic; at its beginning where ``key`` is none. ``over``: the dialog that asked for it."""
        self.show_help(topic=key, over=over)

    def show_help(self, part: str = "", *, topic: str = "", over: QWidget | None = None) -> None:
        """``part``: one of the parts of the help; the first when it is empty."""
        from gui.grid.guidance_dialog import FILE
        from gui.home.help_dialog import HelpDialog
        from model.form.guidance import load_guidance

        editions = sorted(self._editions.values(), key=lambda each: -each.first_year)
        guidance = load_guidance(self._resources / FILE, self._editions) if self._editions else ()
        dialog = HelpDialog(
            NAME, self._version, editions, self._folder, over or self._window, guidance, resources=self._resources
        )
        if part:
            dialog.show_part(part)
        if topic:
            dialog.show_topic(topic)
        dialog.exec()
        dialog.deleteLater()

    def show_all_guidance(self) -> None:
        """The help, at 填报口径."""
        from gui.home.help_dialog import COUNTING

        self.show_help(COUNTING)

    def save_blank_workbook(self) -> None:
        """Asks for a file and writes the blank workbook; does nothing before :meth:`begin`."""
        from gui.output.export_dialog import save_blank_workbook
        from gui.session.file_dialogs import FileDialogs
        from model.store.settings import read_settings

        if self._folder is not None:
            year = read_settings(self._folder).reporting_year(date.today())
            dialogs = FileDialogs(self._folder)
            save_blank_workbook(self._window, self._editions, self._resources, dialogs, year)
