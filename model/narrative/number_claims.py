"""Interpretation of a number as a claim: an ordered table of recognisers, of which the first applicable one is used."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from model.narrative.certainty import PEOPLE, Counted, decides_disputes, doubts_of
from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.number_phrases import touches
from model.narrative.numbers import Number, countable
from model.narrative.phrase_meanings import meaning_of
from model.narrative.sentence_state import (
    WEBSITES,
    Sentence,
    Word,
    place_of,
)

OTHER_YEARS = ("历年", "往年", "以往年度", "近年来", "近几年", "近两年", "近三年", "近五年")
"""What is in force is in force, of whatever year it is."""


@dataclass(frozen=True)
class NumberContext:
    """A number with the lexicon words around it."""

    sentence: Sentence
    number: Number
    own: list[Word]
    """The phrases that it refers to."""
    left: list[Word]
    right: list[Word]

    @cached_property
    def marks(self) -> frozenset[str]:
        """The marks of the words before it."""
        return frozenset(word.mark for word in self.left)

    @cached_property
    def turn(self) -> Word | None:
        """The last word before it for a rise or a fall."""
        turns = [word for word in self.left if word.mark in ("rise", "fall")]
        return max(turns, key=lambda word: word.end, default=None)

    @property
    def of_last_year(self) -> bool:
        """Whether the words before it mark it as a number of the prior year."""
        marked = not self.marks.isdisjoint(("last_year", "compared")) or self.sentence.of_last_year
        return marked or self._is_listed_with_last_year

    @property
    def _is_listed_with_last_year(self) -> bool:
        """上年复议 8 件、诉讼 5 件: so is the second."""
        before = self.sentence.claims[-1] if self.sentence.claims else None
        if before is None or not before.last_year or before.kind is not ClaimKind.COUNT:
            return False
        return _NEXT_OF_THAT_YEAR.fullmatch(self.sentence.text, before.end, self.number.start) is not None

    @cached_property
    def count(self) -> Claim | None:
        """The count given by its phrases; without phrases but next to 上年 or 同比, the preceding count repeated."""
        sentence, last = self.sentence, self.sentence.passage.last
        found = _plain_count(sentence, self.number, self.own, self.left, self.right)
        if found is not None or not self.of_last_year or last is None or not countable(self.number):
            return found
        rows = [row for each in (last, *sentence.claims) if each.table == last.table for row in each.rows]
        return replace(self._repeated(last), rows=tuple(dict.fromkeys(rows)))

    @cached_property
    def result_of_change(self) -> Claim | None:
        """15 in 由 9 件增加到 15 件."""
        before = self.sentence.grown_from
        return replace(self._repeated(before), year=0) if before is not None and countable(self.number) else None

    def _repeated(self, claim: Claim) -> Claim:
        """The claim with its number and position replaced by this number's."""
        hedges = hedges_of(self.number, claim.hedges)
        return replace(claim, **place_of(self.sentence, self.number), value=self.number.value, hedges=hedges)


_NEXT_OF_THAT_YEAR = re.compile(r"\s*[件宗份起]?、(?:(?![本今当]年)[^,，;；。、\d]){0,12}")


@dataclass(frozen=True)
class Recogniser:
    """One way to interpret a number. ``example`` and ``counter_example`` mark the number with ⟦⟧."""

    name: str
    meaning: str
    applies: Callable[[NumberContext], bool]
    claim: Callable[[NumberContext], Claim | None]
    example: str
    counter_example: str


def claim_of(number: NumberContext) -> Claim | None:
    """The claim made by the first applicable recogniser; ``None``: the number is no claim."""
    return next(each for each in RECOGNISERS if each.applies(number)).claim(number)


def _nothing(_: NumberContext) -> None:
    return None


def _is_average(at: NumberContext) -> bool:
    return the_lexicon().contexts.on_average.found(at.sentence.text, 0, at.number.start) is not None


def _is_change(at: NumberContext) -> bool:
    if at.turn is None or not at.sentence.compared:
        return False
    return the_lexicon().contexts.change_result.found(at.sentence.text[at.turn.end : at.turn.end + 2]) is None


def _claim_change(at: NumberContext) -> Claim | None:
    return _change(at.sentence, at.number, at.own, falls=at.turn is not None and at.turn.mark == "fall")


