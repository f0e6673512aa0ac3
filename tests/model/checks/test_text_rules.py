"""Sections, titles and what the text must name."""

import pytest

from model.checks.findings import Severity
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.model.checks.rule_breaking import findings_of


def test_every_section_that_is_missing_is_named(edition: Edition) -> None:
    there = tuple(section.title for section in edition.sections[1::2])
    found = findings_of("report.sections", Report(edition.id, headings=there), edition)
    assert [each.place for each in found] == [section.title for section in edition.sections[::2]]


def test_sections_must_be_there_numbered_and_in_order(edition: Edition) -> None:
    titles = [section.title for section in edition.sections]
    assert not findings_of("report.sections", Report(edition.id, headings=tuple(titles)), edition)
    assert not findings_of("report.sections", Report(edition.id), edition)
    cases = {
        "没有找到": (*titles[:5],),
        "应为": (*titles[:4], "六、存在的主要问题及改进情况", titles[5]),
        "没有序号": (*titles[:5], "其他需要报告的事项"),
        "位置不对": (titles[1], titles[0], *titles[2:]),
    }
    for shown, headings in cases.items():
        (finding,) = findings_of("report.sections", Report(edition.id, headings=headings), edition)
        assert shown in finding.message, headings


@pytest.mark.parametrize(
    "heading",
    [
        "四、政府信息公开行政复议及行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、 政府信息公开行政复议、行政诉讼情况",
    ],
)
def test_title_variants_of_published_reports_are_accepted(edition: Edition, heading: str) -> None:
    titles = [section.title for section in edition.sections]
    titles[3] = heading
    assert not findings_of("report.sections", Report(edition.id, headings=tuple(titles)), edition)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("清远县教育局2024年政府信息公开工作年度报告", None),
        ("清远县教育局2024年度政府信息公开工作年度报告", "“年度”重复"),
        ("教育局2024年政府信息公开工作年度报告", "没有机关全称"),
        ("清远县教育局2023年政府信息公开工作年度报告", "2023"),
        ("清远县教育局2024年政府信息公开年报", "没有“政府信息公开工作年度报告”"),
    ],
)
def test_the_title_is_organ_year_and_name(edition: Edition, title: str, shown: str | None) -> None:
    report = Report(edition.id, facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024", Fact.TITLE: title})
    found = findings_of("report.title", report, edition)
    assert [shown in each.message for each in found if shown] == ([True] if shown else [])
    assert bool(found) is (shown is not None)
    assert [each.severity for each in found] == [
        Severity.HINT if shown == "“年度”重复" else Severity.WARNING for each in found
    ]


def test_section_five_weighs_by_what_it_lacks(edition: Edition) -> None:
    severities = {}
    for text in (
        "",
        "无。",
        "问题不少，有待改进",
        "存在的主要问题是公开不够及时、内容不够全面、解读形式单一，培训力度也还不够。",
    ):
        (finding,) = findings_of("report.section_five", Report(edition.id, texts={"5": text}), edition)
        severities[text[:2]] = finding.severity
    assert list(severities.values()) == [Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.WARNING]
    good = "存在的主要问题是公开不够及时、内容不够全面；改进情况：加强培训，完善制度，压实责任，定期督查。"
    assert not findings_of("report.section_five", Report(edition.id, texts={"5": good}), edition)


def test_only_governments_report_on_assessment(edition: Edition) -> None:
    for organ, expected in (("清远县人民政府", True), ("清远县教育局", False)):
        report = Report(edition.id, facts={Fact.ORGAN: organ}, texts={"1": "无"})
        assert bool(findings_of("report.assessment", report, edition)) is expected


def test_a_town_s_report_is_only_reminded_of_assessment(edition: Edition) -> None:
    report = Report(edition.id, facts={Fact.ORGAN: "恩平市沙湖镇人民政府"}, texts={"1": "无"})
    assert [each.severity for each in findings_of("report.assessment", report, edition)] == [Severity.HINT]
