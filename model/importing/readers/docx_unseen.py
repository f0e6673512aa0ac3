"""Runs of a Word document that nobody can see: in the colour of their ground or without any, two points high at most,
or squeezed to nothing."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from model.importing.readers.colours import WHITE, are_same

if TYPE_CHECKING:
    from lxml.etree import _Element

COLOUR, GROUND, SIZE, SQUEEZED = "color", "shd", "sz", "w"
OF_RUN, OF_PARAGRAPH, OF_CELL, OF_TABLE = _PROPERTIES = ("rPr", "pPr", "tcPr", "tblPr")
_TINY = re.compile(rb"sz [\w:]{0,12}val=[\"'][1-4][\"']")
_WHITE_THEME = re.compile(rb"color [^>]{0,80}(?:background1|light1|bg1)")
_COLOURS = re.compile(rb":color [^>]{0,80}?val=[\"']([0-9A-Fa-f]{6})[\"']")
_FILLS = re.compile(rb":fill=[\"']([0-9A-Fa-f]{6})[\"']")
_RARE = tuple(
    map(re.compile, (rb":highlight\b", rb"textFill", rb":w [\w:]{0,12}val=[\"'][1-9]%?[\"']"))
)  # apart, because a pattern that begins with a word is searched for several times as fast as one of several
_NARROW = re.compile("[1-9]%?")
_TIGHT = re.compile(rb":spacing [\w:]{0,12}val=[\"']-\d{3}")
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": WHITE,
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_NARROWEST, _TIGHTEST = 10, -100
"""Per cent of the width of a letter; and twentieths of a point that letters are moved together by: a digit is as
wide."""
_WHITE_THEMES = ("background1", "light1", "bg1")
_NEWER = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NO_GROUND = ("", "auto")
_UNKNOWN = "?"
"""A colour that is not known here, such as most of a theme."""
_SEEN_THROUGH = "none"
_TINY_HALF_POINTS = ("1", "2", "3", "4")


_NOT_BYTE_BY_BYTE, _ENCODING_SHOWS = b"\0", 4
"""The first bytes of XML show whether each of its signs is one byte."""


def may_be_unseen(document: bytes, styles: bytes, stated: "Iterable[_Element]", w: str) -> bool:
    """Whether any run may be; most documents state no such property. ``stated``: the elements of the document that
    :func:`looks_of` names."""
    if any(_NOT_BYTE_BY_BYTE in part[:_ENCODING_SHOWS] for part in (document, styles)):
        return True  # UTF-16: the patterns below are of single bytes
    # a document is long, and a word in it is found faster than a pattern
    if _TINY.search(document) or (b":spacing " in document and _TIGHT.search(document)):
        return True
    if any(pattern.search(styles) for pattern in (*_RARE, _TIGHT, _TINY, _WHITE_THEME)):
        return True
    inks = {each.decode() for each in _COLOURS.findall(styles)}
    grounds = {WHITE, *(each.decode() for each in _FILLS.findall(styles))}
    for each in stated:
        if each.tag == w + COLOUR:
            inks.add(_colour_of(each, w))
        elif each.tag == w + GROUND:
            grounds.add(_ground_of(each, w))
        elif each.tag != w + SQUEEZED or _NARROW.fullmatch(each.get(f"{w}val", "")):
            return True
    return any(are_same(ink, ground) for ink in inks for ground in grounds)


def looks_of(w: str) -> tuple[str, ...]:
    """The names of the elements that may state that letters are unseen, but for their size and the space between them,
    which every document states; ``w`` is the namespace in braces."""
    return w + COLOUR, w + GROUND, f"{w}highlight", f"{_NEWER}textFill", w + SQUEEZED


def is_unseen(size: str, colour: str, squeezed: str, grounds: Iterable[str]) -> bool:
    """Whether text is of which this is said; ``grounds`` are those behind it, the nearest first, blank or ``auto``
    where it is the one that follows."""
    if squeezed or colour == _SEEN_THROUGH:
        return True
    ground = next((each for each in grounds if each not in _NO_GROUND), WHITE)
    return size in _TINY_HALF_POINTS or are_same(colour, ground)


def said_of_looks(element: "_Element", w: str) -> dict[str, str]:
    """What a run, paragraph, cell, table or style says itself: ``COLOUR`` and ``SIZE`` of its characters, and the
    ground, by the name of the properties that it stands in. ``w`` is the namespace in braces."""
    found: dict[str, str] = {}
    for properties in element.iterchildren(*(w + name for name in _PROPERTIES)):
        name = str(properties.tag).removeprefix(w)
        if name == OF_RUN:
            for colour in properties.iterchildren(w + COLOUR):
                found[COLOUR] = _colour_of(colour, w)
            for size in properties.iterchildren(w + SIZE):
                found[SIZE] = size.get(f"{w}val", "")
            found |= _fill(properties)
            found |= _squeezed(properties, w)
        for shade in properties.iterchildren(w + GROUND):
            found[name] = _ground_of(shade, w)
        for highlight in properties.iterchildren(f"{w}highlight"):
            if (of_pen := highlight.get(f"{w}val", "")) != "none":
                found[name] = _HIGHLIGHTS.get(of_pen, _UNKNOWN)
    return found


def _fill(properties: "_Element") -> dict[str, str]:
    """The colour that newer versions of Word fill letters with, instead of the one that all know."""
    for fill in properties.iterchildren(f"{_NEWER}textFill"):
        if fill.find(f"{_NEWER}noFill") is not None:
            return {COLOUR: _SEEN_THROUGH}
        for colour in fill.iterfind(f"{_NEWER}solidFill/*"):
            alpha = colour.find(f"{_NEWER}alpha")
            if alpha is not None and len(alpha.get(f"{_NEWER}val", "")) > 5:  # 100000: all of it is taken away
                return {COLOUR: _SEEN_THROUGH}
            said = colour.get(f"{_NEWER}val", "")
            return {COLOUR: WHITE if said in _WHITE_THEMES else said.upper() if len(said) == 6 else _UNKNOWN}
        return {COLOUR: _UNKNOWN}
    return {}


def _squeezed(properties: "_Element", w: str) -> dict[str, str]:
    """Whether letters are made so narrow or put so near that none can be told; blank where they are not."""
    width, spacing = (
        next((each.get(f"{w}val", "") for each in properties.iterchildren(w + name)), "") for name in ("w", "spacing")
    )
    numbers = [
        int(each) if each.removeprefix("-").isdecimal() and len(each) < 6 else None
        for each in (width.removesuffix("%"), spacing)
    ]
    if numbers == [None, None]:
        return {}
    is_narrow = numbers[0] is not None and numbers[0] < _NARROWEST
    is_tight = numbers[1] is not None and numbers[1] <= _TIGHTEST
    return {SQUEEZED: "yes" if is_narrow or is_tight else ""}


def _colour_of(colour: "_Element", w: str) -> str:
    """Six hexadecimal digits, if they are known."""
    theme = colour.get(f"{w}themeColor", "")
    return (WHITE if theme in _WHITE_THEMES else _UNKNOWN) if theme else colour.get(f"{w}val", "").upper()


def _ground_of(shade: "_Element", w: str) -> str:
    pattern = shade.get(f"{w}val", "clear")
    if pattern not in ("clear", "nil") or shade.get(f"{w}themeFill") is not None:
        return _UNKNOWN
    return (shade.get(f"{w}fill") or "").upper().replace("AUTO", "auto")
