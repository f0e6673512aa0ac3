"""Claims held against the tables: each number in the words agrees, contradicts, or cannot be told.

Nothing is said to contradict unless every reading that makes sense was tried with figures that are all there. What one
claim comes to under the same figures is remembered, so that a keystroke in a table costs a few look-ups.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import product

from model.checks.findings import BLANK, NO_LAST_YEAR, NOT_COMPARABLE, Finding
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell, Table
from model.narrative.claim_extraction import ParagraphReading, SentenceReading, read_section
from model.narrative.lexicon import Alternatives, the_lexicon
from model.narrative.numbers import read_han, write_han
from model.narrative.paragraphs import Paragraphs
from model.narrative.sentence_state import REQUESTS, Breakdown, Claim
from model.report import organ
from model.report.dismissed_places import Answers, answer_key
from model.report.positions import standing
from model.report.report import NumberLink, Report

NUMBER, KIND, PERCENT, DONE, NONE = "number", "kind", "percent", "done", "none"
"""What is wrong with a claim that contradicts: one rule each."""
_SPEAKS = {"growth": PERCENT, "change": PERCENT, "share": PERCENT, "done": DONE, "left": DONE, "none": NONE}
WHOLE_PLACE = frozenset(
    {"全市", "全县", "全区", "全省", "全州", "全旗", "全镇", "全街", "全乡", "全盟", "各级行政机关", "各级政府"}
)
"""What a government's own report is about."""
MOST_REMEMBERED = 2048
SPELLED = 4
"""So many cells of a long sum are named."""
MOST_SHOWN = 18
"""So many characters of a clause are shown on each side of the number."""
_SCALES = {"万": 4, "亿": 8}
NEAR = 8
"""Characters on both sides by which a number that was called 不相关 is known again."""

Reading = tuple[Cell, ...]
Agreed = Mapping[tuple[str, int, str], Reading]
"""(section, place, number) -> the cells that a number agrees with."""


class ClaimState(StrEnum):
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNSURE = "unsure"
    """Speaks of cells, but what it should be is not certain, or they are not filled yet."""
    UNRELATED = "unrelated"
    """A person said that it has nothing to do with the tables."""


@dataclass(frozen=True, eq=False)
class Judgement:
    """What one claim comes to under certain figures."""

    state: ClaimState
    speaks: str = NUMBER
    """The rule that it concerns."""
    says: str = ""
    """The cells with their figures, all readings."""
    cells: tuple[Cell, ...] = ()
    instead: str = ""
    """What should stand there."""
    weak: bool = False
    """Worth a look, no more."""
    why: str = ""
    """Of :attr:`ClaimState.UNSURE`."""
    tied: bool = False
    """A person tied the number to these cells."""


_OPEN = (ClaimState.CONTRADICTS, ClaimState.UNSURE)
UNRELATED = Judgement(ClaimState.UNRELATED, why="已标为与表格无关")


@dataclass(frozen=True)
class Verdict:
    """A judgement at its place in a section."""

    section: str
    start: int
    end: int
    claim: Claim
    clause: str
    sentence: str
    judgement: Judgement
    unrelated: str
    """The key of ``Report.reasons`` under which a person calls it 不相关."""

    @property
    def state(self) -> ClaimState:
        return self.judgement.state


@dataclass(frozen=True, eq=False)
class EditionClaim:
    """A claim in terms of one edition's cells, wherever its sentence stands."""

    claim: Claim
    readings: tuple[Reading, ...]
    loose: tuple[Reading, ...]
    shares: tuple[tuple[Reading, Reading], ...]
    """Part and whole of a share."""
    cells: tuple[Cell, ...]
    of_last_year: bool
    """Last year's figures may matter."""
    remembered: dict[object, Judgement] = field(default_factory=dict)


