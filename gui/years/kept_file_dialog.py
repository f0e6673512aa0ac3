"""One unit's report as it was kept, read-only: its figures and text, and which rules it broke then."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QWidget

from gui.history.findings_beside_report import FindingsBesideReport
from gui.kit.line_table import TableLine
from gui.kit.widgets import label
from model.form.edition import Edition
from model.store.kept_batch import KeptFile
from model.years.kept_words import finding_words, level_words, said_about

ABOUT = "留存的是数、文字和发现的规则；当时的说明和原文件不在里面。"


class KeptFileDialog(QDialog):
    """``file`` must have been read."""

    def __init__(
        self, file: KeptFile, batch_name: str, editions: Mapping[str, Edition], parent: QWidget | None = None
    ) -> None:
        assert file.report is not None
        edition = editions[file.report.edition]
        super().__init__(parent)
        self.setWindowTitle(f"{file.unit or file.file}（留存，只读）")
        told = f"当时发现 {len(file.findings)} 处" if file.findings else "当时没有发现问题"
        both = FindingsBesideReport(
            file.report,
            edition,
            ("性质", "规则"),
            (70, 0),
            (label(told, "strong"),),
            (label(ABOUT, "small", wrap=True),),
        )
        both.fill(self, f"{batch_name}　{file.file}　{said_about(file)}", (), "years")
        self.lines, self.view = both.lines, both.view
        both.show_findings(
            [TableLine((level_words(each.level), finding_words(each, edition))) for each in file.findings]
        )
