"""Claims with their positions in the sections of one report; results of unchanged paragraphs are reused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from model.checks.claim_cells import EditionClaim, on_cells
from model.checks.findings import Finding
from model.checks.words_around import WordsAround
from model.form.edition import Edition
from model.memo import Memo
from model.narrative.claim_extraction import ParagraphReading, SentenceReading, read_section
from model.narrative.claims import Breakdown
from model.narrative.paragraphs import Paragraphs
from model.report.dismissed_places import dismissal_key_of

MOST_REMEMBERED = 2048
MOST_FINDINGS = 16
"""Cache size per claim; a claim has one finding for each combination of its cells' figures."""

MOST_SHOWN = 18
"""Most characters of a clause shown on each side of the number."""

NEAR = 8
"""Characters on both sides that identify a number marked 不相关."""


@dataclass(eq=False)
class PlacedClaim:
    """A claim at its position in a section. Treat as immutable; not ``frozen`` because that doubles the cost of
    creation, and an edit of the text re-creates those whose position moved."""

    edition_claim: EditionClaim
    section: str
    start: int
    end: int
    paragraph: str
    at: int
    """Its offset in the paragraph."""

    @property
    def text(self) -> str:
        """The number or phrase as the section writes it; the claim's own is folded to half-width and plain spaces."""
        return self.paragraph[self.at : self._stop]

    @cached_property
    def clause(self) -> str:
        """The clause around the number, shortened for display."""
        return clause_at(self.paragraph, self.at, self._stop)

    @cached_property
    def sentence(self) -> str:
        """The whole sentence that contains the number, stripped."""
        begin, end = self.edition_claim.claim.sentence
        offset = self.at - self.edition_claim.claim.start
        return self.paragraph[offset + begin : offset + end].strip()

    @cached_property
    def dismissal_key(self) -> str:
        """The key in ``Report.dismissed`` under which the user marks it 不相关."""
        return _unrelated(self.section, self.paragraph, self.at, self._stop)

    @cached_property
    def around(self) -> WordsAround:
        """What the words around it say of whose it is."""
        return WordsAround(self.edition_claim.claim, self.paragraph, self.at, self._stop)

    @cached_property
    def findings(self) -> Memo[object, Finding]:
        """Cache of the findings that :mod:`model.checks.claim_rules` made of this claim."""
        return Memo(MOST_FINDINGS)

    @property
    def _stop(self) -> int:
        return self.at + self.end - self.start


@dataclass(frozen=True, eq=False)
class PlacedBreakdown:
    """A breakdown (共 A，其中 B、C) at its position; ``offset`` is that of its sentence in the section.

    An entry of ``parts``, or ``whole``, is ``None`` where the number is no claim about cells.
    """

    breakdown: Breakdown
    offset: int
    clause: str
    sentence: str
    dismissal_key: str
    parts: tuple[PlacedClaim | None, ...]
    whole: PlacedClaim | None


@dataclass(frozen=True, eq=False)
class PlacedParagraph:
    """The claims and breakdowns of one paragraph at its position in the section."""

    start: int
    read: ParagraphReading
    claims: tuple[PlacedClaim, ...]
    breakdowns: tuple[PlacedBreakdown, ...]


@dataclass(frozen=True, eq=False)
class SectionClaims:
    """All claims and breakdowns of one section."""

    parts: Mapping[int, PlacedParagraph]
    """Start of the paragraph -> its claims."""
    claims: tuple[PlacedClaim, ...]
    breakdowns: tuple[PlacedBreakdown, ...]

    @cached_property
    def wrong_sums(self) -> tuple[PlacedBreakdown, ...]:
        """The breakdowns whose parts do not sum to the whole."""
        return tuple(each for each in self.breakdowns if each.breakdown.sum_of_parts != each.breakdown.whole.value)

    @cached_property
    def starts(self) -> frozenset[int]:
        """The start positions of all claims."""
        return frozenset(each.start for each in self.claims)

    @cached_property
    def numbers(self) -> Mapping[PlacedClaim, int]:
        """Claim -> its ordinal among the section's claims about the same phrase, from 1."""
        seen: dict[str, int] = {}
        found: dict[PlacedClaim, int] = {}
        for each in self.claims:
            about = each.edition_claim.about
            found[each] = seen[about] = seen.get(about, 0) + 1
        return found