@dataclass(eq=False)
class PlacedClaim:
    """A claim at its place in a section. Not to be changed; frozen it would take twice as long to make, and behind
    every key they all move."""

    held: EditionClaim
    section: str
    start: int
    end: int
    paragraph: str
    at: int
    """Where it stands in the paragraph."""

    @cached_property
    def clause(self) -> str:
        return clause_at(self.paragraph, self.at, self._stop)

    @cached_property
    def sentence(self) -> str:
        begin, end = self.held.claim.sentence
        offset = self.at - self.held.claim.start
        return self.paragraph[offset + begin : offset + end].strip()

    @cached_property
    def unrelated(self) -> str:
        """The key of ``Report.reasons`` under which a person calls it 不相关."""
        return _unrelated(self.section, self.paragraph, self.at, self._stop)

    @cached_property
    def findings(self) -> dict[object, Finding]:
        """As :mod:`model.checks.claim_rules` remembers them."""
        return {}

    @property
    def follows(self) -> bool:
        """A plain count of this report's own: no percentage, no last year's number, nothing of another scope."""
        claim = self.held.claim
        apart = claim.scope or claim.last_year or claim.soft or claim.approximate or claim.filed
        return claim.kind == "count" and not apart

    @property
    def _stop(self) -> int:
        return self.at + self.end - self.start


@dataclass(frozen=True, eq=False)
class PlacedBreakdown:
    addition: Breakdown
    offset: int
    clause: str
    sentence: str
    unrelated: str
    parts: tuple[PlacedClaim | None, ...]
    whole: PlacedClaim | None


@dataclass(frozen=True, eq=False)
class _Part:
    """What one paragraph says, at its place."""

    start: int
    read: ParagraphReading
    claims: tuple[PlacedClaim, ...]
    additions: tuple[PlacedBreakdown, ...]


@dataclass(frozen=True, eq=False)
class SectionClaims:
    """All that the words of one section say."""

    parts: Mapping[int, _Part]
    """By where the paragraph begins."""
    claims: tuple[PlacedClaim, ...]
    additions: tuple[PlacedBreakdown, ...]

    @cached_property
    def wrong_sums(self) -> tuple[PlacedBreakdown, ...]:
        """The parts do not come to the whole."""
        return tuple(each for each in self.additions if each.addition.came_to != each.addition.whole.value)

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where the claims stand."""
        return frozenset(each.start for each in self.claims)

    @cached_property
    def numbers(self) -> Mapping[PlacedClaim, int]:
        """Which one a claim is of those in the section that speak of the same."""
        seen: dict[str, int] = {}
        found: dict[PlacedClaim, int] = {}
        for each in self.claims:
            claim = each.held.claim
            about = claim.about[-1] if claim.about else claim.kind
            found[each] = seen[about] = seen.get(about, 0) + 1
        return found


# ---------------------------------------------------------------- what stands in the words


def section_claims(
    edition: Edition, section: str, paragraphs: Paragraphs, before: SectionClaims | None
) -> SectionClaims:
    """What the section says of the edition's cells; paragraphs that stand as they stood ``before`` are taken over."""
    stood = before.parts if before else {}
    parts: dict[int, _Part] = {}
    for start, paragraph, read in read_section(paragraphs):
        part = stood.get(start)
        if part is None or part.read is not read:
            part = _placed(edition, section, start, paragraph, read)
        parts[start] = part
    claims = tuple([each for part in parts.values() for each in part.claims])
    additions = tuple([each for part in parts.values() for each in part.additions])
    return SectionClaims(parts, claims, additions)


def _placed(edition: Edition, section: str, start: int, paragraph: str, read: ParagraphReading) -> _Part:
    claims: list[PlacedClaim] = []
    additions: list[PlacedBreakdown] = []
    for begin, said in read.sentences:
        by_place: dict[int, PlacedClaim] = {}
        for held in _held_of(edition, said):
            claim = held.claim
            at = begin + claim.start
            placed = PlacedClaim(held, section, start + at, start + begin + claim.end, paragraph, at)
            by_place[claim.start] = placed
            claims.append(placed)
        for addition in said.additions:
            whole, *parts = (by_place.get(each.start) for each in (addition.whole, *addition.parts))
            key = _unrelated(section, paragraph, begin + addition.whole.start, begin + addition.whole.end)
            sentence = paragraph[begin + addition.sentence[0] : begin + addition.sentence[1]].strip()
            clause = paragraph[begin + addition.whole.start : begin + addition.parts[-1].stop]
            clause = clause if len(clause) <= 3 * MOST_SHOWN else clause[: 3 * MOST_SHOWN] + "…"
            additions.append(PlacedBreakdown(addition, start + begin, clause, sentence, key, tuple(parts), whole))
    return _Part(start, read, tuple(claims), tuple(additions))


