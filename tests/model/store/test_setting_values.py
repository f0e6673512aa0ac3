"""Each setting takes its values and no others, whoever brings them."""

from dataclasses import fields

import pytest

from model.store.setting_values import CHOICES, DAYS, LINES, LISTS, RANGES, SWITCHES, is_day, problem_with
from model.store.settings import Settings

CHECKED = {*RANGES, *CHOICES, *SWITCHES, *LISTS, *LINES, *DAYS}
OTHERS = {"line_pt", "severities", "limits", "unknown_shared"}


def test_every_setting_has_its_values_and_its_default_is_one_of_them() -> None:
    assert {each.name for each in fields(Settings)} == CHECKED | OTHERS
    for each in fields(Settings):
        assert problem_with(each.name, getattr(Settings(), each.name)) == ""


@pytest.mark.parametrize("key", sorted(CHECKED | OTHERS))
@pytest.mark.parametrize("value", [None, 1.5, [1], {"a": object()}, b"x", -1])
def test_nonsense_is_no_value_of_any_setting(key: str, value: object) -> None:
    assert problem_with(key, value) or key == "unknown_shared"


@pytest.mark.parametrize("key", sorted(RANGES))
def test_the_ends_of_a_range_belong_to_it(key: str) -> None:
    most = RANGES[key]
    assert not problem_with(key, most.start) and not problem_with(key, most.stop - 1)
    for value in (most.start - 1, most.stop, True, str(most.start)):
        assert problem_with(key, value) == f"应为 {most.start} 至 {most.stop - 1} 的整数"


@pytest.mark.parametrize(
    ("text", "good"),
    [("01-31", True), ("12-31", True), ("02-28", True), ("02-29", False), ("13-01", False), ("1-31", False),
     ("04-31", False), ("", False), ("０１-３１", False), ("01-31 ", False)],
)  # fmt: skip
def test_a_day_is_one_of_every_year(text: str, good: bool) -> None:
    assert is_day(text) is good
    assert bool(problem_with("due", text)) is not good


@pytest.mark.parametrize(
    ("value", "good"), [(0, True), (28, True), (29.5, True), (27.99, False), (30, False), (True, False)]
)
def test_the_line_pitch_is_0_or_in_use(value: object, good: bool) -> None:
    assert bool(problem_with("line_pt", value)) is not good


def test_a_line_has_no_line_breaks_and_is_not_endless() -> None:
    assert not problem_with("organ_name", "局" * 100)
    for value in ("局" * 101, "甲\n乙", "甲\x1b[0m", "甲\u202e乙"):
        assert "一行文字" in problem_with("organ_name", value)


@pytest.mark.parametrize(
    ("severities", "limits"), [({"a": "never"}, {"a": 1.5}), ({1: "off"}, {"a": -5}), ([], {"a": True}), ("off", [1])]
)
def test_levels_and_limits_are_by_rule(severities: object, limits: object) -> None:
    assert "必改" in problem_with("severities", severities)
    assert "整数" in problem_with("limits", limits)


def test_a_setting_that_there_is_not() -> None:
    assert problem_with("no_such", 1)
