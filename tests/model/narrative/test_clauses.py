"""Where the statement, the clause or the item begins that a place stands in."""

import pytest

from model.narrative.clauses import CLAUSES, LABELS, SIGNS, STATEMENTS, start_of

TEXT = "收到9件;办理情况:办结7件,公开2件、不予公开1件"


@pytest.mark.parametrize(
    ("signs", "begins"),
    [(STATEMENTS, "办理情况"), (CLAUSES, "公开2件"), (LABELS, "公开2件"), (SIGNS, "不予公开")],
)
def test_what_holds_the_last_number_begins_behind_the_last_sign(signs: str, begins: str) -> None:
    assert TEXT[start_of(signs, TEXT, len(TEXT)) :].startswith(begins)


def test_a_label_ends_no_clause() -> None:
    at = TEXT.index("办结")
    assert TEXT[start_of(CLAUSES, TEXT, at) : at] == "办理情况:"
    assert start_of(LABELS, TEXT, at) == at


def test_without_a_sign_it_begins_where_the_search_does() -> None:
    assert start_of(STATEMENTS, TEXT, 3) == 0
    assert start_of(STATEMENTS, TEXT, len(TEXT), 20) == 20
