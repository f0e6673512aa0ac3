"""汇总成草稿: what the draft will hold, and the tables of units that its words can have."""

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from gui.batch.batch_sum import BatchSum
from gui.kit.help_topics import offer_help
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row


class DraftDialog(QDialog):
    """:attr:`with_requests` and :attr:`with_charges` are ticked by the user."""

    def __init__(self, current: BatchSum, organ: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        selection = current.selection
        self.title = label(f"{organ} {year} 年度", "title", wrap=True)
        self.setWindowTitle("汇总成草稿")
        offer_help(self, "batch")
        counts = [f"三张表为 {len(selection.taken)} 个单位之和"]
        counts += [f"没有计入 {len(selection.left_out)} 个文件"] if selection.left_out else []
        counts += [f"还有 {selection.unread} 个文件没有读"] if selection.unread else []
        counts += [f"未交 {len(selection.missing)} 个单位"] if selection.missing else []
        self.sentence = label("，".join(counts), "muted", wrap=True)
        self.with_requests = QCheckBox("“总体情况”后面附各单位申请办理情况表")
        self.with_charges = QCheckBox("“其他需要报告的事项”后面附各单位信息处理费表")
        note = label(
            "表格是正文的一部分，可以修改、撤销；没有填、没有写金额的格空着，有空格的列没有合计。", "small", wrap=True
        )
        take = button("打开草稿", self.accept, "main")
        self.setLayout(
            column(
                *(self.title, self.sentence),
                *(self.with_requests, self.with_charges, note, row(1, button("取消", self.reject), take)),
                margin=5 * STEP,
                gap=3 * STEP,
            )
        )
