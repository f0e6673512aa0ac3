"""Things before, their numbers behind: 许可、处罚分别为 3 件、2 件."""

import pytest

from model.narrative.claim_extraction import claims_in


def read(text: str) -> dict[str, tuple[str, ...]]:
    return {claim.text: claim.phrase_ids for claim in claims_in(text)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "行政许可、行政处罚、行政强制分别为55件、6件、7件。",
            {"55": ("licences",), "6": ("penalties",), "7": ("coercive_measures",)},
        ),
        (
            "行政许可、处罚、强制依次为55件、6件和7件；",
            {"55": ("licences",), "6": ("penalties",), "7": ("coercive_measures",)},
        ),
        (
            "规范性文件制发、废止、现行有效数分别为3件、1件、20件。",
            {
                "3": ("normative_documents", "issued"),
                "1": ("normative_documents", "repealed"),
                "20": ("normative_documents", "in_force"),
            },
        ),
        (
            "行政复议维持和纠正的分别有2件、1件。",
            {"2": ("reconsideration", "upheld"), "1": ("reconsideration", "corrected")},
        ),
        (
            "收到申请19件，自然人、商业企业分别提出12件、7件。",
            {"19": ("received",), "12": ("person",), "7": ("business",)},
        ),
    ],
)  # fmt: skip
def test_each_number_speaks_of_the_thing_in_its_place(text: str, meant: dict[str, tuple[str, ...]]) -> None:
    found = read(text)
    assert {text: ids[-len(meant[text]) :] for text, ids in found.items()} == meant


@pytest.mark.parametrize(
    "text",
    ["门户网站、微信公众号、处罚分别为55件、6件、7件。", "许可分别为55件、6件。"],
)
def test_where_things_and_numbers_do_not_go_together_nothing_is_claimed(text: str) -> None:
    assert read(text) == {}


def test_a_single_number_is_read_as_ever() -> None:
    assert read("收到和答复申请分别为12件。").keys() == {"12"}
