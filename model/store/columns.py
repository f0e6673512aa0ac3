"""Conversion of texts and times to and from the columns of the draft store."""

from datetime import UTC, datetime, timedelta


def storable(text: str) -> str:
    """``text`` with lone surrogates replaced by ``?``, as SQLite cannot store them; the stored report keeps them."""
    return text.encode(errors="replace").decode()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros_of(at: datetime) -> int:
    """Microseconds since 1970-01-01 UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def datetime_of(micros: int) -> datetime:
    """The UTC time of a column value; inverse of :func:`micros_of`."""
    return _EPOCH + timedelta(microseconds=micros)
