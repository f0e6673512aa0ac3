"""The statistic page: answers in time, sentences and charts to copy into section 一."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QWidget

from export.document.charts import Chart
from export.document.register_charts import register_charts
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, scroll_area
from gui.register.register_state import RegisterState
from model.register.statistics import Statistics

_WIDTH, _PITCH, _LABEL, _BARS = 620, 22, 210, 330
_INK, _BAR = "#202020", "#2F5D8A"


class ChartPicture(QWidget):
    """Horizontal bars, black on white in the dark theme too; what is copied looks the same."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _PITCH * (len(self.chart.bars) + 1) + 2 * STEP)

    def picture(self) -> QImage:
        """Twice as large as on the screen, for a document."""
        image = QImage(2 * _WIDTH, 2 * self.sizeHint().height(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(2, 2)
        self._draw(painter)
        painter.end()
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(QRect(0, 0, _WIDTH, self.sizeHint().height()), Qt.GlobalColor.white)
        painter.setFont(self.font())
        painter.setPen(QColor(_INK))
        metrics = painter.fontMetrics()
        painter.drawText(QRect(STEP, 0, _WIDTH, _PITCH), Qt.AlignmentFlag.AlignVCenter, self.chart.title)
        for number, bar in enumerate(self.chart.bars, start=1):
            top, long = number * _PITCH, round(_BARS * self.chart.share(bar.this_year))
            name = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, _LABEL - 2 * STEP)
            painter.drawText(QRect(2 * STEP, top, _LABEL, _PITCH), Qt.AlignmentFlag.AlignVCenter, name)
            painter.fillRect(QRect(_LABEL, top + 3, long, _PITCH - 6), QColor(_BAR))
            room = QRect(_LABEL + long + STEP, top, 60, _PITCH)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(bar.this_year))


class StatisticsPage(QWidget):
    """Shown for the register as it is counted now."""

    def __init__(self, state: RegisterState) -> None:
        super().__init__()
        self._state = state
        self.sentences = label("", wrap=True)
        self._note = label("", "muted", wrap=True)
        self.late = QListWidget()
        self.late.setAccessibleName("超过答复期限的申请")
        self.late.setMaximumHeight(110)
        self._charts = column(gap=STEP)
        inside = QWidget()
        self._copy = button("复制句子", self.copy_sentences, "link")
        head = row(label("可以用在“总体情况”里的句子", "strong"), 1, self._copy)
        inside.setLayout(column(head, self.sentences, self._note, self.late, self._charts, 1, margin=2 * STEP))
        self.setLayout(column(scroll_area(inside)))
        self.pictures: list[ChartPicture] = []
        self.show_state()

    def show_state(self) -> None:
        """Counts and draws again."""
        statistics = self._state.statistics
        incomplete = self._state.counted.incomplete
        told = f"{incomplete}。全部计入以后，这里给出句子；下面的图只是计入的。" if incomplete else ""
        self.sentences.setText(told or "\n".join(statistics.sentences) or "没有计入的申请。")
        self._copy.setVisible(bool(statistics.sentences) and not incomplete)
        self._note.setText(self._about(statistics))
        self.late.clear()
        listed = (*statistics.late, *statistics.uncertain)
        self.late.addItems([f"{'✕' if each.is_certain else '△'}　{each.place}：{each.sentence}" for each in listed])
        self.late.setVisible(bool(listed))
        while (item := self._charts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.pictures = [ChartPicture(chart) for chart in register_charts(statistics, self._state.year)]
        for picture in self.pictures:
            self._charts.addWidget(picture)
            copy = button(f"复制图：{picture.chart.title}", lambda shown=picture: self.copy_picture(shown), "link")
            self._charts.addWidget(copy, alignment=Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _about(statistics: Statistics) -> str:
        parts = [
            "答复期限按收到（补正的，按收到补正）次日起 20 个工作日，延期的加 20 个工作日；"
            "台账写明征求意见起止日期的，扣除这段时间。"
        ]
        parts += [f"{about}。" for about in statistics.about_limits]
        if statistics.late:
            parts.append(f"超过答复期限的有 {len(statistics.late)} 件：")
        return "".join(parts)

    def copy_sentences(self) -> None:
        """Puts the sentences on the clipboard."""
        QGuiApplication.clipboard().setText(self.sentences.text())

    def copy_picture(self, picture: ChartPicture) -> None:
        """Puts the chart on the clipboard."""
        QGuiApplication.clipboard().setImage(picture.picture())
