"""The official document on paper: PDF and printer. The pages are those of :mod:`gui.output.page_layout`."""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
)
from PySide6.QtPrintSupport import QPrinter

from export.document.charts import Chart
from export.document.document import compose
from export.document.layout import Choices, Layout, load_layout
from export.report_writer import ExportError, read_back
from gui.output.charts_page import charts_page
from gui.output.font_pair import FONT_SCALE
from gui.output.page_layout import FilledRect, LaidOutPage, LineSegment, TextRun
from gui.output.typesetter import Typesetter
from model.form.edition import Edition
from model.report.report import Report

DOTS_PER_INCH = 1200


def export_pdf(
    report: Report,
    editions: Mapping[str, Edition],
    path: Path,
    resources: Path,
    charts: Sequence[Chart] = (),
    choices: Choices = Choices(),  # noqa: B008 (frozen)
) -> None:
    """Write ``report`` to ``path`` as searchable PDF, and verify it by reading it back.

    ``charts`` go on a page after it; ``choices`` override the layout. Works without a display.

    Raises:
        ExportError: the file differs from the report; ``path`` is unchanged.
        FileWriteError: the file could not be written.
    """
    edition, layout = editions[report.edition], load_layout(resources / "layout.toml", choices)
    _ready_to_draw()
    read_back(report, editions, path, lambda target: write_pdf(report, edition, layout, target, charts))


def write_pdf(report: Report, edition: Edition, layout: Layout, path: Path, charts: Sequence[Chart] = ()) -> None:
    """Write without reading back."""
    document = compose(report, edition)
    writer = QPdfWriter(str(path))
    writer.setTitle(document.title)
    writer.setCreator("政府信息公开年报")
    writer.setResolution(DOTS_PER_INCH)
    pages = Typesetter(document, layout).pages()
    if charts:
        pages = (*pages, charts_page(charts, layout, len(pages) + 1))
    draw(pages, writer)
    path.write_bytes(with_title_shown(with_characters_drawn(path.read_bytes(), _Glyphs(pages).drawn)))


def with_title_shown(pdf: bytes) -> bytes:
    """The PDF with its language, and with the viewer preference to show the title instead of the file name.

    Qt 6.8 writes neither. They are added by an incremental update with a second catalog at the end of the file
    (ISO 32000-1, 7.5.6); what Qt wrote is unchanged. A tagged PDF (tree of headings and tables) is not possible with
    Qt.
    """
    trailer = re.search(rb"trailer\n<<\n(.*)\n>>\nstartxref\n(\d+)", pdf, re.DOTALL)
    root = re.search(rb"/Root (\d+) 0 R", trailer[1]) if trailer else None
    catalog = re.search(rb"\n%s 0 obj\n<<\n(/Type /Catalog\n.*?)>>\nendobj" % root[1], pdf, re.DOTALL) if root else None
    if not (trailer and root and catalog):
        return pdf  # an untested version of Qt: language and title are optional
    more = b"/Lang (zh-CN)\n/ViewerPreferences << /DisplayDocTitle true >>\n"
    begin = len(pdf)
    changed = b"%s 0 obj\n<<\n%s%s>>\nendobj\n" % (root[1], catalog[1], more)
    index = b"xref\n%s 1\n%010d 00000 n \ntrailer\n<<\n%s\n/Prev %s\n>>\n" % (root[1], begin, trailer[1], trailer[2])
    return pdf + changed + index + b"startxref\n%d\n%%%%EOF\n" % (begin + len(changed))


def with_characters_drawn(pdf: bytes, drawn: Callable[[str], str]) -> bytes:
    """The PDF with 人 instead of the radical ⼈ in its ToUnicode tables: fonts use one glyph for both, and Qt may name
    the radical, which cannot be found by searching. The tables are uncompressed and the codes have equal length.

    ``drawn`` returns the character that was drawn with the glyph of another one.
    """

    def plain(code: re.Match[bytes]) -> bytes:
        like = ord(drawn(chr(int(code[1], 16))))
        return b"<%04X>" % like if like <= 0xFFFF else code[0]

    def mended(table: re.Match[bytes]) -> bytes:
        return re.sub(rb"\[[^][]*\]", lambda codes: re.sub(rb"<([0-9A-Fa-f]{4})>", plain, codes[0]), table[0])

    return re.sub(rb"beginbfrange\n.*?endbfrange", mended, pdf, flags=re.DOTALL)


class _Glyphs:
    """The characters on pages, and the glyphs that the fonts draw them with."""

    def __init__(self, pages: Iterable[LaidOutPage]) -> None:
        self._characters: set[str] = set()
        self._by_font: dict[str, tuple[QFont, set[str]]] = {}
        for page in pages:
            for item in page.items:
                if isinstance(item, TextRun):
                    self._characters.update(item.text)
                    self._by_font.setdefault(item.font.key(), (item.font, set()))[1].update(item.text)
        self._tables: dict[str, dict[tuple[str, int], str]] = {}

    def drawn(self, ch: str) -> str:
        """``ch``, or the character on the pages that has its glyph."""
        if ch in self._characters or ch.isascii() or 0xD800 <= ord(ch) < 0xE000:
            return ch
        for key, (font, characters) in self._by_font.items():
            if key not in self._tables:
                self._tables[key] = {glyph: each for each in characters if (glyph := _glyph(each, font))}
            if (glyph := _glyph(ch, font)) and glyph in self._tables[key]:
                return self._tables[key][glyph]
        return ch


def _glyph(ch: str, font: QFont) -> tuple[str, int] | None:
    """The font of the character and its glyph index; ``None`` when it is not drawn as a single glyph."""
    layout = QTextLayout(ch, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    if len(runs) != 1 or len(runs[0].glyphIndexes()) != 1:
        return None
    return runs[0].rawFont().familyName(), runs[0].glyphIndexes()[0]


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


def _ready_to_draw() -> None:
    """Fonts need a QGuiApplication: creates one without a display where there is none, for the rest of the process."""
    global _application
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application = QGuiApplication(["nianbao"])


_application: QGuiApplication | None = None
