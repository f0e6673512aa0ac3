"""Runs of a Word document that nobody can see: in the colour of their ground, or two points high at most."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.importing.readers.colours import WHITE, are_same

if TYPE_CHECKING:
    from lxml.etree import _Element

_TINY = re.compile(rb"sz [\w:]{0,12}val=[\"'][1-4][\"']")
_WHITE_THEME = re.compile(rb"color [^>]{0,80}(?:background1|light1|bg1)")
_COLOURS = re.compile(rb":color [^>]{0,80}?val=[\"']([0-9A-Fa-f]{6})[\"']")
_FILLS = re.compile(rb":fill=[\"']([0-9A-Fa-f]{6})[\"']")
_WHITE_THEMES = ("background1", "light1", "bg1")
_NO_GROUND = ("", "auto")
_UNKNOWN = "?"
"""A ground of which the colour is not known here, such as one of a theme."""
_TINY_HALF_POINTS = ("1", "2", "3", "4")


def may_be_unseen(document: bytes, *, has_colours: bool) -> bool:
    """Whether ``unseen_runs`` may find any; most documents state no such property. ``has_colours``: there are texts
    with a colour of their own."""
    if _TINY.search(document) is not None or (has_colours and _WHITE_THEME.search(document) is not None):
        return True
    colours = {each.decode() for each in _COLOURS.findall(document)} if has_colours else set()
    fills = {WHITE, *(each.decode() for each in _FILLS.findall(document))} if colours else set()
    return any(are_same(colour, fill) for colour in colours for fill in fills)


def unseen_runs(root: "_Element", namespace: str) -> Iterator["_Element"]:
    """Runs that state such a property themselves. Text is seen if its colour is another than that of its ground: of
    the run, its paragraph, its cell, or the style of its table, which is not looked into."""
    w = f"{{{namespace}}}"
    found: dict[_Element, None] = {}
    for properties in root.iter(f"{w}rPr"):
        run = properties.getparent()
        if run is None or run.tag != f"{w}r":
            continue
        for each in properties.iterchildren(f"{w}color", f"{w}sz"):
            value = (each.get(f"{w}val") or "").upper()
            if each.tag == f"{w}sz":
                is_unseen = value in _TINY_HALF_POINTS
            else:
                theme = each.get(f"{w}themeColor", "")
                colour = (WHITE if theme in _WHITE_THEMES else "") if theme else value
                is_unseen = are_same(colour, _ground(run, w))
            if is_unseen:
                found[run] = None
    yield from found


def _ground(run: "_Element", w: str) -> str:
    """The colour behind the run: six hexadecimal digits."""
    if next(run.iterchildren(f"{w}rPr")).find(f"{w}highlight") is not None:
        return _UNKNOWN
    around = (
        ("rPr", run),
        *((f"{name}Pr", each) for name in ("p", "tc", "tbl") for each in run.iterancestors(w + name)),
    )
    for name, element in around:
        for properties in element.iterchildren(w + name):
            for shade in properties.iterchildren(f"{w}shd"):
                if (colour := _of_shade(shade, w)) not in _NO_GROUND:
                    return colour
            if properties.find(f"{w}tblStyle") is not None:
                return _UNKNOWN
    return WHITE


def _of_shade(shade: "_Element", w: str) -> str:
    pattern = shade.get(f"{w}val", "clear")
    if pattern not in ("clear", "nil") or shade.get(f"{w}themeFill") is not None:
        return _UNKNOWN
    return (shade.get(f"{w}fill") or "").upper().replace("AUTO", "auto")
