"""What the text claims: a number, or a phrase for none or all, and the cells it speaks of."""

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
    """Only agreement is certain: a difference may have another reason."""
    FILED = auto()
    """May count what was filed, while the table counts what was decided."""
    DISTANT = auto()
    """Other words stand between the number and its phrase, which may be what it counts."""
    LENIENT = auto()
    """Of all being done: 按期, 依法 …, which may be true though something is left."""


UNDECIDED = frozenset({Hedge.APPROXIMATE, Hedge.AMBIGUOUS})
"""With one of these a difference is no finding at all."""
WEAK = frozenset({Hedge.FILED, Hedge.DISTANT, Hedge.LENIENT})
"""With one of these a difference is worth a look, no more."""
NOT_PLAIN = UNDECIDED | {Hedge.FILED}


def hedges_of(number: Number, others: frozenset[Hedge] = frozenset()) -> frozenset[Hedge]:
    """``others``, and that the number itself is approximate."""
    return others | {Hedge.APPROXIMATE} if number.approximate else others - {Hedge.APPROXIMATE}


@dataclass(frozen=True)
class Claim:
    """A number, or a word for none or all, that speaks of cells.

    What it may mean is said in rows and columns of the statutory tables, all readings side by side.
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
    """Rows that the words mean against the table's meaning."""
    scope: str = ""
    """The words that say that another organ, a whole place or a part of the year is meant."""
    year: int = 0
    """As the words name it; 0: the report's own."""
    last_year: bool = False
    hedges: frozenset[Hedge] = frozenset()
    """Why a difference from the tables need not be an error."""
    of: "Claim | None" = None
    """What grew, or what has a share."""
    whole: "Claim | None" = None
    """What the share is of, where the sentence says it."""
    falls: bool = False
    """Of a change: a decrease."""

    def hedged(self, hedge: Hedge) -> "Claim":
        return replace(self, hedges=self.hedges | {hedge})

    @property
    def is_plain_count(self) -> bool:
        """A certain count of this report's own: no percentage, no last year's number, nothing of another scope."""
        return self.kind is ClaimKind.COUNT and not (self.scope or self.last_year or self.hedges & NOT_PLAIN)


@dataclass(frozen=True)
class Breakdown:
    """共 A，其中 B、C、D."""

    whole: Number
    parts: tuple[Number, ...]
    sentence: Span
    whole_claim: Claim | None
    part_claims: tuple[Claim | None, ...]
    open: bool
    """Said to be incomplete (等), or cut off."""
    complete: bool
    """Said to be complete: 分别为, or the last part is 其他."""

    @property
    def sum_of_parts(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))
