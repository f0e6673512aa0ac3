"""What the official blank form prints where words are to be written is no content, wherever it is left standing."""

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.report.prompts import without_prompts
from model.report.report import Fact, Report

PROMPTS = ("（文字描述）", "（文字描述，收取信息处理费情况在此处报告。）", "(文字叙述)", "【 文字描述 】", "文字描述")
WORDS = ("（一）主动公开。", "本节附文字描述的说明。", "（文字材料见附件）", "图片均配有文字描述，便于阅读。")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_is_no_content(editions: dict[str, Edition], prompt: str) -> None:
    for edition in editions.values():
        assert without_prompts(prompt, edition) == ""
        assert without_prompts(f"甲。\n{prompt}\n乙。", edition) == "甲。\n乙。"


@pytest.mark.parametrize("words", WORDS)
def test_words_that_merely_resemble_one_stay(edition: Edition, words: str) -> None:
    assert without_prompts(words, edition) == words


def test_what_stands_beside_a_prompt_and_blank_lines_stay(edition: Edition) -> None:
    assert without_prompts("本年收费0元。（文字描述）\n\n无其他事项。", edition) == "本年收费0元。\n\n无其他事项。"


@pytest.mark.parametrize("key", ["1", "5", "6"])
def test_a_draft_that_holds_one_has_an_error_and_counts_as_not_written(edition: Edition, key: str) -> None:
    report = Report(edition.id, facts={Fact.YEAR: "2024"}, texts={key: "（文字描述）"})
    found = {each.stated_by: each for each in check(report, edition).findings if each.section == key}
    assert found["words.placeholder"].severity == "error"
    assert "提示，不是内容" in found["words.placeholder"].message
    empty = {each.stated_by: each.message for each in check(report.with_(facts={Fact.YEAR: "2024"}), edition).findings}
    if key == "5":
        assert found["report.section_five"].message == empty["report.section_five"]
