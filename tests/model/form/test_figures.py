"""What is typed or read into a cell, as the number it means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.figures import FigureError, plain, read_amount, read_count, read_signed, show_figure


@pytest.mark.parametrize("read", [read_count, read_amount, read_signed])
@pytest.mark.parametrize("text", ["", " ", "\t\r\n", "\u3000", "\u00a0", "\u200b", "\ufeff"])
def test_blank_text_is_blank_and_not_zero(read, text) -> None:  # type: ignore[no-untyped-def]
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("3", 3),
        (" 12 ", 12),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("1 234", 1234),
        ("2.0", 2),
        ("２．０", 2),
        ("3\u200b", 3),
        ("999999999999", 999_999_999_999),
    ],
)
def test_a_count_is_read_however_its_digits_are_written(text: str, count: int) -> None:
    figure = read_count(text)
    assert figure == count
    assert type(figure) is int


@pytest.mark.parametrize(
    ("text", "amount"),
    [("0", "0"), ("12.5", "12.5"), ("12.50", "12.50"), ("１，２３４．５６", "1234.56"), ("0.000001", "0.000001")],
)
def test_an_amount_keeps_the_digits_it_was_given(text: str, amount: str) -> None:
    figure = read_amount(text)
    assert isinstance(figure, Decimal)
    assert str(figure) == amount


@pytest.mark.parametrize("read", [read_count, read_amount])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("约3", "不是数字"),
        ("5①", "上标"),
        ("3²", "上标"),
        ("3件", "不是数字"),
        ("三", "不是数字"),
        ("/", "不是数字"),
        ("—", "不是数字"),
        ("1e3", "不是数字"),
        ("NaN", "不是数字"),
        ("Infinity", "不是数字"),
        ("1_000", "不是数字"),
        ("1.2.3", "不是数字"),
        (".", "不是数字"),
        ("٣", "不是数字"),
        ("1=1", "不是数字"),
        ("-3", "正负号"),
        ("－3", "正负号"),
        ("+3", "正负号"),
        ("-0", "正负号"),
        ("000", "以 0 开头"),
        ("012", "以 0 开头"),
        ("1,23", "逗号不在千位上"),
        (",123", "逗号不在千位上"),
        ("1234,567", "逗号不在千位上"),
        ("1.234,567", "逗号不在千位上"),
        ("1000000000000", "超出范围"),
        ("9" * 5000, "超出范围"),
    ],
)
def test_text_that_is_no_figure_is_refused_and_the_sentence_says_why(read, text: str, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FigureError, match=message) as refused:
        read(text)
    assert len(str(refused.value)) < 80, "a sentence, however long the text was"


@pytest.mark.parametrize("text", ["2.5", "0.1", "3.000001"])
def test_a_count_is_whole(text: str) -> None:
    with pytest.raises(FigureError, match="不是整数"):
        read_count(text)


def test_an_amount_has_six_decimals_at_most_zeros_at_its_end_not_counted() -> None:
    assert read_amount("1.1234560") == Decimal("1.123456")
    with pytest.raises(FigureError, match="小数过长"):
        read_amount("1.1234567")


@given(st.integers(0, 10**12 - 1))
def test_every_count_is_read_as_it_is_shown(count: int) -> None:
    assert read_count(show_figure(count)) == count
    assert read_count(f"{count:,}") == count


@given(st.decimals(0, 10**12 - 1, places=6))
def test_every_amount_is_read_as_it_is_shown(amount: Decimal) -> None:
    assert read_amount(show_figure(amount)) == amount


@given(st.text())
def test_any_text_is_a_figure_or_blank_or_refused(text: str) -> None:
    for read in (read_count, read_amount):
        try:
            figure = read(text)
        except FigureError:
            continue
        assert figure is None or figure >= 0
        assert (figure is None) == (plain(text) == "")


@pytest.mark.parametrize(
    ("figure", "shown"),
    [(None, ""), (0, "0"), (1234567, "1234567"), (Decimal("12.50"), "12.50"), (Decimal("1E+3"), "1000")],
)
def test_figures_are_shown_in_plain_digits(figure: int | Decimal | None, shown: str) -> None:
    assert show_figure(figure) == shown


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("0", 0),
        ("12", 12),
        ("+123", 123),
        ("＋123", 123),
        ("增123", 123),
        ("增加 1,230", 1230),
        ("-4", -4),
        ("－4", -4),
        ("−4", -4),
        ("减4", -4),
        ("减少４", -4),
        ("-0", 0),
        ("减0", 0),
    ],
)
def test_a_change_is_read_with_either_sign(text: str, change: int) -> None:
    figure = read_signed(text)
    assert figure == change
    assert type(figure) is int


@pytest.mark.parametrize(
    "text", ["+-4", "增减4", "增/减4", "--4", "减", "-", "+", "增12减3", "2.5", "减4项", "约4", "减012", "36①", "-3²"]
)
def test_what_is_no_single_change_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        read_signed(text)


@pytest.mark.parametrize("text", ["\x13652", "6\x0752", "652\x7f", "\x00652"])
def test_a_figure_with_a_control_character_is_none_for_it_may_stand_for_a_digit(text: str) -> None:
    with pytest.raises(FigureError):
        read_count(text)
