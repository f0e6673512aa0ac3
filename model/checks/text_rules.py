"""Rules about the text as a whole: sections, topics, mentions, substance, title, length, edition."""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial

from model.checks.context import FACTS_SECTION, CheckContext
from model.checks.findings import (
    RuleOutput,
    rule_finding,
)
from model.form import rule_kinds
from model.form.edition import Topic
from model.form.figures import plain
from model.form.reporting_year import is_year
from model.form.section_headings import headings_of
from model.form.tables_in_text import masked
from model.narrative.paragraphs import HELD, SENTENCES
from model.report import organ
from model.report.prompts import without_prompts
from model.report.report import Fact


def check_sections(rule: rule_kinds.Sections, context: CheckContext) -> RuleOutput:
    """Missing, wrongly numbered or misplaced section headings of an imported file."""
    headings = context.report.headings
    if not headings:
        return  # written in this program: the headings are the edition's own
    stands = headings_of(context.edition.sections).in_order(headings)
    last = -1
    for section in context.edition.sections:
        if section.key not in stands:
            yield rule_finding(
                rule, section.title, f"没有找到“{section.title}”这一部分", at=section.key, section=section.key
            )
            continue
        index, heading = stands[section.key]
        message = ""
        if not heading.is_numbered:
            actual = f"序号是“{heading.numeral}”" if heading.numeral else "没有序号"
            message = f"“{headings[index]}”{actual}，应为“{section.title}”"
        elif index < last:
            message = f"“{section.title}”的位置不对，应排在前一部分之后"
        if message:
            yield rule_finding(rule, section.title, message, at=section.key, section=section.key)
        last = max(last, index)


def check_topics(rule: rule_kinds.Topics, context: CheckContext) -> RuleOutput:
    """Topics that the section does not mention; an empty section gives one finding of its own."""
    section = context.edition.section(rule.section)
    paragraphs = context.paragraphs.get(rule.section)
    there = {key for _, key in paragraphs.found(_topic_search(context.edition.topics))} if paragraphs else set()
    left = [topic for topic in context.edition.topics if topic.key not in there]
    if not left:
        return
    text = plain(masked(context.report.texts.get(rule.section, "")))  # a name may be split across two lines
    if not text:
        yield rule_finding(rule, section.title, f"“{section.title}”还没有写", section=rule.section)
        return
    absent = [topic.label for topic in left if not speaks_of(text, topic)]
    if absent:
        yield rule_finding(rule, section.title, f"没有写到：{'、'.join(absent)}", section=rule.section)


@cache
def _topic_search(topics: tuple[Topic, ...]) -> Callable[[str], tuple[str, ...]]:
    return partial(_topics_in, topics)


def _topics_in(topics: tuple[Topic, ...], paragraph: str) -> tuple[str, ...]:
    found = frozenset[str]().union(*(_topics_of(topics, each[0]) for each in SENTENCES.finditer(paragraph)))
    return tuple(topic.key for topic in topics if topic.key in found)


@lru_cache(maxsize=HELD)
def _topics_of(topics: tuple[Topic, ...], sentence: str) -> frozenset[str]:
    text = plain(sentence)
    return frozenset(topic.key for topic in topics if speaks_of(text, topic))


def speaks_of(text: str, topic: Topic) -> bool:
    """Whether ``text``, already normalized by :func:`plain`, contains one of the topic's wordings."""
    return any(word in text for word in _wordings(topic))


@cache
def _wordings(topic: Topic) -> tuple[str, ...]:
    return tuple(map(plain, (topic.label, *topic.also, *topic.said)))


def check_mentions(rule: rule_kinds.Mentions, context: CheckContext) -> RuleOutput:
    """Groups of words of which none occurs in the rule's sections."""
    if rule.only_for and organ.kind(context.report) not in rule.only_for:
        return
    text = plain("\n".join(masked(context.report.texts.get(key, "")) for key in rule.sections))
    absent = [group[0] for group in rule.all if not any(word in text for word in group)]
    if absent:
        section = next(key for key in rule.sections if key != "preface")
        place = context.edition.section(section).title
        severity = rule.weaker if organ.level(context.report) in rule.weaker_for else ""
        message = f"没有写明{'、'.join(absent)}：{rule.says}"
        yield rule_finding(rule, place, message, section=section, severity=severity)


