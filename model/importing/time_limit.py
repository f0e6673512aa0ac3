"""A limit on the time that one exchange after another may take."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf


class TimeLimit:
    """Calls ``on_late`` once when an exchange takes too long. One thread waits for all exchanges of a process, most of
    which end long before their time is up: a timer for each would cost as much as passing a small document on."""

    def __init__(self, on_late: Callable[[], object]) -> None:
        self._on_late = on_late
        self._changed = threading.Condition()
        self._deadline = inf
        self._wakes = inf
        """When the thread looks at the deadline next."""
        self._thread: threading.Thread | None = None
        self._is_over = False

    @contextmanager
    def of(self, seconds: float) -> Iterator[None]:
        """For one exchange; those of a process come one after another."""
        with self._changed:
            self._deadline = time.monotonic() + seconds
            if self._thread is None and not self._is_over:
                self._thread = threading.Thread(target=self._watch, name="time limit", daemon=True)
                self._thread.start()
            elif self._wakes > self._deadline:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._deadline = inf

    def end(self) -> None:
        """There is no further exchange."""
        with self._changed:
            self._is_over = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._is_over:
                now = time.monotonic()
                if self._deadline <= now:
                    self._is_over = True
                    self._on_late()
                    return
                self._wakes = self._deadline
                self._changed.wait(None if self._wakes == inf else self._wakes - now)
