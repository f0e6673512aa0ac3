"""Checks for stale text: placeholders, wrong years, text copied from the prior year, another organ's name."""

import re
from collections.abc import Callable, Iterator, Set
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from model.checks.claim_rules import text_finding
from model.checks.findings import Finding, NotEvaluated, Passage, listing
from model.checks.placed_claims import NEAR, clause_at, without_years
from model.form import rule_kinds
from model.form.figures import plain
from model.form.tables_in_text import masked
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import FULL_YEAR, folded, folded_sentences
from model.narrative.paragraphs import BLOT, HELD, Paragraphs
from model.report.dismissed_places import dismissal_key_of

if TYPE_CHECKING:
    from model.checks.context import CheckContext

RuleOutput = Iterator[Finding | NotEvaluated]
Span = tuple[int, int]
MOST_SEARCHES = 64
"""Cache size for search functions, each specific to a year, organ or prior-year text."""
FEW = 4
"""Most examples listed in one message."""


class StaleText(NamedTuple):
    """A stale passage in a paragraph; ``kind`` tells why a year is wrong and is empty otherwise."""

    start: int
    end: int
    kind: str
    clause: str
    sentence: str = ""


def stale_text_at(paragraph: str, start: int, end: int, kind: str = "") -> StaleText:
    """The passage with its clause and sentence; positions are within the paragraph."""
    return StaleText(start, end, kind, clause_at(paragraph, start, end), _sentence(paragraph, start))


@cache
def _placeholder_search(marks: tuple[str, ...]) -> Callable[[str], tuple[StaleText, ...]]:
    return partial(_placeholders, re.compile("|".join(marks)))


def _placeholders(pattern: re.Pattern[str], paragraph: str) -> tuple[StaleText, ...]:
    return tuple(stale_text_at(paragraph, *match.span()) for match in pattern.finditer(paragraph))


def check_words_placeholder(rule: rule_kinds.WordsPlaceholder, context: "CheckContext") -> RuleOutput:
    """Unfilled placeholders, and prompts printed on the blank form."""
    for section, paragraphs in context.sections(rule):
        text = paragraphs.text
        for number, (offset, each) in enumerate(paragraphs.found(_placeholder_search(rule.marks)), 1):
            start, end = offset + each.start, offset + each.end
            left = text[start:end]
            message = f"“{each.clause}”里的“{left}”是没有填写完的内容"
            passage = Passage(start, end, left, sentence=each.sentence)
            yield text_finding(rule, context.edition, section, str(number), message, passage)
        yield from _prompts(rule, context, section, text)


def _prompts(rule: rule_kinds.WordsPlaceholder, context: "CheckContext", section: str, text: str) -> RuleOutput:
    prompts = context.edition.prompts if context.edition.prompt_word in text else None
    matches = prompts.finditer(text) if prompts else ()
    for number, match in enumerate(matches, 1):
        message = f"“{match[0].strip()}”是空白表上的提示，不是内容，导出时不会写进去"
        passage = Passage(*match.span(), match[0], sentence=_sentence(text, match.start()))
        yield text_finding(rule, context.edition, section, f"prompt.{number}", message, passage)


def _sentence(text: str, at: int) -> str:
    begin = max(text.rfind(sign, 0, at) for sign in "。\n") + 1
    end = min((found for sign in "。\n" if (found := text.find(sign, at)) >= 0), default=len(text))
    return text[begin:end].strip()


_SENTENCES = re.compile(r"[^。!?！？]+[。!?！？]?")


