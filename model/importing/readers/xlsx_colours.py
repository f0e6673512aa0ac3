"""Colours of a workbook as red, green and blue: of its theme, lighter or darker, by their old numbers, or as such."""

import colorsys
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from model.importing.readers.colours import WHITE

if TYPE_CHECKING:
    from openpyxl.styles.colors import Color

_SCHEME = b"clrScheme"
LONGEST_SCHEME = 8000
"""Most bytes of the twelve colours of a theme."""
_OF_SCHEME = re.compile(rb"(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"")
_AS_NUMBERED = (1, 0, 3, 2)
"""The theme lists dark before light, cells number light before dark; all others are in order."""
_OFFICE = (
    *("000000", "FFFFFF", "44546A", "E7E6E6"),
    *("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72"),
)
"""The theme of a workbook that has none."""
_WHITE_NUMBERS = (1, 9, 65)
_BLACK_NUMBERS = (0, 8, 64)
_NUMBERED = ("FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
"""From 2 and from 10 on."""


def rgb_of(colour: "Color", theme: bytes) -> str:
    """Six hexadecimal digits; blank for a colour that is not known. ``theme`` is the part of the workbook that
    describes it, empty where there is none."""
    tint = round(float(colour.tint or 0.0), 4)
    if colour.type == "rgb":
        return _tinted(str(colour.rgb)[-6:].upper(), tint)
    if colour.type == "theme":
        colours = _colours_of(theme)
        return _tinted(colours[colour.theme], tint) if colour.theme < len(colours) else ""
    return _of_number(colour.indexed) if colour.type == "indexed" else ""


def _of_number(number: int) -> str:
    if number in _WHITE_NUMBERS:
        return WHITE
    if number in _BLACK_NUMBERS:
        return "000000"
    return _NUMBERED[number % 8 - 2] if 2 <= number < 16 and number % 8 >= 2 else ""


@lru_cache(maxsize=8)
def _colours_of(theme: bytes) -> tuple[str, ...]:
    begin = theme.find(_SCHEME)
    end = theme.find(_SCHEME, begin + len(_SCHEME), begin + LONGEST_SCHEME) if begin >= 0 else -1
    listed = [each.decode().upper() for each in _OF_SCHEME.findall(theme, begin, end)] if end >= 0 else list(_OFFICE)
    if len(listed) < len(_OFFICE):
        listed = list(_OFFICE)
    return (*(listed[place] for place in _AS_NUMBERED), *listed[len(_AS_NUMBERED) :])


@lru_cache(maxsize=256)
def _tinted(colour: str, tint: float) -> str:
    """Lighter for a tint of more than 0, darker for less; blank for what is no colour."""
    if not tint:
        return colour
    try:
        red, green, blue = (part / 255 for part in bytes.fromhex(colour))
    except ValueError:
        return ""
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return "".join(f"{round(255 * part):02X}" for part in parts)
