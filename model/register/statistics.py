"""What only a register tells: answers in time, extensions, applications by month, way, applicant and result."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from model.form.edition import Edition
from model.register.applications import Application
from model.register.counting import standing
from model.register.mapping import OPEN
from model.register.sheets import Place
from model.register.words import RegisterWords
from model.register.working_days import WorkingDays

LIMIT = 20
"""Working days for an answer. Source: 《政府信息公开条例》第三十三条."""
EXTENSION = 20
"""Working days that it may be extended by; source as above."""


@dataclass(frozen=True)
class Late:
    """An application that was answered after the legal limit, or was open when the year had ended after it."""

    place: Place
    sentence: str


@dataclass(frozen=True)
class Statistics:
    """Of the applications that belong to the year and were counted."""

    received: int
    answered: int
    in_time: int
    """Of ``answered``."""
    extended: int
    """Of ``answered``."""
    late: tuple[Late, ...]
    by_month: Mapping[str, int]
    """Received within the year."""
    by_way: Mapping[str, int]
    by_applicant: Mapping[str, int]
    by_result: Mapping[str, int]
    """Answered within the year."""
    weekends_only: tuple[int, ...] = ()
    """Years whose holidays are not known."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Sentences for section 一; each says only what was counted."""
        found = []
        if self.received:
            found.append(f"本年新收政府信息公开申请{self.received}件。")
        if self.answered:
            share = f"{100 * self.in_time / self.answered:.1f}".removesuffix(".0")
            found.append(f"本年答复{self.answered}件，按期答复{self.in_time}件，按期答复率{share}%。")
            found.append(f"其中延长答复期限{self.extended}件。")
        if self.by_way:
            found.append("按申请方式分：" + "，".join(f"{way}{count}件" for way, count in self.by_way.items()) + "。")
        return tuple(found)


def statistics_of(
    applications: Iterable[Application], year: int, edition: Edition, words: RegisterWords, days: WorkingDays
) -> Statistics:
    """Counts what :func:`model.register.counting.count_applications` counts as well. The time for an answer begins on
    the day after it was received, or after the correction that was asked for was received (第三十条)."""
    ours = [
        (each, found)
        for each in applications
        if not (each.ignored or each.problems or each.received is None or not each.column or not each.answer)
        and (found := standing(each, year)) is not None
    ]
    new = [each for each, (is_new, _) in ours if is_new]
    answered = [each for each, (_, is_answered) in ours if is_answered]
    late = [told for each, _ in ours if (told := _late(each, year, days)) is not None]
    late_places = {each.place for each in late}
    table = edition.table(words.roles.table)
    return Statistics(
        len(new),
        len(answered),
        sum(each.place not in late_places for each in answered),
        sum(each.extended for each in answered),
        tuple(late),
        {f"{month}月": sum(each.received.month == month for each in new if each.received) for month in range(1, 13)},
        _counted(new, lambda each: each.way or "没有写明") if any(each.way for each in new) else {},
        _counted(new, lambda each: table.column(each.column).name),
        _counted(answered, lambda each: table.row(each.answer).name),
        tuple(sorted({year, *(each.received.year for each in new if each.received)} - days.years)),
    )


def _counted(applications: Iterable[Application], name: Callable[[Application], str]) -> dict[str, int]:
    return dict(Counter(map(name, applications)).most_common())


def _late(application: Application, year: int, days: WorkingDays) -> Late | None:
    begin = max(day for day in (application.received, application.corrected) if day is not None)
    due = days.after(begin, LIMIT + EXTENSION * application.extended)
    extended = "（已延期）" if application.extended else ""
    end = application.answered
    shown = f"{due.year}年{due.month}月{due.day}日"
    if end is not None and end > due:
        return Late(application.place, f"答复期限是{shown}{extended}，{end.year}年{end.month}月{end.day}日才答复")
    if application.answer == OPEN and due.year <= year:
        return Late(application.place, f"答复期限是{shown}{extended}，到年底还没有答复")
    return None
