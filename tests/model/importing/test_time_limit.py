"""An exchange that takes too long is noticed, whatever limits came before it; one thread waits for all of them."""

import threading
import time

from model.importing.time_limit import TimeLimit


def test_an_exchange_in_time_ends_nothing_and_a_later_one_that_is_late_does() -> None:
    late = threading.Event()
    limit = TimeLimit(late.set)
    for _ in range(3):
        with limit.of(60):
            pass
    with limit.of(0.01):  # shorter than what the thread waits for
        assert late.wait(10)


def test_what_waited_between_two_exchanges_counts_for_neither() -> None:
    late = threading.Event()
    limit = TimeLimit(late.set)
    with limit.of(0.5):
        pass
    time.sleep(0.6)  # the thread has looked at a deadline that is no more
    with limit.of(60):
        pass
    assert not late.is_set()
    with limit.of(0.01):
        assert late.wait(10)


def test_many_exchanges_have_one_thread_which_ends_with_the_last() -> None:
    limit, threads = TimeLimit(lambda: None), set()
    for _ in range(20):
        with limit.of(60):
            threads.add(limit._thread)
    [thread] = threads
    assert thread is not None
    limit.end()
    thread.join(10)
    assert not thread.is_alive()


def test_it_is_called_once() -> None:
    calls: list[int] = []
    limit = TimeLimit(lambda: calls.append(1))
    for _ in range(3):
        with limit.of(0.005):
            time.sleep(0.02)
    assert calls == [1]
