"""Texts and times as the columns of the draft store hold them."""

from datetime import UTC, datetime, timedelta


def storable(text: str) -> str:
    """Without half surrogate pairs, which SQLite cannot hold; the report itself keeps them."""
    return text.encode(errors="replace").decode()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros_of(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def datetime_of(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
