"""There was none of what a list does not name."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import ClaimKind


def rest_of(text: str) -> list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """(rows, columns) of each claim of none."""
    return [(each.rows[0], each.columns) for each in claims_in(text, "requests") if each.kind is ClaimKind.NONE]


@pytest.mark.parametrize("says", ["其余类型均无", "其余各项均为0", "其余答复结果都没有", "其他各类均未发生"])
def test_the_answers_that_are_not_counted(says: str) -> None:
    ((rows, _),) = rest_of(f"公开5件，不掌握2件，{says}。")
    assert rows == (
        "results.granted_in_part",
        "results.denied.*",
        "results.not_processed.*",
        "results.otherwise*",
    )


@pytest.mark.parametrize("says", ["无其他类型申请人", "没有其他主体"])
def test_the_kinds_of_applicants_that_are_not_counted(says: str) -> None:
    ((_, columns),) = rest_of(f"收到申请5件，其中自然人3件，企业2件，{says}。")
    assert columns == (("research", "welfare", "legal_service", "other"),)


def test_the_outcomes_that_are_not_counted() -> None:
    ((rows, columns),) = rest_of("行政复议3件，维持2件，纠正1件，其余均无。")
    assert rows == ("reconsideration",)
    assert set(columns[0]) == {"other", "pending"}


@pytest.mark.parametrize(
    "text",
    [
        "公开5件，不掌握2件，其余均已按期答复。",
        "公开5件，不掌握2件，其余类型均无变化。",
        "收到申请5件，其他部门均无。",
        "公开5件，其余2件均无法提供。",
    ],
)
def test_what_is_said_of_the_rest_otherwise_is_none_of_it(text: str) -> None:
    assert rest_of(text) == []


@pytest.mark.parametrize("says", ["均来自自然人", "全部为公民个人提出", "申请人均为自然人", "皆系本镇村民"])
def test_where_all_are_people_no_organisation_asked(says: str) -> None:
    ((rows, columns),) = rest_of(f"收到申请3件，{says}。")
    assert rows == ("received",)
    assert columns == (("business", "research", "welfare", "legal_service", "other"),)


def test_where_all_are_companies_no_person_asked() -> None:
    assert rest_of("收到申请3件，均由企业提出。") == [(("received",), (("person",),))]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请3件，其中2件均来自自然人。",
        "收到申请3件，不予公开2件，均来自自然人。",
        "收到申请3件，多数为自然人。",
        "收到申请3件，均为自然人关心的事项。",
    ],
)
def test_some_of_one_kind_leave_others_open(text: str) -> None:
    assert rest_of(text) == []
