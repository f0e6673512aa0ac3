"""This year's draft out of last year's report: what is taken over, advanced, marked, and left blank."""

import re

import pytest

from model.drafting.rollover import LAST_YEAR, roll_over
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import apply, filling_with_zero
from model.report.report import Fact, NumberLink, Origin, Report
from tests.conftest import filled

CARRIED_OUT, CARRIED_IN = Cell("requests", "carried_out", "business"), Cell("requests", "carried_in", "business")
WORDS = "2024年共收到申请11件，比2023年多。结转下年度1件，其他3件。"


@pytest.fixture
def last_year(edition: Edition) -> Report:
    made = filled(edition, "requests", "person business\nreceived 8 3\nresults.granted 8 2\ncarried_out 0 1")
    made, _ = apply(made, filling_with_zero(made, edition, edition.cells))
    facts = {
        Fact.ORGAN: "清远县教育局",
        Fact.KIND: "department",
        Fact.LEVEL: "county",
        Fact.YEAR: "2024",
        Fact.TITLE: "另拟的标题",
        Fact.SIGNATURE: "清远县教育局办公室",
        Fact.DATE: "2025-01-08",
    }
    link = NumberLink("1", WORDS.index("3件"), "3", (Cell("requests", "received", "business"),))
    automatic = NumberLink("1", WORDS.index("11件"), "11", (Cell("requests", "received", "total"),), automatic=True)
    strange = NumberLink("1", WORDS.index("1件，其他"), "1", (Cell("requests", "no.such.row", "total"),))
    links = {"a": link, "b": automatic, "c": strange}
    return made.with_(facts=facts, texts={"1": WORDS, "5": ""}, links=links, headings=("一、总体情况",))


def test_what_was_carried_out_is_carried_in_and_all_other_figures_are_blank(
    edition: Edition, last_year: Report
) -> None:
    draft = roll_over(last_year, edition, 2025)
    assert draft.figures[CARRIED_IN] == 1
    assert {cell.row for cell in draft.figures} == {"carried_in"}
    assert draft.origins[CARRIED_IN] == Origin(LAST_YEAR, edition.name_of(CARRIED_OUT), "1")


def test_a_blank_is_carried_in_as_a_blank(edition: Edition, last_year: Report) -> None:
    figures = {cell: figure for cell, figure in last_year.figures.items() if cell != CARRIED_OUT}
    draft = roll_over(last_year.with_(figures=figures), edition, 2025)
    assert CARRIED_IN not in draft.figures and CARRIED_IN not in draft.origins


@pytest.mark.parametrize(("year", "is_carried"), [("2024", True), ("2023", False), ("", True)])
def test_with_years_between_nothing_is_carried_in(
    edition: Edition, last_year: Report, year: str, is_carried: bool
) -> None:
    old = last_year.with_(facts={**last_year.facts, Fact.YEAR: year})
    assert bool(roll_over(old, edition, 2025).figures) is is_carried


def test_the_organ_stays_and_year_title_and_date_are_new(edition: Edition, last_year: Report) -> None:
    draft = roll_over(last_year, edition, 2025)
    kept = (Fact.ORGAN, Fact.KIND, Fact.LEVEL, Fact.SIGNATURE)
    assert draft.facts == {**{fact: last_year.facts[fact] for fact in kept}, Fact.YEAR: "2025"}
    assert (draft.edition, draft.headings, draft.sign_off) == (edition.id, (), {})


def test_years_in_the_text_advance_and_every_number_is_to_be_checked(edition: Edition, last_year: Report) -> None:
    draft = roll_over(last_year, edition, 2025)
    assert draft.texts == {"1": WORDS.replace("2024", "2025").replace("比2023", "比2024")}
    marks = sorted(draft.to_check.values(), key=lambda mark: mark.start)
    numbers = re.findall(r"\d+", draft.texts["1"])
    assert [re.findall(r"\d+", mark.text) for mark in marks] == [[number] for number in numbers]
    assert all(draft.texts["1"][mark.start :].startswith(mark.text) for mark in marks)
    by_text = {mark.text: mark for mark in marks}
    assert by_text["11"].cells == (Cell("requests", "received", "total"),)
    assert by_text["3"].cells == ()


def test_a_persons_link_is_kept_where_its_cells_are_there(edition: Edition, last_year: Report) -> None:
    assert list(roll_over(last_year, edition, 2025).links) == ["a"]


def test_last_years_report_may_be_of_another_form(editions: dict[str, Edition]) -> None:
    old = editions["2019"]
    figures = dict.fromkeys(old.cells, 2)
    report = Report("2019", figures, facts={Fact.YEAR: "2020"})
    draft = roll_over(report, editions["2021"], 2021, old)
    assert draft.edition == "2021"
    assert draft.figures[CARRIED_IN] == 2
