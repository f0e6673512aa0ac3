"""Evaluates a claim against given figures: it agrees, contradicts, or cannot be decided."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import lru_cache

from model.checks.claim_cells import EditionClaim, Reading, cells_of, total
from model.checks.findings import BLANK, NO_LAST_YEAR, NOT_COMPARABLE
from model.checks.organ_scope import ReportingOrgan, ScopeFit, fit_of, is_every_part, names_organ
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.claims import SUPPORTED, UNDECIDED, WEAK, ClaimKind, Hedge
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.written_numbers import (
    amount_printed_alike,
    as_written,
    decimal_places,
    is_slip_of,
    percent_of,
    printed_alike,
    within_a_step,
    without_fraction,
)

NUMBER, KIND, PERCENT, DONE, NONE = "number", "kind", "percent", "done", "none"
"""The aspects in which a claim can contradict the tables; one rule each."""

MOST_EVALUATIONS = 1 << 14

ENOUGH_DIGITS = 2
"""Numbers of a list that agree with their cells hardly do so by chance if they have this many digits together."""

SURE_DIGITS = 4
"""A number of another scope (全系统) that differs as a slip does is meant to be the cell's if it has so many digits."""

NEAR = 2
"""A number of what was published that differs by no more from what was made is a hint."""

AS_DECIDING = "复议机"
"""In the scope of what an organ decided for others (作为复议机关), which its own table does not count."""
SPELLED = 4
"""Most cells of a long sum that are listed by name."""

APPROXIMATE, MAY_BE_OTHER = "约数，不逐一核对", "可能另有所指"
"""Reasons for which a difference is left alone."""

_SCALES = {"万": 4, "亿": 8}


class ClaimState(StrEnum):
    """The outcome of evaluating a claim; a finding is made for :attr:`CONTRADICTS` only."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNSURE = "unsure"
    """Refers to cells, but the expected value is ambiguous or a cell is still blank."""
    UNRELATED = "unrelated"
    """Dismissed by the user as unrelated to the tables."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The result of evaluating one claim against given figures."""

    state: ClaimState
    aspect: str = NUMBER
    """Which rule it concerns: one of :data:`NUMBER`, :data:`KIND`, :data:`PERCENT`, :data:`DONE`, :data:`NONE`."""
    says: str = ""
    """The cells with their figures, all readings."""
    cells: tuple[Cell, ...] = ()
    replacement: str = ""
    """The text that would agree with the tables; empty where it cannot be determined."""
    weak: bool = False
    """The contradiction is doubtful and is reported as a hint."""
    why: str = ""
    """The reason for :attr:`ClaimState.UNSURE`; otherwise empty."""
    settled_by: str = ""
    """A phrase that, counted anywhere in the words, makes it no contradiction: 均按期答复 need not be all if the words
    say how many are left."""
    wide: "Evaluation | None" = None
    """The agreement of a wider reading (收到 20 件, of them one from last year), which holds unless the words count the
    rest of it by itself."""
    if_own: "Evaluation | None" = None
    """The contradiction of a number of others (全系统) that there is if the tables count theirs as well."""
    linked: bool = False
    """Evaluated by a link that the user made, not by the wording."""
    scope: str = ""
    """Whose number the words say it is (全县), where that is not the organ's own name: it may be counted otherwise."""


DISMISSED = Evaluation(ClaimState.UNRELATED, why="已标为与表格无关")


@lru_cache(maxsize=MOST_EVALUATIONS)
def evaluate(
    claim: EditionClaim,
    figures: Sequence[Figure | None],
    last_figures: Sequence[Figure | None] | None,
    year: int | None,
    reporting: ReportingOrgan,
) -> Evaluation:
    """Evaluates the claim. Both sequences are parallel to ``claim.cells``; ``last_figures`` is ``None`` where not
    needed and empty without a prior-year report.

    ``year`` is the report's own. ``reporting``: a government's report covers its whole area (全市).
    """
    return _EVALUATORS[claim.claim.kind](claim, figures, last_figures, year, reporting).evaluate()


