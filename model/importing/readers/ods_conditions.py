"""Conditional formats of OpenDocument sheets (``style:map``) that make figures invisible: letters in the colour of
their ground."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.importing.readers.opendocument_looks import ground_of, is_unseen
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_STYLES = "styles.xml"
_NUMBER = r"(-?\d{1,15}(?:\.\d{1,15})?)"
_COMPARED = re.compile(rf"cell-content\(\)\s*(=|!=|<=|>=|<|>)\s*{_NUMBER}")
_BETWEEN = re.compile(rf"cell-content-is-(not-)?between\({_NUMBER},\s*{_NUMBER}\)")


class HidingCondition(NamedTuple):
    """When a figure is not shown: ``sign`` and ``limits`` as in :func:`~.xlsx_conditions.is_met`, no limits where the
    condition is not known here."""

    sign: str
    limits: tuple[float, ...]


Conditions = Mapping[str, Sequence[HidingCondition]]
"""By the style of a cell."""


def conditions_of(package: zipfile.ZipFile, content: "_Element") -> Conditions:
    """The conditions of the document whose ``content.xml`` this is.

    Raises:
        ValueError: its styles are damaged.
    """
    if next(content.iter(f"{_STYLE}map"), None) is None:
        return {}
    common = parsed_part(package, _STYLES) if _STYLES in package.namelist() else None
    styles = {
        style.get(f"{_STYLE}name", ""): style
        for root in (common, content)
        for style in (root.iter(f"{_STYLE}style") if root is not None else ())
    }
    return {name: found for name, style in styles.items() if (found := list(_of_style(style, styles)))}


def _of_style(style: "_Element", styles: "Mapping[str, _Element]") -> Iterator[HidingCondition]:
    for each in style.iterchildren(f"{_STYLE}map"):
        applied = styles.get(each.get(f"{_STYLE}apply-style-name", ""))
        if applied is None:
            continue
        text, cell = ({**_properties(style, kind), **_properties(applied, kind)} for kind in ("text", "table-cell"))
        if is_unseen(text, ground_of(cell)):
            yield _condition(each.get(f"{_STYLE}condition", "").strip())


def _properties(style: "_Element", kind: str) -> dict[str, str]:
    found = style.iterchildren(f"{_STYLE}{kind}-properties")
    return {str(name): str(value) for each in found for name, value in each.attrib.items()}


def _condition(written: str) -> HidingCondition:
    if match := _COMPARED.fullmatch(written):
        return HidingCondition(match[1].replace("!=", "<>"), (float(match[2]),))
    if match := _BETWEEN.fullmatch(written):
        return HidingCondition("notBetween" if match[1] else "between", (float(match[2]), float(match[3])))
    return HidingCondition("", ())
