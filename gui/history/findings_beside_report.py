"""One report, read-only, beside what was found in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.history.snapshot_view import SnapshotView
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, put_cards, row
from model.form.edition import Edition
from model.report.report import Report

LEAST_WIDTH = 310
"""Of the findings in px, so that the beginning of each can be read."""


class FindingsBesideReport(QSplitter):
    """The findings at the left, the tables and the text at the right."""

    def __init__(
        self,
        report: Report,
        edition: Edition,
        heads: Sequence[str],
        widths: Sequence[int],
        above: Sequence[QWidget],
        below: Sequence[QWidget],
    ) -> None:
        """``heads`` and ``widths`` in px of the findings, of which the second column takes the width that is left;
        ``above`` and ``below`` them other widgets."""
        super().__init__()
        self.lines = LineTableModel(heads)
        self.findings = LineTableView(self.lines, "发现", 1, widths)
        self.findings.setMinimumWidth(LEAST_WIDTH)
        self.view = SnapshotView(edition)
        self.view.show_report(report)
        left = column(*above, self.findings, *below, margin=3 * STEP)
        put_cards(self, (left, 420), (column(self.view, margin=3 * STEP), 700))

    def show_findings(self, found: Sequence[TableLine]) -> None:
        """The first one is current."""
        self.lines.show_lines(found)
        self.findings.choose(0)

    def fill(self, dialog: QDialog, source: str, commands: Sequence[QWidget], help_topic: str) -> None:
        """Makes it the content of ``dialog``, below ``source``, where the report is from, and ``commands``."""
        offer_help(dialog, help_topic)
        resize_within_screen(dialog, 1160, 660)
        head = row(Elided(source, "muted"), 1, *commands, button("关闭", dialog.accept))
        whole = column(head, self, margin=4 * STEP)
        whole.setStretch(1, 1)
        dialog.setLayout(whole)
