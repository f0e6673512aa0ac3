"""How a printed cell is painted, and the line edit that types over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.colours import BASE, SMALL, colours, font, hatched
from gui.table_model import STATE, CellState, TableModel
from model.figures import FigureError
from model.findings import Severity

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

Index = QModelIndex | QPersistentModelIndex
PADDING = 7
CORNER = 9
AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
SURELY_FITS = 3
"""So few characters are never cut."""
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
KEYS_THAT_LEAVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, *TABS)


class TableDelegate(QStyledItemDelegate):
    left = Signal(int, object)
    """(key, modifiers): a figure was typed and taken, and the key wants to move on."""
    filled = Signal(str)
    """Ctrl+Enter: the text is meant for every selected cell."""
    refused = Signal(object, str)
    """(``Cell``, sentence): what was typed is no figure; the editor stays open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: CellState = index.data(STATE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        self.paint_cell(painter, rect, state, str(index.data() or ""))
        self._paint_edges(painter, rect, index)
        style: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        view = option.widget  # type: ignore[attr-defined]
        current = isinstance(view, QAbstractItemView) and index == view.currentIndex()  # also while keys go elsewhere
        if style & QStyle.StateFlag.State_Selected and not current:
            tint = QColor(colours().accent)
            tint.setAlpha(46)
            painter.fillRect(rect, tint)
        if current:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, state: CellState, text: str) -> None:
        """Ground, marks and text as the state wants them; the legend paints its samples by it too."""
        ground, ink, bold = _colours_of(state)
        painter.fillRect(rect, QColor(ground))
        if state.role == "figure":
            self._paint_state(painter, QRectF(rect), state)
        self._paint_text(painter, rect, state, text, ink, bold)

    def _paint_edges(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The view draws lines right of and under each cell; the outermost ones at the left and top are missing."""
        painter.setPen(QColor(colours().grid_line))
        if index.row() == 0:
            painter.drawLine(rect.topLeft(), rect.topRight() + QPoint(1, 0))
        if index.column() == 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft() + QPoint(0, 1))

    def _paint_state(self, painter: QPainter, rect: QRectF, state: CellState) -> None:
        look = colours()
        if state.blank and not state.unread:
            hatched(painter, rect)
        if state.trace:
            frame = QColor(look.warning if state.trace == "left" else look.accent)
            frame.setAlpha(110)
            pen = QPen(frame, 1)
            pen.setStyle(Qt.PenStyle.SolidLine if state.trace == "left" else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state.severity or state.unread:
            grave = state.severity is Severity.ERROR or state.unread
            painter.setBrush(QColor(look.error if grave else look.warning))
            size = CORNER * self.zoom
            corner = rect.topLeft()
            painter.drawPolygon(QPolygonF([corner, corner + QPointF(size, 0), corner + QPointF(0, size)]))
        if state.suspect:
            painter.setPen(QPen(QColor(look.error), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 3, -4, -4), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
        if state.pointed:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.setPen(Qt.PenStyle.NoPen)
        if state.typed_over:
            painter.setBrush(QColor(look.total))
            corner = rect.bottomRight()
            size = 7 * self.zoom
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner - QPointF(0, size)]))
        elif state.imported and not state.blank:
            painter.setBrush(QColor(look.muted))
            painter.drawRect(QRectF(rect.left() + 4, rect.bottom() - 4, 9 * self.zoom, 1.5))
        if state.flagged or state.remarked:
            self._paint_remark(painter, rect, flagged=state.flagged)

    def _paint_remark(self, painter: QPainter, rect: QRectF, *, flagged: bool) -> None:
        """A flag on its staff for 待核实, a folded corner for a mere remark; both at the upper right."""
        look, size = colours(), 8 * self.zoom
        corner = rect.topRight()
        if not flagged:
            painter.setBrush(QColor(look.accent))
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(size - 2, 0), corner + QPointF(0, size - 2)]))
            return
        top = corner + QPointF(-3, 3)
        painter.setBrush(QColor(look.warning))
        painter.drawPolygon(QPolygonF([top, top + QPointF(-size, size * 0.35), top + QPointF(0, size * 0.7)]))
        painter.drawRect(QRectF(top.x() - 0.5, top.y(), 1.5, size * 1.3))

    def _paint_text(self, painter: QPainter, rect: QRect, state: CellState, text: str, ink: str, bold: bool) -> None:
        painter.setFont(self.font(bold))
        painter.setPen(QColor(ink))
        inner = rect.adjusted(PADDING, 2, -PADDING, -2)
        if state.role == "figure":
            if state.beside:
                inner = self._paint_last_year(painter, inner, state.beside)
                painter.setFont(self.font(bold))
                painter.setPen(QColor(ink))
            # a long unread text is cut at its end, never at its beginning
            if len(text) > SURELY_FITS:
                text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, AT_RIGHT, text)
        elif state.role in ("label", "note"):
            painter.drawText(inner, AT_LEFT, text)
        else:
            text = balanced(text, inner.width() // max(1, painter.fontMetrics().horizontalAdvance("一")))
            painter.drawText(inner, CENTRED, text)

    def _paint_last_year(self, painter: QPainter, inner: QRect, beside: str) -> QRect:
        """A small line under the figure; the room that is left above it."""
        painter.setFont(self.small_font())
        painter.setPen(QColor(colours().muted))
        high = painter.fontMetrics().height()
        line = QRect(inner.left() - 4, inner.bottom() - high + 1, inner.width() + 8, high)
        if len(beside) > SURELY_FITS:
            beside = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, AT_RIGHT, beside)
        return inner.adjusted(0, 0, 0, -high)

    def small_font(self) -> QFont:
        return font(round(SMALL * self.zoom))

    def font(self, bold: bool = False) -> QFont:
        return font(round(BASE * self.zoom), bold=bold)

    # -- editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("role", "cell")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setFont(self.font())
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():  # the model may change while a person types
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: "QAbstractItemModel", index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            key = event.key()
            if key in KEYS_THAT_LEAVE:
                if self._refuses(watched):
                    return True
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key not in TABS:
                    text = watched.text()
                    self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.RevertModelCache)
                    self.filled.emit(text)
                    return True
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                self.left.emit(key, event.modifiers())
                return True
        return super().eventFilter(watched, event)

    def _refuses(self, editor: QLineEdit) -> bool:
        """Tells why the text is no figure, and keeps it for mending."""
        view = editor.parent().parent()
        model, index = view.model(), view.currentIndex()  # type: ignore[attr-defined]
        assert isinstance(model, TableModel)
        cell = model.cell(index)
        if cell is None or editor.text() == str(index.data(Qt.ItemDataRole.EditRole) or ""):
            return False
        try:
            model.read(cell, editor.text())
        except FigureError as error:
            self.refused.emit(cell, str(error))
            return True
        return False


def balanced(text: str, fits: int) -> str:
    """A head broken into lines of equal length: 结果/维持, not 结果维/持. ``fits``: characters a line."""
    if fits < 1 or len(text) <= fits or len(text) > 3 * fits:
        return text
    lines = -(-len(text) // fits)
    length = -(-len(text) // lines)
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
