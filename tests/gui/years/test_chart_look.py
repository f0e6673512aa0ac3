"""Series are told apart in grey: no two look the same without their colour."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from gui.years.chart_look import ON_DARK, ON_PAPER, ChartLook, Hatch, draw_marker, fill_bar, hatch_lines, line_pen

BAR = QRectF(4, 4, 40, 30)


def drawn(draw: object, look: ChartLook, series: int) -> QImage:
    image = QImage(48, 38, QImage.Format.Format_RGB32)
    image.fill(look.ground)
    painter = QPainter(image)
    draw(painter, series)  # type: ignore[operator]
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def difference(one: QImage, other: QImage) -> int:
    """The sum of the differences of grey of all pixels."""
    return sum(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


@pytest.mark.parametrize("look", [ON_PAPER, ON_DARK], ids=["paper", "dark"])
def test_six_fills_differ_in_grey(look: ChartLook) -> None:
    bars = [drawn(lambda painter, at: fill_bar(painter, BAR, look, at), look, at) for at in range(6)]
    assert all(difference(one, other) > 40 * 30 * 8 for one, other in combinations(bars, 2))


@pytest.mark.parametrize("look", [ON_PAPER, ON_DARK], ids=["paper", "dark"])
def test_six_lines_with_their_markers_differ_in_grey(look: ChartLook) -> None:
    def line(painter: QPainter, at: int) -> None:
        painter.setPen(line_pen(look, at))
        painter.drawLine(QPointF(0, 19), QPointF(48, 19))
        draw_marker(painter, QPointF(24, 19), look, at)

    lines = [drawn(line, look, at) for at in range(6)]
    assert all(difference(one, other) > 300 for one, other in combinations(lines, 2))


@pytest.mark.parametrize("hatch", list(Hatch))
@pytest.mark.parametrize("bar", [BAR, QRectF(10, 10, 3, 200), QRectF(10, 10, 200, 3), QRectF(0, 0, 0, 14)])
def test_hatches_stay_within_the_bar(hatch: Hatch, bar: QRectF) -> None:
    room = bar.adjusted(-0.01, -0.01, 0.01, 0.01)
    for line in hatch_lines(bar, hatch):
        assert room.contains(line.p1()) and room.contains(line.p2())
