"""Pictures of charts in files: light whatever the theme, whole files or none, vectors with their words in SVG."""

from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from export.document.year_charts import ChartForm, ChartSeries, YearChart
from gui.kit.colours import DARK, LIGHT
from gui.kit.theme import THEME
from gui.years.chart_pictures import MOST_HIGH, MOST_PIXELS, image_of, png_of, svg_of, write_picture
from model.errors import UserFacingError

CHART = YearChart(
    "历年新收",
    ChartForm.COLUMNS,
    "年度",
    ("2023 年", "2024 年"),
    (ChartSeries("新收", (3, 8)), ChartSeries("办结", (2, 7))),
)


def test_the_picture_is_light_in_the_dark_theme_too(qtbot: QtBot) -> None:
    light = png_of(CHART)
    THEME.apply(DARK)
    try:
        assert png_of(CHART) == light
    finally:
        THEME.apply(LIGHT)
    image = QImage.fromData(light)
    assert image.pixelColor(1, 1) == QColor("#FFFFFF")
    assert image.width() == 2400


def test_svg_holds_vectors_and_words(qtbot: QtBot) -> None:
    root = etree.fromstring(svg_of(CHART))
    words = "".join(map(str, root.itertext()))
    assert "历年新收" in words and "2024 年" in words
    assert QSvgRenderer(svg_of(CHART)).isValid()
    assert not [each for each in root.iter() if etree.QName(each).localname == "image"], "no pixels"


@pytest.mark.parametrize("suffix", [".png", ".svg", ".PNG"])
def test_a_picture_is_written(qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"图{suffix}"
    write_picture(CHART, path)
    assert not QImage(str(path)).isNull() or QSvgRenderer(str(path)).isValid()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_another_kind_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="不能存为"):
        write_picture(CHART, tmp_path / "图.gif")
    assert list(tmp_path.iterdir()) == []


def test_a_chart_of_hundreds_of_units_takes_bounded_memory(qtbot: QtBot) -> None:
    names = tuple(f"第{at}局" for at in range(1000))
    many = YearChart("图", ChartForm.BARS, "单位", names, (ChartSeries("2024 年", tuple(range(1000))),))
    image = image_of(many)
    assert not image.isNull() and image.height() <= MOST_HIGH
    assert image.width() * image.height() <= MOST_PIXELS * 1.01
