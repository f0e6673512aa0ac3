"""The check context: a report with its shown figures, broken equations and evaluated claims, for all rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from model.checks.claim_matching import ClaimMatcher
from model.checks.findings import BLANK, NO_LAST_YEAR, NOT_COMPARABLE, SWITCHED_OFF, Finding, Severity
from model.form import rule_kinds
from model.form.edition import Edition
from model.form.equations import Equation, Term
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.memo import Memo
from model.narrative.paragraphs import Paragraphs
from model.report.derived_totals import ShownFigures, shown
from model.report.positions import valid_marks
from model.report.prior_year import PriorYearDecision
from model.report.report import Report

FACTS_SECTION = "facts"
"""The navigation key for findings about organ, year or title."""

MOST_FINDINGS = 512

Broken = tuple[Equation, Figure, Figure]
"""(equation, left sum, right sum) where the sums break the equation."""


@dataclass(frozen=True)
class EquationStatus:
    """An equation with the current figures. ``holds`` is ``None`` while a figure that it needs is missing."""

    equation: Equation
    holds: bool | None
    says: str
    severity: Severity | None = None
    """The severity of its finding; ``None`` unless the equation is broken."""


class PriorYear:
    """The prior year's report for comparison; ``figures`` holds its known figures, empty without an accepted report."""

    def __init__(
        self, given: Report | None, edition: Edition, own_edition: Edition, decision: PriorYearDecision
    ) -> None:
        """``given`` is used only if ``decision`` accepts it."""
        self.given = given
        self.decision = decision
        self.report = report = given if decision.accepted else None
        self.edition = own_edition
        self.figures: Mapping[Cell, Figure] = {}
        if report is not None:
            self.figures = shown(report, own_edition).figures
        self.why_absent = NO_LAST_YEAR if given is None else decision.problem
        """Why rules across years are not evaluated; empty with an accepted prior-year report."""
        why = self.why_absent or NOT_COMPARABLE
        self.lacks: Mapping[str, str] = {
            each.id: why for each in edition.equations if not self.figures.keys() >= set(each.last_year_cells)
        }
        """Equation id -> why it cannot be evaluated; holds unevaluable equations only."""
        self.findings: Memo[tuple[object, ...], Finding] = Memo(MOST_FINDINGS)
        """(equation id, its figures) -> finding; a cache that lives as long as this comparison."""
        self._jumping: Memo[str, tuple[list[tuple[Cell, Figure]], bool]] = Memo(MOST_FINDINGS)

    def jumping(self, rule: rule_kinds.Jump, edition: Edition) -> tuple[list[tuple[Cell, Figure]], bool]:
        """(the rule's cells with prior-year figures, whether the prior year's form has all the rule's cells)."""
        return self._jumping.result(rule.id, self._comparable, rule, edition)

    def _comparable(self, rule: rule_kinds.Jump, edition: Edition) -> tuple[list[tuple[Cell, Figure]], bool]:
        cells = [edition.cell(address) for address in rule.cells]
        known = [(cell, self.figures[cell]) for cell in cells if cell in self.figures]
        return known, all(cell in self.edition.cell_set for cell in cells)


