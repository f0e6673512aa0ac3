"""One file of a batch, read-only: its tables and text with what was found, and where it came from."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QWidget

from gui.history.findings_beside_report import FindingsBesideReport
from gui.kit.desktop import open_with_desktop
from gui.kit.line_table import TableLine
from gui.kit.widgets import button, label
from model.batch.checked_file import CheckedFile
from model.batch.file_rows import FileRow
from model.batch.sources import Source
from model.checks.findings import Finding
from model.form.edition import Edition
from model.report.edits import Edit

SIGNS = {"必改": "✕", "须核实": "△", "未填": "▢", "提示": "·"}
ADVICE = 2
"""The column of proposed corrections; hidden where there are none."""


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
        self.setWindowTitle(f"{row_.organ or row_.name}（只读）")
        self.status = label("", "error", wrap=True)
        self.status.hide()
        open_ = button("打开原文件", self._open_source, tip="用本机的 Word、WPS 等打开")
        open_.setEnabled(not source.entry)
        about = [label(f"没有计入汇总：{why_left_out}", "warning", wrap=True)] if why_left_out else []
        notes = [f"？ {note.where}：{note.what}" for note in checked.notes[:4]]
        more = [f"读取时另有 {len(checked.notes) - 4} 处说明"] if len(checked.notes) > 4 else []
        texts = [label(text, "small", wrap=True) for text in (*notes, *more)]
        edition = editions[checked.report.edition]
        both = FindingsBesideReport(
            checked.report, edition, ("", "问题", "建议"), (28, 0, 130), about, (*texts, self.status)
        )
        both.fill(self, f"来源：{source.full}", (open_,), "batch")
        self.lines, self.findings, self.view = both.lines, both.findings, both.view
        self.findings.setColumnHidden(ADVICE, not any(checked.proposals.get(each.rule) for each in self._findings))
        self.findings.selectionModel().currentRowChanged.connect(self._show_finding)
        both.show_findings([_line(each, checked.proposals.get(each.rule, "")) for each in self._findings])
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


def _line(finding: Finding, proposal: str) -> TableLine:
    tip = "\n".join(filter(None, (finding.description, proposal)))
    return TableLine((SIGNS[finding.weight], finding.description, proposal), tip=tip)