def check_words_year(rule: rule_kinds.WordsYear, context: "CheckContext") -> RuleOutput:
    """Years other than the report's that no comparison, plan or document explains."""
    year = context.report.year
    if year is None:
        return
    for section, paragraphs in context.sections(rule):
        text = paragraphs.text
        for number, (offset, each) in enumerate(paragraphs.found(_year_search(rule, year, section in rule.ahead)), 1):
            start, end = offset + each.start, offset + each.end
            key = _kept(section, text, start, end)
            if context.words.dismissals and context.words.dismissals.key_at(section, start, key):
                continue
            found = text[start:end]
            replacement = str(year + 1 if each.kind == "stale_plan" else year)
            message = (
                f"“{each.clause}”：计划里写的是本年度 {found} 年，似未更新"
                if each.kind == "stale_plan"
                else f"“{each.clause}”：出现了 {found} 年，本报告是 {year} 年度的，请核实"
            )
            passage = Passage(start, end, found, replacement, key, each.sentence)
            yield text_finding(rule, context.edition, section, str(number), message, passage)


def _kept(section: str, text: str, start: int, end: int) -> str:
    return dismissal_key_of(section, text[max(0, start - NEAR) : end + NEAR])


@lru_cache(maxsize=MOST_SEARCHES)
def _year_search(rule: rule_kinds.WordsYear, year: int, ahead: bool) -> Callable[[str], tuple[StaleText, ...]]:
    return partial(_stray_years, rule, year, ahead)


def _stray_years(rule: rule_kinds.WordsYear, year: int, ahead: bool, paragraph: str) -> tuple[StaleText, ...]:
    """Each year that does not belong in a report of ``year``; ``kind`` is ``stale_plan`` or ``other``."""
    words = folded(paragraph)
    if not FULL_YEAR.search(words):
        return ()
    found: list[tuple[int, int, str]] = []
    plan = _plans(rule).search(words)
    for sentence in _SENTENCES.finditer(words):
        planned = plan is not None and plan.start() < sentence.end()
        by = sentence.start()
        stray = _years_in(rule, sentence[0], year, ahead=ahead, planned=planned)
        found += [(by + start, by + end, kind) for start, end, kind in stray]
    return tuple(stale_text_at(paragraph, *each) for each in found)


@cache
def _plans(rule: rule_kinds.WordsYear) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, rule.plans)))


@lru_cache(maxsize=HELD)
def _years_in(
    rule: rule_kinds.WordsYear, sentence: str, year: int, *, ahead: bool, planned: bool
) -> tuple[tuple[int, int, str], ...]:
    planned = planned or (ahead and not _TOLD.search(sentence))
    return tuple(_years_of(rule, sentence, year, planned=planned, ahead=ahead))


def _years_of(
    rule: rule_kinds.WordsYear, words: str, year: int, *, planned: bool, ahead: bool
) -> Iterator[tuple[int, int, str]]:
    for match in FULL_YEAR.finditer(words):
        named = int(match[1])
        before, behind = words[max(0, match.start() - 12) : match.start()], words[match.end() : match.end() + 14]
        span = match.start(), match.end(1)
        if named != year and _OWN_REPORT.match(behind) and _PUBLISHES.search(words):
            yield (*span, "other")
            continue
        if named == year and not _GOES_ON.match(behind):
            continue  # the usual case
        if _is_legitimate(rule, before, behind):
            continue
        if named < year and the_lexicon().contexts.carried_from.found(words, match.end()):
            continue
        if named < year and _SETTLED.search(words, match.end()):
            continue  # 2023年收到的1件申请已在当年办结
        if named < year and _is_set_beside(words, match):
            continue
        if named == year:
            if _plans(rule).search(words, 0, match.start()):
                clause = re.split("[,，;；:：]", words[match.end() :], maxsplit=1)[0]
                if not re.search("完成|以来|中存在|实现了", clause):
                    yield (*span, "stale_plan")
        elif named == year + 1:
            is_published = _begins(words, match) or _TELLS.match(behind) or _opens(words, match)
            foreseen = planned or (ahead and not _TOLD.search(_CLAUSE.match(words, match.end())[0]))  # type: ignore[index]
            if is_published and not foreseen and not _AHEAD.search(words):
                yield (*span, "other")
        elif named == year - 1:
            opens = _opens(words, match) and not _LOOKS_BACK.match(behind)
            if not (any(word in words for word in rule.compared) or _tells_of_both(words, year)) and (
                opens or (_begins(words, match) and not _LOOKS_BACK.match(behind)) or _TELLS.match(behind)
            ):
                yield (*span, "other")
        elif (
            _begins(words, match)
            and not any(word in words for word in rule.compared)
            and not _goes_back(words, named, year)
        ):
            yield (*span, "other")


