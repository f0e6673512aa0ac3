"""One unit's report as it was kept, read-only: its figures and text, and which rules it broke then."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.history.snapshot_view import SnapshotView
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label, row
from model.form.edition import Edition
from model.store.kept_batch import KeptFile
from model.years.kept_words import finding_words, level_words, said_about

LEAST_WIDTH = 310


class KeptFileDialog(QDialog):
    """``file`` must have been read."""

    def __init__(
        self, file: KeptFile, batch_name: str, editions: Mapping[str, Edition], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert file.report is not None
        edition = editions[file.report.edition]
        self.setWindowTitle(f"{file.unit or file.file}（留存，只读）")
        offer_help(self, "years")
        resize_within_screen(self, 1160, 660)
        self.lines = LineTableModel(("性质", "规则"))
        self.findings = LineTableView(self.lines, "当时的发现", 1, (70, 0))
        self.findings.setMinimumWidth(LEAST_WIDTH)
        self.lines.show_lines(
            [TableLine((level_words(each.level), finding_words(each, edition))) for each in file.findings]
        )
        self.view = SnapshotView(edition)
        self.view.show_report(file.report)
        left, right = frame("card"), frame("card")
        told = f"当时发现 {len(file.findings)} 处" if file.findings else "当时没有发现问题"
        left.setLayout(
            column(
                label(told, "strong"),
                self.findings,
                label("留存的是数、文字和发现的规则；当时的说明和原文件不在里面。", "small", wrap=True),
                margin=3 * STEP,
            )
        )
        right.setLayout(column(self.view, margin=3 * STEP))
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(right)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        both.setChildrenCollapsible(False)
        both.setSizes([400, 720])
        head = row(Elided(f"{batch_name}　{file.file}　{said_about(file)}", "muted"), 1, button("关闭", self.accept))
        whole = column(head, both, margin=4 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.findings.choose(0)