class _Evaluator(ABC):
    """Evaluates one claim against given figures; one subclass per kind of claim."""

    aspect = NUMBER

    def __init__(
        self,
        claim: EditionClaim,
        figures: Sequence[Figure | None],
        last_figures: Sequence[Figure | None] | None,
        year: int | None,
        reporting: ReportingOrgan,
    ) -> None:
        self.edition_claim, self.claim, self.edition = claim, claim.claim, claim.edition
        self.main = claim.readings[0]
        self.year = year
        self.now = dict(zip(claim.cells, figures, strict=True))
        self.then = dict(zip(claim.cells, last_figures, strict=True)) if last_figures else {}
        self.has_last_year = bool(last_figures)
        self.reporting = reporting
        fit = fit_of(self.claim.scope, reporting)
        by_parts = not {*the_lexicon().roles.decided_by_parts}.isdisjoint(self.claim.phrase_ids)
        if by_parts and is_every_part(self.claim.scope, reporting):
            fit = ScopeFit.OWN
        self.other_scope, self.doubtful_scope = fit is ScopeFit.OTHER, fit is ScopeFit.DOUBTFUL

    @property
    def _weak_hedges(self) -> frozenset[Hedge]:
        """收到行政复议 3 件 may be those that the organ decides on, if it can."""
        decided = frozenset({Hedge.FILED}) if self.reporting.decides_no_disputes else frozenset()
        return (self.claim.hedges & WEAK) - decided

    def evaluate(self) -> Evaluation:
        found = self._compare()
        if self.other_scope and found.state is ClaimState.CONTRADICTS and not (self._list_agrees() or self._is_slip()):
            unsure = self._unsure(f"说的是{self.claim.scope}，与本表口径不同", cells=found.cells)
            return replace(unsure, if_own=replace(found, scope=self.claim.scope))
        if found.state is ClaimState.CONTRADICTS and not names_organ(self.claim.scope, self.reporting.name):
            return replace(found, scope=self.claim.scope)
        return found

    @abstractmethod
    def _compare(self) -> Evaluation:
        """The evaluation without regard to the claim's scope."""

    def _list_agrees(self) -> bool:
        """Whether the other numbers of the claim's list show whose numbers they are."""
        return False

    def _is_slip(self) -> bool:
        """Whether the number differs from its cells as a slip of the hand does, so that they are meant."""
        return False

    def _agrees(self, says: str, cells: Reading) -> Evaluation:
        return Evaluation(ClaimState.AGREES, self.aspect, says, cells)

    def _unsure(self, why: str, says: str = "", cells: Reading | None = None) -> Evaluation:
        return Evaluation(ClaimState.UNSURE, self.aspect, says, self.main if cells is None else cells, why=why)

    def _contradicts(
        self, says: str, cells: Reading, *, replacement: str = "", weak: bool = False, aspect: str = ""
    ) -> Evaluation:
        return Evaluation(ClaimState.CONTRADICTS, aspect or self.aspect, says, cells, replacement, weak)

    def _of_other_year(self) -> bool:
        return bool(self.claim.year and self.year and self.claim.year != self.year)

    def _named(self, reading: Reading) -> str:
        if len(reading) <= 2:
            return "＋".join(self.edition.name_of(cell) for cell in reading)
        phrases = the_lexicon().phrases
        said = [phrases[each] for each in self.claim.phrase_ids if each in phrases]
        with_rows = [each for each in said if each.rows]
        if said and (not said[-1].rows or _cover(said[-1:], reading)):
            return f"{said[-1].name}合计"
        joined = "、".join(dict.fromkeys(each.name for each in with_rows)) if _cover(with_rows, reading) else "各项"
        return f"{joined}合计"

    def _spelled(self, reading: Reading, figures: Mapping[Cell, Figure | None]) -> str:
        """The reading with its figures (``一、本年新收 · 总计 = 11``); a long sum lists only its non-zero cells."""
        sum_ = total(reading, figures)
        if len(reading) == 1:
            return f"{self.edition.name_of(reading[0])} = {show_figure(sum_)}"
        named = list(reading) if len(reading) <= 2 else [cell for cell in reading if figures.get(cell)]
        spelled = " ＋ ".join(f"{self.edition.name_of(cell)} {show_figure(figures[cell])}" for cell in named)
        if len(reading) <= 2:
            return f"{spelled} = {show_figure(sum_)}"
        shown = f"（{spelled}）" if 0 < len(named) <= SPELLED else ""
        name = "各项合计" if reading in self.edition_claim.loose else self._named(reading)
        return f"{name} = {show_figure(sum_)}{shown}"


