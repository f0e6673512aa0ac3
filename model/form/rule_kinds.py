"""The kinds of rule that an edition may state: a closed set, each rule one entry of an edition file.

A kind says which data it needs; what it finds is in :mod:`model.checks.table_rules`, one function a kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

# Rules are told apart by identity, and printed by id: without eq and repr the twenty classes cost half the time, which
# a person waits for when the program starts.
SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Rule:
    """What the form demands. ``says`` is the sentence for the person, ``source`` the notice, law or custom."""

    kind: ClassVar[str]
    words_only: ClassVar[bool] = False
    """Reads words and reasons only, last year's too: says the same while they stand."""
    tables_only: ClassVar[bool] = False
    """Reads figures and what could not be read only, last year's too: says the same while they stand."""
    id: str
    severity: str
    says: str
    source: str
    at_sign_off: str = ""
    """The severity once the report goes to sign-off; empty: unchanged."""
    may_be_explained: bool = False
    """A 核实说明 settles even an error of this rule; warnings and hints always can be explained."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The sections whose words decide what a rule of :attr:`words_only` says, besides 基本信息."""
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
class Filled(Rule):
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
    """No two neighbouring one-digit cells of ``table`` that, joined, would mend their row and column."""

    kind = "split_digits"
    tables_only = True
    table: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Linear(Rule):
    """A relation between two sums, stated once for every row or column of ``table``.

    ``along`` is ``"column"`` (the terms are row ids, one equation a column) or ``"row"`` (the terms are column
    ids, one equation a row that has them all). A term may begin with ``-`` and with ``last_year:``.
    ``left_says`` stands for a sum too long to be spelled out.
    """

    table: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_says: str = ""
    when: str = ""
    """``"no_last_year"``: stands in only while last year's figures are not there."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EqualSums(Linear):
    """Both sums are equal. ``sets`` names the term that follows the other side until a person types over it."""

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
    """Not every figure of ``table`` is zero."""

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
    """``row`` is zero unless the organ makes rules: by (kind, level) in ``powers`` or by name in ``also_powers``."""

    kind = "rulemaking_power"
    table: str
    row: str
    powers: tuple[tuple[str, str], ...]
    also_powers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChargesWithin(Rule):
    """The charge that ``section`` names after ``words`` (in 元) is not more than the amount in ``cell`` (万元)."""

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
    """The file had all sections, in order, rightly numbered."""

    kind = "sections"
    words_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Topics(Rule):
    """``section`` speaks of every topic of the edition."""

    kind = "topics"
    words_only = True
    section: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.section,)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Mentions(Rule):
    """Somewhere in ``sections`` there is one word of every group in ``all``; ``only_for``: kinds of organ."""

    kind = "mentions"
    words_only = True
    sections: tuple[str, ...]
    all: tuple[tuple[str, ...], ...]
    only_for: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        return self.sections


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Substance(Rule):
    """``section`` is neither empty nor one of ``empty_words`` (``severity``), has ``least`` characters and says
    ``word`` (``weaker``)."""

    kind = "substance"
    words_only = True
    section: str
    empty_words: tuple[str, ...]
    least: int
    word: str
    weaker: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.section,)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Title(Rule):
    """The title is the organ's full name, the year, and the report's name, each once."""

    kind = "title"
    words_only = True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Length(Rule):
    """``section`` has at most ``most`` characters, white space not counted."""

    kind = "length"
    words_only = True
    section: str
    most: int

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.section,)

    def at_most(self, most: int) -> "Length":
        """The rule with an office's own limit; itself where that is the same."""
        if most == self.most:
            return self
        return replace(self, most=most, says=self.says.replace(str(self.most), str(most)))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EditionYears(Rule):
    """The report's year is one that this edition was made for, and no table that was read is partly of another."""

    kind = "edition_years"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsRule(Rule):
    """Reads the words of ``sections``, most of them against the tables; see :mod:`model.checks.claim_rules`."""

    sections: tuple[str, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        return self.sections


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsNumber(WordsRule):
    """A number that speaks of cells agrees with them under some reading."""

    kind = "words_number"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsKind(WordsRule):
    """The words use a category as the table means it."""

    kind = "words_kind"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsSum(WordsRule):
    """共 A，其中 B、C、D: the parts come to the whole."""

    kind = "words_sum"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsPercent(WordsRule):
    """A share or a growth agrees with the tables, and last year's, as precisely as it is printed."""

    kind = "words_percent"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsDone(WordsRule):
    """全部办结 only while nothing is carried over; 结转下年度 only while something is."""

    kind = "words_done"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsNone(WordsRule):
    """未收到, 未发生 only where the cells are zero."""

    kind = "words_none"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsPlaceholder(WordsRule):
    """Nothing is left of a pattern: ``marks`` are regular expressions."""

    kind = "words_placeholder"
    words_only = True
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsYear(WordsRule):
    """The years are this report's, but for comparisons with the year before and plans for the next one.

    ``plans`` begin a plan, ``past`` words stand around a year that is rightly another's, ``works`` follow the year of
    a document or budget, ``compared`` are in a sentence that looks back. ``ahead`` are sections that speak of the next
    year as a matter of course.
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
    """No paragraph of ``least`` characters, and (as a hint) no number from ``from_`` on, is last year's unchanged."""

    kind = "words_same"
    words_only = True
    least: int
    from_: int


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsOtherOrgan(WordsRule):
    """No other organ or place is what a sentence is about. ``deeds``: words that only the subject of a sentence has
    behind it."""

    kind = "words_other_organ"
    words_only = True
    deeds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class WordsSlips(WordsRule):
    """Brackets in pairs, full-width punctuation, no word twice but those of ``may_double``."""

    kind = "words_slips"
    words_only = True
    may_double: tuple[str, ...]


KINDS: Mapping[str, type[Rule]] = {
    kind.kind: kind
    for kind in (
        WholeCounts,
        Amounts,
        Filled,
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
