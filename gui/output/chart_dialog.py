"""图解: preview of the page with this year's and last year's bars that follows the report."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from export.document.charts import Chart
from export.document.layout import PT_PER_MM, Layout
from gui.kit.help_topics import offer_help
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.output.charts_page import charts_page, draw_charts

SCALE = 1.3
"""Pixels to the point, on a screen of ordinary density."""


class _Paper(QWidget):
    """The page as it will be printed: black on white, in the dark theme too."""

    def __init__(self, charts: Sequence[Chart], layout: Layout) -> None:
        super().__init__()
        self._items = charts_page(charts, layout)
        self._size = QSize(round(layout.page.width_mm * PT_PER_MM * SCALE), round(680 * SCALE))
        self.setFixedSize(self._size)
        self.setAccessibleName("图解")
        self.setAccessibleDescription("\n".join(chart.description for chart in charts))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.scale(SCALE, SCALE)
        draw_charts(self._items, painter)
        painter.end()


class ChartDialog(QDialog):
    """Shows the page, and emits a request to export the report with it."""

    export_requested = Signal(str)
    """The suffix of the file."""

    def __init__(self, charts: Sequence[Chart], layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("图解")
        offer_help(self, "export")
        self.paper = _Paper(charts, layout)
        area = QScrollArea()
        area.setWidget(self.paper)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        exports = [
            button(f"导出 {name}（附图解）…", partial(self.export_requested.emit, suffix))
            for name, suffix in (("Word", ".docx"), ("PDF", ".pdf"), ("网页", ".html"))
        ]
        note = label("图解不是年度报告的法定内容，需要时附在后面", "muted")
        inside = column(area, row(note, 1, *exports, button("关闭", self.accept)), margin=3 * STEP)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        resize_within_screen(self, 900, 700)
