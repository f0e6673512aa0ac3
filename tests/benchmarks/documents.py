"""Reading and writing documents; reading, which only computes, in CPU time."""

import gc
import io
import json
import statistics
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import docx
import openpyxl
from lxml import etree

from model.importing import import_report
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import RESOURCES, ROOT, editions, last_year
from tests.export.exporting import export_report

SAMPLES = ROOT / "tests" / "samples"


def _written(folder: str) -> Path:
    path = Path(folder) / "report.docx"
    export_report(last_year(), editions(), path, RESOURCES)
    return path


def import_docx() -> None:
    """Floor: unzip and lxml parse of the same file."""
    known = editions()
    with tempfile.TemporaryDirectory() as folder:
        path = _written(folder)

        def floor() -> None:
            with zipfile.ZipFile(path) as package:
                etree.fromstring(package.read("word/document.xml"))

        measure("import_docx", lambda: import_report(path, known), floor, 60, clock=process_time)


def export_docx() -> None:
    """Ours writes, replaces and reads back. Floor: python-docx open and save of the result."""
    known, report = editions(), last_year()
    with tempfile.TemporaryDirectory() as folder:
        path, copy = _written(folder), Path(folder) / "copy.docx"

        def floor() -> None:
            docx.Document(str(path)).save(str(copy))

        measure("export_docx", lambda: export_report(report, known, path, RESOURCES), floor, 40)


def import_doc() -> None:
    """Floor: olefile reads the three streams that hold text and formatting."""
    import olefile

    data = (SAMPLES / "filled-word97.doc").read_bytes()

    def floor() -> None:
        with olefile.OleFileIO(io.BytesIO(data)) as streams:
            for name in ("WordDocument", "1Table", "Data"):
                if streams.exists(name):
                    streams.openstream(name).read()

    _import("import_doc", "filled-word97.doc", floor)
    _beside_docx("import_doc_to_docx", "filled-word97.doc")


def import_xlsx() -> None:
    """Floor: openpyxl opens the same workbook."""
    data = (SAMPLES / "filled-libreoffice.xlsx").read_bytes()
    _import("import_xlsx", "filled-libreoffice.xlsx", lambda: openpyxl.load_workbook(io.BytesIO(data), data_only=True))


def import_xls() -> None:
    """Floor: calamine gives the values of every sheet."""
    import python_calamine as calamine

    data = (SAMPLES / "filled-libreoffice.xls").read_bytes()

    def floor() -> None:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    _import("import_xls", "filled-libreoffice.xls", floor)
    _beside_docx("import_xls_to_docx", "filled-libreoffice.xls")


def import_html() -> None:
    """Floor: lxml parses the page and gives its text."""
    from lxml import html

    data = (SAMPLES / "filled-libreoffice.html").read_bytes()

    def floor() -> None:
        html.tostring(html.document_fromstring(data.decode()), method="text", encoding="unicode")

    _import("import_html", "filled-libreoffice.html", floor)


def import_pdf() -> None:
    """Floor: pdfium gives the text of every page."""
    import pypdfium2  # type: ignore[import-untyped]

    data = (SAMPLES / "huaian-2024.pdf").read_bytes()

    def floor() -> None:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            text_page = page.get_textpage()
            text_page.get_text_range()
            text_page.close()
            page.close()
        document.close()

    _import("import_pdf", "huaian-2024.pdf", floor, 20)


def _import(name: str, sample: str, floor: Callable[[], object], runs: int = 40) -> None:
    known = editions()
    measure(name, lambda: import_report(SAMPLES / sample, known), floor, runs, clock=process_time)


def _beside_docx(name: str, sample: str) -> None:
    """Floor: our own import of the same report as .docx; that a stream is read says little of what its records need."""
    known = editions()
    measure(
        name,
        lambda: import_report(SAMPLES / sample, known),
        lambda: import_report(SAMPLES / "filled-libreoffice.docx", known),
        40,
        clock=process_time,
    )


def export_xlsx() -> None:
    """Ours writes, replaces and reads back. Floor: openpyxl writes the same values, plain, on as many sheets."""
    known, report = editions(), last_year()
    edition = known[report.edition]
    with tempfile.TemporaryDirectory() as folder:
        path, plain = Path(folder) / "report.xlsx", Path(folder) / "plain.xlsx"
        export_report(report, known, path, RESOURCES)
        book = openpyxl.load_workbook(path, data_only=True)
        sheets = [[(cell.row, cell.column, cell.value) for row in sheet.iter_rows() for cell in row] for sheet in book]
        assert len(sheets) == len(edition.tables) + 3

        def floor() -> None:
            workbook = openpyxl.Workbook()
            for values in sheets:
                sheet = workbook.create_sheet()
                for row, column, value in values:
                    sheet.cell(row, column, value)
            workbook.save(plain)

        measure("export_xlsx", lambda: export_report(report, known, path, RESOURCES), floor, 20)


def export_all() -> None:
    """100 reports in a row as .docx, .xlsx and .html: the second half as fast and as lean as the first."""
    known, report = editions(), last_year()
    with tempfile.TemporaryDirectory() as folder:
        names = [f"report{suffix}" for suffix in (".docx", ".xlsx", ".html")]
        spent: list[float] = []
        held: list[int] = []
        tracemalloc.start()
        for number in range(100):
            if number == 0:
                for name in names:  # what is made once is made before
                    export_report(report, known, Path(folder) / name, RESOURCES)
            began = perf_counter()
            for name in names:
                export_report(report, known, Path(folder) / name, RESOURCES)
            spent.append(perf_counter() - began)
            if number % 10 == 9:
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        halves = [statistics.median(half) for half in (spent[:50], spent[50:])]
        message = {
            "benchmark": "export_all",
            "reports": 100,
            "ms_each": round(1000 * statistics.median(spent), 1),
            "second_half_to_first": round(halves[1] / halves[0], 2),
            "kb_kept_from_10th_to_100th": round((held[-1] - held[0]) / 1024, 1),
        }
        print(json.dumps(message), flush=True)
