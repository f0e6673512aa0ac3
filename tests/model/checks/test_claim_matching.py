"""What the tables say to the claims of a report."""

from dataclasses import replace

import pytest

from model.checks.claim_evaluation import ClaimState
from model.checks.engine import check
from model.checks.findings import Severity
from model.form.edition import Edition
from model.importing import import_report
from model.narrative.claims import UNDECIDED
from model.report.report import Fact, NumberLink, Reason
from tests.conftest import SAMPLES
from tests.model.checks.text_reports import saying, words_of
from tests.model.narrative.words.corpus import REPORTS
from tests.model.narrative.words.reading import score_report
from tests.model.narrative.words.reports import Whole


@pytest.mark.parametrize("whole", REPORTS, ids=lambda each: each.name)
def test_exactly_the_wrong_numbers_of_a_report_are_found(edition: Edition, whole: Whole) -> None:
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


def test_the_sample_s_words(edition: Edition) -> None:
    report = import_report(SAMPLES / "enping-office-2024.txt", {"2021": edition}).report
    found = words_of(report, edition)
    assert [(each.stated_by, each.severity) for each in found] == [
        ("words.kind", Severity.WARNING),
        ("words.slips", Severity.HINT),  # half-width signs: once for the whole report
    ]
    assert "4宗不予公开" in found[0].message
    shown = {each.claim.text: each.state for each in check(report, edition).context.words.evaluations("1")}
    assert shown["11"] is shown["5"] is ClaimState.AGREES
    assert "128" not in shown
    (breakdown,) = [
        a for a in check(report, edition).context.words.by_section["1"].breakdowns if a.breakdown.whole.value == 128
    ]
    assert [part.value for part in breakdown.breakdown.parts] == [57, 57, 14]


def test_agreement_with_any_reading_is_agreement(edition: Edition) -> None:
    for shown in (11, 13):
        text = f"共收到申请{shown}件。"
        assert not words_of(saying(edition, text, requests__received__total=11, requests__carried_in__total=2), edition)


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件。公开12件。上年结转1件已一并办结。",
        "收到申请12件，当面3件、邮寄9件；上年度结转1件。",
        "收到申请12件，结转1件，办结12件，结转下年度0件。",
        "收到申请12件，加上结转的1件，办结12件。",
    ],
)
def test_what_came_from_last_year_is_counted_once_only(edition: Edition, text: str) -> None:
    figures = {
        "requests__received__total": 11,
        "requests__carried_in__total": 1,
        "requests__results__granted__total": 12,
        "requests__results__total__total": 12,
        "requests__carried_out__total": 0,
    }
    assert [each.stated_by for each in words_of(saying(edition, text, **figures), edition)] == ["words.number"]
    assert not words_of(saying(edition, text.replace("12", "11", 1), **figures), edition)


@pytest.mark.parametrize(
    "text",
    [
        "收到申请12件（含上年结转1件）。",
        "受理申请12件。其中上年结转1件。",
        "收到申请12件，包括上年结转的1件。",
        "受理申请12件，新收11件，上年结转1件。",
    ],
)
def test_what_came_from_last_year_may_be_a_part_of_what_was_received(edition: Edition, text: str) -> None:
    report = saying(edition, text, requests__received__total=11, requests__carried_in__total=1)
    assert not words_of(report, edition)


def test_a_blank_table_contradicts_nothing(edition: Edition) -> None:
    report = saying(edition, "共收到申请12件，均已办结，同比增长3%。未发生行政复议。").with_(figures={})
    assert not words_of(report, edition)


def test_a_dismissed_number_stays_dismissed_when_the_table_changes(edition: Edition) -> None:
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


def test_a_year_that_says_where_something_was_carried_is_not_the_year_of_the_rest(edition: Edition) -> None:
    text = "2024年收到申请9件，2023年结转1件，办结7件，结转2025年度2件，未发生行政复议。"
    report = saying(edition, text, requests__received__total=9, requests__carried_in__total=1)
    found = {each.passage.text for each in words_of(report, edition) if each.passage}
    assert found == {"7", "2"}


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
    *_, answered = check(report, edition, report.with_(facts={Fact.YEAR: "2023"})).context.words.evaluations("1")
    assert (answered.claim.text, answered.claim.year, answered.state) == ("55", 0, ClaimState.CONTRADICTS)


def test_outcomes_behind_a_count_of_both_kinds_of_dispute_are_those_of_both(edition: Edition) -> None:
    both = (("reconsideration", 3), ("suit_direct", 2))
    rows = {f"disputes__{row}__{column}": n for row, n in both for column in ("upheld", "total")}
    assert not words_of(saying(edition, "涉行政复议、行政诉讼案件5件，结果维持5件。", **rows), edition)
    (found,) = words_of(saying(edition, "涉行政复议、行政诉讼案件5件，结果维持6件。", **rows), edition)
    assert found.passage is not None
    assert found.passage.text == "6"


def test_verdicts_follow_the_year(edition: Edition) -> None:
    report = saying(edition, "2024年共收到申请12件，去年同期为9件。", requests__received__total=12)
    last = saying(edition, "", requests__received__total=8)
    (found,) = words_of(report, edition, last)
    assert "上年" in found.message
    assert found.passage == replace(found.passage, text="9", replacement="8")  # type: ignore[type-var]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_a_number_set_apart_by_any_space_keeps_its_link_and_its_place(edition: Edition, space: str) -> None:
    written = f"1{space}204"
    report = saying(edition, f"共收到申请{written}件。", requests__received__total=1204, requests__carried_out__total=8)
    wrong = report.with_(figures={**report.figures, edition.cell("requests.received.total"): 1205})
    (found,) = words_of(wrong, edition)
    assert found.passage is not None
    assert found.passage.text == wrong.texts["1"][found.passage.start : found.passage.end] == written
    assert words_of(report, edition) == []
    link = NumberLink("1", found.passage.start, written, (edition.cell("requests.carried_out.total"),))
    (entry,) = check(report.with_(links={"1": link}), edition).context.words.evaluations("1")
    assert (entry.evaluation.linked, entry.state) == (True, ClaimState.CONTRADICTS)