def _is_set_beside(words: str, year: re.Match[str]) -> bool:
    """本年受理 19 宗，2023年仅 4 宗: how many it was then, beside a count without that year."""
    begin = max(words.rfind(sign, 0, year.start()) for sign in ",，;；(、") + 1
    clause = _CLAUSE.match(words, year.end())
    behind = clause.end() if clause else year.end()
    if begin and _THEN_AND_NOW.match(words, year.end()):
        return True  # 2023年办结的 2 件本年提起复议
    then = _THAT_MANY.match(words, year.end())
    if then is None:
        return False
    if begin and _COUNTED.search(words, 0, begin):
        return True
    return then["little"] is not None and _COUNTED_NOW.search(words, behind) is not None


def _tells_of_both(words: str, year: int) -> bool:
    """2023年没有收到申请，2024年收到 5 件; 2023年收到 5 件，今年 3 件."""
    if _NOW.search(words):
        return True
    own = f"{year}年"
    return own in words and not any(f"{own}{plans}" in words for plans in ("将", "拟", "计划", "工作"))


def _goes_back(words: str, named: int, year: int) -> bool:
    """2024年收到 7 件，2023年 5 件，2022年 9 件: one of several years, back from the report's own."""
    return named < year and all(f"{each}年" in words for each in range(named + 1, year + 1))


def _is_legitimate(rule: rule_kinds.WordsYear, before: str, behind: str) -> bool:
    """Whether another year is legitimate here: that of a document, a budget or a time span."""
    if _SPAN_BEFORE.search(before) or _SPAN_BEHIND.match(behind) or BLOT in behind[:1]:
        return True
    works, past_before, past_behind = _legitimate_patterns(rule)
    return bool(works.match(behind) or past_before.search(before) or past_behind.match(behind))


_SPAN_BEFORE = re.compile(r"[-—~至到]\s*$")
_SPAN_BEHIND = re.compile(r"度?\s*[-—~至]\s*(?:19|20)\d\d")


@cache
def _legitimate_patterns(rule: rule_kinds.WordsYear) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    works, past = "|".join(rule.works), "|".join(rule.past)
    return (
        re.compile(works),
        re.compile(f"(?:{past})[^,，;；]{{0,4}}$"),
        re.compile(f"[^,，;；]{{0,8}}(?:{past})"),
    )


_GOES_ON = re.compile("将|要|继续|我")
_AHEAD = re.compile("将|计划|拟|下一年|下年|新一年|转|力争|争取|预计|目标|继续|[待留]到?\\s*20|延[至到]\\s*20")
_CLAUSE = re.compile("[^,，;；。]*")
_TELLS = re.compile(r"度?(?:共|全年|累计|收到|受理|新收|主动公开|发布|制发|办结|未|没有)")
_TOLD = re.compile("已|(?<!公)共(?!享|同|性)|累计|收到|受理了|完成了|取得")
_LOOKS_BACK = re.compile(r"度?(?:有|的|存在|提出|反映|曾|因|未)")
_SETTLED = re.compile("[已均也](?:在|于)(?:当年|该年|当年度)")
_THAT_MANY = re.compile(
    r"度?\s*+(?:[、和及与]\s*+20\d\d年)?+(?:[,，]\s*+)?+(?:全年|当年|同期|一年)?+(?:"
    r"(?P<little>(?:[也则还就都却]|一共|总共|共)?(?:仅|只|才|不过|不足|不到|尚不到|[收受][到理]的?申请(?:仅|只|才|不)))"
    r"|[也则还就都却]?(?:各?[为是]|为零|一[件宗份例起]|这[一个])|(?:未|没有?)(?:有|收到|发生|受理)?(?:申请)?(?=[,，;；。)]|$)"
    r"|\d[\d,]*+\s*+[件宗份例起条个](?=[,，;；。、)]|$))"
)
_THEN_AND_NOW = re.compile(
    r"[^,，;；。\d]{0,14}\d+\s*+[件宗份](?:申请|答复|案件)?(?:中|里|[在于到至]?(?:本年|今年|20\d\d年))"
)
_COUNTED = re.compile(r"\d\s*+[件宗份例起条个]")
_NOW = re.compile(
    r"[,，;；](?:而|到|截至)?(?:今年|本年度?)(?:则|仅|只|又|共|新收|收到|受理|为|有|降至|增至|上升到|下降到)*\s*\d"
)
_COUNTED_NOW = re.compile(r"(?:今年|本年度?|如今|现在?|20\d\d年)[^,，;；。]{0,12}\d\s*+[件宗份例起条个]")
_OWN_REPORT = re.compile(r"度?政府信息公开(?:工作)?(?:年度)?(?:报告|年报)")
_PUBLISHES = re.compile(r"现公布|现将|现予|特编制|特制|本报告|如下|^[^,，。]{0,40}公布的?是")


