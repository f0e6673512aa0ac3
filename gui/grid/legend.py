"""图例: explains every mark of the grid, with samples drawn by the painter of the grid."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from gui.grid.cell_painter import CellPainter
from gui.grid.table_model import CellState
from gui.kit.theme import STEP
from gui.kit.widgets import label
from model.checks.findings import Severity

UNFINISHED = CellState("figure", total=True, blank=True, running="12")
SAMPLES = (
    ("12", CellState("figure"), "手填", "在这里键入的数"),
    ("12", CellState("figure", imported=True), "导入", "从文件读入，左下灰角；悬停可看出处"),
    ("12", CellState("figure", total=True), "自动合计", "随各项自动计算"),
    ("12", CellState("figure", total=True, typed_over=True), "合计已改写", "右下三角；按 Delete 恢复自动合计"),
    ("", UNFINISHED, "合计未齐", "括号里是已填各项之和，填齐才是合计；导出时留空"),
    ("", CellState("figure", blank=True), "空", "斜纹是还没有填，与 0 不同"),
    ("12", CellState("figure", flagged=True), "待核实", "左边小旗，Ctrl+M 标上或取消"),
    ("12", CellState("figure", remarked=True), "批注", "右上蓝角，Shift+F2 写批注"),
    ("12", CellState("figure", severity=Severity.ERROR), "不一致", "左上红角，必须改正"),
    ("12", CellState("figure", severity=Severity.WARNING), "须核实", "左上黄角，改正或写明原因"),
    ("约12", CellState("figure", unread=True), "不是数字", "读不懂的原文或填错的字，波浪线；Esc 放弃填错的"),
    ("12", CellState("figure", suspect=True), "最可能的错处", "改这一格能消除不一致"),
    ("12", CellState("figure", trace="left"), "等式左边", "与当前格同在一条勾稽关系（实线）"),
    ("12", CellState("figure", trace="right"), "等式右边", "与当前格同在一条勾稽关系（虚线）"),
)


class Sample(QWidget):
    """A sample cell, drawn by :class:`CellPainter`."""

    def __init__(self, text: str, state: CellState) -> None:
        super().__init__()
        self._text, self._state = text, state
        self._painter = CellPainter()
        self.setFixedSize(QSize(64, 26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painter.paint(painter, self.rect(), self._state, self._text)
        painter.setPen(self.palette().mid().color())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Legend(QFrame):
    """A popup, closed by the next click outside or Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName("图例")
        grid = QGridLayout(self)
        grid.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        for number, (text, state, name, about) in enumerate(SAMPLES):
            grid.addWidget(Sample(text, state), number, 0)
            grid.addWidget(label(name, "strong"), number, 1)
            grid.addWidget(label(about, "muted"), number, 2)

    def open_above(self, anchor: QWidget) -> None:
        """Opens above ``anchor``, right-aligned with it; not beyond the top and left of the screen."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), -self.height() - STEP))
        self.move(max(0, corner.x()), max(0, corner.y()))
        self.show()
