"""不相关 and 核实说明 are held by position: the same words may stand twice."""

from dataclasses import replace

import pytest

from model.checks.engine import CheckResult, check
from model.checks.findings import Finding, explained, settled
from model.drafting.editing import applied_edit, completed
from model.form.edition import Edition
from model.linking.finding_edits import dismissing_finding
from model.report.edits import Edit, apply, filling_with_zero
from model.report.json_format import read_report_json, write_report_json
from model.report.report import Fact, Report
from model.report.text_alignment import TextChange
from model.store.serialization import report_from, report_text
from tests.conftest import filled

SAID = "收到政府信息公开申请11件。"
"""The table says 8."""
TWICE = f"综述如下：{SAID}\n小结如下：{SAID}"


@pytest.fixture
def report(edition: Edition) -> Report:
    made = filled(edition, "requests", "person\nreceived 8\ncarried_in 0\nresults.granted 8\ncarried_out 0")
    made, _ = apply(made, filling_with_zero(made, edition, edition.cells))
    return made.with_(facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": TWICE})


def reported(checked: CheckResult) -> list[Finding]:
    reasons = checked.context.report.reasons
    return [each for each in checked.findings if each.stated_by == "words.number" and not settled(each, reasons)]


def places(checked: CheckResult) -> list[int]:
    return [each.passage.start for each in reported(checked) if each.passage]


def done(report: Report, edition: Edition, edit: Edit) -> Report:
    checked = check(report, edition)
    return applied_edit(report, checked, completed(report, checked, edit), None).report


def typed(report: Report, change: TextChange) -> Edit:
    return Edit("改写", texts={"1": change.applied(report.texts["1"])}, changes={"1": (change,)})


FIRST, SECOND = TWICE.index("11"), TWICE.rindex("11")


def test_the_answer_to_one_of_two_equal_places_is_none_to_the_other(edition: Edition, report: Report) -> None:
    finding = reported(check(report, edition))[1]
    report = done(report, edition, dismissing_finding(report, finding))
    assert places(check(report, edition)) == [FIRST]
    report = done(report, edition, dismissing_finding(report, reported(check(report, edition))[0]))
    assert places(check(report, edition)) == []
    assert len(report.dismissed) == 2


@pytest.mark.parametrize("answer", ["unrelated", "explained"])
def test_an_answer_moves_with_its_place_and_goes_with_it(edition: Edition, report: Report, answer: str) -> None:
    finding = reported(check(report, edition))[0]
    if answer == "unrelated":
        edit = dismissing_finding(report, finding)
    else:
        edit = Edit("核实说明", reasons=explained(finding, "属实", report.reasons))
    report = done(report, edition, edit)
    assert places(check(report, edition)) == [SECOND]
    moved = done(report, edition, typed(report, TextChange(0, 0, "今年，")))
    assert places(check(moved, edition)) == [SECOND + 3]
    assert places(check(report_from(report_text(moved)), edition)) == [SECOND + 3]
    written = write_report_json(moved, edition)
    read, _, _ = read_report_json(written, {"2021": edition})
    assert (read.reasons, read.dismissed) == (moved.reasons, moved.dismissed)
    assert [key.startswith("unrelated.1.") for key in written["reasons"]] == [answer == "unrelated"]  # as ever
    assert places(check(read, edition)) == [SECOND + 3]
    # the paragraph that was answered goes: what stands in the other was never answered, though it reads the same
    gone = done(report, edition, typed(report, TextChange(0, TWICE.index("\n") + 1, "")))
    assert places(check(gone, edition)) == [gone.texts["1"].index("11")]


def test_a_dismissal_of_an_older_version_applies_where_its_text_occurs_once(edition: Edition, report: Report) -> None:
    finding = reported(check(report, edition))[0]
    old = {
        key: replace(reason, place=None)
        for key, reason in dismissing_finding(report, finding).dismissed.items()
        if reason
    }
    once = report.with_(texts={**report.texts, "1": TWICE.partition("\n")[0]}, dismissed=old)
    assert places(check(once, edition)) == []
    # placed with the first edit of the words, and then it is not taken for another place that reads the same
    start = once.texts["1"].index("11")
    more = done(once, edition, typed(once, TextChange(0, 0, TWICE.partition("\n")[0] + "\n")))
    assert places(check(more, edition)) == [start]
    both = report.with_(texts={**report.texts, "1": "\n".join([once.texts["1"]] * 2)}, dismissed=old)
    assert len(places(check(both, edition))) == 2
    left = done(both, edition, typed(both, TextChange(0, len(once.texts["1"]) + 1, "")))
    assert places(check(left, edition)) == [start]
