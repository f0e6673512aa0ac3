"""Names by the first letters of their pinyin."""

import pytest

from gui.kit.pinyin_initials import initials, matches
from model.form.edition import Edition


def test_signs_are_left_out_and_digits_stand_for_themselves() -> None:
    assert initials("三（七）总计 · 自然人 A4") == "sqzjzrra4"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("bnxs", True), ("bnxs zrr", True), ("本年 zrr", True), ("zrr bnxs", True), ("bnxs qt", False)],
)
def test_every_word_must_be_found(edition: Edition, wanted: str, found: bool) -> None:
    assert matches(wanted, edition.name_of(edition.cell("requests.received.person"))) is found


def test_every_cell_is_found_by_the_initials_of_its_name(edition: Edition) -> None:
    for cell in edition.cells:
        name = edition.name_of(cell)
        assert matches(initials(name), name)
