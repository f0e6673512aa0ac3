"""Paper: the pages of the official layout, nothing lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontDatabase, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from export.document.charts import compose_charts
from export.document.document import compose
from export.document.layout import PT_PER_MM, Choices, Layout, load_layout
from export.report_writer import ExportError
from gui.output import pdf_printing
from gui.output.chart_dialog import ChartDialog
from gui.output.font_pair import CLOSING_MARKS, OPENING_MARKS, FontPair, break_lines
from gui.output.page_layout import FilledRect, LaidOutPage, LineSegment, TextRun
from gui.output.pdf_printing import missing_fonts, pages_of, print_on
from gui.output.typesetter import Typesetter
from model.form.edition import Edition
from model.importing import import_report
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER, SAMPLES

RESOURCES = EDITIONS_FOLDER.parent
ROOT = RESOURCES.parent


@pytest.fixture(autouse=True)
def _chinese(qapp: object) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font on this machine")


@pytest.fixture
def layout() -> Layout:
    return load_layout(RESOURCES / "layout.toml")


@pytest.fixture
def report(editions: dict[str, Edition]) -> Report:
    """The sample, with words for several pages."""
    read = import_report(SAMPLES / "enping-office-2024.txt", editions).report
    long = "\n".join(
        f"（{number}）第{number}方面。{'全年主动公开政府信息312条，回应群众关切。' * 20}" for number in "一二三四五六"
    )
    just_full = f"{'公' * 54}。{'开' * 40}。"  # the mark has no room on the second line
    return read.with_(texts={**read.texts, "1": f"{long}\n{just_full}"})


@pytest.fixture
def pages(qapp: object, report: Report, edition: Edition) -> tuple[LaidOutPage, ...]:
    return pages_of(report, edition, RESOURCES)


def _lines(page: LaidOutPage) -> dict[float, str]:
    """Base line -> what stands on it, from left to right."""
    found: dict[float, list[TextRun]] = {}
    for item in page.items:
        if isinstance(item, TextRun):
            found.setdefault(round(item.base, 1), []).append(item)
    return {base: "".join(each.text for each in sorted(line, key=lambda w: w.x)) for base, line in found.items()}


def test_every_character_stands_on_the_pages_in_order(
    pages: tuple[LaidOutPage, ...], report: Report, edition: Edition
) -> None:
    document = compose(report, edition)
    message = "".join(item.text for page in pages for item in page.items if isinstance(item, TextRun))
    for block in document.blocks():
        if hasattr(block, "text"):
            words = re.sub(r"— \d+ —", "", message.replace(" ", ""))
            assert block.text.replace(" ", "")[:12] in words.replace("—", "")
    for printed in document.tables():
        for place in printed.table.places:
            assert printed.text_at(place).replace(" ", "") in message.replace(" ", "")


def test_nothing_stands_outside_the_text_block_but_the_page_number(
    pages: tuple[LaidOutPage, ...], layout: Layout
) -> None:
    left, right = layout.page.left_mm * PT_PER_MM, (layout.page.width_mm - layout.page.right_mm) * PT_PER_MM
    bottom = (layout.page.height_mm - layout.page.bottom_mm) * PT_PER_MM
    for page in pages:
        *items, _dash, _number, _end = page.items
        for item in items:
            x = item.x if isinstance(item, TextRun) else item.left
            y = item.base if isinstance(item, TextRun) else item.bottom
            assert left - 0.5 <= x <= right + 0.5
            assert layout.page.top_mm * PT_PER_MM - 0.5 <= y <= bottom + 0.5


def test_a_full_page_has_22_lines_and_its_number_outside(pages: tuple[LaidOutPage, ...], layout: Layout) -> None:
    second = _lines(pages[1])
    assert len(second) == layout.page.lines + 1
    middle = layout.page.width_mm * PT_PER_MM / 2
    for page in pages:
        number = page.items[-1]
        assert isinstance(number, TextRun)
        assert (number.x > middle) == (page.number % 2 == 1)
        assert f"{page.number}" in "".join(each.text for each in page.items[-3:] if isinstance(each, TextRun))


def test_a_line_holds_28_characters(qapp: object, layout: Layout, edition: Edition) -> None:
    report = Report(edition.id, facts={Fact.ORGAN: "局", Fact.YEAR: "2024"}, texts={"preface": "公" * 100})
    (page, *_) = Typesetter(compose(report, edition), layout).pages()
    lines = [line for line in _lines(page).values() if set(line) == {"公"}]
    assert [len(line) for line in lines] == [26, 28, 28, 18]


def test_the_tables_keep_to_one_page_and_have_all_their_lines(pages: tuple[LaidOutPage, ...], edition: Edition) -> None:
    for word in ("结转下年度继续办理", "本年新收政府信息公开申请数量"):
        assert len([page.number for page in pages if word in "".join(_lines(page).values())]) == 1
    assert sum(isinstance(item, LineSegment) for page in pages for item in page.items) > 400


@given(
    text=st.text("公开信息，。、；：“”（）《》2024年12.5%abc ", min_size=1, max_size=120),
    room=st.floats(40, 500),
    first=st.floats(40, 500),
)
def test_lines_hold_everything_and_none_is_too_wide(qapp: object, text: str, room: float, first: float) -> None:
    face = FontPair("仿宋_GB2312", "Times New Roman", 16)
    lines = break_lines(text, face, room, first)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for number, line in enumerate(lines):
        assert face.width(line) <= (room if number else max(first, room)) + 0.01 or len(line) == 1


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(qapp: object) -> None:
    face = FontPair("仿宋_GB2312", "Times New Roman", 16)
    for room in range(100, 460, 7):
        lines = break_lines("根据《条例》（国务院令第711号），2024年“三安全一稳定”：共12.5%。" * 3, face, room)
        assert not [line for line in lines[1:] if line[0] in CLOSING_MARKS]
        assert not [line for line in lines[:-1] if line[-1] in OPENING_MARKS]


def test_fonts_that_are_not_here_are_named(qapp: object, layout: Layout) -> None:
    assert set(missing_fonts(layout)) <= {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def test_printing_takes_the_pages_that_were_chosen(
    qapp: object, report: Report, edition: Edition, tmp_path: Path
) -> None:
    for first, last, count in ((0, 0, None), (2, 3, 2)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        printer.setFromTo(first, last)
        print_on(printer, pages_of(report, edition, RESOURCES))
        made = len(re.findall(rb"/Type /Page\b", (tmp_path / "paper.pdf").read_bytes()))
        assert made == (count or len(pages_of(report, edition, RESOURCES)))
        assert printer.pageLayout().margins() == QMarginsF(0, 0, 0, 0)


def test_the_offices_choices_of_layout_stand_on_the_pages(
    qapp: object, report: Report, edition: Edition, layout: Layout
) -> None:
    plain = pages_of(report, edition, RESOURCES)
    chosen = pages_of(report, edition, RESOURCES, Choices(28.0, latin_as_body=True, shaded=False))
    assert any(isinstance(each, FilledRect) for page in plain for each in page.items)
    assert not any(isinstance(each, FilledRect) for page in chosen for each in page.items)
    first, second = sorted(_lines(chosen[1]))[:2]
    assert second - first == pytest.approx(28.0, abs=0.11)
    families = {each.font.families()[0] for page in chosen for each in page.items if isinstance(each, TextRun)}
    assert layout.latin.font not in families


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_be_written_is_reported(
    qapp: object, report: Report, edition: Edition, tmp_path: Path
) -> None:
    writer = QPdfWriter(str(tmp_path / "没有" / "x.pdf"))
    with pytest.raises(ExportError):
        pdf_printing.draw(pages_of(report, edition, RESOURCES), writer)


def test_the_picture_is_shown_with_its_description_and_can_be_exported(
    qtbot: QtBot, report: Report, editions: dict[str, Edition], layout: Layout
) -> None:
    charts = compose_charts(report, editions[report.edition], None)
    dialog = ChartDialog(charts, layout)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert charts[0].description in dialog.paper.accessibleDescription()
    picture = dialog.paper.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 700, 4) for y in range(0, 700, 4)}
    assert {"#404040", "#ffffff"} <= colours
    with qtbot.waitSignal(dialog.export_requested) as wanted:
        buttons: list[QPushButton] = list(dialog.findChildren(QPushButton))
        next(each for each in buttons if "PDF" in each.text()).click()
    assert wanted.args == [".pdf"]
