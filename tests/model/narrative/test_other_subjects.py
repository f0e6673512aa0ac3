"""Numbers of somebody or something else than the report is about."""

import pytest

from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Hedge


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("市州局收到申请712件。", "市州局"),
        ("全省收到申请805件，其中县直部门办理97件。", "县直部门"),
        ("县（区）局合计收到申请57宗。", "县(区)局"),
        ("区级部门全年受理政府信息公开申请33件。", "区级部门"),
        ("我局全年受理政府信息公开申请33件。", ""),
        ("全年共受理政府信息公开申请33件。", ""),
        ("通过邮局收到申请33件。", ""),
        ("开发区共收到申请33件。", ""),
    ],
)
def test_who_did_it_is_named_right_before_the_verb(text: str, organ: str) -> None:
    assert claims_in(text)[-1].scope == organ


def test_an_organ_is_spoken_of_to_the_end_of_the_sentence_that_it_begins() -> None:
    assert {claim.scope for claim in claims_in("市州局收到申请712件，办结700件，结转下年度12件。")} == {"市州局"}


@pytest.mark.parametrize(
    "text", ["受理补贴申请2件。", "受理“生育登记”申请3912件。", "律师申请2件。", "发出仿真申请67件。"]
)
def test_another_kind_of_application_is_no_request_for_information(text: str) -> None:
    assert all(Hedge.AMBIGUOUS in claim.hedges for claim in claims_in(text))


@pytest.mark.parametrize(
    "text", ["受理有效申请2件。", "线上申请2件、线下申请3件，共受理申请5件。", "公民个人以书面形式申请2件。"]
)
def test_words_for_how_or_by_whom_it_was_made_leave_it_one(text: str) -> None:
    assert not any(Hedge.AMBIGUOUS in claim.hedges for claim in claims_in(text))


def test_what_a_government_did_is_perhaps_a_part_where_its_departments_are_counted_too() -> None:
    first, _ = claims_in("市政府收到申请2件，市直部门收到申请4件。")
    assert Hedge.AMBIGUOUS in first.hedges
    (alone,) = claims_in("市政府收到申请2件，由各部门分别办理。")
    assert Hedge.AMBIGUOUS not in alone.hedges
