"""What the check finds, what it leaves alone, and how it says it."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.checks.engine import check
from model.checks.findings import BLANK, NO_LAST_YEAR, Finding, Severity, for_sign_off, settled, still_open
from model.form.edition import Edition, load_editions
from model.form.equations import Equation
from model.form.rule_kinds import KINDS, Rule
from model.form.tables import Cell
from model.report.edits import Edit, apply, filling_with_zero
from model.report.report import Reason, Report
from tests.conftest import EDITIONS_FOLDER, filled
from tests.model.checks.rule_breaking import breaking_equation, report_breaking, zeros

EDITIONS = load_editions(EDITIONS_FOLDER)


def every_rule() -> list[tuple[Edition, Rule]]:
    return [(edition, rule) for edition in EDITIONS.values() for rule in edition.rules]


def every_equation() -> list[tuple[Edition, Equation]]:
    return [(edition, equation) for edition in EDITIONS.values() for equation in edition.equations]


def name(value: object) -> str:
    return str(getattr(value, "id", value))


def findings_of(rule: str, report: Report, edition: Edition, last_year: Report | None = None) -> list[Finding]:
    return [each for each in check(report, edition, last_year).findings if each.stated_by == rule]


def with_texts(report: Report, **texts: str) -> Report:
    return report.with_(texts={**report.texts, **{key.removeprefix("_"): text for key, text in texts.items()}})


# ---------------------------------------------------------------- every rule


@pytest.mark.parametrize(("edition", "rule"), every_rule(), ids=name)
def test_every_rule_of_every_edition_can_be_broken(edition: Edition, rule: Rule) -> None:
    report, last_year = report_breaking(rule, edition)
    assert findings_of(rule.id, report, edition, last_year)


@pytest.mark.parametrize(("edition", "equation"), every_equation(), ids=name)
def test_every_equation_can_be_broken_and_names_its_cells_and_numbers(edition: Edition, equation: Equation) -> None:
    report, last_year = breaking_equation(equation, edition)
    broken = {each.rule: each for each in check(report, edition, last_year).findings}
    assert equation.id in broken
    assert broken[equation.id].cells == equation.cells
    assert "1" in broken[equation.id].message
    assert "≠" in broken[equation.id].message or ">" in broken[equation.id].message


@pytest.mark.parametrize(("edition", "rule"), every_rule(), ids=name)
def test_every_finding_says_where_and_what(edition: Edition, rule: Rule) -> None:
    report, last_year = report_breaking(rule, edition)
    for finding in findings_of(rule.id, report, edition, last_year):
        assert finding.place
        assert len(finding.message) > 5
        assert finding.rule.startswith(rule.id)
        assert finding.section in {"facts", "preface", *(section.key for section in edition.sections)}


def test_every_kind_of_rule_is_used_by_some_edition() -> None:
    assert {type(rule) for _, rule in every_rule()} == set(KINDS.values())


def test_table_three_and_four_have_their_42_equations(edition: Edition) -> None:
    strict = [each for each in edition.equations if each.rule.startswith(("requests.", "disputes."))]
    assert len([each for each in strict if each.rule.startswith("requests.")]) == 39
    assert len(strict) == 42


# ---------------------------------------------------------------- the sample's table


SOUND = """
                      person  business  research  welfare  legal_service  other
    received           6         3         0         0        2             0
    carried_in         0         0         0         0        0             0
    results.granted    4         3         0         0        2             0
    carried_out        2         0         0         0        0             0
