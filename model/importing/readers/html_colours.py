"""Colours of a web page's tables: letters in the colour of their ground, and what rows and tables hand down to cells.

Both are written into the styles of the elements in the terms that ``html_hidden`` knows.
"""

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from model.importing.readers.colours import WHITE, are_same
from model.importing.readers.css_plain import is_plain, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_INK = re.compile(r"(?:^|[;{\s])color\s*:\s*([^;!}]{1,60})", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;{\s])background(?:-color)?\s*:\s*([^;!}]{1,200})", re.IGNORECASE)
_HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_HANDED_DOWN = re.compile(
    r"(?:^|[;\s])((?:color|text-decoration(?:-line)?|font-size|visibility|opacity)\s*:[^;]{1,100})", re.IGNORECASE
)
_MAY_COUNT = re.compile(r"line-through|(?:^|[;\s])color\s*:|:\s*(?:0|hidden)", re.IGNORECASE)
_LOOKS = ("line-through", "color", "visibility", "opacity", "font-size:0", "font-size: 0")
"""In the style of some element: others say nothing of the kind."""
_BLACK = "000000"
_NAMED = {"white": WHITE, "black": _BLACK, "red": "FF0000", "yellow": "FFFF00", "blue": "0000FF", "gray": "808080"}
_UNSEEN = ";color:transparent"
_MOST_CELLS = 20_000


def styles_of(root: "_Element") -> frozenset[str]:
    """The different styles that elements of the page state themselves."""
    return frozenset(_texts(_questions().styles(root)))


class PageColours:
    """The colours that a page states in attributes, asked for once; blank among them for one that is not known."""

    def __init__(self, root: "_Element") -> None:
        self._root = root

    @cached_property
    def of_fonts(self) -> frozenset[str]:
        """Of ``font`` elements."""
        return frozenset(map(_colour, _questions().colours_of_fonts(self._root)))

    @cached_property
    def of_grounds(self) -> frozenset[str]:
        """Of the grounds of all elements."""
        return frozenset(map(_colour, _questions().grounds(self._root)))


class SheetColours(NamedTuple):
    """The colours that style sheets name, blank among them for one that is not known."""

    inks: frozenset[str]
    grounds: frozenset[str]


def sheet_colours(sheets: str) -> SheetColours:
    """Of letters and grounds, in so many words."""
    return SheetColours(
        frozenset(map(_colour, _INK.findall(sheets)) if "color" in sheets else ()),
        frozenset(map(_colour, _GROUND.findall(sheets)) if "background" in sheets else ()),
    )


def write_colours(root: "_Element", styles: frozenset[str], page: PageColours) -> bool:
    """Once for a page with these ``styles``, before its tables are read; whether any may be another one now."""
    ask = _questions()
    if not all(map(_is_plain_style, styles)):
        for element in ask.styled(root):
            element.set("style", _plain_style(element.get("style") or ""))
        styles = frozenset(map(_plain_style, styles))
    has_looks = any(map(_has_looks, styles))
    for element in ask.tables_and_rows(root) if has_looks else ():
        if _MAY_COUNT.search(element.get("style") or ""):
            _hand_down(element, element.get("style") or "")
    if not has_looks and page.of_fonts <= {"", _BLACK}:
        return False
    grounds = frozenset(
        each for each in page.of_grounds.union(map(_ground, styles)) if each and not are_same(each, WHITE)
    )
    for element in ask.fonts(root):
        colour = element.get("color") or ""
        if _is_like(_colour(colour), grounds | {WHITE}):
            element.set("style", f"color:{colour};{element.get('style') or ''}")
    for element in ask.coloured(root) if grounds else ():
        ink = _ink(element.get("style") or "")
        if _is_like(ink, grounds) and are_same(ink, _ground_of(element)):
            element.set("style", (element.get("style") or "") + _UNSEEN)
    return True


