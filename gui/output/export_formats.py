"""The formats in which the open report can be exported, each with the work that writes it and reads it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gui.output.export_controller import READ_BACK_STATUS, ExportController, Writing
from gui.session.open_report import OpenReport
from model.checks.checked_report import CheckedReport
from model.form.edition import Edition

if TYPE_CHECKING:
    from export.document.charts import Chart


@dataclass(frozen=True)
class ExportFormat:
    """``addition`` follows the base name of the file, so that the files of one export have different names."""

    id: str
    label: str
    suffix: str
    addition: str
    writing: Writing
    done: str = READ_BACK_STATUS
    """Status text after the file was written."""
    needs_no_question: bool = False
    """No confirmation of open findings: the file lists them itself."""
    for_sign_off: bool = False
    """The file is meant for sign-off."""


class ExportFormats:
    """The export formats. The report is captured when the work is created, not when it runs."""

    def __init__(self, open_report: OpenReport, editions: Mapping[str, Edition], exporter: ExportController) -> None:
        self._open_report = open_report
        self._editions = editions
        self._exporter = exporter

    def all(self) -> tuple[ExportFormat, ...]:
        """All formats, in the order of the dialog for several formats."""
        report = self._exporter.writing_report
        return (
            ExportFormat("word", "Word（送签、印发）", ".docx", "", report, for_sign_off=True),
            ExportFormat(
                "word_sheet",
                "Word（前附审签单）",
                ".docx",
                "（附审签单）",
                partial(report, sheet=True),
                for_sign_off=True,
            ),
            ExportFormat("excel", "Excel", ".xlsx", "", report),
            ExportFormat("pdf", "PDF", ".pdf", "", report),
            ExportFormat("web", "网页", ".html", "", report),
            ExportFormat("check_word", "核对单（Word）", ".docx", "核对单", self.check_list, needs_no_question=True),
            ExportFormat("check_excel", "核对单（Excel）", ".xlsx", "核对单", self.check_list, needs_no_question=True),
            ExportFormat("picture_word", "Word（后附图解）", ".docx", "（附图解）", self.with_picture),
            ExportFormat("picture_pdf", "PDF（后附图解）", ".pdf", "（附图解）", self.with_picture),
        )

    def with_picture(self, target: Path) -> Callable[[], object]:
        """The work that writes the report with the 图解, in the format of the suffix."""
        return self._exporter.writing_report(target, picture=True)

    def charts(self) -> "tuple[Chart, ...]":
        """The 图解 of the report as it is now."""
        from export.report_writer import charts_of

        return charts_of(CheckedReport.from_result(self._open_report.checked))

    def check_list(self, target: Path) -> Callable[[], object]:
        """The work that writes the 核对单."""
        from export.report_writer import export_check_list

        return partial(export_check_list, self._open_report.checked, target, self._exporter.resources)
