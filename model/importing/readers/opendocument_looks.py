"""Texts of OpenDocument files that nobody can see, by the properties of their style."""

from collections.abc import Mapping

FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
UNSEEN = "看不见"
NO_GROUND = ("transparent", "#ffffff")
_SMALLEST_PT = 2.5


def is_unseen(properties: Mapping[str, str]) -> bool:
    """Whether the text is white without a ground of its own, or lower than can be read."""
    size = properties.get(f"{FORMAT}font-size", "")
    try:
        if size.endswith("pt") and 0 < float(size.removesuffix("pt")) < _SMALLEST_PT:
            return True
    except ValueError:
        pass
    is_white = properties.get(f"{FORMAT}color", "").lower() == "#ffffff"
    return is_white and properties.get(f"{FORMAT}background-color", "transparent").lower() in NO_GROUND
