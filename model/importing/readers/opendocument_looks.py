"""Texts of OpenDocument files that are no part of the figure beside them, by the properties of their styles: struck
out, raised or lowered, or not seen."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from model.importing.readers.colours import WHITE, are_same

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLE, _TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("style", "text"))
UNSEEN = "看不见"
_EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_SMALLEST_PT = 2.5
_NARROWEST, _FAINTEST, _TIGHTEST_PT = 10, 5, -5
"""Per cent of a letter's width and of its colour; and how far letters are moved together: a digit is as wide."""
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
_LENGTH = re.compile(r"(-?\d{1,4}(?:\.\d{1,6})?)(pt|in|cm|mm)")
_DEEPEST = 20


class Styles:
    """The styles of a document, named or not, with what they inherit, by their family and name."""

    def __init__(self, *roots: "_Element | None") -> None:
        """``roots``: of the parts that hold styles; where two have the same name, the later one counts."""
        self._styles = {
            (style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")): style
            for root in roots
            if root is not None
            for style in root.iter(f"{_STYLE}style")
        }
        self._known: dict[tuple[str, str, str], dict[str, str]] = {}

    def named(self) -> Iterator[tuple[str, str]]:
        """The family and the name of each."""
        yield from self._styles

    def text(self, family: str, name: str) -> Mapping[str, str]:
        """The properties of text in the style."""
        return self._properties("text-properties", family, name)

    def ground(self, name: str) -> str:
        """The colour of cells in the style; blank where it states none."""
        return ground_of(self._properties("table-cell-properties", "table-cell", name))

    def _properties(self, kind: str, family: str, name: str, depth: int = 0) -> dict[str, str]:
        key = (kind, family, name)
        if key not in self._known:
            style = self._styles.get((family, name))
            if style is None or depth > _DEEPEST:
                return {}
            found = dict(self._properties(kind, family, style.get(f"{_STYLE}parent-style-name", ""), depth + 1))
            for each in style.iterchildren(f"{_STYLE}{kind}"):
                found.update((str(name), str(value)) for name, value in each.attrib.items())
            self._known[key] = found
        return self._known[key]


def is_hidden(properties: Mapping[str, str]) -> bool:
    """Whether text with these properties is not shown."""
    return properties.get(f"{_TEXT}display") == "none"


def why_apart(properties: Mapping[str, str], around: str = "") -> str:
    """Why text with these properties is not part of a figure; blank where it is. ``around``: the ground of its cell,
    blank for white."""
    style = properties.get(f"{_STYLE}text-line-through-style")
    if (style or properties.get(f"{_STYLE}text-line-through-type", "none")) != "none":
        return "划去"
    if is_unseen(properties, around):
        return UNSEEN
    position = properties.get(f"{_STYLE}text-position", "").split(" ")[0]
    return "" if position in ("", "0%") else "下标" if position.startswith(("sub", "-")) else "上标"


def ground_of(properties: Mapping[str, str]) -> str:
    """The colour behind the text that these properties state; blank where they state none."""
    stated = properties.get(f"{FORMAT}background-color", "transparent").lower()
    return "" if stated == "transparent" else stated.removeprefix("#")


def is_unseen(properties: Mapping[str, str], around: str = "") -> bool:
    """Whether the text is of the colour of its ground or seen through, lower than can be read, or squeezed to nothing.
    ``around``: the ground of its cell, white where there is none."""
    if _per_cent(properties.get(f"{_STYLE}text-scale", "")) < _NARROWEST or _is_tight(properties):
        return True
    if _per_cent(properties.get(f"{_EXTENSION}opacity", "")) < _FAINTEST:
        return True
    size = properties.get(f"{FORMAT}font-size", "")
    try:
        if size.endswith("pt") and 0 < float(size.removesuffix("pt")) < _SMALLEST_PT:
            return True
    except ValueError:
        pass
    colour = properties.get(f"{FORMAT}color", "").removeprefix("#")
    return are_same(colour, ground_of(properties) or around or WHITE)


def _per_cent(text: str) -> float:
    """100 for what states none."""
    number = text.removesuffix("%")
    return float(number) if text.endswith("%") and number.isdecimal() else 100.0


def _is_tight(properties: Mapping[str, str]) -> bool:
    spacing = _LENGTH.fullmatch(properties.get(f"{FORMAT}letter-spacing", ""))
    return spacing is not None and float(spacing[1]) * _POINTS[spacing[2]] <= _TIGHTEST_PT
