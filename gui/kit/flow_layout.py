"""A row of widgets that continues on the next line where it is too wide for its window."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget

from gui.kit.theme import STEP

WRAPPED_LEAST = 280
"""Px that a wrapping sentence needs to stay in one line with the buttons; with less it gets its own line."""


class _FlowLine(NamedTuple):
    items: list[QLayoutItem]
    widths: list[int]
    height: int


class FlowLayout(QLayout):
    """Lays out like a horizontal box while there is room, otherwise in several lines.

    Items that can shrink (elided labels) or wrap (sentences) get the remaining width, up to their size hint; the
    rest goes to the stretches of the line, or to the wrapping items in a layout without stretches.
    """

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """By width, until something in the layout changes; Qt asks hundreds of times while a window is shown."""
        self.setSpacing(gap)

    # -- QLayout interface

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        high = sum(line.height for line in lines) + self._gap * max(0, len(lines) - 1)
        return high + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """The size of all items in one line."""
        shown = self._shown()
        wide = sum(map(_wanted, shown)) + self._gap * max(0, len(shown) - 1)
        return self._with_margins(wide, max((each.sizeHint().height() for each in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = self._shown()
        return self._with_margins(
            max(map(_least, shown), default=0), max((each.minimumSize().height() for each in shown), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.top()
        lines = self._lines(inner.width())
        spare = max(0, inner.height() - self.heightForWidth(rect.width()) + margins.top() + margins.bottom())
        top += spare // 2 if len(lines) == 1 else 0
        for line in lines:
            left = inner.left()
            for item, wide in zip(line.items, line.widths, strict=True):
                if item.spacerItem() is None:
                    high = min(_height(item, wide), line.height)
                    item.setGeometry(QRect(left, top + (line.height - high) // 2, wide, high))
                left += wide + (self._gap if wide or item.spacerItem() is None else 0)
            top += line.height + self._gap

    # -- lines

    @property
    def _gap(self) -> int:
        return max(0, self.spacing())

    def _with_margins(self, wide: int, high: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(wide + margins.left() + margins.right(), high + margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._items if each.spacerItem() is None and not each.isEmpty()]

    def _lines(self, room: int) -> list[_FlowLine]:
        broken: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            if item.spacerItem() is not None:
                broken[-1].append(item)
                continue
            if item.isEmpty():
                continue
            needed = _least(item)
            if used and used + self._gap + needed > room:
                broken.append([])
                used = 0
            used += needed + (self._gap if used else 0)
            broken[-1].append(item)
        return [self._filled(items, room) for items in broken if any(each.spacerItem() is None for each in items)]

    def _filled(self, items: list[QLayoutItem], room: int) -> _FlowLine:
        widths = [0 if each.spacerItem() is not None else min(_least(each), room) for each in items]
        parts = sum(each.spacerItem() is None for each in items)
        left = room - sum(widths) - self._gap * (parts - 1)
        for at, item in enumerate(items):
            if item.spacerItem() is None and left > 0:
                more = min(left, max(0, _wanted(item) - widths[at]))
                widths[at] += more
                left -= more
        takers = [at for at, each in enumerate(items) if each.spacerItem() is not None]
        if not any(each.spacerItem() for each in self._items):
            takers = [at for at, each in enumerate(items) if each.hasHeightForWidth()]
        if takers and left > 0:
            # a stretch has a gap at one side of it only, so that it takes no room where there is nothing left
            widths[takers[0]] += left - (self._gap if items[takers[0]].spacerItem() is not None else 0)
            widths[takers[0]] = max(0, widths[takers[0]])
        heights = (_height(item, wide) for item, wide in zip(items, widths, strict=True) if not item.spacerItem())
        return _FlowLine(items, widths, max(heights, default=0))


def _wanted(item: QLayoutItem) -> int:
    widget = item.widget()
    if isinstance(widget, QLabel) and widget.wordWrap():  # its hint is that of several lines
        margins = widget.contentsMargins()
        return widget.fontMetrics().horizontalAdvance(widget.text()) + margins.left() + margins.right() + 2
    return max(item.sizeHint().width(), item.minimumSize().width())


def _least(item: QLayoutItem) -> int:
    """The width below which the item goes to the next line."""
    if item.hasHeightForWidth():
        return max(min(_wanted(item), WRAPPED_LEAST), item.minimumSize().width())
    widget = item.widget()
    can_shrink = widget is not None and widget.sizePolicy().horizontalPolicy() in (
        QSizePolicy.Policy.Ignored,
        QSizePolicy.Policy.Preferred,
        QSizePolicy.Policy.Expanding,
    )
    return item.minimumSize().width() if can_shrink else _wanted(item)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


def flow(*widgets: QWidget | int, margin: int = 0, gap: int = 2 * STEP) -> FlowLayout:
    """As :func:`gui.kit.widgets.row`, in as many lines as are needed; a number is a stretch."""
    made = FlowLayout(gap)
    made.setContentsMargins(margin, margin, margin, margin)
    for each in widgets:
        if isinstance(each, int):
            made.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))
        else:
            made.addWidget(each)
    return made