def _held_of(edition: Edition, said: SentenceReading) -> tuple[EditionClaim, ...]:
    remembered = edition.read_words
    found = remembered.get(said)
    if found is None:
        if len(remembered) >= MOST_REMEMBERED:
            remembered.clear()
        held = (_held(edition, claim) for claim in said.claims)
        found = remembered[said] = tuple(each for each in held if each.readings)
    return found


@lru_cache(maxsize=MOST_REMEMBERED)
def without_years(text: str) -> str:
    """``text`` with its years made blanks, to compare it with another year's."""
    return _ANY_YEAR.sub("    ", text)


_ANY_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年|年度)")


def clause_at(text: str, start: int, end: int) -> str:
    """The clause that holds the passage, shortened where it is long."""
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
    return answer_key(section, paragraph[max(0, start - NEAR) : end + NEAR])


# ---------------------------------------------------------------- cells


def _held(edition: Edition, claim: Claim) -> EditionClaim:
    tables = {table.id: table for table in edition.tables}
    readings = _readings(tables, claim.table, claim.rows, claim.columns)
    loose = _readings(tables, claim.table, claim.loose, claim.columns)
    shares = _shares(tables, claim) if claim.kind == "share" else ()
    shared = [reading for pair in shares for reading in pair]
    cells = dict.fromkeys(cell for reading in (*readings, *loose, *shared) for cell in reading)
    of_last_year = claim.last_year or bool(claim.year) or claim.kind in ("growth", "change")
    return EditionClaim(claim, readings, loose, shares, tuple(cells), of_last_year)


def _shares(tables: Mapping[str, Table], claim: Claim) -> tuple[tuple[Reading, Reading], ...]:
    """Part and whole: a kind of applicant has its share of the same rows, a row its share of another."""
    if claim.columns:
        pairs = [
            (part, whole)
            for rows in claim.rows
            for part in _readings(tables, claim.table, (rows,), claim.columns)
            for whole in _readings(tables, claim.table, (rows,), ())
        ]
        return tuple(pairs)
    parts = _readings(tables, claim.table, claim.rows, ())
    if claim.whole is not None:
        wholes = _readings(tables, claim.whole.table, claim.whole.rows, claim.whole.columns)
    elif claim.table == REQUESTS:
        wholes = _readings(tables, REQUESTS, (("results.total",), ("received",), ("received", "carried_in")), ())
    else:
        every = tuple(row.id for row in tables[claim.table].rows) if claim.table in tables else ()
        wholes = _readings(tables, claim.table, (every,), ())
    return tuple((part, whole) for part in parts for whole in wholes)


def _readings(
    tables: Mapping[str, Table], table_id: str, rows: Alternatives, columns: Alternatives
) -> tuple[Reading, ...]:
    """Every way to read rows and columns; what the edition does not have is no way."""
    table = tables.get(table_id)
    if table is None:
        return ()
    there = table.cell_set
    found: dict[Reading, None] = {}
    for some, across in product(rows, columns or (("total",),)):
        names = [name for pattern in some for name in _rows(table, pattern)]
        cells = tuple(dict.fromkeys(Cell(table_id, row, column) for row in names for column in across))
        if cells and there.issuperset(cells):
            found[cells] = None
    return tuple(found)


def readings(edition: Edition, table_id: str, rows: Alternatives, columns: Alternatives) -> tuple[Reading, ...]:
    """The cells that rows and columns of the lexicon come to, each way to read them."""
    return _readings({table.id: table for table in edition.tables}, table_id, rows, columns)


