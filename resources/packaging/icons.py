"""The program's icon in the sizes and formats that systems ask for, drawn from one SVG by Qt."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import FOLDER

ICON = FOLDER.parent / "icons" / "app.svg"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels: small, list and desktop icons at 100 % to 200 %, and the large one that others are scaled from."""
_LARGEST = 256


def drawn(size: int, icon: Path = ICON) -> QImage:
    """``size``: pixels of both sides.

    Raises:
        PackagingError: the file is no picture.
    """
    renderer = QSvgRenderer(str(icon))
    if not renderer.isValid():
        raise PackagingError(f"{icon} is no SVG")
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The image as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want a str for the format and a path with it
    return bytes(data.data())


def write_ico(target: Path, sizes: Sequence[int] = WINDOWS_SIZES) -> None:
    """An icon file of Windows; only the largest image is a PNG, as installers read no others."""
    images = [png(drawn(size)) if size >= _LARGEST else _bitmap(drawn(size)) for size in sizes]
    offset = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for size, data in zip(sizes, images, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    target.write_bytes(head + b"".join(images))


def _bitmap(image: QImage) -> bytes:
    """Colours and transparency from the bottom up, then a mask that nothing reads but everything expects."""
    size = image.width()
    pixels = bytes(cast(memoryview, image.constBits()))
    rows = [pixels[row * size * 4 : (row + 1) * size * 4] for row in reversed(range(size))]
    mask = bytes((size + 31) // 32 * 4 * size)
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(mask) + size * size * 4, 0, 0, 0, 0)
    return header + b"".join(rows) + mask
