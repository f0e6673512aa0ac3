"""A bounded cache of results by key."""

from collections.abc import Callable
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
_MISSING: Any = object()


class Memo(dict[Key, Value]):
    """Results by key. Cleared when full: tracking the order of use would slow down every look-up.

    ``functools.lru_cache`` is for functions; this is for results that live as long as their owner, or are passed from
    one owner to the next.
    """

    __slots__ = ("limit",)

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def result(self, key: Key, compute: Callable[..., Value], *arguments: object) -> Value:
        """The result for ``key``; computed from ``arguments``, which the key must determine, if it is not there."""
        found: Value = self.get(key, _MISSING)
        if found is _MISSING:
            found = compute(*arguments)
            if len(self) >= self.limit:
                self.clear()
            self[key] = found
        return found
