"""A report checked and exported in one call, as the commands do it."""

from collections.abc import Mapping
from pathlib import Path

from export import report_writer
from export.report_writer import PLAIN, ExportOptions
from model.checks.checked_report import CheckedReport
from model.form.edition import Edition
from model.report.report import Report


def export_report(
    report: Report,
    editions: Mapping[str, Edition],
    path: Path,
    resources: Path,
    last_year: Report | None = None,
    options: ExportOptions = PLAIN,
) -> None:
    last_edition = editions[last_year.edition] if last_year else None
    checked = CheckedReport(report, editions[report.edition], last_year, last_edition)
    report_writer.export_report(checked, path, editions, resources, options)


def write_report(
    report: Report,
    edition: Edition,
    path: Path,
    resources: Path,
    last_year: Report | None = None,
    options: ExportOptions = PLAIN,
) -> None:
    report_writer.write_report(CheckedReport(report, edition, last_year), path, resources, options)
