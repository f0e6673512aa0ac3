"""The icon in every size, from one SVG."""

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from resources.packaging.errors import PackagingError
from resources.packaging.icons import WINDOWS_SIZES, drawn, png, write_ico


def entries(data: bytes) -> list[tuple[int, bytes]]:
    """Size and data of each image of an icon file."""
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind) == (0, 1)
    found = []
    for index in range(count):
        width, height, _, _, planes, bits, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * index)
        assert (width, planes, bits) == (height, 1, 32)
        found.append((width or 256, data[offset : offset + length]))
    return found


def test_an_icon_file_holds_every_size_the_same_each_time(tmp_path: Path) -> None:
    write_ico(tmp_path / "app.ico")
    write_ico(tmp_path / "again.ico")
    data = (tmp_path / "app.ico").read_bytes()
    assert data == (tmp_path / "again.ico").read_bytes()
    found = entries(data)
    assert tuple(size for size, _ in found) == WINDOWS_SIZES
    assert sum(len(image) for _, image in found) + 6 + 16 * len(found) == len(data)
    for size, image in found[:-1]:
        header = struct.unpack_from("<IiiHH", image)
        assert header == (40, size, size * 2, 1, 32)
        assert len(image) == 40 + size * size * 4 + (size + 31) // 32 * 4 * size
    assert found[-1][1].startswith(b"\x89PNG")


def test_a_bitmap_of_the_icon_begins_at_its_last_row(tmp_path: Path) -> None:
    write_ico(tmp_path / "app.ico", (16,))
    ((_, image),) = entries((tmp_path / "app.ico").read_bytes())
    lowest, picture = image[40 : 40 + 64], drawn(16)
    assert lowest == b"".join(struct.pack("<I", picture.pixel(x, 15)) for x in range(16))


def test_the_corners_are_transparent_and_the_middle_is_not() -> None:
    image = QImage.fromData(png(drawn(64)))
    assert (image.width(), image.pixelColor(0, 0).alpha(), image.pixelColor(32, 60).alpha()) == (64, 0, 255)


@pytest.mark.qt_log_ignore("svg")
def test_what_is_no_svg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "app.svg").write_text("no picture", encoding="utf-8")
    with pytest.raises(PackagingError, match="no SVG"):
        drawn(16, tmp_path / "app.svg")