"""


@pytest.fixture
def sound(edition: Edition) -> Report:
    report = filled(edition, "requests", SOUND)
    return apply(report, filling_with_zero(report, edition, edition.cells))[0]


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


def test_a_blank_is_not_zero_and_stops_its_equations(edition: Edition, sound: Report) -> None:
    report, _ = apply(sound, Edit("", {edition.cell("requests.carried_out.business"): None}))
    checked = check(report, edition)
    assert not [each for each in checked.findings if each.rule.startswith("requests.balance")]
    assert ("requests.balance", BLANK) in {(each.rule, each.why) for each in checked.not_evaluated}
    (blank,) = [each for each in checked.findings if each.stated_by == "cell.blank"]
    assert blank.cells == (edition.cell("requests.carried_out.business"),)
    assert blank.severity is Severity.WARNING


def test_a_blank_is_an_error_at_sign_off(edition: Edition) -> None:
    found = for_sign_off(check(Report(edition.id), edition).findings, edition.rules)
    assert {each.severity for each in found if each.stated_by == "cell.blank"} == {Severity.ERROR}


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


# ---------------------------------------------------------------- last year


def test_without_last_year_the_rules_across_years_say_that_they_are_not_evaluated(
    edition: Edition, sound: Report
) -> None:
    why = {each.rule: each.why for each in check(sound, edition).not_evaluated}
    for rule in ("years.carried_in", "years.jump", "disclosure.in_force", "disclosure.repealed_max"):
        assert why[rule] == NO_LAST_YEAR


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


def test_last_year_in_another_form_is_not_comparable(
    edition: Edition, editions: Mapping[str, Edition], sound: Report
) -> None:
    last_year = Report("2019", {edition.cell("requests.carried_out.person"): 2})
    checked = check(sound, edition, last_year, last_edition=editions["2019"])
    assert {each.why for each in checked.not_evaluated if each.rule == "disclosure.in_force"} == {
        "上年年报里没有可比的数"
    }
    assert [each.rule for each in checked.findings if each.stated_by == "years.carried_in"] == [
        "years.carried_in.person"
    ]


def test_disputes_without_any_request_are_asked_about_only_when_last_year_is_known(edition: Edition) -> None:
    report = Report(edition.id, {**zeros(edition), edition.cell("disputes.reconsideration.upheld"): 1})
    report = report.with_(figures={**report.figures, edition.cell("disputes.reconsideration.total"): 1})
    assert not findings_of("disputes.no_request", report, edition)
    assert findings_of("disputes.no_request", report, edition, Report(edition.id, zeros(edition)))
    active = {**zeros(edition), edition.cell("requests.received.total"): 4}
    assert not findings_of("disputes.no_request", report, edition, Report(edition.id, active))


@pytest.mark.parametrize("words", ["收取信息处理费100元。又收取信息处理费200元。", "收取信息处理费一百元。"])
def test_charges_that_the_words_name_twice_or_in_words_are_not_evaluated_and_said_so(
    edition: Edition, words: str
) -> None:
    report = Report(edition.id, zeros(edition), texts={"6": words})
    assert not findings_of("disclosure.fee_covers_charges", report, edition)
    said = [each.why for each in check(report, edition).not_evaluated if each.rule == "disclosure.fee_covers_charges"]
    assert said == ["第六部分写的金额不止一个，或用汉字写"]


def test_every_section_that_is_missing_is_named(edition: Edition) -> None:
    there = tuple(section.title for section in edition.sections[1::2])
    found = findings_of("report.sections", Report(edition.id, headings=there), edition)
    assert [each.place for each in found] == [section.title for section in edition.sections[::2]]


def test_where_there_are_neither_disputes_nor_requests_nothing_is_asked(edition: Edition) -> None:
    nothing = Report(edition.id, zeros(edition))
    assert not findings_of("disputes.no_request", nothing, edition, nothing)
    upheld = edition.cell("disputes.reconsideration.upheld")
    one = nothing.with_(figures={**nothing.figures, upheld: 1, edition.cell("disputes.reconsideration.total"): 1})
    (found,) = findings_of("disputes.no_request", one, edition, nothing)
    assert " 0" not in found.message.partition("，而")[0]  # only what is there is named


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (0, 1234, "本年 1234，上年是 0：请核实是否填错"),
        (1234, 0, "本年是 0，上年 1234：请核实是否漏填"),
        (100, 1234, "本年 1234，上年 100：变化超过 5 倍，请核实是否填错"),
    ],
)
def test_a_jump_from_or_to_nothing_is_no_multiple(edition: Edition, then: int, now: int, said: str) -> None:
    cell = edition.cell("disclosure.licences.decisions")
    last_year, report = Report(edition.id, {cell: then}), Report(edition.id, {cell: now})
    assert [each.message for each in findings_of("years.jump", report, edition, last_year)] == [said]


def test_small_figures_never_jump(edition: Edition) -> None:
    cell = edition.cell("requests.received.total")
    now, then = Report(edition.id, {**zeros(edition), cell: 49}), Report(edition.id, {**zeros(edition), cell: 1})
    assert not findings_of("years.jump", now, edition, then)


# ---------------------------------------------------------------- organs and fees


@pytest.mark.parametrize(
    ("organ", "broken"),
    [
        ("恩平市人民政府办公室", True),
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
    report = Report(edition.id, figures, texts={"organ": organ})
    assert bool(findings_of("disclosure.rulemaking_power", report, edition)) is broken


def test_a_city_whose_level_its_name_does_not_tell_is_not_judged(edition: Edition) -> None:
    figures = {**zeros(edition), edition.cell("disclosure.government_rules.in_force"): 3}
    report = Report(edition.id, figures, texts={"organ": "恩平市人民政府"})
    checked = check(report, edition)
    assert "disclosure.rulemaking_power" in {each.rule for each in checked.not_evaluated}
    assert findings_of("disclosure.rulemaking_power", with_texts(report, level="county"), edition)
    assert not findings_of("disclosure.rulemaking_power", with_texts(report, level="prefecture"), edition)


def test_a_reason_settles_even_an_error_that_the_law_lets_be_explained(edition: Edition) -> None:
    report, _ = report_breaking(edition.rule("disclosure.rulemaking_power"), edition)
    (finding,) = findings_of("disclosure.rulemaking_power", report, edition)
    assert finding.severity is Severity.ERROR
    assert settled(finding, {finding.rule: Reason(finding.message, "代市政府统计")})


def test_a_reason_falls_when_the_numbers_it_speaks_of_change(edition: Edition, sound: Report) -> None:
    last_year = sound
    report = Report(edition.id, zeros(edition))
    finding = findings_of("years.carried_in", report, edition, last_year)[0]
    reasons = {finding.rule: Reason(finding.message, "机构改革")}
    assert finding not in still_open((finding,), reasons)
    changed, _ = apply(report, Edit("", {finding.cells[0]: 1}))
    again = findings_of("years.carried_in", changed, edition, last_year)[0]
    assert again.rule == finding.rule
    assert again in still_open((again,), reasons)


def test_a_reason_does_not_settle_a_broken_sum(edition: Edition) -> None:
    report, _ = report_breaking(edition.rule("requests.balance"), edition)
    (finding, *_) = findings_of("requests.balance", report, edition)
    assert not settled(finding, {finding.rule: Reason(finding.message, "就是这样")})


@pytest.mark.parametrize(
    ("organ", "fee", "last", "asked"),
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
def test_fees_in_yuan_are_noticed(edition: Edition, organ: str, fee: str, last: str | None, asked: bool) -> None:
    cell = edition.cell("disclosure.fees.amount")
    report = Report(edition.id, {cell: Decimal(fee)}, texts={"organ": organ})
    last_year = Report(edition.id, {cell: Decimal(last)}) if last else None
    assert bool(findings_of("cell.fee_unit", report, edition, last_year)) is asked


@pytest.mark.parametrize(
    ("text", "fees", "broken"),
    [
        ("2024年收取信息处理费350元。", "0.0350", False),
        ("2024年收取信息处理费350元。", "0.03", True),
        ("2024年收取信息处理费0.5万元。", "0.5", False),
        ("2024年无收取任何信息处理费用。", "0", False),
        ("本年收取信息处理费100元，退还信息处理费50元。", "0", False),
    ],
)
def test_charges_in_the_words_stay_within_the_fees_of_table_two(
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


# ---------------------------------------------------------------- words


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
    for said, headings in cases.items():
        (finding,) = findings_of("report.sections", Report(edition.id, headings=headings), edition)
        assert said in finding.message, headings


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
    ("title", "said"),
    [
        ("清远县教育局2024年政府信息公开工作年度报告", None),
        ("清远县教育局2024年度政府信息公开工作年度报告", "“年度”重复"),
        ("教育局2024年政府信息公开工作年度报告", "没有机关全称"),
        ("清远县教育局2023年政府信息公开工作年度报告", "2023"),
        ("清远县教育局2024年政府信息公开年报", "没有“政府信息公开工作年度报告”"),
    ],
)
def test_the_title_is_organ_year_and_name(edition: Edition, title: str, said: str | None) -> None:
    report = Report(edition.id, texts={"organ": "清远县教育局", "year": "2024", "title": title})
    found = findings_of("report.title", report, edition)
    assert [said in each.message for each in found if said] == ([True] if said else [])
    assert bool(found) is (said is not None)


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
        report = Report(edition.id, texts={"organ": organ, "1": "无"})
        assert bool(findings_of("report.assessment", report, edition)) is expected


def test_words_that_stand_are_not_read_again_and_say_the_same(edition: Edition, sound: Report) -> None:
    before = check(sound, edition)
    changed, _ = apply(sound, Edit("", {edition.cell("requests.received.person"): 9}))
    assert check(changed, edition, before=before).findings == check(changed, edition).findings


# ---------------------------------------------------------------- promises


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
