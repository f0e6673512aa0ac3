"""What a finding, or a number in the text, offers: which actions, in which order, and what each does to the report."""

from datetime import date

import pytest

from model.checks.engine import CheckResult, check
from model.checks.findings import Finding
from model.drafting.editing import applied_edit, completed
from model.form.edition import Edition
from model.linking.finding_actions import Action, ActionKind, AvailableActions, actions_for, in_list, in_text
from model.linking.finding_edits import explaining
from model.linking.links import linking_edit
from model.report.edits import Edit, apply, filling_with_zero
from model.report.report import Fact, Remark, Report, ToCheck
from model.report.sign_off import finishing
from tests.conftest import filled

TEXT = "共收到政府信息公开申请12件，结转下年度2件。发布信息7条。"
"""The table says 11 and 2; the 7 speaks of no cell."""
TABLE = """
                      person  business
    received           8         3
    carried_in         0         0
    results.granted    7         2
    carried_out        1         1
"""


@pytest.fixture
def report(edition: Edition) -> Report:
    report = filled(edition, "requests", TABLE)
    report, _ = apply(report, filling_with_zero(report, edition, edition.cells))
    return report.with_(facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": TEXT})


def found(checked: CheckResult, rule: str) -> Finding:
    return next(each for each in checked.findings if rule in (each.rule, each.stated_by))


def labels(actions: tuple[Action, ...]) -> list[str]:
    return [action.label for action in actions]


def of_kind(actions: tuple[Action, ...], kind: ActionKind) -> Action:
    (action,) = [each for each in actions if each.kind is kind]
    return action


def run(checked: CheckResult, action: Action) -> Report:
    """The report after the action, as the window makes the edit."""
    report = checked.context.report
    edit = completed(report, checked, action.edit(checked))
    return applied_edit(report, checked, edit, None).report


def test_a_number_that_contradicts_offers_in_the_text_and_in_the_list_what_fits_there(
    report: Report, edition: Edition
) -> None:
    checked = check(report, edition)
    actions = actions_for(found(checked, "words.number"), checked)
    assert labels(in_text(actions)) == ["改为 11", "看表格", "不相关", "已核实", "关联到表格…"]
    assert labels(in_list(actions)) == ["改为 11", "定位", "不相关", "核实说明"]
    assert of_kind(actions, ActionKind.SHOW_CELL).cell == edition.cell("requests.received.total")


def test_the_table_s_number_is_taken_into_the_text(report: Report, edition: Edition) -> None:
    checked = check(report, edition)
    take = of_kind(actions_for(found(checked, "words.number"), checked), ActionKind.TAKE_TABLE_VALUE)
    assert run(checked, take).texts["1"] == TEXT.replace("12", "11")
    assert take.edit(checked).label == "正文 12 改为 11"


def test_an_action_makes_no_edit_where_the_text_has_changed_since(report: Report, edition: Edition) -> None:
    checked = check(report, edition)
    take = of_kind(actions_for(found(checked, "words.number"), checked), ActionKind.TAKE_TABLE_VALUE)
    changed = check(report.with_(texts={**report.texts, "1": "已另写。"}), edition)
    assert not take.edit(changed)


def test_a_linked_number_takes_the_sum_of_its_cells_and_stays_linked(report: Report, edition: Edition) -> None:
    cells = (edition.cell("requests.received.total"), edition.cell("requests.carried_out.total"))
    start = TEXT.index("12")
    linked, _ = apply(report, linking_edit(check(report, edition).context, "1", start, "12", cells))
    assert linked.texts["1"] == TEXT.replace("12", "13")
    (key,) = linked.links
    wrong, _ = apply(linked, Edit("", {edition.cell("requests.received.person"): 9}))
    checked = check(wrong, edition)
    for actions in (AvailableActions(checked).of_link(key), actions_for(found(checked, "words.number"), checked)):
        assert "解除关联" in labels(actions) and "关联到表格…" not in labels(actions)
        after = run(checked, of_kind(actions, ActionKind.TAKE_TABLE_VALUE))
        assert after.texts["1"] == TEXT.replace("12", "14")
        assert [(link.text, link.cells) for link in after.links.values()] == [("14", cells)]
    assert not run(checked, of_kind(AvailableActions(checked).of_link(key), ActionKind.UNLINK)).links


def test_a_dismissed_number_waits_no_longer_and_can_be_checked_again(report: Report, edition: Edition) -> None:
    start = TEXT.index("12")
    waiting = report.with_(to_check={"0001": ToCheck("1", start, "12", "12", ())})
    checked = check(waiting, edition)
    after = run(checked, of_kind(actions_for(found(checked, "words.number"), checked), ActionKind.DISMISS))
    assert not after.to_check
    dismissed = check(after, edition)
    assert not [each for each in dismissed.findings if each.passage and each.passage.start == start]
    evaluation = next(each for each in dismissed.context.words.evaluations("1") if each.start == start)
    actions = AvailableActions(dismissed).of_verdict(evaluation)
    assert labels(actions) == ["恢复核对"]
    assert run(dismissed, actions[0]) == waiting.with_(to_check={})


def test_what_is_confirmed_at_a_number_settles_the_finding_and_the_mark(report: Report, edition: Edition) -> None:
    waiting = report.with_(to_check={"0001": ToCheck("1", TEXT.index("12"), "12", "12", ())})
    checked = check(waiting, edition)
    finding = found(checked, "words.number")
    by_finding = of_kind(actions_for(finding, checked), ActionKind.CONFIRM)
    by_mark = of_kind(AvailableActions(checked).of_waiting("0001", finding), ActionKind.MARK_CHECKED)
    for action in (by_finding, by_mark):
        after = run(checked, action)
        assert not after.to_check
        assert [reason.text for reason in after.reasons.values()] == ["已核实"]


def test_a_number_that_waits_offers_to_be_settled_shown_and_linked(report: Report, edition: Edition) -> None:
    waiting = report.with_(to_check={"0001": ToCheck("1", TEXT.index("2件。"), "2", "3", ())})
    actions = AvailableActions(check(waiting, edition)).of_waiting("0001")
    assert labels(in_text(actions)) == ["已核实", "看表格", "关联到表格…"]
    assert labels(in_list(actions)) == ["已核实", "定位"]


def test_a_number_that_agrees_or_speaks_of_no_cell_can_be_linked(report: Report, edition: Edition) -> None:
    checked = check(report, edition)
    offered = AvailableActions(checked)
    agreeing = next(each for each in checked.context.words.evaluations("1") if each.start == TEXT.index("2件。"))
    assert labels(offered.of_verdict(agreeing)) == ["看表格", "关联到表格…"]
    assert labels(offered.of_unmatched_number("1", TEXT.index("7条"))) == ["关联到表格…"]


def test_a_typed_total_offers_its_sum_and_blanks_offer_zero(report: Report, edition: Edition) -> None:
    total, blank = edition.cell("requests.received.total"), edition.cell("requests.received.person")
    typed, _ = apply(report, Edit("", {total: 99}))
    checked = check(typed, edition)
    restore = of_kind(actions_for(found(checked, "requests.total.received"), checked), ActionKind.RESTORE_TOTALS)
    assert (restore.label, restore.cell) == ("恢复自动合计（11）", total)
    assert total not in run(checked, restore).figures
    balance = actions_for(found(checked, "requests.balance.total"), checked)
    assert ActionKind.RESTORE_TOTALS not in {each.kind for each in balance}

    empty, _ = apply(report, Edit("", {blank: None}))
    checked = check(empty, edition)
    actions = actions_for(found(checked, "cell.blank"), checked)
    assert labels(actions) == ["定位", "空白补 0"]
    assert run(checked, of_kind(actions, ActionKind.FILL_ZERO)).figures[blank] == 0


def test_a_text_that_is_no_figure_offers_what_it_may_mean(report: Report, edition: Edition) -> None:
    cell = edition.cell("requests.carried_out.person")
    unread, _ = apply(report, Edit("", {cell: None}, unread={cell: "壹"}))
    checked = check(unread, edition)
    take = of_kind(actions_for(found(checked, "cell.whole"), checked), ActionKind.TAKE_SUGGESTION)
    assert take.label == "填 1"
    after = run(checked, take)
    assert (after.figures[cell], dict(after.unread)) == (1, {})


def test_what_was_carried_in_is_taken_from_the_prior_year(report: Report, edition: Edition) -> None:
    prior = report.with_(facts={**report.facts, Fact.YEAR: "2023"})
    checked = check(report, edition, prior)
    finding = found(checked, "years.carried_in.person")
    assert labels(actions_for(finding, checked)) == ["定位", "取上年数", "核实说明"]
    take = of_kind(actions_for(finding, checked), ActionKind.TAKE_PRIOR_YEAR)
    assert run(checked, take).figures[edition.cell("requests.carried_in.person")] == 1


def test_a_reason_is_withdrawn_or_kept_when_the_numbers_change(report: Report, edition: Edition) -> None:
    prior = report.with_(facts={**report.facts, Fact.YEAR: "2023"})
    finding = found(check(report, edition, prior), "years.carried_in.person")
    explained, _ = apply(report, explaining(report, finding, "系统迁移漏计"))
    checked = check(explained, edition, prior)
    settled = AvailableActions(checked).of_reason(finding)
    assert labels(settled) == ["定位", "撤回说明"]
    assert not run(checked, of_kind(settled, ActionKind.WITHDRAW_REASON)).reasons

    changed, _ = apply(explained, Edit("", {edition.cell("requests.carried_in.person"): 5}))
    checked = check(changed, edition, prior)
    finding = found(checked, "years.carried_in.person")
    keep = of_kind(actions_for(finding, checked), ActionKind.KEEP_REASON)
    (reason,) = run(checked, keep).reasons.values()
    assert (reason.text, reason.about) == ("系统迁移漏计", finding.message)


def test_a_flag_is_cleared_and_its_remark_stays(report: Report, edition: Edition) -> None:
    cell, other = edition.cell("requests.received.person"), edition.cell("requests.received.business")
    flagged = report.with_(remarks={cell: Remark("见台账", flagged=True), other: Remark("见台账")})
    checked = check(flagged, edition)
    offered = AvailableActions(checked)
    assert labels(offered.of_remark(other)) == ["定位"]
    assert run(checked, of_kind(offered.of_remark(cell), ActionKind.CLEAR_FLAG)).remarks[cell] == Remark("见台账")


def test_a_final_report_offers_nothing_that_changes_it(report: Report, edition: Edition) -> None:
    final, _ = apply(report, finishing(date(2026, 1, 20)))
    checked = check(final, edition)
    assert checked.findings
    for finding in checked.findings:
        for action in actions_for(finding, checked):
            assert action.kind in (ActionKind.GO, ActionKind.SHOW_CELL)
            assert not action.edit(checked)


def test_equal_actions_are_recognised_whenever_they_were_made(report: Report, edition: Edition) -> None:
    """A list shown earlier is compared with a new one, so that only what differs is drawn again."""
    checked, again = check(report, edition), check(report, edition)
    assert actions_for(found(checked, "words.number"), checked) == actions_for(found(again, "words.number"), again)


def test_half_width_signs_of_all_sections_are_mended_from_the_one_finding(report: Report, edition: Edition) -> None:
    report = report.with_(texts={"1": "收到申请11件,办结9件(含补正).", "5": "公开不够及时,内容不全。", "6": "无。"})
    checked = check(report, edition)
    finding = found(checked, "words.slips")
    action = of_kind(actions_for(finding, checked), ActionKind.WIDEN)
    assert action in in_list(actions_for(finding, checked))
    mended = run(checked, action)
    assert mended.texts["1"] == "收到申请11件，办结9件（含补正）."
    assert (mended.texts["5"], mended.texts["6"]) == ("公开不够及时，内容不全。", "无。")
    assert not any(each.stated_by == "words.slips" for each in check(mended, edition).findings)


def test_links_stay_when_signs_are_mended(report: Report, edition: Edition) -> None:
    report = report.with_(texts={"1": "收到申请11件,办结9件。"})
    start = report.texts["1"].index("11")
    checked = check(report, edition)
    linked = run(checked, Action(ActionKind.LINK, "", make=lambda now: linking_edit(
        now.context, "1", start, "11", (edition.cell("requests.received.total"),)
    )))  # fmt: skip
    checked = check(linked, edition)
    mended = run(checked, of_kind(actions_for(found(checked, "words.slips"), checked), ActionKind.WIDEN))
    assert [link.start for link in mended.links.values()] == [start]
