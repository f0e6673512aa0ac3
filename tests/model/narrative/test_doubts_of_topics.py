"""What was asked about is listed with numbers, and is no cell though it has the name of one."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Hedge


def certain(text: str) -> list[str]:
    """The numbers that mean cells beyond doubt."""
    return [each.text for each in claims_in(text, "requests") if not each.hedges]


@pytest.mark.parametrize(
    ("text", "of_cells"),
    [
        ("收到申请10件。申请内容涉及工伤认定5件、企业职工档案3件、其他2件。", ["10"]),
        ("收到申请10件。从申请内容看，涉及征地6件、执法处罚3件、其他1件。", ["10"]),
        ("收到申请10件。按主体看，自然人6件、企业3件、其他1件。", ["10", "6", "3", "1"]),
    ],
)
def test_a_list_under_a_heading_of_topics_is_of_topics(text: str, of_cells: list[str]) -> None:
    assert certain(text) == of_cells


def test_the_rest_of_a_list_of_topics_is_a_topic() -> None:
    assert certain("受理申请11件，其中自然人9件、企业2件。涉及投诉举报处理的3件，其他8件。") == ["11", "9", "2"]


@pytest.mark.parametrize(
    "text", ["企业申请主要涉及招标，1件予以公开。", "社会公益组织的申请均涉及环评文件，1件予以公开。"]
)
def test_answers_to_one_kind_of_applicant_are_some_of_all(text: str) -> None:
    (claim,) = [each for each in claims_in(text, "requests") if each.text == "1"]
    assert Hedge.AMBIGUOUS in claim.hedges


def test_those_that_most_asked_about_are_some_of_all() -> None:
    assert certain("收到申请12件，申请领域以社会保险为主，计7件。") == ["12"]
    assert certain("收到申请12件，申请人以自然人为主，公开7件。") == ["12", "7"]
