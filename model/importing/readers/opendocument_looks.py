"""Texts of OpenDocument files that nobody can see, by the properties of their style."""

from collections.abc import Mapping

from model.importing.readers.colours import WHITE, are_same

FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
UNSEEN = "看不见"
_SMALLEST_PT = 2.5


def ground_of(properties: Mapping[str, str]) -> str:
    """The colour behind the text that these properties state; blank where they state none."""
    stated = properties.get(f"{FORMAT}background-color", "transparent").lower()
    return "" if stated == "transparent" else stated.removeprefix("#")


def is_unseen(properties: Mapping[str, str], around: str = "") -> bool:
    """Whether the text is of the colour of its ground, or lower than can be read. ``around``: the ground of its cell,
    white where there is none."""
    size = properties.get(f"{FORMAT}font-size", "")
    try:
        if size.endswith("pt") and 0 < float(size.removesuffix("pt")) < _SMALLEST_PT:
            return True
    except ValueError:
        pass
    colour = properties.get(f"{FORMAT}color", "").removeprefix("#")
    return are_same(colour, ground_of(properties) or around or WHITE)
