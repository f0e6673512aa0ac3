"""Badges are told apart without their colours, too: by their texts."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.kit.badges import Badge, badge_width, paint_badges


def test_each_badge_is_painted_beside_the_one_before(qtbot: QtBot) -> None:
    shown = [Badge("✕ 2", "error"), Badge("△ 1", "warning"), Badge("✓ 一致", "good"), Badge("未核对", "plain")]
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_badges(painter, QRect(0, 0, 400, 40), shown)
    painter.end()
    right = sum(badge_width(each.text) for each in shown)
    painted = [x for x in range(400) if any(image.pixelColor(x, y).lightness() < 250 for y in range(40))]
    assert min(painted) < 12 and right - 20 < max(painted) < right + 60
    assert badge_width("✕ 12") > badge_width("✕ 1")
