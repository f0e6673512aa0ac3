"""Selectors of style sheets: tags, classes, ids, attributes, places among siblings, and how they lie in each other.

``cssselect`` knows more of them, but makes each an XPath that is evaluated on the whole page; here an element of a
table is asked which of the few rules it is under. Selectors that are not known here, such as those for a pointer that
is above an element, select nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPOUND = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[^\[\]]{1,200}\]|:[\w-]+(?:\([^()]{1,100}\))?)*)"
)
_PART = re.compile(r"([.#])([\w-]+)|\[([^\[\]]+)\]|:([\w-]+)(?:\(([^()]+)\))?")
_STEP = re.compile(r"\s*([>+~])\s*|\s+")
_ATTRIBUTE = re.compile(r"""\s*([\w-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))\s*(?:([iI])\s*)?)?""")
_NTH = re.compile(r"\s*(?:([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+))\s*", re.IGNORECASE)
_PLACES = {
    "first-child": ("1", False, False),
    "last-child": ("1", True, False),
    "first-of-type": ("1", False, True),
    "last-of-type": ("1", True, True),
    "nth-child": ("", False, False),
    "nth-last-child": ("", True, False),
    "nth-of-type": ("", False, True),
    "nth-last-of-type": ("", True, True),
}
"""Pseudo-class -> (which child, counted from the end, only those of the same tag); blank for one that says which."""
_MOST_PARTS = 12
MOST_STEPS = 300_000
"""Elements that are looked at for one page; what is beyond is not selected."""


class _Place(NamedTuple):
    """Every ``step``-th sibling from ``begin`` on, counted from 1."""

    step: int
    begin: int
    is_from_end: bool
    is_of_type: bool


class _Attribute(NamedTuple):
    name: str
    how: str
    value: str
    ignores_case: bool

    def is_of(self, element: "_Element") -> bool:
        held = element.get(self.name)
        if held is None or not self.how:
            return held is not None
        value = self.value.lower() if self.ignores_case else self.value
        held = held.lower() if self.ignores_case else held
        if self.how == "=":
            return held == value
        if self.how == "~=":
            return value in held.split()
        if self.how == "|=":
            return held == value or held.startswith(f"{value}-")
        if not value:
            return False
        return {"^=": held.startswith(value), "$=": held.endswith(value), "*=": value in held}[self.how]


class _Budget:
    def __init__(self) -> None:
        self.left = MOST_STEPS

    def spend(self, steps: int = 1) -> bool:
        """``False`` when there is nothing left."""
        self.left -= steps
        return self.left > 0


@dataclass(frozen=True)
class _Compound:
    """What is said of one element; ``combinator`` is how the part before it lies: blank, ``>``, ``+`` or ``~``."""

    combinator: str
    tag: str
    classes: frozenset[str]
    identity: str
    attributes: tuple[_Attribute, ...]
    places: tuple[_Place, ...]

    def is_of(self, element: "_Element", budget: _Budget) -> bool:
        if self.tag not in ("", "*") and element.tag != self.tag:
            return False
        if self.identity and element.get("id") != self.identity:
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        return all(each.is_of(element) for each in self.attributes) and all(
            _is_at(element, place, budget) for place in self.places
        )


@dataclass(frozen=True)
class Selector:
    """``parts`` are its compounds, the outermost first."""

    parts: tuple[_Compound, ...]

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Selectors with a greater one win."""
        return (
            sum(bool(part.identity) for part in self.parts),
            sum(len(part.classes) + len(part.attributes) + len(part.places) for part in self.parts),
            sum(part.tag not in ("", "*") for part in self.parts),
        )

    @property
    def key(self) -> str:
        """By which the elements are found that it may be of: ``#id``, ``.class``, a tag or ``*``."""
        own = self.parts[-1]
        return f"#{own.identity}" if own.identity else f".{min(own.classes)}" if own.classes else own.tag or "*"


def selector_of(written: str) -> Selector | None:
    """``None`` for one that is not known here."""
    parts: list[_Compound] = []
    combinator, at = "", 0
    written = written.strip()
    while at < len(written) and len(parts) < _MOST_PARTS:
        match = _COMPOUND.match(written, at)
        if match is None or match.end() == at or (part := _compound(match, combinator)) is None:
            return None
        parts.append(part)
        at = match.end()
        step = _STEP.match(written, at)
        if step is None:
            return Selector(tuple(parts)) if at == len(written) else None
        combinator, at = step[1] or "", step.end()
    return None


def _compound(match: re.Match[str], combinator: str) -> _Compound | None:
    classes, identity = set(), ""
    attributes: list[_Attribute] = []
    places: list[_Place] = []
    for kind, name, attribute, pseudo, argument in _PART.findall(match["rest"]):
        if kind == ".":
            classes.add(name)
        elif kind == "#":
            identity = name
        elif attribute:
            if (found := _ATTRIBUTE.fullmatch(attribute)) is None:
                return None
            value = next((each for each in found.group(3, 4, 5) if each is not None), "")
            attributes.append(_Attribute(found[1].lower(), found[2] or "", value, found[6] is not None))
        else:
            if (of_pseudo := _places(pseudo.lower(), argument)) is None:
                return None
            places += of_pseudo
    tag = (match["tag"] or "").lower()
    return _Compound(combinator, tag, frozenset(classes), identity, tuple(attributes), tuple(places))


def _places(pseudo: str, argument: str) -> list[_Place] | None:
    if pseudo in ("only-child", "only-of-type"):
        is_of_type = pseudo == "only-of-type"
        return [_Place(0, 1, False, is_of_type), _Place(0, 1, True, is_of_type)]
    if pseudo not in _PLACES:
        return None
    which, is_from_end, is_of_type = _PLACES[pseudo]
    written = {"odd": "2n+1", "even": "2n"}.get(argument.strip().lower(), which or argument)
    match = _NTH.fullmatch(written)
    if match is None:
        return None
    if match[4]:
        step, begin = 0, int(match[4][:6])
    else:
        step = {"": 1, "+": 1, "-": -1}.get(match[1]) or int(match[1][:6])
        begin = int(f"{match[2] or ''}{(match[3] or '0')[:6]}")
    return [_Place(step, begin, is_from_end, is_of_type)]


def _is_at(element: "_Element", place: _Place, budget: _Budget) -> bool:
    number = 1
    for sibling in element.itersiblings(preceding=not place.is_from_end):
        if not budget.spend():
            return False
        if isinstance(sibling.tag, str) and (not place.is_of_type or sibling.tag == element.tag):
            number += 1
    behind = number - place.begin
    return behind == 0 if place.step == 0 else behind % place.step == 0 and behind // place.step >= 0


class Matcher:
    """Asks elements of one page which selectors are for them."""

    def __init__(self) -> None:
        self._budget = _Budget()

    def is_for(self, selector: Selector, element: "_Element") -> bool:
        """Whether the selector selects the element."""
        return self._fits(selector.parts, len(selector.parts) - 1, element)

    def _fits(self, parts: tuple[_Compound, ...], index: int, element: "_Element") -> bool:
        if not self._budget.spend() or not parts[index].is_of(element, self._budget):
            return False
        return index == 0 or any(
            self._fits(parts, index - 1, other) for other in _around(element, parts[index].combinator)
        )


def _around(element: "_Element", combinator: str) -> "Iterator[_Element]":
    """The elements that may be selected by the part before."""
    if combinator == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    elif combinator:
        for sibling in element.itersiblings(preceding=True):
            if isinstance(sibling.tag, str):
                yield sibling
                if combinator == "+":
                    return
    else:
        yield from element.iterancestors()