def _claim_share(at: NumberContext) -> Claim | None:
    if any(w.mark == "scope" and w.end <= at.number.start and _of_all(at, w) for w in at.left):
        return None  # 占全市总量的 7%
    contexts = the_lexicon().contexts
    if contexts.several_together.found(at.sentence.text, 0, at.number.start):
        return None
    if contexts.share_of_place.found(at.sentence.text, 0, at.number.start):
        return None
    if contexts.grows_from.found(at.sentence.text, 0, at.number.start):
        return None  # 占比由 35% 降至 27%
    if shares := contexts.shares_of_each.found(at.sentence.text, at.sentence.span[0], at.number.start):
        return _share_of_each(at.sentence, at.number, shares.start())
    return _share(at.sentence, at.number, at.own) if "share" in at.marks and "rate" not in at.marks else None


def _of_all(at: NumberContext, scope: Word) -> bool:
    return the_lexicon().contexts.compared_with_all.found(at.sentence.text, scope.end) is not None


def _claim_before_change(at: NumberContext) -> Claim | None:
    at.sentence.compared = True
    at.sentence.grown_from = at.count
    return at.count and replace(at.count, last_year=True)


def _claim_last_year(at: NumberContext) -> Claim | None:
    at.sentence.compared = True  # 去年为 52 件，减少 7 件
    found = at.count or _claim_after_change(at)
    return found and replace(found, last_year=True)


def _claim_after_change(at: NumberContext) -> Claim | None:
    found, at.sentence.grown_from = at.result_of_change, None
    return found


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "not compared", "what is said to be no comparison claims nothing",
        lambda at: "not_compared" in at.marks, _nothing,
        "收到申请12件，环比增长⟦3⟧件。", "收到申请12件，同比增长⟦3⟧件。",
    ),
    Recogniser(
        "average", "so many of each on average, which no cell counts",
        _is_average, _nothing,
        "各单位平均收到申请⟦3⟧件。", "各单位共收到申请⟦12⟧件。",
    ),
    Recogniser(
        "change", "a rise or fall against last year",
        _is_change, _claim_change,
        "收到申请12件，比上年增加⟦3⟧件。", "收到申请⟦12⟧件。",
    ),
    Recogniser(
        "percentage", "a share of what was counted; a rate of anything else claims nothing",
        lambda at: at.number.unit == "%", _claim_share,
        "收到申请12件，其中自然人申请9件，占⟦75⟧%。", "收到申请⟦75⟧件。",
    ),
    Recogniser(
        "change without comparison", "新增 3 个栏目: a rise of nothing that was compared claims nothing",
        lambda at: at.turn is not None and not at.sentence.compared, _nothing,
        "规范性文件制发增加⟦3⟧件。", "规范性文件制发⟦3⟧件。",
    ),
    Recogniser(
        "before a change", "由 9 件增加到 15 件: the first is last year's",
        lambda at: at.count is not None and _grows_from(at.sentence, at.number), _claim_before_change,
        "收到申请由⟦9⟧件增加到15件。", "收到申请⟦9⟧件，办结15件。",
    ),
    Recogniser(
        "last year's count", "去年为 52 件: compared with last year's report",
        lambda at: at.of_last_year and (at.count is not None or at.result_of_change is not None), _claim_last_year,
        "收到申请12件，去年同期为⟦9⟧件。", "收到申请12件，办结⟦9⟧件。",
    ),
    Recogniser(
        "after a change", "由 9 件增加到 15 件: the second is this year's",
        lambda at: at.count is None and at.result_of_change is not None, _claim_after_change,
        "收到申请由9件增加到⟦15⟧件。", "收到申请9件，开展培训⟦15⟧场。",
    ),
    Recogniser(
        "count", "what its phrases speak of; nothing without any",
        lambda _: True, lambda at: at.count,
        "共收到政府信息公开申请⟦12⟧件。", "收到申请12件，同比增长⟦20⟧%。",
    ),
)  # fmt: skip
"""In order of precedence."""


def _grows_from(sentence: Sentence, number: Number) -> bool:
    """由（2023年的）9 件增加到 15 件: the first is last year's."""
    contexts = the_lexicon().contexts
    before = sentence.text[max(0, number.start - 12) : number.start]
    return (
        contexts.grows_to.found(sentence.text, number.stop) is not None
        and contexts.grows_from.found(before) is not None
    )


