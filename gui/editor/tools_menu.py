"""工具: undo, finding, views and help, each with its key; what a narrow window has no room for is here too."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from gui.editor.commands import SEPARATOR, Command, fill
from gui.kit.widgets import button

if TYPE_CHECKING:
    from gui.editor.editor_page import EditorPage


class ToolsMenu:
    """Builds the menu when it is wanted: what can be done depends on the draft."""

    def __init__(self, page: "EditorPage") -> None:
        self._page = page
        self.button = button("工具 ▾", self.show, tip="查找、撤销、视图和帮助")

    def show(self) -> None:
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        menu.deleteLater()

    def menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAccessibleName("工具")
        fill(menu, self.commands())
        return menu

    def commands(self) -> list[Command]:
        page = self._page
        report = page.open_report
        has_last_year = report.last_year is not None
        return [
            Command("撤销", page.undo if report.undo_label else None, "Ctrl+Z"),
            Command("重做", page.redo if report.redo_label else None, "Ctrl+Y"),
            Command("历次改动", page.show_history, "Ctrl+Shift+H"),
            SEPARATOR,
            Command("查找", page.open_find, "Ctrl+F"),
            Command("替换", page.replace if not report.is_final else None, "Ctrl+H"),
            Command("按名称转到、执行命令…", page.palette_wanted.emit, "Ctrl+K"),
            Command("下一处不一致", page.go_to_next_finding, "F7"),
            Command("全部年份已顺延…", page.check_years if not report.is_final else None),
            Command("空白补 0", page.fill_with_zero if not report.is_final else None),
            SEPARATOR,
            Command("核对结果", page.toggle_panel, "F9", is_on=not page.splitter.is_folded),
            Command("对照上年", page.last_year_button.click if has_last_year else None,
                    is_on=page.last_year_button.isChecked()),
            Command("图例", page.show_legend),
            Command("回车到右边一格", page.turn_enter, is_on=page.exits.settings.enter_goes_right),
            SEPARATOR,
            Command("这一格的填报口径", page.show_guidance if page.shows_table else None, "F1"),
            Command("全部填报口径…", page.all_guidance_wanted.emit),
            Command("帮助", page.help_requested.emit, "F1"),
        ]  # fmt: skip
