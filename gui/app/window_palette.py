"""The command palette of the window: commands and targets of the current page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from gui.kit.command_palette import CommandPalette, PaletteChoice
from gui.kit.commands import choices_of_buttons, choices_of_menu, without_duplicates


def open_palette(
    window: QWidget,
    page: QWidget,
    menus: Sequence[QMenu],
    commands: Sequence[PaletteChoice],
    places: Sequence[PaletteChoice] = (),
) -> CommandPalette:
    """Offers ``commands`` and those of ``menus`` and of the buttons of ``page``, each name once; then ``places``.

    The menus are deleted with the palette.
    """
    found = list(commands)
    for menu in menus:
        found += choices_of_menu(menu)
    found += choices_of_buttons(page)
    palette = CommandPalette([*without_duplicates(found), *places], window)
    for menu in menus:
        palette.destroyed.connect(menu.deleteLater)
    palette.open_over(window)
    return palette
