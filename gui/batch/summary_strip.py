"""The sums that matter most, in one line; a click opens a number to the units that it is made of."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QLayout

from gui.batch.batch_sum import BatchSum
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, clear_layout, label
from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell


class SummaryStrip(QFrame):
    """The first chart of the form's edition names the sums."""

    def __init__(self, open_cell: Callable[[Cell | None], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._open_cell = open_cell
        self._inside: QLayout = flow(label("汇总：还没有可以汇总的文件", "muted"))
        self._inside.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        self.setLayout(self._inside)

    def show_sum(self, current: BatchSum | None) -> None:
        """Replaces all numbers."""
        clear_layout(self._inside)
        if current is None or current.summary is None:
            self._inside.addWidget(label("汇总：还没有可以汇总的文件", "muted"))
            return
        summary, edition = current.summary, current.edition
        self._inside.addWidget(label(f"汇总（按 {len(summary.taken)} 个可汇总单位）", "strong"))
        figures = summary.figures
        for name, cell in headline(edition):
            shown = show_figure(figures.get(cell)) or "空着"
            self._inside.addWidget(
                button(f"{name} {shown}", partial(self._open_cell, cell), "link", "看由哪些单位组成")
            )
        for text, holds in balances(current):
            self._inside.addWidget(label(f"{'✓' if holds else '✕'} {text}", f"badge-{'good' if holds else 'error'}"))
        if current.findings:
            note = button(
                f"△ {len(current.findings)} 项须知", partial(self._open_cell, None), "link", "未交、没有计入的等"
            )
            self._inside.addWidget(note)
        self._inside.addWidget(button(f"全部 {len(edition.cells)} 格…", partial(self._open_cell, None), "link"))


def headline(edition: Edition) -> list[tuple[str, Cell]]:
    """(name, cell) of the sums in the strip: the bars of the edition's first chart that are one cell each."""
    if not edition.charts:
        return []
    found = [(bar.label, bar.matching(edition.cells)) for bar in edition.charts[0].bars]
    return [(name, cells[0]) for name, cells in found if len(cells) == 1]


def balances(current: BatchSum) -> list[tuple[str, bool]]:
    """(equation with numbers, whether it holds) of the equations among exactly these sums."""
    if current.summary is None:
        return []
    cells = {cell for _, cell in headline(current.edition)}
    figures = current.summary.figures
    found = []
    for equation in current.edition.equations:
        if equation.cell_set != cells or not cells <= figures.keys() or equation.last_year_cells:
            continue
        left, right = equation.sides(figures, {})
        sides = ("+".join(show_figure(figures[term.cell]) for term in side) for side in (equation.left, equation.right))
        holds = equation.holds(left, right)
        found.append(((" = " if holds else " ≠ ").join(sides), holds))
    return found
