"""What the rules about numbers in the text find, and how heavy it weighs."""

from dataclasses import replace

import pytest

from model.checks.findings import Severity
from model.form.edition import Edition
from model.report.report import Fact
from tests.model.checks.text_reports import saying, words_of


def test_a_finding_shows_sentence_claim_cells_and_every_reading(edition: Edition) -> None:
    report = saying(
        edition, "全年平稳。2024年，共收到申请12件。", requests__received__total=11, requests__carried_in__total=2
    )
    (found,) = words_of(report, edition)
    assert found.rule == "words.number.1.received"
    assert found.severity is Severity.WARNING
    assert "“共收到申请12件”的 12" in found.message
    assert "一、本年新收 · 总计 = 11" in found.message
    assert "= 13" in found.message
    assert edition.cell("requests.received.total") in found.cells
    assert found.passage is not None
    assert (found.passage.text, found.passage.replacement) == ("12", "11")
    assert report.texts["1"][found.passage.start : found.passage.end] == "12"
    assert found.passage.sentence == "2024年，共收到申请12件"


def test_that_words_may_count_otherwise_is_said_of_a_place_and_not_of_the_organ_itself(edition: Edition) -> None:
    for text, remark in (
        ("全县共收到申请12件。", "（“全县”若另有口径，可标为与表格无关）"),
        ("清远县人民政府共收到申请12件。", ""),
        ("共收到申请12件。", ""),
    ):
        said = saying(edition, text, requests__received__total=11)
        (found,) = words_of(replace(said, facts={**said.facts, Fact.ORGAN: "清远县人民政府"}), edition)
        assert found.message.partition("（")[2] == remark.removeprefix("（"), text


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("全市共收到政府信息公开申请300件。", []),
        ("共收到政府信息公开申请十一件。", []),
        ("共收到政府信息公开申请十二件。", ["words.number"]),
        ("共收到政府信息公开申请约12件。", []),
        ("共收到申请11件，其中自然人6件、商业企业3件、其他2件。", []),
        ("共收到申请11件，其中自然人6件等。", []),
        ("公开信息30条，其中动态10条、公告12条、其他9条。", ["words.sum"]),
        ("公开信息30条，其中动态10条、公告12条等。", []),
        ("公开信息30条，其中动态3条、公告2条。", []),
        ("公开信息30条，其中动态10条、公告20条，解读3条，年报1条。", []),
        ("公开信息30条，其中规章4条、其他文件10条；会议12条、年报4条。", []),
        ("公开信息30条（含转载信息），其中动态10条、公告12条、其他9条。", ["words.sum"]),
        ("公开信息31条，其中动态10条、公告12条、其他8条；发布解读信息6条。", ["words.sum"]),
        ("收到申请11件，上年结转0件，其中网络申请5件、信函申请6件。", []),
        ("办结11件（含加急2件），其中网络申请5件、信函申请6件。", []),
        ("收到申请11件，含加急2件，办结11件。", []),
        ("收到申请11件，其中网络申请5件、信函申请7件。", ["words.sum"]),
        ("收到申请11件，其中11件不掌握、信息不存在的1件。", []),
        ("答复11件，均在法定期限内答复。", []),
        ("公开权力事项30项，其中行政许可9项、行政处罚18项、行政检查2项、其他1项。", []),
        ("作出行政许可9项。", ["words.number"]),
        ("公示行政处罚12件，行政许可14件。", []),
        ("公示行政处罚12件，作出行政许可14件。", ["words.number"]),
        ("收到自然人和法人政府信息公开申请共11件。", []),
        ("收到自然人和法人政府信息公开申请共12件。", ["words.number"]),
        ("收到自然人和商业企业申请9件。", []),
        ("已公开的信息未涉及国家秘密。", []),
        ("对4件跨年度申请加快办理。", []),
        ("无行政复议被撤销案件。", []),
        ("收到转办申请2件，均为市局转来。", []),
        ("收到申请11件，其余转下年度继续办理。", ["words.done"]),
        ("下一步，2025年将扩大公开。", []),
        ("较2023年有所提升。", []),
        ("按照《2023年政务公开工作要点》部署。", []),
        ("2023年，我局扎实推进公开。", ["words.year"]),
        ("联系人：XXX。", ["words.placeholder"]),
        ("标明{{数量}}件。", ["words.placeholder"]),
        ("恩平市教育局坚持公开为常态。", ["words.other_organ"]),
        ("清远县教育局坚持公开为常态。", []),
        ("县政府办公室牵头，各部门落实。", []),
    ],
)
def test_rules_fire_and_do_not_fire(edition: Edition, text: str, rules: list[str]) -> None:
    figures = {"requests__received__total": 11, "requests__received__person": 6, "requests__received__business": 3}
    figures |= {"requests__received__other": 2, "requests__results__total__total": 11}
    report = saying(
        edition, text, **{key.replace("results__total__total", "results.total__total"): n for key, n in figures.items()}
    )
    assert [each.stated_by for each in words_of(report, edition) if each.severity is not Severity.HINT] == rules