def is_nearly(value: Decimal, figure: Figure | None) -> bool:
    """Whether they differ as slips do: by little, in one digit, or in two that changed places; never from 0."""
    if not figure:
        return False
    return abs(value - figure) <= NEAR or is_slip_of(value, figure, fewest_digits=2)


def _cover(phrases: Sequence[Phrase], reading: Reading) -> bool:
    """Whether the rows that the phrases name are those of all cells of the reading."""
    rows = [row for phrase in phrases for way in phrase.rows for row in way]
    return all(any(fnmatchcase(cell.row, row) for row in rows) for cell in reading)


class _CountEvaluator(_Evaluator):
    """A count or an amount: it agrees if the sum of any reading equals it."""

    is_number = True

    def _compare(self) -> Evaluation:
        claim = self.claim
        year = self.year or claim.year
        if claim.year and claim.year < year - 1:  # 较 2022 年的 15 件 in the report of 2024
            return self._unsure(f"说的是 {claim.year} 年")
        if claim.last_year or (claim.year and claim.year == year - 1):
            return self._compare_last_year()
        if claim.year and claim.year != year and not (claim.year == year + 1 and self._is_carried_out()):
            return self._unsure(f"说的是 {claim.year} 年")
        sums = [(reading, total(reading, self.now)) for reading in self._readings()]
        for reading, figure in sums:
            if figure is not None and self._equal(figure):
                return self._of_outcome() or self._unless_wide(reading, sums[0])
        return self._difference(sums)

    def _is_carried_out(self) -> bool:
        """3 件在 2025 年继续办理: carried out of 2024."""
        return self.claim.phrase_ids[-1:] == (the_lexicon().roles.carried_out,)

    def _unless_wide(self, reading: Reading, narrow: tuple[Reading, Figure | None]) -> Evaluation:
        """The agreement with ``reading``; with a wider one than that of 收到 N 件, see :attr:`Evaluation.wide`."""
        agrees = self._agrees(self._spelled(reading, self.now), reading)
        received = self.claim.phrase_ids[-1:] == (the_lexicon().roles.received,) and not self.claim.columns
        if not received or narrow[1] is None or not {*narrow[0]} < {*reading}:
            return agrees
        differs = self._difference([narrow])
        return replace(differs, wide=agrees) if differs.state is ClaimState.CONTRADICTS else agrees

    def _readings(self) -> Sequence[Reading]:
        """The readings in the rows that the rest of the list is about: in 自然人 23 件、企业 3 件 both numbers are of
        what was received, or both of what was answered."""
        claim, held = self.edition_claim, self.claim
        if not claim.in_rows:
            return claim.readings
        whole, others = held.within, list(zip(held.beside, claim.beside, strict=True))
        votes = [
            (
                whole is not None and self._is_own(whole.scope) and self._has(claim.within[index], whole.value),
                sum(self._has(in_rows[index], other.value) for other, in_rows in others),
            )
            for index in range(len(claim.in_rows))
        ]
        most = max(votes)
        return [
            each for index, some in enumerate(claim.in_rows) if votes[index] == most for each in some
        ] or claim.readings

    def _is_own(self, scope: str) -> bool:
        return fit_of(scope, self.reporting) is ScopeFit.OWN

    def _has(self, readings: Sequence[Reading], value: Decimal) -> bool:
        return any(total(each, self.now) == value for each in readings)

    def _of_outcome(self) -> Evaluation | None:
        """The contradiction where the words name one outcome of all that were counted, and the table another."""
        readings = self.edition_claim.all_in
        sums = [total(reading, self.now) for reading in readings]
        if not readings or self.claim.hedges & UNDECIDED or any(each is None or self._equal(each) for each in sums):
            return None
        says = "；".join(dict.fromkeys(self._spelled(reading, self.now) for reading in readings))
        return self._contradicts(says, cells_of(readings), weak=self.doubtful_scope)

    def _difference(self, sums: Sequence[tuple[Reading, Figure | None]]) -> Evaluation:
        claim = self.claim
        loose = [each for each in self.edition_claim.loose if total(each, self.now) == claim.value]
        if any(figure is None for _, figure in sums):
            return self._unsure(BLANK)
        attempts = "；".join(dict.fromkeys(self._spelled(reading, self.now) for reading, _ in sums))
        if claim.hedges & UNDECIDED and not self._is_supported([figure for _, figure in sums]):
            if claim.hedges & UNDECIDED == {Hedge.PUBLISHED} and any(self._is_near(each) for _, each in sums):
                return self._contradicts(attempts, cells_of(each for each, _ in sums), weak=True)
            approximate = Hedge.APPROXIMATE in claim.hedges
            return self._unsure(APPROXIMATE if approximate else MAY_BE_OTHER, attempts)
        if AS_DECIDING in claim.scope:
            return self._unsure("是作为复议机关办理的案件")
        if Hedge.DECIDED in claim.hedges and "司法" in self.reporting.name:
            return self._unsure("可能是代政府办理的案件")
        if Hedge.ANY_CAUSE in claim.hedges and not any(is_nearly(claim.value, figure) for _, figure in sums):
            return self._unsure(MAY_BE_OTHER, attempts)
        if loose:
            says = f"{attempts}；{self._spelled(loose[0], self.now)}"
            return self._contradicts(says, tuple(dict.fromkeys((*self.main, *loose[0]))), aspect=KIND)
        weak = self.doubtful_scope or (bool(self._weak_hedges) and not self._list_agrees())
        return self._contradicts(
            attempts, cells_of(each for each, _ in sums), replacement=self._replacement(sums[0][1]), weak=weak
        )

    def _is_supported(self, figures: Sequence[Figure | None]) -> bool:
        """Whether a reading that the words alone leave open is the only sensible one: a part greater than its whole,
        or a number that differs from the figure as a slip of the hand does."""
        claim = self.claim
        if not claim.hedges & UNDECIDED <= SUPPORTED:
            return False
        if Hedge.PARTIAL not in claim.hedges and self._list_agrees():
            return True
        is_part = Hedge.PARTIAL in claim.hedges and Hedge.PUBLISHED not in claim.hedges
        if is_part and all(figure is not None and claim.value > figure for figure in figures):
            return True
        return any(figure is not None and is_slip_of(claim.value, figure) for figure in figures)

    def _is_slip(self) -> bool:
        sums = (total(reading, self.now) for reading in self._readings())
        return any(figure is not None and is_slip_of(self.claim.value, figure, SURE_DIGITS) for figure in sums)

    def _is_near(self, figure: Figure | None) -> bool:
        """公开行政处罚 58 件 where 57 were made: hardly by chance."""
        return figure is not None and figure > NEAR and abs(figure - self.claim.value) <= NEAR

    def _list_agrees(self) -> bool:
        """Whether the other numbers of the list agree with their cells, and not by chance."""
        if not self.claim.beside:
            return False
        others = [*zip(self.claim.beside, self.edition_claim.beside, strict=True)]
        agreeing = [each for each, in_rows in others if any(self._has(some, each.value) for some in in_rows)]
        digits = sum(len(f"{each.value}") for each in agreeing if each.value)
        return len(agreeing) == len(others) and digits >= ENOUGH_DIGITS

    def _compare_last_year(self) -> Evaluation:
        claim, main = self.claim, self.main
        sums = [(reading, total(reading, self.then)) for reading in self.edition_claim.readings]
        for reading, figure in sums:
            if figure is not None and self._equal(figure):
                return self._agrees("与上年年报一致", reading)
        if not claim.last_year:  # the sentence names the year before, perhaps for another of its numbers
            for reading, _ in sums:
                figure = total(reading, self.now)
                if figure is not None and self._equal(figure):
                    return self._agrees(self._spelled(reading, self.now), reading)
            return self._unsure(f"说的是 {claim.year} 年")
        if not sums or any(figure is None for _, figure in sums):
            return self._unsure(NOT_COMPARABLE)
        attempts = "；".join(dict.fromkeys(f"上年 {self._spelled(reading, self.then)}" for reading, _ in sums))
        if claim.hedges & UNDECIDED:
            return self._unsure("可能另有所指", attempts)
        return self._contradicts(
            attempts, main, replacement=self._replacement(sums[0][1]), weak=Hedge.FILED in self._weak_hedges
        )

    def _equal(self, figure: Figure) -> bool:
        value = self.claim.value
        if Hedge.APPROXIMATE not in self.claim.hedges:
            if self.claim.kind is ClaimKind.AMOUNT and amount_printed_alike(self.claim, Decimal(figure)):
                return True
            return figure == value or (self.claim.text[-1:] in _SCALES and self._rounded(figure))
        return value * Decimal("0.8") <= figure < value * 2 if value else figure == 0

    def _rounded(self, figure: Figure) -> bool:
        """Whether ``figure`` agrees within the printed precision of a number such as ``20.4万``."""
        step = Decimal(1).scaleb(_SCALES[self.claim.text[-1]] - decimal_places(self.claim.text[:-1]))
        return "." in self.claim.text and abs(figure - self.claim.value) < step

    def _replacement(self, figure: Figure | None) -> str:
        return as_written(self.claim, figure) if self.is_number else ""


