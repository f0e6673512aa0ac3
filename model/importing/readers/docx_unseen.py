"""Runs of a Word document that nobody can see: white on white, or lower than two points."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHITE = re.compile(rb"color [^>]{0,80}(?:FFFFFF|ffffff|background1|light1|bg1)")
_TINY = re.compile(rb"sz [\w:]{0,12}val=[\"'][1-4][\"']")
_WHITE_VALUES = ("FFFFFF",)
_WHITE_THEMES = ("background1", "light1", "bg1")
_NO_GROUND = ("", "auto", "FFFFFF")
_TINY_HALF_POINTS = ("1", "2", "3", "4")


def may_be_unseen(document: bytes, *, has_colours: bool) -> bool:
    """Whether ``unseen_runs`` may find any; most documents state no such property. ``has_colours``: there are texts
    with a colour of their own."""
    return (has_colours and _WHITE.search(document) is not None) or _TINY.search(document) is not None


def unseen_runs(root: "_Element", namespace: str) -> Iterator["_Element"]:
    """Runs that state such a property themselves. Text in white on a ground is seen: of the run, its paragraph, its
    cell, or the style of its table, which is not looked into."""
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
                is_white = theme in _WHITE_THEMES if theme else value in _WHITE_VALUES
                is_unseen = is_white and not _has_ground(run, w)
            if is_unseen:
                found[run] = None
    yield from found


def _has_ground(run: "_Element", w: str) -> bool:
    if next(run.iterchildren(f"{w}rPr")).find(f"{w}highlight") is not None:
        return True
    around = (
        ("rPr", run),
        *((f"{name}Pr", each) for name in ("p", "tc", "tbl") for each in run.iterancestors(w + name)),
    )
    for name, element in around:
        for properties in element.iterchildren(w + name):
            if any(_is_ground(shade, w) for shade in properties.iterchildren(f"{w}shd")):
                return True
            if properties.find(f"{w}tblStyle") is not None:
                return True
    return False


def _is_ground(shade: "_Element", w: str) -> bool:
    fill = (shade.get(f"{w}fill") or "").upper().replace("AUTO", "auto")
    pattern = shade.get(f"{w}val", "clear")
    return fill not in _NO_GROUND or shade.get(f"{w}themeFill") is not None or pattern not in ("clear", "nil")
