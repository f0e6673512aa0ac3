"""Opens the dialog on a register, and decides entries in it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.register.register_dialog import RegisterDialog
from tests.model.register.registers import EDITION

GRANTED = EDITION.cell("requests.results.granted.person")
RECEIVED = EDITION.cell("requests.received.person")
OTHER = EDITION.cell("requests.results.otherwise.other.person")
CARRIED_IN = EDITION.cell("requests.carried_in.person")
CARRIED_OUT = EDITION.cell("requests.carried_out.person")


def opened(commands: RegisterCommands, path: Path, qtbot: QtBot) -> RegisterDialog:
    commands.dialog = None
    commands.count(path)
    qtbot.waitUntil(lambda: commands.dialog is not None)
    assert commands.dialog is not None
    return commands.dialog


def choose(dialog: RegisterDialog, part: str, key: str, target: str | None, qtbot: QtBot) -> None:
    """Decides, and waits until the register is counted by it."""
    decide(dialog, part, key, target)
    qtbot.waitUntil(lambda: not dialog._state.is_counting)


def decide(dialog: RegisterDialog, part: str, key: str, target: str | None) -> None:
    box = dialog.decisions.choices[part, key]
    box.setCurrentIndex(box.findData(target))
    box.activated.emit(box.currentIndex())
