"""The progress of filling in the tables, below the list of sections."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.kit.theme import STEP
from gui.session.open_report import OpenReport
from model.report.edits import blanks


class ProgressLabel(QLabel):
    """Follows the findings of the open report."""

    def __init__(self, open_report: OpenReport) -> None:
        super().__init__()
        self._open_report = open_report
        self.setProperty("role", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(4 * STEP, 0, 4 * STEP, 4 * STEP)
        open_report.findings_changed.connect(self._show_progress)
        self._show_progress()

    def _show_progress(self) -> None:
        report, edition = self._open_report.report, self._open_report.edition
        progress = self._open_report.progress()
        left = len(blanks(report, edition, edition.cells))
        wrong = sum(raw.strip() not in edition.blank_marks for raw in report.unread.values())
        to_do = [f"还有 {left} 格要填，合计自动"] if left else []
        to_do += [f"{wrong} 格不是数字，要改正"] if wrong else []
        waiting = "\n".join(to_do) or "该填的都填了"
        self.setText(f"填报进度 {progress.filled} / {progress.cells}\n{waiting}")
