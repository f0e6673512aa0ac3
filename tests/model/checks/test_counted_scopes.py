"""Numbers of another scope that the tables count as well."""

import pytest

from model.checks.claim_evaluation import ClaimState
from model.checks.engine import check
from model.form.edition import Edition
from model.report.report import Reason
from tests.model.checks.text_reports import saying

FIGURES = {
    "requests__received__person": 37,
    "requests__received__business": 4,
    "requests__received__total": 41,
    "requests__carried_in__total": 5,
    "requests__results__total__total": 44,
    "requests__carried_out__total": 2,
    "disclosure__licences__decisions": 64,
    "disclosure__normative_documents__issued": 2,
}


def states(edition: Edition, text: str) -> list[str]:
    found = check(saying(edition, text, **FIGURES), edition).context.words.evaluations("1")
    return [each.evaluation.state.name for each in found]


def test_one_number_contradicts_where_three_others_of_the_scope_agree(edition: Edition) -> None:
    text = "县级共收到申请41件，其中自然人37件、企业4件；上年结转6件。"
    assert states(edition, text) == ["AGREES", "AGREES", "AGREES", "CONTRADICTS"]


@pytest.mark.parametrize(
    "text",
    [
        "县级共收到申请41件；上年结转6件。",
        "县级共收到申请41件，其中自然人37件、企业9件；上年结转6件。",
        "县级共收到申请41件，其中自然人37件、企业4件；制发规范性文件8件。",
    ],
)
def test_fewer_that_agree_more_that_differ_or_those_of_another_table_show_nothing(edition: Edition, text: str) -> None:
    assert states(edition, text)[-1] == "UNSURE"


def test_a_number_marked_as_unrelated_does_not_count_as_differing(edition: Edition) -> None:
    text = "县级共收到申请41件，其中自然人37件、企业4件；上年结转6件，结转下年3件。"
    report = saying(edition, text, **FIGURES)
    before = check(report, edition).context.words.evaluations("1")
    assert [each.state for each in before[-2:]] == [ClaimState.UNSURE, ClaimState.UNSURE]
    dismissed = report.with_(dismissed={before[-1].dismissal_key: Reason("", "另有口径")})
    after = check(dismissed, edition).context.words.evaluations("1")
    assert [each.state for each in after[-2:]] == [ClaimState.CONTRADICTS, ClaimState.UNRELATED]
