"""这一格的历次改动: the earlier values of one cell, and restoring one of them."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QDialog,
    QWidget,
)

from gui.history.moments import FINAL_REFUSED, FIRST_MOMENT, full_time
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row
from gui.session.open_report import OpenReport
from model.form.tables import Cell
from model.report.history import (
    StateDifference,
    report_at,
    restoring_chosen_edit,
    values_of,
)


class CellHistoryDialog(QDialog):
    """Lists every value of one cell with its time, user and source, newest first."""

    def __init__(
        self,
        open_report: OpenReport,
        cell: Cell,
        parent: QWidget | None = None,
        show_moment: Callable[[int], object] | None = None,
    ) -> None:
        """``show_moment`` opens the history of the whole draft at a moment; without it the button is hidden."""
        super().__init__(parent)
        self._open_report = open_report
        self._cell = cell
        self.setWindowTitle("这一格的历次改动")
        offer_help(self, "history")
        resize_within_screen(self, 760, 420)
        edition = open_report.edition
        self._now, self._moments = open_report.saving.history()
        self.values = values_of(cell, self._now, self._moments, edition)[::-1]
        now = datetime.now().astimezone()
        model = LineTableModel(("时间", "数", "从哪里来", "谁"))
        model.show_lines(
            [
                TableLine(
                    (
                        full_time(each.at, now) if each.at else FIRST_MOMENT,
                        each.shown or "（空白）",
                        each.source,
                        each.who,
                    ),
                    strong=number == 0,
                )
                for number, each in enumerate(self.values)
            ]
        )
        self.list = LineTableView(model, "这一格的历次改动", 2, (150, 120, 0, 90))
        self._show_moment = show_moment
        self._restore_all = button("恢复为选中的数", self.restore, "main", "只改这一格；恢复后仍可撤销")
        whole = button("看那时的整份草稿", self._open_moment)
        whole.setVisible(show_moment is not None)
        card = frame("card")
        self._about = label(f"{edition.table(cell.table).name}；最上面的是现在的数", "muted", wrap=True)
        card.setLayout(
            column(
                label(edition.name_of(cell), "title", wrap=True),
                self._about,
                self.list,
                margin=3 * STEP,
            )
        )
        made = column(
            card, row(whole, 1, self._restore_all, button("关闭", self.accept)), margin=4 * STEP, gap=3 * STEP
        )
        made.setStretch(0, 1)
        self.setLayout(made)
        self.list.selectionModel().currentChanged.connect(self._update_buttons)
        self.list.choose(0)
        self._update_buttons()

    def _update_buttons(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        self._restore_all.setEnabled(self.list.currentIndex().row() > 0)

    def _place(self) -> int:
        return self.values[max(self.list.currentIndex().row(), 0)].place

    def restore(self) -> None:
        """Restores the chosen value of this cell as one edit; a final report rejects it."""
        then = report_at(self._now, self._moments, self._place())
        here = StateDifference("figures", self._cell, "", "", "")
        name = self._open_report.edition.name_of(self._cell)
        edit = restoring_chosen_edit(self._open_report.report, then, [here], f"恢复 {name}")
        if self._open_report.restore(edit):
            self.accept()
        else:
            self._about.setText(FINAL_REFUSED)

    def _open_moment(self) -> None:
        place = self._place()
        self.accept()
        if self._show_moment is not None:
            self._show_moment(place)