def _plain_count(
    sentence: Sentence, number: Number, own: list[Word], left: list[Word], right: list[Word]
) -> Claim | None:
    """A count or an amount, by the phrases around it alone; ``None`` if they refer to no cell."""
    near = number.unit in the_lexicon().near_measures
    of_applicants = _counts_applicants(sentence, number, own)
    if number.unit not in ("", "元") and not countable(number) and not near and not of_applicants:
        return None
    if any(word.mark == "foreign" for word in right if touches(sentence, number, word)):
        return None
    if _foreign_object(left) or _foreign_behind(sentence, left, right) or _left_of_others(sentence, number, own):
        return None
    meant = meaning_of(sentence, own)
    if meant is None:
        return None
    table, rows, columns, phrases = meant
    roles = the_lexicon().roles
    is_fee = phrases[0].topic == roles.charges or any(phrase.id == roles.fees for phrase in phrases)
    if is_fee != (number.unit == "元"):
        return None
    if not number.unit and number.start not in sentence.in_order and not _linked(sentence, number, own):
        return None
    if near and not _beside(sentence, number, own):
        return None
    value = number.value / 10000 if is_fee else number.value
    if not value and rows and len(rows[0]) > 1:
        rows = rows[:1]  # 许可、处罚均为 0 件: each of them
    sentence.decides = sentence.decides or (table == roles.disputes and decides_disputes(sentence, number, left))
    hedges = doubts_of(Counted(sentence, number, table, own, left, right, phrases))
    scope = _place_before(sentence, number) or sentence.scope
    if scope in WEBSITES and table == roles.requests and not any(word.mark == "scope" for word in left):
        scope = ""  # 网站公开信息 42 条，办理申请 9 件
    if (
        scope in WEBSITES
        and table == roles.requests
        and any(
            word.mark == "scope" and the_lexicon().contexts.one_way_of_several.found(sentence.text, word.end)
            for word in left
        )
    ):
        scope = ""  # 通过网站及邮寄方式提交申请 56 件
    return Claim(
        kind=ClaimKind.AMOUNT if is_fee else ClaimKind.COUNT,
        **place_of(sentence, number),
        value=value,
        phrase_ids=tuple(dict.fromkeys(phrase.id for phrase in phrases)),
        table=table,
        rows=rows,
        columns=columns,
        loose=tuple(each for phrase in phrases for each in phrase.loose),
        hedges=hedges_of(number, hedges),
        scope="" if table == roles.disclosure and _no_scope(scope, columns) else scope,
        year=_year_after_that_of(own) or sentence.year,
    )


_YEAR = re.compile("20[0-9]{2}(?=年)")


def _year_after_that_of(own: list[Word]) -> int:
    """2022年结转 2 件: the year that it was carried into; 0 where the words for what was carried in name none."""
    carried_in = (word for word in own if word.phrase and word.phrase.id == the_lexicon().roles.carried_in)
    years = [int(year[0]) for word in carried_in if (year := _YEAR.search(word.text))]
    return years[-1] + 1 if years else 0


APPLICANT = "申请人"
"""Whom a list of applicants counts."""


