"""Interpretation of a number as a claim: an ordered table of recognisers, of which the first applicable one is used."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.phrase_meanings import meaning_of
from model.narrative.plain_counts import plain_count
from model.narrative.sentence_state import (
    Sentence,
    Word,
    place_of,
)


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
        found = plain_count(sentence, self.number, self.own, self.left, self.right)
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


_LIST_BEFORE = re.compile(r"\s*+(?:件|宗|份|起|例)?[,，、]?\s*+(?:[两二三四五六][者类种项])?")


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