class CheckContext:
    """A report with its shown figures, broken equations and evaluated claims, as every rule function receives it.

    Parts of ``before``, the context of the previous check, are reused where their inputs have not changed.
    """

    def __init__(
        self, report: Report, edition: Edition, last_year: "PriorYear", before: "CheckContext | None" = None
    ) -> None:
        self.report = report
        self.edition = edition
        self.last_year = last_year.report
        self.last_figures = last_year.figures
        self.prior_year = last_year
        unchanged = before if before is not None and before.has_same_tables(report, last_year) else None
        self.tables_unchanged = unchanged is not None
        """No figure of either year has changed since the previous check."""
        self.shown: ShownFigures = unchanged.shown if unchanged else shown(report, edition)
        self.figures: Mapping[Cell, Figure] = self.shown.figures
        self.known: Set[Cell] = self.figures.keys()
        self.complete: bool = len(self.known) == len(edition.cells)
        self.all_evaluated = self.complete and not last_year.lacks
        """Every equation has all its figures, of this year and of the prior year."""
        if unchanged:
            self.broken = unchanged.broken
        self.paragraphs: Mapping[str, Paragraphs] = _paragraphs(report, edition, before)
        """Section key -> its paragraphs; non-empty text sections and preface only."""
        self.words: ClaimMatcher = ClaimMatcher(
            report,
            edition,
            self.figures,
            None if last_year.report is None else last_year.figures,
            self.paragraphs,
            before.words if before else None,
        )
        """The claims of the text, evaluated."""

    def sections(self, rule: rule_kinds.WordsRule) -> Iterator[tuple[str, Paragraphs]]:
        """(key, paragraphs) of the rule's sections that have text."""
        for key in rule.sections:
            if key in self.paragraphs:
                yield key, self.paragraphs[key]

    @cached_property
    def unchecked_places(self) -> Set[tuple[str, int]]:
        """(section, position) of the numbers carried over from the prior year's text that are still to check."""
        return {(each.section, each.start) for each in valid_marks(self.report.to_check, self.report.texts).values()}

    def has_same_tables(self, report: Report, last_year: "PriorYear") -> bool:
        """Whether ``report`` has the same figures and unread cells, and the same prior year."""
        own = self.report
        same = own.figures is report.figures and own.unread is report.unread
        return same and self.prior_year is last_year

    @cached_property
    def broken(self) -> Mapping[str, list[Broken]]:
        """Rule id -> its broken equations; equations with a missing figure are left out."""
        found: dict[str, list[Broken]] = {}
        lacks, alone, complete, known = self.prior_year.lacks, self.last_year is None, self.complete, self.known
        for equation in self._breakable():  # `sides` inlined: this loop runs after every edit
            if equation.id in lacks or (equation.without_last_year and not alone):
                continue
            if not complete and not known >= equation.cell_set:
                continue
            left, right = equation.sides(self.figures, self.last_figures)
            if left != right and not equation.holds(left, right):
                found.setdefault(equation.rule, []).append((equation, left, right))
        return found

    def _breakable(self) -> Iterable[Equation]:
        """The equations that can be broken; those that set a derived total always hold."""
        typed = self.report.figures.keys() & self.edition.totals
        if not typed:
            return self.edition.independent
        following = {each.id for total, each in self.edition.following.items() if total not in typed}
        return [each for each in self.edition.checked_equations if each.id not in following]

    def figure(self, cell: Cell) -> Figure | None:
        """The shown figure; ``None`` for a blank cell or a total whose addends are not all there."""
        return self.figures.get(cell)

    def knows(self, cells: Set[Cell]) -> bool:
        """Whether every one of ``cells`` has a figure."""
        return self.complete or self.known >= cells

    def missing(self, equation: Equation) -> str:
        """Why the equation is not evaluated; empty if it is."""
        if equation.rule in self.edition.switched_off:
            return SWITCHED_OFF
        if not self.knows(equation.cell_set):
            return BLANK
        return self.prior_year.lacks.get(equation.id, "")

    def not_evaluated(self, rule: rule_kinds.Linear) -> str:
        """Why an equation of the rule cannot be evaluated; empty if all can, or if another rule replaces it."""
        equations = self.edition.equations_by_rule[rule.id]
        if self.complete and not equations[0].last_year_cells:
            return ""
        if equations[0].without_last_year and self.last_year is not None:
            return ""
        return next(filter(None, map(self.missing, equations)), "")

    def sides(self, equation: Equation) -> tuple[Figure, Figure] | None:
        """(left sum, right sum); ``None`` if the equation cannot be evaluated or another one replaces it."""
        if self.missing(equation) or (equation.without_last_year and self.last_year is not None):
            return None
        return equation.sides(self.figures, self.last_figures)

    def explained(self, equation: Equation) -> EquationStatus:
        """The equation's status for the bar above the grid."""
        sides = self.sides(equation)
        if sides is None:
            rule = self.edition.rule(equation.rule)
            why = self.missing(equation) or "已有上年年报"
            return EquationStatus(
                equation, None, f"{rule.says}（{why if why == SWITCHED_OFF else f'{why}，暂不核对'}）"
            )
        holds, says = equation.holds(*sides), self.spelled_out(equation, *sides)
        severity = None if holds else Severity(self.edition.rule(equation.rule).severity)
        return EquationStatus(equation, holds, says, severity)

    def spelled_out(self, equation: Equation, left: Figure, right: Figure) -> str:
        """Both sides with their figures, e.g. ``一 3 + 二 0 = 3 ≠ 三（七）3 + 四 1 = 4``."""
        holds = equation.holds(left, right)
        sign = ("=" if holds else "≠") if equation.equal else ("≤" if holds else ">")
        written_left, written_right = equation.written
        left_text = self._side(written_left, equation.left, left)
        return f"{left_text} {sign} {self._side(written_right, equation.right, right)}"

    def _side(self, written: str, terms: Sequence[Term], total: Figure) -> str:
        if "{}" not in written:
            return written.format(total=show_figure(total))
        figures = [(self.last_figures if term.last_year else self.figures)[term.cell] for term in terms]
        if type(total) is int:  # so are its addends: no formatting needed
            return written.format(*figures, total=total)
        return written.format(*map(show_figure, figures), total=show_figure(total))


def _paragraphs(report: Report, edition: Edition, before: "CheckContext | None") -> Mapping[str, Paragraphs]:
    earlier = before.paragraphs if before is not None else {}
    found: dict[str, Paragraphs] = {}
    for key in edition.text_keys:
        if text := report.texts.get(key):
            then = earlier.get(key)
            found[key] = then if then is not None and then.text == text else Paragraphs(text, then)
    return found
