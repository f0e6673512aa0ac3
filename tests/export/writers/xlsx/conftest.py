"""The workbook that tests look into."""

from pathlib import Path

import pytest

from export.document.layout import Layout
from model.form.edition import Edition
from model.report.report import Report
from tests.export.writers.xlsx.workbooks import written_workbook


@pytest.fixture
def path(report: Report, edition: Edition, layout: Layout, tmp_path: Path) -> Path:
    return written_workbook(report, edition, layout, tmp_path)
