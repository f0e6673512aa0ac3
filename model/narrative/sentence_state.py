"""A sentence while its numbers are read: the words of the lexicon in it, what earlier ones decide, what it claims."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from model.narrative.lexicon import Alternatives, Lexicon, Phrase
from model.narrative.numbers import Number

REQUESTS, DISPUTES, DISCLOSURE, FEES = "requests", "disputes", "disclosure", "fees"
"""Tables, and a topic that is none: what an office charges."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Claim:
    """A number, or a word for none or all, that speaks of cells.

    ``kind``: ``count``, ``amount`` (万元), ``none`` (未收到), ``change`` (比上年增加 3 件), ``growth`` and ``share``
    (in percent), ``done`` (全部办结), ``left`` (结转下年度, without a number).
    """

    kind: str
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
    approximate: bool = False
    scope: str = ""
    """The words that say that another organ, a whole place or a part of the year is meant."""
    year: int = 0
    """As the words name it; 0: the report's own."""
    last_year: bool = False
    soft: bool = False
    """Only agreement is certain: a difference may have another reason."""
    filed: bool = False
    """May count what was filed and not what was decided."""
    apart: bool = False
    """Other words stand between the number and its phrase, which may be what it counts."""
    gentle: bool = False
    """Of ``done``: 按期, 依法 …, which may be true though something is left."""
    of: "Claim | None" = None
    """What grew, or what has a share."""
    whole: "Claim | None" = None
    """What the share is of, where the sentence says it."""
    falls: bool = False


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


@dataclass(frozen=True)
class ParagraphState:
    """What earlier sentences of the paragraph decide about a later one."""

    topic: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    """(table, the phrase of rows that was last spoken of)"""
    last: Claim | None = None
    """The count before, without its place; ``None`` where it speaks of no cell."""
    scope: str = ""

    @cached_property
    def _hash(self) -> int:
        return hash((self.topic, self.rows, self.last, self.scope))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True)
class Word:
    """A word of the lexicon in its place: a phrase, or a mark."""

    start: int
    end: int
    text: str
    phrase: Phrase | None
    mark: str


@dataclass
class Passage:
    """What earlier words of the paragraph decide about later ones."""

    topic: str
    rows: dict[str, Phrase]
    """Table -> the phrase of rows that was last spoken of."""
    last: Claim | None
    """The count before; ``None`` where it speaks of no cell."""
    scope: str


Counted = tuple[Number, Claim | None, str, int]
"""(number, claim, group, depth of brackets)"""


@dataclass
class Sentence:
    """One sentence, and what its words have said up to the number that is being read."""

    text: str
    """Folded; names are blotted out."""
    span: Span
    passage: Passage
    year: int = 0
    first_year: int = 0
    stands_after: tuple[int, ...] = ()
    """The year that is spoken of again behind the next comma."""
    scope: str = ""
    topic_here: bool = False
    answers: bool = False
    """Another answer to requests than 予以公开 is named."""
    compared: bool = False
    grown_from: Claim | None = None
    """What the number says that the next one has grown or fallen to."""
    pending: list[Word] = field(default_factory=list)
    """Phrases since the last number, in segments without one."""
    counted: list[Counted] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def words_in(lexicon: Lexicon, text: str, start: int, end: int) -> Iterator[Word]:
    """The lexicon's words between two places; one text may be several."""
    for match in lexicon.scan.finditer(text, start, end):
        for kind in lexicon.classes(match[0]):
            yield Word(*match.span(), match[0], lexicon.phrases.get(kind), kind)


def place_of(sentence: Sentence, number: Number) -> dict[str, Any]:
    """What every claim says of where it stands."""
    text = sentence.text[number.start : number.end]
    return {"start": number.start, "end": number.end, "text": text, "sentence": sentence.span}