def may_be_unseen(sheets: SheetColours, styles: frozenset[str], page: PageColours) -> bool:
    """Whether letters somewhere may have the colour of their ground by what the style ``sheets`` of the page say of
    either. ``styles`` are those of its elements."""
    inks, grounds = sheets
    if not (inks or grounds):
        return False
    if grounds:
        inks = page.of_fonts.union(inks, map(_ink, styles))
    grounds = page.of_grounds.union(grounds, map(_ground, styles))
    return any(are_same(ink, ground) for ink in inks if ink for ground in grounds)


class _Questions:
    """What is asked of every page at once, compiled."""

    def __init__(self) -> None:
        from lxml import etree

        self.styles = etree.XPath("//*/@style", smart_strings=False)
        self._styled = etree.XPath("//*[@style]")
        self._fonts = etree.XPath("//font[@color]")
        self._colours_of_fonts = etree.XPath("//font/@color", smart_strings=False)
        self._coloured = etree.XPath("//table//*[contains(@style, 'color')]")
        self._grounds = etree.XPath("//*/@bgcolor", smart_strings=False)

    def styled(self, root: "_Element") -> "list[_Element]":
        """The elements with a style of their own."""
        return _elements(self._styled(root))

    def tables_and_rows(self, root: "_Element") -> "list[_Element]":
        """Those with a style, the inner ones first."""
        names = ("tr", "thead", "tbody", "tfoot", "table")
        return [element for name in names for element in root.iter(name) if element.get("style") is not None]

    def colours_of_fonts(self, root: "_Element") -> frozenset[str]:
        """The different colours that ``font`` elements state, as they are written."""
        return frozenset(_texts(self._colours_of_fonts(root)))

    def fonts(self, root: "_Element") -> "list[_Element]":
        """The ``font`` elements with a colour."""
        return _elements(self._fonts(root))

    def coloured(self, root: "_Element") -> "list[_Element]":
        """The elements in tables whose style speaks of a colour."""
        return _elements(self._coloured(root))

    def grounds(self, root: "_Element") -> frozenset[str]:
        """The different colours of grounds that elements state in attributes, as they are written."""
        return frozenset(_texts(self._grounds(root)))


def _elements(found: object) -> "list[_Element]":
    return found if isinstance(found, list) else []


def _texts(found: object) -> list[str]:
    return found if isinstance(found, list) else []


@lru_cache(maxsize=1)
def _questions() -> _Questions:
    return _Questions()


@lru_cache(maxsize=1024)
def _is_like(colour: str, others: frozenset[str]) -> bool:
    return any(are_same(colour, other) for other in others)


def _hand_down(element: "_Element", style: str) -> None:
    """Writes what the cells within have of the element into those that do not say otherwise."""
    parts = [match[1] for match in _HANDED_DOWN.finditer(style)]
    for number, cell in enumerate(element.iterdescendants("td", "th")):
        own = cell.get("style") or ""
        names = {match[1].partition(":")[0].strip().lower() for match in _HANDED_DOWN.finditer(own)}
        more = [part for part in parts if part.partition(":")[0].strip().lower() not in names]
        if more and number < _MOST_CELLS:
            cell.set("style", ";".join((*more, own)))


def _ground_of(element: "_Element") -> str:
    for each in (element, *element.iterancestors()):
        if colour := _ground(each.get("style") or "") or _colour(each.get("bgcolor") or ""):
            return colour
    return WHITE


@lru_cache(maxsize=512)
def _ink(style: str) -> str:
    stated = _INK.findall(style)
    return _colour(stated[-1]) if stated else ""


@lru_cache(maxsize=512)
def _ground(style: str) -> str:
    stated = _GROUND.findall(style)
    return _colour(stated[-1]) if stated else ""


_is_plain_style, _plain_style = lru_cache(maxsize=512)(is_plain), lru_cache(maxsize=512)(plain)
"""Cached: pages repeat few styles."""


@lru_cache(maxsize=512)
def _has_looks(style: str) -> bool:
    written = style.lower()
    return any(look in written for look in _LOOKS)


@lru_cache(maxsize=512)
def _colour(text: str) -> str:
    """Six hexadecimal digits; blank for what is no colour, or none that is known here."""
    text = plain(text)
    if match := _HEX.search(text):
        digits = match[0][1:]
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return _NAMED.get(text.strip().lower(), "")
