"""One statutory table as a Qt model: the printed grid, its labels and figures and their state."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

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
"""So many changed cells are announced at once, not one by one."""
LABEL_FLAGS = Qt.ItemFlag.ItemIsEnabled
FIGURE_FLAGS = LABEL_FLAGS | Qt.ItemFlag.ItemIsSelectable
EDITABLE_FLAGS = FIGURE_FLAGS | Qt.ItemFlag.ItemIsEditable
STATE = Role.UserRole
"""The role that gives a :class:`CellState`."""


class Figures(Protocol):
    """What the grid shows: the open report, or one that was just read."""

    report: Report
    edition: Edition

    def shown(self, cell: Cell) -> Figure | None: ...

    def running(self, cell: Cell, /) -> Figure | None: ...

    def typed_over(self, cell: Cell) -> bool: ...

    def findings_at(self, cell: Cell) -> tuple[Finding, ...]: ...


class EditableFigures(Figures, Protocol):
    cells_changed: Any

    @property
    def is_final(self) -> bool: ...

    def edit(self, edit: Edit) -> bool: ...


@dataclass(frozen=True)
class CellState:
    """How one printed cell stands. ``severity`` is the gravest open finding's; ``trace`` is ``left`` or ``right``
    while the cell is on that side of one of the current cell's equations."""

    role: str
    total: bool = False
    typed_over: bool = False
    blank: bool = False
    unread: bool = False
    imported: bool = False
    severity: Severity | None = None
    trace: str = ""
    suspect: bool = False
    """The smallest repair changes it."""
    remarked: bool = False
    flagged: bool = False
    """待核实: a person marked it."""
    running: str = ""
    """未齐: the sum so far of a total that lacks some of its addends; the cell itself is blank."""
    beside: str = ""
    """Last year's figure and the change (``12 ↑3``), while they are shown beside the figures."""
    pointed: bool = False
    """The finding under the mouse names it."""

    @property
    def plain(self) -> bool:
        """Nothing is drawn at its corners or around it."""
        return not (
            self.severity or self.unread or self.suspect or self.pointed or self.typed_over or self.imported
            or self.flagged or self.remarked
        )  # fmt: skip

    @property
    def words(self) -> str:
        """For a screen reader; never by colour alone."""
        said = []
        if self.severity is Severity.ERROR:
            said.append("不一致")
        elif self.severity is Severity.WARNING:
            said.append("须核实")
        if self.suspect:
            said.append("最可能的错处")
        if self.flagged:
            said.append("待核实")
        elif self.remarked:
            said.append("有批注")
        if self.unread:
            said.append("不是数字")
        elif self.running:
            said.append(f"合计未齐，已填各项之和 {self.running}")
        elif self.blank:
            said.append("未填")
        if self.total and not self.running:
            said.append("合计已改写" if self.typed_over else "自动合计")
        elif self.imported:
            said.append("导入")
        if self.beside:
            said.append(f"上年 {self.beside.replace(' ↑', '，增 ').replace(' ↓', '，减 ')}")
        return "，".join(said)


