"""OFD files (GB/T 33190), the fixed-layout format of Chinese offices: texts and lines of pages, read as those of PDF.

No kept library reads them; the format is a zip package of XML. Lengths are millimetres, the y axis points down.
"""

import math
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import UNREADABLE, Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.pdf.document import FEWEST_CHARACTERS, MOST_PAGES, Page, content_of, refuse_unreadable
from model.importing.readers.pdf.ofd_paths import strokes_of
from model.importing.readers.pdf.page_texts import (
    NOT_DRAWN,
    TINY,
    Matrix,
    Rect,
    TextObject,
    moved,
    sorted_texts,
    turn_of,
)
from model.importing.readers.pdf.pdfium_page import CharacterRun, aside_runs, joined_runs
from model.importing.readers.pdf.ruled_tables import Stroke, tables_of
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS = 72 / 25.4
"""Per millimetre."""
_MOST_CHARACTERS = 60_000
"""On one page."""
_MOST_OBJECTS = 100_000
_DEEPEST = 6
_ASCENT = 0.86
"""Share of the size of a font above the base line."""
_NARROW = 0.5
"""Width of a Latin character, where the next one does not tell."""
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_NO_TEXT = frozenset({"\ufffd", "\ufffe", "\uffff", "¤"})
_PRIVATE = ("\ue000", "\uf8ff")


