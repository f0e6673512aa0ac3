"""The commands of the window for tests of the editor: each keeps what it was called with."""

from pathlib import Path

from gui.kit.commands import Command


class RecordedEditorCommands:
    """``calls`` has (name of the command, argument) in order."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []

    def show_home(self) -> None:
        self.calls.append(("show_home", None))

    def open_palette(self) -> None:
        self.calls.append(("open_palette", None))

    def general_commands(self) -> list[Command]:
        return [Command("帮助", self._show_help, "F1")]

    def _show_help(self) -> None:
        self.calls.append(("show_help", None))

    def show_all_guidance(self) -> None:
        self.calls.append(("show_all_guidance", None))

    def import_file(self, path: Path) -> None:
        self.calls.append(("import_file", path))

    def continue_in_copy(self) -> None:
        self.calls.append(("continue_in_copy", None))
