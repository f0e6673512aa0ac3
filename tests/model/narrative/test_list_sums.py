"""The numbers that sum up a list."""

import pytest

from model.narrative.claim_extraction import claims_in


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        ("新收申请8件，上年结转3件，共11件。", [("received", "carried_in")], []),
        ("收到申请28件，结转2件，共30件。", [("received", "carried_in")], []),
        (
            "新收申请8件，其中自然人6件、企业2件；上年结转3件，合计11件。",
            [("received", "carried_in")],
            [],
        ),
        (
            "予以公开5件，部分公开3件，合计8件。",
            [("results.granted", "results.granted_in_part"), ("results.total",)],
            [],
        ),
        ("行政复议结果维持2件、结果纠正1件，共3件。", [("reconsideration",)], [("upheld", "corrected"), ("total",)]),
        ("予以公开5件，无法提供3件。合计8件。", [("results.total",)], []),
        ("收到申请8件，自然人6件、企业2件。上年结转3件，共计11件。", [("received", "carried_in")], []),
        ("收到申请8件。上年结转3件。两项合计11件。", [("received", "carried_in")], []),
        ("收到自然人申请6件、企业申请2件，共8件。", [("received",)], [("person", "business"), ("total",)]),
    ],
)
def test_a_sum_is_of_the_cells_of_its_list(text: str, rows: list[object], columns: list[object]) -> None:
    last = claims_in(text, "requests")[-1]
    assert list(last.rows)[: len(rows)] == rows
    assert list(last.columns) == columns


@pytest.mark.parametrize(
    "text",
    [
        "新收申请8件，共开展培训11件次。",
        "新收申请8件，办结7件，共15件。",
        "行政许可5件，公开信息30条，共35件。",
    ],
)
def test_what_sums_up_no_list_is_no_claim(text: str) -> None:
    assert claims_in(text, "requests")[-1].text not in ("11", "15", "35")


def test_as_many_items_are_summed_up_as_add_up_to_it() -> None:
    text = "不予公开1件，予以公开5件，部分公开3件，两项共8件。"
    assert claims_in(text, "requests")[-1].rows[0] == ("results.granted", "results.granted_in_part")


def test_what_several_organs_did_adds_up_to_the_whole() -> None:
    *_, total = claims_in("县区受理申请34件，市直部门受理申请14件，合计48件。", "requests")
    assert total.value == 48
    assert total.rows[0] == ("received",)
    assert not total.scope
