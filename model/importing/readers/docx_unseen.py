"""Runs of a Word document that nobody can see: in the colour of their ground, or two points high at most."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from model.importing.readers.colours import WHITE, are_same

if TYPE_CHECKING:
    from lxml.etree import _Element

COLOUR, GROUND, SIZE = "color", "shd", "sz"
OF_RUN, OF_PARAGRAPH, OF_CELL, OF_TABLE = _PROPERTIES = ("rPr", "pPr", "tcPr", "tblPr")
_TINY = re.compile(rb"sz [\w:]{0,12}val=[\"'][1-4][\"']")
_WHITE_THEME = re.compile(rb"color [^>]{0,80}(?:background1|light1|bg1)")
_COLOURS = re.compile(rb":color [^>]{0,80}?val=[\"']([0-9A-Fa-f]{6})[\"']")
_FILLS = re.compile(rb":fill=[\"']([0-9A-Fa-f]{6})[\"']")
_WHITE_THEMES = ("background1", "light1", "bg1")
_NO_GROUND = ("", "auto")
_UNKNOWN = "?"
"""A colour that is not known here, such as most of a theme."""
_TINY_HALF_POINTS = ("1", "2", "3", "4")


def may_be_unseen(document: bytes, styles: bytes, stated: "Iterable[_Element]", w: str) -> bool:
    """Whether any run may be; most documents state no such property. ``stated``: the elements of the document that
    state a colour or a ground."""
    if _TINY.search(document) or _TINY.search(styles) or _WHITE_THEME.search(styles):
        return True
    inks = {each.decode() for each in _COLOURS.findall(styles)}
    grounds = {WHITE, *(each.decode() for each in _FILLS.findall(styles))}
    for each in stated:
        if each.tag == w + COLOUR:
            inks.add(_colour_of(each, w))
        else:
            grounds.add(_ground_of(each, w))
    return any(are_same(ink, ground) for ink in inks for ground in grounds)


def is_unseen(size: str, colour: str, grounds: Iterable[str]) -> bool:
    """Whether text of this size and colour is; ``grounds`` are those behind it, the nearest first, blank or ``auto``
    where it is the one that follows."""
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
        for shade in properties.iterchildren(w + GROUND):
            found[name] = _ground_of(shade, w)
        if properties.find(f"{w}highlight") is not None:
            found[name] = _UNKNOWN
    return found


def _colour_of(colour: "_Element", w: str) -> str:
    """Six hexadecimal digits, if they are known."""
    theme = colour.get(f"{w}themeColor", "")
    return (WHITE if theme in _WHITE_THEMES else _UNKNOWN) if theme else colour.get(f"{w}val", "").upper()


def _ground_of(shade: "_Element", w: str) -> str:
    pattern = shade.get(f"{w}val", "clear")
    if pattern not in ("clear", "nil") or shade.get(f"{w}themeFill") is not None:
        return _UNKNOWN
    return (shade.get(f"{w}fill") or "").upper().replace("AUTO", "auto")
