"""The sums that matter most, in one line; a click opens a number to the units that it is made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton

from gui.batch.batch_sum import BatchSum
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, label
from model.batch.summary import Summary, headline
from model.form.figures import show_figure
from model.form.tables import Cell


@dataclass(frozen=True)
class _Part:
    text: str
    role: str
    """Of a label; ``link`` makes a button."""
    cell: Cell | None = None
    """That the button opens the sums at."""
    tip: str = ""

    @property
    def shape(self) -> tuple[str, Cell | None]:
        return self.role, self.cell


NOTHING = (_Part("汇总：还没有可以汇总的文件", "muted"),)


class SummaryStrip(QFrame):
    """The first chart of the form's edition names the sums."""

    def __init__(self, open_cell: Callable[[Cell | None], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._open_cell = open_cell
        self._inside: QLayout = flow()
        self._inside.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        self.setLayout(self._inside)
        self._shown: tuple[_Part, ...] = ()
        self._widgets: list[QLabel | QPushButton] = []
        self.show_sum(None)

    def show_sum(self, current: BatchSum | None) -> None:
        """Shows all numbers; while files come only texts change, so that a button keeps the focus."""
        parts = NOTHING if current is None or current.summary is None else tuple(_parts(current, current.summary))
        same = 0
        for part, before in zip(parts, self._shown, strict=False):
            if part.shape != before.shape:
                break
            if part.text != before.text:
                self._widgets[same].setText(part.text)
            same += 1
        for widget in self._widgets[same:]:
            self._inside.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        del self._widgets[same:]
        for part in parts[same:]:
            self._widgets.append(self._widget(part))
            self._inside.addWidget(self._widgets[-1])
        self._shown = parts

    def _widget(self, part: _Part) -> QLabel | QPushButton:
        if part.role == "link":
            return button(part.text, partial(self._open_cell, part.cell), "link", part.tip)
        return label(part.text, part.role)


def _parts(current: BatchSum, summary: Summary) -> Iterator[_Part]:
    yield _Part(f"汇总（按 {len(summary.taken)} 个可汇总单位）", "strong")
    figures = summary.figures
    for name, cell in headline(current.edition):
        yield _Part(f"{name} {show_figure(figures.get(cell)) or '空着'}", "link", cell, "看由哪些单位组成")
    for text, holds in balances(current):
        yield _Part(f"{'✓' if holds else '✕'} {text}", f"badge-{'good' if holds else 'error'}")
    if current.findings:
        yield _Part(f"△ {len(current.findings)} 项须知", "link", None, "未交、没有计入的等")
    yield _Part(f"全部 {len(current.edition.cells)} 格…", "link")


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
