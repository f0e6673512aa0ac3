"""One file of a batch, read-only: its tables and text with what was found, and where it came from."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.history.snapshot_view import SnapshotView
from gui.kit.desktop import open_with_desktop
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label, row
from model.batch.checked_file import CheckedFile
from model.batch.file_rows import FileRow
from model.batch.sources import Source
from model.form.edition import Edition
from model.report.edits import Edit

SIGNS = {"必改": "✕", "须核实": "△", "未填": "▢", "提示": "·"}


ADVICE = 2
"""The column of proposed corrections; hidden where there are none."""
LEAST_WIDTH = 310
"""Of the findings, so that the beginning of each can be read beside its proposal."""


class FileDialog(QDialog):
    """The findings at the left; Enter or a click shows the cell or text that one is about."""

    def __init__(
        self,
        row_: FileRow,
        source: Source,
        checked: CheckedFile,
        editions: Mapping[str, Edition],
        why_left_out: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._findings = checked.open_findings
        edition = editions[checked.report.edition]
        self.setWindowTitle(f"{row_.organ or row_.name}（只读）")
        offer_help(self, "batch")
        resize_within_screen(self, 1160, 660)
        self.lines = LineTableModel(("", "问题", "建议"))
        self.findings = LineTableView(self.lines, "发现", 1, (28, 0, 130))
        self.findings.setMinimumWidth(LEAST_WIDTH)
        self.lines.show_lines(
            [
                TableLine(
                    (SIGNS[each.weight], each.description, checked.proposals.get(each.rule, "")),
                    tip="\n".join(filter(None, (each.description, checked.proposals.get(each.rule, "")))),
                )
                for each in self._findings
            ]
        )
        self.findings.setColumnHidden(ADVICE, not any(checked.proposals.get(each.rule) for each in self._findings))
        self.view = SnapshotView(edition)
        self.view.show_report(checked.report)
        self.status = label("", "error", wrap=True)
        self.status.hide()
        open_ = button("打开原文件", self._open_source, tip="用本机的 Word、WPS 等打开")
        open_.setEnabled(not source.entry)
        left = frame("card")
        about = [label(f"没有计入汇总：{why_left_out}", "warning", wrap=True)] if why_left_out else []
        notes = [f"？ {note.where}：{note.what}" for note in checked.notes[:4]]
        more = [f"读取时另有 {len(checked.notes) - 4} 处说明"] if len(checked.notes) > 4 else []
        texts = [label(text, "small", wrap=True) for text in (*notes, *more)]
        left.setLayout(column(*about, self.findings, *texts, self.status, margin=3 * STEP))
        right = frame("card")
        right.setLayout(column(self.view, margin=3 * STEP))
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(right)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        both.setChildrenCollapsible(False)
        both.setSizes([420, 700])
        close = button("关闭", self.accept)
        head = row(Elided(f"来源：{source.full}", "muted"), 1, open_, close)
        whole = column(head, both, margin=4 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.findings.selectionModel().currentRowChanged.connect(self._show_finding)
        self.findings.choose(0)
        self.findings.setFocus()

    def _show_finding(self) -> None:
        place = self.findings.currentIndex().row()
        if not 0 <= place < len(self._findings):
            return
        finding = self._findings[place]
        texts = {finding.section: None} if finding.passage is not None else {}
        self.view.show_change(Edit("", figures={} if texts else dict.fromkeys(finding.cells), texts=texts))

    def _open_source(self) -> None:
        if not open_with_desktop(self._source.path):
            self.status.setText(f"打不开 {self._source.name}：它已不在原处，或本机没有能打开它的程序")
            self.status.show()
