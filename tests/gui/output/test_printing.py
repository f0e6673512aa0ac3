"""The preview and the printer show the pages of the PDF."""

import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter, qGray
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from export.document.charts import compose_charts
from export.document.document import compose
from export.document.layout import Choices, Layout, load_layout
from export.report_writer import ExportError
from export.writers.pdf.document import TEMPLATE, write_pdf
from gui.output.chart_dialog import ChartDialog
from gui.output.printing import Pages, draw, missing_fonts, pages_of, print_on
from model.form.edition import Edition
from model.importing import import_report
from model.report.report import Report
from tests.conftest import EDITIONS_FOLDER, SAMPLES

RESOURCES = EDITIONS_FOLDER.parent
SHADE = QColor("#C6D9F1")


@pytest.fixture
def layout() -> Layout:
    return load_layout(RESOURCES / "layout.toml")


@pytest.fixture(scope="module")
def report(editions: dict[str, Edition]) -> Report:
    return import_report(SAMPLES / "enping-office-2024.txt", editions).report


@pytest.fixture
def pages(qapp: object, report: Report, edition: Edition) -> Pages:
    return pages_of(report, edition, RESOURCES)


def _drawn(page: QSvgRenderer) -> QImage:
    image = QImage(1191, 1684, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page.render(painter)
    painter.end()
    return image


def _greys(image: QImage) -> list[int]:
    """How dark fields of about 7 points each are."""
    small = image.scaled(85, 120, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return [qGray(small.pixel(x, y)) for y in range(120) for x in range(85)]


def test_every_page_of_the_pdf_is_shown_as_it_is_in_the_file(
    pages: Pages, report: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    write_pdf(compose(report, edition), layout, RESOURCES / TEMPLATE, path)
    with pypdfium2.PdfDocument(str(path)) as opened:
        assert len(pages) == len(opened)
        for page, ours in zip(opened, pages, strict=True):
            bitmap = page.render(scale=2)
            theirs = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
            )
            here, there = _greys(_drawn(ours)), _greys(theirs)
            assert min(there) < 200
            differing = [
                field for field, (one, other) in enumerate(zip(here, there, strict=True)) if abs(one - other) > 40
            ]
            assert len(differing) < 0.01 * len(here)


def test_printing_takes_the_pages_that_were_chosen(pages: Pages, tmp_path: Path) -> None:
    for first, last, count in ((0, 0, len(pages)), (2, 3, 2)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        printer.setFromTo(first, last)
        print_on(printer, pages)
        assert len(re.findall(rb"/Type /Page\b", (tmp_path / "paper.pdf").read_bytes())) == count
        assert printer.pageLayout().margins() == QMarginsF(0, 0, 0, 0)


def test_the_offices_choices_of_layout_stand_on_the_pages(pages: Pages, report: Report, edition: Edition) -> None:
    def is_shaded(all_pages: Pages) -> bool:
        images = [_drawn(page) for page in all_pages]
        return any(image.pixelColor(x, y) == SHADE for image in images for y in range(0, 1684, 3) for x in (600, 900))

    chosen = pages_of(report, edition, RESOURCES, Choices(28.0, latin_as_body=True, shaded=False))
    assert is_shaded(pages)
    assert not is_shaded(chosen)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_be_written_is_reported(pages: Pages, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        draw(pages, QPdfWriter(str(tmp_path / "没有" / "x.pdf")))


def test_fonts_that_are_not_here_are_named(qapp: object, layout: Layout) -> None:
    assert set(missing_fonts(layout)) <= {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def test_the_picture_is_shown_with_its_description_and_can_be_exported(
    qtbot: QtBot, report: Report, edition: Edition, layout: Layout
) -> None:
    charts = compose_charts(report, edition, None)
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
