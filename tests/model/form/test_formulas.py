"""Formulas typed into a cell agree with exact arithmetic, however they are written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.figures import FigureError
from model.form.formulas import as_decimal_text, evaluate, is_formula

Formula = tuple[str, Fraction | None]
"""A text and its value; ``None`` where it divides by zero."""

numbers = st.one_of(
    st.integers(0, 999_999).map(lambda n: (str(n), Fraction(n))),
    st.decimals(0, 999, places=2).map(lambda n: (format(n, "f"), Fraction(n))),
)


def _combined(parts: tuple[Formula, str, Formula]) -> Formula:
    (left, a), operator, (right, b) = parts
    text = f"({left}){operator}({right})"
    if a is None or b is None or (operator in "/÷" and b == 0):
        return text, None
    return text, {"+": a + b, "-": a - b, "*": a * b, "×": a * b}.get(operator) if operator not in "/÷" else a / b


formulas = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/×÷"), inner).map(_combined),
        inner.map(lambda each: (f"-({each[0]})", None if each[1] is None else -each[1])),
    ),
    max_leaves=8,
)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@given(formulas)
def test_the_value_is_that_of_exact_arithmetic(formula: Formula) -> None:
    text, value = formula
    if value is None:
        with pytest.raises(FigureError):
            evaluate(f"={text}")
        return
    assert evaluate(f"={text}") == value
    assert evaluate(f"={text}".translate(WIDE)) == value


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from("+-*/")), min_size=1, max_size=8))
def test_products_go_before_sums_and_from_the_left(parts: list[tuple[int, str]]) -> None:
    text = "".join(f"{number}{operator}" for number, operator in parts)[:-1]
    try:
        expected = eval("".join(f"Fraction({n}){o}" for n, o in parts)[:-1], {"Fraction": Fraction})
    except ZeroDivisionError:
        with pytest.raises(FigureError, match="除数是 0"):
            evaluate(f"={text}")
    else:
        assert evaluate(f"={text}") == expected


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.integers(0, 6))
def test_a_value_with_an_end_is_written_exactly(units: int, twos: int, fives: int) -> None:
    text = f"={'-' if units < 0 else ''}{abs(units) // 10}/{2**twos * 5**fives}"
    assert Fraction(Decimal(as_decimal_text(text))) == evaluate(text)


def test_full_width_spaces_and_thousands_are_read() -> None:
    assert as_decimal_text("＝ １，２００ ＋ ３ × （２－１）") == "1203"
    assert is_formula("＝3") and not is_formula("3") and not is_formula("")


@pytest.mark.parametrize(
    "text",
    ["=", "=+", "=3+", "=(3", "=3)", "=()", "=3 5+", "=1..2", "=3**2", "=3//2", "=x", "=SUM(1,2)", "=1e5", "=007+1",
     "=" + "(" * 90 + "1", "=" + "-" * 150 + "1", "=" + "1+" * 150 + "1", "=__import__('os')", "=²+1",
     "=3x+5", "=3件", "=x3"],
)  # fmt: skip
def test_text_that_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        as_decimal_text(text)


def nested(deep: int, before: str = "") -> str:
    return f"={before}{'(' * deep}1{')' * deep}"


def test_parentheses_may_be_nested_up_to_a_limit_wherever_they_stand() -> None:
    before = "1+1+2*(3)+"
    assert [evaluate(nested(39)), evaluate(nested(39, before))] == [1, 9]
    for text in (nested(40), nested(40, before)):
        with pytest.raises(FigureError, match="括号或正负号太多"):
            evaluate(text)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("=1/2", "0.5"), ("=1/4", "0.25"), ("=1/5", "0.2"), ("=3/20", "0.15"), ("=-7/8", "-0.875"), ("=20/5", "4")],
)
def test_a_fraction_is_written_with_the_fewest_digits(text: str, digits: str) -> None:
    assert as_decimal_text(text) == digits


def test_the_end_of_a_division_must_be_exact_but_not_every_step() -> None:
    assert as_decimal_text("=10/3*3") == "10"
    with pytest.raises(FigureError, match="除不尽"):
        as_decimal_text("=10/3")