def _rows(table: Table, pattern: str) -> list[str]:
    """``results.denied.*`` takes all rows that begin so; a row that is not there stays, so that the reading falls."""
    if not pattern.endswith("*"):
        return [pattern]
    return [row.id for row in table.rows if row.id.startswith(pattern[:-1])] or [pattern]


# ---------------------------------------------------------------- judging


class ClaimMatcher:
    """The verdicts on all words of a report."""

    def __init__(
        self,
        report: Report,
        edition: Edition,
        figures: Mapping[Cell, Figure],
        last_figures: Mapping[Cell, Figure] | None,
        paragraphs: Mapping[str, Paragraphs],
        before: "ClaimMatcher | None" = None,
    ) -> None:
        """``figures`` are the ones to compare with, blanks absent; ``last_figures`` is ``None`` without last year's
        report. What ``before`` found is taken over where neither the figures nor the words have changed."""
        self._edition = edition
        self.answers = Answers(report)
        self._figures, self._last = figures, last_figures
        self._known: Set[Cell] = figures.keys()
        self._complete = len(figures) == len(edition.cells)
        self.texts = report.texts
        self.paragraphs = paragraphs
        self._year = report.year
        self._of_place = organ.kind(report) == "government"
        self._judged: dict[EditionClaim, Judgement] = {}
        """What the claims come to, as long as none of the figures changes."""
        if before is not None and before._same_figures(self) and len(before._judged) < MOST_REMEMBERED:
            self._judged = before._judged
        if before is not None and before.texts is self.texts:
            self.by_section: Mapping[str, SectionClaims] = before.by_section
        else:
            stood = before.by_section if before is not None else {}
            self.by_section = {
                key: stood[key] if key in stood and before and before.paragraphs.get(key) is words
                else section_claims(edition, key, words, stood.get(key))
                for key, words in paragraphs.items()
            }  # fmt: skip
        ties = standing(report.ties, report.texts).values() if report.ties else ()
        self._tied = {(tie.section, tie.start): tie for tie in ties if not tie.automatic}
        self._open: dict[str, list[tuple[str, PlacedClaim, Judgement]]] | None = None

    def _same_figures(self, other: "ClaimMatcher") -> bool:
        return (
            self._figures is other._figures
            and self._last is other._last
            and (self._year, self._of_place) == (other._year, other._of_place)
        )

    def section(self, key: str) -> list[tuple[PlacedClaim, Judgement]]:
        """In the order of the words."""
        said = self.by_section.get(key)
        return [(each, self.judge(each)) for each in said.claims] if said else []

    def open(self, speaks: str) -> list[tuple[str, PlacedClaim, Judgement]]:
        """(section, claim, judgement) of what contradicts, or could not be told, and concerns the rule ``speaks``."""
        if self._open is None:
            self._open = {}
            for key, said in self.by_section.items():
                for each in said.claims:
                    judgement = self.judge(each)
                    if judgement.state in _OPEN:
                        self._open.setdefault(judgement.speaks, []).append((key, each, judgement))
        return self._open.get(speaks, [])

    def verdicts(self, key: str) -> list[Verdict]:
        found = [verdict(key, *each) for each in self.section(key)]
        if not self.answers:
            return found
        held = ((each, self.answers.key_at(key, each.start, each.unrelated)) for each in found)
        return [replace(each, unrelated=answered) if answered else each for each, answered in held]

    def agreeing(self, placed: PlacedClaim) -> Reading:
        """The cells that a plain count agrees with, read in the first way in which it does; none for others."""
        judgement = self.judge(placed) if placed.follows else None
        return judgement.cells if judgement is not None and judgement.state is ClaimState.AGREES else ()

    def agreed(self) -> Agreed:
        """What all the numbers of the words agree with."""
        return {
            (section, placed.start, placed.held.claim.text): cells
            for section, said in self.by_section.items()
            for placed in said.claims
            if (cells := self.agreeing(placed))
        }

    def judge_link(self, tie: NumberLink) -> Judgement:
        """A number that a person tied, whether the words around it speak of cells or not."""
        figures = {cell: self._figures.get(cell) if cell in self._known else None for cell in tie.cells}
        sum_ = total(tie.cells, figures)
        if sum_ is None:
            return Judgement(ClaimState.UNSURE, cells=tie.cells, why=BLANK, tied=True)
        named = " ＋ ".join(f"{self._edition.name_of(cell)} {show_figure(figures[cell])}" for cell in tie.cells)
        says = f"{named} = {show_figure(sum_)}" if len(tie.cells) > 1 else named
        value = value_of(tie.text)
        if value == sum_:
            return Judgement(ClaimState.AGREES, NUMBER, says, tie.cells, tied=True)
        return Judgement(ClaimState.CONTRADICTS, NUMBER, says, tie.cells, written_like(tie.text, sum_), tied=True)

    def judge(self, placed: PlacedClaim) -> Judgement:
        if (
            self._tied
            and (tie := self._tied.get((placed.section, placed.start)))
            and tie.text == placed.held.claim.text
        ):
            return self.judge_link(tie)
        if self.answers and self.answers.key_at(placed.section, placed.start, placed.unrelated):
            return UNRELATED
        held = placed.held
        judgement = self._judged.get(held)
        if judgement is None:
            judgement = self._judged[held] = self._judge(held)
        return judgement

    def _judge(self, held: EditionClaim) -> Judgement:
        figures = self._now(held)
        last = None
        if held.of_last_year:
            last = tuple(map(self._last.get, held.cells)) if self._last is not None else ()
        key = (figures, last, self._year, self._of_place)
        judgement = held.remembered.get(key)
        if judgement is None:
            if len(held.remembered) >= MOST_REMEMBERED:
                held.remembered.clear()
            judgement = held.remembered[key] = _ClaimJudge(
                held, self._edition, self._year, self._of_place, figures, last
            ).judge()
        return judgement

    def _now(self, held: EditionClaim) -> tuple[Figure | None, ...]:
        figures = self._figures
        if self._complete:
            return tuple([figures[cell] for cell in held.cells])
        return tuple([figures[cell] if cell in self._known else None for cell in held.cells])


