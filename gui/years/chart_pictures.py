"""A chart as a picture: in memory, or as a .png or .svg file; always in the colours for paper."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from export.document.year_charts import YearChart
from gui.years.chart_look import ON_PAPER
from gui.years.chart_painter import ChartPainter
from model.atomic_write import replacing
from model.errors import UserFacingError

WIDTH = 960.0
"""Of a picture in a file, in px before it is scaled."""
SCALE = 2.5
"""Pixels in a file for one on the screen: 150 mm wide that is 400 dpi."""
MOST_PIXELS = 60_000_000
"""A chart of hundreds of units is scaled down to it; 240 MB of memory."""
MOST_HIGH = 32_000
"""Qt paints no further down."""
DOTS_PER_METRE = 15_748
KINDS = (".png", ".svg")


def image_of(chart: YearChart, width: float = WIDTH) -> QImage:
    """The chart as an image of high resolution."""
    painter_of = ChartPainter(chart, width)
    size = painter_of.size
    scale = min(SCALE, (MOST_PIXELS / (size.width() * size.height())) ** 0.5, MOST_HIGH / size.height())
    image = QImage(round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(DOTS_PER_METRE)
    image.setDotsPerMeterY(DOTS_PER_METRE)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter_of.draw(painter, ON_PAPER)
    painter.end()
    return image


def png_of(chart: YearChart, width: float = WIDTH) -> bytes:
    """The bytes of a .png file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image_of(chart, width).save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())


def svg_of(chart: YearChart, width: float = WIDTH) -> bytes:
    """The bytes of an .svg file: vectors and text."""
    painter_of = ChartPainter(chart, width)
    size = painter_of.size.toSize()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(size))
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.description)
    painter = QPainter(generator)
    painter_of.draw(painter, ON_PAPER)
    painter.end()
    buffer.close()
    return bytes(held.data())


def write_picture(chart: YearChart, path: Path) -> None:
    """Writes the chart as its suffix says.

    Raises:
        UserFacingError: another suffix, or the file could not be written.
    """
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        raise UserFacingError(f"图片可以存为 {'、'.join(KINDS)}，不能存为“{path.suffix or path.name}”")
    content = png_of(chart) if suffix == ".png" else svg_of(chart)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
