"""Word files of many kinds, and where LibreOffice sets their lines of text and of tables on each page.

``python -m tests.export.writers.docx.rendered_pages`` writes the measures anew into ``tests/samples/word-pages.json``;
only after a deliberate change of the layout, and after looking at the pages.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from export.document.check_list import compose_check_list
from export.document.layout import Choices, load_layout
from export.report_writer import PLAIN, ExportOptions, write_report
from export.template_fill import write_into_own_file
from export.writers.docx.check_list import write_check_list_word
from export.writers.docx.package import TEMPLATE
from model.checks.checked_report import CheckedReport
from model.checks.engine import check
from model.drafting.rollover import roll_over
from model.form.edition import Edition, load_editions
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing import import_report
from model.report.report import Fact, Report

ROOT = Path(__file__).parents[4]
RESOURCES = ROOT / "resources"
MEASURES = ROOT / "tests" / "samples" / "word-pages.json"
SAMPLE = ROOT / "tests" / "samples" / "enping-office-2024.txt"
AT = datetime(2026, 1, 8, 9, 30)
LONG_ORGAN = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县住房和城乡建设管理局"
PT_PER_MM = 72 / 25.4
THIN_PT = 2.0

Measures = dict[str, list[dict[str, Any]]]
"""Document -> a page each: the ``first`` and the ``last`` two lines of text, ``lines`` their number, ``across`` and
``down`` the lines of tables; in mm from the left and from the top."""


def write_all(folder: Path) -> Mapping[str, Path]:
    """One file for each kind of document and option; returns them by name."""
    editions = load_editions(RESOURCES / "editions")
    edition = editions["2021"]
    last = import_report(SAMPLE, editions).report
    paths = {
        name: folder / f"{name}.docx" for name in ("options", "long", "edition-2019", "blank", "check-list", "own")
    }
    prior = last.with_(facts={**last.facts, Fact.YEAR: "2023"})
    checked = CheckedReport.from_result(check(last, edition, prior))
    write_report(checked, paths["options"], RESOURCES, ExportOptions(approval_sheet=True, charts=True))
    choices = ExportOptions(layout=Choices(28.0, latin_as_body=True, shaded=False))
    _write(long_report(last), edition, paths["long"], choices)
    old = editions["2019"]
    _write(numbered_report(last, old), old, paths["edition-2019"])
    _write(Report(edition.id), edition, paths["blank"])
    remarked = last.with_(figures={**last.figures, Cell("requests", "received", "person"): 99})
    listed = compose_check_list(check(remarked, edition), AT)
    write_check_list_word(listed, load_layout(RESOURCES / "layout.toml"), RESOURCES / TEMPLATE, paths["check-list"])
    _write(last, edition, own := folder / "last-year.docx")
    this = roll_over(last, edition, 2025)
    write_into_own_file(this.with_(figures=last.figures), editions, own, paths["own"])
    return paths


def _write(report: Report, edition: Edition, path: Path, options: ExportOptions = PLAIN) -> None:
    write_report(CheckedReport(report, edition), path, RESOURCES, options)


def numbered_report(report: Report, old: Edition) -> Report:
    """In the edition of 2019, with a figure in every cell and some that are too long for theirs."""
    figures = {cell: 12345678 if number % 9 == 0 else number for number, cell in enumerate(old.cells)}
    return Report(old.id, figures, texts=report.texts, facts={**report.facts, Fact.YEAR: "2020"})


def long_report(report: Report) -> Report:
    """An organ of a long name, headings of every level, and pages that are full of text."""
    sentence = "全年公开信息128条，答复申请11件，均在法定期限内办结；“互联网＋政务服务”持续推进。"
    one = "\n".join(
        f"（{number}）主动公开情况\n{sentence * 6}\n1.完善制度。{sentence}\n（1）明确责任。{sentence * 2}"
        for number in "一二三四五"
    )
    figures: dict[Cell, Figure] = {**report.figures, Cell("disclosure", "fees", "amount"): Decimal("1234567.5")}
    facts = {**report.facts, Fact.ORGAN: LONG_ORGAN, Fact.SIGNATURE: LONG_ORGAN}
    facts.pop(Fact.TITLE, None)
    unread = {Cell("requests", "received", "research"): "约3件"}
    return report.with_(figures=figures, texts={**report.texts, "1": one}, facts=facts, unread=unread)


def render(paths: Mapping[str, Path], folder: Path) -> Mapping[str, Path]:
    """The PDF files that LibreOffice makes of ``paths``, in one run of it."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths.values())],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: folder / f"{path.stem}.pdf" for name, path in paths.items()}


def measures_of(path: Path) -> list[dict[str, Any]]:
    """The measures of each page of a PDF file."""
    with pypdfium2.PdfDocument(str(path)) as opened:
        return [_page(page) for page in opened]


def _page(page: Any) -> dict[str, Any]:
    lines = _lines(page)
    across, down = _rules(page)
    return {"lines": len(lines), "first": lines[0], "last": lines[-2:], "across": across, "down": down}


def _lines(page: Any) -> list[tuple[float, float]]:
    """Where lines of text begin: from the left, and their base line from the top; from top to bottom."""
    height, text = page.get_height(), page.get_textpage()
    x, y = raw.c_double(), raw.c_double()
    begins: dict[int, tuple[float, float]] = {}
    for at in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, at)).strip() and raw.FPDFText_GetCharOrigin(text, at, x, y):
            left, base = round(x.value / PT_PER_MM, 2), round((height - y.value) / PT_PER_MM, 2)
            line = round(base)
            begins[line] = min(begins.get(line, (left, base)), (left, base))
    return sorted(begins.values(), key=lambda line: line[1])


def _rules(page: Any) -> tuple[list[float], list[float]]:
    """Where lines of tables are: from the top, and from the left."""
    height = page.get_height()
    across, down = set(), set()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = each.get_bounds()
        if top - bottom < THIN_PT < right - left:
            across.add(round((height - (top + bottom) / 2) / PT_PER_MM, 1))
        elif right - left < THIN_PT < top - bottom:
            down.add(round((left + right) / 2 / PT_PER_MM, 1))
    return sorted(across), sorted(down)


def main(folder: Path) -> None:
    """Measures of today's files."""
    measured = {name: measures_of(path) for name, path in render(write_all(folder), folder).items()}
    MEASURES.write_text(dumped(measured), encoding="utf-8")


def dumped(measured: Measures) -> str:
    """JSON with a line for each page."""
    pages = {
        name: ",\n  ".join(json.dumps(page, separators=(",", ":")) for page in pages)
        for name, pages in measured.items()
    }
    return "{\n" + ",\n".join(f'"{name}": [\n  {text}\n]' for name, text in pages.items()) + "\n}\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
