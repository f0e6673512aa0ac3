"""What only a register tells."""

from datetime import date

import pytest

from model.register.applications import Application, Consultation
from model.register.mapping import OPEN
from model.register.statistics import Statistics, statistics_of
from model.register.working_days import WorkingDays
from tests.model.register.registers import EDITION, WORDS
from tests.model.register.test_counting import made

DAYS = WorkingDays(frozenset({2024}))


def of(*applications: Application) -> Statistics:
    return statistics_of(applications, 2024, EDITION, WORDS, DAYS)


def test_the_limit_is_twenty_working_days_and_twenty_more_where_extended() -> None:
    # 2024-03-01 was a Friday: the 20th working day after it, weekends only, is 2024-03-29
    assert of(made("2024-03-01", "2024-03-29")).in_time == 1
    late = of(made("2024-03-01", "2024-04-01"))
    assert (late.in_time, late.answered) == (0, 1)
    assert "2024年3月29日" in late.late[0].sentence
    assert of(made("2024-03-01", "2024-04-26", extended=True)).in_time == 1
    assert of(made("2024-03-01", "2024-04-29", extended=True)).in_time == 0


def test_the_time_begins_anew_with_the_correction() -> None:
    assert of(made("2024-03-01", "2024-04-12", corrected=date(2024, 3, 15))).in_time == 1


def test_what_is_open_after_its_limit_is_told() -> None:
    assert "到年底还没有答复" in of(made("2024-03-01", None, answer=OPEN)).late[0].sentence
    assert not of(made("2024-12-20", None, answer=OPEN)).late


def test_counts_and_sentences() -> None:
    found = of(
        made("2024-03-01", "2024-03-09", way="网络"),
        made("2024-03-04", "2024-04-09", way="邮寄"),
        made("2023-12-20", "2024-01-09", way="网络"),
        made("2024-05-04", "2024-05-09", way="网络", problems=("x",)),
        made("2022-03-04", "2022-04-09"),
    )
    assert (found.received, found.answered, found.in_time) == (2, 3, 2)
    assert {month: count for month, count in found.by_month.items() if count} == {"3月": 2}
    assert found.by_way == {"网络": 1, "邮寄": 1}
    assert found.by_result == {"三（一）予以公开": 3}
    assert found.sentences[1] == "本年答复3件，按期答复2件，按期答复率66.7%。"
    assert found.weekends_only == ()
    assert statistics_of([], 2030, EDITION, WORDS, DAYS).weekends_only == (2030,)
    assert of().sentences == ()


def in_2027(received: str, answered: str | None) -> Statistics:
    """2027 is not known: the term of 2027-03-01 ends on 2027-03-29, two days more or less, or some ten."""
    answer = {} if answered else {"answer": OPEN}
    return statistics_of([made(received, answered, **answer)], 2027, EDITION, WORDS, DAYS)


def test_without_holidays_only_what_is_certain_is_told() -> None:
    early, between, late = (in_2027("2027-03-01", day) for day in ("2027-03-20", "2027-03-30", "2027-04-20"))
    assert (early.in_time, early.late, early.uncertain) == (1, (), ())
    assert (between.in_time, between.late, len(between.uncertain)) == (None, (), 1)
    assert "看不出是不是超期" in between.uncertain[0].sentence
    assert (late.in_time, len(late.late), late.uncertain) == (0, 1, ())
    assert "最晚是" in late.late[0].sentence


def test_a_share_that_is_not_certain_is_not_told() -> None:
    found = in_2027("2027-03-01", "2027-03-30")
    assert not any("按期答复率" in sentence for sentence in found.sentences)
    assert all(each in found.about_limits[0] for each in ("2027 年", "1 件看不出", "没有算按期答复率", "holidays.toml"))


def test_a_term_that_runs_into_a_year_without_holidays_is_told() -> None:
    days = WorkingDays(frozenset({2026}))
    answered = made("2026-12-10", "2027-01-11")
    found = statistics_of([answered], 2026, EDITION, WORDS, days)
    assert (found.weekends_only, len(found.uncertain)) == ((2027,), 1)
    assert not statistics_of([made("2026-12-10", "2026-12-28")], 2026, EDITION, WORDS, days).weekends_only


def test_while_others_are_asked_for_their_opinion_the_time_does_not_run() -> None:
    # asked on a Monday, heard on the Friday of the week after: nine working days are not counted
    asked = Consultation(date(2024, 3, 4), date(2024, 3, 15))
    assert of(made("2024-03-01", "2024-04-11", consultation=asked)).in_time == 1
    late = of(made("2024-03-01", "2024-04-12", consultation=asked))
    assert "2024年4月11日（已扣除征求意见的时间）" in late.late[0].sentence
    assert late.about_limits == ()


@pytest.mark.parametrize(
    "consultation",
    [Consultation(date(2024, 3, 4), None), Consultation(None, None), Consultation(date(2024, 3, 4), date(2024, 3, 1))],
)
def test_without_both_days_of_a_consultation_nothing_is_called_late(consultation: Consultation) -> None:
    found = of(made("2024-03-01", "2024-04-12", consultation=consultation))
    assert (found.late, len(found.uncertain), found.in_time) == ((), 1, None)
    assert "1 件看不出是不是超过答复期限，没有算按期答复率" in found.about_limits[0]
    assert of(made("2024-03-01", "2024-03-12", consultation=consultation)).in_time == 1
    assert not of(made("2024-03-01", None, answer=OPEN, consultation=consultation)).late


def test_that_no_consultation_was_taken_off_is_said_where_something_is_late() -> None:
    assert "第三十三条" in of(made("2024-03-01", "2024-04-12")).about_limits[0]
    assert of(made("2024-03-01", "2024-03-12")).about_limits == ()


def test_the_time_does_not_begin_before_the_correction_that_was_asked_for() -> None:
    waiting = made("2024-03-01", None, answer=OPEN, is_correction_asked=True)
    given_up = made("2024-03-01", "2024-06-12", answer="results.otherwise.not_corrected", is_correction_asked=True)
    answered = made("2024-03-01", "2024-06-12", is_correction_asked=True)
    assert [len(of(each).late) for each in (waiting, given_up, answered)] == [0, 0, 0]
    assert of(given_up).in_time == 1
    assert "没有写收到补正的日期" in of(answered).uncertain[0].sentence


def test_of_several_answers_the_first_must_be_in_time() -> None:
    assert of(made("2024-03-01", "2024-06-12", first_answered=date(2024, 3, 8))).in_time == 1


def test_what_has_no_day_of_receipt_is_not_called_late() -> None:
    assert not of(made("2023-12-31", "2024-06-12", is_dated=False)).late
