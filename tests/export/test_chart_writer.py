"""A chart in a Word file: the picture, below it every figure; read back before it is said to be written."""

from pathlib import Path

import docx
import pytest

from export.chart_writer import write_chart
from export.document.year_charts import NONE
from export.report_writer import ExportError
from tests.export.small_charts import chart, png
from tests.model.batch.county import RESOURCES


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_chart(chart(), png(60, 40), 40 / 60, tmp_path / "图.docx", RESOURCES)
    [table] = docx.Document(str(tmp_path / "图.docx")).tables
    assert table.rows[2].cells[1].text == NONE


def test_another_kind_of_file_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="docx"):
        write_chart(chart(), png(4, 4), 1.0, tmp_path / "图.doc", RESOURCES)
    assert list(tmp_path.iterdir()) == []


def test_three_hundred_units_are_all_in_the_table(tmp_path: Path) -> None:
    write_chart(chart(300), png(60, 40), 40 / 60, tmp_path / "图.docx", RESOURCES)
    [table] = docx.Document(str(tmp_path / "图.docx")).tables
    assert len(table.rows) == 301
