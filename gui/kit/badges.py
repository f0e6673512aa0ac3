"""Badges: short results on a coloured background, painted side by side in a cell of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from gui.kit.fonts import SMALL, font
from gui.kit.theme import STEP, colours


@dataclass(frozen=True)
class Badge:
    """A short result of the check, shown on a coloured background."""

    text: str
    kind: str
    """``error``, ``warning``, ``good`` or ``plain``."""


def badge_width(text: str) -> int:
    """With its margins, in px."""
    return QFontMetrics(font(SMALL)).horizontalAdvance(text) + 16


def paint_badges(painter: QPainter, rect: QRect, shown: Sequence[Badge]) -> None:
    """Paints them from the left edge of ``rect`` on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SMALL))
    left = rect.left()
    for badge in shown:
        plate = QRectF(left, rect.center().y() - 9, badge_width(badge.text), 20)
        ink, ground = _badge_colours(badge.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(plate, 10, 10)
        painter.setPen(QColor(ink))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, badge.text)
        left = int(plate.right()) + STEP


def _badge_colours(kind: str) -> tuple[str, str]:
    look = colours()
    return {
        "error": (look.error, look.error_tint),
        "warning": (look.warning, look.warning_tint),
        "good": (look.good, look.good_tint),
    }.get(kind, (look.muted, look.label))
