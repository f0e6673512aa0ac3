"""The applications that a counted figure consists of: the rows of the register's file, without names."""

from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.report.report import Origin


class ApplicationsDialog(QDialog):
    """``name`` is the cell's name."""

    def __init__(self, name: str, origin: Origin, now: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("这一格由哪几件申请来")
        offer_help(self, "register")
        resize_within_screen(self, 520, 420)
        changed = "" if now == origin.raw else f"，现在填的是 {now or '空白'}"
        self.list = QListWidget()
        self.list.setAccessibleName("申请所在的行")
        self.list.setWordWrap(True)
        self.list.addItems(origin.place.split("；"))
        head = label(f"{name}：{origin.raw} 件{changed}", "title", wrap=True)
        where = label(f"{origin.source}，行号是文件里的行号。台账改过的，行号可能变，请重新统计", "muted", wrap=True)
        inside = column(head, where, self.list, row(1, button("关闭", self.accept)), margin=4 * STEP)
        inside.setStretch(2, 1)
        self.setLayout(inside)
