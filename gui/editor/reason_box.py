"""The box in which a 核实说明 is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.checks.findings import Finding


class ReasonBox(QFrame):
    """Shown under the list while everything else stays visible."""

    given = Signal(object, str)
    """(:class:`Finding`, why it stands as it is)."""
    closed = Signal()
    """The person is done with it, whether a reason was given or not."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._finding: Finding | None = None
        self._about = label(wrap=True)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("请写明为什么如此，如：上年结转 2 件因系统迁移漏计，已书面说明")
        self.text.setAccessibleName("核实说明")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(72)
        self._done = button("保存说明", self._give, "main", "Ctrl+Enter")
        buttons = row(1, button("取消", self._close), self._done)
        self.setLayout(column(label("核实说明", "strong"), self._about, self.text, buttons, margin=3 * STEP))
        self.text.textChanged.connect(self._enable)
        self.hide()

    def ask(self, finding: Finding, earlier: str = "") -> None:
        """``earlier``: the reason given before the numbers changed, to be changed or kept."""
        self._finding = finding
        self._about.setText(finding.message)
        self.text.setPlainText(earlier)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._enable()
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def can_give(self) -> bool:
        """Whether anything is written."""
        return bool(self.text.toPlainText().strip())

    def _enable(self) -> None:
        self._done.setEnabled(self.can_give)

    def _give(self) -> None:
        text = self.text.toPlainText().strip()
        if self._finding is not None and text:
            self.given.emit(self._finding, text)
            self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()  # the field keeps a plain Enter for itself; with Ctrl it comes here
        else:
            super().keyPressEvent(event)
