"""Rings of objects go by the window's own thread, and as soon as Python's counts ask for it."""

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from gui.app.garbage_collection import GarbageCollector, collect_due, freeze_loaded_objects


class Ring:
    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_on_the_gui_thread_only(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    gone_on: list[threading.Thread] = []
    ring = Ring()
    weakref.finalize(ring, lambda: gone_on.append(threading.current_thread()))
    del ring

    def work() -> None:
        made: list[list[int]] = [[] for _ in range(100_000)]  # far more than makes Python collect by itself
        assert len(made) == 100_000

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert not gone_on
    made: list[list[int]] = [[] for _ in range(300 * gc.get_threshold()[0])]
    # so many, because what widgets of earlier tests let go of meanwhile counts against them
    qtbot.waitUntil(lambda: bool(gone_on), timeout=5000)
    assert gone_on == [threading.main_thread()]
    assert made
    collector.stop()
    assert gc.isenabled()
    gc.disable()  # as the other tests here want it


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    gone: list[bool] = []
    ring = Ring()
    weakref.finalize(ring, lambda: gone.append(True))
    del ring
    collect_due()
    assert not gone
    gc.collect()
    assert gone


def test_frozen_objects_are_collected_when_the_next_draft_opens() -> None:
    gone: list[bool] = []
    ring = Ring()
    weakref.finalize(ring, lambda: gone.append(True))
    freeze_loaded_objects()
    del ring
    gc.collect()
    assert not gone
    freeze_loaded_objects()
    assert gone
