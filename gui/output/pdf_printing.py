"""The official document on paper: PDF and printer. The pages are those of :mod:`gui.output.page_layout`."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
)
from PySide6.QtPrintSupport import QPrinter

from export.document.document import compose
from export.document.layout import Choices, Layout, load_layout
from export.report_writer import ExportError
from gui.output.font_pair import FONT_SCALE
from gui.output.page_layout import FilledRect, LaidOutPage, LineSegment, TextRun
from gui.output.typesetter import Typesetter
from model.form.edition import Edition
from model.report.report import Report

DOTS_PER_INCH = 1200


def draw(pages: Sequence[LaidOutPage], device: QPagedPaintDevice) -> None:
    """Draws the pages on A4 paper, ignoring the default margins of the device."""
    paper = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Point,
    )
    paper.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(paper)
    painter = QPainter()
    if not painter.begin(device):
        raise ExportError("这个文件或打印机现在写不了，请换一个位置或检查打印机")
    try:
        scale = device.logicalDpiX() / 72
        painter.scale(scale, scale)
        for number, page in enumerate(pages):
            if number:
                device.newPage()
            draw_page(page, painter)
    finally:
        painter.end()


def print_on(printer: QPrinter, pages: Sequence[LaidOutPage]) -> None:
    """Prints the pages selected in the print dialog of ``printer``, or all."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    draw([page for page in pages if first <= page.number <= last], printer)


def pages_of(
    report: Report,
    edition: Edition,
    resources: Path,
    choices: Choices = Choices(),  # noqa: B008 (frozen)
) -> tuple[LaidOutPage, ...]:
    """The laid-out pages of ``report``, for the preview and the printer."""
    return Typesetter(compose(report, edition), load_layout(resources / "layout.toml", choices)).pages()


def missing_fonts(layout: Layout) -> tuple[str, ...]:
    """The fonts of the layout that are not installed and are substituted when drawing."""
    wanted = (layout.title.font, layout.body.font, *layout.headings.fonts, layout.page_number.font, layout.tables.font)
    here = set(QFontDatabase.families())
    return tuple(name for name in dict.fromkeys(wanted) if name not in here)


def draw_page(page: LaidOutPage, painter: QPainter) -> None:
    """Draws the items of the page; the painter's unit is the point."""
    pen = QPen(Qt.GlobalColor.black, 0.5)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    for shade in page.items:
        if isinstance(shade, FilledRect):
            area = QRectF(QPointF(shade.left, shade.top), QPointF(shade.right, shade.bottom))
            painter.fillRect(area, QColor(shade.colour))
    painter.setPen(pen)
    for rule in page.items:
        if isinstance(rule, LineSegment):
            painter.drawLine(QPointF(rule.left, rule.top), QPointF(rule.right, rule.bottom))
    painter.save()
    painter.scale(1 / FONT_SCALE, 1 / FONT_SCALE)
    for words in page.items:
        if isinstance(words, TextRun):
            painter.setFont(words.font)
            painter.drawText(QPointF(words.x * FONT_SCALE, words.base * FONT_SCALE), words.text)
    painter.restore()
