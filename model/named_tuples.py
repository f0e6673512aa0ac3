"""Named tuples in large numbers."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, TypeVar

_Kind = TypeVar("_Kind", bound=tuple[Any, ...])


def made(kind: type[_Kind], fields: Iterable[tuple[Any, ...]]) -> Iterator[_Kind]:
    """An instance of the named tuple ``kind`` of each tuple of all its fields.

    Takes half the time of calling ``kind``, which runs Python code for each instance.
    """
    return map(tuple.__new__, repeat(kind), fields)
