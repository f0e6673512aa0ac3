"""Python's collector of rings, on the window's thread only, and not between two keys.

By itself it runs on whatever thread has just made an object. A widget that is part of a ring would then be deleted by
a thread that reads a file, which ends the program; and a look through all that lives takes some 50 ms.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class GarbageCollector(QObject):
    """Collects what is due, as often as Python would, as long as it lives or until :meth:`stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """From now on Python collects by itself again."""
        self._timer.stop()
        gc.enable()


def collect_due() -> None:
    """What Python's own counts and thresholds ask for."""
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)


def freeze_loaded_objects() -> None:
    """What lives now is not looked through again; to be called where a person waits anyway, as a draft opens."""
    gc.unfreeze()  # what an earlier draft left behind goes
    gc.collect()
    gc.freeze()