def _counts_applicants(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """申请人包括自然人 36 人次、企业 4 家次."""
    if number.unit not in PEOPLE or not own:
        return False
    of_requests = any(each.table == the_lexicon().roles.requests and not each.columns for each in sentence.claims)
    if APPLICANT not in sentence.text[: number.start] and not of_requests:
        return False
    group = the_lexicon().phrases[the_lexicon().roles.person].group
    theirs = all(word.phrase is not None and word.phrase.group == group for word in own)
    return theirs and len(sentence.named.get(group, ())) > 1


def _no_scope(scope: str, columns: Alternatives) -> bool:
    lexicon = the_lexicon()
    in_force = lexicon.phrases[lexicon.roles.in_force].columns[0]
    return scope in WEBSITES or (scope in OTHER_YEARS and in_force in columns)


def _place_before(sentence: Sentence, number: Number) -> str:
    """城关街道 12 件: whose number it is, where that is named right before it."""
    match = the_lexicon().contexts.place.found(sentence.text, sentence.span[0], number.start)
    return match[1] if match else ""


def _foreign_object(left: list[Word]) -> bool:
    """Whether the counted object, which is named last, is in no table: 收到留言 12 条."""
    decided = {w.end for w in left if w.phrase and w.phrase.default}
    named = [
        w
        for w in left
        if (w.mark == "foreign" and not (w.text == SHOWN and w.start in decided)) or (w.phrase and w.phrase.topic)
    ]
    return bool(named) and named[-1].mark == "foreign"


SHOWN = "公示"
"""行政许可公示 12 件: the licences that were published."""


_ITS_NUMBER = re.compile(r"[^,，;；、\d]{0,8}\d")


def _left_of_others(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """留言答复 45 件，未答复 0 件: of what was counted before, which is in no table."""
    roles = the_lexicon().roles
    left = {roles.carried_out, roles.carried_in, roles.carried}
    if not own or sentence.topic_before == roles.requests or not all(each.mark in left for each in own):
        return False
    named = [
        each
        for each in sentence.words
        if each.end <= number.start
        and each.mark not in left
        and (each.mark == "foreign" or (each.phrase and each.phrase.topic))
    ]
    return (
        bool(named)
        and all(each.mark == "foreign" for each in named)
        and _ITS_NUMBER.match(sentence.text, named[-1].end) is not None
    )


def _foreign_behind(sentence: Sentence, left: list[Word], right: list[Word]) -> bool:
    """收到 2 件区政府的信息公开征询单: what was received is named behind its number, and it is no request."""
    if not right or any(word.phrase and word.phrase.topic for word in left):
        return False
    last = right[-1]
    return last.mark == "foreign" and sentence.text[last.end : last.end + 1] in ("", ",", "，", ";", "；", "、", ")")


def _linked(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """Whether a number without a measure word directly follows its phrase, as it must: 受理数 11，."""
    behind = sentence.text[number.stop : number.stop + 1]
    before = [word.end for word in own if word.end <= number.start]
    near = (
        bool(before)
        and the_lexicon().contexts.joining_count.found(sentence.text, max(before), number.start) is not None
    )
    return (near and (not behind or behind in ",，。;；、)(（+=/｜|【")) or _leads(sentence, number, own)


def _leads(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """（4 维持、1 纠正）: an item of a list that is nothing but a number and its phrase."""
    text = sentence.text
    if text[: number.start].rstrip()[-1:] not in ("(", "、", ":", ","):
        return False
    behind = [word for word in own if text[number.stop : word.start].strip() == "" and word.start >= number.stop]
    return any(text[word.end : word.end + 1] in ("", *",，。;；、)") for word in behind)


def _beside(sentence: Sentence, number: Number, own: list[Word]) -> bool:
    """事项 5 个, 3 个规范性文件: a measure word of anything, so that nothing may stand between."""
    before = max((word.end for word in own if word.end <= number.start), default=-1)
    behind = [word for word in own if word.start >= number.stop and word.phrase and word.phrase.topic]
    counted = before >= 0 and the_lexicon().contexts.joining_count.found(sentence.text, before, number.start)
    ends = sentence.text[number.stop : number.stop + 1] in ("", *",，。;；、)(")
    return bool(counted and ends) or any(touches(sentence, number, word) for word in behind)


def _subject(sentence: Sentence, number: Number, own: list[Word]) -> Claim | None:
    """The claim that a change or share refers to: by its own phrase, or the preceding count."""
    last = sentence.passage.last
    meant = meaning_of(sentence, own) if own else None
    if meant is None:
        named = [w for w in own if w.phrase and (w.phrase.table or w.phrase.group == "public")]
        return last if sentence.passage.topic and not named else None  # without a topic: of what stands in no table
    table, rows, columns, phrases = meant
    about = tuple(phrase.id for phrase in phrases)
    if last is not None and last.table == table and {*last.rows} & {*rows} and (not columns or columns == last.columns):
        return last
    return Claim(
        ClaimKind.COUNT, **place_of(sentence, number), value=number.value, phrase_ids=about, table=table, rows=rows,
        columns=columns, scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _change(sentence: Sentence, number: Number, own: list[Word], *, falls: bool) -> Claim | None:
    subject = _subject(sentence, number, own)
    if subject is None or Hedge.AMBIGUOUS in subject.hedges or (number.unit != "%" and not countable(number)):
        return None
    kind = ClaimKind.GROWTH if number.unit == "%" else ClaimKind.CHANGE
    rows = subject.rows
    if subject is sentence.passage.last:  # 受理 3 件，其中…，较去年减少 2 件: perhaps of what was counted first
        counted = (each for each in sentence.claims if each.table == subject.table and each.columns == subject.columns)
        rows = tuple(dict.fromkeys((*rows, *(row for each in counted for row in each.rows))))
    return replace(
        subject, **place_of(sentence, number), kind=kind, value=number.value,
        hedges=hedges_of(number, subject.hedges - {Hedge.FILED}),
        of=subject, falls=falls, loose=(), last_year=False, rows=rows,
    )  # fmt: skip


def _share_of_some(sentence: Sentence, own: list[Word]) -> bool:
    """复议纠错案件中程序性问题占 64%: something among what is named."""
    ends = [word.end for word in own if word.phrase]
    named = {word.end: word.phrase.group for word in sentence.words if word.phrase and word.phrase.columns}
    if any(word.phrase and named.get(word.start - 1) == word.phrase.group for word in own):
        return True  # 企业、律师事务所申请占 12.5%: of both together
    among = the_lexicon().contexts.among_them
    return any(among.found(sentence.text, end) or sentence.text.startswith("案件中", end) for end in ends)


def _share(sentence: Sentence, number: Number, own: list[Word]) -> Claim | None:
    if _share_of_some(sentence, own):
        return None
    subject = _subject(sentence, number, [w for w in own if w.phrase and w.phrase.rank >= 3])
    if subject is sentence.passage.last and _names_other_share(sentence, number):
        return None
    if subject is None or subject.table == the_lexicon().roles.disclosure:
        return None
    whole = next((claim for _, claim, _, _ in sentence.counted if claim and _is_whole(claim, subject)), None)
    rows = subject.rows
    if (
        subject is sentence.passage.last and not subject.columns
    ):  # 不予处理 2 件，其中重复申请 1 件…，占 11.8%: of either
        rows = tuple(dict.fromkeys((*rows, *(row for each in _listed_under(sentence, number) for row in each.rows))))
    return replace(
        subject, **place_of(sentence, number), kind=ClaimKind.SHARE, value=number.value, rows=rows,
        hedges=hedges_of(number, subject.hedges),
        of=subject, whole=whole, loose=(),
    )  # fmt: skip


def _names_other_share(sentence: Sentence, number: Number) -> bool:
    """公开 9 件，征地类占 41%."""
    contexts, text = the_lexicon().contexts, sentence.text
    takes = text.rfind("占", sentence.span[0], number.start)
    begin = max(text.rfind(sign, 0, takes) for sign in ",，;；:：。、()%") + 1
    counted = [each.stop for each, *_ in sentence.counted if each.stop <= takes]
    return contexts.nothing_shared.found(text, max([begin, *counted]), takes) is None


def _listed_under(sentence: Sentence, number: Number) -> list[Claim]:
    """The answer that 其中 lists the reasons of, in the statement of the number."""
    statement = max(sentence.text.rfind(sign, 0, number.start) for sign in ";；") + 1
    listed = list(the_lexicon().any_of("parts").finditer(sentence.text, statement, number.start))
    before = [
        each
        for each in sentence.claims
        if listed and statement <= each.start < listed[-1].start() and each.kind is ClaimKind.COUNT
    ]
    answers = (each for each in before[-1:] if the_lexicon().phrases[each.phrase_ids[-1]].group == "results")
    return [each for each in answers if not each.columns and not each.last_year]


_SHARES = re.compile(r"[^%]*%(?:[、,，和及与]\s*[\d.]+%)*")
_LIST_BEFORE = re.compile(r"\s*(?:件|宗|份|起|例)?[,，、]?\s*(?:[两二三四五六][者类种项])?")


def _share_of_each(sentence: Sentence, number: Number, begins: int) -> Claim | None:
    """公开 9 件、部分公开 2 件，分别占 40.9%、9.1%: the share of the count at the same place of the list."""
    text = sentence.text
    run = _SHARES.match(text, begins)
    counts = [each for each in sentence.claims if each.kind is ClaimKind.COUNT and each.start < begins]
    length, at = (run[0].count("%") if run else 0), text.count("%", begins, number.start)
    listed = counts[-length:] if 0 < length <= len(counts) else []
    if not listed or not _LIST_BEFORE.fullmatch(text, listed[-1].end, begins):
        return None
    of = listed[at]
    alike = {(each.table, bool(each.columns)) for each in listed}
    if len(alike) > 1 or of.last_year or of.table != the_lexicon().roles.requests:
        return None
    return replace(of, **place_of(sentence, number), kind=ClaimKind.SHARE, value=number.value, of=of, loose=())


def _is_whole(claim: Claim, subject: Claim) -> bool:
    groups = {the_lexicon().phrases[each].group for each in claim.phrase_ids}
    return claim.phrase_ids != subject.phrase_ids and not claim.columns and bool(groups & {"whole", "disputes"})
