"""Small lines: from zero at the bottom, years at equal distances, gaps where nothing is known."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.years.trend_line import draw_trend, trend_points
from model.form.figures import Figure

ROOM = QRectF(10, 5, 60, 20)


def accent_in(image: QImage, left: int, right: int) -> int:
    """Pixels that are bluer than the line of the axis."""
    pixels = (image.pixelColor(x, y) for x in range(left, right) for y in range(image.height()))
    return sum(each.blue() - each.red() > 40 for each in pixels)


def drawn(*figures: Figure | None) -> QImage:
    image = QImage(80, 30, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    draw_trend(painter, ROOM, figures)
    painter.end()
    return image


def test_points_begin_at_zero_and_end_at_the_largest() -> None:
    points = trend_points((0, 5, 10), ROOM)
    assert [(each.x(), each.y()) for each in points if each is not None] == [(10, 25), (40, 15), (70, 5)]


def test_nothing_known_has_no_point_and_zeros_lie_at_the_bottom() -> None:
    points = trend_points((None, 0, 0), ROOM)
    assert points[0] is None
    assert {each.y() for each in points[1:] if each is not None} == {25}
    [only] = trend_points((3,), ROOM)
    assert only is not None and only.x() == ROOM.center().x()


def test_no_line_leads_over_a_gap(qtbot: QtBot) -> None:
    assert accent_in(drawn(5, None, None, 5), 18, 62) == 0
    assert accent_in(drawn(5, 5, 5, 5), 18, 62) > 20
    assert accent_in(drawn(None, 5, None, None), 20, 40) > 0, "a year alone is a dot"
    assert accent_in(drawn(None, None), 0, 80) == 0