def verdict(section: str, placed: PlacedClaim, judgement: Judgement) -> Verdict:
    return Verdict(
        section,
        placed.start,
        placed.end,
        placed.held.claim,
        placed.clause,
        placed.sentence,
        judgement,
        placed.unrelated,
    )


class _ClaimJudge:
    """One claim under certain figures."""

    def __init__(
        self,
        held: EditionClaim,
        edition: Edition,
        year: int | None,
        of_place: bool,
        figures: Sequence[Figure | None],
        last: Sequence[Figure | None] | None,
    ) -> None:
        self.held, self.claim, self.edition = held, held.claim, edition
        self.year = year
        self.now = dict(zip(held.cells, figures, strict=True))
        self.then = dict(zip(held.cells, last, strict=True)) if last else {}
        self.has_last_year = bool(last)
        self.foreign = bool(self.claim.scope) and not (of_place and self.claim.scope in WHOLE_PLACE)
        self.doubtful_scope = bool(self.claim.scope) and not self.foreign

    def judge(self) -> Judgement:
        kind = self.claim.kind
        speaks = _SPEAKS.get(kind, NUMBER)
        if kind in ("growth", "change"):
            found = self._growth()
        elif kind == "share":
            found = self._share()
        elif kind in ("done", "left"):
            found = self._done()
        else:
            found = self._count(speaks)
        if self.foreign and found.state is ClaimState.CONTRADICTS:
            return Judgement(
                ClaimState.UNSURE, speaks, found.says, found.cells, why=f"说的是{self.claim.scope}，与本表口径不同"
            )
        return found

    # -- counts

    def _count(self, speaks: str) -> Judgement:
        claim = self.claim
        year = self.year or claim.year
        if claim.last_year or (claim.year and claim.year == year - 1):
            return self._count_of_last_year(speaks)
        if claim.year and claim.year != year:
            return Judgement(ClaimState.UNSURE, speaks, cells=self.held.readings[0], why=f"说的是 {claim.year} 年")
        sums = [(reading, total(reading, self.now)) for reading in self.held.readings]
        for reading, figure in sums:
            if figure is not None and self._equal(figure):
                return Judgement(ClaimState.AGREES, speaks, self._spelled(reading, self.now), reading)
        return self._contradicted(sums, speaks)

    def _contradicted(self, sums: Sequence[tuple[Reading, Figure | None]], speaks: str) -> Judgement:
        claim, main = self.claim, sums[0][0]
        loose = [each for each in self.held.loose if total(each, self.now) == claim.value]
        if any(figure is None for _, figure in sums):
            return Judgement(ClaimState.UNSURE, speaks, cells=main, why=BLANK)
        tried = "；".join(dict.fromkeys(self._spelled(reading, self.now) for reading, _ in sums))
        if claim.soft or claim.approximate:
            why = "约数，不逐一核对" if claim.approximate else "可能另有所指"
            return Judgement(ClaimState.UNSURE, speaks, tried, main, why=why)
        if loose:
            says = f"{tried}；{self._spelled(loose[0], self.now)}"
            return Judgement(ClaimState.CONTRADICTS, KIND, says, tuple(dict.fromkeys((*main, *loose[0]))))
        weak = self.doubtful_scope or claim.filed or claim.apart
        instead = self._instead(sums[0][1]) if speaks == NUMBER else ""
        return Judgement(ClaimState.CONTRADICTS, speaks, tried, _all(each for each, _ in sums), instead, weak)

    def _count_of_last_year(self, speaks: str) -> Judgement:
        claim, main = self.claim, self.held.readings[0]
        sums = [(reading, total(reading, self.then)) for reading in self.held.readings]
        if any(figure is not None and self._equal(figure) for _, figure in sums):
            return Judgement(ClaimState.AGREES, speaks, "与上年年报一致", main)
        if not claim.last_year:  # the sentence names the year before, perhaps for another of its numbers
            if any((now := total(each, self.now)) is not None and self._equal(now) for each in self.held.readings):
                return Judgement(ClaimState.AGREES, speaks, self._spelled(main, self.now), main)
            return Judgement(ClaimState.UNSURE, speaks, cells=main, why=f"说的是 {claim.year} 年")
        if not sums or any(figure is None for _, figure in sums):
            return Judgement(ClaimState.UNSURE, speaks, cells=main, why=NOT_COMPARABLE)
        tried = "；".join(dict.fromkeys(f"上年 {self._spelled(reading, self.then)}" for reading, _ in sums))
        if claim.soft or claim.approximate:
            return Judgement(ClaimState.UNSURE, speaks, tried, main, why="可能另有所指")
        instead = self._instead(sums[0][1]) if speaks == NUMBER else ""
        return Judgement(ClaimState.CONTRADICTS, speaks, tried, main, instead, weak=claim.filed)

    def _equal(self, figure: Figure) -> bool:
        value = self.claim.value
        if not self.claim.approximate:
            return figure == value or (self.claim.text[-1:] in _SCALES and self._rounded(figure))
        return value * Decimal("0.8") <= figure < value * 2 if value else figure == 0

    def _rounded(self, figure: Figure) -> bool:
        """``20.4万`` says no more than it prints."""
        step = Decimal(1).scaleb(_SCALES[self.claim.text[-1]] - _places(self.claim.text[:-1]))
        return "." in self.claim.text and abs(figure - self.claim.value) < step

    def _instead(self, figure: Figure | None) -> str:
        return as_written(self.claim, figure)

    # -- all of them

    def _done(self) -> Judgement:
        claim, reading = self.claim, self.held.readings[0]
        left = total(reading, self.now)
        if left is None:
            return Judgement(ClaimState.UNSURE, DONE, cells=reading, why=BLANK)
        if claim.year and self.year and claim.year != self.year:
            return Judgement(ClaimState.UNSURE, DONE, cells=reading, why=f"说的是 {claim.year} 年")
        says = self._spelled(reading, self.now)
        if bool(left) is (claim.kind == "left"):
            return Judgement(ClaimState.AGREES, DONE, says, reading)
        return Judgement(ClaimState.CONTRADICTS, DONE, says, reading, weak=claim.gentle)

    # -- percentages

    def _growth(self) -> Judgement:
        claim, main = self.claim, self.held.readings[0]
        if claim.year and self.year and claim.year != self.year:
            return Judgement(ClaimState.UNSURE, PERCENT, cells=main, why=f"说的是 {claim.year} 年")
        if not self.has_last_year:
            return Judgement(ClaimState.UNSURE, PERCENT, cells=main, why=NO_LAST_YEAR)
        tried: list[str] = []
        for reading in self.held.readings:
            now, then = total(reading, self.now), total(reading, self.then)
            if now is None or then is None or (claim.kind == "growth" and not then):
                return Judgement(ClaimState.UNSURE, PERCENT, cells=main, why=NOT_COMPARABLE)
            bases = {Decimal(now)}
            if claim.of is not None and claim.of.kind == "count" and claim.of is not claim:
                bases.add(claim.of.value)  # that this one is wrong is said there
            if any(self._grown(base, Decimal(then)) for base in bases):
                return Judgement(ClaimState.AGREES, PERCENT, self._growth_says(reading, now, then), reading)
            tried.append(self._growth_says(reading, now, then))
        says = "；".join(dict.fromkeys(tried))
        if claim.approximate or claim.soft:
            return Judgement(ClaimState.UNSURE, PERCENT, says, main, why="约数，不逐一核对")
        return Judgement(
            ClaimState.CONTRADICTS, PERCENT, says, main, self._growth_instead(main), weak=self.doubtful_scope
        )

    def _grown(self, now: Decimal, then: Decimal) -> bool:
        sign = -1 if self.claim.falls else 1
        if self.claim.kind == "change":
            return (now - then) * sign == self.claim.value
        return bool(then) and printed_alike(self.claim, (now - then) * sign * 100 / then)

    def _growth_says(self, reading: Reading, now: Figure, then: Figure) -> str:
        by = Decimal(now) - Decimal(then)
        turned, grew = ("增加", "增长") if by >= 0 else ("减少", "下降")
        amount = show_figure(_short(abs(by)))
        percent = f"，{grew} {percent_of(abs(by), Decimal(then))}%" if then else ""
        name = self._named(reading)
        return f"{name}：本年 {show_figure(now)}，上年 {show_figure(then)}，{turned} {amount}{percent}"

    def _growth_instead(self, reading: Reading) -> str:
        now, then = total(reading, self.now), total(reading, self.then)
        if now is None or then is None or (now < then) is not self.claim.falls:
            return ""
        by = abs(Decimal(now) - Decimal(then))
        if self.claim.kind == "change":
            return show_figure(_short(by)).replace(",", "")
        return percent_of(by, Decimal(then), _places(self.claim.text)) if then else ""

    def _share(self) -> Judgement:
        claim, main = self.claim, self.held.readings[0]
        if self._share_in_words():
            return Judgement(ClaimState.AGREES, PERCENT, "与正文的两个数一致", main)
        tried: list[str] = []
        for part, whole in self.held.shares:
            some, all_ = total(part, self.now), total(whole, self.now)
            if some is None or all_ is None:
                return Judgement(ClaimState.UNSURE, PERCENT, cells=main, why=BLANK)
            if not all_:
                continue
            percent = percent_of(Decimal(some), Decimal(all_), max(1, _places(claim.text)))
            says = f"{self._named(part)} {some} ÷ {self._named(whole)} {all_} = {percent}%"
            if printed_alike(claim, Decimal(some) * 100 / Decimal(all_)):
                return Judgement(ClaimState.AGREES, PERCENT, says, tuple(dict.fromkeys((*part, *whole))))
            tried.append(says)
        if not tried or claim.approximate or claim.soft or (claim.year and claim.year != self.year):
            return Judgement(ClaimState.UNSURE, PERCENT, "；".join(tried[:2]), main, why="无法推算")
        return Judgement(
            ClaimState.CONTRADICTS, PERCENT, "；".join(dict.fromkeys(tried[:3])), main, weak=self.doubtful_scope
        )

    def _share_in_words(self) -> bool:
        """Part and whole stand in the words; that one of them is wrong is said there."""
        part, whole = self.claim.of, self.claim.whole
        if part is None or whole is None or not part.kind == whole.kind == "count" or not whole.value:
            return False
        return part is not self.claim and printed_alike(self.claim, part.value * 100 / whole.value)

    # -- in words

    def _named(self, reading: Reading) -> str:
        if len(reading) <= 2:
            return "＋".join(self.edition.name_of(cell) for cell in reading)
        phrases = the_lexicon().phrases
        names = [phrases[each].name for each in self.claim.about if each in phrases]
        return f"{'、'.join(names[-1:]) or '各项'}合计"

    def _spelled(self, reading: Reading, figures: Mapping[Cell, Figure | None]) -> str:
        """``一、本年新收 · 总计 11``; of a long sum the cells that are not 0."""
        sum_ = total(reading, figures)
        if len(reading) == 1:
            return f"{self.edition.name_of(reading[0])} = {show_figure(sum_)}"
        named = list(reading) if len(reading) <= 2 else [cell for cell in reading if figures.get(cell)]
        said = " ＋ ".join(f"{self.edition.name_of(cell)} {show_figure(figures[cell])}" for cell in named)
        if len(reading) <= 2:
            return f"{said} = {show_figure(sum_)}"
        shown = f"（{said}）" if 0 < len(named) <= SPELLED else ""
        name = "各项合计" if reading in self.held.loose else self._named(reading)
        return f"{name} = {show_figure(sum_)}{shown}"


