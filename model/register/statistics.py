"""What only a register tells: answers in time, extensions, applications by month, way, applicant and result."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from model.form.edition import Edition
from model.register.applications import Application, Consultation
from model.register.counting import standing
from model.register.dates import shown_date
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
    is_certain: bool = True
    """``False`` where that depends on holidays, or on days of the register, that are not known."""
    unknown: frozenset[int] = frozenset()
    """The years of its term whose holidays are not known."""


@dataclass(frozen=True)
class Statistics:
    """Of the applications that belong to the year and were counted."""

    received: int
    answered: int
    in_time: int | None
    """Of ``answered``; ``None`` where that of some depends on days that are not known."""
    extended: int
    """Of ``answered``."""
    late: tuple[Late, ...]
    uncertain: tuple[Late, ...]
    """May be late: that depends on days that are not known."""
    by_month: Mapping[str, int]
    """Received within the year."""
    by_way: Mapping[str, int]
    by_applicant: Mapping[str, int]
    by_result: Mapping[str, int]
    """Answered within the year."""
    weekends_only: tuple[int, ...] = ()
    """Years that matter here and whose holidays are not known."""
    has_consultations: bool = False
    """The register says of some that others were asked for their opinion."""

    @property
    def about_limits(self) -> tuple[str, ...]:
        """What keeps answers in time from being certain, and what helps; empty where nothing does."""
        found = []
        if self.weekends_only:
            years = "、".join(map(str, self.weekends_only))
            told = self._doubt(sum(bool(each.unknown) for each in self.uncertain))
            found.append(
                f"程序里没有 {years} 年的节假日安排{told}。更新程序，或者在草稿文件夹里放一份 holidays.toml"
                "（写法见帮助），再统计一次"
            )
        if undated := sum(not each.unknown for each in self.uncertain):
            found.append(f"台账没有写全补正、征求意见的日期{self._doubt(undated)}。补上日期，再统计一次")
        if self.late and not self.has_consultations:
            found.append(
                "征求第三方和其他机关意见的时间不计入答复期限（条例第三十三条）；台账没有写征求意见、收到意见的日期，没有扣除"
            )
        return tuple(found)

    def _doubt(self, count: int) -> str:
        told = f"，有 {count} 件看不出是不是超过答复期限" if count else ""
        return told + ("，没有算按期答复率" if self.in_time is None else "")

    @property
    def sentences(self) -> tuple[str, ...]:
        """Sentences for section 一; each says only what was counted."""
        found = []
        if self.received:
            found.append(f"本年新收政府信息公开申请{self.received}件。")
        if self.answered:
            if self.in_time is None:
                found.append(f"本年答复{self.answered}件。")
            else:
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
    told = [said for each, _ in ours if (said := _late(each, year, days, words.roles.not_corrected)) is not None]
    late = tuple(each for each in told if each.is_certain)
    uncertain = tuple(each for each in told if not each.is_certain)
    not_in_time, doubtful = ({each.place for each in found} for found in (late, uncertain))
    in_time = sum(each.place not in not_in_time for each in answered)
    used = {year, *(each.received.year for each in new if each.received)}
    used |= {unknown for each in told for unknown in each.unknown}
    table = edition.table(words.roles.table)
    return Statistics(
        len(new),
        len(answered),
        None if any(each.place in doubtful for each in answered) else in_time,
        sum(each.extended for each in answered),
        late,
        uncertain,
        {f"{month}月": sum(each.received.month == month for each in new if each.received) for month in range(1, 13)},
        _counted(new, lambda each: each.way or "没有写明") if any(each.way for each in new) else {},
        _counted(new, lambda each: table.column(each.column).name),
        _counted(answered, lambda each: table.row(each.answer).name),
        tuple(sorted(used - days.years)),
        any(each.consultation for each, _ in ours),
    )


def _counted(applications: Iterable[Application], name: Callable[[Application], str]) -> dict[str, int]:
    return dict(Counter(map(name, applications)).most_common())


def _late(application: Application, year: int, days: WorkingDays, not_corrected: str) -> Late | None:
    end = application.first_answered or application.answered
    if (end is None and application.answer != OPEN) or not application.is_dated:
        return None
    begin = max(day for day in (application.received, application.corrected) if day is not None)
    consultation, pause = application.consultation, _pause(application.consultation)
    earliest, latest = days.range_after(begin, LIMIT + EXTENSION * application.extended, pause)
    last = end or date(year + 1, 1, 1)
    if last <= earliest:
        return None
    place = application.place
    if application.is_correction_asked and application.corrected is None:
        if end is None or application.answer == not_corrected:
            return None  # the time begins with the correction (第三十条)
        return Late(place, "要求过补正，没有写收到补正的日期，看不出是不是超期", is_certain=False)
    if consultation and pause is None:
        return Late(place, "征求过意见，没有写明从哪天到哪天，看不出是不是超期", is_certain=False) if end else None
    about = ("（已延期）" if application.extended else "") + ("（已扣除征求意见的时间）" if pause else "")
    then = f"{shown_date(end)}才答复" if end else "到年底还没有答复"
    if earliest == latest:
        return Late(place, f"答复期限是{shown_date(latest)}{about}，{then}")
    unknown = days.unknown(begin, latest)
    why = f"程序里没有 {'、'.join(map(str, sorted(unknown)))} 年的节假日安排"
    if last > latest:
        sentence = f"答复期限最晚是{shown_date(latest)}{about}（{why}），{then}"
        return Late(place, sentence, unknown=unknown)
    between = f"答复期限在{shown_date(earliest)}和{shown_date(latest)}之间{about}，{why}"
    sentence = f"{between}；{then.replace('才', '')}，看不出是不是超期"
    return Late(place, sentence, is_certain=False, unknown=unknown)


def _pause(consultation: Consultation | None) -> tuple[date, date] | None:
    """The time that is not counted while others are asked for their opinion (第三十三条), if the register tells it."""
    if consultation is None or consultation.asked is None or consultation.ended is None:
        return None
    return (consultation.asked, consultation.ended) if consultation.asked <= consultation.ended else None