def _opens(words: str, match: re.Match[str]) -> bool:
    head = words[: match.start()].rstrip()
    return not head or head[-1] in ",，;；:：、" or head[-1] == BLOT


def _begins(words: str, match: re.Match[str]) -> bool:
    """Whether the year opens a statement (``2022年，我局共…``), where only the report's own year is expected."""
    return _opens(words, match) and re.match(r"度?[,，]|(?:度|全年|我|本|共|全)", words[match.end() :]) is not None


def check_words_same(rule: rule_kinds.WordsSame, context: "CheckContext") -> RuleOutput:
    """Paragraphs identical to the prior year's, and (as a hint) numbers repeated in the same context."""
    last = context.last_year
    if last is None:
        yield NotEvaluated(rule.id, rule.says, context.prior_year.why_absent)
        return
    for section, paragraphs in context.sections(rule):
        text, old = paragraphs.text, masked(last.texts.get(section, ""))
        if not old:
            continue
        same = [(start, start + length) for start, length in paragraphs.found(_same_text_search(old, rule.least))]
        if same:
            passage = Passage(*same[0], text[slice(*same[0])])
            begins = tuple(_beginning(text[start:end], old) for start, end in same[:FEW])
            message = f"{listing(begins, len(same))}与上年年报一字不差（年份除外），请按本年情况改写"
            listed = begins if len(same) <= FEW else ()
            yield text_finding(rule, context.edition, section, "", message, passage, listed=listed)
        repeated = paragraphs.found(_same_number_search(old, rule.from_))
        held = context.words.by_section[section].starts if repeated else frozenset()  # compared with this year's tables
        numbers = [(by + start, by + end) for by, (start, end) in repeated if by + start not in held]
        if numbers:
            passage = Passage(*numbers[0], text[slice(*numbers[0])])
            shown = "、".join(dict.fromkeys(text[start:end] for start, end in numbers[:FEW]))
            more = f" 等 {len(numbers)} 个数" if len(numbers) > FEW else ""
            message = f"{shown}{more}与上年年报的同一处相同，请核实是否已更新"
            yield text_finding(rule, context.edition, section, "numbers", message, passage, severity="hint")


def bare(paragraph: str) -> str:
    """The paragraph without white space and years, for comparison across years."""
    return without_years(plain(paragraph))


BEGINNING = 16
"""Characters that identify a paragraph in a message; more are used where another prior-year paragraph begins alike."""


@lru_cache(maxsize=MOST_SEARCHES)
def _beginning(paragraph: str, old: str) -> str:
    whole = bare(paragraph)
    others = [bare(each) for each in old.split("\n")]
    others = [each for each in others if each != whole]
    for length in range(BEGINNING, len(paragraph)):
        begins = whole[: len(plain(paragraph[:length]))]
        if not any(each.startswith(begins) for each in others):
            return paragraph[:length]
    return paragraph


