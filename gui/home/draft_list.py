"""The list of drafts: a table for thousands of rows, usable by keyboard alone."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.kit.badges import Badge, badge_width, paint_badges
from gui.kit.fonts import BASE, font
from gui.kit.icons import icon
from gui.kit.line_table import style_as_list
from gui.kit.pinyin_initials import matches
from gui.kit.plain_text import plain
from gui.kit.theme import STEP, THEME, colours
from gui.kit.widgets import add_menu_action
from model.report.sample import LISTED
from model.report.sign_off import Stage
from model.store.draft_summary import DraftSummary

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
DRAFT = Role.UserRole
"""The :class:`DraftSummary` of a line."""
BADGES = Role.UserRole + 1
"""``tuple[Badge, ...]``: the result of the check."""

NAME, YEAR, FILLED, CHECKED, STAGE, SAVED, MORE = range(7)
HEADS = ("机关", "年度", "填报", "核对", "送签", "最近保存", "")
WIDEST = ("", "2025", "200 / 200", "", "已送签 12月31日", "2025-01-20", "")
"""The widest texts of the narrow columns, by which they are sized."""
STAGES = {"sent": "已送签", "final": "已定稿", "sample": "示例"}
ROW = 42
NO_NAME = "（未填机关名称）"


def badges(draft: DraftSummary) -> tuple[Badge, ...]:
    """The result of the check when the draft was last saved."""
    found = []
    if draft.errors:
        found.append(Badge(f"✕ {draft.errors}", "error"))
    if draft.warnings:
        found.append(Badge(f"△ {draft.warnings}", "warning"))
    if found:
        return tuple(found)
    if not draft.cells:
        return (Badge("未核对", "plain"),)
    return (Badge("✓ 全部一致", "good"),) if draft.filled == draft.cells else (Badge("未填完", "plain"),)


def shown_time(at: datetime, now: datetime) -> str:
    """In the time zone of ``now``: ``今天 14:32``, ``昨天 09:05``, ``2025-01-20``."""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"今天 {local:%H:%M}"
    if local.date() == now.date() - timedelta(days=1):
        return f"昨天 {local:%H:%M}"
    return f"{local:%Y-%m-%d}"


def summary_line(draft: DraftSummary) -> str:
    """Progress and time of the last save: ``填报 120 / 200，必改 1 处，须核实 2 处，最近保存 今天 14:32``."""
    parts = [f"填报 {draft.filled} / {draft.cells}"] if draft.cells else []
    parts += [f"必改 {draft.errors} 处"] if draft.errors else []
    parts += [f"须核实 {draft.warnings} 处"] if draft.warnings else []
    parts += [STAGES[draft.stage]] if draft.stage in STAGES else []
    return "，".join([*parts, f"最近保存 {shown_time(draft.saved_at, datetime.now().astimezone())}"])


def matching(drafts: Sequence[DraftSummary], searched: str) -> tuple[DraftSummary, ...]:
    """The drafts with every searched word in name, year or pinyin initials."""
    return tuple(each for each in drafts if matches(searched, f"{each.name} {each.year or ''}"))


class DraftsModel(QAbstractTableModel):
    """Drafts as rows; the store is changed elsewhere."""

    name_entered = Signal(str, str)
    """(id, name): the user entered another name for a draft."""

    def __init__(self) -> None:
        super().__init__()
        self._drafts: tuple[DraftSummary, ...] = ()
        self._binned = False

    def show_drafts(self, drafts: tuple[DraftSummary, ...], *, binned: bool) -> None:
        """Replaces the list; ``binned``: they are those in the bin."""
        self.beginResetModel()
        self._drafts, self._binned = drafts, binned
        self.endResetModel()

    def draft(self, row: int) -> DraftSummary | None:
        """The draft of a row; ``None`` outside the list."""
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def row_of(self, draft_id: str) -> int:
        """The row of the draft; -1 if it is not listed."""
        return next((row for row, each in enumerate(self._drafts) if each.id == draft_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._drafts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return "删除时间" if self._binned and section == SAVED else HEADS[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        draft = self.draft(index.row())
        if draft is None:
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._text(draft, index.column())
        if role == Role.EditRole and index.column() == NAME:
            return draft.name
        if role == Role.ToolTipRole:
            return plain(self._tip(draft, index.column()) or "") or None
        if role == BADGES:
            return badges(draft)
        return draft if role == DRAFT else None

    def _text(self, draft: DraftSummary, column: int) -> str:
        if column == NAME:
            return f"{LISTED if draft.stage == Stage.SAMPLE else ''}{draft.name or NO_NAME}"
        if column == YEAR:
            return str(draft.year or "")
        if column == FILLED:
            return f"{draft.filled} / {draft.cells}" if draft.cells else "—"
        if column == CHECKED:
            return "，".join(badge.text for badge in badges(draft))
        if column == STAGE:
            return f"{STAGES[draft.stage]} {draft.stage_on.partition('年')[2]}".strip() if draft.stage in STAGES else ""
        if column == SAVED:
            return shown_time(draft.deleted_at or draft.saved_at, datetime.now().astimezone())
        return "更多操作"

    def _tip(self, draft: DraftSummary, column: int) -> str:
        if column == CHECKED:
            return f"必改 {draft.errors} 处，须核实 {draft.warnings} 处"
        if column == STAGE:
            on = f"（{draft.stage_on}）" if draft.stage_on else ""
            return f"{STAGES[draft.stage]}{on}" if draft.stage in STAGES else "草稿"
        if column == SAVED:
            return f"{(draft.deleted_at or draft.saved_at).astimezone():%Y-%m-%d %H:%M:%S}"
        return self._text(draft, column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME and not self._binned else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        draft = self.draft(index.row())
        if role != Role.EditRole or draft is None or str(value).strip() == draft.name:
            return False
        self.name_entered.emit(draft.id, str(value).strip())
        return True


class DraftDelegate(QStyledItemDelegate):
    """Paints one row: the name in bold, the result of the check as badges, the menu as three dots."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state  # type: ignore[attr-defined]
        painter.save()
        look = colours()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(look.hover))
        painter.setPen(QPen(QColor(look.card_line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == NAME:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(look.accent))
        inside = rect.adjusted(2 * STEP, 0, -STEP, 0)
        if index.column() == CHECKED:
            paint_badges(painter, inside, index.data(BADGES))
        elif index.column() == MORE:
            self._paint_dots(painter, rect)
        else:
            self._paint_text(painter, inside, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        strong = index.column() == NAME
        painter.setFont(font(BASE, bold=strong))
        look = colours()
        ink = look.text if strong or index.column() != SAVED else look.muted
        if index.column() in (NAME, STAGE) and index.data(DRAFT).stage == Stage.SAMPLE:
            ink = look.warning
        painter.setPen(QColor(ink))
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_dots(self, painter: QPainter, rect: QRect) -> None:
        icon("more").paint(painter, QRect(rect.center() - QPoint(9, 9), rect.center() + QPoint(10, 10)))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setPlaceholderText("留空则显示机关名称")
        editor.setAccessibleName("草稿名称")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(Role.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 4, -STEP, -4))  # type: ignore[attr-defined]


class DraftCommands(Protocol):
    """What can be done to the draft with an id; see :class:`gui.home.draft_actions.DraftActions`."""

    @property
    def open(self) -> Callable[[str], None]: ...

    def copy(self, draft_id: str, /) -> None: ...

    def move_to_bin(self, draft_id: str, /) -> None: ...

    def restore(self, draft_id: str, /) -> None: ...

    def purge(self, draft_id: str, /) -> None: ...

    def export_to_file(self, draft_id: str, /) -> None: ...


class DraftTable(QTableView):
    """The list, for keyboard and mouse."""

    def __init__(self, drafts: DraftsModel, commands: DraftCommands) -> None:
        super().__init__()
        self._commands = commands
        self.drafts = drafts
        self.binned = False
        """The bin is shown: its drafts can only be restored or purged."""
        self.setModel(drafts)
        self.setItemDelegate(DraftDelegate(self))
        self.setAccessibleName("草稿列表")
        style_as_list(self, ROW)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._lay_out()
        self.customContextMenuRequested.connect(self._open_menu_at)
        self.clicked.connect(self._note_click)
        self.doubleClicked.connect(self._note_double_click)
        THEME.changed.connect(self.viewport().update)

    def _lay_out(self) -> None:
        heads = self.horizontalHeader()
        metrics = QFontMetrics(font(BASE))
        widths = {
            column: metrics.horizontalAdvance(WIDEST[column]) + 5 * STEP for column in (YEAR, FILLED, STAGE, SAVED)
        }
        checked = max(badge_width("✓ 全部一致"), badge_width("✕ 12") + badge_width("△ 12") + STEP) + 4 * STEP
        for column, width in {**widths, CHECKED: checked, MORE: ROW}.items():
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            heads.resizeSection(column, width)
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    # -- which one

    def current(self) -> DraftSummary | None:
        """The draft of the current line, if there is one."""
        return self.drafts.draft(self.currentIndex().row())

    def select(self, row: int) -> None:
        """Selects the row, or the last one if it does not exist."""
        if (rows := self.drafts.rowCount()) and row >= 0:
            self.setCurrentIndex(self.drafts.index(min(row, rows - 1), NAME))

    def select_draft(self, draft_id: str) -> bool:
        """Selects the draft; ``False`` if it is not listed."""
        row = self.drafts.row_of(draft_id)
        self.select(row)
        return row >= 0

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState or not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        draft = self.current()
        if draft is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.binned:
            self._commands.open(draft.id)
        elif event.key() == Qt.Key.Key_F2 and not self.binned:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete:
            (self._commands.purge if self.binned else self._commands.move_to_bin)(draft.id)
        else:
            return False
        return True

    def rename(self) -> None:
        """Edits the name of the current draft in place."""
        self.edit(self.drafts.index(self.currentIndex().row(), NAME))

    def _note_click(self, index: QModelIndex) -> None:
        if index.column() == MORE:
            self._open_menu_at(self.visualRect(index).bottomLeft())

    def _note_double_click(self, index: QModelIndex) -> None:
        draft = self.drafts.draft(index.row())
        if draft and not self.binned and index.column() != MORE:
            self._commands.open(draft.id)

    def _open_menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid() and (index := self.currentIndex()).isValid():
            at = self.visualRect(index).bottomLeft()  # the menu key, or the dots of the last line
        if draft := self.drafts.draft(index.row()):
            self.open_menu(draft, self.viewport().mapToGlobal(at))

    def open_menu(self, draft: DraftSummary, at: QPoint) -> QMenu:
        """Pops up the menu of the draft at a position of the screen."""
        menu = self.menu(draft)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
        return menu

    def menu(self, draft: DraftSummary) -> QMenu:
        """The context menu of the draft."""
        menu = QMenu(self)
        if self.binned:
            add_menu_action(menu, "恢复", partial(self._commands.restore, draft.id))
            add_menu_action(menu, "彻底删除…\tDelete", partial(self._commands.purge, draft.id))
        else:
            add_menu_action(menu, "打开\tEnter", partial(self._commands.open, draft.id))
            add_menu_action(menu, "改名…\tF2", self.rename)
            add_menu_action(menu, "复制", partial(self._commands.copy, draft.id))
            add_menu_action(menu, "导出草稿到文件…", partial(self._commands.export_to_file, draft.id))
            menu.addSeparator()
            add_menu_action(menu, "删除\tDelete", partial(self._commands.move_to_bin, draft.id))
        return menu
