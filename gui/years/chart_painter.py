"""Draws a chart of years or units with a painter: on the screen, into a picture, or as vectors into an SVG file."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from export.document.year_charts import NONE, ChartForm, YearChart, cell
from gui.kit.fonts import BASE, SMALL, TITLE, font
from gui.years.chart_look import ChartLook, draw_marker, fill_bar, line_pen
from gui.years.chart_scale import scale_for

MARGIN, GAP = 16.0, 8.0
PLOT_HIGH, LEAST_PLOT, MOST_PLOT = 300.0, 150.0, 460.0
"""Height of the area of columns and lines, in px: in a file, and within what room there is on the screen."""
BAR, BETWEEN = 14.0, 8.0
"""Height of a bar of a unit, and the space between two units."""
LABEL_SHARE = 0.34
"""The most of the width that names of units take."""
_AXIS = 54.0
_LINE = 20.0
_LEGEND_BOX = 22.0
Alignment = Qt.AlignmentFlag
_MIDDLE = Alignment.AlignVCenter


class ChartPainter:
    """One chart in one width, in px; its height follows."""

    def __init__(self, chart: YearChart, width: float, room: float | None = None) -> None:
        """``room``: the height that years should fit into, in px; units take what they need."""
        self.chart = chart
        self._width = width
        self._small = QFontMetricsF(font(SMALL))
        self._scale = scale_for(chart.most)
        self._legend = list(self._legend_lines()) if len(chart.series) > 1 else []
        self._notes = list(self._note_lines())
        wanted = PLOT_HIGH if room is None else room - self._plot_top - self._below
        self._columns_high = min(MOST_PLOT, max(LEAST_PLOT, wanted))

    # -- sizes

    @property
    def _is_by_unit(self) -> bool:
        return self.chart.form in (ChartForm.BARS, ChartForm.STACKED)

    @property
    def _pitch(self) -> float:
        bars = 1 if self.chart.form is ChartForm.STACKED else len(self.chart.series)
        return bars * BAR + BETWEEN

    @property
    def _plot_top(self) -> float:
        return MARGIN + 28 + len(self._legend) * _LINE + GAP + 12

    @property
    def _plot_high(self) -> float:
        if self.chart.is_empty:
            return 120.0
        return len(self.chart.heads) * self._pitch if self._is_by_unit else self._columns_high

    @property
    def _below(self) -> float:
        return (30.0 if self._is_by_unit else 48.0) + len(self._notes) * _LINE + MARGIN

    @property
    def size(self) -> QSizeF:
        """The whole chart."""
        return QSizeF(self._width, self._plot_top + self._plot_high + self._below)

    # -- drawing

    def draw(self, painter: QPainter, look: ChartLook) -> None:
        """Draws everything, on the ground of ``look``."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(QPointF(0, 0), self.size), QColor(look.ground))
        painter.setPen(QColor(look.ink))
        painter.setFont(font(TITLE, bold=True))
        room = QRectF(MARGIN, MARGIN, self._width - 2 * MARGIN, 26)
        title = QFontMetricsF(painter.font()).elidedText(self.chart.title, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, _MIDDLE | Alignment.AlignHCenter, title)
        self._draw_legend(painter, look)
        if self.chart.is_empty:
            self._write(
                painter, QRectF(0, self._plot_top, self._width, 100), "没有可以画的数", look.muted, centred=True
            )
        elif self._is_by_unit:
            self._draw_bars(painter, look)
        else:
            self._draw_columns_or_lines(painter, look)
        top = self.size.height() - MARGIN - len(self._notes) * _LINE
        for at, note in enumerate(self._notes):
            room = QRectF(MARGIN, top + at * _LINE, self._width - 2 * MARGIN, _LINE)
            self._write(painter, room, note, look.muted)

    def _write(
        self, painter: QPainter, room: QRectF, text: str, colour: str, *, centred: bool = False, right: bool = False
    ) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(QColor(colour))
        side = Alignment.AlignHCenter if centred else Alignment.AlignRight if right else Alignment.AlignLeft
        painter.drawText(room, _MIDDLE | side, text)

    # -- legend and notes

    def _legend_lines(self) -> Iterator[list[tuple[int, str, float]]]:
        """Each line as (series, name, left edge)."""
        line: list[tuple[int, str, float]] = []
        left = MARGIN
        for number, series in enumerate(self.chart.series):
            wide = _LEGEND_BOX + self._small.horizontalAdvance(series.name) + 3 * GAP
            if line and left + wide > self._width - MARGIN:
                yield line
                line, left = [], MARGIN
            line.append((number, series.name, left))
            left += wide
        if line:
            yield line

    def _draw_legend(self, painter: QPainter, look: ChartLook) -> None:
        for at, line in enumerate(self._legend):
            top = MARGIN + 28 + at * _LINE
            for number, name, left in line:
                box = QRectF(left, top + 4, _LEGEND_BOX, 12)
                if self.chart.form is ChartForm.LINES:
                    painter.setPen(line_pen(look, number))
                    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
                    draw_marker(painter, box.center(), look, number)
                else:
                    fill_bar(painter, box, look, number)
                self._write(painter, QRectF(box.right() + 6, top, 400, _LINE), name, look.ink)

    def _note_lines(self) -> Iterator[str]:
        room = self._width - 2 * MARGIN
        for note in self.chart.notes:
            rest = note
            while rest:
                fits = next(at for at in range(len(rest), 0, -1) if at == 1 or self._advance(rest[:at]) <= room)
                yield rest[:fits]
                rest = rest[fits:]

    def _advance(self, text: str) -> float:
        return self._small.horizontalAdvance(text)

    # -- units: bars from left to right

    def _draw_bars(self, painter: QPainter, look: ChartLook) -> None:
        chart, scale = self.chart, self._scale
        names = max(self._advance(each) for each in chart.heads) + GAP
        left = MARGIN + min(names, self._width * LABEL_SHARE)
        most = max(self._advance(cell(each, at)) for each in chart.series for at in range(len(chart.heads)))
        wide = self._width - MARGIN - left - most - 2 * GAP
        top, high = self._plot_top, self._plot_high
        for tick in scale.ticks():
            x = left + wide * scale.share(tick)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, top + high))
            for y in (top - 18, top + high + 2):  # a long list shows the axis at both ends
                self._write(painter, QRectF(x - 40, y, 80, 16), str(tick), look.muted, centred=True)
        for place, head in enumerate(chart.heads):
            line = top + place * self._pitch + BETWEEN / 2
            room = QRectF(MARGIN, line, left - MARGIN - GAP, self._pitch - BETWEEN)
            name = self._small.elidedText(head, Qt.TextElideMode.ElideMiddle, room.width())
            self._write(painter, room, name, look.ink, right=True)
            self._draw_bars_of(painter, look, place, QRectF(left, line, wide, BAR))

    def _draw_bars_of(self, painter: QPainter, look: ChartLook, place: int, first: QRectF) -> None:
        is_stacked = self.chart.form is ChartForm.STACKED
        at = first.left()
        for number, series in enumerate(self.chart.series):
            figure = series.figures[place]
            bar = QRectF(first)
            if is_stacked:
                bar.moveLeft(at)
            else:
                bar.moveTop(first.top() + number * BAR)
            bar.setWidth(first.width() * self._scale.share(figure or 0))
            at = bar.right()
            if figure:
                fill_bar(painter, bar, look, number)
            if not is_stacked:
                text = cell(series, place)
                colour = look.muted if figure is None else look.ink
                self._write(painter, QRectF(bar.right() + 5, bar.top(), 120, BAR), text, colour)
        if is_stacked and (whole := self.chart.stack(place)) is not None:
            self._write(painter, QRectF(at + 5, first.top(), 120, BAR), str(whole), look.ink)

    # -- years: columns or lines

    def _draw_columns_or_lines(self, painter: QPainter, look: ChartLook) -> None:
        chart, scale = self.chart, self._scale
        left, top = MARGIN + _AXIS, self._plot_top
        plot = QRectF(left, top, self._width - left - MARGIN, self._columns_high)
        for tick in scale.ticks():
            y = plot.bottom() - plot.height() * scale.share(tick)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            self._write(painter, QRectF(MARGIN, y - 9, _AXIS - 6, 18), str(tick), look.muted, right=True)
        each = plot.width() / len(chart.heads)
        for place, head in enumerate(chart.heads):
            room = QRectF(plot.left() + place * each, plot.bottom() + 4, each, 18)
            painter.setFont(font(BASE))
            painter.setPen(QColor(look.ink))
            painter.drawText(room, _MIDDLE | Alignment.AlignHCenter, head)
            if why := chart.gaps.get(place):
                self._write(painter, room.translated(0, 18), why, look.muted, centred=True)
        if chart.form is ChartForm.LINES:
            self._draw_lines(painter, look, plot, each)
        else:
            self._draw_columns(painter, look, plot, each)

    def _draw_columns(self, painter: QPainter, look: ChartLook, plot: QRectF, each: float) -> None:
        series = self.chart.series
        wide = min(56.0, each * 0.76 / len(series))
        texts = [cell(one, place) for one in series for place in range(len(one.figures))]
        has_labels = max(map(self._advance, texts)) <= wide
        for number, one in enumerate(series):
            for place, figure in enumerate(one.figures):
                x = plot.left() + (place + 0.5) * each + (number - len(series) / 2) * wide
                if figure is None:
                    if place not in self.chart.gaps:  # another series has a figure here
                        self._write(painter, QRectF(x, plot.bottom() - 18, wide, 16), NONE, look.muted, centred=True)
                    continue
                high = plot.height() * self._scale.share(figure)
                bar = QRectF(x, plot.bottom() - high, wide - 2, high)
                if figure:
                    fill_bar(painter, bar, look, number)
                if has_labels or len(series) == 1:
                    above = QRectF(x - 12, bar.top() - 17, wide + 22, 16)
                    self._write(painter, above, cell(one, place), look.ink, centred=True)

    def _draw_lines(self, painter: QPainter, look: ChartLook, plot: QRectF, each: float) -> None:
        for number, one in enumerate(self.chart.series):
            points = [
                None
                if figure is None
                else QPointF(
                    plot.left() + (place + 0.5) * each, plot.bottom() - plot.height() * self._scale.share(figure)
                )
                for place, figure in enumerate(one.figures)
            ]
            painter.setPen(line_pen(look, number))
            for start, end in pairwise(points):
                if start is not None and end is not None:  # no line over a year of which nothing is known
                    painter.drawLine(start, end)
            for place, point in enumerate(points):
                if point is None:
                    continue
                draw_marker(painter, point, look, number)
                if len(self.chart.series) <= 2:
                    below = number == 1 and point.y() + 24 < plot.bottom()
                    room = QRectF(point.x() - 50, point.y() + (6 if below else -22), 100, 16)
                    self._write(painter, room, cell(one, place), look.ink, centred=True)