class TableModel(QAbstractTableModel):
    """Positions are those of the printed grid; everything else is asked by :class:`Cell`."""

    kept_refused = Signal(object)
    """``Mapping[Cell, str]``: texts that are no figures; they stand in their cells now, marked."""
    total_entered = Signal(str)
    """A figure was typed into a total: whether it follows its addends from now on, in one sentence."""

    def __init__(self, figures: Figures, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._figures = figures
        self._open_report: EditableFigures | None = None
        self._traces: dict[Cell, str] = {}
        self._suspects: frozenset[Cell] = frozenset()
        self._pointed: frozenset[Cell] = frozenset()
        self._beside: Mapping[Cell, Figure] | None = None

    def make_editable(self, open_report: EditableFigures) -> None:
        """Edits go to ``open_report``, and its changes are shown."""
        self._open_report = open_report
        open_report.cells_changed.connect(self._show)

    @property
    def editable(self) -> bool:
        return self._open_report is not None

    @property
    def takes_figures(self) -> bool:
        """It is editable, and the report is not final."""
        return self._open_report is not None and not self._open_report.is_final

    # -- addresses

    def place(self, index: Index) -> Place | None:
        """``None`` off the table."""
        return self.table.place_at.get((index.row(), index.column())) if index.isValid() else None

    def cell(self, index: Index) -> Cell | None:
        """``None`` for labels and off the table."""
        place = self.place(index)
        return place.cell if place else None

    def index_of(self, cell: Cell) -> QModelIndex:
        """Of the upper left place where the cell is merged."""
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
            return self._tip(place)
        if role == Role.AccessibleTextRole:
            return self._spoken(place)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        cell = self.cell(index)
        if cell is None or role != Role.EditRole or self._open_report is None:
            return False
        entered = read_entries(self._figures.edition, {cell: str(value)})
        deed = "清除" if entered.figures.get(cell, 0) is None else "填写"
        label = f"{deed} {self.table.name_of(cell)}{'（不是数）' if entered.refused else ''}"
        if self._open_report.edit(entered.edit(label, self._figures.report)) and entered.refused:
            self.kept_refused.emit(entered.refused)
        elif entered.figures.get(cell) is not None and not self._open_report.is_final:
            self._tell_total(cell)
        return True

    def _tell_total(self, cell: Cell) -> None:
        """A total that differs from its sum is a finding, and needs no other word."""
        became = totals_set([cell], self._figures.report, self._figures.edition)
        if became.follow:
            self.total_entered.emit(f"{self.table.name_of(cell)}：与各项之和一致，随各项自动计算")
        elif became.waiting:
            self.total_entered.emit(f"{self.table.name_of(cell)}：各项还没有填齐，先按原数保留")

    # -- figures

    def read(self, cell: Cell, text: str) -> Figure | None:
        """The figure that ``text`` means in ``cell``.

        Raises:
            FigureError: it is none.
        """
        return read_entry(self._figures.edition, cell, text)

    def figure(self, cell: Cell) -> Figure | None:
        """A typed figure, or a total that follows its complete sum."""
        return self._figures.shown(cell)

    def text(self, place: Place) -> str:
        """As it is printed; what a file held where no figure could be read stays in sight."""
        if place.cell is None:
            return place.text
        figure = self._figures.shown(place.cell)
        return show_figure(figure) if figure is not None else self._figures.report.unread.get(place.cell, "")

    def state(self, place: Place) -> CellState:
        cell = place.cell
        if cell is None:
            return CellState(place.role)
        figures = self._figures
        findings = figures.findings_at(cell)
        weights = {each.severity for each in findings}
        gravest = next((weight for weight in (Severity.ERROR, Severity.WARNING) if weight in weights), None)
        return CellState(
            place.role,
            total=cell in figures.edition.totals,
            typed_over=figures.typed_over(cell),
            blank=figures.shown(cell) is None,
            unread=bool(figures.report.unread.get(cell)),
            running=show_figure(figures.running(cell)),
            imported=self.editable and cell in figures.report.origins,  # in a preview everything is
            severity=gravest,
            trace=self._traces.get(cell, ""),
            suspect=cell in self._suspects,
            pointed=cell in self._pointed,
            remarked=(remark := figures.report.remarks.get(cell)) is not None,
            flagged=remark is not None and remark.flagged,
            beside=self._of_last_year(cell) if self._beside is not None else "",
        )

    def state_of(self, index: Index) -> CellState:
        """Of a cell; of a place off the table, as of a label."""
        place = self.place(index)
        return self.state(place) if place is not None else CellState("label")

    def _of_last_year(self, cell: Cell) -> str:
        assert self._beside is not None
        was, now = self._beside.get(cell), self._figures.shown(cell)
        if was is None:
            return ""
        if now is None or now == was:
            return show_figure(was)
        return f"{show_figure(was)} {'↑' if now > was else '↓'}{show_figure(abs(Decimal(now) - Decimal(was)))}"

    def show_last_year(self, figures: Mapping[Cell, Figure] | None) -> None:
        """Puts last year's figures beside this year's; ``None`` takes them away."""
        self._beside = figures
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @property
    def shows_last_year(self) -> bool:
        return self._beside is not None

    def _tip(self, place: Place) -> str | None:
        if place.cell is None:
            return None
        said = [f"{SIGNS[each.severity]} {each.message}" for each in self._findings(place.cell)]
        if raw := self._figures.report.unread.get(place.cell):
            said.append(self._why_unread(place.cell, raw))
        if (remark := self._figures.report.remarks.get(place.cell)) is not None:
            said.append(f"{'待核实' if remark.flagged else '批注'}：{remark.text or '（没有写明）'}")
        if (running := self._figures.running(place.cell)) is not None:
            said.append(f"合计未齐：已填各项之和 {show_figure(running)}，还有未填的项，不是合计")
        if self._figures.typed_over(place.cell):
            said.append("合计已改写，不再随各项自动计算；清除后恢复自动合计")
        if (origin := self._figures.report.origins.get(place.cell)) is not None:
            said.append(f"来源：{origin.source} {origin.place}")
        return "\n".join(said) or None

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
        said = [row, column, self.text(place), self.state(place).words]
        return "，".join(each for each in said if each)

    # -- marks

    def trace(self, cell: Cell | None) -> None:
        """Tints the partners of ``cell``: the sides of its equations, a broken one before the others."""
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
        self._show(frozenset(changed))

    def suspect(self, cells: frozenset[Cell]) -> None:
        """Marks the cells that the smallest repair changes."""
        changed, self._suspects = self._suspects ^ cells, cells
        self._show(changed)

    def point_at(self, cells: frozenset[Cell]) -> None:
        """Frames the cells that the finding under the mouse names."""
        changed, self._pointed = self._pointed ^ cells, cells
        self._show(changed)

    def _show(self, cells: frozenset[Cell]) -> None:
        if len(cells) > MANY:  # one word for all of them is cheaper than one for each
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        for cell in cells:
            if cell in self.table.place_of:
                index = self.index_of(cell)
                self.dataChanged.emit(index, index)


def _this_year(equation: Equation, *, left: bool = False) -> list[Cell]:
    terms = equation.left if left else equation.right
    return [term.cell for term in terms if not term.last_year]