def read_ofd(package: zipfile.ZipFile, name: str) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and ruled tables.

    Raises:
        ImportedDocumentError: there is no text, or it has no codes.
        ValueError, KeyError: the package is damaged.
    """
    pages: list[Page] = []
    has_pictures = False
    notes: list[Note] = []
    for root in _all(parsed_part(package, _named(package, "OFD.xml")), "DocRoot"):
        document = _Document(package, (root.text or "").strip().lstrip("/"))
        listed = document.pages
        for path in listed[: max(MOST_PAGES - len(pages), 0)]:
            reader = _PageReader(document)
            pages.append(reader.page_of(path))
            has_pictures = has_pictures or reader.has_pictures
        if len(listed) > len(pages):
            notes.append(Note(f"共 {len(listed)} 页，只读了前 {MOST_PAGES} 页", name))
    if sum(len(run.text) for page in pages for run in page.runs) < FEWEST_CHARACTERS:
        what = "没有文字，像是扫描件或图片做成的" if has_pictures else "没有读到文字"
        raise ImportedDocumentError(
            f"“{name}”是 OFD 版式文件，但里面{what}，不能读取。请向原单位要 Word 文件，或在 OFD 阅读器里另存为 PDF 再试"
        )
    refuse_unreadable(pages, name)
    return content_of(pages, notes, name)


def _named(package: zipfile.ZipFile, part: str) -> str:
    return next((each for each in package.namelist() if each.lower() == part.lower()), part)


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: "_Element", name: str) -> Iterator["_Element"]:
    return element.iter(f"{{*}}{name}")


def _numbers(text: str | None) -> list[float]:
    """Raises: ValueError: one is no finite number."""
    found = [float(each) for each in (text or "").split()]
    if not all(map(math.isfinite, found)):
        raise ValueError("not finite")
    return found


class _Document:
    """One document of the package: its pages, templates and drawings used many times."""

    def __init__(self, package: zipfile.ZipFile, path: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(path)
        self._root = parsed_part(package, path)
        self._parsed: dict[str, _Element] = {}
        self.templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in _all(self._root, "TemplatePage")}
        self.pages = [each.get("BaseLoc", "") for pages in _all(self._root, "Pages") for each in _all(pages, "Page")]
        self.composites: Mapping[str, _Element] = {
            unit.get("ID", ""): unit
            for kind in ("PublicRes", "DocumentRes")
            for place in _all(self._root, kind)
            for unit in _all(self.part((place.text or "").strip()), "CompositeGraphicUnit")
        }

    def part(self, path: str) -> "_Element":
        """The root of a part, whose path is relative to the document."""
        if path not in self._parsed:
            whole = path.lstrip("/") if path.startswith("/") else posixpath.normpath(f"{self._folder}/{path}")
            self._parsed[path] = parsed_part(self._package, whole.lstrip("/"))
        return self._parsed[path]

    def box_of(self, page: "_Element") -> list[float]:
        """Left, top, width and height of a page."""
        boxes = [*_all(page, "PhysicalBox"), *_all(self._root, "PhysicalBox")]
        box = _numbers(boxes[0].text) if boxes else []
        return box if len(box) == 4 else [0, 0, 210, 297]


class _Text(NamedTuple):
    thing: TextObject
    pieces: list[CharacterRun]


class _PageReader:
    """Collects the texts and lines of one page and its templates."""

    def __init__(self, document: _Document) -> None:
        self._document = document
        self._texts: list[_Text] = []
        self._across: list[Stroke] = []
        self._down: list[Stroke] = []
        self._characters = self._objects = 0
        self.has_pictures = False

    def page_of(self, path: str) -> Page:
        """The page at this path of the package."""
        page = self._document.part(path)
        for template in _all(page, "Template"):
            if place := self._document.templates.get(template.get("TemplateID", "")):
                self._read_content(self._document.part(place))
        self._read_content(page)
        left, top, wide, high = (each * _POINTS for each in self._document.box_of(page))
        things = [text.thing for text in self._texts]
        found = sorted_texts(things, (left, -top - high, left + wide, -top), _words)
        apart = {id(each) for each in (*found.watermarks, *found.outside, *(each.thing for each in found.aside))}
        pieces = [piece for text in self._texts if id(text.thing) not in apart for piece in text.pieces]
        runs = [*joined_runs(pieces), *aside_runs(found.aside, 0, _words)]
        tables = tables_of(self._across, self._down)
        return Page(runs, tables, False, bool(found.watermarks), bool(found.outside))

    def _read_content(self, page: "_Element") -> None:
        for content in page.iterchildren("{*}Content"):
            self._read(content, _IDENTITY, 0)

    def _read(self, holder: "_Element", outer: Matrix, depth: int) -> None:
        """Raises: ValueError: more objects, or deeper ones, than any page has."""
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        for item in holder.iterchildren("*"):
            self._objects += 1
            if self._objects > _MOST_OBJECTS:
                raise ValueError("too many objects")
            kind = _local(item)
            if kind == "TextObject":
                self._read_text(item, _combined(_matrix_of(item), outer))
            elif kind == "PathObject" and item.get("Visible") != "false":
                across, down = strokes_of(item, _combined(_matrix_of(item), outer), _POINTS)
                self._across += across
                self._down += down
            elif kind == "ImageObject":
                self.has_pictures = True
            elif kind in ("Layer", "PageBlock", "Content"):
                self._read(item, outer, depth + 1)
            elif kind == "CompositeObject" and item.get("Visible") != "false":
                unit = self._document.composites.get(item.get("ResourceID", ""))
                if unit is not None:
                    self._read(unit, _combined(_matrix_of(item), outer), depth + 1)

    def _read_text(self, item: "_Element", matrix: Matrix) -> None:
        a, b, c, d, _, _ = matrix
        own = abs(float(item.get("Size", "0")))
        size = own * math.hypot(c, d) * _POINTS
        turn = turn_of(a, -b, 0)
        mode = NOT_DRAWN if item.get("Visible") == "false" or own == 0 else 0
        bright = _brightness(item)
        wide = float(item.get("HScale", "1"))
        x = y = 0.0
        for code in item.iterchildren("{*}TextCode"):
            x, y = float(code.get("X", x)), float(code.get("Y", y))
            text = "".join(_readable(char) for char in code.text or "")
            self._characters += len(text)
            if self._characters > _MOST_CHARACTERS:
                raise ValueError("too many characters")
            places = _places(x, y, text, code, own)
            pieces = list(_pieces(text, places, matrix, own, own * wide))
            if not pieces:
                continue
            box = (
                min(each.left for each in pieces),
                -max(each.bottom for each in pieces),
                max(each.right for each in pieces),
                -min(each.top for each in pieces),
            )
            words = "".join(each.text for each in pieces)
            thing = TextObject(words, *box, turn, bright, mode, size, 0 < size < TINY)
            self._texts.append(_Text(thing, pieces))


def _words(text: TextObject) -> str:
    return str(text.handle)


def _readable(char: str) -> str:
    return UNREADABLE if char in _NO_TEXT or _PRIVATE[0] <= char <= _PRIVATE[1] else char


def _matrix_of(item: "_Element") -> Matrix:
    """From the coordinates of an object to those of what holds it."""
    box = _numbers(item.get("Boundary"))
    x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    own = _numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else _IDENTITY
    return a, b, c, d, e + x, f + y


def _combined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _places(x: float, y: float, text: str, code: "_Element", size: float) -> Iterator[tuple[float, float]]:
    """Where each character begins; without distances they follow each other by their widths."""
    wide, down = _distances(code.get("DeltaX"), len(text)), _distances(code.get("DeltaY"), len(text))
    for number, char in enumerate(text):
        yield x, y
        if number < len(wide):
            x += wide[number]
        elif not wide and not down:
            x += size * (_NARROW if char.isascii() else 1)
        if number < len(down):
            y += down[number]


def _distances(text: str | None, most: int) -> list[float]:
    """``g n d`` stands for ``n`` times the distance ``d``."""
    found: list[float] = []
    items = iter((text or "").split())
    for item in items:
        if len(found) >= most:
            break
        if item == "g":
            times, distance = int(next(items, "0")), float(next(items, "0"))
            found += [distance] * min(times, most - len(found))
        else:
            found.append(float(item))
    if not all(map(math.isfinite, found)):
        raise ValueError("not finite")
    return found


def _pieces(
    text: str, places: Iterator[tuple[float, float]], matrix: Matrix, size: float, wide: float
) -> Iterator[CharacterRun]:
    """``size`` and ``wide`` are the height and width of a Chinese character, before ``matrix`` is applied."""
    is_spaced = True
    for char, (x, y) in zip(text, places, strict=True):
        if char.isspace() or ord(char) < 0x20:
            is_spaced = True
            continue
        width = wide * (_NARROW if char.isascii() else 1)
        box = moved(Rect(x, y - _ASCENT * size, x + width, y + (1 - _ASCENT) * size), matrix)
        left, top, right, bottom = (side * _POINTS for side in box)
        yield CharacterRun(char, left, right, top, bottom, is_spaced)
        is_spaced = False


def _brightness(item: "_Element") -> float:
    """From 0, black, to 1, white, as it appears on white paper."""
    colour = next(iter(item.iterchildren("{*}FillColor")), None)
    alpha = float(item.get("Alpha", "255"))
    light = 0.0
    if colour is not None:
        values = _numbers(colour.get("Value"))
        alpha *= float(colour.get("Alpha", "255")) / 255
        if len(values) == 3:
            light = (0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]) / 255
        elif len(values) == 1:
            light = values[0] / 255
        elif len(values) == 4:
            light = 1 - min(max(values) / 255, 1)
    return 1 - alpha / 255 * (1 - light)
