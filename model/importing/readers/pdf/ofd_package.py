"""The package of an OFD file: its documents, the parts that they refer to, and what pages share.

A location is relative to the part that it stands in, or begins with ``/`` at the root of the package (GB/T 33190 7.1).
Programs also write backslashes, other capitals, and names in the code page of Windows.
"""

import math
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from model.importing.readers.pdf.page_texts import Matrix
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 8
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_ENCRYPTED = "encryptions.xml"


class Place(NamedTuple):
    """A part of the package; ``folder`` is where relative locations in it begin."""

    root: "_Element"
    folder: str


def local(element: "_Element") -> str:
    """The name without a namespace: there are an old and a new one, with and without a prefix."""
    return str(element.tag).rpartition("}")[2]


def all_named(element: "_Element", name: str) -> Iterator["_Element"]:
    """``element`` and everything in it of this name."""
    return element.iter(f"{{*}}{name}")


def numbers_of(text: str | None) -> list[float]:
    """Raises: ValueError: one is no finite number."""
    found = [float(each) for each in (text or "").split()]
    if not all(map(math.isfinite, found)):
        raise ValueError("not finite")
    return found


def matrix_of(item: "_Element") -> Matrix:
    """From the coordinates of an object to those of what holds it."""
    box = numbers_of(item.get("Boundary"))
    x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    own = numbers_of(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else _IDENTITY
    return a, b, c, d, e + x, f + y


class OfdPackage:
    """The parts of one package by their names, however those are written."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names: dict[str, str] = {}
        for name in package.namelist():
            for written in (name, _from_code_page(name)):
                self._names.setdefault(_plain(written), name)
        self._parsed: dict[str, Place] = {}

    @property
    def is_encrypted(self) -> bool:
        """Whether its parts can only be read with a password or a certificate (GM/T 0099)."""
        return _ENCRYPTED in self._names

    def at(self, location: str, folder: str = "") -> Place:
        """
        Raises:
            KeyError: there is no such part.
            ValueError: it is damaged.
        """
        whole = location.strip().replace("\\", "/")
        path = posixpath.normpath(whole if whole.startswith("/") else f"{folder}/{whole}").lstrip("/")
        name = self._names.get(_plain(path)) or self._names.get(_plain(unquote(path))) or path
        if name not in self._parsed:
            self._parsed[name] = Place(parsed_part(self._package, name), posixpath.dirname(path))
        return self._parsed[name]

    def seals_beside(self, document: "_Element") -> dict[str, list["_Element"]]:
        """ID of a page -> the seals of electronic signatures on it (GB/T 33190 18), of the document that this element
        of the package's first part names; without those that are missing or damaged."""
        found: dict[str, list[_Element]] = {}
        body = document.getparent()
        for listed in body.iterchildren("{*}Signatures") if body is not None else ():
            try:
                listing = self.at((listed.text or "").strip())
                for signature in all_named(listing.root, "Signature"):
                    signed = self.at(signature.get("BaseLoc", ""), listing.folder)
                    for seal in all_named(signed.root, "StampAnnot"):
                        found.setdefault(seal.get("PageRef", ""), []).append(seal)
            except (KeyError, ValueError):
                continue
        return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _from_code_page(name: str) -> str:
    """The name of a part that a program wrote in the code page of Chinese Windows, without saying so."""
    try:
        return name.encode("cp437").decode("gbk")
    except UnicodeError:
        return name


class OfdDocument:
    """One document of a package: its pages, templates, drawings used many times, and parameters of drawing."""

    def __init__(self, package: OfdPackage, location: str) -> None:
        self._package = package
        self._place = package.at(location)
        root = self._place.root
        self.templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in all_named(root, "TemplatePage")}
        self.pages = [
            (each.get("ID", ""), each.get("BaseLoc", ""))
            for pages in all_named(root, "Pages")
            for each in all_named(pages, "Page")
        ]
        self._resources = list(self._read_resources())
        self.composites: Mapping[str, _Element] = self._shared("CompositeGraphicUnit")
        self._parameters = self._shared("DrawParam")
        self._colour_spaces = self._shared("ColorSpace")

    def _read_resources(self) -> Iterator["_Element"]:
        for kind in ("PublicRes", "DocumentRes"):
            for place in all_named(self._place.root, kind):
                yield self.part((place.text or "").strip()).root

    def _shared(self, name: str) -> dict[str, "_Element"]:
        return {each.get("ID", ""): each for root in self._resources for each in all_named(root, name)}

    def part(self, location: str) -> Place:
        """The part at a location relative to the document."""
        return self._package.at(location, self._place.folder)

    def resources_of(self, page: Place) -> dict[str, "_Element"]:
        """Drawings that only this page uses many times."""
        return {
            each.get("ID", ""): each
            for location in page.root.iterchildren("{*}PageRes")
            for each in all_named(
                self._package.at((location.text or "").strip(), page.folder).root, "CompositeGraphicUnit"
            )
        }

    def annotations(self) -> dict[str, list[Place]]:
        """ID of a page -> the parts with its annotations; without those that are missing."""
        found: dict[str, list[Place]] = {}
        for listed in self._place.root.iterchildren("{*}Annotations"):
            try:
                listing = self.part((listed.text or "").strip())
                for page in all_named(listing.root, "Page"):
                    for location in page.iterchildren("{*}FileLoc"):
                        part = self._package.at((location.text or "").strip(), listing.folder)
                        found.setdefault(page.get("PageID", ""), []).append(part)
            except KeyError:
                continue
        return found

    def box_of(self, page: "_Element") -> list[float]:
        """Left, top, width and height of a page."""
        boxes = [*all_named(page, "PhysicalBox"), *all_named(self._place.root, "PhysicalBox")]
        box = numbers_of(boxes[0].text) if boxes else []
        return box if len(box) == 4 else [0, 0, 210, 297]

    def brightness_of(self, item: "_Element", layer: str) -> float:
        """From 0, black, to 1, white, as an object appears on white paper. ``layer`` names the parameters of drawing
        that hold for its layer; those of an object, and those that they rest upon, come first."""
        colour = next(iter(item.iterchildren("{*}FillColor")), None)
        for named in (*self._resting_upon(item.get("DrawParam", "")), *self._resting_upon(layer)):
            if colour is None:
                colour = next(iter(self._parameters[named].iterchildren("{*}FillColor")), None)
        alpha = float(item.get("Alpha", "255"))
        light = 0.0
        if colour is not None:
            alpha *= float(colour.get("Alpha", "255")) / 255
            light = _lightness(self._values_of(colour))
        return 1 - alpha / 255 * (1 - light)

    def _resting_upon(self, parameters: str) -> list[str]:
        """The parameters of drawing of this name, and those that they rest upon."""
        found: list[str] = []
        while parameters in self._parameters and parameters not in found and len(found) < _DEEPEST:
            found.append(parameters)
            parameters = self._parameters[parameters].get("Relative", "")
        return found

    def _values_of(self, colour: "_Element") -> list[float]:
        """The numbers of a colour, which may stand in the palette of its colour space."""
        if colour.get("Value") or not colour.get("Index"):
            return numbers_of(colour.get("Value"))
        space = self._colour_spaces.get(colour.get("ColorSpace", ""))
        listed = [] if space is None else list(all_named(space, "CV"))
        index = int(colour.get("Index", "0"))
        return numbers_of(listed[index].text) if 0 <= index < len(listed) else []


def _lightness(values: list[float]) -> float:
    if len(values) == 3:
        return (0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]) / 255
    if len(values) == 1:
        return values[0] / 255
    if len(values) == 4:
        return 1 - min(max(values) / 255, 1)
    return 0.0
