"""The box for entering a 核实说明."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.checks.findings import Finding


class ReasonBox(QFrame):
    """An inline form below the list of findings; not modal."""

    submitted = Signal(object, str)
    """(:class:`Finding`, reason)"""
    closed = Signal()
    """The box was closed, with or without a reason."""

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
        self._done = button("保存说明", self._submit, "main", "Ctrl+Enter")
        buttons = row(1, button("取消", self._close), self._done)
        self.setLayout(column(label("核实说明", "strong"), self._about, self.text, buttons, margin=3 * STEP))
        self.text.textChanged.connect(self._enable)
        self.hide()

    def ask(self, finding: Finding, earlier: str = "") -> None:
        """Opens the box for ``finding``; ``earlier``: a reason given before the figures changed, as initial text."""
        self._finding = finding
        self._about.setText(finding.message)
        self.text.setPlainText(earlier)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._enable()
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def can_submit(self) -> bool:
        """Whether the text is not blank."""
        return bool(self.text.toPlainText().strip())

    def _enable(self) -> None:
        self._done.setEnabled(self.can_submit)

    def _submit(self) -> None:
        text = self.text.toPlainText().strip()
        if self._finding is not None and text:
            self.submitted.emit(self._finding, text)
            self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()  # the text field consumes plain Enter; only Ctrl+Enter arrives here
        else:
            super().keyPressEvent(event)
