"""The font of signs that not every Chinese font has."""

import ast
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from gui.kit.sign_font import FAMILY, FILE, offer_signs
from tests.gui.kit.make_sign_font import SIGNS, make

ROOT = Path(__file__).parent.parent.parent.parent
RESOURCES = ROOT / "resources"
SPOKEN = ("gui", "model/batch", "model/store", "model/years", "model/linking")
"""Where the words of the window are."""


def strings(folder: str) -> Iterator[str]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in () if is_in_gbk(text) else ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def is_in_gbk(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def test_it_has_every_sign_of_the_window_that_gbk_lacks() -> None:
    """What GBK has, each Chinese font of Windows and of Linux has."""
    shown = {sign for folder in SPOKEN for text in strings(folder) for sign in text if sign > "\x7f"}
    visible = {sign for sign in shown if unicodedata.category(sign)[0] in "PS" and not is_in_gbk(sign)}
    assert visible - {"\ufffd"} == SIGNS.keys()  # which is looked for in texts


def test_it_is_what_its_maker_makes(tmp_path: Path) -> None:
    make(tmp_path / "signs.ttf")
    assert (tmp_path / "signs.ttf").read_bytes() == (RESOURCES / FILE).read_bytes()


@pytest.mark.usefixtures("qapp")
def test_each_sign_has_a_shape_within_its_width() -> None:
    font = QRawFont(str(RESOURCES / FILE), 100)
    assert font.familyName() == FAMILY
    for sign, (width, _, _) in SIGNS.items():
        (glyph,) = font.glyphIndexesForString(sign)
        (advance,) = font.advancesForGlyphIndexes([glyph])
        shape = font.pathForGlyph(glyph).boundingRect()
        assert glyph != 0
        assert advance.x() == pytest.approx(width / 10, abs=0.1)
        assert 0 < shape.left() < shape.right() < advance.x()
    assert font.glyphIndexesForString("中") == [0]


@pytest.mark.skipif(sys.platform == "win32", reason="the signs are in a font of Windows")
def test_a_desktop_whose_fonts_lack_them_shows_them(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>',
        encoding="utf-8",
    )
    program = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontMetrics, QGuiApplication
from gui.kit.fonts import font
from gui.kit.sign_font import offer_signs

application = QGuiApplication([])
offer_signs(Path("resources"))
print(all(QFontMetrics(font()).inFontUcs4(int(each)) for each in sys.argv[1:]))
"""
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    for code, shown in ((program, "True"), (program.replace('\noffer_signs(Path("resources"))', ""), "False")):
        done = subprocess.run(
            [sys.executable, "-c", code, *(str(ord(each)) for each in SIGNS)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout.strip() == shown


@pytest.mark.usefixtures("qapp")
def test_windows_keeps_its_own() -> None:
    assert offer_signs(RESOURCES) is (sys.platform != "win32")
