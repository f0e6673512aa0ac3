"""How moments of the history are shown."""

from datetime import datetime, timedelta, timezone

from gui.history.moments import full_time

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2025, 1, 20, 14, 32, 5, tzinfo=BEIJING)


def test_a_moment_of_today_is_shown_by_its_time_and_an_earlier_one_with_its_day() -> None:
    assert full_time(NOW, NOW) == "今天 14:32:05"
    assert full_time(NOW - timedelta(days=1), NOW) == "2025-01-19 14:32:05"


def test_times_are_shown_in_the_local_time_zone() -> None:
    assert full_time(datetime(2025, 1, 19, 17, 0, tzinfo=timezone.utc), NOW) == "今天 01:00:00"  # noqa: UP017
