"""Style sheets of a web page, as far as they hide, strike out or raise what stands in a table.

Only rules within the page are known. Outside of tables nothing is hidden: scripts show there what a style sheet hides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from model.importing.notes import apart
from model.importing.readers.css_plain import plain
from model.importing.readers.css_selectors import Matcher, Selector, selector_of
from model.importing.readers.html_colours import PageColours, may_be_unseen, sheet_colours
from model.importing.readers.html_hidden import MATTERS

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CHARACTERS = 400_000
"""Of style sheets; a page that a word processor saved has a tenth of that."""
_MOST_RULES = 2000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
"""A comment that nothing closes reaches to the end, as in a browser."""
_BRACES = re.compile(r"[{}]")
_PROPERTIES = frozenset(
    re.split(
        " ",
        "display visibility font-size opacity text-decoration text-decoration-line vertical-align content-visibility "
        "left top right bottom text-indent margin-left clip clip-path transform color overflow overflow-x overflow-y "
        "width height max-width max-height unicode-bidi direction background background-color background-image "
        "position mso-text-raise filter zoom letter-spacing -webkit-text-fill-color",
    )
)
_GROUNDS = frozenset(("background", "background-color", "background-image"))
_TOGETHER = (
    (frozenset(("color",)), _GROUNDS),
    (frozenset(("width", "height")), frozenset(("overflow",))),
    (frozenset(("position",)), frozenset(("top", "bottom"))),
)
"""What one property of these does depends on the others."""
_NARROWEST = re.compile(r"max-(?:device-)?width\s*:\s*(\d{1,6}(?:\.\d{1,4})?)\s*px")
_SCREEN = 1200
"""Pixels. Rules for narrower windows are for telephones."""
_GENERATED = re.compile(r"(?:^|[;\s])content\s*:\s*([^;]{1,200})", re.IGNORECASE)
_PSEUDO = re.compile(r"(.*?)::?(?:before|after)\s*", re.DOTALL | re.IGNORECASE)
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'|attr\(\s*([\w-]+)\s*\)")
_APART = re.compile(r"line-through|super|sub\b", re.IGNORECASE)


class _Rule(NamedTuple):
    weight: tuple[int, int, int, int]
    selector: Selector
    style: dict[str, str]
    important: frozenset[str]


class _Sheet:
    """What the style sheets of a page say, whatever stands in it."""

    def __init__(self, written: str) -> None:
        self.text = plain(written)
        self.colours = sheet_colours(self.text)
        self.matters = _matters(self.text)

    @cached_property
    def rules(self) -> list[_Rule]:
        """As :func:`_rules` gives them."""
        return list(_rules(self.text))

    @cached_property
    def mattering(self) -> frozenset[str]:
        """The properties that hide something somewhere: most sheets set font sizes everywhere, and few one of 0."""
        return frozenset(
            name for rule in self.rules for name, value in rule.style.items() if _matters(f"{name}:{value}")
        )


_sheet = lru_cache(maxsize=8)(_Sheet)
"""Cached: the pages of a site, and what one program saves, have the same sheets."""


def apply_style_sheets(root: "_Element", styles: frozenset[str], page: PageColours) -> bool:
    """Writes what the page's style sheets say into the ``style`` of the elements in tables, before their own; and
    figures that they add to the texts of cells, apart from those. ``styles`` are those of all elements; whether any may
    be another one now."""
    sheet = _sheet("\n".join(_COMMENT.sub("", str(each.text or "")) for each in root.iter("style"))[:MOST_CHARACTERS])
    if "content" in sheet.text and ("before" in sheet.text or "after" in sheet.text):
        _add_generated(root, sheet.text)
    have_same_colours = may_be_unseen(sheet.colours, styles, page)
    if not (have_same_colours or sheet.matters):
        return False
    rules = sheet.rules
    mattering = set(sheet.mattering)
    if have_same_colours:
        mattering |= {"color"}
    for one, other in _TOGETHER:
        if not mattering.isdisjoint(one):
            mattering |= other
    by_key: dict[str, list[_Rule]] = {}
    for rule in rules:
        if mattering & rule.style.keys():
            by_key.setdefault(rule.selector.key, []).append(rule)
    matcher = Matcher()
    around: set[_Element] = set()
    for table in root.iter("table") if by_key else ():
        if not mattering.isdisjoint(_GROUNDS):
            for element in (table, *table.iterancestors()):
                if element not in around:
                    around.add(element)
                    _apply(by_key, matcher, element, mattering & _GROUNDS)
        for element in table.iterdescendants():
            if isinstance(element.tag, str):
                _apply(by_key, matcher, element, mattering)
    return bool(by_key)


def _apply(by_key: Mapping[str, Sequence[_Rule]], matcher: Matcher, element: "_Element", names: Set[str]) -> None:
    rules = [rule for key in _keys(element) for rule in by_key.get(key, ()) if matcher.is_for(rule.selector, element)]
    if rules:
        own = element.get("style") or ""
        rules.sort(key=lambda rule: rule.weight)
        style = {name: value for rule in rules for name, value in rule.style.items()}
        forced = {name: rule.style[name] for rule in rules for name in rule.important}
        if forced:
            own = ";".join(each for each in own.split(";") if each.partition(":")[0].strip().lower() not in forced)
        stated = {name for name, *_ in _declarations(own)}
        of_sheet = (f"{name}:{value}" for name, value in (style | forced).items() if name in names - stated)
        element.set("style", ";".join((*of_sheet, own)))


def _keys(element: "_Element") -> tuple[str, ...]:
    classes = (f".{name}" for name in (element.get("class") or "").split())
    return (str(element.tag), "*", *classes, f"#{element.get('id')}")


def _matters(text: str) -> bool:
    return bool(MATTERS.search(text) or _APART.search(text))


def _add_generated(root: "_Element", text: str) -> None:
    """Figures that the page shows before or after a text in a cell."""
    by_key: dict[str, list[tuple[Selector, str]]] = {}
    for head, piece in _blocks(text):
        generated = _GENERATED.search(piece)
        for written in head.split(",") if generated else ():
            pseudo = _PSEUDO.fullmatch(written.strip())
            found = selector_of(pseudo[1] or "*") if pseudo else None
            if found and generated and _STRING.search(generated[1]):
                by_key.setdefault(found.key, []).append((found, generated[1]))
    matcher = Matcher()
    for cell in root.iter("td", "th") if by_key else ():
        for element in [cell, *cell.iterdescendants()]:
            for key in _keys(element) if isinstance(element.tag, str) else ():
                for selector, content in by_key.get(key, ()):
                    parts = (one or other or element.get(name) or "" for one, other, name in _STRING.findall(content))
                    added = "".join(parts)
                    if any(map(str.isdigit, added)) and matcher.is_for(selector, element):
                        held = element.makeelement("span", {})
                        held.text = apart("样式所加", added)
                        element.append(held)


def _rules(text: str) -> Iterator[_Rule]:
    """The rules for the screen that set any property that matters here."""
    number = 0
    for head, piece in _blocks(text):
        declared = list(_declarations(piece))
        style = {name: value for name, value, _ in declared}
        important = frozenset(name for name, _, is_important in declared if is_important)
        for selector in head.split(",") if style else ():
            number += 1
            found = selector_of(selector) if number <= _MOST_RULES else None
            if found:
                yield _Rule((*found.specificity, number), found, style, important)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and the declarations of each rule for the screen."""
    begin = depth = 0
    heads: list[str] = []
    for brace in _BRACES.finditer(text):
        piece = text[begin : brace.start()].strip()
        begin = brace.end()
        if brace[0] == "{":
            heads.append(piece.rpartition(";")[2].strip())
            depth += 1
            continue
        head = heads.pop() if heads else ""
        if head.startswith("@") or not head or any(_is_not_for_screen(each) for each in heads):
            continue
        yield head, piece


def _is_not_for_screen(head: str) -> bool:
    """Whether the rules under this head are for other places than a computer's light screen."""
    if not head.startswith("@"):
        return False
    narrow = _NARROWEST.search(head)
    return (
        ("print" in head and "screen" not in head)
        or "prefers-color-scheme" in head
        or (narrow is not None and float(narrow[1]) < _SCREEN)
    )


def _declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    """Name, value and whether it is ``!important``."""
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in _PROPERTIES:
            value = value.strip().lower()
            yield name.strip().lower(), value.replace("!important", "").strip(), value.endswith("!important")
