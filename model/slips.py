"""Slips of the pen in the words: brackets, punctuation, doubled words, numbering; and what mends them."""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from model import rules
from model.findings import Finding, NotEvaluated, Passage
from model.leftovers import Place
from model.verdicts import clause_at
from model.word_checks import words_finding

if TYPE_CHECKING:
    from model.checks import Look

FEW = 3
PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN = "一-鿿"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}”》）])[,;:?!](?=[{_HAN}“《（]|$)")
_TWICE = re.compile(r"[，。；、：]{2,}")
_DOUBLED = re.compile(rf"([{_HAN}]{{2,5}})\1|(的的|了了|在在|和和|是是|及及|将将|对对|为为)")
NAMES = {
    "brackets": "括号或引号不成对",
    "twice": "标点重复",
    "doubled": "词语重复",
    "half_width": "中文里用了半角标点",
}


def words_slips(rule: rules.WordsSlips, look: "Look") -> Iterator[Finding | NotEvaluated]:
    """One finding for each kind of slip in a section."""
    for section, paragraphs in look.sections(rule):
        text = paragraphs.text
        found: dict[str, list[tuple[int, Place]]] = {}
        for each in paragraphs.found(_look_for_slips(rule)):
            found.setdefault(each[1].kind, []).append(each)
        for kind, places in found.items():
            shown = "、".join(f"“{each.clause}”" for _, each in places[:FEW])
            more = f"等 {len(places)} 处" if len(places) > FEW else ""
            offset, first = places[0]
            start, end = offset + first.start, offset + first.end
            passage = Passage(start, end, text[start:end])
            yield words_finding(rule, look.edition, section, kind, f"{NAMES[kind]}：{shown}{more}", passage)


@cache
def _look_for_slips(rule: rules.WordsSlips) -> Callable[[str], tuple[Place, ...]]:
    return partial(_slips, rule)


def _slips(rule: rules.WordsSlips, paragraph: str) -> tuple[Place, ...]:
    found = [*_unpaired(paragraph)]
    found += [(*match.span(), "twice") for match in _TWICE.finditer(paragraph)]
    found += [
        (*match.span(), "doubled")
        for match in _DOUBLED.finditer(paragraph)
        if not any(word in match[0] for word in rule.may_double)
    ]
    found += [(*match.span(), "half_width") for match in _HALF_WIDTH.finditer(paragraph)]
    return tuple(Place(*each, clause_at(paragraph, each[0], each[1])) for each in found)


_NUMBER_BEFORE = re.compile(r"(?:^|[。；，、：\s])[\d一二三四五六七八九十]{1,2}$")
"""``1）`` numbers a point and closes nothing."""


_SIGNS = re.compile(f"[{''.join(PAIRS)}{''.join(PAIRS.values())}]")
_CLOSING = {close: open_ for open_, close in PAIRS.items()}


def _unpaired(paragraph: str) -> Iterator[tuple[int, int, str]]:
    """Full-width brackets only: a half-width one may close ``1)``."""
    waiting: list[int] = []
    for match in _SIGNS.finditer(paragraph):
        at, sign = match.start(), match[0]
        if sign in PAIRS:
            waiting.append(at)
        elif waiting and paragraph[waiting[-1]] == _CLOSING[sign]:
            waiting.pop()
        elif not _NUMBER_BEFORE.search(paragraph, 0, at):
            yield (at, at + 1, "brackets")
    for at in waiting:
        yield (at, at + 1, "brackets")


# ---------------------------------------------------------------- mending


def full_width(text: str) -> str:
    """Half-width punctuation between Chinese words made full-width."""
    return _HALF_WIDTH.sub(lambda match: _HALF[match[0]], text)


_NUMBERED = re.compile(r"^(\s*[（(]?)([一二三四五六七八九十]{1,3})([）)]|、)")
_NUMERALS = "一二三四五六七八九十"


def renumbered(text: str) -> str:
    """``（一）…（三）…（三）`` made ``（一）…（二）…（三）``; text whose numerals are in order is given back."""
    lines = text.split("\n")
    style: str | None = None
    count = found = 0
    for index, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match is None:
            continue
        this = f"{match[1].strip()}{match[3]}".replace("(", "（").replace(")", "）")
        if style is None:
            style = this
        if this != style:
            continue
        first = match[2] == _NUMERALS[0] and count > 1  # another list begins
        count = 1 if first else count + 1
        found += 1
        if count > len(_NUMERALS):
            return text
        lines[index] = f"{match[1]}{_NUMERALS[count - 1]}{match[3]}{line[match.end() :]}"
    return "\n".join(lines) if found > 1 else text
