"""What breaks the rules about words that were left standing: patterns, years, last year's text, another organ."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from model import rules
from model.claims import BLOT, FULL_YEAR, folded
from model.figures import plain
from model.findings import NO_LAST_YEAR, Finding, NotEvaluated, Passage
from model.verdicts import clause_at, year_less
from model.word_checks import words_finding

if TYPE_CHECKING:
    from model.checks import Look

Said = Iterator[Finding | NotEvaluated]
Span = tuple[int, int]
Place = tuple[int, int, str]
"""Start, end, and what kind of thing."""
REMEMBERED = 256
FEW = 4
"""So many examples are named."""


# ---------------------------------------------------------------- patterns


def in_paragraphs(text: str, look_in: Callable[[str], Iterable[Place]]) -> Iterator[Place]:
    """What ``look_in`` finds in each paragraph, at its place in the text. It remembers, so that a key in one paragraph
    costs that paragraph."""
    start = 0
    for paragraph in text.split("\n"):
        for found in look_in(paragraph):
            yield (start + found[0], start + found[1], *found[2:])
        start += len(paragraph) + 1


@cache
def _pattern(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(marks))


@lru_cache(maxsize=REMEMBERED)
def _found(marks: tuple[str, ...], paragraph: str) -> tuple[Place, ...]:
    return tuple((*match.span(), "") for match in _pattern(marks).finditer(paragraph))


def words_placeholder(rule: rules.WordsPlaceholder, look: "Look") -> Said:
    for section in rule.sections:
        text = look.report.texts.get(section, "")
        places = in_paragraphs(text, partial(_found, rule.marks))
        for number, (start, end, _) in enumerate(places, 1):
            left = text[start:end]
            message = f"“{clause_at(text, start, end)}”里的“{left}”是没有填写完的内容"
            passage = Passage(start, end, left, sentence=_sentence(text, start))
            yield words_finding(rule, look.edition, section, str(number), message, passage)


def _sentence(text: str, at: int) -> str:
    begin = max(text.rfind(sign, 0, at) for sign in "。\n") + 1
    end = min((found for sign in "。\n" if (found := text.find(sign, at)) >= 0), default=len(text))
    return text[begin:end].strip()


# ---------------------------------------------------------------- years


_SENTENCES = re.compile(r"[^。!?！？]+[。!?！？]?")


def words_year(rule: rules.WordsYear, look: "Look") -> Said:
    year = look.report.year
    if year is None:
        return
    for section in rule.sections:
        text = look.report.texts.get(section, "")
        if not text:
            continue
        places = in_paragraphs(text, partial(_stray_years, rule, year))
        for number, (start, end, why) in enumerate(places, 1):
            found = text[start:end]
            instead = str(year + 1 if why == "stale_plan" else year)
            message = (
                f"“{clause_at(text, start, end)}”：计划里写的是本年度 {found} 年，似未更新"
                if why == "stale_plan"
                else f"“{clause_at(text, start, end)}”：出现了 {found} 年，本报告是 {year} 年度的，请核对"
            )
            if look.report.reasons and _kept(section, text, start, end) in look.report.reasons:
                continue
            passage = Passage(start, end, found, instead, _kept(section, text, start, end), _sentence(text, start))
            yield words_finding(rule, look.edition, section, str(number), message, passage)


def _kept(section: str, text: str, start: int, end: int) -> str:
    return f"unrelated.{section}.{text[max(0, start - 8) : end + 8]}"


@lru_cache(maxsize=REMEMBERED)
def _stray_years(rule: rules.WordsYear, year: int, paragraph: str) -> tuple[Place, ...]:
    """(start, end, why) of each year that does not belong into a report of ``year``."""
    words = folded(paragraph)
    if not FULL_YEAR.search(words):
        return ()
    found: list[Place] = []
    planned = False
    for sentence in _SENTENCES.finditer(words):
        planned = planned or any(word in sentence[0] for word in rule.plans)
        found += _years_of(rule, sentence, year, planned)
    return tuple(found)


def _years_of(
    rule: rules.WordsYear, sentence: re.Match[str], year: int, planned: bool
) -> Iterator[tuple[int, int, str]]:
    words = sentence[0]
    for match in FULL_YEAR.finditer(words):
        named = int(match[1])
        before, behind = words[max(0, match.start() - 12) : match.start()], words[match.end() : match.end() + 14]
        place = sentence.start() + match.start(), sentence.start() + match.end(1)
        if named != year and _OWN_REPORT.match(behind) and _PUBLISHES.search(words):
            yield (*place, "other")
            continue
        if _rightly(rule, before, behind):
            continue
        plan_here = any(word in words[: match.start()] for word in rule.plans)
        if named == year:
            clause = re.split("[,，;；:：]", words[match.end() :], maxsplit=1)[0]
            if plan_here and re.match("将|要|继续|我", behind) and not re.search("完成|以来|中存在|实现了", clause):
                yield (*place, "stale_plan")
        elif named == year + 1:
            told = _begins(words, match) or _TELLS.match(behind) or _opens(words, match)
            if told and not planned and not _AHEAD.search(words):
                yield (*place, "other")
        elif named == year - 1:
            opens = _opens(words, match) and not _LOOKS_BACK.match(behind)
            if not any(word in words for word in rule.compared) and (
                opens or _begins(words, match) or _TELLS.match(behind)
            ):
                yield (*place, "other")
        elif _begins(words, match) and not any(word in words for word in rule.compared):
            yield (*place, "other")


def _rightly(rule: rules.WordsYear, before: str, behind: str) -> bool:
    """The year of a document, a budget, a beginning: another one by right."""
    if re.search(r"[-—~至到]\s*$", before) or re.match(r"度?\s*[-—~至]\s*(?:19|20)\d\d", behind) or BLOT in behind[:1]:
        return True
    if any(re.match(word, behind) for word in rule.works):
        return True
    return any(
        re.search(f"{word}[^,，;；]{{0,4}}$", before) or re.match(f"[^,，;；]{{0,8}}{word}", behind)
        for word in rule.past
    )


_AHEAD = re.compile("将|计划|拟|下一年|下年|新一年|转")
_TELLS = re.compile(r"度?(?:共|全年|累计|收到|受理|新收|主动公开|发布|制发|办结|未|没有)")
_LOOKS_BACK = re.compile(r"度?(?:有|的|存在|提出|反映|曾|因|未)")
_OWN_REPORT = re.compile(r"度?政府信息公开(?:工作)?(?:年度)?(?:报告|年报)")
_PUBLISHES = re.compile(r"现公布|现将|现予|特编制|特制|本报告|如下|^[^,，。]{0,40}公布的?是")


def _opens(words: str, match: re.Match[str]) -> bool:
    head = words[: match.start()].rstrip()
    return not head or head[-1] in ",，;；:：、" or head[-1] == BLOT


def _begins(words: str, match: re.Match[str]) -> bool:
    """A year is left over where it opens what is told: ``2022年，我局共…``."""
    return _opens(words, match) and re.match(r"度?[,，]|(?:度|全年|我|本|共|全)", words[match.end() :]) is not None


# ---------------------------------------------------------------- last year's words


def words_same(rule: rules.WordsSame, look: "Look") -> Said:
    last = look.last_year
    if last is None:
        yield NotEvaluated(rule.id, rule.says, NO_LAST_YEAR)
        return
    for section in rule.sections:
        text, old = look.report.texts.get(section, ""), last.texts.get(section, "")
        if not text or not old:
            continue
        same = _same_paragraphs(text, old, rule.least)
        if same:
            passage = Passage(*same[0], text[slice(*same[0])])
            shown = "；".join(f"“{text[start : min(start + 16, end)]}…”" for start, end in same[:FEW])
            more = f"等 {len(same)} 段" if len(same) > 1 else ""
            message = f"{shown}{more}与上年年报一字不差（年份除外），请按本年情况改写"
            yield words_finding(rule, look.edition, section, "", message, passage)
        numbers = [span for span in _same_numbers(text, old, rule.from_) if not _speaks_of_cells(look, section, span)]
        if numbers:
            passage = Passage(*numbers[0], text[slice(*numbers[0])])
            shown = "、".join(dict.fromkeys(text[start:end] for start, end in numbers[:FEW]))
            more = f" 等 {len(numbers)} 个数" if len(numbers) > FEW else ""
            message = f"{shown}{more}与上年年报的同一处相同，请核实是否已更新"
            yield words_finding(rule, look.edition, section, "numbers", message, passage, severity="hint")


def _speaks_of_cells(look: "Look", section: str, span: Span) -> bool:
    """The number is held against this year's table already."""
    said = look.words.said.get(section)
    return said is not None and span[0] in said.starts


