"""Counting by dates."""

from datetime import date

import pytest

from model.form.tables import Cell
from model.register.applications import Application, Dispute
from model.register.counting import Count, count_applications
from model.register.mapping import OPEN
from model.register.sheets import Place
from tests.model.register.registers import EDITION, WORDS

GRANTED = "results.granted"
_ROW = iter(range(1, 10_000))


def made(received: str | None, answered: str | None, **changes: object) -> Application:
    day = {text: date.fromisoformat(text) for text in (received, answered) if text}
    values: dict[str, object] = {
        "place": Place("台账", next(_ROW)),
        "received": day.get(received or ""),
        "answered": day.get(answered or ""),
        "column": "person",
        "answer": GRANTED if answered else OPEN,
    }
    return Application(**{**values, **changes})  # type: ignore[arg-type]


def count(*applications: Application) -> Count:
    return count_applications(applications, 2024, EDITION, WORDS)


def rows(found: Count) -> set[str]:
    return {cell.row for cell, figure in found.figures.items() if figure}


@pytest.mark.parametrize(
    ("received", "answered", "expected"),
    [
        ("2024-01-01", "2024-01-01", {"received", GRANTED}),
        ("2024-12-31", "2024-12-31", {"received", GRANTED}),
        ("2024-12-31", "2025-01-01", {"received", "carried_out"}),
        ("2024-05-01", None, {"received", "carried_out"}),
        ("2023-12-31", "2024-01-01", {"carried_in", GRANTED}),
        ("2023-12-31", None, {"carried_in", "carried_out"}),
        ("2023-12-31", "2025-01-03", {"carried_in", "carried_out"}),
        ("2023-12-31", "2023-12-31", set()),
        ("2025-01-01", "2025-01-09", set()),
        ("2025-01-01", None, set()),
    ],
)
def test_the_year_of_an_application(received: str, answered: str | None, expected: set[str]) -> None:
    assert rows(count(made(received, answered))) == expected


def test_a_whole_register_gives_zeros_where_nothing_is() -> None:
    found = count()
    assert len(found.figures) == (2 + 21 + 1) * 6 + 3 * 4
    assert not any(found.figures.values())
    without = count_applications([], 2024, EDITION, WORDS, has_disputes=False)
    assert {cell.table for cell in without.figures} == {"requests"}


def test_an_unknown_column_leaves_its_rows_blank() -> None:
    found = count(made("2024-03-01", "2024-03-09", column="", problems=("x",)))
    assert {cell.row for cell in found.withheld} == {"received", GRANTED}
    assert len(found.withheld) == 12
    assert not found.figures.keys() & found.withheld.keys()


def test_an_unknown_date_of_answer_leaves_open_whether_it_is_carried_out() -> None:
    found = count(made("2024-03-01", None, answer=GRANTED, problems=("没有答复日期",)))
    assert found.withheld.keys() == {Cell("requests", row, "person") for row in ("received", GRANTED, "carried_out")}


def test_reversed_dates_are_not_relied_on() -> None:
    found = count(made("2024-03-01", "2023-03-01", problems=("早于",)))
    assert {cell.row for cell in found.withheld} == {"received", "carried_in", GRANTED, "carried_out"}


def test_disputes_of_other_years_are_listed_not_counted() -> None:
    other = made("2023-03-01", "2023-03-09", reconsideration=Dispute("upheld"))
    ours = made("2024-03-01", "2024-03-09", suit=Dispute("pending"))
    found = count(other, ours)
    assert {str(cell) for cell, n in found.figures.items() if n and cell.table == "disputes"} == {
        "disputes.suit_direct.pending"
    }
    assert found.dispute_rows == (other.place,)


def test_ignored_applications_are_not_there() -> None:
    assert count(made("2024-03-01", "2024-03-09", ignored=True)).counted == 0
