"""Small entries of a register."""

import pytest

from model.register.entries import Entries, unread_date
from tests.model.register.registers import EDITION, WORDS

ENTRIES = Entries(WORDS, EDITION)


@pytest.mark.parametrize("text", ["", " ", "/", "—", "无"])
def test_blanks(text: str) -> None:
    assert ENTRIES.is_blank(text)
    assert ENTRIES.without_blank(text) == ""


@pytest.mark.parametrize(("text", "is_yes"), [("是", True), ("√", True), ("2024-03-05", True), ("3月5日", True)])
@pytest.mark.parametrize("no", ["否", "未延期", "", "/", "酌情"])
def test_yes_and_no(text: str, is_yes: bool, no: str) -> None:
    assert ENTRIES.is_marked(text) == is_yes
    assert not ENTRIES.is_marked(no)


def test_states() -> None:
    assert ENTRIES.is_open("办理中")
    assert not ENTRIES.is_open("已办结")
    assert ENTRIES.is_answered("已办结")


def test_what_may_be_no_date_is_not_quoted() -> None:
    assert "张三" not in unread_date("收到日期", "张三来访")
    assert "张三" not in unread_date("收到日期", "张三 2024.13.1")
    assert unread_date("收到日期", "2024.13.1") == "收到日期“2024.13.1”不是能确定的日期"
    assert unread_date("收到日期", "") == "没有写收到日期"
