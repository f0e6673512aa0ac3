"""A workbook as the export writes it, and what is in it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from export.document.document import compose
from export.document.layout import Layout
from export.writers.xlsx.workbook import Cover, write_excel
from model.form.edition import Edition
from model.report.report import Report

COVER = Cover(datetime(2025, 1, 8, 9, 30), {"必改": 1, "须核实": 2})


def written_workbook(report: Report, edition: Edition, layout: Layout, folder: Path) -> Path:
    path = folder / "report.xlsx"
    write_excel(report, edition, compose(report, edition), layout, COVER, path)
    return path


def values_of(path: Path) -> Any:
    """The workbook with the values of its formulas."""
    return openpyxl.load_workbook(path, data_only=True)
