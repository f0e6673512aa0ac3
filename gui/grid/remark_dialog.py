"""批注: editing the remark of a cell."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.plain_text import MessageBox
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.report.report import Remark


class RemarkDialog(QDialog):
    """After acceptance, ``remark`` is the new remark; ``None`` removes it."""

    def __init__(self, name: str, remark: Remark | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("批注")
        offer_help(self, "tables")
        self.setMinimumWidth(420)
        self.remark = remark
        self.text = QPlainTextEdit(remark.text if remark else "")
        self.text.setPlaceholderText("如：与信访科核对过，以登记台账为准")
        self.text.setAccessibleName("批注内容")
        self.text.setTabChangesFocus(True)
        self.flag = QCheckBox("待核实（在表格里插小旗，并列在核对结果里）")
        self.flag.setChecked(remark.flagged if remark else False)
        buttons = row(1, button("取消", self.reject), button("确定", self._take, "main", "Ctrl+Enter"))
        if remark is not None:
            buttons.insertWidget(0, button("删除批注", self._remove, "quiet"))
        self.setLayout(column(label(name, "strong", wrap=True), self.text, self.flag, buttons, margin=4 * STEP))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()  # as in 核实说明; plain Enter starts a new line
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc and 取消: unsaved changes are discarded only after confirmation."""
        if not self._changed() or self.sure():
            super().reject()

    def _changed(self) -> bool:
        was = self.remark or Remark("")
        return (self.text.toPlainText().strip(), self.flag.isChecked()) != (was.text, was.flagged)

    def sure(self) -> bool:
        """Asks whether to discard unsaved changes."""
        box = MessageBox(MessageBox.Icon.NoIcon, "批注", "批注还没有保存，放弃刚才写的内容？", parent=self)
        drop = box.addButton("放弃", MessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("继续写", MessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is drop

    def _take(self) -> None:
        text, flagged = self.text.toPlainText().strip(), self.flag.isChecked()
        self.remark = Remark(text, flagged) if text or flagged else None
        self.accept()

    def _remove(self) -> None:
        self.remark = None
        self.accept()
