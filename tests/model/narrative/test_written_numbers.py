"""Numbers written anew are written as the text writes its own."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.narrative.claim_extraction import claims_in
from model.narrative.written_numbers import amount_printed_alike, percent_of, value_of, within_a_step, written_like


@pytest.mark.parametrize(
    ("text", "figure", "written"),
    [
        ("12", 7, "7"),
        ("1,204", 1300, "1,300"),
        ("1 204", 1300, "1 300"),
        ("十二", 7, "七"),
        ("3.5", Decimal("4.25"), "4.25"),
        ("20.4万", 7, ""),
        ("十二", Decimal("3.5"), ""),
        ("12", None, ""),
    ],
)
def test_a_figure_is_written_as_the_text_writes_its_own(text: str, figure: Decimal | int | None, written: str) -> None:
    assert written_like(text, figure) == written


@given(st.integers(0, 99), st.sampled_from(["12", "十二"]))
def test_what_is_written_is_read_back(figure: int, manner: str) -> None:
    assert value_of(written_like(manner, figure)) == figure


def test_percentages_have_the_places_asked_for() -> None:
    assert percent_of(Decimal(1), Decimal(3)) == "33.3"
    assert percent_of(Decimal(1), Decimal(3), 2) == "33.33"


@pytest.mark.parametrize(("exact", "within"), [("38.1", True), ("39.9", True), ("38", False), ("40", False)])
def test_a_share_may_be_rounded_either_way(exact: str, within: bool) -> None:
    share = claims_in("答复申请13件，予以公开5件，占39%。")[-1]
    assert within_a_step(share, Decimal(exact)) is within


@pytest.mark.parametrize(
    ("words", "charged", "alike"),
    [
        ("行政事业性收费243.6亿元", "2436010", True),
        ("行政事业性收费243.7亿元", "2436010", False),
        ("行政事业性收费2亿元", "19990", False),
        ("行政事业性收费1万元", "1.9", False),
        ("行政事业性收费1.9亿元", "19999", False),
        ("行政事业性收费1284万元", "1283.62", True),
        ("行政事业性收费1283万元", "1283.62", True),
        ("行政事业性收费1285万元", "1283.62", False),
        ("行政事业性收费812.3万元", "812.4", False),
        ("行政事业性收费8124000元", "812.4", True),
    ],
)
def test_an_amount_may_be_rounded_or_cut_off_as_it_is_printed(words: str, charged: str, alike: bool) -> None:
    (claim,) = claims_in(words)
    assert amount_printed_alike(claim, Decimal(charged)) is alike
