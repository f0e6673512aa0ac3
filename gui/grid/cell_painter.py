"""Painting of one cell: background, marks and text. Used by the grid, its frozen parts and the legend."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
    QTextOption,
    QTransform,
)

from gui.grid.table_model import CellState
from gui.kit.fonts import BASE, SMALL, font
from gui.kit.theme import colours
from model.checks.findings import Severity

PADDING = 7
PADDING_BESIDE = 3
CORNER = 9
FLAG = 8
IMPORTED = 6
LONGEST_UNREAD = 6
"""Maximum width reserved for unread text, in Chinese characters; longer text is elided."""
WAVE = 3
"""Height and half wavelength of the wavy line under unread text, in px."""
DASH, GAP = 4, 2
UNFINISHED = "未齐"
"""Label before the provisional sum of an incomplete total."""
HATCH = 8
"""Distance of hatch lines, in px."""
LINE_BREAK = "\u2028"
"""The only line break that :class:`QStaticText` supports in plain text."""
Align = Qt.AlignmentFlag


class CellPainter:
    """Paints and measures cells at a zoom factor. Text layouts are cached: scrolling repaints the whole table."""

    def __init__(self) -> None:
        self.zoom = 1.0

    def font(self, bold: bool = False) -> QFont:
        """Font of figures and labels at the current zoom."""
        return font(round(BASE * self.zoom), bold=bold)

    def small_font(self) -> QFont:
        """Font of the prior-year line at the current zoom."""
        return font(round(SMALL * self.zoom))

    def width_needed(self, state: CellState, text: str) -> int:
        """Minimum width of a figure cell in px, with its right grid line, so that neither ``text`` nor the prior-year
        line is cut and no mark covers a digit. Long unread text may be elided."""
        size, small = round(BASE * self.zoom), round(SMALL * self.zoom)
        advance = _advance(text, size, True)  # a finding makes it bold
        if not text and state.running:
            advance = _advance(_in_brackets(state.running), size, False) + _advance(UNFINISHED, small, False)
        if state.unread:
            advance = min(advance, LONGEST_UNREAD * _advance("一", size, True))
        if state.flagged:
            advance += round(FLAG * self.zoom) + 2
        own = advance + PADDING + max(PADDING, round(PADDING * self.zoom)) if advance else 0
        return 1 + max(own, _advance(state.prior_value, small, False) + 2 * PADDING_BESIDE if state.prior_value else 0)

    def span(self, state: CellState, text: str, rect: QRect) -> tuple[int, int]:
        """(left, right) in px of the figure painted in ``rect``, including its prior-year line."""
        size = round(BASE * self.zoom)
        advance = _advance(text, size, True) if text else _advance(_in_brackets(state.running), size, False)
        prior = _advance(state.prior_value, round(SMALL * self.zoom), False) - PADDING + PADDING_BESIDE
        right = rect.right() - PADDING
        return max(rect.left() + PADDING_BESIDE, right - max(advance, prior)), right

    def label_height(self, text: str, role: str, width: int) -> int:
        """Height in px of a wrapped label or head in a place of ``width`` px, including its right grid line."""
        return math.ceil(self._label(text, role, role == "block", width - 1 - 2 * PADDING).size().height())

    def _label(self, text: str, role: str, bold: bool, room: int) -> QStaticText:
        align = Align.AlignLeft if role in ("label", "note", "block") else Align.AlignHCenter
        return _block(text, round(BASE * self.zoom), bold, max(room, 10), align)

    def paint(self, painter: QPainter, rect: QRect, state: CellState, text: str) -> None:
        """Paints background, marks and text of ``state``; the background extends under the grid lines at the right and
        bottom. Antialiasing is off afterwards."""
        ground, ink, bold = _colours_of(state)
        painter.fillRect(rect.adjusted(0, 0, 1, 1), colour(ground))
        if state.role == "figure":
            self._paint_state(painter, rect, state)
        self._paint_text(painter, rect, state, text, colour(ink), bold)

    def paint_current(self, painter: QPainter, rect: QRect) -> None:
        """Paints the frame of the current cell."""
        painter.setPen(QPen(colour(colours().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def paint_selected(self, painter: QPainter, rect: QRect) -> None:
        """Paints the tint of a selected cell that is not the current one."""
        painter.fillRect(rect, colour(colours().accent, 46))

    # -- marks

    def _paint_state(self, painter: QPainter, rect: QRect, state: CellState) -> None:
        look = colours()
        if state.blank and not state.unread:
            painter.fillRect(rect, _hatch(look.hatch, painter.device().devicePixelRatioF()))
        if state.trace:
            self._paint_trace(painter, rect.adjusted(1, 1, -1, -1), state.trace)
        if state.plain:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        exact = QRectF(rect)
        if state.severity or state.unread:
            grave = state.severity is Severity.ERROR or state.unread
            painter.setBrush(colour(look.error if grave else look.warning))
            size = CORNER * self.zoom
            corner = exact.topLeft()
            painter.drawPolygon(QPolygonF([corner, corner + QPointF(size, 0), corner + QPointF(0, size)]))
        if state.suspect:
            painter.setPen(QPen(colour(look.error), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(exact.adjusted(3, 3, -4, -4), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
        if state.highlighted:
            painter.setPen(QPen(colour(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(exact.adjusted(1, 1, -1, -1))
            painter.setPen(Qt.PenStyle.NoPen)
        if state.typed_over:
            painter.setBrush(colour(look.total))
            corner = exact.bottomRight()
            size = 7 * self.zoom
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner - QPointF(0, size)]))
        elif state.imported and not state.blank:
            painter.setBrush(colour(look.muted))  # a filled corner cannot be mistaken for a sign or a digit
            corner = exact.bottomLeft()
            size = IMPORTED * self.zoom
            painter.drawPolygon(QPolygonF([corner, corner + QPointF(size, 0), corner - QPointF(0, size)]))
        if state.flagged or state.remarked:
            self._paint_remark(painter, exact, flagged=state.flagged)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_trace(self, painter: QPainter, frame: QRect, side: str) -> None:
        """A thin frame: solid for the left side of an equation, dashed for the right side."""
        look = colours()
        brush = QBrush(colour(look.warning, 110)) if side == "left" else _dashes(look.accent, 110)
        left, top, wide, high = frame.left(), frame.top(), frame.width(), frame.height()
        painter.fillRect(QRect(left, top, wide, 1), brush)
        painter.fillRect(QRect(left, frame.bottom(), wide, 1), brush)
        painter.fillRect(QRect(left, top + 1, 1, high - 2), brush)
        painter.fillRect(QRect(frame.right(), top + 1, 1, high - 2), brush)

    def _paint_remark(self, painter: QPainter, rect: QRectF, *, flagged: bool) -> None:
        """A flag at the left edge, away from the figure, for 待核实; a folded corner for a remark without it."""
        look, size = colours(), FLAG * self.zoom
        corner = rect.topRight()
        if not flagged:
            painter.setBrush(colour(look.accent))
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(size - 2, 0), corner + QPointF(0, size - 2)]))
            return
        top = QPointF(rect.left() + 6, rect.center().y() - size * 0.65)
        painter.setBrush(colour(look.warning))
        painter.drawPolygon(QPolygonF([top, top + QPointF(size, size * 0.35), top + QPointF(0, size * 0.7)]))
        painter.drawRect(QRectF(top.x() - 0.5, top.y(), 1.5, size * 1.3))

    # -- text

    def _paint_text(self, painter: QPainter, rect: QRect, state: CellState, text: str, ink: QColor, bold: bool) -> None:
        size = round(BASE * self.zoom)
        inner = rect.adjusted(PADDING, 2, -PADDING, -2)
        if state.role != "figure":
            self._put(painter, inner, self._label(text, state.role, bold, inner.width()), size, bold, ink)
            return
        if state.prior_value:
            small = round(SMALL * self.zoom)
            high = _metrics(small, False).height()
            aside = PADDING - PADDING_BESIDE
            under = QRect(inner.left() - aside, inner.bottom() - high + 1, inner.width() + 2 * aside, high)
            line = _line(state.prior_value, small, False)
            self._put(painter, under, line, small, False, colour(colours().muted), at_right=True)
            inner = inner.adjusted(0, 0, 0, -high)
        if text:
            line = _cut(text, size, bold, inner.width()) if state.unread else _line(text, size, bold)
            self._put(painter, inner, line, size, bold, ink, at_right=True)
            if state.unread:
                self._underline(painter, inner, line, ink)
        elif state.running:
            self._paint_running(painter, inner, state)

    def _underline(self, painter: QPainter, room: QRect, text: QStaticText, ink: QColor) -> None:
        """A wavy line, as for spelling errors; red bold text alone would look like a figure with a finding."""
        step = max(1.5, WAVE * self.zoom / 2)
        bottom = min(room.bottom() + 1.0, room.center().y() + text.size().height() / 2 + step)
        left, right = room.right() + 1 - text.size().width(), room.right() + 1.0
        count = max(2, int((right - left) / step))
        points = [QPointF(left + number * step, bottom - (number % 2) * step) for number in range(count + 1)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, max(1.0, self.zoom)))
        painter.drawPolyline(QPolygonF(points))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_running(self, painter: QPainter, room: QRect, state: CellState) -> None:
        """The provisional sum in brackets, muted and not bold, preceded by 未齐."""
        size, small, ink = round(BASE * self.zoom), round(SMALL * self.zoom), colour(colours().muted)
        sum_ = _line(_in_brackets(state.running), size, False)
        self._put(painter, room, sum_, size, False, ink, at_right=True)
        if not state.flagged:
            aside = room.adjusted(PADDING_BESIDE - PADDING, 0, 0, 0)
            self._put(painter, aside, _line(UNFINISHED, small, False), small, False, ink)

    def _put(
        self, painter: QPainter, room: QRect, text: QStaticText, size: int, bold: bool, ink: QColor, *,
        at_right: bool = False,
    ) -> None:  # fmt: skip
        painter.setFont(font(size, bold=bold))
        painter.setPen(ink)
        needed = text.size()
        left = room.right() + 1 - needed.width() if at_right else room.left()
        painter.drawStaticText(QPointF(left, room.top() + (room.height() - needed.height()) / 2), text)


def _in_brackets(running: str) -> str:
    return f"({running})" if running else ""


@lru_cache(maxsize=128)
def colour(name: str, alpha: int = 255) -> QColor:
    """A cached colour: every painted cell uses several. Callers must not modify it."""
    made = QColor(name)
    made.setAlpha(alpha)
    return made


@lru_cache(maxsize=16)
def _metrics(size: int, bold: bool) -> QFontMetrics:
    return QFontMetrics(font(size, bold=bold))


@lru_cache(maxsize=4096)
def _advance(text: str, size: int, bold: bool) -> int:
    return _metrics(size, bold).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def _line(text: str, size: int, bold: bool) -> QStaticText:
    """One line, never elided: columns are at least as wide as their figures."""
    return _prepared(text, size, bold)


@lru_cache(maxsize=256)
def _cut(text: str, size: int, bold: bool, width: int) -> QStaticText:
    """One line of unread text, elided at its end to ``width`` px."""
    if _advance(text, size, bold) > width:
        text = _metrics(size, bold).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return _prepared(text, size, bold)


@lru_cache(maxsize=512)
def _block(text: str, size: int, bold: bool, width: int, align: Align) -> QStaticText:
    """The wrapped lines of a label or a head; a head is broken into lines of similar length."""
    if align == Align.AlignHCenter:
        text = balanced(text, width // max(1, _metrics(size, bold).horizontalAdvance("一")))
    return _prepared(text.replace("\n", LINE_BREAK), size, bold, width, align)


def _prepared(
    text: str, size: int, bold: bool, width: int | None = None, align: Align = Align.AlignLeft
) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.NoWrap if width is None else QTextOption.WrapMode.WordWrap)
    made.setTextOption(option)
    if width is not None:
        made.setTextWidth(width)
    made.prepare(QTransform(), font(size, bold=bold))
    return made


@lru_cache(maxsize=8)
def _hatch(name: str, ratio: float) -> QBrush:
    """The diagonal hatch of a blank cell; ``ratio`` is the device pixel ratio of the screen."""
    size = round(HATCH * ratio)
    tile = QPixmap(size, size)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(name), 1.5 * ratio))
    for shift in (-size, 0, size):  # tiles seamlessly: a line cut at one corner continues at the opposite one
        painter.drawLine(QPointF(shift, size), QPointF(shift + size, 0))
    painter.end()
    return _tiled(tile, ratio)


@lru_cache(maxsize=8)
def _dashes(name: str, alpha: int) -> QBrush:
    """Brush for dashed lines of 1 px, horizontal or vertical: a dashed pen takes a hundred times as long."""
    length = DASH + GAP
    tile = QPixmap(length, length)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setPen(colour(name, alpha))
    painter.drawPoints([QPointF(x, y) for x in range(length) for y in range(length) if (x + y) % length < DASH])
    painter.end()
    return _tiled(tile, 1.0)


def _tiled(tile: QPixmap, ratio: float) -> QBrush:
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush


def balanced(text: str, fits: int) -> str:
    """A head broken into lines of similar length, between words, assuming words of two characters:
    结果/维持, not 结果维/持; 社会公益/组织, not 社会公/益组织. ``fits``: characters per line."""
    if fits < 1 or len(text) <= fits or len(text) > 3 * fits:
        return text
    lines = -(-len(text) // fits)
    length = -(-len(text) // lines)
    if length % 2 and length < fits:
        length += 1
    return "\n".join(text[at : at + length] for at in range(0, len(text), length))


def _colours_of(state: CellState) -> tuple[str, str, bool]:
    """(ground, ink, bold)."""
    look = colours()
    if state.role == "block":
        return look.trace_right, look.text, True
    if state.role != "figure":
        return look.label, look.text, False
    if state.severity is Severity.ERROR or state.unread:
        return look.error_tint, look.error, True
    if state.severity is Severity.WARNING:
        return look.warning_tint, look.warning, True
    if state.trace:
        return (look.trace_left if state.trace == "left" else look.trace_right), look.text, state.total
    if state.total:
        return look.total_tint, look.total, True
    return look.surface, look.text, False
