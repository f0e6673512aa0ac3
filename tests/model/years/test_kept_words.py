"""A kept file in words: its verdict, whether it was on time, the rules of then as the form of today says them."""

import pytest

from model.batch.file_rows import Verdict
from model.form.edition import Edition
from model.store.kept_batch import KeptFile, KeptFinding
from model.years.kept_words import count_of, finding_words, level_words, on_time_words, said_about, verdict_of
from tests.model.years.kept_years import kept


def test_a_rule_is_said_by_the_form_with_its_place(editions: dict[str, Edition]) -> None:
    edition = editions["2021"]
    rule = edition.rules[0]
    assert finding_words(KeptFinding(rule.id, "error"), edition) == rule.says
    assert finding_words(KeptFinding(f"{rule.id}.business", "error"), edition) == rule.says
    assert finding_words(KeptFinding("gone.rule", "error"), edition) == "gone.rule"


@pytest.mark.parametrize(("value", "verdict"), [("agrees", Verdict.AGREES), ("of the future", Verdict.UNREADABLE)])
def test_a_verdict_that_is_not_known_is_no_agreement(value: str, verdict: Verdict) -> None:
    assert verdict_of(KeptFile("甲局", "a", value)) is verdict


def test_what_is_said_about_a_file() -> None:
    late = kept("甲局", 2024, verdict="wrong", on_time=False)
    assert said_about(late) == "不一致 · 逾期（按文件日期） · 当时没有计入汇总"
    assert said_about(kept("甲局", 2024, on_time=None)) == "一致"
    assert (on_time_words(late), count_of(late, "error"), count_of(late, "hint")) == ("逾期", 1, 0)
    assert (level_words("warning"), level_words("?")) == ("须核实", "?")
