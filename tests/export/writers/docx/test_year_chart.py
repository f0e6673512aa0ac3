"""The Word file of a chart: the picture with its alternative text, below it the table of all figures."""

import zipfile
from pathlib import Path

import docx
import pytest

from export.document.layout import load_layout
from export.document.year_charts import YearChart
from export.writers.docx.package import TEMPLATE
from export.writers.docx.year_chart import write_year_chart
from tests.export.small_charts import chart, png
from tests.model.batch.county import RESOURCES


def written(made: YearChart, picture: bytes, ratio: float, path: Path) -> None:
    write_year_chart(made, picture, ratio, load_layout(RESOURCES / "layout.toml"), RESOURCES / TEMPLATE, path)


def test_the_picture_is_there_with_its_alternative_text_and_all_figures_below(tmp_path: Path) -> None:
    picture = png(60, 40)
    written(chart(), picture, 40 / 60, tmp_path / "图.docx")
    word = docx.Document(str(tmp_path / "图.docx"))
    [shape] = word.inline_shapes
    assert shape._inline.docPr.get("descr") == chart().description
    assert shape.height / shape.width == pytest.approx(40 / 60, rel=0.01)
    [table] = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(row) for row in chart().table()]
    with zipfile.ZipFile(tmp_path / "图.docx") as package:
        media = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    assert media == [picture]


def test_a_high_picture_fits_on_one_page(tmp_path: Path) -> None:
    written(chart(), png(40, 200), 5.0, tmp_path / "图.docx")
    [shape] = docx.Document(str(tmp_path / "图.docx")).inline_shapes
    assert shape.height.mm <= 226
