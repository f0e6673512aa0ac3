"""Which differing numbers are probably of others, because the words gave the cell's own number before.

信息公开复议 5 件 … 行政处罚类复议 216 件，纠正 11 件: the first agrees with the table, so the second is hardly meant
to be the same cell. A number that comes later and differs is therefore left alone, and so are the outcomes counted
right behind it: in the same section, or of requests and disputes in a later one, which tells examples of them. So is
one that comes before, and is more than what is said to be ours: 全年行政复议 72 件，其中信息公开类 19 件. Not left
alone is a number that comes later, where

- it differs as slips do: by little, or in one digit, or in two that changed places;
- it is last year's number of the cell, which was perhaps copied;
- its clause says that it is about disclosure (信息公开复议 6 件), or, of no disputes, that it is of the whole year;
- it is an outcome in a sentence whose count of disputes agrees;
- it counts the requests as a whole and is the greater, so that it is no part of them.

无结转 is left alone where the section counts what is carried out (it is of what came from last year), and so is "all
done" of the rest (除 1 件结转外，其余 25 件均已答复), or where another sentence counts what is carried out.
"""

from collections.abc import Iterable, Mapping

from model.checks.claim_cells import total
from model.checks.claim_evaluation import ClaimState, Evaluation, is_nearly
from model.checks.placed_claims import PlacedClaim
from model.form.figures import Figure
from model.form.tables import Cell
from model.narrative.claims import IN_PERCENT, Claim, ClaimKind, Hedge
from model.narrative.lexicon import the_lexicon
from model.narrative.phrase_groups import ANSWERS

NOWHERE = -1
"""No place."""


def left_alone(
    claims: Iterable[tuple[PlacedClaim, Evaluation]],
    year: int | None,
    figures: Mapping[Cell, Figure],
    last_figures: Mapping[Cell, Figure] | None = None,
    earlier: Iterable[tuple[PlacedClaim, Evaluation]] = (),
) -> frozenset[PlacedClaim]:
    """Those of a section's claims, in text order, that contradict the tables and are probably of others.

    ``earlier`` are those of the sections before. ``figures`` omits blank cells; ``last_figures`` is ``None`` without a
    prior-year report. What is said of another year than ``year``, the report's own, tells nothing of this one.
    """
    in_order = [each for each in claims if _is_of(each[0].edition_claim.claim, year)]
    told = _ToldNumbers(figures, last_figures or {}, in_order)
    told.look_back(each for each in earlier if _is_of(each[0].edition_claim.claim, year))
    return frozenset(placed for placed, evaluation in in_order if told.take(placed, evaluation))


def _is_of(claim: Claim, year: int | None) -> bool:
    return not claim.last_year and claim.year in (0, year)


class _NoneOf:
    """The cells of which the words say that there is none; none of all disputes is none of each outcome."""

    def __init__(self) -> None:
        self._cells: set[Cell] = set()
        self._rows: set[tuple[str, str]] = set()

    def add(self, cells: Iterable[Cell]) -> None:
        whole = the_lexicon().roles.total[0][0]
        for each in cells:
            self._cells.add(each)
            if each.column == whole:
                self._rows.add((each.table, each.row))

    def has_all(self, cells: Iterable[Cell]) -> bool:
        return all(each in self._cells or (each.table, each.row) in self._rows for each in cells)


