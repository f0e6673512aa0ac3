"""Headings of sections, in the wordings and with the numerals that offices give them."""

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.form.section_headings import Headings
from model.report.report import Report


@pytest.mark.parametrize(
    ("written", "key", "numeral", "is_numbered"),
    [
        ("一、总体情况", "1", "一", True),
        ("一.总体情况", "1", "一", True),
        ("一 总体情况", "1", "一", True),
        ("⼀、总体情况", "1", "一", True),
        ("一、一、总体情况", "1", "一", True),
        ("第一部分 总体情况", "1", "一", True),
        ("一、概述：", "1", "一", True),
        ("总体情况", "1", "", False),
        ("1．总体情况", "1", "1", False),
        ("二、总体情况", "1", "二", False),
        ("六、其他需要报告事项", "6", "六", True),
    ],
)
def test_a_heading_is_known_by_its_words(
    edition: Edition, written: str, key: str, numeral: str, is_numbered: bool
) -> None:
    assert Headings(edition.sections).read(written) == (key, numeral, is_numbered, "")


@pytest.mark.parametrize("line", ["（一）总体情况", "一、总体情况说明了全年的工作。", "其他需要报告的事项没有。", ""])
def test_a_sentence_is_no_heading(edition: Edition, line: str) -> None:
    assert Headings(edition.sections).read(line) is None


@pytest.mark.parametrize(
    "written",
    [
        "五、存在问题和改进措施",
        "五.存在的主要问题及改进情况",
        "第五部分 存在的主要问题及改进情况",
        "五 存在的主要问题及改进情况",
    ],
)
def test_what_the_reader_takes_for_a_heading_the_rule_accepts(edition: Edition, written: str) -> None:
    titles = [section.title for section in edition.sections]
    titles[4] = written
    findings = check(Report(edition.id, headings=tuple(titles)), edition).findings
    assert not [finding for finding in findings if finding.stated_by == "report.sections"]


def test_lines_that_begin_alike_keep_their_own_rest(edition: Edition) -> None:
    headings = Headings(edition.sections)
    for rest in (
        "本年度没有需要报告的事项，也没有收取信息处理费，各项工作照常，一切正常。",
        "本年度没有需要报告的事项，也没有收取信息处理费，各项工作照常，有待加强。",
    ):
        found = headings.read(f"六、其他需要报告的事项：{rest}")
        assert found is not None and found.rest == rest