@lru_cache(maxsize=MOST_SEARCHES)
def _same_text_search(old: str, least: int) -> Callable[[str], tuple[int, ...]]:
    return partial(_same, frozenset(paragraph.found(bare) for _, paragraph in Paragraphs(old)), least)


def _same(before: Set[str], least: int, paragraph: str) -> tuple[int, ...]:
    """The paragraph's length if the prior year's report contains it; empty otherwise."""
    return (len(paragraph),) if len(paragraph) >= least and bare(paragraph) in before else ()


_COUNT = re.compile(r"(?<![\d.A-Za-z])\d+(?:[,，]\d{3})*(?:\.\d+)?(?![\d.])(?!\s*[年月日号%％])")
_AROUND = 5
_CLAUSES = re.compile("[,，;；。:：]")


def counts_in(paragraph: str) -> tuple[tuple[int, int, str, float], ...]:
    """(start, end, the number with its neighbouring characters in the clause, value) of each count."""
    return tuple(
        (by + start, by + end, context, value)
        for by, sentence in folded_sentences(paragraph)
        for start, end, context, value in _counts_of(sentence)
    )


@lru_cache(maxsize=HELD)
def _counts_of(sentence: str) -> tuple[tuple[int, int, str, float], ...]:
    words = without_years(sentence)
    return tuple(
        (*match.span(), _context(words, match), float(match[0].replace(",", ""))) for match in _COUNT.finditer(words)
    )


def _context(words: str, match: re.Match[str]) -> str:
    before = _CLAUSES.split(words[max(0, match.start() - _AROUND) : match.start()])[-1]
    behind = _CLAUSES.split(words[match.end() : match.end() + _AROUND])[0]
    return f"{before}{match[0]}{behind}"


@lru_cache(maxsize=MOST_SEARCHES)
def _same_number_search(old: str, from_: int) -> Callable[[str], tuple[Span, ...]]:
    contexts = frozenset(context for _, (_, _, context, _) in Paragraphs(old).found(counts_in))
    return partial(_same_numbers, contexts, from_)


def _same_numbers(before: Set[str], from_: int, paragraph: str) -> tuple[Span, ...]:
    """Numbers with the same neighbouring characters as in the prior year."""
    return tuple(
        (start, end) for start, end, context, value in counts_in(paragraph) if value >= from_ and context in before
    )


_ORGAN = (
    r"[\u4e00-\u9fff]{2,18}?(?:人民政府办公[室厅]|人民政府|街道办事处|办事处|委员会|管理局|监督局|税务局|公安局|财政局|教育局|"
    r"民政局|司法局|审计局|统计局|档案局|[\u4e00-\u9fff]{2}局|办公室|办公厅|管委会)"
)
_TIMES = ("年内", "全年", "今年", "本年度", "本年", "当年", "年度内", "同期", "期间")
"""年内市民政局公开信息 756 条: no part of the name."""
_OWN_WORDS = (
    "其中",
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
_DEEDS = ("办理", "承办", "受理", "处理", "答复", "收到", "接收")
"""办理市政府及市政府办公室收到的申请: no part of the name either."""
_PUBLISHED = re.compile(rf"(?:公布|发布|编制|是|为|▒)({_ORGAN})(?=(?:19|20)\d\d\s*年)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|旗|州|盟|镇|乡|街道)")


def check_words_other_organ(rule: rule_kinds.WordsOtherOrgan, context: "CheckContext") -> RuleOutput:
    """Names of other organs or places, and the organ's prior-year name after a renaming."""
    organ = context.report.organ
    if not organ:
        return
    before = context.last_year.organ if context.last_year else ""
    for section, paragraphs in context.sections(rule):
        text = paragraphs.text
        for number, (offset, each) in enumerate(paragraphs.found(_organ_search(rule, organ, before)), 1):
            start, end = offset + each.start, offset + each.end
            key = _kept(section, text, start, end)
            if context.words.dismissals and context.words.dismissals.key_at(section, start, key):
                continue
            other = text[start:end]
            problem = "还是上年的机关名称" if other == before else f"说的是“{other}”"
            message = f"“{each.clause}”{problem}，本报告的机关是“{organ}”，请核实"
            passage = Passage(start, end, other, organ, key, each.sentence)
            yield text_finding(rule, context.edition, section, str(number), message, passage)


@cache
def _subject(deeds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[。;；])|(?<=年[,，])|(?<=年度[,，]))({_ORGAN})(?={'|'.join(map(re.escape, deeds))})")