class _ToldNumbers:
    """What the words of a section give, and what they have given so far."""

    def __init__(
        self,
        figures: Mapping[Cell, Figure],
        last_figures: Mapping[Cell, Figure],
        claims: Iterable[tuple[PlacedClaim, Evaluation]],
    ) -> None:
        self._figures, self._last = figures, last_figures
        self._counted: dict[Cell, int] = {}
        """The cells whose own numbers are given, and are not 0 -> where the sentence begins that does it first."""
        self._ours: dict[frozenset[Cell], int] = {}
        """Cells of disputes whose number is said to be about disclosure -> where that is said last."""
        self._none_of_ours, self._none_of_ours_at = _NoneOf(), NOWHERE
        for placed, evaluation in claims:
            if evaluation.state is ClaimState.AGREES:
                self._look_ahead(placed, evaluation)
        self._counts: dict[frozenset[Cell], int] = {}
        """Cells -> where the sentence begins that counted them first."""
        self._shares: set[frozenset[Cell]] = set()
        self._none = _NoneOf()
        self._beside = NOWHERE
        """Where the sentence begins whose last count of disputes is of others."""
        self._wrong_ours = NOWHERE
        """Where the sentence begins in which a number that is said to be about disclosure differs."""
        self._of_ours = NOWHERE
        """Where the sentence begins whose last count agrees, or says that it is about disclosure."""

    def _look_ahead(self, placed: PlacedClaim, evaluation: Evaluation) -> None:
        kind, value = placed.edition_claim.claim.kind, placed.edition_claim.claim.value
        if kind is ClaimKind.COUNT and value and len(evaluation.cells) == 1 and placed.around.is_sure:
            self._counted.setdefault(evaluation.cells[0], placed.start - placed.edition_claim.claim.start)
        if not placed.around.says_ours:
            return
        if kind is ClaimKind.COUNT and not placed.around.is_outcome:
            self._ours[frozenset(evaluation.cells)] = placed.start
        elif kind is ClaimKind.NONE:
            self._none_of_ours.add(evaluation.cells)
            self._none_of_ours_at = placed.start

    def look_back(self, claims: Iterable[tuple[PlacedClaim, Evaluation]]) -> None:
        """What the sections before have given of requests and disputes. Others that a later one counts, and not those
        of the year, are its examples."""
        for placed, evaluation in claims:
            around, agrees = placed.around, evaluation.state is ClaimState.AGREES
            of_table = around.of_requests or (around.of_disputes and not around.is_outcome)
            if agrees and of_table and around.is_sure and placed.edition_claim.claim.kind is ClaimKind.COUNT:
                self._counts.setdefault(frozenset(evaluation.cells), NOWHERE)

    def take(self, placed: PlacedClaim, evaluation: Evaluation) -> bool:
        """Takes the next claim, in text order; whether it is left alone."""
        claim, cells = placed.edition_claim.claim, frozenset(evaluation.cells)
        agrees, share = evaluation.state is ClaimState.AGREES, claim.kind in IN_PERCENT
        if agrees and claim.kind in (ClaimKind.NONE, ClaimKind.COUNT) and not claim.value:
            self._none.add(cells)
        sentence, outcome = placed.start - claim.start, placed.around.is_outcome
        if claim.kind in (ClaimKind.NONE, ClaimKind.DONE):
            return evaluation.state is ClaimState.CONTRADICTS and self._is_counted_elsewhere(placed, cells)
        if not (share or claim.kind is ClaimKind.COUNT):
            return False
        others = evaluation.state is ClaimState.CONTRADICTS and (
            (self._beside == sentence and (share or outcome or self._is_one_more(placed)))
            or (share and cells in self._shares)
            or (not share and (self._is_told(placed, evaluation.cells, sentence) or self._is_told_behind(placed)))
        )
        if agrees and placed.around.is_sure:
            if share:
                self._shares.add(cells)
            else:
                self._counts.setdefault(cells, sentence)
        if evaluation.state is ClaimState.CONTRADICTS and not others and placed.around.says_ours:
            self._wrong_ours = sentence
        if not (share or outcome):
            self._of_ours = sentence if not others and (agrees or placed.around.says_ours) else NOWHERE
            doubtful = evaluation.state is ClaimState.UNSURE and Hedge.AMBIGUOUS in claim.hedges
            of_disputes = placed.around.of_disputes
            self._beside = sentence if others or (doubtful and of_disputes) else NOWHERE
        return others

    def _is_counted_elsewhere(self, placed: PlacedClaim, cells: frozenset[Cell]) -> bool:
        """Whether 无结转 or 均已答复 is said where the words count what is carried out."""
        none = placed.edition_claim.claim.kind is ClaimKind.NONE
        if none and (placed.around.names_next_year or not cells or not all(map(_is_carried, cells))):
            return False
        sentence, anywhere = placed.start - placed.edition_claim.claim.start, none or placed.around.is_of_the_rest
        counted = [self._counted.get(each) for each in cells if self._figures.get(each)]
        return bool(counted) and all(at is not None and (anywhere or at != sentence) for at in counted)

    def _is_told(self, placed: PlacedClaim, cells: tuple[Cell, ...], sentence: int) -> bool:
        """``cells``: those that it was compared with; of an applicant in a list, first in the row that the list is
        of."""
        value = placed.edition_claim.claim.value
        readings = [each for each in placed.edition_claim.readings if {*cells} >= {*each}]
        readings = readings or [*placed.edition_claim.readings]
        outcome = placed.around.is_outcome
        of_disputes = placed.around.of_disputes
        if of_disputes and (self._wrong_ours == sentence or (outcome and self._of_ours == sentence)):
            return False
        of_requests = placed.around.of_requests
        if of_requests:
            readings = [each for each in readings if {*cells[:1]} <= {*each}] or readings
        meant = readings[:1] if outcome or of_requests else readings  # 诉讼: those brought directly, or all
        told = {each for each in map(frozenset, meant) if each in self._counts}
        if outcome:
            told = {each for each in told if self._counts[each] != sentence}  # 确认违法 1 件、终止 1 件: of one list
        if placed.around.is_of_the_year and (not of_disputes or any(self._counts[each] == NOWHERE for each in told)):
            return False
        if not told and (_counts_answers(placed) or not any(map(self._none.has_all, meant))):
            return False  # 不予公开 0 件，… 其中第三方合法权益 4 件: the words contradict each other
        if placed.around.is_of_those:
            return False
        sums = [each for reading in readings if (each := total(reading, self._figures)) is not None]
        if any(is_nearly(value, each) for each in sums) or placed.around.says_ours:
            return False
        if placed.around.is_of_the_same:
            return False
        if value and any(total(reading, self._last) == value for reading in readings):
            return False
        return not placed.around.is_of_all or all(not each or value < each for each in sums)

    def _is_one_more(self, placed: PlacedClaim) -> bool:
        """处罚类复议 72 件、诉讼 38 件: listed with those of others."""
        return placed.around.of_disputes and not placed.around.says_ours

    def _is_told_behind(self, placed: PlacedClaim) -> bool:
        """全年行政复议 72 件，其中信息公开类 19 件: more than those that are said to be ours."""
        readings, value = placed.edition_claim.readings, placed.edition_claim.claim.value
        if placed.around.is_outcome or placed.around.says_ours or not placed.around.of_disputes:
            return False
        sums = [each for reading in readings if (each := total(reading, self._figures)) is not None]
        if any(value <= each for each in sums):
            return False
        if any(self._ours.get(frozenset(each), NOWHERE) > placed.start for each in readings):
            return True
        return self._none_of_ours_at > placed.start and any(map(self._none_of_ours.has_all, readings))


def _counts_answers(placed: PlacedClaim) -> bool:
    return any(the_lexicon().phrases[each].group in ANSWERS for each in placed.edition_claim.claim.phrase_ids)


def _is_carried(cell: Cell) -> bool:
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    return cell.row in (*phrases[roles.carried_in].rows[0], *phrases[roles.carried_out].rows[0])
