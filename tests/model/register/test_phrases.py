"""Entries of a register: certain only where nothing else is said."""

import pytest

from model.register.phrases import Certainty, Phrases, folded
from model.register.words import Entry
from tests.model.register.registers import WORDS

RESULTS = Phrases(WORDS.results, WORDS.marks)
APPLICANTS = Phrases(WORDS.applicants, WORDS.marks)
OUTCOMES = Phrases(WORDS.outcomes, WORDS.marks)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("公开", "results.granted"),
        ("予以公开。", "results.granted"),
        ("部分公开（区分处理）", "results.granted_in_part"),
        ("部分公开，部分涉及第三方商业秘密不予公开", "results.granted_in_part"),
        ("不予公开（属于国家秘密）", "results.denied.state_secret"),
        ("第三十六条第（五）项", "results.unavailable.not_held"),
        ("条例第36条第5项", "results.unavailable.not_held"),
        ("第三十五条", "results.not_processed.excessive"),
        ("信息不存在", "results.unavailable.not_held"),
        ("非本机关负责公开", "results.unavailable.not_held"),
        ("申请人无正当理由大量反复申请", "results.not_processed.excessive"),
    ],
)
def test_an_entry_that_says_one_thing_is_certain(text: str, row: str) -> None:
    reading = RESULTS.read(text)
    assert (reading.certainty, reading.target) == (Certainty.SURE, row)


@pytest.mark.parametrize(
    "text",
    [
        "不存在重复申请",
        "不属于国家秘密",
        "未涉及商业秘密，予以公开",
        "经第三方同意后公开",
        "公开（属于国家秘密）",
        "信访事项，已转办",
        "不予公开",
        "不予以公开",
        "已答复",
        "不予公开：信息不存在",
        "无法提供，属于国家秘密",
        "告知其向某局咨询",
        "确认或者撤回",
    ],
)
def test_an_entry_that_says_more_or_less_is_asked(text: str) -> None:
    assert RESULTS.read(text).certainty is Certainty.ASKED


def test_what_names_only_a_part_keeps_to_it() -> None:
    assert RESULTS.read("不予公开").within == "results.denied."
    assert RESULTS.read("不予以公开").target == ""
    assert RESULTS.read("不属于国家秘密").target == ""


def test_custom_is_told_apart_from_law() -> None:
    assert RESULTS.read("申请人撤回").certainty is Certainty.PRACTICE
    assert RESULTS.read("主动公开").certainty is Certainty.PRACTICE
    assert APPLICANTS.read("个体工商户").certainty is Certainty.ASKED
    assert APPLICANTS.read("法人").certainty is Certainty.ASKED


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("恩平市某某有限公司", "business"),
        ("广东某律师事务所", "legal_service"),
        ("某镇某村村民委员会", "other"),
        ("某大学", "research"),
    ],
)
def test_a_name_tells_its_kind_by_its_end(name: str, column: str) -> None:
    found = APPLICANTS.ending(name)
    assert found is not None
    assert found.target == column


def test_other_names_do_not() -> None:
    assert APPLICANTS.ending("张三") is None
    assert APPLICANTS.ending("某公司员工张三") is None
    assert APPLICANTS.ending("公司") is None


@pytest.mark.parametrize(
    ("phrases", "entry"),
    [
        (phrases, entry)
        for phrases, entries in ((RESULTS, WORDS.results), (APPLICANTS, WORDS.applicants), (OUTCOMES, WORDS.outcomes))
        for entry in entries
    ],
    ids=lambda each: "".join((*each.is_, *each.has)[:1]) if isinstance(each, Entry) else "",
)
def test_each_word_of_the_file_reads_as_its_own_entry(phrases: Phrases, entry: Entry) -> None:
    others = {
        word for each in (*WORDS.results, *WORDS.applicants, *WORDS.outcomes) if each is not entry for word in each.is_
    }
    for word in (*entry.is_, *(word for word in entry.has if word not in others)):
        reading = phrases.read(word)
        if entry.target:
            assert reading.target == entry.target, word
            assert (reading.certainty is Certainty.ASKED) == (not entry.sure), word
        else:
            assert reading.certainty is Certainty.ASKED, word
            assert reading.within == (entry.within or ""), word


def test_folding_leaves_words_only() -> None:
    assert folded("第 ３６ 条 第（四）项") == "第三十六条第四项"
    assert folded("第10条") == "第十条"
    assert folded("第0条") == "第0条"
