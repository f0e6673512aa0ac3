"""Runs long work on a thread pool and delivers its result on the GUI thread."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from gui.kit.error_report import error_lines, error_name
from gui.kit.program_log import PROGRAM_LOG, Event
from model.errors import UserFacingError

T = TypeVar("T")


class _WorkSignals(QObject):
    done = Signal(object)
    failed = Signal(str)


_running: set[_WorkSignals] = set()


class _Work(QRunnable):
    def __init__(self, work: Callable[[], object], signals: _WorkSignals) -> None:
        super().__init__()
        self._work = work
        self._signals = signals

    def run(self) -> None:
        try:
            result = self._work()
        except UserFacingError as error:
            PROGRAM_LOG.add(Event.REFUSED, type(error), type(error.__cause__))
            self._signals.failed.emit(str(error))
        except Exception as error:  # the top of the thread: nothing above would report it
            PROGRAM_LOG.add(Event.FAILED)
            PROGRAM_LOG.write("\n".join(error_lines(error)))
            self._signals.failed.emit(f"程序内部出错（{error_name(error)}），原有文件和草稿没有改动")
        else:
            self._signals.done.emit(result)


def run_in_background(
    owner: QObject, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]
) -> None:
    """Runs ``work`` on another thread, then ``done`` or ``failed`` on this one, unless ``owner`` is deleted by then.

    ``failed`` gets a sentence to show to the user.
    """
    signals = _WorkSignals()
    _running.add(signals)  # not a child of the owner, which may be deleted with its signals while the work is running

    def finish(then: Callable[[object], object], result: object) -> None:
        _running.discard(signals)
        signals.deleteLater()
        if isValid(owner):
            then(result)

    signals.done.connect(lambda result: finish(done, result), Qt.ConnectionType.QueuedConnection)  # type: ignore[arg-type]
    signals.failed.connect(lambda message: finish(failed, message), Qt.ConnectionType.QueuedConnection)  # type: ignore[arg-type]
    QThreadPool.globalInstance().start(_Work(work, signals))
