"""The charts (图解) as a page of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from export.document.charts import BARS_MM, HEADING, LABEL_MM, LIGHT, SOLID, Chart
from export.document.layout import PT_PER_MM, Layout
from gui.output.font_pair import FONT_SCALE, FontPair
from gui.output.page_layout import FilledRect, Item, LineSegment, TextRun
from model.form.figures import show_figure


def charts_page(charts: Sequence[Chart], layout: Layout) -> tuple[Item, ...]:
    """The 图解 as one laid-out page."""
    left, top = layout.page.left_mm * PT_PER_MM, layout.page.top_mm * PT_PER_MM
    label, bars, pitch = LABEL_MM * PT_PER_MM, BARS_MM * PT_PER_MM, 15.0
    head, small = (
        FontPair(layout.headings.fonts[0], layout.latin.font, 14),
        FontPair(layout.tables.font, layout.latin.font, 9),
    )
    title = FontPair(layout.headings.fonts[0], layout.latin.font, 12)
    middle = left + layout.page.text_width_mm * PT_PER_MM / 2
    items: list[Item] = [*head.words(HEADING, middle - head.width(HEADING) / 2, top + 12)]
    y = top + 30
    for chart in charts:
        items += title.words(chart.title, left, y + 12)
        y += 20
        for name, year, figure, is_this in chart.lines():
            items += small.words(name, left + 4, y + 11)
            right = left + label + bars * chart.share(figure)
            if right > left + label:
                items.append(FilledRect(left + label, y + 1, right, y + pitch - 1, f"#{SOLID if is_this else LIGHT}"))
                corners = ((0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 1, 1), (0, 1, 1, 1))
                xs, ys = (left + label, right), (y + 1, y + pitch - 1)
                items += (LineSegment(xs[a], ys[b], xs[c], ys[d]) for a, b, c, d in corners)
            text = f"{year} {show_figure(figure) or '未填'}"
            items += small.words(text, right + 5, y + 11)
            y += pitch
        y += 12
    return tuple(items)


def draw_charts(items: Sequence[Item], painter: QPainter) -> None:
    """Draws the items; the painter's unit is the point."""
    pen = QPen(Qt.GlobalColor.black, 0.5)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    for shade in items:
        if isinstance(shade, FilledRect):
            area = QRectF(QPointF(shade.left, shade.top), QPointF(shade.right, shade.bottom))
            painter.fillRect(area, QColor(shade.colour))
    painter.setPen(pen)
    for rule in items:
        if isinstance(rule, LineSegment):
            painter.drawLine(QPointF(rule.left, rule.top), QPointF(rule.right, rule.bottom))
    painter.save()
    painter.scale(1 / FONT_SCALE, 1 / FONT_SCALE)
    for words in items:
        if isinstance(words, TextRun):
            painter.setFont(words.font)
            painter.drawText(QPointF(words.x * FONT_SCALE, words.base * FONT_SCALE), words.text)
    painter.restore()
