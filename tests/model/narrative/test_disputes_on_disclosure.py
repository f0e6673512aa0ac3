"""Disputes about disclosure among all disputes: read as what the form counts."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, Hedge


def found(text: str) -> tuple[Claim, ...]:
    return claims_in(text, "disputes")


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("以我厅为被申请人的行政复议138件，其中政府信息公开62件。", ["62"]),
        ("全年被复议52件，其中不服处罚39件，不履职9件，信息公开4件。", ["4"]),
        ("被申请行政复议12件：许可7件，信息公开3件。", ["3"]),
        ("行政诉讼19件（其中不服信访答复9件；信息公开3件）。", ["3"]),
        ("应诉案件41件，其中涉公开5件。", ["5"]),
    ],
)
def test_the_part_about_disclosure_is_certain_and_the_whole_is_not(text: str, ours: list[str]) -> None:
    whole, *rest = [each for each in found(text) if each.table == "disputes"]
    certain = [each for each in rest if Hedge.AMBIGUOUS not in each.hedges]
    assert [each.text for each in certain] == ours
    assert all((each.rows, each.columns) == (whole.rows, ()) for each in certain)


def test_where_the_organ_perhaps_decided_them_it_is_in_doubt() -> None:
    ours = [each for each in found("受理行政复议88件，其中信息公开6件。") if each.text == "6"]
    assert [Hedge.AMBIGUOUS in each.hedges for each in ours] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "行政复议52件。公开4件。",
        "行政复议52件，其中信息公开4条。",  # pieces of information
    ],
)
def test_what_is_not_listed_with_disputes_is_none_of_them(text: str) -> None:
    assert not [each for each in found(text) if each.text == "4" and each.table == "disputes"]
