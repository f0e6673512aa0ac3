"""The pages of the PDF on screen and paper. Qt draws them as vectors, so that they are sharp at every size."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF
from PySide6.QtGui import QFontDatabase, QPagedPaintDevice, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from export.document.document import compose
from export.document.layout import Choices, Layout, load_layout
from export.report_writer import ExportError
from model.form.edition import Edition
from model.report.report import Report

Pages = Sequence[QSvgRenderer]
"""A renderer for each page; its view box is the page in points."""


def pages_of(
    report: Report,
    edition: Edition,
    resources: Path,
    choices: Choices = Choices(),  # noqa: B008 (frozen)
) -> Pages:
    """The pages of the PDF of ``report``, for the preview and the printer.

    Raises:
        PdfError: a component, a font or a character of a font is missing.
    """
    from export.writers.pdf.document import TEMPLATE, svg_pages

    layout = load_layout(resources / "layout.toml", choices)
    return tuple(
        QSvgRenderer(QByteArray(page)) for page in svg_pages(compose(report, edition), layout, resources / TEMPLATE)
    )


def draw(pages: Pages, device: QPagedPaintDevice) -> None:
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = device.logicalDpiX() / 72
        painter.scale(scale, scale)
        for number, page in enumerate(pages):
            if number:
                device.newPage()
            page.render(painter, page.viewBoxF())
    finally:
        painter.end()


def print_on(printer: QPrinter, pages: Pages) -> None:
    """Prints the pages selected in the print dialog of ``printer``, or all."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    draw(pages[first - 1 : last], printer)


def missing_fonts(layout: Layout) -> tuple[str, ...]:
    """The fonts of the layout that are not installed and are substituted when drawing."""
    wanted = (layout.title.font, layout.body.font, *layout.headings.fonts, layout.page_number.font, layout.tables.font)
    here = set(QFontDatabase.families())
    return tuple(name for name in dict.fromkeys(wanted) if name not in here)
