"""Writes a report to a file, reads it back and compares; on any difference the file at the path stays unchanged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from export.document.layout import Choices, load_layout
from model.atomic_write import replacing
from model.errors import UserFacingError
from model.form.edition import Edition
from model.report.report import Fact, Report

if TYPE_CHECKING:
    from export.document.charts import Chart
    from export.read_back import ReadBackDifference
    from model.checks.checked_report import CheckedReport
    from model.checks.engine import CheckResult

SUFFIXES = (".docx", ".xlsx", ".html", ".htm", ".json", ".pdf")


class ExportError(UserFacingError):
    """The report was not exported; a file that was there before is untouched."""


@dataclass(frozen=True)
class ExportOptions:
    """Optional parts of an exported report, and layout overrides."""

    approval_sheet: bool = False
    """The 审签单 before a ``.docx``."""
    charts: bool = False
    """The 图解 after a ``.docx``, a ``.pdf`` and a web page."""
    layout: Choices = field(default_factory=Choices)
    template: Path | None = None
    """The office's own template for ``.docx``; ``None``: the official one."""


PLAIN = ExportOptions()


def export_report(
    checked: "CheckedReport",
    path: Path,
    editions: Mapping[str, Edition],
    resources: Path,
    options: ExportOptions = PLAIN,
) -> None:
    """Write a checked report to ``path``, in the format of its suffix, and verify it by reading it back.

    ``editions`` are those that the reader may recognise; ``resources`` holds ``layout.toml``.

    Raises:
        ExportError: an unknown suffix, or the file reads otherwise than the report; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ExportError(f"“{path.name}”：不能导出为这种文件，可以用的是 {'、'.join(SUFFIXES)}")

    def write(target: Path) -> None:
        write_report(checked, target, resources, options)

    read_back(checked.report, editions, path, write, checked.prior)


def read_back(
    report: Report,
    editions: Mapping[str, Edition],
    path: Path,
    write: Callable[[Path], object],
    last_year: Report | None = None,
) -> None:
    """Let ``write`` make a temporary file beside ``path``, read it back, and replace ``path`` if it matches ``report``.

    ``last_year`` is the report that a ``.json`` file includes.

    Raises:
        ExportError: the file differs from the report; ``path`` is unchanged.
        FileWriteError: the file could not be written.
    """
    from export.read_back import differences

    with replacing(path) as temporary:
        write(temporary)
        try:
            found = differences(report, temporary, editions, last_year)
        except UserFacingError as error:
            raise ExportError(f"“{path.name}”没有导出：写出后读不回来，原有文件没有改动。{error}") from error
        if found:
            raise ExportError(read_back_problem(path, found))


def write_report(checked: "CheckedReport", path: Path, resources: Path, options: ExportOptions = PLAIN) -> None:
    """Write in the format of the suffix of ``path``, without reading back."""
    report, edition = checked.report, checked.edition
    suffix = path.suffix.lower()
    if suffix == ".json":
        from model.report.json_format import dumped, write_report_json

        written = write_report_json(report, edition, checked.prior, checked.prior_edition)
        path.write_bytes(dumped(written).encode("utf-8", "ignore"))  # lone surrogates cannot be encoded
        return
    from export.document.document import compose

    document = compose(report, edition)
    charts = charts_of(checked) if options.charts else ()
    if suffix in (".html", ".htm"):
        from export.writers.html import write_web

        write_web(document, path, charts)
        return
    layout = load_layout(resources / "layout.toml", options.layout)
    if suffix == ".xlsx":
        from export.writers.xlsx.workbook import Cover, write_excel

        context = checked.result.context
        cover = Cover(datetime.now(), _open_counts(checked.result))
        last_figures = None if context.last_year is None else context.last_figures
        write_excel(report, edition, document, layout, cover, path, last_figures)
    elif suffix == ".pdf":
        from export.writers.pdf.document import TEMPLATE as PDF_TEMPLATE
        from export.writers.pdf.document import write_pdf

        write_pdf(document, layout, resources / PDF_TEMPLATE, path, charts)
    else:
        from export.document.approval_sheet import compose_approval_sheet
        from export.writers.docx.document import write_word
        from export.writers.docx.package import TEMPLATE

        sheet = compose_approval_sheet(checked.result) if options.approval_sheet else None
        write_word(document, layout, resources / TEMPLATE, path, sheet, charts, options.template)


def charts_of(checked: "CheckedReport") -> "tuple[Chart, ...]":
    """The 图解 of the report, with last year's figures where they are comparable."""
    from export.document.charts import compose_charts

    context = checked.result.context
    return compose_charts(context.report, context.edition, context.last_figures if context.last_year else None)


def _open_counts(checked: "CheckResult") -> Mapping[str, int]:
    """Open findings counted by the window's name of their severity; for 未填, the number of cells."""
    from model.checks.findings import WEIGHTS, blank_cells, still_open

    found = still_open(checked.findings, checked.context.report.reasons)
    counts = {weight: sum(each.weight == weight for each in found) for weight in WEIGHTS}
    return counts | {"未填": blank_cells(found)}


def read_back_problem(path: Path, found: "Sequence[ReadBackDifference]") -> str:
    """The error message for a file that differs from the report."""
    shown = found[:5]
    more = f"\n……另有 {len(found) - len(shown)} 处" if len(found) > len(shown) else ""
    lines = "\n".join(f"· {each}" for each in shown)
    return f"“{path.name}”没有导出：写出后读回，有 {len(found)} 处与年报不一致，原有文件没有改动。\n{lines}{more}"


def export_blank_workbook(edition: Edition, year: int, path: Path, resources: Path) -> None:
    """Write the workbook that units fill in, and verify that it reads back as an empty report of ``year``.

    Raises:
        ExportError: not a name of a workbook, or the file reads otherwise; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.read_back import differences
    from export.writers.xlsx.workbook import write_blank_workbook

    if path.suffix.lower() != ".xlsx":
        raise ExportError(f"“{path.name}”：填报模板是 Excel 工作簿，文件名应以 .xlsx 结尾")
    with replacing(path) as temporary:
        write_blank_workbook(edition, year, datetime.now(), load_layout(resources / "layout.toml"), temporary)
        blank = Report(edition.id, facts={Fact.YEAR: str(year)})
        if found := differences(blank, temporary, {edition.id: edition}):
            raise ExportError(read_back_problem(path, found))


def export_check_list(checked: "CheckResult", path: Path, resources: Path) -> None:
    """Write the 核对单 of a checked report as ``.docx`` or ``.xlsx``, and verify it by reading it back.

    Raises:
        ExportError: an unknown suffix, or the file lacks what is listed; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.document.check_list import compose_check_list
    from export.read_back_check_list import missing_texts
    from export.writers.docx.check_list import write_check_list_word
    from export.writers.docx.package import TEMPLATE
    from export.writers.xlsx.check_list import write_check_list_excel

    suffix = path.suffix.lower()
    if suffix not in (".docx", ".xlsx"):
        raise ExportError(f"“{path.name}”：核对单可以存为 .docx、.xlsx")
    with replacing(path) as temporary:
        listed, layout = compose_check_list(checked, datetime.now()), load_layout(resources / "layout.toml")
        if suffix == ".docx":
            write_check_list_word(listed, layout, resources / TEMPLATE, temporary)
        else:
            write_check_list_excel(listed, layout, temporary)
        if missing := missing_texts(listed, temporary):
            raise ExportError(f"“{path.name}”没有导出：写出后读回，缺少“{missing[0][:60]}”等 {len(missing)} 处")
