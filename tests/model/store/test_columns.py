"""Texts and times as the columns of the draft store hold them."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from model.store.columns import datetime_of, micros_of, storable
from tests.model.strategies import texts

TIMES = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]))


@given(TIMES)
def test_a_time_comes_back_to_the_microsecond_whatever_its_zone(at: datetime) -> None:
    assert datetime_of(micros_of(at)) == at
    assert datetime_of(micros_of(at)).tzinfo is UTC


def test_times_are_counted_from_1970() -> None:
    assert micros_of(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)) == 1_000_005


@given(texts)
def test_sqlite_holds_every_text_made_storable_and_valid_text_is_not_changed(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        assert connection.execute("SELECT ?", (storable(text),)).fetchone() == (storable(text),)
    finally:
        connection.close()
    if not any("\ud800" <= each <= "\udfff" for each in text):
        assert storable(text) == text
