"""What numbers in words are read to mean, and what the tables say to that."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from model.checks.claim_evaluation import ClaimState
from model.checks.engine import check
from model.checks.findings import Finding, Severity, earlier_reason, settled
from model.checks.typography_rules import full_width, renumbered
from model.form.edition import Edition
from model.form.schema import EditionError
from model.importing import import_report
from model.linking.insertable_numbers import insertable_numbers
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import UNDECIDED
from model.narrative.lexicon import load_lexicon, the_lexicon
from model.report.report import Reason, Report
from tests.conftest import SAMPLES
from tests.model.narrative.words.corpus import REPORTS, SENTENCES
from tests.model.narrative.words.reading import read, score, score_report, wanted
from tests.model.narrative.words.reports import Whole

LEAST_PRECISION, LEAST_RECALL = 0.98, 0.90


def words_of(report: Report, edition: Edition, last_year: Report | None = None) -> list[Finding]:
    if last_year is not None:
        last_year = last_year.with_(texts={**last_year.texts, "year": str((report.year or 0) - 1)})
    return [each for each in check(report, edition, last_year).findings if each.stated_by.startswith("words.")]


def saying(edition: Edition, text: str, **figures: int) -> Report:
    """Section one says ``text``; the figures by row of table three and ``__`` its column, else zero."""
    given = {edition.cell(key.replace("__", ".")): figure for key, figure in figures.items()}
    texts = {"organ": "清远县教育局", "year": "2024", "1": text}
    return Report(edition.id, {**dict.fromkeys(edition.cells, 0), **given}, texts=texts)


# ---------------------------------------------------------------- the corpus


def test_the_corpus_is_read_as_a_careful_reader_would() -> None:
    scores = [score(each) for each in SENTENCES]
    right, false, missed = (sum(each[i] for each in scores) for i in range(3))
    assert len(SENTENCES) >= 60
    assert right / (right + false) >= LEAST_PRECISION
    assert right / (right + missed) >= LEAST_RECALL


@pytest.mark.parametrize("sentence", [each for each in SENTENCES if not each.claims], ids=lambda each: each.text[:20])
def test_numbers_that_speak_of_no_cell_are_left_alone(sentence: object) -> None:
    assert not [claim for claim, same in read(sentence) if same is None]  # type: ignore[arg-type]


def test_what_is_wanted_names_phrases_of_the_lexicon() -> None:
    assert {phrase for each in SENTENCES for _, _, phrase in wanted(each)} <= the_lexicon().phrases.keys()


@pytest.mark.parametrize("whole", REPORTS, ids=lambda each: each.name)
def test_of_a_whole_report_just_what_is_wrong_is_found(edition: Edition, whole: Whole) -> None:
    _, false, missed = score_report(whole, edition)
    assert (false, missed) == ([], [])


@pytest.mark.parametrize("whole", [each for each in REPORTS if not each.wrong], ids=lambda each: each.name)
def test_every_number_that_agrees_is_found_when_it_is_changed(edition: Edition, whole: Whole) -> None:
    report, last = whole.report(edition), whole.last_year(edition)
    looked = check(report, edition, last).context
    changed = 0
    for key in edition.text_keys:
        for each in looked.words.evaluations(key):
            written = each.claim.text.replace(",", "")
            if each.state is not ClaimState.AGREES or each.claim.hedges & UNDECIDED or not written.isdigit():
                continue
            text = report.texts[key]
            wrong = str(int(each.claim.value) + 7001)
            words = text[: each.start] + wrong + text[each.end :]
            found = words_of(report.with_(texts={**report.texts, key: words}), edition, last)
            passages = [(finding.passage.start, finding.passage.text) for finding in found if finding.passage]
            assert (each.start, wrong) in passages, each.clause
            changed += 1
    assert changed or whole.name.startswith("镇")


# ---------------------------------------------------------------- the sample


def test_the_sample_s_words(edition: Edition) -> None:
    report = import_report(SAMPLES / "enping-office-2024.txt", {"2021": edition}).report
    found = words_of(report, edition)
    assert [(each.stated_by, each.severity) for each in found] == [
        ("words.kind", Severity.WARNING),
        ("words.done", Severity.HINT),
        *[("words.slips", Severity.HINT)] * 3,
    ]
    assert "4宗不予公开" in found[0].message
    said = {each.claim.text: each.state for each in check(report, edition).context.words.evaluations("1")}
    assert said["11"] is said["5"] is ClaimState.AGREES
    assert "128" not in said
    (breakdown,) = [
        a for a in check(report, edition).context.words.by_section["1"].breakdowns if a.breakdown.whole.value == 128
    ]
    assert [part.value for part in breakdown.breakdown.parts] == [57, 57, 14]


# ---------------------------------------------------------------- one finding


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


def test_agreement_with_any_reading_is_agreement(edition: Edition) -> None:
    for said in (11, 13):
        text = f"共收到申请{said}件。"
        assert not words_of(saying(edition, text, requests__received__total=11, requests__carried_in__total=2), edition)


def test_a_blank_table_contradicts_nothing(edition: Edition) -> None:
    report = saying(edition, "共收到申请12件，均已办结，同比增长3%。未发生行政复议。").with_(figures={})
    assert not words_of(report, edition)


def test_what_a_person_calls_unrelated_stays_so_though_the_table_changes(edition: Edition) -> None:
    report = saying(edition, "共收到申请12件。", requests__received__total=11)
    (found,) = words_of(report, edition)
    assert found.passage is not None
    key = found.passage.dismissal_key
    silent = report.with_(dismissed={key: Reason(found.message, "与表格无关")})
    assert not words_of(silent, edition)
    more = silent.with_(figures={**silent.figures, edition.cell("requests.received.total"): 10})
    assert not words_of(more, edition)
    other = more.with_(texts={**more.texts, "1": "共收到申请13件。"})
    assert words_of(other, edition)


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


def test_last_year_s_words_left_standing(edition: Edition) -> None:
    told = "2023年，我局完善公开目录，对照条例逐项梳理栏目，安排专人按月更新，并把更新情况写入股室年终考核。" * 2
    last = saying(edition, told).with_(texts={"organ": "清远县教育局", "year": "2023", "1": told + "发布信息256条。"})
    report = saying(edition, told.replace("2023", "2024") + "\n发布信息256条。")
    same = [each for each in words_of(report, edition, last) if each.stated_by == "words.same_as_last_year"]
    assert [each.severity for each in same] == [Severity.HINT]
    again = last.with_(texts={**last.texts, "1": told})
    same = [each for each in words_of(report, edition, again) if each.stated_by == "words.same_as_last_year"]
    assert [each.severity for each in same] == [Severity.WARNING]


SAME = tuple(
    f"{word}，对照条例逐项梳理栏目，安排专人按月更新，并把更新情况写入股室年终考核。" * 2 for word in "甲乙丙丁戊"
)


def same_as_last_year(edition: Edition, *paragraphs: str) -> Finding:
    last = saying(edition, "\n".join(SAME))
    last = last.with_(texts={**last.texts, "year": "2023"})
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


def test_what_was_said_to_one_number_is_not_shown_as_said_to_another_in_its_place(edition: Edition) -> None:
    def first(text: str) -> Finding:
        return next(each for each in words_of(saying(edition, text), edition) if each.stated_by == "words.number")

    old, more, other = map(first, ("共收到申请12件。", "共收到申请13件。", "本局受理申请12件。"))
    assert old.rule == more.rule == other.rule
    reasons = {old.rule: Reason(old.message, "含口头申请")}
    assert earlier_reason(old, reasons) == ""
    assert earlier_reason(more, reasons) == "含口头申请"
    assert earlier_reason(other, reasons) == ""


def test_a_year_that_says_where_something_was_carried_is_not_the_year_of_the_rest(edition: Edition) -> None:
    text = "2024年收到申请9件，2023年结转1件，办结7件，结转2025年度2件，未发生行政复议。"
    report = saying(edition, text, requests__received__total=9, requests__carried_in__total=1)
    found = {each.passage.text for each in words_of(report, edition) if each.passage}
    assert found == {"7", "2"}


# ---------------------------------------------------------------- slips of the pen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我局完善制度（见附件。", "括号或引号不成对"),
        ("我局完善制度）见附件。", "括号或引号不成对"),
        ("落实“三审三校”（含复核）。", ""),
        ("（一）主动公开。1）目录。", ""),
        ("我局完善完善制度。", "词语重复"),
        ("公开的的信息。", "词语重复"),
        ("逐项研究研究，方方面面。", ""),
        ("完善制度，，发布信息。", "标点重复"),
        ("完善制度,发布信息", "半角标点"),
        ("文件,3宗予以公开", "半角标点"),
        ("占3.5%,4宗不予公开", "半角标点"),
        ("办文(2024)3号", "半角标点"),
        ("1)目录，2)指南，附1,204件", ""),
        ("共1,204件，占3.5%，比例1:2。", ""),
    ],
)
def test_slips_of_the_pen_are_hints(edition: Edition, text: str, said: str) -> None:
    found = [each for each in words_of(saying(edition, text), edition) if each.stated_by == "words.slips"]
    assert [each.severity for each in found] == ([Severity.HINT] if said else [])
    assert all(said in each.message for each in found)


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


def test_sentences_that_the_tables_decide_are_offered_and_agree_with_them(edition: Edition) -> None:
    for figures in ({}, {"requests__received__total": 5, "requests__carried_out__total": 1}):
        report = saying(edition, "", **figures)
        offered = [each for each in insertable_numbers(check(report, edition).context) if each.group == "整句"]
        assert len(offered) == 3
        words = "".join(each.text for each in offered)
        if figures:
            report = report.with_(figures={**report.figures, edition.cell("requests.results.total.total"): 4})
            offered = [each for each in insertable_numbers(check(report, edition).context) if each.group == "整句"]
            words = "".join(each.text for each in offered)
            assert "共收到政府信息公开申请5件，办结4件，结转下年度1件。" in words
        said = report.with_(texts={**report.texts, "1": words})
        assert not words_of(said, edition)
        states = {each.state for each in check(said, edition).context.words.evaluations("1")}
        assert states == {ClaimState.AGREES}


# ---------------------------------------------------------------- reading


def test_a_number_keeps_its_place_whatever_its_width() -> None:
    text = "共受理政府信息公开申请１２ 件。"
    (claim,) = claims_in(text)
    assert text[claim.start : claim.end] == "１２"
    assert claim.value == 12


def test_a_lexicon_that_is_wrong_is_named(tmp_path: object) -> None:
    path = SAMPLES.parent.parent / "resources" / "lexicon.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (('id = "received"', 'idd = "received"'), ('"新收到"', '"(新收到"'), ("format = 1", "format = 9")):
        broken = tmp_path / "lexicon.toml"  # type: ignore[operator]
        broken.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(EditionError, match=r"lexicon\.toml"):
            load_lexicon(broken)


def test_a_check_after_a_key_in_a_table_says_what_a_fresh_one_says(edition: Edition) -> None:
    for whole in REPORTS:
        report, last = whole.report(edition), whole.last_year(edition)
        checked = check(report, edition, last)
        for address in ("requests.received.total", "requests.carried_out.total", "disputes.reconsideration.total"):
            cell = edition.cell(address)
            report = report.with_(figures={**report.figures, cell: int(report.figures[cell]) + 1})
            checked = check(report, edition, last, before=checked)
            assert checked.findings == check(report, edition, last).findings
        marked = report.with_(texts={**report.texts, "1": report.texts["1"] + "共收到申请3件。"})
        assert check(marked, edition, last, before=checked).findings == check(marked, edition, last).findings


@pytest.mark.parametrize(
    ("words", "severity"), [("自然人申请的有12件。", Severity.WARNING), ("申请人以自然人为主，共12件。", Severity.HINT)]
)
def test_where_other_words_stand_between_number_and_phrase_it_is_worth_a_look_only(
    edition: Edition, words: str, severity: Severity
) -> None:
    report = saying(edition, f"共收到申请11件，{words}", requests__received__total=11, requests__received__person=11)
    (found,) = words_of(report, edition)
    assert (found.severity, found.passage and found.passage.text) == (severity, "12")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("行政复议9件，行政诉讼4件，其中5件行政复议、3件行政诉讼获维持，4件行政复议、1件行政诉讼尚未审结。", []),
        ("行政复议9件，行政诉讼4件，其中6件行政复议、3件行政诉讼获维持。", ["6"]),
        ("5件行政复议，3件行政诉讼获维持。", ["5"]),
    ],
)
def test_an_outcome_behind_two_kinds_of_dispute_is_that_of_both(edition: Edition, text: str, wrong: list[str]) -> None:
    rows = {"reconsideration": (5, 4, 9), "suit_direct": (3, 1, 4)}
    columns = ("upheld", "pending", "total")
    given = {
        f"disputes__{row}__{column}": n for row, line in rows.items() for column, n in zip(columns, line, strict=True)
    }
    found = words_of(saying(edition, text, **given), edition)
    assert [each.passage.text for each in found if each.passage] == wrong


def test_the_year_that_a_number_is_compared_with_is_not_the_year_of_the_rest(edition: Edition) -> None:
    report = saying(edition, "受理申请58件，较2023年下降19.4%，答复55件。", requests__received__total=58)
    *_, answered = check(report, edition, report.with_(texts={"year": "2023"})).context.words.evaluations("1")
    assert (answered.claim.text, answered.claim.year, answered.state) == ("55", 0, ClaimState.CONTRADICTS)


def test_outcomes_behind_a_count_of_both_kinds_of_dispute_are_those_of_both(edition: Edition) -> None:
    both = (("reconsideration", 3), ("suit_direct", 2))
    rows = {f"disputes__{row}__{column}": n for row, n in both for column in ("upheld", "total")}
    assert not words_of(saying(edition, "涉行政复议、行政诉讼案件5件，结果维持5件。", **rows), edition)
    (found,) = words_of(saying(edition, "涉行政复议、行政诉讼案件5件，结果维持6件。", **rows), edition)
    assert found.passage is not None
    assert found.passage.text == "6"


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("全市各级各部门共收到申请58件，办结55件。", ["全市", "全市"]),
        ("全市各级行政机关收到申请58件。", ["全市"]),
        ("近两年我局收到依申请公开21件。", ["近两年"]),
        ("收到申请58件，其中各部门收到申请40件。", ["", "各部门"]),
        ("通过政府网站公开信息42条，办理政府信息公开申请9件。", [""]),
        ("政府网站收到申请9件。", ["政府网站"]),
    ],
)
def test_whose_numbers_they_are(text: str, scopes: list[str]) -> None:
    assert [claim.scope for claim in claims_in(text, "requests")] == scopes


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("收到申请11件，答复率100%。", Severity.WARNING),
        ("收到申请11件，3件结转下年度办理，答复率100%。", Severity.HINT),
        ("收到申请11件。3件结转下年度办理。答复率100%。", Severity.HINT),
    ],
)
def test_all_were_answered_of_those_that_the_words_do_not_call_left_over(
    edition: Edition, text: str, severity: Severity
) -> None:
    left = {"requests__received__total": 11, "requests__carried_out__total": 3}
    (found,) = words_of(saying(edition, text, **left), edition)
    assert (found.stated_by, found.severity) == ("words.done", severity)


def test_verdicts_follow_the_year(edition: Edition) -> None:
    report = saying(edition, "2024年共收到申请12件，去年同期为9件。", requests__received__total=12)
    last = saying(edition, "", requests__received__total=8)
    (found,) = words_of(report, edition, last)
    assert "上年" in found.message
    assert found.passage == replace(found.passage, text="9", replacement="8")  # type: ignore[type-var]
