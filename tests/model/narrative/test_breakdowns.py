"""共 A，其中 B、C、D: which numbers are the parts of which whole."""

import pytest

from model.narrative.claim_extraction import read
from model.narrative.claims import Breakdown


def breakdowns(text: str, topic: str = "requests") -> list[Breakdown]:
    return [each for _, sentence in read(text, topic).sentences for each in sentence.breakdowns]


def parts(found: Breakdown) -> tuple[int, list[int]]:
    return int(found.whole.value), [int(part.value) for part in found.parts]


@pytest.mark.parametrize(
    ("text", "whole", "of"),
    [
        ("新收申请12件，其中自然人申请9件、企业申请3件。", 12, [9, 3]),
        ("办结申请20件，其中予以公开11件，部分公开5件，不予公开4件。", 20, [11, 5, 4]),
        ("新收申请12件（其中自然人9件、法人3件）。", 12, [9, 3]),
        ("办结申请20件，分别为公开11件，不予公开5件（执法案卷4件），其他4件。", 20, [11, 5, 4]),
    ],
)
def test_the_numbers_listed_behind_are_the_parts(text: str, whole: int, of: list[int]) -> None:
    (found,) = breakdowns(text)
    assert parts(found) == (whole, of)
    assert found.sum_of_parts == sum(of)
    assert found.whole_claim is not None and found.whole_claim.value == whole


@pytest.mark.parametrize(
    "text",
    [
        "新收申请12件，其中自然人申请9件。",  # one part makes no list
        "新收申请12件，其中自然人申请约9件、企业申请3件。",  # a rounded part
        "新收申请12件，自然人申请9件、企业申请3件。",  # nothing says that they are parts
        "新收申请12件，其中培训9人次、会议3次。",  # something else is counted
    ],
)
def test_what_is_no_list_of_parts_is_none(text: str) -> None:
    assert breakdowns(text) == []


def test_a_list_that_goes_on_is_open() -> None:
    (found,) = breakdowns("办结申请20件，其中予以公开11件、部分公开5件等。")
    assert (found.open, parts(found)) == (True, (20, [11, 5]))
    (found,) = breakdowns("办结申请20件，其中予以公开11件、部分公开5件。")
    assert not found.open


def test_a_list_that_says_so_is_complete() -> None:
    (found,) = breakdowns("行政复议12件，分别为维持9件、纠正3件。", "disputes")
    assert found.complete
    (found,) = breakdowns("办结申请20件，其中予以公开11件、其余9件。")
    assert (found.complete, parts(found)) == (True, (20, [11, 9]))
    (found,) = breakdowns("办结申请20件，其中予以公开11件、部分公开5件。")
    assert not found.complete


def test_a_sum_behind_the_list_is_no_part_of_it() -> None:
    (found,) = breakdowns("办结申请20件，其中予以公开11件、部分公开5件，合计16件。")
    assert parts(found) == (20, [11, 5])


def test_what_a_bracket_counts_of_a_part_leaves_the_list_complete() -> None:
    (found,) = breakdowns("办结申请20件，分别为公开11件，不予公开5件（主要为执法案卷，计4件），其他4件。")
    assert (found.complete, found.open) == (True, False)