def section_claims(
    edition: Edition, section: str, paragraphs: Paragraphs, before: SectionClaims | None
) -> SectionClaims:
    """The section's claims about the edition's cells; paragraphs unchanged since ``before`` are reused."""
    earlier = before.parts if before else {}
    parts: dict[int, PlacedParagraph] = {}
    for start, paragraph, read in read_section(paragraphs, edition.subject_of(section)):
        part = earlier.get(start)
        if part is None or part.read is not read:
            part = _placed(edition, section, start, paragraph, read)
        parts[start] = part
    claims = tuple([each for part in parts.values() for each in part.claims])
    breakdowns = tuple([each for part in parts.values() for each in part.breakdowns])
    return SectionClaims(parts, claims, breakdowns)


def _placed(edition: Edition, section: str, start: int, paragraph: str, read: ParagraphReading) -> PlacedParagraph:
    claims: list[PlacedClaim] = []
    breakdowns: list[PlacedBreakdown] = []
    for begin, reading in read.sentences:
        by_place: dict[int, PlacedClaim] = {}
        for held in _on_cells_of(edition, reading):
            claim = held.claim
            at = begin + claim.start
            placed = PlacedClaim(held, section, start + at, start + begin + claim.end, paragraph, at)
            by_place[claim.start] = placed
            claims.append(placed)
        for breakdown in reading.breakdowns:
            whole, *parts = (by_place.get(each.start) for each in (breakdown.whole, *breakdown.parts))
            key = _unrelated(section, paragraph, begin + breakdown.whole.start, begin + breakdown.whole.end)
            sentence = paragraph[begin + breakdown.sentence[0] : begin + breakdown.sentence[1]].strip()
            clause = paragraph[begin + breakdown.whole.start : begin + breakdown.parts[-1].stop]
            clause = clause if len(clause) <= 3 * MOST_SHOWN else clause[: 3 * MOST_SHOWN] + "…"
            breakdowns.append(PlacedBreakdown(breakdown, start + begin, clause, sentence, key, tuple(parts), whole))
    return PlacedParagraph(start, read, tuple(claims), tuple(breakdowns))


def _on_cells_of(edition: Edition, reading: SentenceReading) -> tuple[EditionClaim, ...]:
    found: tuple[EditionClaim, ...] = edition.claims_of_sentences.result(reading, _read_on_cells, edition, reading)
    return found


def _read_on_cells(edition: Edition, reading: SentenceReading) -> tuple[EditionClaim, ...]:
    claims = (on_cells(edition, claim) for claim in reading.claims)
    return tuple(each for each in claims if each.readings)


@lru_cache(maxsize=MOST_REMEMBERED)
def without_years(text: str) -> str:
    """``text`` with its years replaced by spaces of the same length, for comparison across years."""
    return _ANY_YEAR.sub("    ", text)


_ANY_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年|年度)")


def clause_at(text: str, start: int, end: int) -> str:
    """The clause that contains the passage, shortened to :data:`MOST_SHOWN` characters on each side."""
    low, high = max(0, start - MOST_SHOWN - 1), min(len(text), end + MOST_SHOWN + 1)
    ends = _UP_TO_CLAUSE.match(text, low, start)
    goes_on = _CLAUSE_END.search(text, end, high)
    before, after = (ends.end() if ends else low), (goes_on.start() if goes_on else high)
    head = "…" if start - before > MOST_SHOWN else ""
    tail = "…" if after - end > MOST_SHOWN else ""
    return f"{head}{text[max(before, start - MOST_SHOWN) : min(after, end + MOST_SHOWN)].strip()}{tail}"


_CLAUSE_END = re.compile("[，,。；;：:\n]")

_UP_TO_CLAUSE = re.compile(f".*{_CLAUSE_END.pattern}", re.DOTALL)


def _unrelated(section: str, paragraph: str, start: int, end: int) -> str:
    return dismissal_key_of(section, paragraph[max(0, start - NEAR) : end + NEAR])
