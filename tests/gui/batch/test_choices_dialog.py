"""What is summed, as the user ticks it."""

from pytestqt.qtbot import QtBot

from gui.batch.choices_dialog import ChoicesDialog
from model.batch.selection import Choices


def test_ticks_are_choices_and_decided_files_stay(qtbot: QtBot) -> None:
    given = Choices(with_errors=True, out_of_scope=frozenset({"垂管"}), kept={"恩平市公安局": 3})
    dialog = ChoicesDialog(given)
    qtbot.addWidget(dialog)
    assert dialog.choices == given
    dialog.with_errors.setChecked(False)
    dialog.sums_of_some.setChecked(True)
    dialog.scopes["开发区"].setChecked(True)
    expected = Choices(sums_of_some=True, out_of_scope=frozenset({"垂管", "开发区"}), kept={"恩平市公安局": 3})
    assert dialog.choices == expected