def check_substance(rule: rule_kinds.Substance, context: CheckContext) -> RuleOutput:
    """A section that is empty or says nothing; too short or off topic gives the weaker severity."""
    section = context.edition.section(rule.section)
    written = without_prompts(masked(context.report.texts.get(rule.section, "")), context.edition)
    text = re.sub(r"[。.，,；;\s]", "", plain(written))
    if not text or text in rule.empty_words:
        actual = f"只写了“{text}”" if text else "是空的"
        yield rule_finding(rule, section.title, f"“{section.title}”{actual}：{rule.says}", section=rule.section)
        return
    lacks = []
    if len(text) < rule.least:
        lacks.append(f"只有 {len(text)} 字（一般不少于 {rule.least} 字）")
    if not any(word in text for word in rule.words):
        lacks.append(f"没有写今后怎样做（如“{rule.words[0]}”），请看是否写明了{rule.words[0]}情况")
    if lacks:
        yield rule_finding(rule, section.title, "，".join(lacks), section=rule.section, severity=rule.weaker)


def check_title(rule: rule_kinds.Title, context: CheckContext) -> RuleOutput:
    """A title without the organ's full name, the year or the report's name, or with one of them twice."""
    organ, year = context.report.organ, context.report.year
    title = plain(context.report.title or context.edition.printed_title(organ, year))
    wrong, twice = [], "“年度”重复"
    if not title:
        absent = [name for name, value in (("机关名称", organ), ("年度", year)) if not value]
        wrong.append(f"标题还不完整：没有填{'、'.join(absent) or '标题'}")
    else:
        name = plain(context.edition.title.format(organ="", year="")).lstrip("年")
        if not organ:
            wrong.append("没有认出机关全称")
        if organ and plain(organ) not in title:
            wrong.append(f"没有机关全称“{organ}”")
        if name not in title:
            wrong.append(f"没有“{name}”")
        if title.count("年度") > 1:
            wrong.append(twice)
        years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", title)
        if year and str(year) not in years:
            wrong.append(f"没有“{year}年”")
        if stray := [each for each in years if year and each != str(year)]:
            wrong.append(f"出现了别的年份 {'、'.join(stray)}")
        if year and years.count(str(year)) > 1:
            wrong.append(f"“{year}”重复")
    if wrong:
        should = context.edition.printed_title(organ, year)
        hint = f"；宜为“{should}”" if should and title != plain(should) else ""
        severity = rule.weaker if wrong == [twice] else ""  # many publish it so, year after year
        yield rule_finding(rule, "标题", "，".join(wrong) + hint, section=FACTS_SECTION, severity=severity)


@lru_cache(maxsize=HELD)
def _plain_length(paragraph: str) -> int:
    return len(plain(paragraph))


def check_length(rule: rule_kinds.Length, context: CheckContext) -> RuleOutput:
    """A section longer than the limit, white space not counted."""
    paragraphs = context.paragraphs.get(rule.section)
    text = masked(context.report.texts.get(rule.section, ""))
    lines = (each.text for _, each in paragraphs) if paragraphs else text.split("\n")
    count = sum(map(_plain_length, lines))
    if count > rule.most:
        section = context.edition.section(rule.section)
        yield rule_finding(rule, section.title, f"共 {count} 字，超过 {rule.most} 字", section=rule.section)


def check_edition_years(rule: rule_kinds.EditionYears, context: CheckContext) -> RuleOutput:
    """A missing or invalid year, an edition not in force for it, and labels of another edition."""
    edition, year = context.edition, context.report.year
    if (raw := context.report.facts.get(Fact.YEAR)) and not is_year(raw):
        yield rule_finding(rule, "年度", f"年度“{raw}”不是四位年份，请改正，如 2025", section=FACTS_SECTION)
    elif year is None:
        yield rule_finding(
            rule, "年度", "年度没有填，无法确定应当使用哪一版表格", section=FACTS_SECTION, severity="warning"
        )
    elif year < edition.first_year or (edition.last_year is not None and year > edition.last_year):
        span = f"{edition.first_year} 年度起" + (f"至 {edition.last_year} 年度" if edition.last_year else "")
        yield rule_finding(
            rule,
            "表格版本",
            f"{year} 年度的年报用了{edition.name}（{span}适用），请换用该年度的表格",
            section=FACTS_SECTION,
        )
    for table in edition.tables:
        labels = context.report.foreign_labels.get(table.id, "")
        if labels and (blank := [cell for cell in table.cells if cell not in context.figures]):
            message = f"原文的{table.name}里有别的版本的栏目{labels}，请按{edition.name}填写"
            yield rule_finding(rule, table.name, message, blank, at=table.id, section=table.section)