@lru_cache(maxsize=REMEMBERED)
def _bare(paragraph: str) -> str:
    return plain(year_less(paragraph))


@lru_cache(maxsize=16)
def _paragraphs_of(old: str) -> frozenset[str]:
    return frozenset(_bare(paragraph) for paragraph in old.split("\n"))


def _same_paragraphs(text: str, old: str, least: int) -> tuple[Span, ...]:
    before = _paragraphs_of(old)

    def same(paragraph: str) -> tuple[Place, ...]:
        return ((0, len(paragraph), ""),) if len(paragraph) >= least and _bare(paragraph) in before else ()

    return tuple((start, end) for start, end, _ in in_paragraphs(text, same))


_COUNT = re.compile(r"(?<![\d.A-Za-z])\d+(?:[,，]\d{3})*(?:\.\d+)?(?![\d.])(?!\s*[年月日号%％])")
_AROUND = 5


@lru_cache(maxsize=REMEMBERED)
def _counts(paragraph: str) -> tuple[Place, ...]:
    """(start, end, the number between the words of its clause) of each number."""
    words = year_less(folded(paragraph))
    return tuple((*match.span(), _context(words, match)) for match in _COUNT.finditer(words))


def _context(words: str, match: re.Match[str]) -> str:
    before = re.split("[,，;；。:：]", words[max(0, match.start() - _AROUND) : match.start()])[-1]
    behind = re.split("[,，;；。:：]", words[match.end() : match.end() + _AROUND])[0]
    return f"{before}{match[0]}{behind}"


