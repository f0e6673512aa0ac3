"""What is drawn is what the chart holds: every figure with a bar or point, gaps empty, long names within their room."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from export.document.year_charts import ChartForm, ChartSeries, YearChart
from gui.years.chart_look import ON_DARK, ON_PAPER, ChartLook
from gui.years.chart_painter import ChartPainter

YEARS = ("2021 年", "2022 年", "2023 年")


def chart(form: ChartForm, *figures: int | None, heads: tuple[str, ...] = YEARS) -> YearChart:
    gaps = {at: "没有留存" for at, figure in enumerate(figures) if figure is None}
    return YearChart("新收", form, "年度", heads, (ChartSeries("新收", figures),), ("说明",), gaps)


def image_of(made: YearChart, look: ChartLook = ON_PAPER, width: int = 700) -> QImage:
    painter_of = ChartPainter(made, width)
    image = QImage(painter_of.size.toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter_of.draw(painter, look)
    painter.end()
    return image


def strong(image: QImage, room: QRect, look: ChartLook = ON_PAPER) -> int:
    """How many pixels of the area have the colour of bars and lines."""
    wanted = QColor(look.strong).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(room.left(), room.right()) for y in range(room.top(), room.bottom())
    )


def third(image: QImage, number: int) -> QRect:
    """The area of one of three years."""
    left, wide = 70, (image.width() - 86) // 3
    return QRect(left + number * wide, 60, wide, 310)


@pytest.mark.parametrize("form", [ChartForm.COLUMNS, ChartForm.LINES])
@pytest.mark.parametrize("look", [ON_PAPER, ON_DARK], ids=["paper", "dark"])
def test_a_year_without_a_figure_is_empty(qtbot: QtBot, form: ChartForm, look: ChartLook) -> None:
    image = image_of(chart(form, 8, None, 4), look)
    assert strong(image, third(image, 0), look) > 20
    assert strong(image, third(image, 1), look) == 0
    assert strong(image, third(image, 2), look) > 20


def test_zero_is_on_the_line_and_no_gap(qtbot: QtBot) -> None:
    image = image_of(chart(ChartForm.LINES, 8, 0, 4))
    assert strong(image, third(image, 1)) > 20


def test_a_column_is_as_high_as_its_figure(qtbot: QtBot) -> None:
    image = image_of(chart(ChartForm.COLUMNS, 100, 50, 25))
    counts = [strong(image, third(image, at)) for at in range(3)]
    assert counts[0] / counts[1] == pytest.approx(2, rel=0.05)
    assert counts[1] / counts[2] == pytest.approx(2, rel=0.05)


@pytest.mark.parametrize("form", [ChartForm.BARS, ChartForm.STACKED])
def test_long_names_leave_room_for_the_bars(qtbot: QtBot, form: ChartForm) -> None:
    names = ("恩平市一个名称特别特别特别特别特别特别特别特别长的综合行政执法局（含派出机构）", "短局")
    image = image_of(chart(form, 10, 5, heads=names), width=500)
    bars = QRect(200, 60, 300, image.height() - 120)
    assert strong(image, bars) > 1000


def test_three_hundred_units_are_drawn_one_below_the_other(qtbot: QtBot) -> None:
    many = tuple(f"第{at}局" for at in range(300))
    painter_of = ChartPainter(chart(ChartForm.BARS, *range(300), heads=many), 900)
    assert 300 * 20 < painter_of.size.height() < 300 * 24 + 200


@pytest.mark.parametrize("form", [ChartForm.COLUMNS, ChartForm.LINES])
def test_years_take_the_room_that_there_is(qtbot: QtBot, form: ChartForm) -> None:
    made = chart(form, 8, None, 4)
    assert ChartPainter(made, 700, 400).size.height() == 400
    assert ChartPainter(made, 700, 100).size.height() > 250, "below that it is scrolled"
    assert ChartPainter(made, 700, 4000).size.height() < 700
    assert ChartPainter(chart(ChartForm.BARS, 8, 2, 4), 700, 400).size.height() < 300


@pytest.mark.parametrize("form", list(ChartForm))
def test_nothing_to_draw_says_so(qtbot: QtBot, form: ChartForm) -> None:
    image = image_of(chart(form, None, None, None))
    assert strong(image, image.rect()) == 0
    assert image.height() < 300
    assert not image_of(YearChart("空", form, "年度", (), ())).isNull()


def test_notes_are_folded_at_the_width(qtbot: QtBot) -> None:
    long = YearChart(
        "图", ChartForm.COLUMNS, "年度", YEARS, (ChartSeries("新收", (1, 2, 3)),), ("没有交的单位：" * 40,)
    )
    short = YearChart("图", ChartForm.COLUMNS, "年度", YEARS, (ChartSeries("新收", (1, 2, 3)),), ("没有交的单位",))
    assert ChartPainter(long, 700).size.height() > ChartPainter(short, 700).size.height() + 40
