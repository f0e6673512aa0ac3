"""Applications counted into tables 三 and 四 by their dates.

Received within the year: 本年新收. Received before it and not answered before it: 上年结转. Answered within it: its
result. Received and not answered by its end: 结转下年度. So what comes and what goes are equal in each column, whatever
is counted.

An application of which something is not certain is not counted, and the cells that it may belong to get no figure: a
figure of some is not the figure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from model.form.edition import Edition
from model.form.tables import Cell
from model.register.applications import Application
from model.register.mapping import OPEN
from model.register.sheets import Place
from model.register.words import RegisterWords

_YEARS_OPEN = 3
"""An application that was received so many years before, or answered so many years later, is dated wrongly."""


@dataclass(frozen=True)
class Odd:
    """A row with something odd: what, and whether it was counted all the same, by the rule that ``reason`` names."""

    place: Place
    reason: str
    counted: bool


@dataclass(frozen=True)
class Count:
    """What was counted. A cell is either in ``figures`` or in ``withheld``, or the register says nothing about it."""

    year: int
    figures: Mapping[Cell, int] = field(default_factory=dict)
    places: Mapping[Cell, tuple[Place, ...]] = field(default_factory=dict)
    """The applications of each figure, in the order of the register; none for 0."""
    withheld: Mapping[Cell, tuple[Place, ...]] = field(default_factory=dict)
    """Cells that applications may belong to that were not counted."""
    odd: tuple[Odd, ...] = ()
    counted: int = 0
    """Applications counted in table 三."""
    uncounted: int = 0
    """Applications that may belong to the year and were not counted."""
    earlier: int = 0
    """Answered before the year."""
    later: int = 0
    """Received after it."""
    dispute_rows: tuple[Place, ...] = ()
    """Rows with 复议 or 诉讼 of applications that do not belong to the year: not counted."""


def count_applications(
    applications: Iterable[Application],
    year: int,
    edition: Edition,
    words: RegisterWords,
    *,
    has_disputes: bool = True,
) -> Count:
    """The cells of tables 三 and 四 for ``year``; ``has_disputes``: the register has columns for 复议 and 诉讼."""
    counting = _Counting(year, edition, words)
    for application in applications:
        if not application.ignored:
            counting.add(application)
    return counting.result(has_disputes=has_disputes)


def standing(application: Application, year: int) -> tuple[bool, bool] | None:
    """(received within the year, answered within it) of an application whose dates are certain; ``None`` where it does
    not belong to the year."""
    assert application.received is not None
    if application.received.year > year:
        return None
    if application.answered and application.answered.year < year:
        return None
    return application.received.year == year, bool(application.answered and application.answered.year == year)


class _Counting:
    def __init__(self, year: int, edition: Edition, words: RegisterWords) -> None:
        self._year = year
        self._roles = words.roles
        self._columns = words.applicant_columns(edition)
        self._results = words.result_rows(edition)
        self._outcomes = words.outcome_columns(edition)
        self._places: dict[Cell, list[Place]] = {}
        self._withheld: dict[Cell, list[Place]] = {}
        self._disputes: dict[Cell, list[Place]] = {}
        self._disputes_withheld: dict[Cell, list[Place]] = {}
        self._odd: list[Odd] = []
        self._not_counted: list[Place] = []
        self._counts = {"counted": 0, "uncounted": 0, "earlier": 0, "later": 0}

    def add(self, application: Application) -> None:
        problems = (*application.problems, *_implausible(application, self._year))
        if problems or not application.column or not application.answer or application.received is None:
            self._leave_out(application, problems)
            return
        found = standing(application, self._year)
        for remark in application.remarks:
            if found:
                self._odd.append(Odd(application.place, remark, counted=True))
        if found is None:
            self._counts["later" if application.received.year > self._year else "earlier"] += 1
            self._note_disputes(application)
            return
        is_new, is_answered = found
        self._counts["counted"] += 1
        came = self._roles.received if is_new else self._roles.carried_in
        went = application.answer if is_answered else self._roles.carried_out
        for row in (came, went):
            self._places.setdefault(Cell(self._roles.table, row, application.column), []).append(application.place)
        self._count_disputes(application)

    def _leave_out(self, application: Application, problems: Iterable[str]) -> None:
        rows = list(self._possible_rows(application, certain=not _are_dates_odd(application, self._year)))
        if not rows:
            return  # certainly of another year
        self._counts["uncounted"] += 1
        self._odd += [Odd(application.place, problem, counted=False) for problem in problems]
        for column in [application.column] if application.column else self._columns:
            for row in rows:
                self._withheld.setdefault(Cell(self._roles.table, row, column), []).append(application.place)
        for row, dispute in self._dispute_rows(application):
            for column in [dispute] if dispute else self._outcomes:
                cell = Cell(self._roles.disputes, row, column)
                self._disputes_withheld.setdefault(cell, []).append(application.place)

    def _possible_rows(self, application: Application, *, certain: bool) -> Iterator[str]:
        """All rows of table 三 that it may belong to; none where it certainly belongs to another year."""
        received, answered = (application.received, application.answered) if certain else (None, None)
        has_answer = bool(answered) or application.answer not in ("", OPEN) or bool(application.problems)
        if received and received.year > self._year:
            return
        if answered and answered.year < self._year:
            return
        yield from [self._roles.received] if received is None or received.year == self._year else []
        yield from [self._roles.carried_in] if received is None or received.year < self._year else []
        if answered is None or answered.year == self._year:
            if application.answer not in ("", OPEN):
                yield application.answer
            elif application.answer == "" or has_answer:
                yield from (row for row in self._results if row.startswith(application.within))
        if answered is None or answered.year > self._year:
            yield self._roles.carried_out

    # -- table 四

    def _dispute_rows(self, application: Application) -> Iterator[tuple[str, str]]:
        """(row of table 四, column or empty) of 复议 and 诉讼."""
        if application.reconsideration:
            yield self._roles.reconsideration, application.reconsideration.column
        if application.suit:
            after = application.reconsideration is not None
            row = self._roles.suit_after_reconsideration if after else self._roles.suit_direct
            yield row, application.suit.column

    def _count_disputes(self, application: Application) -> None:
        for row, column in self._dispute_rows(application):
            if column:
                self._disputes.setdefault(Cell(self._roles.disputes, row, column), []).append(application.place)
                continue
            self._odd.append(Odd(application.place, "复议、诉讼的结果看不出算哪一种", counted=False))
            for each in self._outcomes:
                cell = Cell(self._roles.disputes, row, each)
                self._disputes_withheld.setdefault(cell, []).append(application.place)

    def _note_disputes(self, application: Application) -> None:
        if any(True for _ in self._dispute_rows(application)):
            self._not_counted.append(application.place)

    # -- the result

    def result(self, *, has_disputes: bool) -> Count:
        """A cell of the table that no application belongs to is 0: the register was read whole."""
        roles = self._roles
        rows = (roles.received, roles.carried_in, *self._results, roles.carried_out)
        cells = [Cell(roles.table, row, column) for row in rows for column in self._columns]
        places, withheld = dict(self._places), dict(self._withheld)
        if has_disputes:
            kinds = (roles.reconsideration, roles.suit_direct, roles.suit_after_reconsideration)
            cells += [Cell(roles.disputes, row, column) for row in kinds for column in self._outcomes]
            places |= self._disputes
            withheld |= self._disputes_withheld
        figures = {cell: len(places.get(cell, ())) for cell in cells if cell not in withheld}
        return Count(
            self._year,
            figures,
            {cell: tuple(places[cell]) for cell in cells if cell in places and cell not in withheld},
            {cell: tuple(withheld[cell]) for cell in cells if cell in withheld},
            tuple(self._odd),
            dispute_rows=tuple(self._not_counted),
            **self._counts,
        )


def _implausible(application: Application, year: int) -> Iterator[str]:
    """Years that were probably typed wrongly."""
    received, answered = application.received, application.answered
    if received and received.year < year - _YEARS_OPEN and (answered is None or answered.year >= year):
        yield f"收到日期是 {received.year} 年，到 {year} 年还没有答复，年份多半写错了"
    if received and received.year > year + 1:
        yield f"收到日期是 {received.year} 年，年份多半写错了"
    if answered and answered.year > year + _YEARS_OPEN:
        yield f"答复日期是 {answered.year} 年，年份多半写错了"


def _are_dates_odd(application: Application, year: int) -> bool:
    """Whether the dates contradict each other, so that neither can be relied on."""
    received, answered = application.received, application.answered
    is_reversed = bool(received and answered and answered < received)
    return is_reversed or any(True for _ in _implausible(application, year)) or not _is_day(received, answered)


def _is_day(*days: date | None) -> bool:
    return all(day is None or 1990 <= day.year <= 2100 for day in days)
