"""Conversion of texts and times to and from the columns of the draft store.

SQLite does not check that a text is UTF-8: a damaged one is read with :func:`tolerant_text` and told by
:func:`is_intact`, instead of an exception that would quote it and keep all other rows from being read.
"""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any


def storable(text: str) -> str:
    """``text`` with lone surrogates replaced by ``?``, as SQLite cannot store them; the stored report keeps them."""
    return text.encode(errors="replace").decode()


tolerant_text = partial(str, encoding="utf-8", errors="surrogateescape")
"""The ``text_factory`` of every connection: bytes that are not UTF-8 become lone surrogates."""


def is_intact(text: str) -> bool:
    """Whether a text read with :func:`tolerant_text` is what was stored, as far as its encoding tells."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def mended(text: str) -> str:
    """``text`` with every damaged byte sequence replaced by ``�``."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_MICROS = 29_348_006_400_000_000
"""2900-01-01; Windows cannot tell the local time after the year 3000."""


def micros_of(at: datetime) -> int:
    """Microseconds since 1970-01-01 UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def is_time(micros: object) -> bool:
    """Whether the column value is a time that some computer may have written."""
    return type(micros) is int and 0 <= micros <= LATEST_MICROS


def datetime_of(micros: Any) -> datetime:
    """The UTC time of a column value; inverse of :func:`micros_of`. 1970 if the value is no time."""
    try:
        return _EPOCH + timedelta(microseconds=micros)
    except (OverflowError, TypeError, ValueError):
        return _EPOCH
