"""Claims: a number, or a phrase for none or all, with the cells that it refers to."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum, auto

from model.narrative.lexicon import Alternatives
from model.narrative.numbers import Number

Span = tuple[int, int]


class ClaimKind(StrEnum):
    """What kind of statement a claim makes; each is compared with the tables in its own way."""

    COUNT = "count"
    """共收到申请 12 件"""
    AMOUNT = "amount"
    """收取费用 3 万元"""
    NONE = "none"
    """未收到申请"""
    CHANGE = "change"
    """比上年增加 3 件"""
    GROWTH = "growth"
    """同比增长 12.5%"""
    SHARE = "share"
    """占 61.3%"""
    DONE = "done"
    """全部办结"""
    LEFT = "left"
    """其余结转下年度, without a number"""


IN_PERCENT = frozenset({ClaimKind.GROWTH, ClaimKind.SHARE})
AGAINST_LAST_YEAR = frozenset({ClaimKind.CHANGE, ClaimKind.GROWTH})


class Hedge(Enum):
    """Why a difference between a claim and the tables need not be an error."""

    APPROXIMATE = auto()
    """约 12 件"""
    AMBIGUOUS = auto()
    """The wording is ambiguous: agreement is conclusive, a difference is not."""
    PUBLISHED = auto()
    """公开行政许可 12 件: what was published need not be all that was done."""
    PARTIAL = auto()
    """卫生许可 12 件: one kind of them, or all of them."""
    SOFT = auto()
    """撤回申请 1 件: a word that may also mean something else."""
    FILED = auto()
    """May count what was filed, while the table counts what was decided."""
    DECIDED = auto()
    """办理复议 22 件: of an organ that decides them for others, perhaps what it decided."""
    ANY_CAUSE = auto()
    """应诉行政诉讼案件 18 件: perhaps all that the office was sued for, unless the number is nearly the form's."""
    DISTANT = auto()
    """Other words between the number and its phrase may be what it counts."""
    LENIENT = auto()
    """全部办结 qualified by 按期, 依法 …, which may be true although cases are carried out, where the words say so."""
    LEFT = auto()
    """全部办结 beside a count of those that are carried out."""


SUPPORTED = frozenset({Hedge.PUBLISHED, Hedge.PARTIAL, Hedge.SOFT})
"""With one of these a difference gives a finding only where other evidence supports the reading."""
UNDECIDED = frozenset({Hedge.APPROXIMATE, Hedge.AMBIGUOUS}) | SUPPORTED
"""With one of these a difference alone gives no finding."""
WEAK = frozenset({Hedge.FILED, Hedge.DISTANT, Hedge.LEFT})
"""With one of these a difference is only a hint."""
NOT_PLAIN = UNDECIDED | {Hedge.FILED}


def hedges_of(number: Number, others: frozenset[Hedge] = frozenset()) -> frozenset[Hedge]:
    """``others`` with :attr:`Hedge.APPROXIMATE` set according to the number."""
    return others | {Hedge.APPROXIMATE} if number.approximate else others - {Hedge.APPROXIMATE}


@dataclass(frozen=True)
class Claim:
    """A number, or a phrase for none or all, that refers to cells.

    ``rows`` and ``columns`` list every possible reading in terms of the statutory tables.
    """

    kind: ClaimKind
    start: int
    end: int
    """The number in the paragraph (of a ``SentenceReading``, in the sentence), without its measure word."""
    text: str
    value: Decimal
    sentence: Span
    phrase_ids: tuple[str, ...]
    """Ids of the phrases."""
    table: str
    rows: Alternatives
    columns: Alternatives = ()
    """Empty: the total."""
    loose: Alternatives = ()
    """Rows that the wording may mean contrary to the definition in the table."""
    all_in: Alternatives = ()
    """Columns in which all that was counted must be: 复议 2 件，结果维持."""
    scope: str = ""
    """The words that limit the claim to another organ, a whole area or part of the year; empty: none."""
    year: int = 0
    """The year stated in the text; 0: the report's own."""
    last_year: bool = False
    hedges: frozenset[Hedge] = frozenset()
    """Why a difference from the tables need not be an error."""
    of: "Claim | None" = None
    """The claim whose change or share this is."""
    whole: "Claim | None" = None
    """The whole of a share, if the sentence gives it."""
    within: "Claim | None" = None
    """The count whose columns these are, if the words name no rows of their own."""
    beside: "tuple[Claim, ...]" = ()
    """The other numbers of its list, without their places."""
    of_hundred: bool = False
    """Of a share: those of its sentence add up to 100, so that one may be rounded the other way."""
    falls: bool = False
    """Of a change: a decrease."""
    added: bool = False
    """Of what came in from last year: counted beside what was received, and not as a part of it."""

    def hedged(self, hedge: Hedge) -> "Claim":
        """A copy with ``hedge`` added."""
        return replace(self, hedges=self.hedges | {hedge})

    @property
    def is_plain_count(self) -> bool:
        """Whether it is an unambiguous count of this report: not last year's; its scope is not looked at."""
        return self.kind is ClaimKind.COUNT and not (self.last_year or self.hedges & NOT_PLAIN)


@dataclass(frozen=True)
class Breakdown:
    """共 A，其中 B、C、D."""

    whole: Number
    parts: tuple[Number, ...]
    sentence: Span
    whole_claim: Claim | None
    part_claims: tuple[Claim | None, ...]
    open: bool
    """The list is marked as incomplete (等), or continues in an unclear way."""
    complete: bool
    """The list is marked as complete: 分别为, or the last part is 其他."""
    ends_with_rest: bool
    """The last part is 其他."""

    @property
    def sum_of_parts(self) -> Decimal:
        """The sum of the parts' values, to compare with ``whole.value``."""
        return sum((part.value for part in self.parts), Decimal(0))
