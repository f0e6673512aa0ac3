"""How the styles of a Word document change its characters: hidden, struck out, raised or lowered.

A run takes on the properties of the document's defaults, of its table's, paragraph's and own style, each with those
that it is based on, and its own. On and off properties of several styles cancel each other out ([ISO 29500] 17.7.3).
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from model.importing.readers.docx_table_parts import TableParts
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = "word/styles.xml"
_TOGGLES = ("vanish", "strike", "dstrike")
_VALUES = ("vertAlign", "position")
_PROPERTY = re.compile(":(?:{})".format("|".join((*_TOGGLES, *_VALUES))).encode())
_OFF = ("0", "false", "off")
_RAISED = {"superscript": "上标", "subscript": "下标"}
_DEEPEST = 20


class Look(NamedTuple):
    """How a run is shown."""

    hidden: bool = False
    why: str = ""
    """Why it is no part of the figure beside it: 划去, 上标 or 下标; else blank."""
    position: int = 0
    """Half-points that it is raised by."""


class RunStyles:
    """The styles of one document."""

    def __init__(self, package: zipfile.ZipFile, namespace: str, *, has_positions: bool) -> None:
        """``has_positions``: some run in the document states its own."""
        self._namespace = namespace
        styles = package.read(_PART) if _PART in package.namelist() else b""
        self.matter = has_positions or _PROPERTY.search(styles) is not None
        """Whether any run may look other than its own properties say."""
        self._styles: dict[str, _Element] = {}
        self._defaults: dict[str, str] = {}
        self._default_paragraph = ""
        self._known: dict[str, dict[str, str]] = {}
        self._parts: dict[str, TableParts] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._value = self._name("val")
        self._keys = {self._name(key): key for key in (*_TOGGLES, *_VALUES)}
        """Tags of the properties that matter."""
        if styles and self.matter:
            self._read(parsed_part(package, _PART))

    def _read(self, root: "_Element") -> None:
        for style in root.iter(self._name("style")):
            name = style.get(self._name("styleId"), "")
            self._styles[name] = style
            is_default = style.get(self._name("default"), "0") not in _OFF
            if is_default and style.get(self._name("type")) == "paragraph":
                self._default_paragraph = name
        for defaults in root.iter(self._name("rPrDefault")):
            self._defaults |= self._own(defaults)

    def look_of(self, run: "_Element") -> Look:
        """How the run is shown, all taken together."""
        table = next(run.iterancestors(self._name("tbl")), None)
        paragraph = next(run.iterancestors(self._name("p")), None)
        of_table = self._named(table, "tblPr", "tblStyle")
        of_part = self._parts_of(of_table).look_of(run) if table is not None else {}
        own = self._own(run)
        of_paragraph = self._named(paragraph, "pPr", "pStyle") or self._default_paragraph
        of_run = self._named(run, "rPr", "rStyle")
        key = (of_table, of_paragraph, of_run, tuple(of_part.items()), tuple(own.items()))
        if key not in self._looks:  # a report has a handful of them in hundreds of runs
            self._looks[key] = self._look(of_table, of_paragraph, of_run, of_part, own)
        return self._looks[key]

    def _look(
        self, of_table: str, of_paragraph: str, of_run: str, of_part: Mapping[str, str], own: Mapping[str, str]
    ) -> Look:
        """Of a run under these styles, in a part of a table that its style changes, with its own properties."""
        levels = [
            self._defaults,
            {**self._of_style(of_table), **of_part},
            self._of_style(of_paragraph),
            self._of_style(of_run),
        ]
        values = {key: value for level in levels for key, value in level.items() if key in _VALUES}
        values |= {key: value for key, value in own.items() if key in _VALUES}
        on = {key: sum(level.get(key, "off") not in _OFF for level in levels) % 2 == 1 for key in _TOGGLES}
        on |= {key: own[key] not in _OFF for key in _TOGGLES if key in own}
        raised = _RAISED.get(values.get("vertAlign", ""), "")
        position = values.get("position", "0")
        return Look(
            on["vanish"],
            "划去" if on["strike"] or on["dstrike"] else raised,
            int(position) if position.lstrip("-").isdecimal() and len(position) < 6 else 0,
        )

    def _of_style(self, name: str, depth: int = 0) -> dict[str, str]:
        """The properties of a style, those that it inherits included."""
        if name in self._known or name not in self._styles or depth > _DEEPEST:
            return self._known.get(name, {})
        style = self._styles[name]
        base = next((each.get(self._name("val"), "") for each in style.iterchildren(self._name("basedOn"))), "")
        self._known[name] = {**self._of_style(base, depth + 1), **self._own(style)}
        return self._known[name]

    def _parts_of(self, name: str) -> TableParts:
        """How a table style changes parts of a table, those that it inherits included."""
        if name not in self._parts:
            chain: list[_Element] = []
            following = name
            while following in self._styles and len(chain) < _DEEPEST:
                chain.append(self._styles[following])
                bases = chain[-1].iterchildren(self._name("basedOn"))
                following = next((each.get(self._name("val"), "") for each in bases), "")
            self._parts[name] = TableParts(
                self._namespace,
                {
                    part.get(self._name("type"), ""): found
                    for style in reversed(chain)
                    for part in style.iterchildren(self._name("tblStylePr"))
                    if (found := self._own(part))
                },
                _band_size(chain, self._name("tblStyleRowBandSize"), self._name("val")),
                _band_size(chain, self._name("tblStyleColBandSize"), self._name("val")),
            )
        return self._parts[name]

    def _own(self, element: "_Element") -> dict[str, str]:
        """The properties that stand in the element itself; one without a value is on."""
        found: dict[str, str] = {}
        for properties in element.iterchildren(self._name("rPr")):
            for each in properties.iterchildren(*self._keys):
                found[self._keys[str(each.tag)]] = each.get(self._value, "on")
        return found

    def _named(self, element: "_Element | None", properties: str, style: str) -> str:
        for inner in element.iterchildren(self._name(properties)) if element is not None else ():
            for each in inner.iterchildren(self._name(style)):
                return each.get(self._name("val"), "")
        return ""

    def _name(self, local: str) -> str:
        return f"{{{self._namespace}}}{local}"


def _band_size(styles: "Iterable[_Element]", name: str, value: str) -> int:
    """Rows or columns that a band has in the first of the styles that says so."""
    stated = (each.get(value, "") for style in styles for each in style.iter(name))
    return next((int(each) for each in stated if each.isascii() and each.isdigit() and 0 < int(each[:4]) < 1000), 1)
