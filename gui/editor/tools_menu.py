"""工具: undo, search, views and help with their shortcuts, including commands hidden from bars in a narrow window."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from gui.kit.commands import Command, fill_menu
from gui.kit.widgets import menu_button


class ToolsMenu:
    """Builds the menu on demand, as its commands depend on the state of the draft."""

    def __init__(self, page: QWidget, commands: Callable[[], list[Command]]) -> None:
        """``commands`` is called each time and returns the commands of ``page`` in its current state."""
        self._page = page
        self.commands = commands
        self.button = menu_button("工具", self.show, tip="查找、撤销、视图和帮助")

    def show(self) -> None:
        """Opens :meth:`menu` below its button; returns when it is closed."""
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu in its current state, not yet shown; the caller must delete it."""
        menu = QMenu(self._page)
        menu.setAccessibleName("工具")
        fill_menu(menu, self.commands())
        return menu
