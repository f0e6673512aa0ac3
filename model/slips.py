"""Slips of the pen in the words: brackets, punctuation, doubled words, numbering; and what mends them."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from model import rules
from model.findings import Finding, NotEvaluated, Passage
from model.leftovers import Place, in_paragraphs
from model.verdicts import clause_at
from model.word_checks import words_finding

if TYPE_CHECKING:
    from model.checks import Look

REMEMBERED = 256
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
    for section in rule.sections:
        text = look.report.texts.get(section, "")
        found: dict[str, list[Place]] = {}
        for place in in_paragraphs(text, partial(_slips, rule)):
            found.setdefault(place[2], []).append(place)
        for kind, places in found.items():
            shown = "、".join(f"“{clause_at(text, start, end)}”" for start, end, _ in places[:FEW])
            more = f"等 {len(places)} 处" if len(places) > FEW else ""
            start, end, _ = places[0]
            passage = Passage(start, end, text[start:end])
            yield words_finding(rule, look.edition, section, kind, f"{NAMES[kind]}：{shown}{more}", passage)


@lru_cache(maxsize=REMEMBERED)
def _slips(rule: rules.WordsSlips, paragraph: str) -> tuple[Place, ...]:
    found = [(*match.span(), "twice") for match in _TWICE.finditer(paragraph)]
    found += [
        (*match.span(), "doubled")
        for match in _DOUBLED.finditer(paragraph)
        if not any(word in match[0] for word in rule.may_double)
    ]
    found += [(*match.span(), "half_width") for match in _HALF_WIDTH.finditer(paragraph)]
    return (*_unpaired(paragraph), *found)


_NUMBER_BEFORE = re.compile(r"(?:^|[。；，、：\s])[\d一二三四五六七八九十]{1,2}$")
"""``1）`` numbers a point and closes nothing."""


def _unpaired(paragraph: str) -> Iterator[Place]:
    """Full-width brackets only: a half-width one may close ``1)``."""
    closing = {close: open_ for open_, close in PAIRS.items()}
    waiting: list[int] = []
    for at, sign in enumerate(paragraph):
        if sign in PAIRS:
            waiting.append(at)
        elif sign in closing:
            if waiting and paragraph[waiting[-1]] == closing[sign]:
                waiting.pop()
            elif not _NUMBER_BEFORE.search(paragraph[:at]):
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
