"""What numbers in words are read to mean, and what the tables say to that."""

import pytest

from model.narrative.claim_extraction import claims_in
from tests.model.narrative.words.corpus import SENTENCES
from tests.model.narrative.words.reading import read, score

LEAST_PRECISION, LEAST_RECALL = 0.98, 0.90


def test_the_corpus_is_read_as_annotated() -> None:
    scores = [score(each) for each in SENTENCES]
    right, false, missed = (sum(each[i] for each in scores) for i in range(3))
    assert len(SENTENCES) >= 60
    assert right / (right + false) >= LEAST_PRECISION
    assert right / (right + missed) >= LEAST_RECALL


@pytest.mark.parametrize("sentence", [each for each in SENTENCES if not each.claims], ids=lambda each: each.text[:20])
def test_numbers_that_speak_of_no_cell_are_left_alone(sentence: object) -> None:
    assert not [claim for claim, same in read(sentence) if same is None]  # type: ignore[arg-type]


def test_a_number_keeps_its_place_whatever_its_width() -> None:
    text = "共受理政府信息公开申请１２ 件。"
    (claim,) = claims_in(text)
    assert text[claim.start : claim.end] == "１２"
    assert claim.value == 12


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("全市各级各部门共收到申请58件，办结55件。", ["全市", "全市"]),
        ("全市各级行政机关收到申请58件。", ["全市"]),
        ("近两年我局收到依申请公开21件。", ["近两年"]),
        ("收到申请58件，其中各部门收到申请40件。", ["", "各部门"]),
        ("通过政府网站公开信息42条，办理政府信息公开申请9件。", [""]),
        ("政府网站收到申请9件。", ["政府网站"]),
    ],
)
def test_numbers_have_the_scope_and_year_of_their_sentence(text: str, scopes: list[str]) -> None:
    assert [claim.scope for claim in claims_in(text, "requests")] == scopes
