"""The kinds of rule that an edition may state: a closed set, each rule one entry of an edition file.

A kind declares the data it needs; the check itself is a function per kind in :mod:`model.checks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

# eq=False, repr=False: rules are compared by identity, and generating these methods would double the time that the
# classes need at start-up.
SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Rule:
    """One requirement of the form. ``says`` is its wording for the user, ``source`` the notice, law or practice."""

    kind: ClassVar[str]
    words_only: ClassVar[bool] = False
    """Depends on texts and reasons only, of both years: findings are reused while those are unchanged."""
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
    """``row`` is zero unless the organ may make 规章: by (kind, level) in ``powers`` or by name in ``also_powers``."""

    kind = "rulemaking_power"
    table: str
    row: str
    powers: tuple[tuple[str, str], ...]
    also_powers: tuple[str, ...]


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
    words_only = True
    section: str
    most: int

    @property
    def reads(self) -> tuple[str, ...]:
        """The section whose length is limited."""
        return (self.section,)

    def at_most(self, most: int) -> "Length":
        """The rule with an organ's own limit; itself where that is the same."""
        if most == self.most:
            return self
        return replace(self, most=most, says=self.says.replace(str(self.most), str(most)))


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