def total(reading: Reading, figures: Mapping[Cell, Figure | None]) -> Figure | None:
    """The sum; ``None`` while one is not there."""
    sum_: Figure = 0
    for cell in reading:
        figure = figures.get(cell)
        if figure is None:
            return None
        sum_ += figure
    return sum_


def as_written(claim: Claim, figure: Figure | None) -> str:
    """The figure as the words write theirs; empty where they do not write it plainly."""
    if figure is not None and claim.kind == "amount" and value_of(claim.text) == claim.value * 10000:
        figure = Decimal(figure) * 10000  # the words say it in 元
    return written_like(claim.text, figure)


_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_IN_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def value_of(text: str) -> Decimal | None:
    """What a number in the words comes to; ``None`` where it is not written plainly (20.4万)."""
    if _PLAIN_NUMBER.fullmatch(text) or _IN_THOUSANDS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    by_words = None if any(character.isdigit() for character in text) else read_han(text)
    return None if by_words is None else Decimal(by_words)


def written_like(text: str, figure: Figure | None) -> str:
    """The figure written as ``text`` writes its own; empty where that is not written plainly."""
    if figure is None or value_of(text) is None:
        return ""
    if not text.isascii():
        return write_han(int(figure)) if figure == int(figure) else ""
    short = _short(figure)
    return f"{short:,}" if "," in text else show_figure(short)


def printed_alike(claim: Claim, exact: Decimal) -> bool:
    """Rounded or cut off at the places that the words print."""
    step = Decimal(1).scaleb(-_places(claim.text))
    return abs(exact - claim.value) <= step / 2 or 0 <= exact - claim.value < step


def percent_of(part: Decimal, whole: Decimal, places: int = 1) -> str:
    return f"{part * 100 / whole:.{places}f}"


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def _short(figure: Figure) -> Figure:
    return int(figure) if figure == int(figure) else figure


def _all(readings: Iterable[Reading]) -> tuple[Cell, ...]:
    return tuple(dict.fromkeys(cell for reading in readings for cell in reading))
