"""Commands of menus, bars and the palette: named once, with their keys."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from gui.kit.command_palette import Choice
from gui.kit.widgets import entry

KEYS = re.compile(r"[ 　]((Ctrl|Shift|Alt)\+)+\S+$|[ 　](F\d+|Esc|Enter|Delete)$")
"""A key that is written behind the name of a command."""
SIGNS = "▾‹›"
"""Signs around the name of a command, which are no part of it."""


@dataclass(frozen=True)
class Command:
    """``does`` is ``None`` where the command cannot be used now; ``is_on`` is given for what can be on or off."""

    name: str
    does: Callable[[], object] | None
    keys: str = ""
    is_on: bool | None = None


SEPARATOR = Command("", None)


def fill(menu: QMenu, commands: Iterable[Command]) -> None:
    """One line for each command, with its keys at the right."""
    for each in commands:
        if each is SEPARATOR:
            menu.addSeparator()
            continue
        made = entry(menu, f"{each.name}\t{each.keys}" if each.keys else each.name, each.does)
        if each.is_on is not None:
            made.setCheckable(True)
            made.setChecked(each.is_on)


def choices_of(commands: Iterable[Command]) -> list[Choice]:
    """For the palette: those that can be used now."""
    return [Choice(plain_name(each.name), each.does, each.keys) for each in commands if each.does is not None]


def choices_of_menu(menu: QMenu, within: str = "") -> list[Choice]:
    """Every entry of the menu that can be used now, also those of menus inside it. The menu must outlive them."""
    found: list[Choice] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += choices_of_menu(inner, plain_name(inner.title()))
        elif action.isEnabled() and not action.isSeparator():
            name, _, keys = action.text().partition("\t")
            found.append(Choice(f"{within}：{plain_name(name)}" if within else plain_name(name), action.trigger, keys))
    return found


def choices_of_buttons(page: QWidget) -> list[Choice]:
    """Every button of ``page`` that is in it now and can be pressed."""
    buttons: list[QAbstractButton] = list(page.findChildren(QPushButton))
    return [
        Choice(name, each.click, "")
        for each in buttons
        if each.isVisibleTo(page) and each.isEnabled() and each.window() is page.window() and (name := name_of(each))
    ]


def name_of(button: QAbstractButton) -> str:
    """What it says, or what a screen reader says of a button that shows a sign only."""
    said = plain_name(button.text())
    return said if len(said) > 1 else plain_name(button.accessibleName())


def plain_name(name: str) -> str:
    """``‹ 草稿``, ``更多 ▾``, ``帮助 F1``, ``批注…　Shift+F2`` without what is no part of the name."""
    words = name.partition("\t")[0].strip(SIGNS + " ")
    return KEYS.sub("", words).strip(SIGNS + " 　")


def without_doubles(choices: Iterable[Choice]) -> list[Choice]:
    """Each name once, as it stands first."""
    found: dict[str, Choice] = {}
    for each in choices:
        found.setdefault(each.name.rstrip("…"), each)
    return list(found.values())
