"""A read-only table of text lines, of which one is selected as a whole; lines may have checkboxes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.kit.fonts import BASE, font
from gui.kit.plain_text import plain

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW = 30
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class TableLine:
    """One row; ``strong`` shows it in bold."""

    texts: tuple[str, ...]
    """One for each column."""
    strong: bool = False
    tip: str = ""


class LineTableModel(QAbstractTableModel):
    """Lines of text under headings, replaced as a whole."""

    ticked_changed = Signal()

    def __init__(
        self, heads: Sequence[str], *, has_checkboxes: bool = False, numbers: Collection[int] = frozenset()
    ) -> None:
        """``numbers``: columns of figures, which stand below one another by their last digits."""
        super().__init__()
        self._numbers = frozenset(numbers)
        self._heads = tuple(heads)
        self._lines: tuple[TableLine, ...] = ()
        self.has_checkboxes = has_checkboxes
        self.ticked: frozenset[int] = frozenset()
        """Row numbers of the ticked lines."""

    def show_lines(
        self, lines: Sequence[TableLine], heads: Sequence[str] | None = None, *, has_checkboxes: bool = False
    ) -> None:
        """Replaces all lines, and the headings if given; all ticks are cleared."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self._heads = tuple(heads or self._heads)
        self.has_checkboxes = has_checkboxes
        self.ticked = frozenset()
        self.endResetModel()
        self.ticked_changed.emit()

    @property
    def lines(self) -> tuple[TableLine, ...]:
        """The lines shown now."""
        return self._lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole and section < len(self._heads):
            return self._heads[section]
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole and section in self._numbers:
            return _AT_RIGHT
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return line.texts[index.column()]
        if role == Role.ToolTipRole:
            return plain(line.tip or line.texts[index.column()])
        if role == Role.TextAlignmentRole and index.column() in self._numbers:
            return _AT_RIGHT
        if role == Role.FontRole and line.strong:
            return font(BASE, bold=True)
        if role == Role.CheckStateRole and self.has_checkboxes and index.column() == 0:
            return Qt.CheckState.Checked if index.row() in self.ticked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.has_checkboxes and index.column() == 0 else flags

    def tick(self, row: int, *, ticked: bool = True) -> None:
        """Ticks or unticks the checkbox of ``row``, as a click does."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self.setData(self.index(row, 0), state.value, Role.CheckStateRole)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not self.has_checkboxes:
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.ticked = self.ticked | {index.row()} if ticked else self.ticked - {index.row()}
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True


def style_as_list(view: QTableView, high: int) -> None:
    """Makes the view a list of whole lines, each ``high`` px, under headings that cannot be clicked."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    rows, heads = view.verticalHeader(), view.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(high)
    heads.setHighlightSections(False)
    heads.setSectionsClickable(False)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heads.setMinimumSectionSize(40)


class WholeLineView(QTableView):
    """Home and End go to the first and last line: the view's own go to columns, which cannot be seen in a list."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return end_of_list(self, action) or super().moveCursor(action, modifiers)


def end_of_list(view: QTableView, action: QAbstractItemView.CursorAction) -> QModelIndex | None:
    """Where Home and End go in a list of whole lines; ``None`` for anything else, and in an empty list."""
    ends = {QAbstractItemView.CursorAction.MoveHome: 0}
    ends[QAbstractItemView.CursorAction.MoveEnd] = view.model().rowCount() - 1
    if action not in ends or ends[action] < 0:
        return None
    return view.model().index(ends[action], max(0, view.currentIndex().column()))


class LineTableView(WholeLineView):
    """Lines are selected by arrow keys and mouse; the column ``wide`` takes the remaining width."""

    def __init__(self, model: LineTableModel, name: str, wide: int, widths: Sequence[int] = ()) -> None:
        """``widths`` in px, of all columns; the one of ``wide`` does not count."""
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        style_as_list(self, ROW)
        self.setProperty("role", "lines")
        heads = self.horizontalHeader()
        for column in range(model.columnCount()):
            stretches = column == wide
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            heads.setSectionResizeMode(column, mode)
            if not stretches and column < len(widths):
                heads.resizeSection(column, widths[column])

    def choose(self, row: int) -> None:
        """Makes ``row`` the current line if it exists."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))
