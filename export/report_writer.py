"""A report written to a file: whole, read back and compared, or not at all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from model.atomic_write import replacing
from model.errors import UserFacingError
from model.form.edition import Edition
from model.report.report import Report

if TYPE_CHECKING:
    from export.document.charts import Chart
    from export.document.layout import Choices
    from export.read_back import Difference
    from model.checks.engine import CheckResult

SUFFIXES = (".docx", ".xlsx", ".html", ".htm", ".json")


class ExportError(UserFacingError):
    """The report was not exported; a file that was there before is untouched."""


def export_report(
    report: Report,
    editions: Mapping[str, Edition],
    path: Path,
    resources: Path,
    last_year: Report | None = None,
    with_sheet: bool = False,
    with_picture: bool = False,
    choices: "Choices | None" = None,
) -> None:
    """Write ``report`` to ``path``, in the form that its suffix says, and make sure that it reads back the same.

    ``resources`` holds ``layout.toml``. ``last_year`` goes into ``.json``, and into the count of open findings.
    ``with_sheet`` puts the 审签单 before a ``.docx``, ``with_picture`` the 图解 after it and after a web page.
    ``choices`` is what the office wants otherwise of the layout.

    Raises:
        ExportError: an unknown suffix, or the file reads otherwise than the report; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    edition = editions[report.edition]
    if path.suffix.lower() not in SUFFIXES:
        raise ExportError(f"“{path.name}”：不能导出为这种文件，可以用的是 {'、'.join(SUFFIXES)}")
    last_edition = editions.get(last_year.edition) if last_year else None

    def write(target: Path) -> None:
        write_report(report, edition, target, resources, last_year, last_edition, with_sheet, with_picture, choices)

    read_back(report, editions, path, write, last_year)


def read_back(
    report: Report,
    editions: Mapping[str, Edition],
    path: Path,
    write: Callable[[Path], object],
    last_year: Report | None = None,
) -> None:
    """Has ``write`` make the file beside ``path``, reads it back, and puts it in place if it says what ``report`` does.

    ``last_year`` is the report that a ``.json`` file is to carry along.

    Raises:
        ExportError: it does not; ``path`` is as it was.
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


def write_report(
    report: Report,
    edition: Edition,
    path: Path,
    resources: Path,
    last_year: Report | None = None,
    last_edition: Edition | None = None,
    with_sheet: bool = False,
    with_picture: bool = False,
    choices: "Choices | None" = None,
) -> None:
    """Only write, in the form that the suffix of ``path`` says, without reading back.

    ``last_edition`` is the form that last year's report uses, where that is another.
    """
    if path.suffix.lower() == ".json":
        from model.report.json_format import dumped, write_report_json

        # half a surrogate pair is no text that a file can hold
        path.write_bytes(dumped(write_report_json(report, edition, last_year, last_edition)).encode("utf-8", "ignore"))
        return
    from export.document.document import compose

    document = compose(report, edition)
    charts = charts_of(report, edition, last_year, last_edition) if with_picture else ()
    if path.suffix.lower() in (".html", ".htm"):
        from export.writers.html import write_web

        write_web(document, path, charts)
        return
    from export.document.layout import Choices, load_layout

    layout = load_layout(resources / "layout.toml", choices or Choices())
    if path.suffix.lower() == ".xlsx":
        from export.writers.xlsx.workbook import Cover, write_excel
        from model.checks.engine import check

        checked = check(report, edition, last_year, last_edition=last_edition)
        cover = Cover(datetime.now(), _unsettled(checked))
        last_figures = None if checked.context.last_year is None else checked.context.last_figures
        write_excel(report, edition, document, layout, cover, path, last_figures)
    else:
        from export.writers.docx.document import write_word

        sheet = None
        if with_sheet:
            from export.document.approval_sheet import compose_approval_sheet
            from model.checks.engine import check

            sheet = compose_approval_sheet(check(report, edition, last_year, last_edition=last_edition))
        write_word(document, layout, path, sheet, charts)


def charts_of(
    report: Report, edition: Edition, last_year: Report | None, last_edition: Edition | None
) -> "tuple[Chart, ...]":
    """The 图解, beside those figures of last year that can be compared."""
    from export.document.charts import compose_charts
    from model.checks.engine import check

    look = check(report, edition, last_year, last_edition=last_edition).context
    return compose_charts(report, edition, look.last_figures if look.last_year else None)


def _unsettled(checked: "CheckResult") -> Mapping[str, int]:
    """The open findings counted by what the window calls them; of what is 未填, the cells."""
    from model.checks.findings import WEIGHTS, blank_cells, still_open

    found = still_open(checked.findings, checked.context.report.reasons)
    counts = {weight: sum(each.weight == weight for each in found) for weight in WEIGHTS}
    return counts | {"未填": blank_cells(found)}


def read_back_problem(path: Path, found: "Sequence[Difference]") -> str:
    """The sentence for a file that reads otherwise than the report."""
    shown = found[:5]
    more = f"\n……另有 {len(found) - len(shown)} 处" if len(found) > len(shown) else ""
    lines = "\n".join(f"· {each}" for each in shown)
    return f"“{path.name}”没有导出：写出后读回，有 {len(found)} 处与年报不一致，原有文件没有改动。\n{lines}{more}"


def export_blank_workbook(edition: Edition, year: int, path: Path, resources: Path) -> None:
    """Write the workbook that units fill in, and make sure that it reads back as an empty report of ``year``.

    Raises:
        ExportError: not a name of a workbook, or the file reads otherwise; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.document.layout import load_layout
    from export.read_back import differences
    from export.writers.xlsx.workbook import write_blank_workbook

    if path.suffix.lower() != ".xlsx":
        raise ExportError(f"“{path.name}”：填报模板是 Excel 工作簿，文件名应以 .xlsx 结尾")
    with replacing(path) as temporary:
        write_blank_workbook(edition, year, datetime.now(), load_layout(resources / "layout.toml"), temporary)
        blank = Report(edition.id, texts={"year": str(year)})
        if found := differences(blank, temporary, {edition.id: edition}):
            raise ExportError(read_back_problem(path, found))


def export_check_list(checked: "CheckResult", path: Path, resources: Path) -> None:
    """Write the 核对单 of a report that was checked, as ``.docx`` or ``.xlsx``, and make sure that it reads back.

    Raises:
        ExportError: an unknown suffix, or the file lacks what is listed; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.document.check_list import compose_check_list
    from export.document.layout import load_layout
    from export.read_back_check_list import missing_texts
    from export.writers.docx.check_list import write_check_list_word
    from export.writers.xlsx.check_list import write_check_list_excel

    writers = {".docx": write_check_list_word, ".xlsx": write_check_list_excel}
    if path.suffix.lower() not in writers:
        raise ExportError(f"“{path.name}”：核对单可以存为 {'、'.join(writers)}")
    with replacing(path) as temporary:
        listed = compose_check_list(checked, datetime.now())
        writers[path.suffix.lower()](listed, load_layout(resources / "layout.toml"), temporary)
        if missing := missing_texts(listed, temporary):
            raise ExportError(f"“{path.name}”没有导出：写出后读回，缺少“{missing[0][:60]}”等 {len(missing)} 处")