@pytest.mark.parametrize(
    ("words", "severity"), [("自然人申请的有12件。", Severity.WARNING), ("申请人以自然人为主，共12件。", Severity.HINT)]
)
def test_with_other_text_between_number_and_phrase_it_is_only_a_hint(
    edition: Edition, words: str, severity: Severity
) -> None:
    report = saying(edition, f"共收到申请11件，{words}", requests__received__total=11, requests__received__person=11)
    (found,) = words_of(report, edition)
    assert (found.severity, found.passage and found.passage.text) == (severity, "12")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("收到申请11件，答复率100%。", Severity.WARNING),
        ("收到申请11件，3件结转下年度办理，全部办结。", Severity.HINT),
        ("收到申请11件，3件结转下年度办理，答复率100%。", None),
        ("收到申请11件。3件结转下年度办理。答复率100%。", None),
        ("收到申请11件，3件结转下年度办理，均按期答复。", None),
    ],
)
def test_all_answered_excludes_those_left_over(edition: Edition, text: str, severity: Severity | None) -> None:
    left = {"requests__received__total": 11, "requests__carried_out__total": 3}
    found = [(each.stated_by, each.severity) for each in words_of(saying(edition, text, **left), edition)]
    assert found == ([("words.done", severity)] if severity else [])


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("办结申请30件，其中无法提供12件，不予处理4件。", []),
        ("办结申请30件，分别是公开14件、无法提供12件。", []),
        ("无法提供12件，其中不掌握9件，不予处理4件，予以公开14件。", []),
        ("办结申请30件，其中公开14件，其他2件。", ["words.sum"]),
    ],
)
def test_parts_that_all_agree_need_not_be_all_of_the_whole_but_for_a_rest(
    edition: Edition, text: str, rules: list[str]
) -> None:
    answered = {
        "requests__received__total": 30,
        "requests__results.total__total": 30,
        "requests__results.granted__total": 14,
        "requests__results.unavailable.not_held__total": 9,
        "requests__results.unavailable.needs_creating__total": 3,
        "requests__results.not_processed.petition__total": 4,
        "requests__results.otherwise.other__total": 0,
    }
    found = words_of(saying(edition, f"收到申请30件。{text}", **answered), edition)
    assert [each.stated_by for each in found if each.stated_by == "words.sum"] == rules


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("未发生行政复议、行政诉讼。", "行政复议、行政诉讼合计 = 3"),
        ("行政诉讼7件。", "行政诉讼（未经复议直接起诉） · 总计 2 ＋ 行政诉讼（复议后起诉） · 总计 0 = 2"),
        ("答复申请9件，不予公开9件。", "不予公开合计 = 4"),
    ],
)
def test_a_sum_is_named_by_all_that_it_is_of(edition: Edition, words: str, named: str) -> None:
    figures = {"requests__results.denied.deliberative__total": 4, "requests__results.total__total": 9}
    report = saying(edition, words, disputes__reconsideration__total=1, disputes__suit_direct__total=2, **figures)
    (found,) = words_of(report, edition)
    assert named in found.message
