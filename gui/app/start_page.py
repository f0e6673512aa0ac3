"""The first page: the program's name and general commands above, the list of drafts between, the version below."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row

NAME = "政府信息公开年报"
"""Of the program, as people see it."""


class StartPage(QWidget):
    """Shown before the drafts are loaded; :meth:`set_content` fills the space kept for them."""

    def __init__(
        self,
        version: str,
        *,
        save_workbook: Callable[[], object],
        open_palette: Callable[[], object],
        show_settings: Callable[[], object],
        show_help: Callable[[], object],
    ) -> None:
        super().__init__()
        workbook_button = button("下发填报模板", save_workbook, tip="给所属单位填报用的空白 Excel 工作簿")
        palette = button("命令 Ctrl+K", open_palette, tip="输入名称或拼音首字母，打开草稿或执行命令")
        settings = button("设置…", show_settings, tip="本机关、期限、核对规则、版式、文件夹和副本")
        help_ = button("帮助 F1", show_help)
        head = frame("bar")
        bar = row(
            label(NAME, "title"), 1, label("全部数据只保存在本机", "muted"), workbook_button, palette, settings, help_
        )
        bar.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        head.setLayout(bar)
        foot = frame("foot")
        line = row(label("离线运行　草稿每次修改即时保存", "small"), 1, label(version, "small"))
        line.setContentsMargins(4 * STEP, 0, 4 * STEP, 0)
        foot.setLayout(line)
        foot.setFixedHeight(32)
        self._content = column(1, gap=0)
        self.setLayout(column(head, self._content, foot, gap=0))

    def set_content(self, page: QWidget) -> None:
        """Shows ``page`` between head and foot; to be called once."""
        self._content.takeAt(0)  # the stretch that kept the space
        self._content.addWidget(page, 1)
