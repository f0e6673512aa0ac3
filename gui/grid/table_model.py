"""One statutory table as a Qt model: the printed grid, its labels and figures and their state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.kit.plain_text import plain
from gui.session.severities import SIGNS
from model.checks.findings import Finding, Severity
from model.form.edition import Edition
from model.form.equations import Equation
from model.form.figures import Figure, show_figure
from model.form.tables import Cell, Place, Table
from model.report.cell_entry import read_entries, read_entry, refusal, was_typed
from model.report.derived_totals import totals_set
from model.report.edits import Edit
from model.report.report import Report

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MANY = 40
"""For more changed cells than this, ``dataChanged`` is emitted once for the whole table."""
LABEL_FLAGS = Qt.ItemFlag.ItemIsEnabled
FIGURE_FLAGS = LABEL_FLAGS | Qt.ItemFlag.ItemIsSelectable
EDITABLE_FLAGS = FIGURE_FLAGS | Qt.ItemFlag.ItemIsEditable
STATE = Role.UserRole
"""The role that gives a :class:`CellState`."""
MARKS = (STATE,)
"""The roles of a change that puts other marks at figures and leaves what is written there."""


class Figures(Protocol):
    """The data source of the grid: the open report or an imported one.

    ``shown`` is the figure of a cell, ``None`` if blank; ``running`` the provisional sum of an incomplete total;
    ``typed_over`` whether a total was entered instead of computed; ``findings_at`` the open findings of a cell.
    """

    report: Report
    edition: Edition

    def shown(self, cell: Cell) -> Figure | None: ...

    def running(self, cell: Cell, /) -> Figure | None: ...

    def typed_over(self, cell: Cell) -> bool: ...

    def findings_at(self, cell: Cell) -> tuple[Finding, ...]: ...


class EditableFigures(Figures, Protocol):
    """A data source that accepts edits; ``edit`` returns ``False`` if nothing was changed."""

    cells_changed: Any

    @property
    def is_final(self) -> bool: ...

    def edit(self, edit: Edit) -> bool: ...


@dataclass(frozen=True)
class CellState:
    """The display state of one cell. ``severity`` is that of its most severe open finding; ``trace`` is ``left`` or
    ``right`` if the cell is on that side of an equation of the current cell."""

    role: str
    total: bool = False
    typed_over: bool = False
    blank: bool = False
    unread: bool = False
    imported: bool = False
    severity: Severity | None = None
    trace: str = ""
    suspect: bool = False
    """The best repair would change it."""
    remarked: bool = False
    flagged: bool = False
    """待核实: flagged by the user."""
    running: str = ""
    """未齐: the provisional sum of a total with missing addends; the cell itself is blank."""
    prior_value: str = ""
    """Prior-year figure and change (``12 ↑3``); empty while they are not shown."""
    highlighted: bool = False
    """The finding under the mouse refers to it."""

    @property
    def plain(self) -> bool:
        """Whether no mark is drawn at its corners or around it."""
        return not (
            self.severity or self.unread or self.suspect or self.highlighted or self.typed_over or self.imported
            or self.flagged or self.remarked
        )  # fmt: skip

    @property
    def words(self) -> str:
        """The state in words, for screen readers."""
        parts = []
        if self.severity is Severity.ERROR:
            parts.append("不一致")
        elif self.severity is Severity.WARNING:
            parts.append("须核实")
        if self.suspect:
            parts.append("最可能的错处")
        if self.flagged:
            parts.append("待核实")
        elif self.remarked:
            parts.append("有批注")
        if self.unread:
            parts.append("不是数字")
        elif self.running:
            parts.append(f"合计未齐，已填各项之和 {self.running}")
        elif self.blank:
            parts.append("未填")
        if self.total and not self.running:
            parts.append("合计已改写" if self.typed_over else "自动合计")
        elif self.imported:
            parts.append("导入")
        if self.prior_value:
            parts.append(f"上年 {self.prior_value.replace(' ↑', '，增 ').replace(' ↓', '，减 ')}")
        return "，".join(parts)


class TableModel(QAbstractTableModel):
    """Rows and columns are those of the printed grid; figures and state are looked up by :class:`Cell`."""

    kept_refused = Signal(object)
    """``Mapping[Cell, str]``: entered texts that are not figures and were kept in their cells as unread."""
    total_entered = Signal(object, bool)
    """(:class:`Cell`, whether it is computed from its addends from now on): a figure was entered in a total. It is not
    while addends are missing."""

    def __init__(self, figures: Figures, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._figures = figures
        self._open_report: EditableFigures | None = None
        self._traces: dict[Cell, str] = {}
        self._suspects: frozenset[Cell] = frozenset()
        self._highlighted: frozenset[Cell] = frozenset()
        self._prior_figures: Mapping[Cell, Figure] | None = None

    def make_editable(self, open_report: EditableFigures) -> None:
        """Passes edits to ``open_report`` and follows its changes."""
        self._open_report = open_report
        open_report.cells_changed.connect(self._show_changes)

    @property
    def editable(self) -> bool:
        """Whether :meth:`make_editable` was called; a preview is not editable."""
        return self._open_report is not None

    @property
    def takes_figures(self) -> bool:
        """Whether it is editable and the report is not final."""
        return self._open_report is not None and not self._open_report.is_final

    # -- addresses

    def place(self, index: Index) -> Place | None:
        """The place at ``index``; ``None`` outside the table."""
        return self.table.place_at.get((index.row(), index.column())) if index.isValid() else None

    def cell(self, index: Index) -> Cell | None:
        """The cell at ``index``; ``None`` for labels and outside the table."""
        place = self.place(index)
        return place.cell if place else None

    def index_of(self, cell: Cell) -> QModelIndex:
        """Index of the cell; of its upper left position if it is merged."""
        place = self.table.place_of[cell]
        return self.index(place.top, place.left)

    # -- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.table.height

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.table.width

    def flags(self, index: Index) -> Qt.ItemFlag:
        place = self.place(index)
        if place is None:
            return Qt.ItemFlag.NoItemFlags
        if place.cell is None or (place.top, place.left) != (index.row(), index.column()):
            return LABEL_FLAGS
        return EDITABLE_FLAGS if self.takes_figures else FIGURE_FLAGS

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        place = self.place(index)
        if place is None:
            return None
        if role == STATE:
            return self.state(place)
        if role in (Role.DisplayRole, Role.EditRole):
            return self.text(place)
        if role == Role.ToolTipRole:
            return plain(self._tip(place) or "") or None
        if role == Role.AccessibleTextRole:
            return self._spoken(place)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        cell = self.cell(index)
        if cell is None or role != Role.EditRole or self._open_report is None:
            return False
        entered = read_entries(self._figures.edition, {cell: str(value)})
        action = "清除" if entered.figures.get(cell, 0) is None else "填写"
        label = f"{action} {self.table.name_of(cell)}{'（不是数）' if entered.refused else ''}"
        if self._open_report.edit(entered.edit(label, self._figures.report)) and entered.refused:
            self.kept_refused.emit(entered.refused)
        elif entered.figures.get(cell) is not None and not self._open_report.is_final:
            self._report_total(cell)
        return True

    def _report_total(self, cell: Cell) -> None:
        """Emits :attr:`total_entered`, unless the total contradicts its sum, which is already a finding."""
        became = totals_set([cell], self._figures.report, self._figures.edition)
        if became.follow:
            self.total_entered.emit(cell, True)
        elif became.waiting:
            self.total_entered.emit(cell, False)

    # -- figures

    def read(self, cell: Cell, text: str) -> Figure | None:
        """The figure that ``text`` denotes in ``cell``; ``None`` for blank text.

        Raises:
            FigureError: ``text`` is not a valid figure of this cell.
        """
        return read_entry(self._figures.edition, cell, text)

    def figure(self, cell: Cell) -> Figure | None:
        """An entered figure, or a total computed from its complete addends; ``None`` if blank."""
        return self._figures.shown(cell)

    def text(self, place: Place) -> str:
        """The text to display: a label, a figure, or the unread text of the cell."""
        if place.cell is None:
            return place.text
        figure = self._figures.shown(place.cell)
        return show_figure(figure) if figure is not None else self._figures.report.unread.get(place.cell, "")

    def state(self, place: Place) -> CellState:
        """The display state of a place; a label has only a role."""
        cell = place.cell
        if cell is None:
            return CellState(place.role)
        figures = self._figures
        findings = figures.findings_at(cell)
        weights = {each.severity for each in findings}
        most_severe = next((weight for weight in (Severity.ERROR, Severity.WARNING) if weight in weights), None)
        return CellState(
            place.role,
            total=cell in figures.edition.totals,
            typed_over=figures.typed_over(cell),
            blank=figures.shown(cell) is None,
            unread=bool(figures.report.unread.get(cell)),
            running=show_figure(figures.running(cell)),
            imported=self.editable and cell in figures.report.origins,  # in a preview all figures are imported
            severity=most_severe,
            trace=self._traces.get(cell, ""),
            suspect=cell in self._suspects,
            highlighted=cell in self._highlighted,
            remarked=(remark := figures.report.remarks.get(cell)) is not None,
            flagged=remark is not None and remark.flagged,
            prior_value=self._of_last_year(cell) if self._prior_figures is not None else "",
        )

    def state_of(self, index: Index) -> CellState:
        """The display state at ``index``; that of a label outside the table."""
        place = self.place(index)
        return self.state(place) if place is not None else CellState("label")

    def _of_last_year(self, cell: Cell) -> str:
        assert self._prior_figures is not None
        was, now = self._prior_figures.get(cell), self._figures.shown(cell)
        if was is None:
            return ""
        if now is None or now == was:
            return show_figure(was)
        return f"{show_figure(was)} {'↑' if now > was else '↓'}{show_figure(abs(Decimal(now) - Decimal(was)))}"

    def show_last_year(self, figures: Mapping[Cell, Figure] | None) -> None:
        """Shows the prior-year figures and the change in each cell; ``None`` hides them."""
        self._prior_figures = figures
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @property
    def shows_last_year(self) -> bool:
        """Whether prior-year figures are shown in the cells."""
        return self._prior_figures is not None

    def _tip(self, place: Place) -> str | None:
        if place.cell is None:
            return None
        parts = [f"{SIGNS[each.severity]} {each.message}" for each in self._findings(place.cell)]
        if raw := self._figures.report.unread.get(place.cell):
            parts.append(self._why_unread(place.cell, raw))
        if (remark := self._figures.report.remarks.get(place.cell)) is not None:
            parts.append(f"{'待核实' if remark.flagged else '批注'}：{remark.text or '（没有写明）'}")
        if (running := self._figures.running(place.cell)) is not None:
            parts.append(f"合计未齐：已填各项之和 {show_figure(running)}，还有未填的项，不是合计")
        if self._figures.typed_over(place.cell):
            parts.append("合计已改写，不再随各项自动计算；清除后恢复自动合计")
        if (origin := self._figures.report.origins.get(place.cell)) is not None:
            parts.append(f"来源：{origin.source} {origin.place}")
        return "\n".join(parts) or None

    def _why_unread(self, cell: Cell, raw: str) -> str:
        if not was_typed(self._figures.report, cell):
            return f"原文：{raw}"
        return f"{refusal(self._figures.edition, cell, raw)}。改成数，或按 Esc 放弃、按 Delete 清除"

    def _findings(self, cell: Cell) -> tuple[Finding, ...]:
        return self._figures.findings_at(cell)

    def _spoken(self, place: Place) -> str:
        if place.cell is None:
            return place.text
        row = self.table.row(place.cell.row).name
        column = self.table.column(place.cell.column).name
        parts = [row, column, self.text(place), self.state(place).words]
        return "，".join(each for each in parts if each)

    # -- marks

    def trace(self, cell: Cell | None) -> None:
        """Tints the other cells of the equations of ``cell``, broken equations first; ``None`` removes the tint."""
        traces: dict[Cell, str] = {}
        if cell is not None:
            broken = {each.rule for each in self._figures.findings_at(cell)}
            for equation in sorted(self._figures.edition.equations_at.get(cell, ()), key=lambda e: e.id not in broken):
                for name, partners in (("left", _this_year(equation, left=True)), ("right", _this_year(equation))):
                    for partner in partners:
                        traces.setdefault(partner, name)
            traces.pop(cell, None)
        changed = {each for each, _ in traces.items() ^ self._traces.items()}
        self._traces = traces
        self._show(frozenset(changed), MARKS)

    def suspect(self, cells: frozenset[Cell]) -> None:
        """Marks the cells that the best repair would change."""
        changed, self._suspects = self._suspects ^ cells, cells
        self._show(changed, MARKS)

    def highlight(self, cells: frozenset[Cell]) -> None:
        """Frames the cells that the finding under the mouse refers to."""
        changed, self._highlighted = self._highlighted ^ cells, cells
        self._show(changed, MARKS)

    def _show_changes(self, cells: frozenset[Cell]) -> None:
        self._show(cells)

    def _show(self, cells: frozenset[Cell], roles: Sequence[int] = ()) -> None:
        if len(cells) > MANY:  # one signal for all cells is cheaper than one for each
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, list(roles))
            return
        for cell in cells:
            if cell in self.table.place_of:
                index = self.index_of(cell)
                self.dataChanged.emit(index, index, list(roles))


def _this_year(equation: Equation, *, left: bool = False) -> list[Cell]:
    terms = equation.left if left else equation.right
    return [term.cell for term in terms if not term.last_year]
