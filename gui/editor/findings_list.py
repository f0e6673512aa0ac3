"""The list view of findings: painting, mouse, keyboard and context menu."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.editor.entry_layout import EntryLayout, LayoutCache
from gui.editor.finding_entries import FindingEntry
from gui.editor.findings_model import ENTRY_ROLE, FindingsModel
from gui.kit.fonts import SMALL, font
from gui.kit.theme import THEME, colours
from gui.kit.widgets import add_menu_action
from gui.session.severities import SIGNS, foreground_of
from model.linking.finding_actions import Action, ActionKind

Index = QModelIndex | QPersistentModelIndex
_GO = Action(ActionKind.GO, "定位")


class FindingsDelegate(QStyledItemDelegate):
    """Paints an entry: sign, title, text, actions."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._layouts = LayoutCache()

    def layout_of(self, entry: FindingEntry, width: int) -> EntryLayout:
        """The layout of the entry for this width, cached."""
        return self._layouts.layout_of(entry, width)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget  # type: ignore[attr-defined]
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 280
        return QSize(width, self.layout_of(index.data(ENTRY_ROLE), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: FindingEntry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        theme = colours()
        painter.save()
        stressed = bool(state & QStyle.StateFlag.State_Selected) or entry.kind == "repair"
        painter.fillRect(rect, QColor(theme.accent_tint if stressed else theme.surface))
        if stressed:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.card_line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.translate(rect.topLeft())
        _paint_text(painter, entry, self.layout_of(entry, rect.width()))
        painter.restore()


def _paint_text(painter: QPainter, entry: FindingEntry, layout: EntryLayout) -> None:
    theme = colours()
    wrap = Qt.TextFlag.TextWordWrap
    ink = theme.text
    if entry.level is not None:
        ink = foreground_of(entry.level)
        painter.setPen(QColor(ink))
        painter.setFont(font(bold=True))
        painter.drawText(layout.sign, 0, SIGNS[entry.level])
    elif entry.kind == "repair":
        ink = theme.error
    elif entry.kind in ("head", "note", "settled"):
        ink = theme.muted
    painter.setPen(QColor(ink))
    bold = entry.kind in ("finding", "remark", "settled", "repair") or entry.level is not None
    painter.setFont(font(SMALL) if entry.kind in ("head", "note") else font(bold=bold))
    painter.drawText(layout.title, wrap, entry.title)
    is_muted = entry.kind == "note" or (entry.kind == "to_check" and entry.level is None)
    painter.setPen(QColor(theme.muted if is_muted else theme.text))
    painter.setFont(font(SMALL) if entry.kind == "note" else font())
    painter.drawText(layout.text, wrap, entry.text)
    painter.setPen(QColor(theme.accent))
    painter.setFont(font())
    for rect, action in layout.actions:
        painter.drawText(rect, 0, action.label)


class FindingsList(QListView):
    """Enter or a click goes to the place of an entry; actions are clicked or chosen in the context menu."""

    chosen = Signal(object, object)
    """(:class:`FindingEntry`, :class:`Action`)"""
    link_clicked = Signal()
    """An action was clicked and has run, and the list still has the focus."""
    hovered = Signal(object)
    """``FindingEntry | None``: the entry under the mouse."""

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = FindingsDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)  # keep the scroll position if the current entry is removed
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._under_mouse: FindingEntry | None = None
        self.setAccessibleName("核对结果")
        THEME.changed.connect(self._repaint)

    def layout_of(self, entry: FindingEntry) -> EntryLayout:
        """The layout of the entry, relative to its top left corner."""
        return self._delegate.layout_of(entry, self.viewport().width())

    def _repaint(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # -- mouse

    def _action_at(self, event: QMouseEvent) -> tuple[FindingEntry | None, Action | None]:
        index = self.indexAt(event.position().toPoint())
        entry: FindingEntry | None = index.data(ENTRY_ROLE)
        if entry is None:
            return None, None
        rect = self.visualRect(index)
        layout = self._delegate.layout_of(entry, rect.width())
        return entry, layout.action_at(event.position().toPoint() - rect.topLeft())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        entry, action = self._action_at(event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if action else Qt.CursorShape.ArrowCursor)
        self._hover(entry)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, entry: FindingEntry | None) -> None:
        if entry is not self._under_mouse:
            self._under_mouse = entry
            self.hovered.emit(entry)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entry, action = self._action_at(event)
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            if action is not None:
                self.chosen.emit(entry, action)
                if self.hasFocus():
                    self.link_clicked.emit()
            elif entry.leads_somewhere:
                self.chosen.emit(entry, _GO)

    # -- menu and keys

    def open_menu(self) -> QMenu | None:
        """Opens :meth:`menu` at the current entry; ``None`` if it has no actions."""
        menu = self.menu()
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        return menu

    def menu(self) -> QMenu | None:
        """A menu of the current entry's actions, not yet shown; ``None`` if it has none."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        if entry is None or not entry.actions:
            return None
        menu = QMenu(self)
        for action in entry.actions:
            add_menu_action(menu, action.label, partial(self.chosen.emit, entry, action))
        return menu

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        self.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.currentIndex().data(ENTRY_ROLE)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            self.chosen.emit(entry, entry.actions[0] if entry.kind == "head" and entry.actions else _GO)
            event.accept()
        elif event.key() == Qt.Key.Key_Space:
            self.open_menu()
            event.accept()
        else:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())
