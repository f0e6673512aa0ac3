"""The line about the deadline above the drafts."""

from datetime import date

import pytest

from gui.home.drafts_card import deadline_line


@pytest.mark.parametrize(
    ("today", "remaining"),
    [(date(2026, 1, 30), "还有 1 天"), (date(2026, 1, 31), "今天截止"), (date(2026, 2, 2), "已过 2 天")],
)
def test_the_deadline_is_shown_with_the_days_that_are_left(today: date, remaining: str) -> None:
    assert deadline_line(2025, today) == f"2025 年度报送截止 2026-01-31 · {remaining}"
