"""Linear rules written out: which cells stand on which side, what they add up to, how they are written."""

from decimal import Decimal
from typing import Any

import pytest

from model.form.edition import Edition
from model.form.equations import Equation, equations_of, sum_plan
from model.form.figures import Figure
from model.form.rule_kinds import AtMost, EqualSums, Linear
from model.form.schema import EditionError
from model.form.tables import Cell


def equation(edition: Edition, equation_id: str) -> Equation:
    return next(each for each in edition.equations if each.id == equation_id)


def cells(table: str, *addresses: str) -> tuple[Cell, ...]:
    return tuple(Cell(table, *address.rsplit(".", 1)) for address in addresses)


def rule(**entries: Any) -> EqualSums:
    stated: dict[str, Any] = {
        "id": "x",
        "severity": "error",
        "says": "x",
        "source": "x",
        "table": "disputes",
        "along": "row",
        "left": ("upheld", "corrected"),
        "right": ("total",),
    }
    return EqualSums(**{**stated, **entries})


def written_out(edition: Edition, linear: Linear) -> list[Equation]:
    return equations_of(linear, edition.table("disputes"), "x.toml")


def test_a_rule_along_columns_has_an_equation_for_each_column(edition: Edition) -> None:
    found = edition.equations_by_rule["requests.balance"]
    assert [each.id.rpartition(".")[2] for each in found] == [c.id for c in edition.table("requests").columns]
    person = found[0]
    assert person.line == "自然人列"
    assert person.cells == cells(
        "requests", "received.person", "carried_in.person", "results.total.person", "carried_out.person"
    )
    assert person.cell_set == frozenset(person.cells)
    assert (person.row, person.sets, person.equal, person.without_last_year) == ("", None, True, False)


def test_a_rule_along_rows_has_an_equation_for_each_row_and_sets_its_total(edition: Edition) -> None:
    found = equation(edition, "disputes.total.reconsideration")
    assert (found.line, found.row) == ("行政复议行", "reconsideration")
    assert found.sets == Cell("disputes", "reconsideration", "total")
    assert found.last_year_cells == ()


def test_cells_of_last_year_are_kept_apart(edition: Edition) -> None:
    found = equation(edition, "disclosure.in_force.government_rules")
    assert found.last_year_cells == cells("disclosure", "government_rules.in_force")
    assert found.cells == cells(
        "disclosure", "government_rules.in_force", "government_rules.issued", "government_rules.repealed"
    )
    assert not found.without_last_year
    assert equation(edition, "disclosure.in_force_min.government_rules").without_last_year


@pytest.mark.parametrize(
    ("equation_id", "this_year", "last_year", "sides"),
    [
        ("years.carried_in.person", {"carried_in.person": 3}, {"carried_out.person": 5}, (3, 5)),
        (
            "requests.balance.person",
            {"received.person": 7, "carried_in.person": 2, "results.total.person": 5, "carried_out.person": 1},
            {},
            (9, 6),
        ),
    ],
)
def test_the_sides_are_sums_of_this_and_last_years_figures(
    edition: Edition, equation_id: str, this_year: dict[str, int], last_year: dict[str, int], sides: tuple[int, int]
) -> None:
    def figures(of: dict[str, int]) -> dict[Cell, Figure]:
        return {Cell("requests", *address.rsplit(".", 1)): figure for address, figure in of.items()}

    assert equation(edition, equation_id).sides(figures(this_year), figures(last_year)) == sides


def test_negative_and_prior_year_terms_are_kept_apart(edition: Edition) -> None:
    in_force, issued, repealed = cells(
        "disclosure", "government_rules.in_force", "government_rules.issued", "government_rules.repealed"
    )
    found = equation(edition, "disclosure.in_force.government_rules")
    assert found.sides({in_force: 20, issued: 4, repealed: 3}, {in_force: 11}) == (20, 12)
    amounts: dict[Cell, Figure] = {in_force: Decimal("0.5"), issued: Decimal("0.2"), repealed: Decimal("0.1")}
    assert found.sides(amounts, {in_force: Decimal("0.4")}) == (Decimal("0.5"), Decimal("0.5"))


def test_both_sides_are_equal_or_the_left_one_is_less(edition: Edition) -> None:
    equal = equation(edition, "requests.balance.person")
    assert [equal.holds(2, right) for right in (1, 2, 3)] == [False, True, False]
    at_most = equation(edition, "disclosure.repealed_max.government_rules")
    assert [at_most.holds(2, right) for right in (1, 2, 3)] == [False, True, True]


@pytest.mark.parametrize(
    ("equation_id", "written"),
    [
        ("requests.balance.person", ("一 {} + 二 {} = {total}", "三（七）{} + 四 {} = {total}")),
        ("requests.total.received", ("六类申请人之和 {}+{}+{}+{}+{}+{} = {total}", "总计 {}")),
        ("requests.results.person", ("（一）至（六）各项之和 {total}", "三（七）{}")),
        (
            "disputes.total.reconsideration",
            ("结果维持 {} + 结果纠正 {} + 其他结果 {} + 尚未审结 {} = {total}", "总计 {}"),
        ),
        (
            "disclosure.in_force.government_rules",
            ("现行有效件数 {}", "上年现行有效件数 {} + 本年制发件数 {} - 本年废止件数 {} = {total}"),
        ),
        ("years.carried_in.person", ("二 {}", "上年四 {}")),
    ],
)
def test_an_equation_is_written_with_the_names_of_the_form(
    edition: Edition, equation_id: str, written: tuple[str, str]
) -> None:
    """Longer sums by their name: with bare numbers first, and alone where there are very many."""
    assert equation(edition, equation_id).written == written


