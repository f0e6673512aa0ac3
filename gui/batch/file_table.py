"""The table of files: one line a file, sorted and filtered, for ten thousand of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from export.document.batch_tables import file_line
from gui.batch.shown_rows import ShownRows
from gui.kit.badges import Badge, badge_width, paint_badges
from gui.kit.line_table import end_of_list
from gui.kit.pinyin_initials import matches
from gui.kit.plain_text import plain
from gui.kit.sortable_view import SortableView, paint_ground, paint_text
from gui.kit.theme import STEP, colours
from model.batch.file_rows import FileRow, Verdict
from model.batch.selection import remark_of
from model.form.edition import Edition

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
BADGE = Role.UserRole
"""``tuple[Badge, ...]``: the verdict."""
ORGAN, FILE, FORM, READ, VERDICT, COUNTED, REMARK = range(7)
HEADS = ("机关", "文件", "格式", "读出", "勾稽", "汇总", "说明")
ROW = 36
MOST_INSERTED = 20
"""More files at once are sorted in by sorting all."""
_WIDTHS = {ORGAN: 190, FILE: 210, FORM: 84, READ: 84, COUNTED: 64}
_NARROW = {**_WIDTHS, ORGAN: 150, FILE: 110, FORM: 72, READ: 76, COUNTED: 52}
"""On a small screen, so that there is room for what was found."""
NARROW_BELOW = 1000
"""Px of the whole table."""
_KINDS = {
    Verdict.AGREES: "good",
    Verdict.TO_VERIFY: "warning",
    Verdict.WRONG: "error",
    Verdict.OLD_FORM: "error",
    Verdict.UNREADABLE: "error",
}
_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class RowFilter:
    """Which files are shown."""

    searched: str = ""
    """Words in organ, unit, file name or remark, or initials of their pinyin."""
    verdict: Verdict | None = None
    rule: str = ""
    """The id of a rule that an open finding breaks."""

    def accepts(self, row: FileRow, unit: str) -> bool:
        """``unit``: the one that the file is of, where known."""
        if self.verdict is not None and row.verdict is not self.verdict:
            return False
        if self.rule and self.rule not in row.rules:
            return False
        return not self.searched or matches(self.searched, *searched(row, unit))


def searched(row: FileRow, unit: str) -> tuple[str, ...]:
    """What a search looks into."""
    return (row.organ, unit, row.name)


class FileTableModel(QAbstractTableModel):
    """The files that the filter lets through, in the order of a column."""

    shown_changed = Signal()

    def __init__(self, editions: Mapping[str, Edition]) -> None:
        super().__init__()
        self._editions = editions
        self._rows: dict[int, FileRow] = {}
        self._shown = ShownRows()
        self._units: Mapping[int, str] = {}
        self._why: Mapping[int, str] = {}
        self._filter = RowFilter()
        self._column: int | None = None

    # -- contents

    def add_rows(self, rows: Sequence[FileRow]) -> None:
        """Adds files, or replaces those of the same number."""
        replaced = any(row.number in self._rows for row in rows)
        self._rows.update((row.number, row) for row in rows)
        new = [row.number for row in rows if self._accepts(row)]
        if replaced or len(new) > MOST_INSERTED:
            self._arrange()
        else:
            for number in new:
                place = self._shown.place_of(number)
                self.beginInsertRows(QModelIndex(), place, place)
                self._shown.insert(place, number)
                self.endInsertRows()
        self.shown_changed.emit()

    def rows_like(self, rows: Iterable[FileRow]) -> list[FileRow]:
        """Those that :meth:`add_rows` would replace."""
        return [self._rows[row.number] for row in rows if row.number in self._rows]

    def clear(self) -> None:
        """Removes all files."""
        self.beginResetModel()
        self._rows = {}
        self._shown.arrange(())
        self.endResetModel()
        self.shown_changed.emit()

    def set_units(self, units: Mapping[int, str], why_left_out: Mapping[int, str]) -> None:
        """``units`` by the number of the file; ``why_left_out`` for files that are not summed."""
        if (units, why_left_out) == (self._units, self._why):
            return
        changed = {
            number for number, _ in (units.items() ^ self._units.items()) | (why_left_out.items() ^ self._why.items())
        }
        self._units, self._why = units, why_left_out
        if self._column in (COUNTED, REMARK) or self._filter.searched:
            self._arrange()
            self.shown_changed.emit()
        places = [place for place, number in enumerate(self._shown.numbers) if number in changed]
        if places:  # while files come, those are mostly lines that are not in sight: nothing is painted again
            self.dataChanged.emit(self.index(places[0], COUNTED), self.index(places[-1], REMARK))

    def set_filter(self, wanted: RowFilter) -> None:
        """Shows the files that ``wanted`` accepts."""
        if wanted != self._filter:
            self._filter = wanted
            self._arrange()
            self.shown_changed.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = column if column >= 0 else None
        key = None if self._column is None else self._key_of
        self._shown.order_by(key, descending=order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _accepts(self, row: FileRow) -> bool:
        return self._filter.accepts(row, self._units.get(row.number, ""))

    def searched_names(self) -> list[str]:
        """All names that a search looks into."""
        return [name for row in list(self._rows.values()) for name in searched(row, self._units.get(row.number, ""))]

    def _arrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = [self._shown.numbers[index.row()] for index in self.persistentIndexList()]
        self._shown.arrange(number for number, row in self._rows.items() if self._accepts(row))
        if before:
            places = {number: place for place, number in enumerate(self._shown.numbers)}
            for index, number in zip(self.persistentIndexList(), before, strict=True):
                place = places.get(number)
                self.changePersistentIndex(index, QModelIndex() if place is None else self.index(place, index.column()))
        self.layoutChanged.emit()

    def _key_of(self, number: int) -> Any:
        return self._sort_key(self._rows[number])

    def _sort_key(self, row: FileRow) -> Any:
        column = self._column
        if column == VERDICT:
            return (_ORDER[row.verdict], row.errors, row.warnings, row.blanks)
        if column == READ:
            return row.filled
        return self._text(row, column or 0)

    @property
    def shown_rows(self) -> list[FileRow]:
        """The files shown now, from top to bottom."""
        return [self._rows[number] for number in self._shown.numbers]

    @property
    def all_rows(self) -> Collection[FileRow]:
        """All files, shown or not."""
        return self._rows.values()

    def row_at(self, place: int) -> FileRow | None:
        """The file of a line; ``None`` outside the table."""
        numbers = self._shown.numbers
        return self._rows[numbers[place]] if 0 <= place < len(numbers) else None

    # -- for the view

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._shown.numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole and section == READ:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._text(row, index.column())
        if role == Role.ToolTipRole:
            return plain(self._tip(row, index.column()))
        return (Badge(row.mark, _KINDS[row.verdict]),) if role == BADGE else None

    def _text(self, row: FileRow, column: int) -> str:
        if column == ORGAN:
            return row.organ or "？"
        if column == FILE:
            return row.name
        if column == FORM:
            return self._editions[row.edition].name.removesuffix("格式") if row.edition else "—"
        if column == READ:
            return f"{row.filled} / {row.of_cells}" if row.edition else "—"
        if column == VERDICT:
            return row.mark
        if column == COUNTED:
            return self._counted(row)
        return remark_of(row, self._why.get(row.number, ""))

    def _counted(self, row: FileRow) -> str:
        return "不计" if row.number in self._why else ("计入" if row.number in self._units else "")

    def lines(self) -> list[tuple[str | int, ...]]:
        """The files shown now as :data:`FILE_HEADS` has them."""
        return [
            file_line(row, self._editions, self._counted(row), self._why.get(row.number, "")) for row in self.shown_rows
        ]

    def _tip(self, row: FileRow, column: int) -> str:
        unit = self._units.get(row.number, "")
        if column == ORGAN and unit and unit != row.organ:
            return f"{row.organ}\n名单上是：{unit}"
        if column == COUNTED:
            return self._why.get(row.number, "")
        if column == VERDICT and row.edition:
            return f"必改 {row.errors} 处，须核实 {row.warnings} 处，未填 {row.blanks} 格"
        return self._text(row, column)


class _FileDelegate(QStyledItemDelegate):
    """Paints the organ in bold, the verdict as a badge, the rest in muted colours."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # type: ignore[attr-defined]
        painter.save()
        selected = paint_ground(painter, option)
        if selected and index.column() == ORGAN:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours().accent))
        inside = rect.adjusted(2 * STEP, 0, -STEP, 0)
        if index.column() == VERDICT:
            paint_badges(painter, inside, index.data(BADGE))
        else:
            self._paint_text(painter, inside, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        column = index.column()
        painter.setPen(QColor(colours().muted if column in (COUNTED, REMARK) else colours().text))
        # of a path the file's own name matters most
        mode = Qt.TextElideMode.ElideMiddle if column == FILE else Qt.TextElideMode.ElideRight
        paint_text(painter, rect, index.data(), bold=column == ORGAN, at_right=column == READ, mode=mode)


class FileTable(SortableView):
    """The files, for keyboard and mouse: Enter or a double click opens one, Ctrl+C copies the whole list."""

    def __init__(
        self, model: FileTableModel, open_row: Callable[[FileRow], object], copy: Callable[[], object]
    ) -> None:
        self._open_row = open_row
        self.files = model
        super().__init__(model, _FileDelegate, "文件列表", ROW)
        self.opened.connect(self._open_index)
        self.copy_wanted.connect(copy)
        heads = self.horizontalHeader()
        badge = max(badge_width("✕ 读不出"), badge_width("△ 12 · 200 空格")) + 4 * STEP
        for column, width in {**_WIDTHS, VERDICT: badge}.items():
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            heads.resizeSection(column, width)
        self._is_fitting = self._is_narrow = self._has_own_widths = False
        heads.sectionResized.connect(self._note_own_widths)
        heads.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW_BELOW
        if is_narrow != self._is_narrow and not self._has_own_widths:
            self._is_narrow, self._is_fitting = is_narrow, True
            for column, width in (_NARROW if is_narrow else _WIDTHS).items():
                self.horizontalHeader().resizeSection(column, width)
            self._is_fitting = False

    def _note_own_widths(self, column: int, _before: int, _now: int) -> None:
        """The user drew a column wider or narrower; the last one takes what is left."""
        self._has_own_widths = self._has_own_widths or not (self._is_fitting or column == REMARK)

    def current_row(self) -> FileRow | None:
        """The file of the current line, if there is one."""
        return self.files.row_at(self.currentIndex().row())

    def _open_index(self, index: QModelIndex) -> None:
        if (row := self.files.row_at(index.row())) is not None:
            self._open_row(row)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        return end_of_list(self, action) or super().moveCursor(action, modifiers)
