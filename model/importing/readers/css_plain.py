"""Declarations of style sheets in the terms that are looked for: colours as six hexadecimal digits, and the size that
``font`` states among others."""

import colorsys
import re

_PART = r"(\d{1,3}(?:\.\d{1,6})?)"
_APART = r"(?:\s{0,5},\s{0,5}|\s{1,5})"
_ALPHA = r"(?:\s{0,5}[,/]\s{0,5}(\d{0,3}(?:\.\d{1,6})?)(%?))?\s{0,5}\)"
_RGB = re.compile(
    rf"\brgba?\(\s{{0,5}}{_PART}(%?){_APART}{_PART}(%?){_APART}{_PART}(%?){_ALPHA}",
    re.IGNORECASE,
)
_HSL = re.compile(
    rf"\bhsla?\(\s{{0,5}}{_PART}(?:deg)?{_APART}{_PART}%?{_APART}{_PART}%?{_ALPHA}",
    re.IGNORECASE,
)
_FONT = re.compile(r"(?<![-\w])font\s{0,5}:([^;{}]{1,200})", re.IGNORECASE)
_SIZE = re.compile(r"(?<!\S)(0|\d{0,4}(?:\.\d{1,4})?(?:p[xt]|r?em|%))(?=[\s/]|$)", re.IGNORECASE)
_NAMES = {
    "snow": "fffafa",
    "ivory": "fffff0",
    "ghostwhite": "f8f8ff",
    "floralwhite": "fffaf0",
    "whitesmoke": "f5f5f5",
    "mintcream": "f5fffa",
    "azure": "f0ffff",
    "honeydew": "f0fff0",
    "aliceblue": "f0f8ff",
}
"""Colours that nobody tells from white."""
_NAMED = re.compile(rf"(?<=[:\s])({'|'.join(_NAMES)})(?=\s*(?:[;!}}]|$))", re.IGNORECASE)
_FAINTEST = 0.05
_MAY_DIFFER = re.compile(rf"\b(?:rgb|hsl)a?\(|(?<![-\w])font\s*:|[:\s](?:{'|'.join(_NAMES)})\b", re.IGNORECASE)
_WORDS = ("rgb", "hsl", *_NAMES)
_FONT_SET = re.compile(r"font\s*:")


def is_plain(declarations: str) -> bool:
    """Whether :func:`plain` would give the same."""
    written = declarations.lower()
    if not any(word in written for word in _WORDS) and not _FONT_SET.search(written):
        return True  # most styles have none of these, and are searched many times faster
    return _MAY_DIFFER.search(declarations) is None


def plain(declarations: str) -> str:
    """The declarations, of an element or of a whole sheet. A colour that is seen through becomes ``transparent``."""
    found = _RGB.sub(_of_rgb, declarations)
    found = _HSL.sub(_of_hsl, found)
    found = _NAMED.sub(lambda match: f"#{_NAMES[match[1].lower()]}", found)
    return _FONT.sub(_with_size, found)


def _of_rgb(match: re.Match[str]) -> str:
    parts = [float(match[at]) * (2.55 if match[at + 1] else 1) for at in (1, 3, 5)]
    return _colour(parts, match[7], match[8])


def _of_hsl(match: re.Match[str]) -> str:
    hue, saturation, lightness = float(match[1]) % 360 / 360, float(match[2]) / 100, float(match[3]) / 100
    parts = colorsys.hls_to_rgb(hue, min(lightness, 1.0), min(saturation, 1.0))
    return _colour([255 * part for part in parts], match[4], match[5])


def _colour(parts: list[float], alpha: str | None, percent: str | None) -> str:
    if alpha and float(alpha) / (100 if percent else 1) <= _FAINTEST:
        return "transparent"
    return "#" + "".join(f"{min(round(part), 255):02x}" for part in parts)


def _with_size(match: re.Match[str]) -> str:
    size = _SIZE.search(match[1])
    important = "!important" if "!" in match[1] else ""
    return f"{match[0]};font-size:{size[1]}{important}" if size else match[0]