@lru_cache(maxsize=MOST_SEARCHES)
def _organ_search(rule: rule_kinds.WordsOtherOrgan, organ: str, before: str) -> Callable[[str], tuple[StaleText, ...]]:
    return partial(_other_organs, rule, organ, before)


def _other_organs(rule: rule_kinds.WordsOtherOrgan, organ: str, before: str, paragraph: str) -> tuple[StaleText, ...]:
    found: dict[Span, None] = dict.fromkeys(old_names(paragraph, organ, before))
    for sentence in _SENTENCES.finditer(paragraph):
        by = sentence.start()
        for start, end in _organs_in(rule, organ, sentence[0]):
            found[by + start, by + end] = None
    return tuple(stale_text_at(paragraph, *span) for span in sorted(found))


@lru_cache(maxsize=HELD)
def _organs_in(rule: rule_kinds.WordsOtherOrgan, organ: str, sentence: str) -> tuple[Span, ...]:
    own = plain(organ)
    found = (match for each in (_PUBLISHED, _subject(rule.deeds)) for match in each.finditer(sentence))
    return tuple(match.span(1) for match in found if _is_other(match[1], own))


def old_names(text: str, organ: str, before: str) -> tuple[Span, ...]:
    """Where ``text`` uses the organ's prior-year name ``before``; 原某某局 is a legitimate use and not returned."""
    if not before or before == organ:
        return ()
    now = [match.span() for match in re.finditer(re.escape(organ), text)] if before in organ else []
    return tuple(
        match.span()
        for match in re.finditer(rf"(?<!原){re.escape(before)}", text)
        if not any(start <= match.start() and match.end() <= end for start, end in now)
    )


_GOVERNMENT = re.compile("(?:人民)?政府$")
"""What a government that signs with its place leaves out: 海州市河北区 is 河北区人民政府."""


def _is_short_for(name: str, own: str) -> bool:
    """Whether ``name`` abbreviates ``own``: its characters occur there in order (市发改委)."""
    characters = iter(own)
    return all(character in characters for character in name)


_SEVERAL = re.compile("全[省市县区州旗盟](?=.*[省市县区州旗盟乡镇])|.{0,6}(?:设区市|各)")
"""全省设区市生态环境局: several organs, and none by its name."""


def _are_parts(name: str, own: str) -> bool:
    """市政府及市政府办公室: each of them abbreviates the organ's name."""
    parts = re.split("[及和与]", name)
    return len(parts) > 1 and all(_is_short_for(part, own) for part in parts)


def _is_other(name: str, own: str) -> bool:
    """Whether ``name`` names a place that ``own`` does not contain, or another organ of the same place."""
    for word in (*_TIMES, *_DEEDS):
        name = name.removeprefix(word)
    if (
        name in own
        or own in name
        or "本级" in name
        or _are_parts(name, own)
        or name.startswith(_OWN_WORDS)
        or _SEVERAL.match(name)
        or _is_short_for(name, own)
        or own.endswith(_GOVERNMENT.sub("", name))
    ):
        return False
    stale_text_at = _PLACE.match(name)
    if stale_text_at is None:
        return False
    if stale_text_at[0] not in own:
        return True
    rest = name[stale_text_at.end() :]
    is_branch = rest.endswith(_BRANCH) and own.endswith(_BRANCH) and rest.removesuffix(_BRANCH) in own
    return rest not in own and not is_branch


_BRANCH = "分局"
"""高新区公安分局 is 甲市公安局高新区分局."""
