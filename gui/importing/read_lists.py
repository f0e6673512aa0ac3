"""The lists beside the contents of a file: notes of the import, and findings of the check."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QStackedWidget, QWidget

from gui.importing.preview_line_list import PreviewLineList
from gui.importing.preview_lines import lines_of_findings, lines_of_notes
from gui.importing.preview_tabs import add_tab
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.session.imported_report import ImportedReport
from model.form.tables import Cell
from model.repairs.unread_cells import Suggestion

if TYPE_CHECKING:
    from model.importing import Note

LEAST_HEIGHT = 140
"""Minimum height of the lists in px: four and a half lines."""
NOTES, FINDINGS = range(2)
"""The tabs."""

Suggestions = Mapping[Cell, Suggestion]


class ReadLists(QFrame):
    """Notes and findings under two tabs, with buttons to accept the figures suggested for cells that were not read."""

    def __init__(
        self,
        notes: "Sequence[Note]",
        read: ImportedReport,
        *,
        shown_table: Callable[[], str],
        accept: Callable[[Suggestions], object],
    ) -> None:
        """``shown_table`` gives the id of the table beside the lists; ``accept`` gets the accepted ones."""
        super().__init__()
        self.setProperty("role", "card")
        self._notes = notes
        self._read = read
        self._shown_table = shown_table
        self._accept = accept
        lines = lines_of_notes(notes, read)
        self.stack, self.tabs = QStackedWidget(), QButtonGroup(self)
        self.stack.setProperty("role", "plain")
        self.stack.setMinimumHeight(LEAST_HEIGHT)
        tabs = row(add_tab(self.tabs, f"没有读懂 {len(lines)}", NOTES), add_tab(self.tabs, "", FINDINGS), 1, gap=STEP)
        self.notes = PreviewLineList("没有读懂的地方", lines)
        self.findings = PreviewLineList("核对发现")
        self._no_findings = _empty_label("✓ 勾稽关系全部一致")
        self._findings_or_none = QStackedWidget()
        self._findings_or_none.setProperty("role", "plain")
        self._findings_or_none.addWidget(self.findings)
        self._findings_or_none.addWidget(self._no_findings)
        self.stack.addWidget(self.notes if lines else _empty_label("✓ 全部读懂"))
        self.stack.addWidget(self._findings_or_none)
        doubtful = sum(line.cell is not None for line in lines)
        self.counts = label(f"{doubtful} 格有疑问，{len(lines) - doubtful} 处其他" if lines else "", "small")
        self.counts.setVisible(bool(lines))
        inside = column(tabs, self.counts, self.stack, self._suggestion_buttons(), margin=3 * STEP)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.show_findings()
        self.tabs.idClicked.connect(self._show_tab)

    def show_findings(self) -> None:
        """Shows the current findings of the check."""
        found = lines_of_findings(self._read)
        self.findings.show_lines(found)
        self._findings_or_none.setCurrentWidget(self.findings if found else self._no_findings)
        self.tabs.button(FINDINGS).setText(f"核对发现 {len(found)}")

    def refresh(self) -> None:
        """Refreshes both lists; call after figures were accepted."""
        self.notes.show_lines(lines_of_notes(self._notes, self._read))
        self.show_findings()
        self._show_suggestions()

    def _show_tab(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.counts.setVisible(number == NOTES and bool(self.counts.text()))

    # -- suggestions

    def _suggestion_buttons(self) -> QWidget:
        self._buttons = QWidget()
        self.accept_one = button("采用本格", self._accept_one, tip="采用选中那一条的建议")
        self.accept_table = button("采用本表", self._accept_table, tip="采用当前这张表的全部建议")
        self.accept_all = button("全部采用", self._accept_all)
        self._buttons.setLayout(row(self.accept_one, self.accept_table, self.accept_all, 1, gap=STEP))
        self._show_suggestions()
        return self._buttons

    def _open_suggestions(self) -> dict[Cell, Suggestion]:
        unread = self._read.report.unread
        return {cell: each for cell, each in self._read.suggestions.items() if cell in unread}

    def _show_suggestions(self) -> None:
        left = len(self._open_suggestions())
        self._buttons.setVisible(bool(left))
        self.accept_all.setText(f"全部采用 {left}")

    def _accept_one(self) -> None:
        line = self.notes.current
        wanted = line.cell if line is not None else None
        self._accept({cell: each for cell, each in self._open_suggestions().items() if cell == wanted})

    def _accept_table(self) -> None:
        table = self._shown_table()
        self._accept({cell: each for cell, each in self._open_suggestions().items() if cell.table == table})

    def _accept_all(self) -> None:
        self._accept(self._open_suggestions())


def _empty_label(text: str) -> QLabel:
    """The label shown instead of an empty list."""
    made = label(text, "muted")
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
