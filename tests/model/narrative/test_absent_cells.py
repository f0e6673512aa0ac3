"""The cells that are said to be none, table by table."""

from model.form.edition import FEES_OF_REQUESTS
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind


def implied(text: str, topic: str = "requests") -> list[Claim]:
    return [each for each in claims_in(text, topic) if each.kind is ClaimKind.NONE]


def test_each_table_has_a_claim_of_its_own() -> None:
    claims = implied("未收到政府信息公开申请、行政复议和行政诉讼。")
    assert [each.table for each in claims] == ["requests", "disputes"]


def test_no_fee_for_requests_is_not_no_fee_at_all() -> None:
    assert claims_in("本年度信息公开申请未涉及收费。") == ()
    assert [claim.phrase_ids for claim in claims_in("本年度未收取行政事业性收费。")] == [("fees",)]


def test_where_fees_of_requests_are_told_no_fee_by_itself_is_one_of_those() -> None:
    assert claims_in("无收费。", "", FEES_OF_REQUESTS) == ()
    assert [claim.phrase_ids for claim in claims_in("无行政事业性收费。", "", FEES_OF_REQUESTS)] == [("fees",)]
