"""What the words of the whole report say of a number that differs from the tables by its own words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from model.checks.claim_cells import EditionClaim
from model.checks.claim_evaluation import MAY_BE_OTHER, ClaimState, Evaluation
from model.checks.counted_scopes import Scope, counted_scopes, scope_of
from model.checks.named_otherwise import is_named_otherwise
from model.checks.placed_claims import PlacedClaim, SectionClaims
from model.checks.told_before import left_alone
from model.form.figures import Figure
from model.form.tables import Cell
from model.narrative.claims import ClaimKind
from model.narrative.lexicon import the_lexicon

COUNTED_ELSEWHERE = "正文另处写明了结转的件数"


class SettledDifferences:
    """Differences of one report, each settled by what else its words say."""

    def __init__(
        self,
        sections: Mapping[str, SectionClaims],
        by_user: Callable[[PlacedClaim], Evaluation | None],
        by_words: Callable[[EditionClaim], Evaluation],
        figures: Mapping[Cell, Figure],
        last_figures: Mapping[Cell, Figure] | None,
        year: int | None,
    ) -> None:
        """``sections`` in the order of the edition. ``figures`` omits blank cells; ``last_figures`` is ``None``
        without a prior-year report."""
        self._sections = sections
        self._by_user, self._by_words = by_user, by_words
        self._figures, self._last_figures, self._year = figures, last_figures, year
        self._scopes: dict[str, frozenset[Scope]] = {}
        self._of_others: dict[str, frozenset[PlacedClaim]] = {}

    def settled(self, placed: PlacedClaim, found: Evaluation) -> Evaluation:
        """``found``, the evaluation by the claim's own words, or what the rest of the words make of it.

        均按期答复 is no contradiction where the words say elsewhere how many are left, nor is 收到 20 件 with one of
        last year's where they do not count that elsewhere, nor a number of others behind the cell's own.
        """
        found = self._wide_or(self._if_own(placed, found))
        if found.state is not ClaimState.CONTRADICTS:
            return found
        if placed in self._left_alone(placed.section) or is_named_otherwise(placed, self._figures):
            return replace(found, state=ClaimState.UNSURE, why=MAY_BE_OTHER)
        if found.settled_by and found.settled_by in self._counted:
            return replace(found, state=ClaimState.UNSURE, why=COUNTED_ELSEWHERE)
        return found

    def _wide_or(self, found: Evaluation) -> Evaluation:
        return found.wide if found.wide is not None and not self._counts_added else found

    def _if_own(self, placed: PlacedClaim, found: Evaluation) -> Evaluation:
        """The contradiction of a number of others where the tables count theirs, as other numbers show."""
        if found.if_own is None:
            return found
        scopes = self._scopes.get(placed.section)
        if scopes is None:
            claims = self._sections[placed.section].claims
            words = ((each, self._by_user(each) or self._by_words(each.edition_claim)) for each in claims)
            scopes = self._scopes[placed.section] = counted_scopes(words)
        return found.if_own if scope_of(placed.edition_claim.claim) in scopes else found

    def _left_alone(self, section: str) -> frozenset[PlacedClaim]:
        found = self._of_others.get(section)
        if found is None:
            claims = self._sections[section].claims
            tells_examples = any(each.edition_claim.edition.subject_of(section) for each in claims)
            earlier = takewhile(section.__ne__, self._sections) if tells_examples else ()
            before = [each for key in earlier for each in self._by_user_or_words(key)]
            here = self._by_user_or_words(section)
            found = self._of_others[section] = left_alone(here, self._year, self._figures, self._last_figures, before)
        return found

    def _by_user_or_words(self, section: str) -> Iterator[tuple[PlacedClaim, Evaluation]]:
        for each in self._sections[section].claims:
            by_words = self._wide_or(self._if_own(each, self._by_words(each.edition_claim)))
            yield each, self._by_user(each) or by_words

    @cached_property
    def _counted(self) -> frozenset[str]:
        """The phrases of which the words count some: 均按期答复 is of those that were due, if some are carried out."""
        counts = (each.edition_claim.claim for section in self._sections.values() for each in section.claims)
        return frozenset(
            each
            for claim in counts
            if claim.kind is ClaimKind.COUNT and claim.value > 0 and not claim.last_year
            for each in claim.phrase_ids
        )

    @cached_property
    def _counts_added(self) -> bool:
        """Whether the words count what came from last year beside what was received, of which they give one number."""
        claims = [each.edition_claim.claim for section in self._sections.values() for each in section.claims]
        received = the_lexicon().phrases[the_lexicon().roles.received].rows[0]
        counts = {
            each.value
            for each in claims
            if each.kind is ClaimKind.COUNT and each.rows[:1] == (received,) and not (each.columns or each.last_year)
        }
        return len(counts) == 1 and any(each.added for each in claims)
