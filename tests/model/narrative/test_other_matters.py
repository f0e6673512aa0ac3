"""Labels and headings that name another matter than requests for information."""

import pytest

from model.narrative.claim_extraction import claims_in, read_section
from model.narrative.claims import Claim, Hedge
from model.narrative.paragraphs import Paragraphs


def certain(text: str) -> list[str]:
    """What is read of requests without a doubt, in the text of a section."""
    readings = [reading for _, _, reading in read_section(Paragraphs(text))]
    claims: list[Claim] = [claim for each in readings for _, sentence in each.sentences for claim in sentence.claims]
    return [each.text for each in claims if each.table == "requests" and Hedge.AMBIGUOUS not in each.hedges]


@pytest.mark.parametrize(
    "text",
    [
        "公租房申请人中，自然人30件，企业7件。",
        "听证方面，企业递交申请3件。",
        "此外法律援助工作方面：受理申请33件，均已办结，没有结转下年度。",
        "劳动仲裁。收到申请33件，上年结转5件。",
        "案件办理。年初有3件上年未办完。",
        "组织听证3场；公租房方面，受理申请33件，上年结转3件。",
    ],
)
def test_what_a_label_names_is_no_request(text: str) -> None:
    assert claims_in(text)
    assert certain(text) == []


def test_words_for_requests_end_it() -> None:
    assert certain("听证方面，收到申请3件；信息公开方面，收到申请24件。办结申请23件。") == ["24", "23"]
    assert certain("听证方面，收到申请3件，收到政府信息公开申请24件。") == ["24"]


def test_a_list_of_what_requests_were_about_is_no_label() -> None:
    assert certain("收到申请24件，涉及教育，医疗，工程。上年结转1件。") == ["24", "1"]
    assert certain("公租房申请30件，收到申请24件。") == ["24"]


def test_a_heading_stands_for_what_follows_up_to_the_next() -> None:
    assert certain("公租房保障\n受理申请33件。\n上年结转申请3件。") == []
    assert certain("公租房保障\n受理申请33件。\n收件情况\n收到申请24件。") == ["24"]


def test_a_label_within_a_paragraph_stands_for_that_paragraph_only() -> None:
    assert certain("工程建设。跨年2件。\n收到申请24件。") == ["24"]
