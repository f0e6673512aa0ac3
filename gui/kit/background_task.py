"""Long work off the window's thread: it runs elsewhere, its result comes back here."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from model.errors import UserFacingError

T = TypeVar("T")


class _News(QObject):
    done = Signal(object)
    failed = Signal(str)


_under_way: set[_News] = set()


class _Work(QRunnable):
    def __init__(self, work: Callable[[], object], news: _News) -> None:
        super().__init__()
        self._work = work
        self._news = news

    def run(self) -> None:
        try:
            result = self._work()
        except UserFacingError as error:
            self._news.failed.emit(str(error))
        except Exception as error:  # the edge of the thread: nothing above would tell the person
            self._news.failed.emit(f"程序内部出错（{type(error).__name__}：{error}），原有文件和草稿没有改动")
        else:
            self._news.done.emit(result)


def in_background(
    owner: QObject, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]
) -> None:
    """Runs ``work`` in another thread, then one of the others in this one, unless ``owner`` is gone by then.

    ``failed`` gets a sentence for the person.
    """
    news = _News()
    _under_way.add(news)  # not the owner's child: it may go while the work goes on, and the news with it

    def finish(then: Callable[[object], object], result: object) -> None:
        _under_way.discard(news)
        news.deleteLater()
        if isValid(owner):
            then(result)

    news.done.connect(lambda result: finish(done, result), Qt.ConnectionType.QueuedConnection)  # type: ignore[arg-type]
    news.failed.connect(lambda said: finish(failed, said), Qt.ConnectionType.QueuedConnection)  # type: ignore[arg-type]
    QThreadPool.globalInstance().start(_Work(work, news))