class _AbsenceEvaluator(_CountEvaluator):
    """未收到…: a count of 0 in words, for which no replacement number is proposed."""

    aspect = NONE
    is_number = False


class _CompletionEvaluator(_Evaluator):
    """全部办结 or 其余结转下年度, compared with the cases carried out to the next year."""

    aspect = DONE

    def _compare(self) -> Evaluation:
        claim, reading = self.claim, self.main
        left = total(reading, self.now)
        if left is None:
            return self._unsure(BLANK)
        if self._of_other_year():
            return self._unsure(f"说的是 {claim.year} 年")
        says = self._spelled(reading, self.now)
        if bool(left) is (claim.kind is ClaimKind.LEFT):
            return self._agrees(says, reading)
        if claim.hedges & UNDECIDED:
            return self._unsure(MAY_BE_OTHER, says)
        settled_by = the_lexicon().roles.carried_out if Hedge.LENIENT in claim.hedges else ""
        weak = bool(self._weak_hedges)
        return replace(self._contradicts(says, reading, weak=weak), settled_by=settled_by)


class _ChangeEvaluator(_Evaluator):
    """A change against the prior year, in cases or in percent."""

    aspect = PERCENT

    def _compare(self) -> Evaluation:
        claim, main = self.claim, self.main
        if self._of_other_year():
            return self._unsure(f"说的是 {claim.year} 年")
        if not self.has_last_year:
            return self._unsure(NO_LAST_YEAR)
        attempts: list[str] = []
        for reading in self.edition_claim.readings:
            now, then = total(reading, self.now), total(reading, self.then)
            if now is None or then is None or (claim.kind is ClaimKind.GROWTH and not then):
                return self._unsure(NOT_COMPARABLE)
            bases = {Decimal(now)}
            if claim.of is not None and claim.of.kind is ClaimKind.COUNT and claim.of is not claim:
                bases.add(claim.of.value)  # an error in this number is reported by its own claim
            if any(self._grown(base, Decimal(then)) for base in bases):
                return self._agrees(self._growth_says(reading, now, then), reading)
            attempts.append(self._growth_says(reading, now, then))
        says = "；".join(dict.fromkeys(attempts))
        if claim.hedges & UNDECIDED:
            return self._unsure("约数，不逐一核对", says)
        return self._contradicts(says, main, replacement=self._growth_replacement(), weak=self.doubtful_scope)

    def _grown(self, now: Decimal, then: Decimal) -> bool:
        sign = -1 if self.claim.falls else 1
        if self.claim.kind is ClaimKind.CHANGE:
            return (now - then) * sign == self.claim.value
        return bool(then) and printed_alike(self.claim, (now - then) * sign * 100 / then)

    def _growth_says(self, reading: Reading, now: Figure, then: Figure) -> str:
        by = Decimal(now) - Decimal(then)
        verb, grew = ("增加", "增长") if by >= 0 else ("减少", "下降")
        amount = show_figure(without_fraction(abs(by)))
        percent = f"，{grew} {percent_of(abs(by), Decimal(then))}%" if then else ""
        name = self._named(reading)
        return f"{name}：本年 {show_figure(now)}，上年 {show_figure(then)}，{verb} {amount}{percent}"

    def _growth_replacement(self) -> str:
        now, then = total(self.main, self.now), total(self.main, self.then)
        if now is None or then is None or (now < then) is not self.claim.falls:
            return ""
        by = abs(Decimal(now) - Decimal(then))
        if self.claim.kind is ClaimKind.CHANGE:
            return show_figure(without_fraction(by)).replace(",", "")
        return percent_of(by, Decimal(then), decimal_places(self.claim.text)) if then else ""


