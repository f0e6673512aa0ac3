"""One report, read-only, beside what was found in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.history.snapshot_view import SnapshotView
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, row
from model.form.edition import Edition
from model.report.report import Report

LEAST_WIDTH = 310
"""Of the findings in px, so that the beginning of each can be read."""


class ReportDialog(QDialog):
    """The findings at the left, the tables and the text at the right."""

    def __init__(
        self,
        report: Report,
        edition: Edition,
        lines: LineTableModel,
        widths: Sequence[int],
        help_topic: str,
        parent: QWidget | None = None,
    ) -> None:
        """``lines``: the findings, whose second column takes the width that is left; ``widths`` of all, in px."""
        super().__init__(parent)
        offer_help(self, help_topic)
        resize_within_screen(self, 1160, 660)
        self.lines = lines
        self.findings = LineTableView(lines, "发现", 1, widths)
        self.findings.setMinimumWidth(LEAST_WIDTH)
        self.view = SnapshotView(edition)
        self.view.show_report(report)

    def lay_out(
        self, source: str, commands: Sequence[QWidget], above: Sequence[QWidget], below: Sequence[QWidget]
    ) -> None:
        """``source``: where the report is from; ``commands`` beside it; widgets above and below the findings."""
        left, right = frame("card"), frame("card")
        left.setLayout(column(*above, self.findings, *below, margin=3 * STEP))
        right.setLayout(column(self.view, margin=3 * STEP))
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(right)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        both.setChildrenCollapsible(False)
        both.setSizes([420, 700])
        head = row(Elided(source, "muted"), 1, *commands, button("关闭", self.accept))
        whole = column(head, both, margin=4 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_findings(self, found: Sequence[TableLine]) -> None:
        """The first one is current."""
        self.lines.show_lines(found)
        self.findings.choose(0)
