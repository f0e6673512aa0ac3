"""OFD files (GB/T 33190), the fixed-layout format of Chinese offices: texts and lines of pages, read as those of PDF.

No kept library reads them; the format is a zip package of XML. Lengths are millimetres, the y axis points down.
"""

import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import UNREADABLE, Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.pdf.coverings import COVERED, CUT
from model.importing.readers.pdf.crossings import STAMPED, Mark, stamped
from model.importing.readers.pdf.document import (
    FEWEST_CHARACTERS,
    MOST_PAGES,
    Page,
    content_of,
    overprint_notes,
    refuse_unreadable,
)
from model.importing.readers.pdf.ofd_clips import clip_of, divided
from model.importing.readers.pdf.ofd_package import (
    OfdDocument,
    OfdPackage,
    Place,
    all_named,
    local,
    matrix_of,
    numbers_of,
)
from model.importing.readers.pdf.ofd_paths import area_of, is_rectangle, strokes_of
from model.importing.readers.pdf.overprints import Evidence, looks_overprinted, overprints_of, repeated_on
from model.importing.readers.pdf.page_characters import CharacterRun, joined_runs
from model.importing.readers.pdf.page_texts import (
    NOT_DRAWN,
    STRAIGHT_DEG,
    TINY,
    Aside,
    Matrix,
    Rect,
    TextObject,
    combined,
    moved,
    sorted_texts,
    turn_of,
)
from model.importing.readers.pdf.pdfium_page import aside_runs
from model.importing.readers.pdf.ruled_tables import ADDED, OVER, Stroke, tables_of

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
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
"""Characters that XML has no place for, and blanks."""
_STAMP = "Stamp"
_NOT_READ = frozenset((_STAMP, "Link", "Highlight"))
_OPAQUE = 230
"""Of 255."""
_THIN = 2.6
"""Points. Thinner areas are lines."""
_COVERS = 0.4
"""Share of the area of a text."""
_LARGEST_STAMP = 0.25
"""Share of the page."""
_MOST_COVERS = 1000
_WATERMARK = "Watermark"
"""Types of annotations; others hold texts that somebody wrote onto the page."""
_DOWN = (90, 270)


