"""Several kinds that share one number: 村民、企业各 1 件."""

import pytest

from model.narrative.claim_extraction import claims_in


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("收到申请2件，村民和企业各1件。", [("1", "person"), ("1", "company")]),
        ("收到申请2份，船东、养殖公司各一份。", [("一", "person"), ("一", "companies")]),
        (
            "收到申请18件，过程性信息与行政查询事项均为9件。",
            [("9", "deliberative"), ("9", "inquiry_matter")],
        ),
        ("收到两家企业的申请各1件。", [("1", "company")]),
        ("收到申请6件，村民和企业共6件。", [("6", "company")]),
    ],
)
def test_the_number_is_that_of_each(text: str, meant: list[tuple[str, str]]) -> None:
    found = [(claim.text, claim.phrase_ids[-1]) for claim in claims_in(text)]

    assert [each for each in found if each[1] not in ("received", "requests")][: len(meant)] == meant
