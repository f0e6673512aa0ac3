"""Characters of a page with their coordinates, from pdfium; adjacent ones are joined to runs."""

import ctypes
import operator
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from model.importing.content import UNREADABLE
from model.importing.readers.pdf.page_texts import Rect, shown
from model.importing.readers.pdf.pdfium_calls import FLOAT, Numbers, address_of, arguments_of, asked, pdfium_calls
from model.importing.readers.pdf.ruled_tables import RuledTable, Run
from model.importing.readers.pdf.unreadable_glyphs import unreadable_indices

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

_MOST_CHARACTERS = 60_000
"""On one page."""
_GAP = 0.6
"""Share of the character height; characters further apart belong to different runs."""
_OVERLAP = 0.35
"""Share of the character height; characters that overlap more belong to different runs."""
_ABSURD = 40.0
"""Points. pdfium gives such heights for vertical fonts whose size is scaled by a matrix."""
_STRETCH = re.compile(r"[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]{4,}|[^\s\x00-\x20\u200b\ufeff\ufffe\uffff]")
_WITHOUT_CODE = re.compile("[\ue000-\uefff\uf100-\uf8ff]")
"""Of private use; bullets of symbol fonts, which are known by their looks, are those between."""
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SIMPLE_RADICALS = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民母虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals without a Unicode compatibility decomposition that fonts use in place of the characters."""
_Place = tuple[float, float, float, float]
"""Left, right, top and bottom of a character on the displayed page."""
_Piece = tuple[str, float, float, float, float, bool]
"""A :class:`CharacterRun` by its fields alone, as a page has thousands."""


class CharacterRun(NamedTuple):
    """One character, or several with even spacing."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_spaced: bool
    """There is white space before it."""


def runs_of(page: "PdfPage", rotation: int, tables: Sequence[RuledTable]) -> list[Run]:
    """The characters of the page, adjacent ones joined to runs. The y axis points down. Texts that are switched off
    are not among them."""
    text_page = page.get_textpage()
    try:
        return list(joined_runs(_pieces(text_page.raw, rotation, tables)))
    finally:
        text_page.close()


def _pieces(text_page: Any, rotation: int, tables: Sequence[RuledTable]) -> Iterator[_Piece]:
    """Positions are requested from pdfium character by character, which is slow; so outside of tables only the ends of
    stretches are requested, and inside of tables every character."""
    text = _text(text_page)
    stretches = [match.span() for match in _STRETCH.finditer(text)]
    several = [(start, end) for start, end in stretches if end - start > 1]
    ends = [start for start, _ in stretches] + [end - 1 for _, end in several]
    places = dict(zip(ends, _places(text_page, ends, rotation), strict=True))
    heights = [(table.top, table.bottom) for table in tables]
    even = {start for start, end in several if _is_even(places[start], places[end - 1], end - start, heights)}
    inner = [index for start, end in several if start not in even for index in range(start + 1, end - 1)]
    places.update(zip(inner, _places(text_page, inner, rotation), strict=True))
    before = 0
    for start, end in stretches:
        is_spaced = start > before
        before = end
        if start in even:
            left, _, top, bottom = places[start]
            yield text[start:end], left, places[end - 1][1], top, bottom, is_spaced
            continue
        left, right, top, bottom = places[start]
        yield text[start], left, right, top, bottom, is_spaced
        for index in range(start + 1, end):
            left, right, top, bottom = places[index]
            yield text[index], left, right, top, bottom, False


def _is_even(first: _Place, last: _Place, count: int, tables: Sequence[tuple[float, float]]) -> bool:
    """Whether the characters between these two stand outside of tables, on one line and at the same distances.
    ``tables``: the top and the bottom of each."""
    left, right, top, bottom = first
    if abs(last[2] - top) >= 1:
        return False
    for above, below in tables:
        if above < bottom and top < below:
            return False
    even = (right - left) * count
    return 0.8 * even < last[1] - left < 1.25 * even


def _places(text_page: Any, indices: Sequence[int], rotation: int) -> list[_Place]:
    page = address_of(text_page)
    (argument,) = arguments_of([page])
    rows = asked(indices, (pdfium_calls().place_of_character, (0,)), width=4, page=argument)
    lefts, tops, rights, bottoms = rows.columns(FLOAT)
    if not rotation and max(map(operator.sub, tops, bottoms), default=0) <= _ABSURD:
        return list(zip(lefts, rights, map(operator.neg, tops), map(operator.neg, bottoms), strict=True))
    places = []
    for index, left, top, right, bottom in zip(indices, lefts, tops, rights, bottoms, strict=True):
        box = Rect(left, bottom, right, top)
        places.append(shown(_tightened(box, page, index) if top - bottom > _ABSURD else box, rotation))
    return places


def _tightened(box: Rect, page: int, index: int) -> Rect:
    """The place of a character's ink, if that is far smaller than that of the character."""
    sides = Numbers(ctypes.c_double, 4)
    pdfium_calls().ink_of_character(page, index, *sides.at)
    left, right, bottom, top = sides.held
    if right > left and 4 * max(right - left, top - bottom) < box.top - box.bottom:
        return Rect(left, bottom, right, top)
    return box


def joined_runs(pieces: Iterable[_Piece]) -> Iterator[Run]:
    """Adjacent characters of a line joined, in the order in which they are drawn."""
    texts: list[str] = []
    middles: list[float] = []
    start = end = top = bottom = 0.0
    for text, left, right, upper, lower, is_spaced in pieces:
        height = lower - upper
        if texts:
            same_line = abs(upper + lower - top - bottom) < 0.5 * height
            if not same_line or left - end > _GAP * height or left < end - _OVERLAP * height:
                yield Run("".join(texts), start, end, top, bottom, tuple(middles))
                texts, middles = [], []
            elif is_spaced and left - end > 0.2 * height and _parts_words(texts[-1][-1], text[0]):
                texts.append(" ")
                middles.append(middles[-1])
        if not texts:
            start, top, bottom = left, upper, lower
        texts.append(text)
        if len(text) == 1:
            middles.append((left + right) / 2)
        else:
            width = (right - left) / len(text)
            middles += [left + (number + 0.5) * width for number in range(len(text))]
        end = right
    if texts:
        yield Run("".join(texts), start, end, top, bottom, tuple(middles))


def _parts_words(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _text(text_page: Any) -> str:
    """The characters of the page, one per index, with radicals replaced by the characters that they represent."""
    from pypdfium2 import raw

    count = min(raw.FPDFText_CountChars(text_page), _MOST_CHARACTERS)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace") if written == count + 1 else ""
    if len(text) != count:  # a character beyond 16 bits, or one without a code: then one by one
        codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
        text = "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)
    if unreadable := unreadable_indices(text_page, text):
        characters = list(text)
        for index in unreadable:
            characters[index] = UNREADABLE
        text = "".join(characters)
    text = _WITHOUT_CODE.sub(UNREADABLE, text)
    return without_radicals(text)


def without_radicals(text: str) -> str:
    """The text with the characters that its radicals, which some fonts use, stand for."""
    return _RADICALS.sub(_character, text) if _RADICALS.search(text) else text


def _character(radical: re.Match[str]) -> str:
    folded = _SIMPLE_RADICALS.get(radical[0]) or unicodedata.normalize("NFKC", radical[0])
    return folded if len(folded) == 1 else radical[0]
