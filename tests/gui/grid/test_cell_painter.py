"""The painted cell: nothing is painted anew that stands, and nothing is missing where something was covered."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QRegion
from pytestqt.qtbot import QtBot

from gui.grid.cell_painter import CellPainter, balanced
from gui.grid.table_model import CellState, TableModel
from gui.grid.table_view import TableView
from gui.kit.colours import LIGHT
from gui.kit.theme import THEME
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Report
from tests.model.checks.rule_breaking import zeros


def test_heads_break_into_lines_of_one_length() -> None:
    assert balanced("结果维持", 3) == "结果\n维持"
    assert balanced("社会公益组织", 4) == "社会公益\n组织"
    assert balanced("社会公益组织", 3) == "社会公\n益组织"
    assert balanced("总计", 3) == "总计"


def test_a_broken_head_is_painted_on_as_many_lines(qtbot: QtBot) -> None:
    def lines(text: str, width: int) -> int:
        image = QImage(width, 60, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        CellPainter().paint(painter, QRect(0, 0, width, 60), CellState("head"), text)
        painter.end()
        inked = [any(image.pixelColor(x, y).lightness() < 128 for x in range(width)) for y in range(60)]
        return sum(now and not before for before, now in pairwise([False, *inked]))

    assert lines("结果维持", 53) == 2
    image = QImage(53, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    CellPainter().paint(painter, QRect(0, 0, 53, 60), CellState("head"), "结果维持")
    painter.end()
    widths = []
    for half in (range(30), range(30, 60)):
        inked = [x for x in range(53) if any(image.pixelColor(x, y).lightness() < 128 for y in half)]
        widths.append(inked[-1] - inked[0])
    assert abs(widths[0] - widths[1]) < 4  # 结果/维持, not 结果维/持


def test_a_long_unread_text_keeps_its_beginning(qtbot: QtBot) -> None:
    THEME.apply(LIGHT)

    def inked(text: str) -> int:
        image = QImage(80, 26, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        CellPainter().paint(painter, QRect(0, 0, 80, 26), CellState("figure", unread=True), text)
        painter.end()
        below = range(10, 26)  # the mark in the corner
        columns = [x for x in range(80) if any(image.pixelColor(x, y).lightness() < 128 for y in below)]
        assert columns, "nothing was painted"
        assert columns[0] >= 6
        assert columns[-1] < 80 - 6
        return columns[-1] - columns[0]

    assert inked("3") < inked("388") < inked("约三百八十八件左右")


def test_the_titles_of_blocks_begin_at_the_left_as_in_the_form(qtbot: QtBot) -> None:
    THEME.apply(LIGHT)
    image = QImage(400, 26, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    CellPainter().paint(painter, QRect(0, 0, 400, 26), CellState("block"), "第二十条第（一）项")
    painter.end()
    inked = [x for x in range(2, 398) if any(image.pixelColor(x, y).lightness() < 128 for y in range(3, 23))]
    assert inked and inked[0] < 20


def test_what_is_painted_in_parts_looks_as_if_painted_whole(
    qtbot: QtBot, opens: Callable[..., OpenReport], edition: Edition
) -> None:
    THEME.apply(LIGHT)
    report = opens(Report("2021", zeros(edition)))
    view = TableView(TableModel(report, edition.table("requests")), report)
    view.model().make_editable(report)  # type: ignore[attr-defined]
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    qtbot.waitExposed(view)
    report.edit(Edit("填", {edition.cell("requests.received.business"): 88}))
    view.verticalScrollBar().setValue(40)
    whole = view.viewport().grab().toImage()
    parts = QImage(whole.size(), QImage.Format.Format_RGB32)
    parts.fill(0)
    painter = QPainter(parts)
    for top in range(0, whole.height(), 37):
        view.viewport().render(painter, QPoint(0, top), QRegion(0, top, whole.width(), 37))
    painter.end()
    assert parts == whole.convertToFormat(QImage.Format.Format_RGB32)


MARKS = {
    "imported": CellState("figure", imported=True),
    "flagged": CellState("figure", flagged=True, remarked=True),
    "error": CellState("figure", severity=Severity.ERROR),
    "typed over": CellState("figure", total=True, typed_over=True),
    "beside": CellState("figure", prior_value="123456 ↑120001"),
}


@pytest.mark.parametrize("zoom", [0.5, 1.0, 1.5, 3.0])
@pytest.mark.parametrize("name", MARKS)
def test_in_the_width_that_it_needs_a_figure_is_whole_and_clear_of_every_mark(
    qtbot: QtBot, name: str, zoom: float
) -> None:
    """Painted alone and with its mark, every pixel of the digits is the same."""
    THEME.apply(LIGHT)
    cells = CellPainter()
    cells.zoom = zoom
    text, state = "-123456.7891", MARKS[name]
    metrics = QFontMetrics(cells.font(bold=True))
    wide, high = cells.width_needed(state, text), round(44 * zoom)
    assert wide >= metrics.horizontalAdvance(text) + 14
    marked, bare = (QImage(wide, high, QImage.Format.Format_RGB32) for _ in range(2))
    plain = CellState("figure", prior_value=state.prior_value, total=state.total, severity=state.severity)
    for image, shown in ((marked, state), (bare, plain)):
        painter = QPainter(image)
        cells.paint(painter, QRect(0, 0, wide - 1, high), shown, text)
        painter.end()
    with_mark, alone = pixels(marked), pixels(bare)
    ground = alone[3 * wide + wide // 2]
    corner = 10 * zoom if state.severity else 0  # painted on both
    digits = [
        place
        for place, colour in enumerate(alone)
        if colour != ground and place % wide < wide - 1 and place % wide + place // wide > corner
    ]
    assert digits and min(place % wide for place in digits) > 0
    assert all(with_mark[place] == alone[place] for place in digits)


def pixels(image: QImage) -> memoryview:
    """The colours of a picture of 32 bits a pixel, row by row."""
    assert image.bytesPerLine() == 4 * image.width()
    return memoryview(image.constBits()).cast("B").cast("I")


def test_an_imported_figure_has_no_stroke_before_it(qtbot: QtBot) -> None:
    """What looks like a minus is a short line beside the digits; the mark fills the corner of the cell instead."""
    THEME.apply(LIGHT)
    image = QImage(64, 26, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    CellPainter().paint(painter, QRect(0, 0, 64, 26), CellState("figure", imported=True), "12")
    painter.end()
    inked = {(x, y) for x in range(32) for y in range(26) if image.pixelColor(x, y).lightness() < 200}
    assert inked
    assert all(x + (25 - y) <= 7 for x, y in inked)


def test_a_text_that_is_cut_in_its_cell_reaches_no_further_than_the_cell(qtbot: QtBot) -> None:
    cells, rect = CellPainter(), QRect(0, 0, 60, 26)
    left, right = cells.span(CellState("figure", unread=True), "约三百八十八件左右", rect)
    assert rect.left() < left < right < rect.right()
    sum_, right = cells.span(CellState("figure", running="123"), "", rect)
    assert left < sum_ < right, "a running sum that is cut would be another sum"
