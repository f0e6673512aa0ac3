"""Numbers that differ by their own words, and what the rest of the report says of them."""

import pytest

from model.form.edition import Edition
from tests.model.checks.text_reports import saying, words_of

CAME = {
    "requests__received__total": 19,
    "requests__carried_in__total": 1,
    "requests__results.granted__total": 17,
    "requests__results.total__total": 17,
    "requests__carried_out__total": 3,
}


def told(edition: Edition, text: str) -> list[str]:
    found = words_of(saying(edition, text, **CAME), edition)
    return [each.passage.text for each in found if each.passage]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("收到申请19件，均按期答复。", ["均按期答复"]),
        ("收到申请19件，均按期答复，结转下年度3件。", []),
        ("收到申请20件，其中上年结转1件。", []),
        ("收到申请20件，另有上年结转1件。", ["20"]),
        ("收到申请19件。政务窗口收到申请4件。", []),
    ],
)
def test_the_rest_of_the_words_settles_a_difference(edition: Edition, text: str, wrong: list[str]) -> None:
    assert told(edition, text) == wrong
