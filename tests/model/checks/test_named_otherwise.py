"""Numbers whose own words name another cell, which has them."""

import pytest

from model.form.edition import Edition
from tests.model.checks.text_reports import saying, words_of

ANSWERED = {
    "requests__received__person": 30,
    "requests__received__total": 30,
    "requests__results.granted__total": 20,
    "requests__results.granted_in_part__total": 3,
    "requests__results.denied.state_secret__total": 1,
    "requests__results.denied.enforcement_file__total": 4,
    "requests__results.unavailable.not_held__total": 2,
    "requests__results.total__total": 30,
}


def told(edition: Edition, text: str) -> list[str]:
    found = words_of(saying(edition, f"收到申请30件。{text}", **ANSWERED), edition)
    return [each.passage.text for each in found if each.passage]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("属劳动监察案卷不公开4件。", "属劳动监察案卷不公开9件。"),
        ("涉案卷宗不公开4件。", "涉案卷宗不公开9件。"),
    ],
)
def test_the_number_of_another_cell_named_by_a_plain_word_is_left_alone(
    edition: Edition, right: str, wrong: str
) -> None:
    assert told(edition, right) == []
    assert len(told(edition, wrong)) == 1


def test_words_of_its_own_cell_leave_no_other_sense(edition: Edition) -> None:
    assert told(edition, "执法案卷不予公开1件。") == ["1"]


def test_words_of_another_clause_or_number_tell_nothing(edition: Edition) -> None:
    assert told(edition, "不予公开4件（执法案卷4件）。") == ["4"]
