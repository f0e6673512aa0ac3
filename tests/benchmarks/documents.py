"""Reading and writing a Word document."""

import tempfile
import zipfile
from pathlib import Path

import docx
from lxml import etree

from export import export_report
from model.importing import import_report
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import RESOURCES, editions, last_year


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
