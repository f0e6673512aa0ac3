"""The kinds of rule that an edition may state: a closed set, each rule one entry of an edition file.

A kind declares the data it needs; the check itself is a function per kind in :mod:`model.checks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar

# eq=False, repr=False: rules are compared by identity, and generating these methods would double the time that the
# classes need at start-up.
SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True)
class Threshold:
    """The limit of a kind of rule that an office may set, within ``least`` to ``most``."""

    key: str
    """The field of the rule."""
    name: str
    unit: str
    least: int
    most: int
    percent: bool = False
    """The field is a share, the limit its percentage."""

    @property
    def range(self) -> range:
        """The limits that are allowed."""
        return range(self.least, self.most + 1)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Rule:
    """One requirement of the form. ``says`` is its wording for the user, ``source`` the notice, law or practice."""

    kind: ClassVar[str]
    words_only: ClassVar[bool] = False
    """Depends on texts and reasons only, of both years: findings are reused while those are unchanged."""
    threshold: ClassVar[Threshold | None] = None
    """``None``: the kind has no limit that an office may set."""
    tables_only: ClassVar[bool] = False
    """Depends on figures and unread cells only, of both years: findings are reused while those are unchanged."""
    id: str
    severity: str
    says: str
    source: str
    at_sign_off: str = ""
    """The severity at sign-off; empty: unchanged."""
    may_be_explained: bool = False
    """A 核实说明 can settle even an error of this rule; it always can for warnings and hints."""
    fixed: str = ""
    """Why an office can neither change the severity nor switch the rule off, for the user; empty: it can."""

    @property
    def limit(self) -> int | None:
        """The limit of :attr:`threshold` as users read it; ``None`` where the kind has none."""
        if self.threshold is None:
            return None
        value = getattr(self, self.threshold.key)
        return int(value * 100) if self.threshold.percent else int(value)

    def with_limit(self, limit: int) -> "Rule":
        """The rule with an office's own limit, also in its wording; itself where that is the same."""
        if self.threshold is None or limit == self.limit:
            return self
        value: Any = Decimal(limit) / 100 if self.threshold.percent else limit
        unit = self.threshold.unit
        says = self.says.replace(f"{self.limit} {unit}", f"{limit} {unit}")
        return replace(self, says=says, **{self.threshold.key: value})

    def with_severity(self, severity: str) -> "Rule":
        """The rule with an office's own severity, which also holds at sign-off unless it is more severe there; itself
        where that is the same."""
        if severity == self.severity:
            return self
        later = self.at_sign_off and min(self.at_sign_off, severity, key=SEVERITIES.index)
        return replace(self, severity=severity, at_sign_off=later)

    @property
    def reads(self) -> tuple[str, ...]:
        """The sections that a rule with :attr:`words_only` depends on, besides 基本信息."""
        return ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WholeCounts(Rule):
    """Every count is a whole number of zero or more."""

    kind = "whole_counts"
    tables_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Amounts(Rule):
    """Every amount is a number of zero or more."""

    kind = "amounts"
    tables_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AllFilled(Rule):
    """No cell is blank."""

    kind = "filled"
    tables_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FeeUnit(Rule):
    """The amount in ``cell`` (万元) is below ``most``, unless the organ's kind is in ``not_for`` and its level not in
    ``but_for``, or its level is in ``usual_at``, or last year's was not below it either; and it is not more than
    ``times_last_year`` times last year's."""

    kind = "fee_unit"
    threshold = Threshold("most", "疑似按元填写的金额", "万元", 100, 1_000_000)
    cell: str
    most: int
    not_for: tuple[str, ...]
    but_for: tuple[str, ...] = ()
    usual_at: tuple[str, ...] = ()
    times_last_year: int


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SplitDigits(Rule):
    """No two neighbouring one-digit cells of ``table`` would balance row and column if joined to one number."""

    kind = "split_digits"
    tables_only = True
    table: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Linear(Rule):
    """A relation between two sums, stated once for every row or column of ``table``.

    ``along`` is ``"column"`` (the terms are row ids, one equation a column) or ``"row"`` (the terms are column
    ids, one equation a row that has them all). A term may begin with ``-`` and with ``last_year:``.
    ``left_says`` names a left sum that is too long to be written out.
    """

    table: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_says: str = ""
    when: str = ""
    """``"no_last_year"``: applies only without a prior-year report; empty: always."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EqualSums(Linear):
    """Both sums are equal. ``sets`` names the term that is derived from the other side unless typed; empty: none."""

    kind = "equal_sums"
    tables_only = True
    sets: str = ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AtMost(Linear):
    """The left sum is not more than the right one."""

    kind = "at_most"
    tables_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AllZero(Rule):
    """At least one figure of ``table`` is not zero."""

    kind = "all_zero"
    tables_only = True
    table: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ShareAtMost(Rule):
    """``part`` is not more than ``share`` of ``whole``, once it reaches ``from_``."""

    kind = "share_at_most"
    threshold = Threshold("share", "占新收的比例", "%", 5, 100, percent=True)
    tables_only = True
    part: str
    whole: str
    share: Decimal
    from_: int


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NothingWithout(Rule):
    """The cells of ``some`` are zero while those of ``without`` are zero this year and last."""

    kind = "nothing_without"
    tables_only = True
    some: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RulemakingPower(Rule):
    """``row`` is zero unless the organ may make 规章: by (kind, level) in ``powers`` or by name in ``also_powers``, but
    not where its name is in ``no_powers``."""

    kind = "rulemaking_power"
    table: str
    row: str
    powers: tuple[tuple[str, str], ...]
    also_powers: tuple[str, ...]
    no_powers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChargesWithin(Rule):
    """The charge in 元 that ``section`` states in a sentence with ``words`` is at most the amount in ``cell``
    (万元)."""

    kind = "charges_within"
    section: str
    cell: str
    words: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Jump(Rule):
    """None of ``cells`` is over ``times`` last year's figure or under one part in ``times`` of it, where the
    larger of the two reaches ``from_``."""

    kind = "jump"
    threshold = Threshold("times", "变化的倍数", "倍", 2, 100)
    tables_only = True
    cells: tuple[str, ...]
    times: int
    from_: int


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Sections(Rule):
    """The imported file has all sections, in order and correctly numbered."""

    kind = "sections"
    words_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Topics(Rule):
    """``section`` mentions every topic of the edition."""

    kind = "topics"
    words_only = True
    section: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The section with the topics."""
        return (self.section,)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Mentions(Rule):
    """``sections`` contain a word of every group in ``all``; ``only_for`` are the kinds of organ concerned (empty:
    all), ``weaker_for`` the levels for which a finding has the severity ``weaker``."""

    kind = "mentions"
    words_only = True
    sections: tuple[str, ...]
    all: tuple[tuple[str, ...], ...]
    only_for: tuple[str, ...] = ()
    weaker_for: tuple[str, ...] = ()
    weaker: str = "hint"

    @property
    def reads(self) -> tuple[str, ...]:
        """The sections that must contain the words."""
        return self.sections


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Substance(Rule):
    """``section`` is neither empty nor one of ``empty_words`` (``severity``), has at least ``least`` characters
    and contains one of ``words`` (``weaker``); the names in brackets are the severities."""

    kind = "substance"
    threshold = Threshold("least", "最少字数", "字", 0, 1000)
    words_only = True
    section: str
    empty_words: tuple[str, ...]
    least: int
    words: tuple[str, ...]
    weaker: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The section whose content is measured."""
        return (self.section,)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Title(Rule):
    """The title contains the organ's full name, the year and the report's name, each once; 年度 alone said twice
    has the severity ``weaker``."""

    kind = "title"
    words_only = True
    weaker: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Length(Rule):
    """``section`` has at most ``most`` characters, white space not counted."""

    kind = "length"
    threshold = Threshold("most", "字数上限", "字", 100, 9999)
    words_only = True
    section: str
    most: int

    @property
    def reads(self) -> tuple[str, ...]:
        """The section whose length is limited."""
        return (self.section,)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EditionYears(Rule):
    """The edition is in force for the report's year, and no imported table has labels of another edition."""

    kind = "edition_years"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsRule(Rule):
    """Base of rules about the text of ``sections``; most compare it with the tables
    (:mod:`model.checks.claim_rules`)."""

    sections: tuple[str, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The sections whose text is checked."""
        return self.sections


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsNumber(WordsRule):
    """A number that refers to cells agrees with them under at least one reading."""

    kind = "words_number"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsKind(WordsRule):
    """The text uses a category in the meaning of the table."""

    kind = "words_kind"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsSum(WordsRule):
    """共 A，其中 B、C、D: the parts sum to the whole."""

    kind = "words_sum"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsPercent(WordsRule):
    """A share or change agrees with this and the prior year's tables to its printed precision."""

    kind = "words_percent"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsDone(WordsRule):
    """全部办结 only if nothing is carried out; 结转下年度 only if something is."""

    kind = "words_done"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsNone(WordsRule):
    """未收到, 未发生 only if the cells are zero."""

    kind = "words_none"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsPlaceholder(WordsRule):
    """No placeholder is left in the text; ``marks`` are regular expressions that match one."""

    kind = "words_placeholder"
    words_only = True
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsYear(WordsRule):
    """Years in the text are the report's own, except in comparisons with the prior year and plans for the next.

    ``plans`` begin a plan, ``past`` words surround a legitimately different year, ``works`` (regular expressions)
    follow the year of a document or budget, ``compared`` occur in a sentence that looks back. ``ahead`` are the keys of
    sections that deal with the next year.
    """

    kind = "words_year"
    words_only = True
    plans: tuple[str, ...]
    past: tuple[str, ...]
    works: tuple[str, ...]
    compared: tuple[str, ...]
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsSame(WordsRule):
    """No paragraph of ``least`` or more characters, and (as a hint) no number from ``from_`` on, repeats the prior
    year's."""

    kind = "words_same"
    threshold = Threshold("least", "算作照搬的段落长度", "字", 20, 1000)
    words_only = True
    least: int
    from_: int


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsOtherOrgan(WordsRule):
    """No sentence has another organ or place as its subject. ``deeds``: verbs that follow the subject of a sentence."""

    kind = "words_other_organ"
    words_only = True
    deeds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsSlips(WordsRule):
    """Brackets are paired, punctuation is full-width, and no word is doubled except those in ``may_double``; in the
    phrases ``may_meet`` the end of one word meets the like beginning of the next."""

    kind = "words_slips"
    words_only = True
    may_double: tuple[str, ...]
    may_meet: tuple[str, ...]


KINDS: Mapping[str, type[Rule]] = {
    kind.kind: kind
    for kind in (
        WholeCounts,
        Amounts,
        AllFilled,
        FeeUnit,
        SplitDigits,
        EqualSums,
        AtMost,
        AllZero,
        ShareAtMost,
        NothingWithout,
        RulemakingPower,
        ChargesWithin,
        Jump,
        Sections,
        Topics,
        Mentions,
        Substance,
        Title,
        Length,
        EditionYears,
        WordsNumber,
        WordsKind,
        WordsSum,
        WordsPercent,
        WordsDone,
        WordsNone,
        WordsPlaceholder,
        WordsYear,
        WordsSame,
        WordsOtherOrgan,
        WordsSlips,
    )
}