def test_how_long_a_sum_may_be_to_be_spelled_out(edition: Edition) -> None:
    columns = [column.id for column in edition.table("disputes").columns]
    names = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}
    four, five = (rule(left=tuple(columns[:count]), left_says="合计数") for count in (4, 5))
    assert written_out(edition, four)[0].written[0] == " + ".join(f"{names[each]} {{}}" for each in columns[:4]) + (
        " = {total}"
    )
    assert written_out(edition, five)[0].written[0] == "合计数 {}+{}+{}+{}+{} = {total}"
    eight, nine = (rule(left=(*columns, *columns[: count - 5]), left_says="合计数") for count in (8, 9))
    assert written_out(edition, eight)[0].written[0] == f"合计数 {'+'.join(['{}'] * 8)} = {{total}}"
    assert written_out(edition, nine)[0].written[0] == "合计数 {total}"


def test_a_lone_term_that_is_taken_off_is_written_with_its_sign(edition: Edition) -> None:
    found = written_out(edition, rule(left=("-upheld",), right=("total",)))[0]
    assert found.written == ("-结果维持 {} = {total}", "总计 {}")
    assert found.sides(dict.fromkeys(found.cells, 3), {}) == (-3, 3)


def test_at_most_and_without_last_year_come_from_the_rule(edition: Edition) -> None:
    at_most = AtMost(
        id="x",
        severity="error",
        says="x",
        source="x",
        table="disputes",
        along="row",
        left=("upheld",),
        right=("total",),
    )
    (found, *_) = written_out(edition, at_most)
    assert (found.equal, found.sets, found.without_last_year) == (False, None, False)
    assert written_out(edition, rule(when="no_last_year"))[0].without_last_year


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"along": "diagonal"}, "along 应为 row 或 column，实为 'diagonal'"),
        ({"when": "sometimes"}, "when 只能是 no_last_year，实为 'sometimes'"),
        ({"left": ("upheld", "nothing", "-never")}, "没有 never、nothing 这一项"),
        ({"sets": "upheld"}, "sets 应是单独一边的 'upheld'"),
        ({"left": ("upheld", "issued")}, "没有 issued 这一项"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_by_name(edition: Edition, entries: dict[str, Any], message: str) -> None:
    with pytest.raises(EditionError) as error:
        written_out(edition, rule(**entries))
    assert str(error.value) == f"x.toml：规则 x：{message}"


def test_only_rows_that_have_all_terms_get_an_equation(edition: Edition) -> None:
    """Table 2 is made of blocks with columns of their own."""
    table = edition.table("disclosure")
    linear = rule(table="disclosure", left=("issued",), right=("repealed",))
    assert [each.row for each in equations_of(linear, table, "x.toml")] == ["government_rules", "normative_documents"]
    with pytest.raises(EditionError, match="表 disclosure 里没有一行有全部各项"):
        equations_of(rule(table="disclosure", left=("issued",), right=("amount",)), table, "x.toml")
    with pytest.raises(EditionError, match="表 disclosure 里没有一列有全部各项"):
        equations_of(
            rule(table="disclosure", along="column", left=("licences",), right=("government_rules",)), table, "x.toml"
        )


def test_a_total_takes_the_side_across_from_it_and_comes_after_its_addends(edition: Edition) -> None:
    by_row = rule(left=("total",), right=("upheld", "corrected"), sets="total")
    total_first = sum_plan(written_out(edition, by_row)[:1], "x.toml")
    upheld, corrected = cells("disputes", "reconsideration.upheld", "reconsideration.corrected")
    assert [(each.total, each.addends) for each in total_first] == [
        (Cell("disputes", "reconsideration", "total"), (upheld, corrected))
    ]
    assert total_first[0].taken({upheld: 2, corrected: 5}) == (2, 5)
    part = rule(id="y", left=("other", "pending"), right=("corrected",), sets="corrected")
    plan = sum_plan([*written_out(edition, by_row)[:1], *written_out(edition, part)[:1]], "x.toml")
    assert [each.total.column for each in plan] == ["corrected", "total"]


def test_of_two_rules_that_set_a_total_the_earlier_does(edition: Edition) -> None:
    rules = (rule(sets="total"), rule(id="y", left=("other", "pending"), sets="total"))
    (only,) = sum_plan([written_out(edition, each)[0] for each in rules], "x.toml")
    assert [each.column for each in only.addends] == ["upheld", "corrected"]


@pytest.mark.parametrize("left", [("upheld", "-corrected"), ("upheld", "last_year:corrected")])
def test_a_total_is_a_sum_of_this_years_figures_only(edition: Edition, left: tuple[str, ...]) -> None:
    with pytest.raises(EditionError, match="规则 x：sets 的另一边只能是相加"):
        sum_plan(written_out(edition, rule(left=left, sets="total")), "x.toml")


def test_a_total_that_depends_on_itself_is_refused(edition: Edition) -> None:
    one = rule(sets="total")
    other = rule(id="y", left=("total", "other"), right=("upheld",), sets="upheld")
    with pytest.raises(EditionError, match="依赖它自己"):
        sum_plan([*written_out(edition, one), *written_out(edition, other)], "x.toml")
