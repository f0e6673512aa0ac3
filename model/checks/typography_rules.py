"""Typography checks of the text (brackets, punctuation, doubled words), and the functions that correct it."""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from model.checks.claim_rules import text_finding
from model.checks.findings import Finding, NotEvaluated, Passage
from model.checks.placed_claims import clause_at
from model.checks.stale_text_rules import Span
from model.form import rule_kinds
from model.form.tables_in_text import cells_of
from model.narrative.paragraphs import BLOT, LONGEST_SENTENCE

if TYPE_CHECKING:
    from model.checks.context import CheckContext

FEW = 3
PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN = "一-鿿"
_BESIDE = rf"{_HAN}，。；：、？！“”《》（）〔〕【】％"
"""A half-width sign next to one of these is in Chinese text; the signs in 1,204 and 1:2 are not."""
_HALF_WIDTH = re.compile(rf"(?<=[{_BESIDE}%])[,;:?!]|[,;:?!](?=[{_BESIDE}])")
_HALF_BRACKETS = {"(": "（", ")": "）"}
_MASKED = re.compile(rf"(?<!{BLOT}){BLOT}{{{LONGEST_SENTENCE + 1},}}+")
_TWICE = re.compile(r"[，。；、：]{2,}")
_DOUBLED = re.compile(rf"(?!一(?!是)[{_HAN}]一)([{_HAN}]{{2,5}})\1|(的的|了了|在在|和和|是是|及及|将将|对对|为为)")
"""A word or a particle twice; 一步一步, 一项一项 are as they should be."""
HALF_WIDTH = "half_width"
NAMES = {
    "brackets": "括号或引号不成对",
    "twice": "标点重复",
    "doubled": "词语重复",
    HALF_WIDTH: "中文里用了半角标点",
    "overlong": f"一句话超过 {LONGEST_SENTENCE} 字，其中的数字和标点没有核对，请断句",
}


def check_words_typography(rule: rule_kinds.WordsSlips, context: "CheckContext") -> Iterator[Finding | NotEvaluated]:
    """Typography errors: one finding per kind and section, about the first place; half-width signs, which one habit
    brings into all sections, give one finding for the report."""
    half_width_told = False
    for section, paragraphs in context.sections(rule):
        text = paragraphs.text
        for kind in NAMES:
            if kind == HALF_WIDTH and half_width_told:
                continue
            places = paragraphs.found(_typography_search(rule, kind))
            if not places:
                continue
            half_width_told = half_width_told or kind == HALF_WIDTH
            shown = "、".join(f"“{clause_at(text, by + start, by + end)}”" for by, (start, end) in places[:FEW])
            more = f"等 {len(places)} 处" if len(places) > FEW else ""
            by, (start, end) = places[0]
            passage = Passage(by + start, by + end, text[by + start : by + end])
            yield text_finding(rule, context.edition, section, kind, f"{NAMES[kind]}：{shown}{more}", passage)


@cache
def _typography_search(rule: rule_kinds.WordsSlips, kind: str) -> Callable[[str], tuple[Span, ...]]:
    if kind == "brackets":
        return _unpaired
    if kind == HALF_WIDTH:
        return _half_width
    if kind == "overlong":
        return _masked
    return partial(_doubled, rule.may_double, rule.may_meet) if kind == "doubled" else _twice


def _masked(paragraph: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _MASKED.finditer(paragraph))


def _twice(paragraph: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _TWICE.finditer(paragraph))


def _half_width(paragraph: str) -> tuple[Span, ...]:
    """Each half-width sign that should be full-width; an unpaired bracket as in ``1)`` is left alone."""
    signs = {match.start() for match in _HALF_WIDTH.finditer(paragraph)}
    opened: list[int] = []
    for match in _BRACKETS.finditer(paragraph):
        at = match.start()
        if match[0] in "(（":
            opened.append(at)
        elif opened:
            pair = (opened.pop(), at)
            if any(_is_chinese(paragraph, each) for each in pair):
                signs |= {each for each in pair if paragraph[each] in _HALF_BRACKETS}
    return tuple((at, at + 1) for at in sorted(signs))


_BRACKETS = re.compile("[()（）]")
_CHINESE = re.compile(f"[{_BESIDE}]")


def _is_chinese(paragraph: str, at: int) -> bool:
    """Whether the character at ``at`` or a neighbour of it is Chinese."""
    return _CHINESE.search(paragraph, max(at - 1, 0), at + 2) is not None


def _doubled(may_double: tuple[str, ...], may_meet: tuple[str, ...], paragraph: str) -> tuple[Span, ...]:
    return tuple(
        match.span()
        for match in _DOUBLED.finditer(paragraph)
        if not any(word in match[0] for word in may_double) and not _meets(may_meet, paragraph, match)
    )


_LONGEST_MEETING = 8
"""Characters on both sides of a doubled word in which a phrase of ``may_meet`` is looked for."""


def _meets(may_meet: tuple[str, ...], paragraph: str, doubled: re.Match[str]) -> bool:
    around = paragraph[max(0, doubled.start() - _LONGEST_MEETING) : doubled.end() + _LONGEST_MEETING]
    return any(phrase in around and doubled[0] in phrase for phrase in may_meet)


_NUMBER_BEFORE = re.compile(r"(?<![^。；，、：\s])[\d一二三四五六七八九十]{1,2}$")
"""``1）`` numbers a list item; its bracket has no opening partner."""


_SIGNS = re.compile(f"[{''.join(PAIRS)}{''.join(PAIRS.values())}]")
_CLOSING = {close: open_ for open_, close in PAIRS.items()}


def _unpaired(paragraph: str) -> tuple[Span, ...]:
    """Unpaired full-width brackets; half-width ones are skipped, as they occur in ``1)``."""
    waiting: list[int] = []
    alone: list[int] = []
    for match in _SIGNS.finditer(paragraph):
        at, sign = match.start(), match[0]
        if sign in PAIRS:
            waiting.append(at)
        elif waiting and paragraph[waiting[-1]] == _CLOSING[sign]:
            waiting.pop()
        elif not _NUMBER_BEFORE.search(paragraph, max(0, at - 2), at):
            alone.append(at)
    return tuple((at, at + 1) for at in (*alone, *waiting))


def is_about_half_width(finding: Finding) -> bool:
    """Whether the finding is the report's one about half-width signs, which :func:`full_width` mends."""
    return finding.rule.endswith(f".{HALF_WIDTH}")


def full_width(text: str) -> str:
    """``text`` with the half-width signs that :func:`check_words_typography` reports made full-width."""
    return "\n".join(line if cells_of(line) else _widened(line) for line in text.split("\n"))


def _widened(paragraph: str) -> str:
    signs = list(paragraph)
    for at, _ in _half_width(paragraph):
        signs[at] = (_HALF | _HALF_BRACKETS)[signs[at]]
    return "".join(signs)


_NUMBERED = re.compile(r"^(\s*[（(]?)([一二三四五六七八九十]{1,3})([）)]|、)")
_NUMERALS = "一二三四五六七八九十"


def renumbered(text: str) -> str:
    """Renumbers a list (``（一）…（三）…（三）`` becomes ``（一）…（二）…（三）``); correct text is returned
    unchanged."""
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
