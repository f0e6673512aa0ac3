"""A list of lines that heads sort, that Enter or a double click opens and Ctrl+C copies; and what is painted under a
line."""

from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui.kit.fonts import BASE, font
from gui.kit.line_table import style_as_list
from gui.kit.theme import THEME, colours


class SortableView(QTableView):
    """Shows a model that sorts itself."""

    opened = Signal(QModelIndex)
    """Enter or a double click; the index is valid."""
    copy_wanted = Signal()
    """Ctrl+C, which means the whole list."""

    def __init__(self, model: QAbstractItemModel, delegate: type[QStyledItemDelegate], name: str, high: int) -> None:
        """``delegate`` paints the cells; ``high``: a line in px."""
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate(self))
        self.setAccessibleName(name)
        style_as_list(self, high)
        heads = self.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self.opened)
        THEME.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


_SELECTED = QStyle.StateFlag.State_Selected
_HELD = 4000
"""Texts that are kept as they were laid out: some screens full."""


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, ground: str = "") -> bool:
    """Paints the ground of a cell, ``ground`` where its line is not selected, and the rule below it; whether the line
    is selected."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    selected = bool(option.state & _SELECTED)  # type: ignore[attr-defined]
    look = colours()
    if selected or ground:
        painter.fillRect(rect, QColor(look.hover if selected else ground))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(look.card_line))
    return selected


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    bold: bool = False,
    at_right: bool = False,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Paints a text of one line in the pen of the painter, in the middle of the height; ``mode``: where it is cut if it
    is too long. What a list shows again and again is laid out once."""
    # no character is narrower than 4 px: what cannot be seen need not be measured
    whole = text if mode == Qt.TextElideMode.ElideMiddle else text[: rect.width() // 4 + 1]
    laid_out, wide, high = _laid_out(whole, max(0, rect.width()), mode, bold, QGuiApplication.font().toString())
    painter.setFont(font(BASE, bold=bold))
    left = rect.right() + 1 - wide if at_right else rect.left()
    painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - high) / 2), laid_out)


@lru_cache(maxsize=_HELD)
def _laid_out(
    text: str, width: int, mode: Qt.TextElideMode, bold: bool, _application_font: str
) -> tuple[QStaticText, float, float]:
    """(the text, its width, its height) in px."""
    used = font(BASE, bold=bold)
    made = QStaticText(QFontMetrics(used).elidedText(text, mode, width))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=used)
    size = made.size()
    return made, size.width(), size.height()
