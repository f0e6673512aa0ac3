"""Work off the window's thread."""

import gc
import threading

from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from gui.kit.background_task import run_in_background
from model.errors import UserFacingError


class Owner(QObject):
    """Nobody but its own work may know it."""

    def __init__(self, reported: list[object]) -> None:
        super().__init__()
        self._told = reported

    def begin(self, work: object) -> None:
        run_in_background(self, work, self._note, self._note)  # type: ignore[arg-type]

    def _note(self, result: object) -> None:
        self._told.append(result)


def test_a_result_or_a_sentence_comes_back(qtbot: QtBot) -> None:
    reported: list[object] = []
    owner = Owner(reported)

    def fails() -> None:
        raise UserFacingError("磁盘已满")

    owner.begin(lambda: 7)
    qtbot.waitUntil(lambda: reported == [7], timeout=5000)
    owner.begin(fails)
    qtbot.waitUntil(lambda: reported == [7, "磁盘已满"], timeout=5000)


def test_an_error_of_the_program_is_told_without_words_that_may_be_those_of_a_document(qtbot: QtBot) -> None:
    told: list[str] = []

    def work() -> None:
        raise KeyError("王小明")

    owner = QObject()
    run_in_background(owner, work, print, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["程序内部出错（KeyError），原有文件和草稿没有改动"]


def test_an_owner_referenced_only_by_its_task_can_be_deleted(qtbot: QtBot) -> None:
    reported: list[object] = []
    Owner(reported).begin(lambda: 7)
    qtbot.waitUntil(lambda: reported == [7], timeout=5000)
    qtbot.wait(20)
    gc.collect()


def test_a_deleted_owner_gets_no_result(qtbot: QtBot) -> None:
    reported: list[object] = []
    owner, go_on = Owner(reported), threading.Event()
    owner.begin(lambda: go_on.wait(5))
    owner.deleteLater()
    qtbot.wait(20)
    go_on.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(50)
    assert not reported
