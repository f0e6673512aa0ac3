"""How the styles of a Word document change its characters: hidden, struck out, raised or lowered, or unseen.

A run takes on the properties of the document's defaults, of its table's, paragraph's and own style, each with those
that it is based on, and its own. On and off properties of several styles cancel each other out ([ISO 29500] 17.7.3).
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from model.importing.readers.docx_table_parts import TableParts
from model.importing.readers.docx_unseen import (
    COLOUR,
    OF_CELL,
    OF_PARAGRAPH,
    OF_RUN,
    OF_TABLE,
    SIZE,
    SQUEEZED,
    is_unseen,
    said_of_looks,
)
from model.importing.readers.zip_package import parsed_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = "word/styles.xml"
_TOGGLES = ("vanish", "strike", "dstrike")
_VALUES = ("vertAlign", "position")
_PROPERTY = re.compile(":(?:{})".format("|".join((*_TOGGLES, *_VALUES))).encode())
_OFF = ("0", "false", "off")
_RAISED = {"superscript": "上标", "subscript": "下标"}
_DEEPEST = 20


_Said = Callable[["_Element"], Mapping[str, str]]


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
        self._w = f"{{{namespace}}}"
        self.written = package.read(_PART) if _PART in package.namelist() else b""
        """The part of the document that holds them; empty where it has none."""
        self.matter = has_positions or _PROPERTY.search(self.written) is not None
        """Whether any run may be hidden, struck out, raised or lowered otherwise than its own properties say."""
        self._known: dict[str, dict[str, str]] = {}
        self._parts: dict[tuple[str, _Said], TableParts] = {}
        self._said: dict[str, Mapping[str, str]] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._value = self._name("val")
        self._keys = {self._name(key): key for key in (*_TOGGLES, *_VALUES)}
        """Tags of the properties that matter."""

    @cached_property
    def _root(self) -> "_Element | None":
        """
        Raises:
            ValueError: the part is damaged.
        """
        return parsed_xml(self.written) if self.written else None

    @cached_property
    def _styles(self) -> "dict[str, _Element]":
        listed = self._root.iter(self._name("style")) if self._root is not None else ()
        return {style.get(self._name("styleId"), ""): style for style in listed}

    @cached_property
    def _default_paragraph(self) -> str:
        of_paragraphs = (name for name, each in self._styles.items() if each.get(self._name("type")) == "paragraph")
        default = self._name("default")
        return next((name for name in of_paragraphs if self._styles[name].get(default, "0") not in _OFF), "")

    @cached_property
    def _defaults(self) -> dict[str, str]:
        listed = self._root.iter(self._name("rPrDefault")) if self._root is not None else ()
        return {key: value for defaults in listed for key, value in self._own(defaults).items()}

    def look_of(self, run: "_Element") -> Look:
        """How the run is shown, all taken together."""
        table = next(run.iterancestors(self._name("tbl")), None)
        paragraph = next(run.iterancestors(self._name("p")), None)
        of_table = self._named(table, "tblPr", "tblStyle")
        of_part = self._parts_of(of_table, self._own).look_of(run) if table is not None else {}
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

    def is_unseen(self, run: "_Element") -> bool:
        """Whether nobody can see the text of the run, by its own properties, by what is around it, or by styles."""
        paragraph, table = (next(run.iterancestors(self._name(name)), None) for name in ("p", "tbl"))
        cells = [self._looks_of(cell) for cell in run.iterancestors(self._name("tc"))]
        table_style = self._named(table, "tblPr", "tblStyle")
        of_part = self._parts_of(table_style, self._looks_of).look_of(run) if table is not None else {}
        of_table = {**self._looks_of_style(table_style), **of_part}
        of_paragraph = self._looks_of_style(self._named(paragraph, "pPr", "pStyle") or self._default_paragraph)
        of_text = (self._looks_of(run), self._looks_of_style(self._named(run, "rPr", "rStyle")), of_paragraph)
        whole = (*of_text, of_table, self._default_looks)
        grounds = (
            _nearest(OF_RUN, *of_text),
            _nearest(OF_PARAGRAPH, self._looks_of(paragraph), of_paragraph),
            _nearest(OF_CELL, *cells[:1], of_table),
            _nearest(OF_TABLE, self._looks_of(table), of_table),
            *(cell.get(OF_CELL, "") for cell in cells[1:]),
        )
        return is_unseen(_nearest(SIZE, *whole), _nearest(COLOUR, *whole), _nearest(SQUEEZED, *whole), grounds)

    def _looks_of(self, element: "_Element | None") -> dict[str, str]:
        return said_of_looks(element, self._w) if element is not None else {}

    def _looks_of_style(self, name: str) -> Mapping[str, str]:
        if name not in self._said:
            chain = self._chain_of(name)
            self._said[name] = {key: said for style in reversed(chain) for key, said in self._looks_of(style).items()}
        return self._said[name]

    @cached_property
    def _default_looks(self) -> dict[str, str]:
        listed = self._root.iter(self._name("rPrDefault")) if self._root is not None else ()
        return {key: said for defaults in listed for key, said in self._looks_of(defaults).items()}

    def _chain_of(self, name: str) -> "list[_Element]":
        """The style and those that it is based on, itself first."""
        chain: list[_Element] = []
        following = name
        while following in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[following])
            bases = chain[-1].iterchildren(self._name("basedOn"))
            following = next((each.get(self._name("val"), "") for each in bases), "")
        return chain

    def _parts_of(self, name: str, said: "_Said") -> TableParts:
        """How a table style changes parts of a table, those that it inherits included; ``said`` tells what an element
        says of that."""
        if (name, said) not in self._parts:
            chain = self._chain_of(name)
            self._parts[name, said] = TableParts(
                self._namespace,
                {
                    part.get(self._name("type"), ""): found
                    for style in reversed(chain)
                    for part in style.iterchildren(self._name("tblStylePr"))
                    if (found := said(part))
                },
                _band_size(chain, self._name("tblStyleRowBandSize"), self._name("val")),
                _band_size(chain, self._name("tblStyleColBandSize"), self._name("val")),
            )
        return self._parts[name, said]

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


def _nearest(key: str, *said: Mapping[str, str]) -> str:
    """What the first that says anything of it says; blank where none does."""
    return next((each[key] for each in said if key in each), "")


def _band_size(styles: "Iterable[_Element]", name: str, value: str) -> int:
    """Rows or columns that a band has in the first of the styles that says so."""
    stated = (each.get(value, "") for style in styles for each in style.iter(name))
    return next((int(each) for each in stated if each.isascii() and each.isdigit() and 0 < int(each[:4]) < 1000), 1)
