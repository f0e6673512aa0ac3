"""Style sheets of a web page, as far as they hide, strike out or raise what stands in a table.

Only rules within the page are known. Outside of tables nothing is hidden: scripts show there what a style sheet hides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from model.importing.readers.css_selectors import Matcher, Selector, selector_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CHARACTERS = 400_000
"""Of style sheets; a page that a word processor saved has a tenth of that."""
_MOST_RULES = 2000
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
"""A comment that nothing closes reaches to the end, as in a browser."""
_BRACES = re.compile(r"[{}]")
_PROPERTIES = frozenset(
    ("display", "visibility", "font-size", "opacity", "text-decoration", "text-decoration-line", "vertical-align")
)
_MATTERS = re.compile(r"none|hidden|collapse|line-through|super|sub\b|font-size\s*:\s*0|opacity\s*:\s*0", re.IGNORECASE)


class _Rule(NamedTuple):
    weight: tuple[int, int, int, int]
    selector: Selector
    style: dict[str, str]


def apply_style_sheets(root: "_Element") -> None:
    """Writes what the page's style sheets say into the ``style`` of the elements in tables, before their own."""
    text = "\n".join(_COMMENT.sub("", str(each.text or "")) for each in root.iter("style"))[:MOST_CHARACTERS]
    if not _MATTERS.search(text):
        return
    rules = list(_rules(text))
    # most sheets set font sizes everywhere, and very few set one of 0
    mattering = {name for rule in rules for name, value in rule.style.items() if _MATTERS.search(f"{name}:{value}")}
    by_key: dict[str, list[_Rule]] = {}
    for rule in rules:
        if mattering & rule.style.keys():
            by_key.setdefault(rule.selector.key, []).append(rule)
    matcher = Matcher()
    for table in root.iter("table") if by_key else ():
        for element in table.iterdescendants():
            if isinstance(element.tag, str):
                _apply(by_key, matcher, element, mattering)


def _apply(by_key: Mapping[str, Sequence[_Rule]], matcher: Matcher, element: "_Element", names: Set[str]) -> None:
    keys = (element.tag, "*", *(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id')}")
    rules = [rule for key in keys for rule in by_key.get(str(key), ()) if matcher.is_for(rule.selector, element)]
    if rules:
        own = element.get("style") or ""
        stated = {name for name, _ in _declarations(own)}
        style = {
            name: value for rule in sorted(rules, key=lambda rule: rule.weight) for name, value in rule.style.items()
        }
        of_sheet = (f"{name}:{value}" for name, value in style.items() if name in names - stated)
        element.set("style", ";".join((*of_sheet, own)))


def _rules(text: str) -> Iterator[_Rule]:
    """The rules for the screen that set any property that matters here."""
    begin = depth = number = 0
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
        style = dict(_declarations(piece))
        for selector in head.split(",") if style else ():
            number += 1
            found = selector_of(selector) if number <= _MOST_RULES else None
            if found:
                yield _Rule((*found.specificity, number), found, style)


def _is_not_for_screen(head: str) -> bool:
    return head.startswith("@") and "print" in head and "screen" not in head


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in _PROPERTIES:
            yield name.strip().lower(), value.replace("!important", "").strip().lower()
