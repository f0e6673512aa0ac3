"""What was carried over the turn of the year, application by application: last year's register beside this year's."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.register.applications import Application
from model.register.dates import shown_date
from model.register.draft_edit import carried_in_differences, last_year_problem, places_text
from model.register.register import Counted
from model.register.sheets import Place
from model.report.derived_totals import shown
from model.report.report import Report

_MOST_ROWS = 6
THIS, LAST = "本年台账", "上年台账"
_LAST_MONTH = 12
"""An answer of this month may have been meant for the one after it."""


@dataclass(frozen=True)
class CarryDifference:
    """An application that the two registers do not carry over alike: its row in one of them, and how it differs."""

    register: str
    """``THIS`` or ``LAST``."""
    place: Place
    sentence: str

    def __str__(self) -> str:
        return f"{self.register}{self.place}：{self.sentence}"


def about_carry_over(this: Counted, report: Report | None, last: Counted | None) -> tuple[str, ...]:
    """What is to be said about 上年结转, the most important first; empty where nothing is to be compared or all agrees.
    ``report`` is last year's, ``last`` last year's register."""
    lines = []
    edition = this.edition
    if report and (problem := last_year_problem(this, report)):
        lines.append(f"{problem}，没有用它对照")
        report = None
    differing = carried_in_differences(this, report) if report else ()
    for cell, counted, then in differing:
        rows = places_text(this.count.places.get(cell, ()), _MOST_ROWS) or "没有这样的申请"
        line = f"{edition.name_of(cell)}，台账 {counted} 件、上年年报结转 {show_figure(then)} 件（台账：{rows}）"
        if counted < then and (near := answered_shortly_before(this, cell.column)):
            line += f"；上年 {_LAST_MONTH} 月答复的有{places_text(near, _MOST_ROWS)}，请看答复日期"
        lines.append(line)
    if last is None:
        if differing:
            lines.append("上年年报只有件数，看不出差的是哪几件；有上年台账的，可以取来逐件对照")
        return tuple(lines)
    if unread := (*last.missing, *(f"{name}没有认出表头" for name in last.left_out or ())):
        return (*lines, f"{LAST}“{last.file}”没有全部读出，不能逐件对照：{'；'.join(unread)}")
    for cell, counted, then in carried_out_differences(last, report) if report else ():
        name = last.edition.name_of(cell)
        lines.append(f"{name}：{LAST} {counted} 件，上年年报 {show_figure(then)} 件，上年年报与上年台账不符")
    return (*lines, *map(str, carry_differences(last, this)))


def carry_differences(last: Counted, this: Counted) -> tuple[CarryDifference, ...]:
    """The applications that were open at the turn of the year in one register and not, or otherwise, in the other.
    Names and contents are compared, not told."""
    turn = date(this.count.year, 1, 1)
    before, now = _counting(last), _counting(this)
    pairs = _pairs(before, now)
    ours = {id(then): each for then, each in pairs}
    theirs = {id(each): then for then, each in pairs}
    columns = {column.id: column.name for table in this.edition.tables for column in table.columns}
    return (
        *_told(LAST, before, ours, THIS, turn),
        *_told(THIS, now, theirs, LAST, turn),
        *(
            CarryDifference(THIS, each.place, f"算{columns[each.column]}，{LAST}{then.place}算{columns[then.column]}")
            for then, each in pairs
            if _is_open(then, turn) and _is_open(each, turn) and then.column != each.column
        ),
    )


def carried_out_differences(last: Counted, report: Report) -> tuple[tuple[Cell, int, Figure], ...]:
    """(cell, counted in last year's register, in last year's report) where 结转下年度 is not equal."""
    if report.edition != last.edition.id:
        return ()
    then = shown(report, last.edition).figures
    cells = (cell for cell in last.edition.carried_from.values() if cell in last.count.figures and cell in then)
    return tuple(
        (cell, last.count.figures[cell], then[cell]) for cell in cells if then[cell] != last.count.figures[cell]
    )


def answered_shortly_before(counted: Counted, column: str) -> tuple[Place, ...]:
    """Rows of the register itself that were answered in the last month of the year before: where last year's report
    carried out more, one of their dates may be wrong."""
    year = counted.count.year - 1
    return tuple(
        each.place
        for each in _counting(counted)
        if each.column == column
        and each.answered is not None
        and (each.answered.year, each.answered.month) == (year, _LAST_MONTH)
    )


def _counting(counted: Counted) -> list[Application]:
    return [each for each in counted.applications.found if not each.ignored]


def _is_open(application: Application, turn: date) -> bool:
    """Whether it was certainly open when the year began."""
    received, answered = application.received, application.answered
    if application.problems or received is None:
        return False
    return received < turn and (answered is None or answered >= turn)


_KEYS: tuple[Callable[[Application], tuple[Hashable, ...]], ...] = (
    lambda each: (each.number, each.received, each.who),
    lambda each: (each.number, each.received),
    lambda each: (each.lasting_number, each.who),
    lambda each: (each.received, each.who),
)
"""What the same application has in both registers; a number may have begun anew, a name be written otherwise."""


def _pairs(before: Iterable[Application], now: Iterable[Application]) -> list[tuple[Application, Application]]:
    """The same applications of both registers."""
    found: list[tuple[Application, Application]] = []
    rest, ours = list(before), list(now)
    for key in _KEYS:
        by_key: dict[tuple[Hashable, ...], list[Application]] = {}
        for each in ours:
            if all(key(each)):
                by_key.setdefault(key(each), []).append(each)
        pairs = [(each, candidates.pop(0)) for each in rest if (candidates := by_key.get(key(each)))]
        used = {id(each) for pair in pairs for each in pair}
        rest, ours = ([each for each in one if id(each) not in used] for one in (rest, ours))
        found += pairs
    return found


def _told(
    register: str, applications: Iterable[Application], same: Mapping[int, Application], other: str, turn: date
) -> Iterator[CarryDifference]:
    for each in applications:
        if not _is_open(each, turn):
            continue
        partner = same.get(id(each))
        if partner is None:
            yield CarryDifference(register, each.place, f"{other}里没有（按编号、收到日期、申请人都没有对上）")
        elif said := _not_carried(partner, turn):
            yield CarryDifference(register, each.place, f"{other}{partner.place}{said}")


def _not_carried(application: Application, turn: date) -> str:
    """Why it was not open at the turn of the year; empty where it was."""
    if application.problems:
        return f"没有计入：{application.problems[0]}"
    if application.received is not None and application.received >= turn:
        return f"的收到日期是{shown_date(application.received)}，算新收"
    if application.answered is not None and application.answered < turn:
        return f"的答复日期是{shown_date(application.answered)}，上年已经答复"
    return ""
