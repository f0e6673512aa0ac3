"""Words that mean something of the form only as items of a list."""

import pytest

from model.narrative.claim_extraction import claims_in


def found(text: str, topic: str = "requests") -> list[tuple[str, str]]:
    return [(each.text, each.phrase_ids[-1]) for each in claims_in(text, topic)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("许可3件、处罚2件、强制1件。", [("3", "licences"), ("2", "penalties"), ("1", "coercive_measures")]),
        ("公开5件，不予公开2件，其他1件。", [("5", "granted"), ("2", "denied"), ("1", "otherwise")]),
        ("2件公开、1件不予公开。", [("2", "granted"), ("1", "denied")]),
        ("企业7件、个人11件。", [("7", "companies"), ("11", "person")]),
        ("科研机构1件、其他2件。", [("1", "research"), ("2", "other_kind")]),
        ("行政复议3件：维持2、其他1。", [("3", "reconsideration"), ("2", "upheld"), ("1", "other_outcome")]),
        ("不掌握4件、信访3件、重复2件。", [("4", "not_held"), ("3", "petition"), ("2", "repeated")]),
    ],
)
def test_an_item_of_a_list_has_its_number_beside_it(text: str, items: list[tuple[str, str]]) -> None:
    assert found(text) == items


@pytest.mark.parametrize(
    "text",
    [
        "不予处罚3件，撤销许可2件。",
        "申请主要涉及规划许可6件。",
        "信访接待3批，重复率2%。",
        "集中公开5件民生实事。",
        "企业家座谈会3场。",
        "培训2次、其他1次。",
    ],
)
def test_elsewhere_it_means_nothing_of_the_form(text: str) -> None:
    assert found(text) == []


def test_without_its_topic_it_means_nothing_of_the_form() -> None:
    assert found("公开5件，其他1件。", "") == []


def test_none_of_it_is_said_right_before_it() -> None:
    assert found("收到申请2件，无结转。") == [("2", "received"), ("无结转", "left_over")]
    assert found("收到申请2件，无遗留。") == [("2", "received"), ("无遗留", "left_over")]
    assert found("无许可、无处罚。") == [("无许可", "licences"), ("无处罚", "penalties")]
    assert found("遗留2件。") == []
