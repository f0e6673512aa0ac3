"""Topic, year and scope of the segments of a sentence."""

import pytest

from model.narrative.claim_extraction import claims_in


def years_of(text: str) -> list[int]:
    return [claim.year for claim in claims_in(text, "requests")]


@pytest.mark.parametrize("text", ["自2021年机构改革后，收到申请4件。", "收到申请4件。"])
def test_a_year_that_something_began_in_is_not_that_of_the_numbers(text: str) -> None:
    assert years_of(text) == [0]


def test_a_year_that_the_numbers_are_of_is() -> None:
    assert years_of("2021年收到申请4件。") == [2021]


def test_the_number_of_another_year_ends_with_its_comma() -> None:
    assert years_of("收到申请97件，2024年为71件，办结90件。")[-1] == 0


def test_years_of_something_else_are_no_scope() -> None:
    assert [each.scope for each in claims_in("汇总历年数据的申请需另行制作1件。", "requests")] == [""]
    assert [each.scope for each in claims_in("历年共收到申请12件。", "requests")] == ["历年"]


def test_an_answer_as_the_form_names_it_says_that_requests_are_spoken_of() -> None:
    assert [each.phrase_ids[-1] for each in claims_in("1.“部分公开”2件；")] == ["granted_in_part"]
    assert claims_in("主动公开文件5件，不予公开2件。") == ()
