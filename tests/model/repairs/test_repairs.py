"""Which cell is wrong and what it should be."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

import pytest

from model.checks.engine import check
from model.form.edition import Edition, load_editions
from model.form.figures import Figure
from model.form.tables import Cell
from model.repairs.integer_solver import CancelledError, System, smallest_changes
from model.repairs.repairs import (
    CLEARLY,
    FEW,
    Repair,
    Repairs,
    advise,
    code_of,
    distinguished,
    find_repairs,
    implied_figure,
    with_repairs,
)
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit, apply, filling_with_zero
from model.report.report import Report, ToCheck
from tests.conftest import EDITIONS_FOLDER, filled
from tests.model.repairs.highs_solver import fewest_changes
from tests.model.repairs.planted_errors import TOTALS, look_at, planted, sound_table, with_errors, with_figures, without

EDITIONS = load_editions(EDITIONS_FOLDER)

SOUND = """
                      person  business  research  welfare  legal_service  other
    received          12        35         0         0        2             0
    carried_in         3         0         0         0        0             0
    results.granted    9        33         0         0        2             0
    carried_out        6         2         0         0        0             0
"""


@pytest.fixture(scope="module")
def sound(edition: Edition) -> Report:
    """The totals follow."""
    report = filled(edition, "requests", SOUND)
    return apply(report, filling_with_zero(report, edition, edition.cells))[0]


@pytest.fixture(scope="module")
def typed(edition: Edition, sound: Report) -> Report:
    """Every total typed."""
    return sound.with_(figures=dict(check(sound, edition).context.figures))


def with_(report: Report, edition: Edition, **figures: int) -> Report:
    """``received__person=3`` for ``requests.received.person``; a single ``_`` in ``results_granted`` is a dot."""
    return with_figures(
        report,
        {
            edition.cell(f"requests.{row.replace('results_', 'results.')}.{column}"): figure
            for (row, column), figure in ((key.split("__"), figure) for key, figure in figures.items())
        },
    )


def repairs_of(report: Report, edition: Edition, last_year: Report | None = None) -> Repairs:
    return find_repairs(check(report, edition, last_year).context, "requests")


def sets_of(repairs: Repairs) -> set[frozenset[tuple[Cell, Figure]]]:
    return {frozenset(repair.changes) for repair in repairs.repairs}


def breaks_an_equation(report: Report, edition: Edition) -> bool:
    broken = check(report, edition).context.broken
    return any(each.equal and not each.last_year_cells for some in broken.values() for each, _, _ in some)


def size_of(repairs: Repairs) -> int | None:
    """How many cells; 0 where all is well, ``None`` where too much is wrong."""
    return len(repairs.repairs[0].changes) if repairs.repairs else (None if repairs.too_much else 0)


# ---------------------------------------------------------------- what the words say


def test_a_repair_that_makes_the_text_agree_comes_first(edition: Edition, sound: Report) -> None:
    """35 asked, 31 of them granted where it should be 33: any cell of the column would settle it."""
    wrong = with_(sound, edition, results_granted__business=31)
    silent = repairs_of(wrong, edition)
    assert len(silent.repairs) > 1
    granted = edition.cell("requests.results.granted.business")
    received = edition.cell("requests.received.business")
    for words, cell, figure in (
        ("共收到申请49件，予以公开44件。", granted, 33),
        ("共收到申请47件，予以公开42件。", received, 33),
        ("共办结申请44件。", granted, 33),
    ):
        message = wrong.with_(texts={"1": words})
        first = repairs_of(message, edition).repairs[0]
        assert first.changes == ((cell, figure),)
        assert "正文" in first.reason
        assert sets_of(repairs_of(message, edition)) == sets_of(silent)


def test_last_year_s_text_is_no_reason_for_a_change_while_it_is_unchecked(edition: Edition, sound: Report) -> None:
    words = "共收到申请49件，予以公开44件，结转下年度0件。"
    wrong = with_(sound, edition, results_granted__business=31).with_(texts={"1": words})
    counts = [(match.start(), match[0]) for match in re.finditer(r"\d+", words)]
    waiting = {str(at): ToCheck("1", at, text, text) for at, text in counts}
    reported, unreported = repairs_of(wrong, edition), repairs_of(wrong.with_(to_check=waiting), edition)
    assert any("正文" in each.reason for each in reported.repairs)
    assert not any("正文" in each.reason for each in unreported.repairs)
    assert sets_of(unreported) == sets_of(reported)


def test_a_zero_in_last_year_s_text_supports_no_zero_of_this_year(edition: Edition, sound: Report) -> None:
    words = "结转下年度0件。"
    wrong = with_(sound, edition, carried_out__person=0, carried_out__business=0).with_(texts={"1": words})
    waiting = wrong.with_(to_check={"1": ToCheck("1", 5, "0", "0")})
    at = edition.cell("requests.carried_out.business")

    def cost(report: Report) -> int:
        return next(each.cost for each in repairs_of(report, edition).repairs if at in dict(each.changes))

    silent = cost(wrong.with_(texts={}))
    assert cost(wrong) > silent
    assert cost(waiting) == silent


# ---------------------------------------------------------------- the code of table three


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
@pytest.mark.parametrize("read", [False, True], ids=["all totals typed", "totals that agree follow"])
def test_one_wrong_cell_of_table_three_is_found_alone_with_its_figure(edition: Edition, read: bool) -> None:
    chance = random.Random(7)
    report = sound_table(edition, chance)
    for cell in edition.table("requests").cells:
        wrong = with_errors(report, [cell], chance)
        repairs = repairs_of(with_derived_totals(wrong, edition) if read else wrong, edition)
        assert [each.changes for each in repairs.repairs] == [((cell, report.figures[cell]),)]
        assert repairs.sole
        assert not repairs.too_much


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_with_every_total_following_the_wrong_cell_is_among_those_found(edition: Edition) -> None:
    chance = random.Random(8)
    report = without(sound_table(edition, chance), edition.totals)
    for cell in (each for each in edition.table("requests").cells if each in report.figures):
        repairs = repairs_of(with_errors(report, [cell], chance), edition)
        assert {(cell, report.figures[cell])} in sets_of(repairs)
        assert {each.changes[0][0].column for each in repairs.repairs} == {cell.column}


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=list(EDITIONS))
def test_no_pair_of_wrong_cells_looks_like_one_or_goes_unnoticed(edition: Edition) -> None:
    report = sound_table(edition, random.Random(9))
    equations = [each for each in edition.equations if each.equal and each.rule.startswith("requests.")]
    code = code_of(look_at(report, edition), equations)
    far = dict.fromkeys(code.columns, -1000)
    pairs = list(combinations(code.columns, 2))
    if edition.id == "2021":
        assert (len(equations), len(code.columns), len(pairs)) == (39, 175, 15_225)
    # Two cells share an equation at most, with coefficients of 1 or -1: there they add up, or cancel out, or neither.
    for (one, other), (by, by_other) in product(pairs, ((1, 1), (1, -1), (1, 3))):
        come_to = dict.fromkeys((*code.columns[one], *code.columns[other]), 0)
        for column, change in ((code.columns[one], by), (code.columns[other], by_other)):
            for equation, times in column.items():
                come_to[equation] += times * change
        target = {equation: lack for equation, lack in come_to.items() if lack}
        assert target, (one, other)
        assert not smallest_changes(System(code, target, far), 1, lambda: False), (one, other)


def test_three_wrong_cells_can_look_like_one(edition: Edition, typed: Report) -> None:
    wrong = with_(typed, edition, received__person=15, received__business=32, carried_in__person=0)
    (repair,) = repairs_of(wrong, edition).repairs
    assert repair.changes == ((edition.cell("requests.carried_in.business"), 3),)


# ---------------------------------------------------------------- against an independent solver


@pytest.mark.parametrize("errors", [1, 2, 3])
@pytest.mark.parametrize("totals", TOTALS)
def test_another_solver_finds_no_smaller_repair_and_none_where_there_is_none(
    edition: Edition, totals: str, errors: int
) -> None:
    for seed in range(16):  # 240 cases together
        report = planted(edition, seed, errors, totals)
        context = look_at(report, edition)
        repairs = find_repairs(context, "requests")
        assert size_of(repairs) == fewest_changes(context, "requests"), seed
        for repair in repairs.repairs[:200]:
            assert all(isinstance(figure, int) and figure >= 0 for _, figure in repair.changes)
            assert all(report.figures[cell] != figure for cell, figure in repair.changes)
            assert repair.settles
        for repair in random.Random(seed).sample(repairs.repairs, min(3, len(repairs.repairs))):
            assert not breaks_an_equation(with_figures(report, dict(repair.changes)), edition)


def test_more_than_three_wrong_cells_are_too_much_to_tell(edition: Edition) -> None:
    reported = []
    for seed in range(4):
        context = look_at(planted(edition, seed, 4, "typed"), edition)
        repairs, fewest = find_repairs(context, "requests"), fewest_changes(context, "requests")
        assert size_of(repairs) == (fewest if fewest is not None and fewest <= 3 else None)
        reported.append(repairs.too_much)
        assert ("无法判断" in repairs.says) is repairs.too_much
    assert any(reported)


# ---------------------------------------------------------------- candidates


def test_a_sound_table_needs_no_repair(edition: Edition, sound: Report, typed: Report) -> None:
    for report in (sound, typed, Report(edition.id)):
        assert repairs_of(report, edition) == Repairs()


def test_a_total_that_follows_is_no_candidate_and_a_typed_one_is(edition: Edition, sound: Report) -> None:
    wrong = with_(sound, edition, carried_out__business=3)
    assert not {cell for each in repairs_of(wrong, edition).repairs for cell, _ in each.changes} & edition.totals
    typed_over = with_(sound, edition, received__total=48)
    (repair,) = repairs_of(typed_over, edition).repairs
    assert repair.changes == ((edition.cell("requests.received.total"), 49),)


def test_a_blank_is_no_candidate_and_its_equations_wait(edition: Edition, typed: Report) -> None:
    blank = edition.cell("requests.carried_out.business")
    wrong = without(with_(typed, edition, received__business=36), [blank])
    repairs = repairs_of(wrong, edition)
    assert blank not in {cell for each in repairs.repairs for cell, _ in each.changes}
    # the balance of the column cannot be evaluated, so that what is left is the row and the total
    assert {each.changes[0][0].row for each in repairs.repairs} == {"received"}


def test_what_a_blank_must_be_is_reported_where_the_equations_agree(edition: Edition, typed: Report) -> None:
    blank = edition.cell("requests.carried_out.business")
    assert implied_figure(look_at(without(typed, [blank]), edition), blank) == 2
    assert implied_figure(look_at(typed, edition), blank) is None
    wrong = with_(typed, edition, received__business=36)
    assert implied_figure(look_at(without(wrong, [blank]), edition), blank) is None
    assert implied_figure(look_at(Report(edition.id), edition), blank) is None
    fees = edition.cell("disclosure.fees.amount")
    assert implied_figure(look_at(without(typed, [fees]), edition), fees) is None


def test_what_an_unread_cell_must_be_is_reported_though_totals_follow(edition: Edition, sound: Report) -> None:
    cell = edition.cell("requests.results.granted.business")
    unread = without(sound, [cell]).with_(unread={cell: "3З"})
    assert implied_figure(look_at(unread, edition), cell) == 33


def test_table_two_has_no_equation_and_no_repair(edition: Edition, typed: Report) -> None:
    report = with_figures(typed, {edition.cell("disclosure.normative_documents.repealed"): 99})
    assert find_repairs(look_at(report, edition), "disclosure") == Repairs()


def test_a_group_of_table_four_is_reported_with_its_candidates_and_without_a_repair(
    edition: Edition, typed: Report
) -> None:
    at = {each: edition.cell(f"disputes.suit_direct.{each}") for each in ("upheld", "pending", "total")}
    report = with_figures(typed, {at["upheld"]: 3, at["total"]: 2})
    checked = check(report, edition)
    repairs = find_repairs(checked.context, "disputes")
    (choice,) = repairs.choices
    assert (repairs.repairs, repairs.best, repairs.too_much) == ((), None, False)
    assert choice.rule == "disputes.total.suit_direct"
    assert choice.says == "总计应为 3，或 结果维持应为 2"
    assert [each.changes for each in choice.repairs] == [((at["upheld"], 2),), ((at["total"], 3),)]
    assert {each.rule: each.repair for each in with_repairs(checked)}[choice.rule] == ()
    assert advise(checked).proposals[choice.rule].says == choice.says


# ---------------------------------------------------------------- what may have happened


@pytest.mark.parametrize(
    ("was", "figure", "reason"),
    [
        (53, 35, "两位数字颠倒"),
        (3, 35, "少写一位"),
        (335, 35, "重复写了一位"),
        (350, 35, "多写一位"),
        (38, 35, "写错一位"),
        (0, 35, "漏填"),
        (71, 35, ""),
    ],
)
def test_a_repair_says_what_may_have_happened(
    edition: Edition, typed: Report, was: int, figure: int, reason: str
) -> None:
    cell = edition.cell("requests.received.business")
    assert typed.figures[cell] == figure
    (repair,) = repairs_of(with_figures(typed, {cell: was}), edition).repairs
    assert repair.reason == reason
    assert repair.says == f"一、本年新收 · 商业企业：{was} 应为 35"


def test_last_years_figure_left_standing_is_recognised(edition: Edition, typed: Report) -> None:
    wrong = with_(typed, edition, received__business=71)
    (repair,) = repairs_of(wrong, edition, wrong).repairs
    assert repair.reason.endswith("与上年相同，可能没有更新")


def test_what_agrees_with_last_year_comes_first(edition: Edition, sound: Report) -> None:
    last_year = with_(sound, edition, carried_out__person=3, carried_out__business=0)
    wrong = with_(sound, edition, carried_in__person=4)
    repairs = repairs_of(wrong, edition, last_year)
    assert len(repairs.repairs) > 3
    assert repairs.best == repairs.repairs[0]
    assert repairs.repairs[0].changes == ((edition.cell("requests.carried_in.person"), 3),)
    assert repairs.repairs[0].reason == "与上年年报的结转下年度一致"
    other = repairs_of(with_(sound, edition, received__person=13), edition, last_year)
    assert other.repairs[-1].changes[0][0] == edition.cell("requests.carried_in.person")


def test_a_total_typed_wrongly_says_so(edition: Edition, typed: Report) -> None:
    (repair,) = repairs_of(with_(typed, edition, received__total=77), edition).repairs
    assert repair.reason == "合计与各项之和不符"


def test_opposite_differences_in_one_row_are_one_finding_about_the_kind_of_applicant(
    edition: Edition, sound: Report
) -> None:
    wrong = with_(sound, edition, received__person=17, received__business=30)
    repairs = repairs_of(wrong, edition)
    best = repairs.repairs[0]
    assert best.changes == (
        (edition.cell("requests.received.person"), 12),
        (edition.cell("requests.received.business"), 35),
    )
    assert best.reason == "申请人类别可能填错 5 件"
    assert best.says == "一、本年新收：可能有 5 件申请人类别填错（自然人 17 应为 12，商业企业 30 应为 35）"
    assert set(best.settles) == {"requests.balance.person", "requests.balance.business"}


def test_the_plausible_stand_before_the_rest(edition: Edition, sound: Report) -> None:
    for seed in range(20):
        repairs = repairs_of(planted(edition, seed, 2, "following"), edition).repairs
        assert [each.cost for each in repairs] == sorted(each.cost for each in repairs)


# ---------------------------------------------------------------- findings


def test_findings_carry_the_repair_that_settles_them(edition: Edition, typed: Report) -> None:
    wrong = with_(typed, edition, carried_out__business=3)
    last_year = with_(typed, edition, carried_out__person=3, carried_out__business=0)
    checked = check(wrong, edition, last_year)
    found = {each.rule: each.repair for each in with_repairs(checked)}
    change = ((edition.cell("requests.carried_out.business"), 2),)
    assert {rule for rule, repair in found.items() if repair} == {
        "requests.balance.business",
        "requests.total.carried_out",
    }
    assert found["requests.balance.business"] == change
    says = advise(checked).proposals["requests.balance.business"].says
    assert says == "四、结转下年度 · 商业企业 应为 2（写错一位）"


def test_a_repair_settles_findings_of_other_rules_too(edition: Edition, typed: Report) -> None:
    last_year = with_(typed, edition, carried_out__person=3, carried_out__business=0, carried_out__total=3)
    checked = check(with_(typed, edition, carried_in__person=8), edition, last_year)
    repaired = {each.rule for each in with_repairs(checked) if each.repair}
    assert "years.carried_in.person" in repaired
    assert "requests.balance.person" in repaired


def test_findings_that_no_repair_settles_are_as_they_were(edition: Edition, typed: Report) -> None:
    checked = check(with_(typed, edition, carried_out__business=3), edition)
    assert tuple(replace(each, repair=()) for each in with_repairs(checked)) == checked.findings


def test_of_equally_plausible_repairs_none_is_proposed(edition: Edition) -> None:
    def repair(cost: int, at: str, open_: bool = False) -> Repair:
        return Repair(((Cell("t", at, "c"), 1),), (), "", "", cost, open_)

    assert Repairs((repair(1, "a"), repair(1, "b"))).best is None
    assert Repairs((repair(1, "a", open_=True), repair(2, "b"))).best is None
    assert Repairs((repair(1, "a"), repair(2, "b"))).best == repair(1, "a")
    assert not Repairs((repair(1, "a"), repair(2, "b"))).sole


def test_a_repair_of_several_cells_or_one_of_many_is_proposed_only_when_it_is_clearly_more_plausible(
    edition: Edition,
) -> None:
    def repairs(costs: Sequence[int], cells: int) -> Repairs:
        made = [
            Repair(tuple((Cell("t", f"{at}.{n}", "c"), 1) for n in range(cells)), (), "", "", cost)
            for at, cost in enumerate(costs)
        ]
        return Repairs(tuple(made))

    for costs, cells, proposed in (
        ([2], 3, "clearly"),
        ([2, 3], 1, "barely"),
        ([2, *[3] * FEW], 1, ""),
        ([2, *[2 + CLEARLY] * FEW], 1, "clearly"),
        ([2, 3], 2, ""),
        ([2, 2 + CLEARLY], 2, "clearly"),
    ):
        made = repairs(costs, cells)
        assert (made.best is not None, made.clear) == (bool(proposed), proposed == "clearly"), (costs, cells)


def test_what_differs_is_reported_and_what_all_repairs_share_is_reported_once(edition: Edition) -> None:
    received, granted, out = (
        edition.cell(f"requests.{row}") for row in ("received.person", "results.granted.person", "carried_out.business")
    )
    first = Repair(((received, 3), (out, 1)), (), "少写一位", "", 1)
    second = Repair(((granted, 2), (out, 1)), (), "", "", 1)
    shared, message = distinguished((first, second), edition)
    assert shared == "四、结转下年度 · 商业企业 应为 1；自然人列"
    assert message == ("一、本年新收 应为 3（少写一位）", "三（一）予以公开 应为 2")
    assert distinguished((first,), edition) == (
        "",
        ("一、本年新收 · 自然人 应为 3；四、结转下年度 · 商业企业 应为 1（少写一位）",),
    )


def test_zeros_in_the_lines_that_do_not_agree_are_looked_at_first_but_not_where_last_year_says_0(
    edition: Edition, sound: Report
) -> None:
    out, carried_in = (edition.cell(f"requests.{row}.legal_service") for row in ("carried_out", "carried_in"))
    more_came = with_(sound, edition, received__legal_service=3)
    assert repairs_of(more_came, edition).first == (out,)
    fewer_came = with_(sound, edition, received__legal_service=1)
    assert repairs_of(fewer_came, edition).first == (carried_in,)
    last_year = with_(sound, edition, carried_out__legal_service=0)
    assert repairs_of(fewer_came, edition, last_year).first == ()


def test_the_search_stops_when_the_next_key_is_pressed(edition: Edition, typed: Report) -> None:
    checked = check(with_(typed, edition, carried_out__business=3), edition)
    with pytest.raises(CancelledError):
        advise(checked, cancelled=lambda: True)


def test_a_repair_taken_as_an_edit_leaves_nothing_to_repair(edition: Edition) -> None:
    for seed in range(10):
        report = planted(edition, seed, 2, "as read")
        repairs = repairs_of(report, edition)
        figures: Mapping[Cell, Figure | None] = dict(repairs.repairs[0].changes)
        mended, back = apply(report, Edit("按勾稽关系改正", figures=figures))
        assert repairs_of(mended, edition) == Repairs()
        assert apply(mended, back)[0].figures == report.figures
