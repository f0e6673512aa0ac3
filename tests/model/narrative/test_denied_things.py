"""What there was none of: named behind the word that denies, before it, in the heading before, or in parts."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind


def implied(text: str, topic: str = "requests") -> list[Claim]:
    return [each for each in claims_in(text, topic) if each.kind is ClaimKind.NONE]


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        (
            "行政复议、行政诉讼方面，本年度均未发生。",
            ("reconsideration", "suit_direct", "suit_after_reconsideration"),
            (),
        ),
        ("行政复议和行政诉讼情况。无。", ("reconsideration", "suit_direct", "suit_after_reconsideration"), ()),
        ("依申请公开情况：无。", ("received",), ()),
        ("规范性文件未新增。", ("normative_documents",), (("issued",), ("made",))),
        ("没有企业提出申请。", ("received",), (("business",),)),
        ("没有被纠正的复议案件。", ("reconsideration",), (("corrected",),)),
        ("没有新收和结转的政府信息公开申请。", ("received", "carried_in"), ()),
        ("上年没有结转申请。", ("carried_in",), ()),
    ],
)
def test_none_of_what_is_named_before_in_a_heading_or_in_parts(
    text: str, rows: tuple[str, ...], columns: tuple[tuple[str, ...], ...]
) -> None:
    claims = implied(text)
    assert [(each.rows, each.columns[: len(columns)]) for each in claims] == [((rows,), columns)]


def test_who_asked_for_nothing_is_named_before_it() -> None:
    *_, claim = claims_in("收到申请5件，社会公益组织未提出申请。")
    assert claim.columns == (("welfare",),)