def read_ofd(package: zipfile.ZipFile, name: str) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and ruled tables.

    Raises:
        ImportedDocumentError: it is encrypted, there is no text, or it has no codes.
        ValueError, KeyError: the package is damaged.
    """
    parts = OfdPackage(package)
    if parts.is_encrypted:
        raise ImportedDocumentError(
            f"“{name}”是加密的 OFD 版式文件，不能读取。请在 OFD 阅读器里打开，另存为不加密的，或向原单位要 Word 文件"
        )
    pages: list[_PageReader] = []
    notes: list[Note] = []
    for root in all_named(parts.at("OFD.xml").root, "DocRoot"):
        document = OfdDocument(parts, (root.text or "").strip())
        annotations, seals = document.annotations(), parts.seals_beside(root)
        listed = document.pages
        for number, path in listed[: max(MOST_PAGES - len(pages), 0)]:
            pages.append(_PageReader(document))
            pages[-1].read(document.part(path), annotations.get(number, []), seals.get(number, []))
        if len(listed) > len(pages):
            notes.append(Note(f"共 {len(listed)} 页，只读了前 {MOST_PAGES} 页", name))
    has_pictures = any(page.has_pictures for page in pages)
    found = [page.page() for page in pages]
    watermarks = repeated_on(page.overprints for page in found)
    if watermarks:
        found = [
            reader.page((page.evidence or Evidence())._replace(known=watermarks)) if page.overprints else page
            for reader, page in zip(pages, found, strict=True)
        ]
    if sum(len(run.text) for page in found for run in page.runs) < FEWEST_CHARACTERS:
        what = "没有文字，像是扫描件或图片做成的" if has_pictures else "没有读到文字"
        raise ImportedDocumentError(
            f"“{name}”是 OFD 版式文件，但里面{what}，不能读取。请向原单位要 Word 文件，或在 OFD 阅读器里另存为 PDF 再试"
        )
    refuse_unreadable(found, name)
    notes += overprint_notes(enumerate(found))
    return content_of(found, notes, name)


class _Text(NamedTuple):
    thing: TextObject
    pieces: list[CharacterRun]


class _PageReader:
    """Collects the texts and lines of one page, its templates and its annotations."""

    def __init__(self, document: OfdDocument) -> None:
        self._document = document
        self._texts: list[_Text] = []
        self._across: list[Stroke] = []
        self._down: list[Stroke] = []
        self._characters = self._objects = 0
        self._box: list[float] = []
        self._composites: Mapping[str, _Element] = {}
        self._layer = ""
        """The parameters of drawing of the layer that is being read."""
        self._added = 0
        """Number of texts before those of annotations."""
        self._has_watermark = False
        self._covers: list[tuple[int, Rect]] = []
        """The number of texts before an opaque area, and where it is; the y axis points up."""
        self._cut: set[int] = set()
        """The numbers of the texts that a clip cuts off."""
        self._stamps: list[Mark] = []
        self.has_pictures = False

    def read(self, page: Place, annotations: Sequence[Place], seals: "Sequence[_Element]") -> None:
        """Raises: ValueError, KeyError: a part is damaged or missing."""
        document = self._document
        self._box = document.box_of(page.root)
        self._composites = {**document.composites, **document.resources_of(page)}
        for template in all_named(page.root, "Template"):
            if place := document.templates.get(template.get("TemplateID", "")):
                self._read_content(document.part(place).root)
        self._read_content(page.root)
        self._added = len(self._texts)
        for part in annotations:
            for annotation in all_named(part.root, "Annot"):
                self._read_annotation(annotation)
        for seal in seals:
            self._take_stamp(seal)

    def page(self, evidence: Evidence | None = None) -> Page:
        """What was read; with ``evidence``, texts printed over others are looked for, and without if any seem to be."""
        left, top, wide, high = (each * _POINTS for each in self._box)
        covered = self._covered() - self._cut
        own = [text for number, text in enumerate(self._texts[: self._added]) if number not in covered | self._cut]
        added = self._texts[self._added :]
        found = sorted_texts([text.thing for text in own], (left, -top - high, left + wide, -top), _words)
        doubtful = {}
        if evidence:
            over = overprints_of(found.body, _words, evidence)
            found.watermarks.extend(thing for things in over.certain.values() for thing in things)
            doubtful = dict(over.doubtful)
            found.aside.extend(Aside(thing, OVER) for things in doubtful.values() for thing in things)
        found.aside.extend(Aside(text.thing, ADDED) for text in added)
        found.aside.extend(Aside(self._texts[number].thing, COVERED) for number in sorted(covered))
        found.aside.extend(Aside(self._texts[number].thing, CUT) for number in sorted(self._cut))
        apart = {id(each) for each in (*found.watermarks, *found.outside, *(each.thing for each in found.aside))}
        pieces = [piece for text in own if id(text.thing) not in apart for piece in text.pieces]
        body = list(joined_runs(pieces))
        tables = tables_of(self._across, self._down)
        if evidence is None and (seen := looks_overprinted(body, tables)):
            return self.page(seen)
        runs = [*body, *aside_runs(found.aside, 0, _words)]
        has_watermark = self._has_watermark or bool(found.watermarks)
        return Page(
            runs,
            tables,
            has_watermark=has_watermark,
            has_text_outside=bool(found.outside),
            overprints=tuple(doubtful),
            evidence=evidence,
            has_stamped_figures=stamped(body, self._stamps),
        )

    def _read_annotation(self, annotation: "_Element") -> None:
        kind = annotation.get("Type", "")
        if kind == _STAMP and annotation.get("Visible") != "false":
            for appearance in annotation.iterchildren("{*}Appearance"):
                self._take_stamp(appearance)
        if annotation.get("Visible") == "false" or kind in _NOT_READ:
            return
        for appearance in annotation.iterchildren("{*}Appearance"):
            if kind == _WATERMARK:
                self._has_watermark = self._has_watermark or any(
                    (code.text or "").strip() for code in all_named(appearance, "TextCode")
                )
                continue
            lines = len(self._across), len(self._down)
            self._read(appearance, matrix_of(appearance), 0)
            del self._across[lines[0] :], self._down[lines[1] :]  # they are drawn onto the page, not lines of a table

    def _take_stamp(self, item: "_Element") -> None:
        """Notes the area of a stamp. One as large as the page says nothing about where the stamp is."""
        box = _box_of(item, _IDENTITY)
        page = self._box[2] * self._box[3] * _POINTS**2
        if box and (box.right - box.left) * (box.top - box.bottom) < _LARGEST_STAMP * page:
            self._stamps.append(Mark(box.left, box.right, -box.top, -box.bottom, STAMPED))

    def _read_content(self, page: "_Element") -> None:
        for content in page.iterchildren("{*}Content"):
            self._read(content, _IDENTITY, 0)

    def _read(self, holder: "_Element", outer: Matrix, depth: int, around: Rect | None = None) -> None:
        """Raises: ValueError: more objects, or deeper ones, than any page has."""
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        for item in holder.iterchildren("*"):
            self._objects += 1
            if self._objects > _MOST_OBJECTS:
                raise ValueError("too many objects")
            kind = local(item)
            if kind == "TextObject":
                self._read_text(item, outer, around)
            elif kind == "PathObject" and item.get("Visible") != "false":
                self._take_cover(item, outer)
                across, down = strokes_of(item, combined(matrix_of(item), outer), _POINTS)
                self._across += across
                self._down += down
            elif kind == "ImageObject":
                self.has_pictures = True
                self._take_cover(item, outer)
            elif kind in ("Layer", "PageBlock", "Content"):
                layer = self._layer
                self._layer = item.get("DrawParam", layer)
                self._read(item, outer, depth + 1, around)
                self._layer = layer
            elif kind == "CompositeObject" and item.get("Visible") != "false":
                unit = self._composites.get(item.get("ResourceID", ""))
                if unit is not None:
                    clip = clip_of(item, outer, _POINTS, around)
                    self._read(unit, combined(matrix_of(item), outer), depth + 1, clip)

    def _take_cover(self, item: "_Element", outer: Matrix) -> None:
        """Notes the area of an opaque picture, or of a filled rectangle, over the texts that were read before."""
        is_picture = local(item) == "ImageObject"
        if not is_picture and (item.get("Fill") != "true" or not is_rectangle(item)):
            return
        if float(item.get("Alpha", "255")) < _OPAQUE or not self._texts:
            return
        colour = next(iter(item.iterchildren("{*}FillColor")), None)
        if colour is not None and float(colour.get("Alpha", "255")) < _OPAQUE:
            return
        box = _box_of(item, outer) if is_picture else area_of(item, combined(matrix_of(item), outer), _POINTS)
        if box and min(box.right - box.left, box.top - box.bottom) > _THIN:
            self._covers.append((len(self._texts), box))

    def _covered(self) -> set[int]:
        """The numbers of the texts that something opaque lies over."""
        found = set()
        for count, box in self._covers[:_MOST_COVERS]:
            for number, text in enumerate(self._texts[: min(count, self._added)]):
                thing = text.thing
                wide = min(thing.right, box.right) - max(thing.left, box.left)
                high = min(thing.top, box.top) - max(thing.bottom, box.bottom)
                area = (thing.right - thing.left) * (thing.top - thing.bottom)
                if wide > 0 and high > 0 and wide * high > _COVERS * area:
                    found.add(number)
        return found if 2 * len(found) <= self._added else set()

    def _read_text(self, item: "_Element", outer: Matrix, around: Rect | None) -> None:
        matrix = combined(matrix_of(item), outer)
        clip = clip_of(item, outer, _POINTS, around)
        a, b, c, d, _, _ = matrix
        own = abs(float(item.get("Size", "0")))
        size = own * math.hypot(c, d) * _POINTS
        turn = turn_of(a, -b, 0, STRAIGHT_DEG)
        is_drawn = (
            item.get("Visible") != "false" and own > 0 and (item.get("Fill") != "false" or item.get("Stroke") == "true")
        )
        bright = self._document.brightness_of(item, self._layer)
        wide = float(item.get("HScale", "1"))
        is_down = item.get("ReadDirection", "0") in map(str, _DOWN)
        x = y = 0.0
        for code in item.iterchildren("{*}TextCode"):
            x, y = float(code.get("X", x)), float(code.get("Y", y))
            written = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), code.text or "")
            text = "".join(map(_readable, written))
            self._characters += len(text)
            if self._characters > _MOST_CHARACTERS:
                raise ValueError("too many characters")
            places = _places(x, y, text, code, own, is_down)
            pieces = list(_pieces(text, places, matrix, own, own * wide))
            mode = 0 if is_drawn else NOT_DRAWN
            shown, cut = divided(pieces, clip) if clip else (pieces, [])
            for some in (shown, cut):
                if some:
                    thing = TextObject(*_together(some), turn, bright, mode, size, 0 < size < TINY)
                    self._texts.append(_Text(thing, some))
            if cut:
                self._cut.add(len(self._texts) - 1)


def _together(pieces: Sequence[CharacterRun]) -> tuple[str, float, float, float, float]:
    """The words, and their left, bottom, right and top sides; the y axis points up."""
    left, right = min(each.left for each in pieces), max(each.right for each in pieces)
    top, bottom = -min(each.top for each in pieces), -max(each.bottom for each in pieces)
    return "".join(each.text for each in pieces), left, bottom, right, top


def _box_of(item: "_Element", outer: Matrix) -> Rect | None:
    """The boundary of an object, in points; the y axis points up."""
    box = numbers_of(item.get("Boundary"))
    if len(box) != 4:
        return None
    left, top, right, bottom = moved(Rect(box[0], box[1], box[0] + box[2], box[1] + box[3]), outer)
    return Rect(left * _POINTS, -bottom * _POINTS, right * _POINTS, -top * _POINTS)


def _words(text: TextObject) -> str:
    return str(text.handle)


def _readable(char: str) -> str:
    return UNREADABLE if char in _NO_TEXT or _PRIVATE[0] <= char <= _PRIVATE[1] else char


def _places(
    x: float, y: float, text: str, code: "_Element", size: float, is_down: bool
) -> Iterator[tuple[float, float]]:
    """Where each character begins; without distances they follow each other by their widths, or under each other."""
    wide, down = _distances(code.get("DeltaX"), len(text)), _distances(code.get("DeltaY"), len(text))
    for number, char in enumerate(text):
        yield x, y
        if number < len(wide):
            x += wide[number]
        elif not wide and not down and not is_down:
            x += size * (_NARROW if char.isascii() else 1)
        if number < len(down):
            y += down[number]
        elif not wide and not down and is_down:
            y += size


def _distances(text: str | None, most: int) -> list[float]:
    """``g n d`` stands for ``n`` times the distance ``d``; where there are too few, the last one goes on."""
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
    return found + found[-1:] * (most - len(found))


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
