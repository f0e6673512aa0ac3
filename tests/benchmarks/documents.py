"""Reading and writing a Word document."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from lxml import etree

from export import export_report
from model.importing import import_report
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import RESOURCES, ROOT, editions, last_year

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

        measure("import_docx", lambda: import_report(path, known), floor, 60)


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


def import_xls() -> None:
    """Floor: calamine gives the values of every sheet."""
    import python_calamine as calamine

    data = (SAMPLES / "filled-libreoffice.xls").read_bytes()

    def floor() -> None:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    _import("import_xls", "filled-libreoffice.xls", floor)


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
    measure(name, lambda: import_report(SAMPLES / sample, known), floor, runs)
