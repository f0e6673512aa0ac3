"""What a percentage is a share of: right ones agree, wrong ones are told."""

import pytest

from model.form.edition import Edition
from tests.benchmarks.narratives import Narrative, figures_of
from tests.benchmarks.second_corpus import about_words, checked_narrative

FIGURES = "R p150 b30 l20; G p100 b20; H p30; U1 p20 b10 l20; V u8; S u2"


def rules_of(text: str, edition: Edition) -> list[str]:
    figures = figures_of(FIGURES)
    narrative = Narrative("清远县教育局", 2024, figures, {"1": text}, (), figures)
    found = about_words(checked_narrative(narrative, narrative.texts, figures, edition))
    return [".".join(each.rule.split(".")[:2]) for each in found]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("行政复议8件、行政诉讼2件，占申请总量的{}%。", "5", "9"),
        ("行政复议8件，占申请量的{}%。", "4", "40"),
        ("行政复议8件，占复议诉讼总数的{}%。", "80", "70"),
        ("行政复议8件，占申请量的4%；行政诉讼2件，占{}%。", "1", "3"),
        ("收到申请200件，自然人150件、企业30件，占总数的{}%。", "90", "80"),
        ("收到申请200件，自然人150件，占75%；企业30件、法律服务机构20件，占{}%。", "25", "35"),
        ("答复200件，予以公开120件、部分公开30件，占{}%。", "75", "77"),
        ("答复200件，予以公开120件，占60%；部分公开30件，占{}%。", "15", "75.5"),
    ],
)
def test_the_share_of_what_stands_before_it_alone_or_together(
    text: str, right: str, wrong: str, edition: Edition
) -> None:
    assert rules_of(text.format(right), edition) == []
    assert rules_of(text.format(wrong), edition) == ["words.percent"]


@pytest.mark.parametrize("text", ["答复200件，予以公开120件，占60%；部分公开30件，占75%。"])
def test_what_has_a_share_of_its_own_is_in_no_other(text: str, edition: Edition) -> None:
    assert rules_of(text, edition) == ["words.percent"]
