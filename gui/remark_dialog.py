"""批注: what a person notes at a cell."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QWidget

from gui.colours import STEP
from gui.widgets import button, column, label, row
from model.report import Remark


class RemarkDialog(QDialog):
    """``remark`` is what is to stand there afterwards, ``None`` for nothing."""

    def __init__(self, name: str, remark: Remark | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("批注")
        self.setMinimumWidth(420)
        self.remark = remark
        self.text = QPlainTextEdit(remark.text if remark else "")
        self.text.setPlaceholderText("如：与信访科核对过，以登记台账为准")
        self.text.setAccessibleName("批注内容")
        self.text.setTabChangesFocus(True)
        self.flag = QCheckBox("待核实（在表格里插小旗，并列在核对结果里）")
        self.flag.setChecked(remark.flagged if remark else False)
        buttons = row(1, button("取消", self.reject), button("确定", self._take, "main"))
        if remark is not None:
            buttons.insertWidget(0, button("删除批注", self._remove, "quiet"))
        self.setLayout(column(label(name, "strong", wrap=True), self.text, self.flag, buttons, margin=4 * STEP))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        text, flagged = self.text.toPlainText().strip(), self.flag.isChecked()
        self.remark = Remark(text, flagged) if text or flagged else None
        self.accept()

    def _remove(self) -> None:
        self.remark = None
        self.accept()