@lru_cache(maxsize=16)
def _contexts_of(old: str) -> frozenset[str]:
    return frozenset(context for _, _, context in in_paragraphs(old, _counts))


def _same_numbers(text: str, old: str, from_: int) -> tuple[Span, ...]:
    """Numbers that stand between the same words as last year."""
    before = _contexts_of(old)
    return tuple(
        (start, end)
        for start, end, context in in_paragraphs(text, _counts)
        if context in before and float(re.sub("[,，]", "", text[start:end].translate(_DIGITS))) >= from_
    )


_DIGITS = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)} | {0xFF0E: "."}


# ---------------------------------------------------------------- another organ

_ORGAN = (
    r"[\u4e00-\u9fff]{2,18}?(?:人民政府办公[室厅]|人民政府|街道办事处|办事处|委员会|管理局|监督局|税务局|公安局|财政局|教育局|"
    r"民政局|司法局|审计局|统计局|档案局|[\u4e00-\u9fff]{2}局|办公室|办公厅|管委会)"
)
_OWN_WORDS = (
    "本机关",
    "本单位",
    "我",
    "本局",
    "本办",
    "本委",
    "本厅",
    "本镇",
    "本街",
    "该",
    "各",
    "有关",
    "相关",
    "上级",
    "其他",
    "国务院",
)
_PUBLISHED = re.compile(rf"(?:公布|发布|编制|是|为|▒)({_ORGAN})(?=(?:19|20)\d\d\s*年)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|旗|州|盟|镇|乡|街道)")


def words_other_organ(rule: rules.WordsOtherOrgan, look: "Look") -> Said:
    organ = look.report.organ
    if not organ:
        return
    for section in rule.sections:
        text = look.report.texts.get(section, "")
        places = in_paragraphs(text, partial(_other_organs, rule, organ))
        for number, (start, end, _) in enumerate(places, 1):
            other = text[start:end]
            message = f"“{clause_at(text, start, end)}”说的是“{other}”，本报告的机关是“{organ}”，请核对"
            key = _kept(section, text, start, end)
            if look.report.reasons and key in look.report.reasons:
                continue
            passage = Passage(start, end, other, organ, key, _sentence(text, start))
            yield words_finding(rule, look.edition, section, str(number), message, passage)


@cache
def _subject(deeds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[。;；])|(?<=年[,，])|(?<=年度[,，]))({_ORGAN})(?={'|'.join(map(re.escape, deeds))})")


@lru_cache(maxsize=REMEMBERED)
def _other_organs(rule: rules.WordsOtherOrgan, organ: str, paragraph: str) -> tuple[Place, ...]:
    found: dict[Place, None] = {}
    own = plain(organ)
    for pattern in (_PUBLISHED, _subject(rule.deeds)):
        for match in pattern.finditer(paragraph):
            if _is_other(match[1], own):
                found[(*match.span(1), "")] = None
    return tuple(found)


def _is_other(name: str, own: str) -> bool:
    """Names a place that the organ's own name does not, or is another organ of the same place."""
    if name in own or own in name or name.startswith(_OWN_WORDS):
        return False
    place = _PLACE.match(name)
    if place is None:
        return False
    return place[0] not in own or name[place.end() :] not in own
