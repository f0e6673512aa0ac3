"""Colours of a workbook: of its theme, lighter or darker, by their old numbers, or as such."""

import pytest
from openpyxl.styles.colors import Color

from model.importing.readers.xlsx_colours import rgb_of

THEME = (
    b'<a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1><a:lt1><a:sysClr val="window" '
    b'lastClr="FEFEFE"/></a:lt1>'
    + b"".join(b'<a:x><a:srgbClr val="%06X"/></a:x>' % (n * 0x111111) for n in range(2, 12))
    + b"</a:clrScheme>"
)


@pytest.mark.parametrize(
    ("colour", "theme", "rgb"),
    [
        (Color(rgb="FF1F4E79"), b"", "1F4E79"),
        (Color(theme=0), b"", "FFFFFF"),
        (Color(theme=1), b"", "000000"),
        (Color(theme=1, tint=1.0), b"", "FFFFFF"),
        (Color(theme=0, tint=-0.0499893185216834), b"", "F2F2F2"),
        (Color(theme=4), b"", "4472C4"),
        (Color(theme=4, tint=-0.499984740745262), b"", "203864"),
        (Color(theme=4, tint=0.7999816888943144), b"", "DAE3F3"),
        (Color(theme=0), THEME, "FEFEFE"),
        (Color(theme=1), THEME, "101010"),
        (Color(theme=2), THEME, "333333"),
        (Color(theme=3), THEME, "222222"),
        (Color(theme=4), THEME, "444444"),
        (Color(theme=40), THEME, ""),
        (Color(theme=0), b"<a:clrScheme></a:clrScheme>", "FFFFFF"),
        (Color(indexed=9), b"", "FFFFFF"),
        (Color(indexed=64), b"", "000000"),
        (Color(indexed=10), b"", "FF0000"),
        (Color(indexed=2), b"", "FF0000"),
        (Color(indexed=40), b"", ""),
    ],
)
def test_a_colour_is_known_by_its_light(colour: Color, theme: bytes, rgb: str) -> None:
    assert rgb_of(colour, theme) == rgb
