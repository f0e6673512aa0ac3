"""Commands of menus, bars and the command palette: one name and one shortcut each."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from gui.kit.command_palette import PaletteChoice
from gui.kit.widgets import add_menu_action

KEYS = re.compile(r"[ 　]((Ctrl|Shift|Alt)\+)+\S+$|[ 　](F\d+|Esc|Enter|Delete)$")
"""A shortcut written after the name of a command."""
SIGNS = "‹›"
"""Symbols around the name of a command that are not part of it."""


@dataclass(frozen=True)
class Command:
    """``does`` is ``None`` while the command is disabled; ``is_on`` is given for toggles only."""

    name: str
    does: Callable[[], object] | None
    keys: str = ""
    is_on: bool | None = None


SEPARATOR = Command("", None)


def fill_menu(menu: QMenu, commands: Iterable[Command]) -> None:
    """One line for each command, with its keys at the right."""
    for each in commands:
        if each is SEPARATOR:
            menu.addSeparator()
            continue
        made = add_menu_action(menu, f"{each.name}\t{each.keys}" if each.keys else each.name, each.does)
        if each.is_on is not None:
            made.setCheckable(True)
            made.setChecked(each.is_on)


def choices_of(commands: Iterable[Command]) -> list[PaletteChoice]:
    """Those that can be used now, for the command palette."""
    return [PaletteChoice(plain_name(each.name), each.does, each.keys) for each in commands if each.does is not None]


def choices_of_menu(menu: QMenu, within: str = "") -> list[PaletteChoice]:
    """Every enabled action of the menu and its submenus. The menu must outlive the choices."""
    found: list[PaletteChoice] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += choices_of_menu(inner, plain_name(inner.title()))
        elif action.isEnabled() and not action.isSeparator():
            name, _, keys = action.text().partition("\t")
            full_name = f"{within}：{plain_name(name)}" if within else plain_name(name)
            found.append(PaletteChoice(full_name, action.trigger, keys))
    return found


def choices_of_buttons(page: QWidget) -> list[PaletteChoice]:
    """Every button of ``page`` that is visible and enabled now."""
    buttons: list[QAbstractButton] = list(page.findChildren(QPushButton))
    return [
        PaletteChoice(name, each.click, "")
        for each in buttons
        if each.isVisibleTo(page) and each.isEnabled() and each.window() is page.window() and (name := name_of(each))
    ]


def name_of(button: QAbstractButton) -> str:
    """The text of the button, or its accessible name where it shows only a symbol."""
    text = plain_name(button.text())
    return text if len(text) > 1 else plain_name(button.accessibleName())


def plain_name(name: str) -> str:
    """``‹ 草稿``, ``帮助 F1``, ``批注…　Shift+F2`` without keys and symbols."""
    words = name.partition("\t")[0].strip(SIGNS + " ")
    return KEYS.sub("", words).strip(SIGNS + " 　")


def without_duplicates(choices: Iterable[PaletteChoice]) -> list[PaletteChoice]:
    """The first choice of each name."""
    found: dict[str, PaletteChoice] = {}
    for each in choices:
        found.setdefault(each.name.rstrip("…"), each)
    return list(found.values())
