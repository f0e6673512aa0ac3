"""What the check finds, what it leaves alone, and how it says it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.checks.engine import check
from model.checks.findings import BLANK, NO_LAST_YEAR, Severity
from model.form.edition import Edition
from model.form.rule_kinds import RulemakingPower, ShareAtMost
from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from tests.conftest import filled
from tests.model.checks.rule_breaking import EDITIONS, at_level, findings_of, report_breaking, zeros


def test_table_three_and_four_have_their_42_equations(edition: Edition) -> None:
    strict = [each for each in edition.equations if each.rule.startswith(("requests.", "disputes."))]
    assert len([each for each in strict if each.rule.startswith("requests.")]) == 39
    assert len(strict) == 42


def test_a_sound_table_breaks_nothing(edition: Edition, sound: Report) -> None:
    assert not [each for each in check(sound, edition).findings if each.section in ("2", "3", "4")]


def test_what_came_in_must_equal_what_was_handled_or_carried_over(edition: Edition, sound: Report) -> None:
    report, _ = apply(sound, Edit("", {edition.cell("requests.carried_out.business"): 1}))
    found = check(report, edition).findings
    assert [each.rule for each in found if each.severity is Severity.ERROR and each.section == "3"] == [
        "requests.balance.business",
        "requests.balance.total",
    ]
    assert "商业企业列：一 3 + 二 0 = 3 ≠ 三（七）3 + 四 1 = 4" in {each.message for each in found}


def test_a_total_typed_over_is_checked_like_any_figure(edition: Edition, sound: Report) -> None:
    report, _ = apply(sound, Edit("", {edition.cell("requests.received.total"): 12}))
    assert {each.rule for each in check(report, edition).findings if each.section == "3"} == {
        "requests.total.received",
        "requests.balance.total",
    }


def test_a_slash_counts_as_blank_and_not_as_an_unreadable_count(edition: Edition, sound: Report) -> None:
    cell = edition.cell("disputes.suit_direct.upheld")
    report, _ = apply(sound, Edit("", {cell: None}, unread={cell: "/"}))
    found = check(report, edition).findings
    assert [each.cells for each in found if each.stated_by == "cell.blank"] == [(cell,)]
    assert "/" in next(each.message for each in found if each.stated_by == "cell.blank")
    assert not [each for each in found if each.stated_by == "cell.whole"]


def test_a_cell_that_could_not_be_read_is_an_error_with_its_text(edition: Edition, sound: Report) -> None:
    cell = edition.cell("requests.received.person")
    report, _ = apply(sound, Edit("", {cell: None}, unread={cell: "2.5"}))
    (finding,) = findings_of("cell.whole", report, edition)
    assert finding.cells == (cell,)
    assert "2.5" in finding.message


def test_what_last_year_passed_on_must_come_in(edition: Edition, sound: Report) -> None:
    (person, total) = findings_of("years.carried_in", Report(edition.id, zeros(edition)), edition, sound)
    assert person.rule == "years.carried_in.person"
    assert "二 0 ≠ 上年四 2" in person.message
    assert total.rule == "years.carried_in.total"


def test_stock_follows_from_last_year_or_is_at_least_what_was_made(edition: Edition, sound: Report) -> None:
    stock = """
                              issued repealed in_force
        normative_documents    5       9        20
        government_rules       0       0        0
    """
    report = sound.with_(figures={**sound.figures, **filled(edition, "disclosure", stock).figures})
    assert not findings_of("disclosure.in_force_min", report, edition)
    last_year = report.with_(figures={**report.figures, edition.cell("disclosure.normative_documents.in_force"): 24})
    assert not findings_of("disclosure.in_force", report, edition, last_year)
    last_year = report.with_(figures={**report.figures, edition.cell("disclosure.normative_documents.in_force"): 30})
    (finding,) = findings_of("disclosure.in_force", report, edition, last_year)
    assert "现行有效件数 20 ≠ 上年现行有效件数 30 + 本年制发件数 5 - 本年废止件数 9 = 26" in finding.message


def test_disputes_without_any_request_are_asked_about_only_when_last_year_is_known(edition: Edition) -> None:
    report = Report(edition.id, {**zeros(edition), edition.cell("disputes.reconsideration.upheld"): 1})
    report = report.with_(figures={**report.figures, edition.cell("disputes.reconsideration.total"): 1})
    assert not findings_of("disputes.no_request", report, edition)
    assert findings_of("disputes.no_request", report, edition, Report(edition.id, zeros(edition)))
    active = {**zeros(edition), edition.cell("requests.received.total"): 4}
    assert not findings_of("disputes.no_request", report, edition, Report(edition.id, active))


@pytest.mark.parametrize("words", ["收取信息处理费100元。又收取信息处理费200元。", "收取信息处理费一百元。"])
def test_charges_named_twice_or_in_words_are_reported_as_not_evaluated(edition: Edition, words: str) -> None:
    report = Report(edition.id, zeros(edition), texts={"6": words})
    assert not findings_of("disclosure.fee_covers_charges", report, edition)
    shown = [each.why for each in check(report, edition).not_evaluated if each.rule == "disclosure.fee_covers_charges"]
    assert shown == ["第六部分写的金额不止一个，或用汉字写"]


def test_where_there_are_neither_disputes_nor_requests_nothing_is_asked(edition: Edition) -> None:
    nothing = Report(edition.id, zeros(edition))
    assert not findings_of("disputes.no_request", nothing, edition, nothing)
    upheld = edition.cell("disputes.reconsideration.upheld")
    one = nothing.with_(figures={**nothing.figures, upheld: 1, edition.cell("disputes.reconsideration.total"): 1})
    (found,) = findings_of("disputes.no_request", one, edition, nothing)
    assert " 0" not in found.message.partition("，而")[0]  # only what is there is named


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [
        (0, 1234, "本年 1234，上年是 0：请核实是否填错"),
        (1234, 0, "本年是 0，上年 1234：请核实是否漏填"),
        (100, 1234, "本年 1234，上年 100：变化超过 5 倍，请核实是否填错"),
    ],
)
def test_a_jump_from_or_to_nothing_is_no_multiple(edition: Edition, then: int, now: int, shown: str) -> None:
    cell = edition.cell("disclosure.licences.decisions")
    last_year, report = Report(edition.id, {cell: then}), Report(edition.id, {cell: now})
    assert [each.message for each in findings_of("years.jump", report, edition, last_year)] == [shown]


def test_without_last_year_s_report_it_is_said_why_disputes_are_not_asked_about(edition: Edition) -> None:
    upheld = edition.cell("disputes.reconsideration.upheld")
    report = Report(edition.id, {**zeros(edition), upheld: 1, edition.cell("disputes.reconsideration.total"): 1})
    why = {each.rule: each.why for each in check(report, edition).not_evaluated}
    assert why["disputes.no_request"] == NO_LAST_YEAR


def test_a_share_may_be_as_large_as_its_limit(edition: Edition) -> None:
    [rule] = [each for each in edition.rules if isinstance(each, ShareAtMost)]
    part, whole = edition.cell(rule.part), edition.cell(rule.whole)
    most = int(100 * rule.share)
    assert most >= rule.from_ and most == 100 * rule.share
    for over in (0, 1):
        report = Report(edition.id, {**zeros(edition), part: most + over, whole: 100})
        assert len(findings_of(rule.id, report, edition)) == over


def test_of_totals_left_blank_each_is_named_once_with_its_sum_where_that_is_known(edition: Edition) -> None:
    """The sum of one is known, that of the other is not."""
    known, unknown = edition.cell("requests.received.total"), edition.cell("requests.carried_in.total")
    figures = {cell: figure for cell, figure in zeros(edition).items() if cell not in (known, unknown)}
    del figures[edition.cell("requests.carried_in.person")]
    report = Report(edition.id, figures, unread={known: "", unknown: ""})
    [finding] = [each for each in findings_of("cell.blank", report, edition) if "合计在文件里是空的" in each.message]
    names = [edition.table("requests").name_of(cell) for cell in (known, unknown)]
    assert finding.message.startswith(f"有 2 格合计在文件里是空的：{names[0]}（各项之和 0）、{names[1]}。")


@pytest.mark.parametrize(("then", "now"), [(100, 500), (500, 100), (100, 110), (110, 100)])
def test_up_to_the_factor_nothing_jumps(edition: Edition, then: int, now: int) -> None:
    cell = edition.cell("disclosure.licences.decisions")
    last_year, report = Report(edition.id, {cell: then}), Report(edition.id, {cell: now})
    assert not findings_of("years.jump", report, edition, last_year)


def test_a_charge_in_the_text_is_not_compared_with_a_blank_fee(edition: Edition) -> None:
    report = Report(edition.id, texts={"6": "收取信息处理费100元。"})
    why = {each.rule: each.why for each in check(report, edition).not_evaluated}
    assert why["disclosure.fee_covers_charges"] == BLANK


def test_organs_that_the_edition_names_may_make_rules_whatever_their_kind(edition: Edition) -> None:
    [rule] = [each for each in edition.rules if isinstance(each, RulemakingPower)]
    row = next(cell for cell in edition.table(rule.table).cells if cell.row == rule.row)
    for name, count in ((rule.also_powers[0], 0), ("恩平市沙湖镇人民政府", 1)):
        facts = {Fact.ORGAN: name, Fact.KIND: "agency", Fact.LEVEL: "town"}
        report = Report(edition.id, {**zeros(edition), row: 3}, facts=facts)
        assert len(findings_of(rule.id, report, edition)) == count, name


def test_small_figures_never_jump(edition: Edition) -> None:
    cell = edition.cell("requests.received.total")
    now, then = Report(edition.id, {**zeros(edition), cell: 49}), Report(edition.id, {**zeros(edition), cell: 1})
    assert not findings_of("years.jump", now, edition, then)


@pytest.mark.parametrize(
    ("organ", "broken"),
    [
        ("恩平市沙湖镇人民政府办公室", True),
        ("清远县人民政府办公室", True),
        ("云岭省人民政府办公厅", False),
        ("清远县人民政府", True),
        ("恩平市沙湖镇人民政府", True),
        ("广东省人民政府", False),
        ("东莞市人民政府", False),
        ("国家税务总局", False),
        ("国家税务总局恩平市税务局", True),
        ("延边朝鲜族自治州人民政府", False),
    ],
)
def test_only_organs_with_the_power_make_rules(edition: Edition, organ: str, broken: bool) -> None:
    figures = {**zeros(edition), edition.cell("disclosure.government_rules.in_force"): 3}
    report = Report(edition.id, figures, facts={Fact.ORGAN: organ})
    assert bool(findings_of("disclosure.rulemaking_power", report, edition)) is broken


@pytest.mark.parametrize("organ", ["恩平市人民政府", "恩平市人民政府办公室"])
def test_a_city_of_unknown_level_is_not_checked(edition: Edition, organ: str) -> None:
    figures = {**zeros(edition), edition.cell("disclosure.government_rules.in_force"): 3}
    report = Report(edition.id, figures, facts={Fact.ORGAN: organ})
    checked = check(report, edition)
    assert "disclosure.rulemaking_power" in {each.rule for each in checked.not_evaluated}
    assert findings_of("disclosure.rulemaking_power", at_level(report, "county"), edition)
    assert not findings_of("disclosure.rulemaking_power", at_level(report, "prefecture"), edition)


@pytest.mark.parametrize(
    ("organ", "fee", "last", "requested"),
    [
        ("清远县自然资源局", "9999.9999", None, False),
        ("清远县自然资源局", "10000", None, True),
        ("清远县自然资源局", "10100", "10000", False),
        ("清远县自然资源局", "10100", "9999", True),
        ("广东省交通运输厅", "59237.2449", None, False),
        ("广东省交通运输厅", "59237.2449", "1184.7", True),
        ("清远县人民政府", "59237.2449", None, False),
        ("清远县人民政府", "59237.2449", "1184.7", True),
        ("清远县自然资源局", "51", "1", True),
        ("清远县自然资源局", "50", "1", False),
    ],
)
def test_fees_in_yuan_are_found(edition: Edition, organ: str, fee: str, last: str | None, requested: bool) -> None:
    cell = edition.cell("disclosure.fees.amount")
    report = Report(edition.id, {cell: Decimal(fee)}, facts={Fact.ORGAN: organ})
    last_year = Report(edition.id, {cell: Decimal(last)}) if last else None
    assert bool(findings_of("cell.fee_unit", report, edition, last_year)) is requested


@pytest.mark.parametrize(
    ("text", "fees", "broken"),
    [
        ("2024年收取信息处理费350元。", "0.0350", False),
        ("2024年收取信息处理费350元。", "0.03", True),
        ("2024年收取信息处理费0.5万元。", "0.5", False),
        ("2024年收取信息处理费0.5万元。", "0.4", True),
        ("2024年无收取任何信息处理费用。", "0", False),
        ("本年收取信息处理费100元，退还信息处理费50元。", "0", False),
    ],
)
def test_charges_in_the_text_stay_within_the_fees_of_table_two(
    edition: Edition, text: str, fees: str, broken: bool
) -> None:
    report = Report(edition.id, {edition.cell("disclosure.fees.amount"): Decimal(fees)}, texts={"6": text})
    assert bool(findings_of("disclosure.fee_covers_charges", report, edition)) is broken


def test_one_number_split_into_two_cells_is_recognised(edition: Edition) -> None:
    report, _ = report_breaking(edition.rule("cell.split"), edition)
    (finding,) = findings_of("cell.split", report, edition)
    assert finding.cells == (
        edition.cell("requests.results.granted.person"),
        edition.cell("requests.results.granted.business"),
    )


@pytest.mark.parametrize(("first", "second", "found"), [(9, 9, 1), (1, 0, 1), (10, 5, 0), (1, 10, 0)])
def test_only_two_digits_are_taken_for_one_number(edition: Edition, first: int, second: int, found: int) -> None:
    figures = zeros(edition)
    for row in ("received", "results.granted", "results.total"):
        for column in ("person", "total"):
            figures[edition.cell(f"requests.{row}.{column}")] = 10 * first + second
    figures[edition.cell("requests.results.granted.person")] = first
    figures[edition.cell("requests.results.granted.business")] = second
    assert len(findings_of("cell.split", Report(edition.id, figures), edition)) == found


@st.composite
def consistent(draw: st.DrawFn) -> Report:
    """Any table of requests that adds up: results are drawn, what was received follows."""
    edition = EDITIONS["2021"]
    table = edition.table("requests")
    figures = zeros(edition)
    small = st.integers(0, 40)
    rows = [row.id for row in table.rows if row.id.startswith("results.") and row.id != "results.total"]
    for column in [each.id for each in table.columns][:-1]:
        handled = 0
        for row in draw(st.lists(st.sampled_from(rows), max_size=4, unique=True)):
            figures[Cell("requests", row, column)] = count = draw(small)
            handled += int(count)
        out = draw(small)
        carried = draw(st.integers(0, handled + out))
        figures[Cell("requests", "carried_out", column)] = out
        figures[Cell("requests", "carried_in", column)] = carried
        figures[Cell("requests", "received", column)] = handled + out - carried
    totals = edition.totals
    return Report(edition.id, {cell: figure for cell, figure in figures.items() if cell not in totals})


@settings(max_examples=60, deadline=None)
@given(consistent())
def test_a_table_that_adds_up_has_no_broken_equation(report: Report) -> None:
    strict = ("requests.balance", "requests.results", "requests.total", "disputes.total", "cell.split")
    assert not [each for each in check(report, EDITIONS["2021"]).findings if each.stated_by in strict]


@settings(max_examples=60, deadline=None)
@given(consistent(), st.data())
def test_one_wrong_figure_always_breaks_an_equation_that_names_it(report: Report, data: st.DataObject) -> None:
    edition = EDITIONS["2021"]
    cell = data.draw(st.sampled_from([each for each in edition.table("requests").cells if each not in edition.totals]))
    wrong, _ = apply(report, Edit("", {cell: int(report.figures[cell]) + data.draw(st.integers(1, 9))}))
    broken = [each for each in check(wrong, edition).findings if each.stated_by == "requests.balance"]
    assert broken
    assert all(each.rule in ("requests.balance.total", f"requests.balance.{cell.column}") for each in broken)
