"""重新打开定稿: asks for the reason, which is required."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row


class ReopenDialog(QDialog):
    """Cannot be accepted without a reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("重新打开定稿")
        offer_help(self, "sign-off")
        self.setMinimumWidth(420)
        self.field = QLineEdit()
        self.field.setAccessibleName("重新打开的原因")
        self.field.setPlaceholderText("如：领导要求补充第三方面内容")
        self.field.textChanged.connect(self._hide_problem)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        onward = button("重新打开", self.accept, "main")
        onward.setDefault(True)
        self.setLayout(
            column(
                label("为什么要改（记入本草稿的历史）"),
                self.field,
                self.problem,
                row(1, button("取消", self.reject), onward),
                margin=4 * STEP,
            )
        )
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> str:
        """The entered reason with normalised whitespace; empty if blank."""
        return " ".join(self.field.text().split())

    def accept(self) -> None:
        """Accepts only with a reason; otherwise shows an error and stays open."""
        if self.reason:
            super().accept()
            return
        self.problem.setText("✕ 没有重新打开：要写明原因")
        self.problem.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_problem(self) -> None:
        self.problem.hide()
