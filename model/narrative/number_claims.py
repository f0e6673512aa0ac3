"""Interpretation of a number as a claim: an ordered table of recognisers, of which the first applicable one is used."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from model.narrative.claims import Claim, ClaimKind, Hedge, hedges_of
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import Number, countable
from model.narrative.plain_counts import plain_count
from model.narrative.sentence_state import (
    Sentence,
    Word,
    place_of,
)
from model.narrative.shares import run_of_shares, share_of, share_of_each, subject_of


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
        """The marks of the words before it; 上年度申请引起的复议 3 件 are this year's."""
        cause, text = the_lexicon().contexts.year_of_cause, self.sentence.text
        return frozenset(
            word.mark for word in self.left if word.mark != "last_year" or cause.found(text, word.end) is None
        )

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
        return replace(self._repeated(last), rows=tuple(dict.fromkeys(rows)), year=sentence.year)

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
        return share_of_each(at.sentence, at.number, shares.start())
    if run := run_of_shares(at.sentence, at.number):
        return share_of_each(at.sentence, at.number, run)
    return share_of(at.sentence, at.number, at.own) if "share" in at.marks and "rate" not in at.marks else None


def _of_all(at: NumberContext, scope: Word) -> bool:
    return the_lexicon().contexts.compared_with_all.found(at.sentence.text, scope.end) is not None


def _claim_before_change(at: NumberContext) -> Claim | None:
    at.sentence.compared = True
    at.sentence.grown_from = at.count
    return at.count and replace(at.count, last_year=True)


def _claim_last_year(at: NumberContext) -> Claim | None:
    at.sentence.compared = True  # 去年为 52 件，减少 7 件
    found = at.count or _claim_after_change(at)
    if found and found.table == the_lexicon().roles.requests and not found.columns:
        contains = the_lexicon().contexts.contains_last_years.found(at.sentence.text, 0, at.number.start)
        if contains:  # 答复 23 件（含上年 2 件）
            carried_in = the_lexicon().phrases[the_lexicon().roles.carried_in]
            return replace(found, rows=carried_in.rows, phrase_ids=(carried_in.id,))
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


def _change(sentence: Sentence, number: Number, own: list[Word], *, falls: bool) -> Claim | None:
    subject = subject_of(sentence, number, own)
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
