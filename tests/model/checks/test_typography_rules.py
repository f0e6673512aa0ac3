"""Brackets, punctuation, doubled words and numbering."""

import pytest

from model.checks.findings import Severity
from model.checks.typography_rules import full_width, renumbered
from model.form.edition import Edition
from tests.model.checks.text_reports import saying, words_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我局完善制度（见附件。", "括号或引号不成对"),
        ("我局完善制度）见附件。", "括号或引号不成对"),
        ("落实“三审三校”（含复核）。", ""),
        ("（一）主动公开。1）目录。", ""),
        ("我局完善完善制度。", "词语重复"),
        ("公开的的信息。", "词语重复"),
        ("逐项研究研究，方方面面。", ""),
        ("一项一项落实，一件一件答复。", ""),
        ("完善制度，，发布信息。", "标点重复"),
        ("完善制度,发布信息", "半角标点"),
        ("文件,3宗予以公开", "半角标点"),
        ("占3.5%,4宗不予公开", "半角标点"),
        ("办文(2024)3号", "半角标点"),
        ("1)目录，2)指南，附1,204件", ""),
        ("共1,204件，占3.5%，比例1:2。", ""),
    ],
)
def test_typing_errors_are_hints(edition: Edition, text: str, shown: str) -> None:
    found = [each for each in words_of(saying(edition, text), edition) if each.stated_by == "words.slips"]
    assert [each.severity for each in found] == ([Severity.HINT] if shown else [])
    assert all(shown in each.message for each in found)


def test_numbering_and_punctuation_are_mended() -> None:
    assert renumbered("（一）甲\n乙\n（三）丙\n（三）丁") == "（一）甲\n乙\n（二）丙\n（三）丁"
    assert renumbered("(一)甲\n(二)乙") == "(一)甲\n(二)乙"
    assert renumbered("一、甲\n（二）细目\n三、乙") == "一、甲\n（二）细目\n二、乙"
    assert renumbered("（二）甲\n乙") == "（二）甲\n乙"
    assert renumbered("（一）甲\n（二）乙\n丙\n（一）丁") == "（一）甲\n（二）乙\n丙\n（一）丁"
    assert full_width("完善制度,发布1,204条;共3件:甲") == "完善制度，发布1,204条；共3件：甲"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("文件,3宗予以公开,4宗不予公开,6宗", "文件，3宗予以公开，4宗不予公开，6宗"),
        ("(一)主动公开", "（一）主动公开"),
        ("《公报》(双月刊)、清办(2024)3号", "《公报》（双月刊）、清办（2024）3号"),
        ("共12（其中3件)", "共12（其中3件）"),
        ("占3.5%,4宗", "占3.5%，4宗"),
        ("共12,其中3件", "共12，其中3件"),
        ("共1,204件，比例1:2，f(x)=3.5,g", "共1,204件，比例1:2，f(x)=3.5,g"),
        ("1)目录\n(2)指南)", "1)目录\n（2）指南)"),
        ("网址:http://www.a.gov.cn/b?c=1", "网址：http://www.a.gov.cn/b?c=1"),
    ],
)
def test_what_the_hint_calls_half_width_is_just_what_is_mended(edition: Edition, written: str, meant: str) -> None:
    assert full_width(written) == full_width(meant) == meant
    for text, wrong in ((written, written != meant), (meant, False)):
        found = words_of(saying(edition, text), edition)
        assert any("半角标点" in each.message for each in found) is wrong


@pytest.mark.parametrize("sentence", ["收到政府信息公开申请12件，" * 9000, " " * 100_000, "《" * 100_000])
def test_a_sentence_too_long_to_be_read_is_reported_once(edition: Edition, sentence: str) -> None:
    found = [each for each in words_of(saying(edition, sentence), edition) if each.severity is Severity.HINT]
    assert ["没有核对" in each.message for each in found] == [True]


def test_words_that_follow_each_other_a_hundred_times_are_read_at_once(edition: Edition) -> None:
    text = f"2024年，收到政府信息公开申请{'共计' * 100}甲12件。未收到{'政府信息公开' * 100}甲。"
    assert words_of(saying(edition, text), edition) is not None


def test_half_width_signs_are_told_once_in_a_report(edition: Edition) -> None:
    report = saying(edition, "完善制度,发布信息")
    found = words_of(report.with_(texts={**report.texts, "5": "公开不够及时,内容不全", "6": "无,特此说明"}), edition)
    assert [each.stated_by for each in found] == ["words.slips"]
