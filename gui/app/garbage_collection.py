"""Runs the cyclic garbage collector on the GUI thread only; on another thread it could destroy widgets.

By itself Python collects on whatever thread has just made an object. A widget in a reference cycle would then be
deleted by a thread that reads a file, which ends the program; and a full collection takes some 50 ms.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class GarbageCollector(QObject):
    """Collects as often as Python would by itself, from a timer, until :meth:`stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Hands collecting back to Python."""
        self._timer.stop()
        gc.enable()


def collect_due() -> None:
    """Collects the generations whose counts exceed Python's own thresholds."""
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)


def freeze_loaded_objects() -> None:
    """Excludes the present objects from later collections; call it where the user waits anyway."""
    gc.unfreeze()  # collects the objects of an earlier draft
    gc.collect()
    gc.freeze()
