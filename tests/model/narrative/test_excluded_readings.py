"""Readings that the rest of the sentence excludes."""

import pytest

from model.narrative.claim_extraction import claims_in

RECEIVED, CARRIED_IN, CARRIED_OUT = ("received",), ("carried_in",), ("carried_out",)


def rows_of(text: str, number: str) -> tuple[tuple[str, ...], ...]:
    (claim,) = [each for each in claims_in(text, "requests") if each.text == number]
    return claim.rows


@pytest.mark.parametrize("behind", ["上年结转3件", "加上年结转3件", "结转3件，共23件"])
def test_what_came_is_counted_without_what_is_counted_beside_it(behind: str) -> None:
    assert rows_of(f"收到申请20件，{behind}。", "20") == (RECEIVED,)


@pytest.mark.parametrize("behind", ["其中上年结转3件", "办结18件", "新收17件，上年结转3件"])
def test_what_came_may_be_counted_with_what_is_a_part_of_it(behind: str) -> None:
    assert rows_of(f"收到申请20件，{behind}。", "20")[:2] == (RECEIVED, (*RECEIVED, *CARRIED_IN))


def test_what_is_carried_is_in_or_out_by_what_stands_before_it() -> None:
    assert rows_of("新收申请20件、结转3件。", "3") == (CARRIED_IN,)
    assert rows_of("办结申请20件，结转3件。", "3") == (CARRIED_OUT,)
    assert rows_of("申请结转3件。", "3") == (CARRIED_OUT, CARRIED_IN)


def test_what_came_is_not_what_was_answered_where_both_are_counted() -> None:
    answered = ("results.total",)
    assert answered not in rows_of("申请20件，办结18件。", "20")
    assert answered in rows_of("政府信息公开申请20件。", "20")


def test_none_for_any_reason_unless_one_is_counted() -> None:
    assert rows_of("不予公开2件，其他处理0件。", "0") == (("results.otherwise*",),)
    assert len(rows_of("逾期不补正2件，其他处理0件。", "0")) > 1


def test_other_cases_may_be_all_the_answers_that_a_list_does_not_name() -> None:
    unnamed = ("results.denied.*", "results.not_processed.*", "results.otherwise*")
    assert unnamed in rows_of("予以公开5件，部分公开3件，无法提供9件，其他情形4件。", "4")
    assert unnamed not in rows_of("予以公开5件，部分公开3件，无法提供9件，其他处理4件。", "4")


def test_an_outcome_of_all_is_of_both_kinds_that_are_joined() -> None:
    claims = claims_in("信息公开行政复议2件、直接起诉1件，均维持。", "disputes")
    assert [each.all_in for each in claims] == [(("upheld",),), (("upheld",),)]
    apart = claims_in("信息公开行政复议2件，直接起诉1件，均维持。", "disputes")
    assert [each.all_in for each in apart] == [(), (("upheld",),)]
