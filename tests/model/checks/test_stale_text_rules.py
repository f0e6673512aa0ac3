"""Text that was left from last year."""

from collections.abc import Sequence

import pytest

from model.checks.findings import Finding, Severity, earlier_reason, settled
from model.form.edition import Edition
from model.report.report import Fact, Reason
from tests.model.checks.text_reports import saying, words_of


def test_text_left_from_last_year_is_found(edition: Edition) -> None:
    reported = "2023年，我局完善公开目录，对照条例逐项梳理栏目，安排专人按月更新，并把更新情况写入股室年终考核。" * 2
    last = saying(edition, reported).with_(
        facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2023"}, texts={"1": reported + "发布信息256条。"}
    )
    report = saying(edition, reported.replace("2023", "2024") + "\n发布信息256条。")
    same = [each for each in words_of(report, edition, last) if each.stated_by == "words.same_as_last_year"]
    assert [each.severity for each in same] == [Severity.HINT]
    again = last.with_(texts={**last.texts, "1": reported})
    same = [each for each in words_of(report, edition, again) if each.stated_by == "words.same_as_last_year"]
    assert [each.severity for each in same] == [Severity.WARNING]


SAME = tuple(
    f"{word}，对照条例逐项梳理栏目，安排专人按月更新，并把更新情况写入股室年终考核。" * 2 for word in "甲乙丙丁戊"
)


def same_as_last_year(edition: Edition, *paragraphs: str) -> Finding:
    last = saying(edition, "\n".join(SAME))
    last = last.with_(facts={**last.facts, Fact.YEAR: "2023"})
    (found,) = words_of(saying(edition, "\n".join(paragraphs)), edition, last)
    assert found.stated_by == "words.same_as_last_year"
    return found


@pytest.mark.parametrize(
    ("before", "now", "stands"),
    [
        (SAME[:4], SAME[1:4], True),
        (SAME[:2], SAME[1:2], True),
        (SAME[:1], SAME[1:2], False),
        (SAME[:2], SAME[:3], False),
        (SAME[:2], SAME[:1] * 2, False),
        (SAME, SAME[:4], False),  # five were too many to be named one by one
    ],
)
def test_an_explanation_stands_for_what_is_left_of_the_paragraphs_it_was_given_for(
    edition: Edition, before: Sequence[str], now: Sequence[str], stands: bool
) -> None:
    finding = same_as_last_year(edition, *now)
    reasons = {finding.rule: Reason(same_as_last_year(edition, *before).message, "常年工作")}
    assert settled(finding, reasons) is stands
    assert earlier_reason(finding, reasons) == ("" if stands else "常年工作")


def test_paragraphs_that_begin_alike_are_named_by_more_of_their_words(edition: Edition) -> None:
    alike = [f"{'全面落实条例各项要求' * 3}，{word}，{'并逐项梳理栏目' * 8}。" for word in "甲乙"]
    last = saying(edition, "\n".join(alike))
    (first,), (second,) = (words_of(saying(edition, each), edition, last) for each in alike)
    assert not settled(second, {second.rule: Reason(first.message, "常年工作")})


@pytest.mark.parametrize(
    ("organ", "named", "is_other"),
    [
        ("云城市东河区", "东河区人民政府", False),
        ("云城市东河区", "云城市东河区人民政府", False),
        ("云城市东河区", "西河区人民政府", True),
        ("云城市东河区", "云城市人民政府", True),
        ("云城市东河区", "云城区人民政府", True),
        ("云城市东河区教育局", "东河区人民政府", True),
        ("云城市公安局东河区分局", "东河区公安分局", False),
        ("云城市公安局东河区分局", "东河区教育分局", True),
    ],
)
def test_a_government_may_sign_with_its_place_and_a_branch_be_named_in_another_order(
    edition: Edition, organ: str, named: str, is_other: bool
) -> None:
    report = saying(edition, f"2024年，{named}坚持公开为常态。")
    found = words_of(report.with_(facts={**report.facts, Fact.ORGAN: organ}), edition)
    assert [each.stated_by for each in found] == ["words.other_organ"] * is_other
