"""The claims of a report evaluated against its tables, with dismissed and linked numbers taken into account.

A claim contradicts only if no reading agrees and all figures of every reading are present. Evaluations are cached by
claim and figures, so that an edit in a table costs a few look-ups.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property

from model.checks.claim_cells import EditionClaim, Reading, total
from model.checks.claim_evaluation import DISMISSED, NUMBER, ClaimState, Evaluation, evaluate
from model.checks.findings import BLANK
from model.checks.organ_scope import ReportingOrgan, names_organ
from model.checks.placed_claims import (
    MOST_REMEMBERED,
    PlacedBreakdown,
    PlacedClaim,
    PlacedParagraph,
    SectionClaims,
    section_claims,
)
from model.checks.settled_differences import SettledDifferences
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.memo import Memo
from model.narrative.claims import Claim
from model.narrative.lexicon import the_lexicon
from model.narrative.paragraphs import Paragraphs
from model.narrative.written_numbers import (
    value_of,
    written_like,
)
from model.report.dismissed_places import Dismissals
from model.report.positions import valid_marks
from model.report.report import NumberLink, Report

Agreed = Mapping[tuple[str, int, str], Reading]
"""(section, place, number) -> the cells that a number agrees with."""


_OPEN = (ClaimState.CONTRADICTS, ClaimState.UNSURE)


@dataclass(frozen=True)
class PlacedEvaluation:
    """An evaluated claim at its place in a section."""

    section: str
    start: int
    end: int
    claim: Claim
    clause: str
    sentence: str
    evaluation: Evaluation
    dismissal_key: str
    """The key in ``Report.dismissed`` under which the user marks it 不相关."""

    @property
    def state(self) -> ClaimState:
        """The state of :attr:`evaluation`."""
        return self.evaluation.state


class ClaimMatcher:
    """Evaluates the claims in all sections of one report."""

    def __init__(
        self,
        report: Report,
        edition: Edition,
        figures: Mapping[Cell, Figure],
        last_figures: Mapping[Cell, Figure] | None,
        paragraphs: Mapping[str, Paragraphs],
        before: "ClaimMatcher | None" = None,
    ) -> None:
        """``figures`` omits blank cells; ``last_figures`` is ``None`` without a prior-year report. Results of
        ``before`` are reused where neither the figures nor the text have changed."""
        self._edition = edition
        self.dismissals = Dismissals(report)
        self._figures, self._last = figures, last_figures
        self._known: Set[Cell] = figures.keys()
        self._complete = len(figures) == len(edition.cells)
        self.texts = report.texts
        self.paragraphs = paragraphs
        self._year = report.year
        self._reporting = ReportingOrgan.of(report)
        self._evaluated: Memo[EditionClaim, Evaluation] = Memo(MOST_REMEMBERED)
        """Evaluations by claim; valid as long as no figure changes."""
        self._open_parts: Memo[PlacedParagraph, tuple[tuple[PlacedClaim, Evaluation], ...]] = Memo(MOST_REMEMBERED)
        if before is not None and before._same_figures(self):
            self._evaluated, self._open_parts = before._evaluated, before._open_parts
        if before is not None and before.texts is self.texts:
            self.by_section: Mapping[str, SectionClaims] = before.by_section
        else:
            earlier = before.by_section if before is not None else {}
            self.by_section = {
                key: earlier[key] if key in earlier and before and before.paragraphs.get(key) is words
                else section_claims(edition, key, words, earlier.get(key))
                for key, words in paragraphs.items()
            }  # fmt: skip
        self._differences = SettledDifferences(
            self.by_section, self._by_user, self._by_words, figures, last_figures, self._year
        )
        links = valid_marks(report.links, report.texts).values() if report.links else ()
        self._linked = {(link.section, link.start): link for link in links if not link.automatic}

    def _same_figures(self, other: "ClaimMatcher") -> bool:
        return (
            self._figures is other._figures
            and self._last is other._last
            and (self._year, self._reporting) == (other._year, other._reporting)
        )

    def section(self, key: str) -> list[tuple[PlacedClaim, Evaluation]]:
        """The section's claims with their evaluations, in text order; empty for a section without claims."""
        found = self.by_section.get(key)
        return [(each, self.evaluate(each)) for each in found.claims] if found else []

    def open(self, aspect: str) -> list[tuple[str, PlacedClaim, Evaluation]]:
        """(section, claim, evaluation) of the claims that contradict or are undecided in this aspect."""
        return self._open.get(aspect, [])

    @cached_property
    def _open(self) -> Mapping[str, list[tuple[str, PlacedClaim, Evaluation]]]:
        found: dict[str, list[tuple[str, PlacedClaim, Evaluation]]] = {}
        answered = bool(self._linked or self.dismissals)
        for key, claims in self.by_section.items():
            for part in claims.parts.values():
                for each, evaluation in self._open_of(part) if not answered else self._evaluated_of(part):
                    settled = self._differences.settled(each, evaluation)
                    if settled.state in _OPEN:
                        found.setdefault(settled.aspect, []).append((key, each, settled))
        return found

    def _evaluated_of(self, part: PlacedParagraph) -> Iterator[tuple[PlacedClaim, Evaluation]]:
        return ((each, self.evaluate(each)) for each in part.claims)

    def _open_of(self, part: PlacedParagraph) -> tuple[tuple[PlacedClaim, Evaluation], ...]:
        """The claims of an unchanged paragraph that are open by its words and the figures alone."""
        return self._open_parts.result(part, self._open_by_words, part)

    def _open_by_words(self, part: PlacedParagraph) -> tuple[tuple[PlacedClaim, Evaluation], ...]:
        found = ((each, self._by_words(each.edition_claim)) for each in part.claims)
        return tuple(each for each in found if each[1].state in _OPEN)

    def evaluations(self, key: str) -> list[PlacedEvaluation]:
        """The section's evaluated claims in text order; a dismissed claim carries the key of its stored dismissal."""
        found = [_placed_evaluation(*each) for each in self.section(key)]
        if not self.dismissals:
            return found
        held = ((each, self.dismissals.key_at(key, each.start, each.dismissal_key)) for each in found)
        return [replace(each, dismissal_key=answered) if answered else each for each, answered in held]

    def agreeing(self, placed: PlacedClaim) -> Reading:
        """The cells of the first reading that a plain count agrees with; empty for any other claim."""
        evaluation = self.evaluate(placed) if self.may_follow(placed) else None
        return evaluation.cells if evaluation is not None and evaluation.state is ClaimState.AGREES else ()

    def may_follow(self, placed: PlacedClaim) -> bool:
        """Whether the number may be linked and rewritten when its cells change: nothing but the organ's own name limits
        what it counts."""
        claim = placed.edition_claim.claim
        return claim.is_plain_count and (not claim.scope or names_organ(claim.scope, self._reporting.name))

    def agreed(self) -> Agreed:
        """The cells that each agreeing number of all sections agrees with."""
        return {
            (section, placed.start, placed.text): cells
            for section, found in self.by_section.items()
            for placed in found.claims
            if (cells := self.agreeing(placed))
        }

    def evaluate_link(self, link: NumberLink) -> Evaluation:
        """Evaluates a number by the cells that the user linked it to, whatever the wording around it."""
        figures = {cell: self._figures.get(cell) if cell in self._known else None for cell in link.cells}
        sum_ = total(link.cells, figures)
        if sum_ is None:
            return Evaluation(ClaimState.UNSURE, cells=link.cells, why=BLANK, linked=True)
        named = " ＋ ".join(f"{self._edition.name_of(cell)} {show_figure(figures[cell])}" for cell in link.cells)
        says = f"{named} = {show_figure(sum_)}" if len(link.cells) > 1 else named
        value = value_of(link.text)
        if value == sum_:
            return Evaluation(ClaimState.AGREES, NUMBER, says, link.cells, linked=True)
        return Evaluation(ClaimState.CONTRADICTS, NUMBER, says, link.cells, written_like(link.text, sum_), linked=True)

    def evaluate(self, placed: PlacedClaim) -> Evaluation:
        """Evaluates by precedence: a link made by the user, then a dismissal, then the wording."""
        return self._by_user(placed) or self._differences.settled(placed, self._by_words(placed.edition_claim))

    def _by_user(self, placed: PlacedClaim) -> Evaluation | None:
        link = self._linked.get((placed.section, placed.start)) if self._linked else None
        if link is not None and link.text == placed.text:
            return self.evaluate_link(link)
        if self.dismissals and self.dismissals.key_at(placed.section, placed.start, placed.dismissal_key):
            return DISMISSED
        return None

    def is_whole_row(self, placed: PlacedBreakdown) -> bool:
        """Whether the parts of 共 A，其中 B、C are all columns of a row that have a figure: the list is complete."""
        parts = [each for each in placed.parts if each is not None and each.edition_claim.in_rows]
        if len(parts) < len(placed.parts):
            return False
        sums = {self._row_total(each) for each in parts}
        return sums == {placed.breakdown.sum_of_parts}

    def _row_total(self, placed: PlacedClaim) -> Figure | None:
        """The total of the row that the number agrees with; ``None``: with none."""
        evaluation = self.evaluate(placed)
        if evaluation.state is not ClaimState.AGREES or not evaluation.cells:
            return None
        first = evaluation.cells[0]
        if any(each.row != first.row for each in evaluation.cells):
            return None
        return self._figures.get(Cell(first.table, first.row, the_lexicon().roles.total[0][0]))

    def _by_words(self, claim: EditionClaim) -> Evaluation:
        found = self._evaluated.get(claim)  # hot path: avoid the call on a hit
        return self._evaluated.result(claim, self._evaluate_claim, claim) if found is None else found

    def _evaluate_claim(self, claim: EditionClaim) -> Evaluation:
        last = None
        if claim.of_last_year:
            last = tuple(map(self._last.get, claim.cells)) if self._last is not None else ()
        return evaluate(claim, self._figures_of(claim), last, self._year, self._reporting)

    def _figures_of(self, claim: EditionClaim) -> tuple[Figure | None, ...]:
        figures = self._figures
        if self._complete:
            return tuple([figures[cell] for cell in claim.cells])
        return tuple([figures[cell] if cell in self._known else None for cell in claim.cells])


def _placed_evaluation(placed: PlacedClaim, evaluation: Evaluation) -> PlacedEvaluation:
    return PlacedEvaluation(
        placed.section,
        placed.start,
        placed.end,
        placed.edition_claim.claim,
        placed.clause,
        placed.sentence,
        evaluation,
        placed.dismissal_key,
    )
