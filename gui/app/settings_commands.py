"""Commands for the settings: the dialog, its page of rules, and what follows from a change."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.kit.commands import Command
from gui.kit.program_log import PROGRAM_LOG, Event
from gui.kit.theme import THEME

if TYPE_CHECKING:  # the window opens before editions are read
    from model.form.edition import Edition


class SettingsCommands:
    """Opens the dialog over ``window``. Before :meth:`begin` there is nothing to set."""

    def __init__(self, window: QWidget, resources: Path, applied: Callable[[], object]) -> None:
        """``applied`` is called after a change was stored."""
        self._window = window
        self._resources = resources
        self._applied = applied
        self._editions: Mapping[str, Edition] = {}
        self._folder: Path | None = None

    def begin(self, editions: "Mapping[str, Edition]", folder: Path) -> None:
        """``editions`` as they come from their files; ``folder``: of the drafts and the settings."""
        self._editions, self._folder = editions, folder

    def commands(self) -> list[Command]:
        """For menus and the palette."""
        return [Command("设置…", self.show_settings), Command("核对规则…", self.show_rules)]

    def show_settings(self, page: str = "", rule: str = "") -> None:
        """``page``: one of the pages of the dialog, the first when it is empty; ``rule``: the id of one to show."""
        if self._folder is None:
            return
        from export.document.layout import load_layout
        from export.office_template import OfficeTemplate
        from gui.kit.plain_text import warn
        from gui.settings.settings_dialog import SettingsDialog
        from model.errors import UserFacingError
        from model.store.settings import read_settings, update_settings

        before = read_settings(self._folder)
        usual = load_layout(self._resources / "layout.toml")
        editions = sorted(self._editions.values(), key=lambda each: -each.first_year)
        dialog = SettingsDialog(before, editions, usual, OfficeTemplate(self._folder, self._resources), self._window)
        if page:
            dialog.show_page(page)
        if rule:
            dialog.rules.show_rule(rule)
        accepted = dialog.exec()
        chosen = dialog.chosen
        if accepted:
            try:
                now = update_settings(self._folder, chosen)
            except UserFacingError as error:
                warn(self._window, "设置没有存下", str(error))
                now = before
            if now != before:
                PROGRAM_LOG.add(Event.SETTINGS)
                THEME.use(now.theme)
                self._applied()
        dialog.deleteLater()

    def show_rules(self) -> None:
        """The catalogue of rules."""
        from gui.settings.settings_dialog import RULES

        self.show_settings(RULES)
