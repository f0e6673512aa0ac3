"""A report as a value: what is absent is blank, and a change makes another report."""

import dataclasses

import pytest

from model.form.tables import Cell
from model.report.report import Fact, Remark, Report

RECEIVED, CARRIED_IN = Cell("requests", "received", "person"), Cell("requests", "carried_in", "person")


def test_a_report_without_facts_has_neither_organ_nor_year_nor_title() -> None:
    blank = Report("2021")
    assert (blank.organ, blank.year, blank.title) == ("", None, "")


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2024", 2024),
        ("0999", 999),
        ("24", None),
        ("２０２４", None),
        ("2024年", None),
        ("20245", None),
        ("-202", None),
    ],
)
def test_a_year_is_four_digits(typed: str, year: int | None) -> None:
    assert Report("2021", facts={Fact.YEAR: typed}).year == year


def test_a_change_makes_another_report_and_leaves_this_one() -> None:
    report = Report("2021", {RECEIVED: 3})
    other = report.with_(figures={**report.figures, CARRIED_IN: 1}, facts={Fact.ORGAN: "水利局"})
    assert (report.figures, report.organ) == ({RECEIVED: 3}, "")
    assert (other.figures, other.organ, other.edition) == ({RECEIVED: 3, CARRIED_IN: 1}, "水利局", "2021")
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.edition = "2019"  # type: ignore[misc]


def test_zero_is_a_figure_and_blank_is_none() -> None:
    report = Report("2021", {RECEIVED: 0})
    assert report.figure(RECEIVED) == 0
    assert report.figure(CARRIED_IN) is None


def test_flagged_cells_are_those_whose_remark_says_so() -> None:
    remarks = {RECEIVED: Remark("问过业务科", flagged=True), CARRIED_IN: Remark("无误")}
    assert Report("2021", remarks=remarks).flagged == (RECEIVED,)
