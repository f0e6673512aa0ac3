"""工具: undo, finding, views and help, each with its key; what a narrow window has no room for is here too."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from gui.kit.commands import Command, fill_menu
from gui.kit.widgets import button


class ToolsMenu:
    """Builds the menu when it is wanted: what can be done depends on the draft."""

    def __init__(self, page: QWidget, commands: Callable[[], list[Command]]) -> None:
        """``commands`` is asked each time: what it gives are the commands of ``page`` as they can be used now."""
        self._page = page
        self.commands = commands
        self.button = button("工具 ▾", self.show, tip="查找、撤销、视图和帮助")

    def show(self) -> None:
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        menu.deleteLater()

    def menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAccessibleName("工具")
        fill_menu(menu, self.commands())
        return menu
