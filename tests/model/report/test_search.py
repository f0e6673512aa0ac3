"""Finding and replacing over tables and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import apply
from model.report.report import Fact, Report, ToCheck
from model.report.search import find, replacing

PERSON, TOTAL = Cell("requests", "received", "person"), Cell("requests", "received", "total")
BUSINESS = Cell("requests", "received", "business")


def of(**texts: str) -> Report:
    return Report("2021", {PERSON: 12, BUSINESS: 112}, facts={Fact.ORGAN: "某局", Fact.YEAR: "2025"}, texts=texts)


def test_places_come_in_the_order_of_the_form(edition: Edition) -> None:
    hits = find("12", of(**{"1": "共12件，其中112件", "5": "问题12个"}), edition)
    assert [(hit.section, hit.cell, hit.start) for hit in hits] == [("1", None, 1), ("3", PERSON, 0), ("5", None, 2)]


@pytest.mark.parametrize("wanted", ["12", "１２", " 12 "])
def test_a_number_finds_whole_figures_however_it_is_typed(edition: Edition, wanted: str) -> None:
    assert [hit.cell for hit in find(wanted, of(), edition)] == [PERSON]


def test_what_could_not_be_read_is_found_by_its_text(edition: Edition) -> None:
    report = of().with_(unread={Cell("requests", "carried_in", "person"): "约3件"})
    assert [str(hit.cell) for hit in find("约3", report, edition)] == ["requests.carried_in.person"]


@pytest.mark.parametrize("wanted", ["", "  ", "没有的词", "2.5", "("])
def test_nothing_is_found_where_nothing_is(edition: Edition, wanted: str) -> None:
    assert find(wanted, of(**{"1": "共12件"}), edition) == ()


def test_a_total_that_follows_is_found_and_not_typed_over(edition: Edition) -> None:
    report = of()
    assert not find("124", report, edition), "a sum so far is no figure"
    report = report.with_(figures={**dict.fromkeys(edition.sum_at[TOTAL].addends, 0), **report.figures})
    hits = find("124", report, edition)
    assert [hit.cell for hit in hits] == [TOTAL]
    edit, left_alone = replacing(hits, "125", report, edition)
    assert (bool(edit), left_alone) == (False, 1)


def test_a_cell_takes_nothing_that_is_no_figure(edition: Edition) -> None:
    report = of(**{"1": "12件"})
    edit, left_alone = replacing(find("12", report, edition), "十二", report, edition)
    assert left_alone == 1
    after, _ = apply(report, edit)
    assert (after.texts["1"], after.figures[PERSON]) == ("十二件", 12)


def test_marks_of_other_numbers_move_along(edition: Edition) -> None:
    report = of(**{"1": "收到申请12件，2025年"}).with_(to_check={"a": ToCheck("1", 8, "2025年", "2024年")})
    edit, _ = replacing([hit for hit in find("12", report, edition) if hit.key], "1234", report, edition)
    after, _ = apply(report, edit)
    mark = after.to_check["a"]
    assert after.texts["1"][mark.start : mark.start + len(mark.text)] == "2025年"


@given(words=st.text("甲乙丙", max_size=30), wanted=st.text("甲乙", min_size=1, max_size=3))
def test_replacing_all_does_what_replacing_in_a_text_does(edition: Edition, words: str, wanted: str) -> None:
    report = Report("2021", texts={"5": words})
    edit, _ = replacing(find(wanted, report, edition), "丁", report, edition)
    after, _ = apply(report, edit)
    assert after.texts.get("5", "") == words.replace(wanted, "丁")
