"""The printed table as a grid to type in: keys, selection, copy and paste."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QWidget

from gui.grid.cell_editor import CellEditorDelegate
from gui.grid.clipboard import copied_block, copy_block, paste_by_labels, pasted, placed, takes_what_fits
from gui.grid.column_sizes import sizes, width_needed
from gui.grid.fill_handle import FillHandle
from gui.grid.frozen_parts import FrozenParts
from gui.grid.keyboard_navigation import ARROWS, Cursor, place_beyond
from gui.grid.painted_table import PaintedTable
from gui.grid.remark_dialog import RemarkDialog
from gui.grid.table_model import Index, TableModel
from gui.kit.status_sink import NoStatus, StatusSink
from gui.kit.theme import colours
from gui.kit.widgets import is_text_input
from gui.session.open_report import OpenReport
from model.form.figures import Figure, show_figure
from model.form.table_order import neighbour, place_after
from model.form.tables import Cell, Place, Table
from model.report.cell_entry import Entered, kept_words, objection, read_entries
from model.report.edits import Edit, blanks, filling_with_zero
from model.report.report import Remark

ZOOM = (0.5, 3.0)
LONG = 20
"""A table of so many rows is scrolled on an office screen."""

GOING = {*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
Select = QItemSelectionModel.SelectionFlag
ScrollHint = QAbstractItemView.ScrollHint


class TableView(PaintedTable):
    """One statutory table. Labels cannot be selected; the keys go from figure to figure."""

    cell_entered = Signal(object)
    """``Cell | None``: the current cell."""
    selection_summary_changed = Signal(str)
    """Sum and count of the selected figures, for the status line; blank for a single cell."""
    refused = Signal(object, str)
    """(``Cell | None``, sentence): something typed or pasted was not taken, or not all of it."""
    refused_text_kept = Signal(str)
    """Texts that are no figures stand in their cells now, marked: one line about them."""
    zoomed = Signal(float)
    history_requested = Signal(object)
    """``Cell``: everything that it ever showed is to be seen."""
    guidance_wanted = Signal(object)
    """``Cell``: what counts there is to be told."""

    def __init__(
        self,
        model: TableModel,
        open_report: OpenReport | None = None,
        parent: QWidget | None = None,
        status: StatusSink | None = None,
    ) -> None:
        # Whatever the overrides below read is set before Qt's constructor and setModel, which call them: an exception
        # that leaves one is lost when Qt calls another one next, and from PySide6 6.10 on that one loses a reference,
        # until Python frees a function that the class still holds, and crashes.
        self._open_report: OpenReport | None = None
        self._status: StatusSink = status or NoStatus()
        self._selected: tuple[Cell, ...] = ()
        self._frozen: FrozenParts | None = None
        self._anchor: Cell | None = None
        """Where the selection began, or Tab has gone in it: typing begins there."""
        self._handle = FillHandle(self)
        self._handle_at = QRect()
        self._hovered: Place | None = None
        self._jumps = False
        self.types_over = False
        """The editor that is open, or about to be, was opened by typing: arrows leave it, as in a spreadsheet."""
        self.enter_goes_right = False
        """A setting: Enter goes along the row instead of down the column."""
        self._run_start: int | None = None
        """The column in which the present run of Tabs began; Enter goes back to it."""
        super().__init__(model, parent)
        self._open_report = open_report
        self._delegate = CellEditorDelegate(self, self.painter)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(model.table.name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(True)
        self.setMouseTracking(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._frozen = self._freeze()
        self._delegate.left.connect(self._move_on)
        self._delegate.filled.connect(self.fill_selection)
        self._delegate.refused.connect(self.refused)
        model.kept_refused.connect(self._tell_kept)
        model.total_entered.connect(self._status.show_status)
        model.dataChanged.connect(self._tell_selection)
        self._lay_out()

    def _freeze(self) -> FrozenParts:
        """The labels stay in sight, and the heads of a table long enough to be scrolled."""
        table = self._table_model.table
        first = min((place for place in table.places if place.cell), key=lambda place: (place.top, place.left))
        return FrozenParts(self, rows=first.top if table.height >= LONG else 0, columns=first.left)

    @property
    def _covered(self) -> QPoint:
        """How far the parts that stay reach into the viewport."""
        return self._frozen.covered if self._frozen is not None else QPoint()

    def _in_sight(self) -> tuple[int, int]:
        return self._covered.x(), self.viewport().width()

    def indexAt(self, at: QPoint) -> QModelIndex:
        """What is seen there, also of the parts that stay."""
        return super().indexAt(self._frozen.scrolled_back(at) if self._frozen is not None else at)

    def scrollTo(self, index: Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Also out from under the parts that stay."""
        super().scrollTo(index, hint)
        hidden = self._covered - self.visualRect(index).topLeft()
        for bar, pixels in ((self.horizontalScrollBar(), hidden.x()), (self.verticalScrollBar(), hidden.y())):
            if pixels > 0 and bar.value() > 0:
                bar.setValue(bar.value() - pixels)

    # -- size

    @property
    def zoom(self) -> float:
        return self.painter.zoom

    def set_zoom(self, zoom: float) -> None:
        """1.0 is 100 %."""
        self.painter.zoom = max(ZOOM[0], min(ZOOM[1], zoom))
        self._lay_out()
        self.repaint_all()
        self.zoomed.emit(self.zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        if self.currentIndex().isValid() and event.oldSize().height() > event.size().height():
            self.scrollTo(self.currentIndex())  # the bar above grew: the current cell stays in sight

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom + (0.1 if event.angleDelta().y() > 0 else -0.1))
            event.accept()
        else:
            super().wheelEvent(event)

    def _lay_out(self) -> None:
        widths, heights = sizes(self._table_model, self.painter, self.viewport().width() - 2)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        if self._frozen is not None:
            self._frozen.follow()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """A figure that needs more room gets it; none is cut."""
        super().dataChanged(first, last, roles)
        changed = [self._table_model.place(first)] if first == last else self._table_model.table.places
        for place in changed:
            if place is None or place.cell is None:
                continue
            has = sum(self.columnWidth(column) for column in range(place.left, place.right))
            if width_needed(self._table_model, self.painter, place) > has:
                self._lay_out()
                return

    # -- marks over the cells

    @property
    def table(self) -> Table:
        return self._table_model.table

    def rect_of(self, cell: Cell) -> QRect:
        return self.visualRect(self._table_model.index_of(cell))

    def _table_rect(self) -> QRect:
        """What of the viewport the table covers."""
        left, top = self.columnViewportPosition(0), self.rowViewportPosition(0)
        whole = QRect(left, top, self.horizontalHeader().length(), self.verticalHeader().length())
        return whole.intersected(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._hovered is not None and self._hovered.cell is not None:
            tint = QColor(colours().accent)
            tint.setAlpha(16)
            rect, room = self.rect_of(self._hovered.cell), self._table_rect()
            painter.fillRect(QRect(room.left(), rect.top(), room.width(), rect.height()), tint)
            painter.fillRect(QRect(rect.left(), room.top(), rect.width(), room.height()), tint)
        if self._open_report is not None and self.hasFocus() and not self._is_final:
            self._handle.paint(painter)
        painter.end()

    def _marked(self) -> tuple[frozenset[Cell], Cell | None]:
        return frozenset(self._selected), self.current_cell

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        place = self._table_model.place(self.indexAt(at))
        if self._handle.dragging:
            self._handle.drag_to(place)
            self.viewport().update()
            return
        self._hover(place)
        shape = Qt.CursorShape.CrossCursor if self._handle.holds(at) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, place: Place | None) -> None:
        """The row and column under the mouse are lightly marked."""
        if place is not self._hovered:
            self._hovered = place
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._handle.dragging:
            self._fill_dragged(self._handle.end())
        else:
            super().mouseReleaseEvent(event)

    def show_last_year(self, figures: Mapping[Cell, Figure] | None) -> None:
        """Last year's figures and the change under this year's; ``None`` takes them away."""
        self._table_model.show_last_year(figures)
        self._lay_out()

    def commit(self) -> bool:
        """Takes over what is being typed into a cell; ``False``: it is no figure, and stays there as it is."""
        if self.state() != QAbstractItemView.State.EditingState:
            return True
        index = self.currentIndex()
        editor = self.indexWidget(index)
        if not isinstance(editor, QLineEdit):
            return True
        if editor.isModified() or editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            self._table_model.setData(index, editor.text())
        self.closeEditor(editor, CellEditorDelegate.EndEditHint.RevertModelCache)
        return not self._table_model.state_of(index).unread

    def _tell_kept(self, refused: Mapping[Cell, str]) -> None:
        if self._open_report is not None:
            self.refused_text_kept.emit(kept_words(self._open_report.edition, refused))

    # -- going about

    def go_to(self, cell: Cell) -> None:
        """Makes the cell current, brings it into sight and takes the keys."""
        self.show_cell(cell)
        self.setFocus()

    def show_cell(self, cell: Cell) -> None:
        """The same without the keys."""
        index = self._table_model.index_of(cell)
        seen = self._seen_whole(index)
        self._jump_to(index)  # scrolls no further than it must
        if not seen:
            self.scrollTo(index, ScrollHint.PositionAtCenter)  # with what stands around it

    def _jump_to(self, index: Index) -> None:
        """Selects just that cell, whatever keys are held; from now on Shift stretches the selection from there."""
        self._jumps = True
        self.setCurrentIndex(index)
        self._jumps = False

    def _seen_whole(self, index: Index) -> bool:
        """Neither out of sight, nor cut, nor under the parts that stay."""
        covered = self._covered
        return self.viewport().rect().adjusted(covered.x(), covered.y(), 0, 0).contains(self.visualRect(index))

    @property
    def current_cell(self) -> Cell | None:
        return self._table_model.cell(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        cell = self._table_model.cell(current)
        self._table_model.trace(cell if self._open_report else None)
        self.cell_entered.emit(cell)

    def selectionChanged(self, selected, deselected) -> None:  # type: ignore[no-untyped-def]
        super().selectionChanged(selected, deselected)
        at = self._table_model.table.place_at
        found = {
            place.cell
            for block in self.selectionModel().selection()  # type: ignore[attr-defined]
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
            if (place := at.get((row, column))) is not None and place.cell
        }
        self._selected = cells = tuple(cell for cell in self._table_model.table.cells if cell in found)
        if len(cells) == 1 or self._anchor not in found:
            self._anchor = self.current_cell if self.current_cell in found else next(iter(cells), None)
        self.viewport().update(self._handle_at)  # the square reaches over its cell
        self._handle_at = self._handle.rect.adjusted(-2, -2, 2, 2)
        self.viewport().update(self._handle_at)
        self._tell_selection(always=True)

    def _tell_selection(self, _first: object = None, _last: object = None, *, always: bool = False) -> None:
        cells = self._selected
        if len(cells) < 2:
            if always:
                self.selection_summary_changed.emit("")
            return
        figures = [f for cell in cells if (f := self._figure(cell)) is not None]
        said = f"求和 {show_figure(sum(figures))}" if figures else "都是空的"
        self.selection_summary_changed.emit(f"选中 {len(cells)} 格 · {said}")

    def _figure(self, cell: Cell) -> Figure | None:
        return self._open_report.shown(cell) if self._open_report else None

    def selected_cells(self) -> list[Cell]:
        """In reading order."""
        return list(self._selected)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Select:
        """As in a spreadsheet: whatever goes to a cell selects it, also with Ctrl; Shift stretches the selection."""
        if event is None:
            stretched = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier and not self._jumps
            return super().selectionCommand(index) if stretched else Select.ClearAndSelect
        if isinstance(event, QKeyEvent) and event.key() in GOING:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return Select.SelectCurrent if shift else Select.ClearAndSelect
        return super().selectionCommand(index, event)

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        place = self._table_model.place(self.currentIndex())
        if place is None or place.cell is None:
            return self._table_model.index_of(self._table_model.table.cells[0])
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        goal = place_beyond(self.table, place, action, far=far)
        return self._table_model.index_of(goal.cell) if goal and goal.cell else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        self._hover(None)  # the hands are on the keys: the mouse only rests somewhere
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.clear_selected("剪切")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_selected()
        elif key == Qt.Key.Key_Escape:
            self.discard_refused()
        elif self._is_final and (is_text_input(event) or key == Qt.Key.Key_F2):
            self._refuse()
        elif key == Qt.Key.Key_D and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.fill_from_edge(down=True)
        elif key == Qt.Key.Key_R and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.fill_from_edge(down=False)
        elif key == Qt.Key.Key_F2 and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.write_remark()
        elif key == Qt.Key.Key_M and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.flag_selected()
        elif key == Qt.Key.Key_F6:
            self.go_to_next_blank(back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move_on(key, modifiers)
        else:
            if key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt) and not event.text():
                self._run_start = None
            self._begin_typing(typed=bool(event.text()))
            super().keyPressEvent(event)
            return
        event.accept()

    @property
    def _is_final(self) -> bool:
        return self._open_report is not None and self._open_report.is_final

    def _refuse(self) -> None:
        if self._open_report is not None:
            self._open_report.refuse()

    def _begin_typing(self, *, typed: bool) -> None:
        """In a selection of several cells it is the one where the selection began that is typed into."""
        self.types_over = typed
        if typed and len(self._selected) > 1 and self._anchor in self._selected and self._anchor is not None:
            self.selectionModel().setCurrentIndex(self._table_model.index_of(self._anchor), Select.NoUpdate)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Opens the editor and hands it the event: Qt opens it too, but loses what is committed at once."""
        index = self.currentIndex()
        if not (event.commitString() or event.preeditString()) or self._table_model.cell(index) is None:
            super().inputMethodEvent(event)
            return
        if self._is_final:
            self._refuse()
            return
        self._begin_typing(typed=True)
        index = self.currentIndex()
        self.edit(index)
        editor = self.indexWidget(index)
        if editor is None:
            super().inputMethodEvent(event)
        else:
            QCoreApplication.sendEvent(editor, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._run_start = None
        at = event.position().toPoint()
        place = self._table_model.place(self.indexAt(at))
        on_handle = self._handle.holds(at) and self._frozen.scrolled_back(at) == at if self._frozen else False
        if event.button() == Qt.MouseButton.LeftButton and self._open_report and on_handle:
            self._handle.begin()
        elif place is not None and place.cell is None and event.button() == Qt.MouseButton.LeftButton:
            self.select_beside(place)
        else:
            self.types_over = False
            super().mousePressEvent(event)

    def select_beside(self, place: Place) -> None:
        """A click on a label selects its rows, on a head its columns, as on the headers of a spreadsheet."""
        by_row = place.role == "label"
        cells = [
            each
            for each in self._table_model.table.places
            if each.cell
            and (
                place.top <= each.top < place.bottom
                if by_row
                else place.left <= each.left < place.right and self._is_under(place, each)
            )
        ]
        if not cells:
            return
        first = self._table_model.index(cells[0].top, cells[0].left)
        self.selectionModel().setCurrentIndex(first, Select.NoUpdate)
        self._select(each.cell for each in cells if each.cell)

    def _is_under(self, head: Place, figure: Place) -> bool:
        """No other block of heads lies between."""
        assert figure.cell is not None
        return head.text in self._table_model.table.column_labels(figure.cell) and head.top < figure.top

    def _move_on(self, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Tab goes along the row, Enter down to the column where the run of Tabs began and on to the next column,
        Shift the other way; both go round within a selection of several cells. An arrow goes its way."""
        if key in ARROWS:
            self._go(ARROWS[Qt.Key(key)])
            return
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier) or key == Qt.Key.Key_Backtab
        along = key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if len(self._selected) > 1 and self.current_cell in self._selected:
            self._go_round(along=along, back=back)
            return
        if along or self.enter_goes_right:
            if self._run_start is None and along:
                self._run_start = self.currentIndex().column()
            self._go_after(back=back, along_rows=True)
            return
        if self._run_start is not None:
            self._end_run(back=back)
        else:
            self._go_after(back=back, along_rows=False)

    def _end_run(self, *, back: bool) -> None:
        """Enter after a run of Tabs: below where the run began, or, where that was the last row, on along the row."""
        started = self.table.place_at.get((self.currentIndex().row(), self._run_start or 0))
        self._run_start = None
        below = place_after(self.table, started, back=back) if started is not None and started.cell else None
        if below is not None and below.cell is not None and started is not None and below.left == started.left:
            self._jump_to(self._table_model.index_of(below.cell))
        else:
            self._go_after(back=back, along_rows=True)

    def _go_after(self, *, back: bool, along_rows: bool) -> None:
        """The next figure to be typed; the end of the table is told, for a hand that does not look would type over
        what it has just typed."""
        place = self._table_model.place(self.currentIndex())
        if place is None or place.cell is None:
            self._go(Cursor.MoveNext)
            return
        goal = place_after(self.table, place, back=back, along_rows=along_rows)
        if goal is None or goal.cell is None:
            self._status.show_status(f"已经是{self.table.name}的{'第一' if back else '最后一'}格")
            return
        self._jump_to(self._table_model.index_of(goal.cell))

    def _go_round(self, *, along: bool, back: bool) -> None:
        """The next of the selected cells, row by row or column by column; the selection stays."""
        place_of = self._table_model.table.place_of
        cells = list(self._selected)
        if not along:
            cells.sort(key=lambda cell: (place_of[cell].left, place_of[cell].top))
        at = cells.index(self.current_cell or cells[0]) + (-1 if back else 1)
        self._anchor = cells[at % len(cells)]
        self.selectionModel().setCurrentIndex(self._table_model.index_of(self._anchor), Select.NoUpdate)

    def _go(self, action: Cursor) -> None:
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        self._jump_to(index)

    def go_to_next_blank(self, *, back: bool = False) -> bool:
        """F6: the next cell that is to be filled, around the end of the table; ``False`` when all are."""
        if self._open_report is None:
            return False
        cells = self._table_model.table.cells
        report, edition = self._open_report.report, self._open_report.edition
        at = cells.index(self.current_cell) if self.current_cell in cells else -1
        ahead = [*cells[at + 1 :], *cells[: at + 1]]
        if back:
            ahead = [*reversed(cells[: max(at, 0)]), *reversed(cells[max(at, 0) :])]
        found = blanks(report, edition, ahead)
        if found:
            self.go_to(found[0])
        return bool(found)

    # -- blocks

    def fill_from_edge(self, *, down: bool) -> None:
        """Ctrl+D, Ctrl+R: every line of the selection gets the figure at its top, or at its left; a single cell that
        of its neighbour."""
        cells = self.selected_cells()
        if not cells or self._open_report is None:
            return
        place_of = self._table_model.table.place_of
        if len(cells) == 1:
            before = neighbour(self.table, place_of[cells[0]], -1 if down else 0, 0 if down else -1)
            if before is None or before.cell is None:
                return
            cells = [before.cell, *cells]
        amounts = self._table_model.table.amounts
        sources: dict[int, Cell] = {}
        for cell in cells:
            place = place_of[cell]
            sources.setdefault(place.left if down else place.top, cell)
        wanted = {}
        for cell in cells:
            source = sources[place_of[cell].left if down else place_of[cell].top]
            if cell != source and (cell in amounts) == (source in amounts):
                wanted[cell] = self._figure(source)
        self._fill(wanted, f"向{'下' if down else '右'}填充 {len(wanted)} 格")

    def _fill_dragged(self, goal: tuple[Cell, ...]) -> None:
        """The selected figures, over and over, into the cells that the square was drawn over."""
        chosen, place_of = self.selected_cells(), self.table.place_of
        self.viewport().update()
        if not goal or not chosen:
            return
        tops, lefts = (sorted({getattr(place_of[cell], side) for cell in chosen}) for side in ("top", "left"))
        at = {(place_of[cell].top, place_of[cell].left): cell for cell in chosen}
        down = {place_of[cell].left for cell in goal} <= set(lefts)
        lines = sorted({getattr(place_of[cell], "top" if down else "left") for cell in goal})
        ahead = lines[0] > (tops if down else lefts)[-1]
        wanted: dict[Cell, Figure | None] = {}
        for cell in goal:
            place = place_of[cell]
            number = lines.index(place.top if down else place.left)
            rows = tops if down else lefts
            from_ = rows[number % len(rows)] if ahead else rows[-1 - (len(lines) - 1 - number) % len(rows)]
            source = at.get((from_, place.left) if down else (place.top, from_))
            if source is not None and (cell in self.table.amounts) == (source in self.table.amounts):
                wanted[cell] = self._figure(source)
        self._fill(wanted, f"拖动填充 {len(wanted)} 格")
        self._select((*chosen, *goal))

    def _select(self, cells: Iterable[Cell]) -> None:
        """Just these; the current cell stays."""
        selection = QItemSelection()
        run: list[Place] = []
        for place in sorted((self.table.place_of[cell] for cell in cells), key=lambda place: (place.top, place.left)):
            if run and (run[-1].top, run[-1].right) != (place.top, place.left):
                self._take_run(selection, run)
                run = []
            run.append(place)
        if run:
            self._take_run(selection, run)
        self.selectionModel().select(selection, Select.ClearAndSelect)

    def _take_run(self, selection: QItemSelection, run: Sequence[Place]) -> None:
        """Cells side by side, as one range."""
        model = self._table_model
        selection.select(model.index(run[0].top, run[0].left), model.index(run[-1].top, run[-1].left))

    # -- remarks

    def write_remark(self) -> None:
        """Shift+F2: 批注 at the current cell."""
        cell, report = self.current_cell, self._open_report
        if cell is None or report is None:
            return
        dialog = RemarkDialog(report.edition.name_of(cell), report.report.remarks.get(cell), self)
        if dialog.exec() == RemarkDialog.DialogCode.Accepted:
            self.set_remark(cell, dialog.remark)

    def set_remark(self, cell: Cell, remark: Remark | None) -> None:
        if self._open_report is not None:
            name = self._open_report.edition.name_of(cell)
            self._open_report.edit(Edit(f"{'批注' if remark else '删除批注'} {name}", remarks={cell: remark}))

    def flag_selected(self) -> None:
        """待核实 on all selected cells, or off where all have it."""
        report, cells = self._open_report, self.selected_cells()
        if report is None or not cells:
            return
        held = report.report.remarks
        off = all(cell in held and held[cell].flagged for cell in cells)
        wanted: dict[Cell, Remark | None] = {}
        for cell in cells:
            text = held[cell].text if cell in held else ""
            wanted[cell] = Remark(text, not off) if text or not off else None
        name = report.edition.name_of(cells[0]) if len(cells) == 1 else f"{len(cells)} 格"
        report.edit(Edit(f"{'取消待核实' if off else '标为待核实'} {name}", remarks=wanted))

    def fill_selection(self, text: str) -> None:
        """Ctrl+Enter: the same figure in every selected cell, as one step."""
        if self._open_report is None:
            return
        entered = read_entries(self._open_report.edition, dict.fromkeys(self.selected_cells(), text))
        self._enter(entered, f"填充 {len(self._selected)} 格")

    def _enter(self, entered: Entered, label: str) -> bool:
        """As one step; ``False`` when it changes nothing."""
        report = self._open_report
        if report is None or not report.edit(entered.edit(label, report.report)):
            return False
        if entered.refused:
            self._tell_kept(entered.refused)
        return True

    def _fill(self, figures: dict[Cell, Figure | None], label: str) -> None:
        if figures and self._open_report is not None:
            unread = {cell: None for cell in figures if cell in self._open_report.report.unread}
            self._open_report.edit(Edit(label, figures, unread=unread))

    def clear_selected(self, label: str = "清除") -> None:
        """Blanks the selection; a total that was typed over follows its sum again."""
        cells = self.selected_cells()
        if not cells or self._open_report is None:
            return
        unread = {cell: None for cell in cells if cell in self._open_report.report.unread}
        name = self._table_model.table.name_of(cells[0]) if len(cells) == 1 else f"{len(cells)} 格"
        if self._open_report.edit(Edit(f"{label} {name}", dict.fromkeys(cells), unread=unread)) and len(cells) > 1:
            self._status.show_status(f"已{self._open_report.undo_label}（Ctrl+Z 撤销）")

    def discard_refused(self) -> None:
        """Esc: texts in the selection that are no figures go, and what stood there before comes back."""
        cells = self.selected_cells()
        if cells and self._open_report is not None:
            name = self._table_model.table.name_of(cells[0]) if len(cells) == 1 else f"{len(cells)} 格"
            self._open_report.discard_refused(cells, f"放弃不是数的文字 {name}")

    def fill_with_zero(self) -> None:
        """空白补 0 within the selection, or the whole table while just one cell is selected."""
        if self._open_report is None:
            return
        cells = self.selected_cells()
        report, edition = self._open_report.report, self._open_report.edition
        wanted: Sequence[Cell] = cells if len(cells) > 1 else self._table_model.table.cells
        self._open_report.edit(filling_with_zero(report, edition, wanted))

    def copy(self) -> None:
        copy_block(self.table, self._selected, self._table_model.text)

    def paste(self) -> None:
        """The clipboard's block from the current cell on, as one step. A text that is no figure of its cell stays
        there, marked, as one that is typed; a block that was never meant for a table is refused whole."""
        start = self._table_model.place(self.currentIndex())
        if self._open_report is None or paste_by_labels(self._open_report, self.refused.emit, self._status):
            return
        block = copied_block()
        if not block or start is None or start.cell is None:
            return
        wanted, outside = placed(self.table, block, start, self._selected)
        entered = read_entries(self._open_report.edition, wanted)
        if not wanted or (why_not := objection(entered)):
            self.refused.emit(start.cell, why_not if wanted else "粘贴的内容对不上可填的格，没有粘贴")
            return
        if outside and not takes_what_fits(self, len(wanted), outside):
            return
        edit = entered.edit(f"粘贴 {len(wanted)} 格", self._open_report.report)
        pasted(self._open_report, edit, self._status)
        self._select(wanted)
        if entered.refused:
            self._tell_kept(entered.refused)
        if outside:
            self.refused.emit(start.cell, f"粘贴了 {len(wanted)} 格；另有 {outside} 格在表外或在标题格上，没有粘贴")

    def ask_for_history(self) -> None:
        if cell := self._table_model.cell(self.currentIndex()):
            self.history_requested.emit(cell)

    def ask_for_guidance(self) -> None:
        if cell := self._table_model.cell(self.currentIndex()):
            self.guidance_wanted.emit(cell)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._open_report is not None:
            self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the current cell and the selected ones."""
        menu = QMenu(self)
        for text, does in (
            ("复制", self.copy),
            ("粘贴", self.paste),
            ("清除（合计恢复自动）", self.clear_selected),
            ("空白补 0", self.fill_with_zero),
            ("这一格的历次改动…", self.ask_for_history),
            ("这一格的填报口径　F1", self.ask_for_guidance),
            ("批注…　Shift+F2", self.write_remark),
            ("标为待核实 / 取消　Ctrl+M", self.flag_selected),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, does=does: does())
            action.setEnabled(not self._is_final or does in (self.copy, self.ask_for_history, self.ask_for_guidance))
            menu.addAction(action)
        return menu
