"""Commands of menus and of the palette."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.kit.command_palette import PaletteChoice
from gui.kit.commands import SEPARATOR, Command, choices_of_menu, fill_menu, plain_name, without_duplicates


@pytest.mark.parametrize(
    ("shown", "name"),
    [("‹ 草稿", "草稿"), ("帮助 F1", "帮助"), ("批注…　Shift+F2", "批注…"), ("改名…\tF2", "改名…")],
)
def test_a_name_is_shown_without_keys_and_symbols(shown: str, name: str) -> None:
    assert plain_name(shown) == name


def test_only_commands_that_can_be_used_now_are_offered(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    done: list[str] = []
    fill_menu(menu, [Command("定稿", None), SEPARATOR, Command("预览…", lambda: done.append("预览"), "Ctrl+P")])
    (choice,) = choices_of_menu(menu)
    assert (choice.name, choice.more) == ("预览…", "Ctrl+P")


def test_the_first_of_two_choices_with_one_name_is_kept() -> None:
    first, second = PaletteChoice("打印…", lambda: None, "1"), PaletteChoice("打印", lambda: None, "2")
    assert without_duplicates([first, second]) == [first]
