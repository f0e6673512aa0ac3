"""The editable grid: dispatches keyboard, mouse and input method events to the other modules of this package."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QWidget

from gui.grid.block_paste import BlockPaste
from gui.grid.cell_editor import CellEditorDelegate
from gui.grid.cell_edits import CellEdits
from gui.grid.composition import Composition
from gui.grid.fill_handle import FillHandle
from gui.grid.grid_commands import GridCommand, command_of, context_menu
from gui.grid.keyboard_navigation import ENTER_KEYS, TAB_KEYS
from gui.grid.navigable_table import NavigableTable
from gui.grid.remark_dialog import RemarkDialog
from gui.grid.table_model import Index, TableModel
from gui.kit.status_sink import NoStatus, StatusSink
from gui.kit.widgets import is_text_input
from gui.session.open_report import OpenReport
from model.form.tables import Cell
from model.register.draft_edit import is_counted

MODIFIER_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)


class TableView(NavigableTable):
    """One statutory table of ``open_report``. Without one it is read-only, as in a preview."""

    refused = Signal(object, str)
    """(``Cell | None``, message): typed or pasted input was rejected, fully or in part."""
    refused_text_kept = Signal(object)
    """``Mapping[Cell, str]``: entered texts that are not figures and were kept in their cells."""
    history_requested = Signal(object)
    """``Cell``: its history is to be shown."""
    applications_wanted = Signal(object)
    """``Cell``: the applications that its figure was counted from are to be listed."""
    guidance_wanted = Signal(object)
    """``Cell``: the counting guidance for it is to be shown."""

    def __init__(
        self,
        model: TableModel,
        open_report: OpenReport | None = None,
        parent: QWidget | None = None,
        status: StatusSink | None = None,
    ) -> None:
        # Set before Qt's constructor and setModel, which call the overrides below that read these attributes: an
        # exception raised in an override is lost when Qt calls the next one, and from PySide6 6.10 on that call drops
        # a reference too many, until Python frees a function that the class still uses, and crashes.
        self._open_report: OpenReport | None = None
        self._status: StatusSink = status or NoStatus()
        self.edits: CellEdits | None = None
        """``None`` without an open report."""
        self._commands: dict[GridCommand, Callable[[], object]] = {GridCommand.COPY: self.copy}
        self._handle = FillHandle(self)
        self._handle_at = QRect()
        self.types_over = False
        """Whether the cell editor is opened by typing: then arrow keys leave it, as in a spreadsheet."""
        super().__init__(model, self._status, parent)
        self._composition = Composition(self.viewport())
        self._delegate = CellEditorDelegate(self, self.painter)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        if open_report is not None:
            self._make_editable(open_report)
        self._delegate.left.connect(self.navigation.move_on)
        self._delegate.refused.connect(self.refused)
        model.kept_refused.connect(self.refused_text_kept)
        model.total_entered.connect(self._report_total)

    def _make_editable(self, open_report: OpenReport) -> None:
        self._open_report = open_report
        self.edits = edits = CellEdits(
            open_report, self.table, self.selection, self._status, self.refused_text_kept.emit
        )
        paste = BlockPaste(
            *(
                self,
                open_report,
                self.table,
                self.selection,
                self._status,
                self.refused.emit,
                self.refused_text_kept.emit,
            )
        )
        self._delegate.filled.connect(edits.fill_with_text)
        self._commands |= {
            GridCommand.CUT: self._cut,
            GridCommand.PASTE: paste.paste,
            GridCommand.CLEAR: edits.clear,
            GridCommand.DISCARD_UNREAD: edits.discard_unread,
            GridCommand.FILL_DOWN: partial(edits.fill_from_edge, down=True),
            GridCommand.FILL_RIGHT: partial(edits.fill_from_edge, down=False),
            GridCommand.FILL_WITH_ZERO: edits.fill_with_zero,
            GridCommand.WRITE_REMARK: self._write_remark,
            GridCommand.TOGGLE_FLAGS: edits.toggle_flags,
            GridCommand.NEXT_BLANK: self.go_to_next_blank,
            GridCommand.PREVIOUS_BLANK: partial(self.go_to_next_blank, back=True),
            GridCommand.SHOW_HISTORY: partial(self._emit_current, self.history_requested),
            GridCommand.SHOW_APPLICATIONS: partial(self._emit_current, self.applications_wanted),
            GridCommand.SHOW_GUIDANCE: partial(self._emit_current, self.guidance_wanted),
        }

    @property
    def _is_final(self) -> bool:
        return self._open_report is not None and self._open_report.is_final

    def _report_total(self, cell: Cell, follows: bool) -> None:
        outcome = "与各项之和一致，随各项自动计算" if follows else "各项还没有填齐，先按原数保留"
        self._status.show_status(f"{self.table.name_of(cell)}：{outcome}")

    def go_to_next_blank(self, *, back: bool = False) -> bool:
        """F6: goes to the next blank cell (``back``: the previous one); ``False`` if all are filled."""
        report = self._open_report
        found = self.navigation.next_blank(report.report, report.edition, back=back) if report is not None else None
        if found is not None:
            self.go_to(found)
        return found is not None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Also tints the other cells of the equations of the current cell."""
        if self._open_report is not None:
            self._table_model.trace(self._table_model.cell(current))
        super().currentChanged(current, previous)

    def selectionChanged(self, selected, deselected) -> None:  # type: ignore[no-untyped-def]
        """Also repaints the fill handle at its old and new position."""
        super().selectionChanged(selected, deselected)
        self.viewport().update(self._handle_at)  # the handle extends beyond the edge of its cell
        self._handle_at = self._handle.rect.adjusted(-2, -2, 2, 2)
        self.viewport().update(self._handle_at)

    # -- commands

    def run(self, command: GridCommand) -> None:
        """Runs a command; no effect if the table is read-only and does not support it."""
        if command in self._commands:
            self._commands[command]()

    def menu(self) -> QMenu:
        """The context menu, not yet shown."""
        report, cell = self._open_report, self.current_cell
        origin = report.report.origins.get(cell) if report is not None and cell is not None else None
        return context_menu(self, self.run, is_final=self._is_final, is_counted=is_counted(origin))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._open_report is not None:
            self.menu().exec(event.globalPos())

    def _cut(self) -> None:
        self.copy()
        if self.edits is not None:
            self.edits.clear("剪切")

    def _write_remark(self) -> None:
        cell, report = self.current_cell, self._open_report
        if cell is None or report is None or self.edits is None:
            return
        dialog = RemarkDialog(report.edition.name_of(cell), report.report.remarks.get(cell), self)
        if dialog.exec() == RemarkDialog.DialogCode.Accepted:
            self.edits.set_remark(cell, dialog.remark)

    def _emit_current(self, signal: SignalInstance) -> None:
        if (cell := self.current_cell) is not None:
            signal.emit(cell)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, command = event.key(), command_of(event)
        self.hover(None)  # the keyboard is in use: no hover tint
        if (
            self._is_final
            and command in (None, GridCommand.WRITE_REMARK)
            and (is_text_input(event) or key == Qt.Key.Key_F2)
        ):
            self._refuse()
        elif command is not None:
            self.run(command)
        elif key in ENTER_KEYS or key in TAB_KEYS:
            self.navigation.move_on(key, event.modifiers())
        else:
            if key not in MODIFIER_KEYS and not event.text():
                self.navigation.forget_run()
            self._begin_typing(typed=bool(event.text()))
            super().keyPressEvent(event)
            return
        event.accept()

    def _refuse(self) -> None:
        if self._open_report is not None:
            self._open_report.refuse()

    def _begin_typing(self, *, typed: bool) -> None:
        self.types_over = typed
        if typed:
            self.selection.begin_typing()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Shows what is being composed, and opens the editor for what was chosen: Qt would open it for the first
        letter, and loses text that is committed immediately."""
        index = self.currentIndex()
        is_cell = self._table_model.cell(index) is not None
        composed = event.preeditString() if is_cell and not self._is_final else ""
        self._composition.compose(composed, self.visualRect(index))
        if not (event.commitString() or event.preeditString()) or not is_cell:
            super().inputMethodEvent(event)
            return
        if self._is_final:
            self._refuse()
            return
        if not event.commitString():
            event.accept()
            return
        self._begin_typing(typed=True)
        index = self.currentIndex()
        self.edit(index)
        editor = self.indexWidget(index)
        if editor is None:
            super().inputMethodEvent(event)
        else:
            QCoreApplication.sendEvent(editor, event)

    def commit(self) -> bool:
        """Commits the open cell editor; ``False`` if its text is not a figure and was kept as unread."""
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

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.navigation.forget_run()
        at = event.position().toPoint()
        place = self._table_model.place(self.indexAt(at))
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._open_report and self._handle.holds(at) and not self.is_on_frozen_part(at):
            self._handle.begin()
        elif is_left and place is not None and place.cell is None:
            self.select_beside(place)
        else:
            self.types_over = False
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        place = self._table_model.place(self.indexAt(at))
        if self._handle.dragging:
            self._handle.drag_to(place)
            self.viewport().update()
            return
        self.hover(place)
        shape = Qt.CursorShape.CrossCursor if self._handle.holds(at) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._handle.dragging:
            super().mouseReleaseEvent(event)
            return
        goal = self._handle.end()
        self.viewport().update()
        if self.edits is not None:
            self.edits.fill_dragged(goal)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._open_report is not None and self.hasFocus() and not self._is_final:
            painter = QPainter(self.viewport())
            self._handle.paint(painter)
            painter.end()
