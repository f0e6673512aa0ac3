"""The head of the batch page: whose summary it is, of which year, and what can be done with the files."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QPushButton

from gui.kit.fields import Field
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, label, menu_button


@dataclass(frozen=True)
class HeadCommands:
    """What the buttons do."""

    show_home: Callable[[], object]
    choose_files: Callable[[], object]
    choose_folder: Callable[[], object]
    open_comparisons: Callable[[QPushButton], object]
    """Given the button that the menu opens below."""
    show_years: Callable[[], object]
    write_lists: Callable[[], object]
    make_draft: Callable[[], object]


class BatchHead(QFrame):
    """Fields for organ and year, and the buttons."""

    def __init__(self, commands: HeadCommands, organ: str, year: int) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.organ = Field("汇总机关")
        self.organ.setPlaceholderText("汇总机关，如 恩平市人民政府")
        self.organ.show_text(organ)
        self.organ.setMinimumWidth(210)
        self.year = Field("年度")
        self.year.show_text(str(year))
        self.year.setFixedWidth(64)
        back = button("‹ 草稿", commands.show_home, "link", "回到草稿列表；这一批的结果留着")
        add = button("添加文件…", commands.choose_files, tip="也可以把文件、文件夹、压缩包拖进来")
        add_folder = button("添加文件夹…", commands.choose_folder)
        compare = menu_button(
            "比较、附表",
            lambda: commands.open_comparisons(compare),
            tip="文字雷同、公开的、上一次报送的、另一份汇总；各单位申请、收费的表",
        )
        years = button("历年…", commands.show_years, tip="往年谁交了、结论和数的变化，图表；留存的批次")
        self._lists = button("生成退改清单…", commands.write_lists, tip="每个单位一份 Word，另有一份总表")
        self._merge = button("汇总成草稿…", commands.make_draft, "main", "可汇总单位的三张表相加，作为草稿打开")
        inside = flow(
            *(back, label("批量核对与汇总", "title"), self.organ, self.year, 1),
            *(add, add_folder, compare, years, self._lists, self._merge),
        )
        inside.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        self.setLayout(inside)

    def enable_results(self, *, there: bool) -> None:
        """Lists and the sum can be made once files are done."""
        for each in (self._lists, self._merge):
            if each.isEnabled() != there:
                each.setEnabled(there)