class _ShareEvaluator(_Evaluator):
    """A share in percent, computed from the tables or from the two counts in the text."""

    aspect = PERCENT

    def _compare(self) -> Evaluation:
        claim, main = self.claim, self.main
        if self._agrees_with_text():
            return self._agrees("与正文的两个数一致", main)
        attempts: list[str] = []
        for part, whole in self.edition_claim.shares:
            some, all_ = total(part, self.now), total(whole, self.now)
            if some is None or all_ is None:
                return self._unsure(BLANK)
            if not all_:
                continue
            percent = percent_of(Decimal(some), Decimal(all_), max(1, decimal_places(claim.text)))
            says = f"{self._named(part)} {some} ÷ {self._named(whole)} {all_} = {percent}%"
            exact = Decimal(some) * 100 / Decimal(all_)
            if printed_alike(claim, exact) or (claim.of_hundred and within_a_step(claim, exact)):
                return self._agrees(says, tuple(dict.fromkeys((*part, *whole))))
            attempts.append(says)
        if not attempts or claim.hedges & UNDECIDED or (claim.year and claim.year != self.year):
            return self._unsure("无法推算", "；".join(attempts[:2]))
        return self._contradicts("；".join(dict.fromkeys(attempts[:3])), main, weak=self.doubtful_scope)

    def _agrees_with_text(self) -> bool:
        """Whether the share agrees with part and whole as the text gives them; their errors are reported separately."""
        part, whole = self.claim.of, self.claim.whole
        if part is None or whole is None or not (part.kind is whole.kind is ClaimKind.COUNT) or not whole.value:
            return False
        return part is not self.claim and printed_alike(self.claim, part.value * 100 / whole.value)


_EVALUATORS: Mapping[ClaimKind, type[_Evaluator]] = {
    ClaimKind.COUNT: _CountEvaluator,
    ClaimKind.AMOUNT: _CountEvaluator,
    ClaimKind.NONE: _AbsenceEvaluator,
    ClaimKind.CHANGE: _ChangeEvaluator,
    ClaimKind.GROWTH: _ChangeEvaluator,
    ClaimKind.SHARE: _ShareEvaluator,
    ClaimKind.DONE: _CompletionEvaluator,
    ClaimKind.LEFT: _CompletionEvaluator,
}
