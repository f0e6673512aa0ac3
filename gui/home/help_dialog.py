"""帮助: topics with pictures, counting guidance, keyboard shortcuts, and versions and licences."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QGridLayout, QStackedWidget, QWidget

from gui.help.topic_pages import PICTURES, TopicPages
from gui.help.topics import FOLDER, load_topics
from gui.home.feedback import FeedbackDialog, feedback_text
from gui.home.guidance_list import GuidanceList
from gui.home.licences import Licences, LicencesDialog
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label, row, scroll_area, tab_row
from model.form.edition import Edition
from model.form.guidance import Guidance

PARTS = HOW, COUNTING, KEYS, ABOUT = "说明", "填报口径", "快捷键", "关于"

SHORTCUTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "走动": (
        ("方向键", "到邻近的格；加 Ctrl 到边上"),
        ("Tab　Enter", "向右、向下；加 Shift 反向。Enter 到末行接着下一列；可在“设置”里改为向右"),
        ("Home　End", "到行首、行末；加 Ctrl 到表首、表末"),
        ("F6", "下一个要填的空格"),
        ("F7", "下一处必改或须核实；加 Shift 上一处"),
        ("Ctrl+K", "按名称或拼音首字母，到任何一格、一节，或执行菜单里的任何命令；首页上打开草稿"),
    ),
    "填写": (
        ("直接键入", "开始填写；F2 修改原数，Esc 放弃，填错留在格里的也恢复原来的数"),
        ("=3+5", "写算式，按 Enter 填入得数；加减乘除和括号都行，全角也行"),
        ("Delete", "清除；改写过的合计恢复自动"),
        ("Ctrl+C　X　V", "与 Excel、WPS 之间复制粘贴，连表头一起粘贴时按行列名称对号"),
        ("Ctrl+D　Ctrl+R", "向下、向右填充；选区右下的小方块可以拖动"),
        ("Ctrl+Enter", "填满选中的各格；在文字里，光标处已核实，到下一处"),
        ("Shift+F2　Ctrl+M", "写批注；标为待核实"),
    ),
    "全部": (
        ("Ctrl+Z　Ctrl+Y", "撤销、重做；重新打开草稿后仍可撤销"),
        ("Ctrl+Shift+H", "历次改动：看任何一刻的样子，恢复到那一刻"),
        ("Ctrl+F　Ctrl+H", "在表格和文字里查找、替换"),
        ("F9", "收起或显示右边的核对结果；边线可以拖动"),
        ("Ctrl+P", "打印预览，在预览里再按就打印"),
        ("Ctrl+滚轮", "放大、缩小表格"),
        ("Ctrl+S", "不用按：每次修改都已自动保存"),
        ("F1", "在表格里，这一格的填报口径；在别处，打开这个窗口"),
    ),
}


class HelpDialog(QDialog):
    """``folder`` is the data folder of the drafts, ``None`` while unknown."""

    def __init__(
        self,
        name: str,
        program_version: str,
        editions: Sequence[Edition] = (),
        folder: Path | None = None,
        parent: QWidget | None = None,
        guidance: Sequence[Guidance] = (),
        *,
        resources: Path,
    ) -> None:
        super().__init__(parent)
        self._name, self._version = name, program_version
        self._licences = Licences(resources)
        self._folder = folder
        self.setWindowTitle("帮助")
        resize_within_screen(self, 1000, 680)
        self._parts = QStackedWidget()
        self._parts.setProperty("role", "plain")
        self._tabs, tabs = tab_row(PARTS, self)
        self.counting = GuidanceList(guidance, editions)
        topics = load_topics(resources, editions, self.counting.scopes)
        self.topics = TopicPages(topics, resources / FOLDER / PICTURES)
        self._parts.addWidget(self.topics)
        self._parts.addWidget(self.counting)
        for each in (_keys(), self._about(name, program_version, editions)):
            self._parts.addWidget(scroll_area(each))
        self._tabs.idClicked.connect(self._show_page)
        close = button("关闭", self.accept)
        close.setDefault(True)
        whole = column(tabs, self._parts, row(1, close), margin=4 * STEP, gap=3 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.topics.field.setFocus()

    def show_part(self, name: str) -> None:
        """One of ``PARTS``."""
        at = PARTS.index(name)
        tab = self._tabs.button(at)
        assert tab is not None
        tab.setChecked(True)
        self._show_page(at)

    def show_topic(self, key: str) -> None:
        """Shows a topic of 说明."""
        self.show_part(HOW)
        self.topics.show_topic(key)

    def _show_page(self, at: int) -> None:
        self._parts.setCurrentIndex(at)
        if PARTS[at] == COUNTING:
            self.counting.field.setFocus()
        elif PARTS[at] == HOW:
            self.topics.field.setFocus()

    def _about(self, name: str, program_version: str, editions: Sequence[Edition]) -> QWidget:
        card = frame("card")
        lines: list[QWidget] = [
            label(name, "page_title"),
            label(f"版本 {program_version}", "muted"),
            label("在本机运行，不连接网络，不向任何地方发送任何内容。", wrap=True),
        ]
        lines += [label(f"{each.name}：按{each.document}", wrap=True) for each in editions]
        inside = column(*lines, margin=5 * STEP, gap=2 * STEP)
        if self._folder is not None:
            open_ = button("打开文件夹", self._show_folder, "link")
            where = row(label("草稿和每日副本在", "muted"), Elided(str(self._folder), "muted"), open_, 1)
            inside.addLayout(where)
        card.setLayout(inside)
        parts = QGridLayout()
        parts.setHorizontalSpacing(4 * STEP)
        parts.setVerticalSpacing(STEP)
        parts.setColumnStretch(2, 1)
        for at, part in enumerate(self._licences.parts):
            parts.addWidget(label(f"{part.name} {self._licences.version_of(part)}".rstrip(), "strong"), at, 0)
            parts.addWidget(label(f"{part.role}（{part.licence}）", "muted"), at, 1)
        texts = button("许可全文…", self.show_licences, "link", "每个部分的许可全文，以及怎样换成自己编译的 Qt")
        made_of = frame("card")
        head = row(label("组成部分和许可", "title"), 1, texts)
        made_of.setLayout(column(head, parts, margin=5 * STEP, gap=3 * STEP))
        copy = button("反馈信息…", self.show_feedback, "link", "请人帮忙时，把它一起发去")
        whole = QWidget()
        whole.setLayout(column(card, made_of, row(copy, 1), 1, gap=3 * STEP))
        return whole

    def show_licences(self) -> None:
        """The licence of each part."""
        dialog = LicencesDialog(self._licences, self)
        dialog.exec()
        dialog.deleteLater()

    def show_feedback(self) -> None:
        """Version, environment and log, to be copied."""
        text = feedback_text(self._name, self._version, self._licences, self._folder)
        dialog = FeedbackDialog(text, self)
        dialog.exec()
        dialog.deleteLater()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _keys() -> QWidget:
    lines = QGridLayout()
    lines.setHorizontalSpacing(5 * STEP)
    lines.setVerticalSpacing(2 * STEP)
    lines.setColumnStretch(1, 1)
    for group, keys in SHORTCUTS.items():
        at = lines.rowCount()
        lines.addWidget(label(group, "title"), at, 0, 1, 2)
        for number, (pressed, does) in enumerate(keys, at + 1):
            lines.addWidget(label(pressed, "strong"), number, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(label(does, wrap=True), number, 1)
        lines.setRowMinimumHeight(lines.rowCount(), 3 * STEP)
    card = frame("card")
    card.setLayout(column(lines, 1, margin=5 * STEP))
    return card
