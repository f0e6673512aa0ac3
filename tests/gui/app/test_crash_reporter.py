"""What nobody caught: saved, told without a word of the draft, and the window goes on."""

import contextlib
import faulthandler
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.app.crash_reporter import CRASH_TRACE_FILE, CrashDialog, CrashHandler, log, report_of
from gui.kit.program_log import LOG, MOST_LOG_BYTES

SECRET = "某某信访件的内容"


def failing(text: str) -> BaseException:
    """As a slot fails that was reading what a person typed."""
    try:
        try:
            int(text)
        except ValueError as error:
            raise KeyError(text) from error
    except KeyError as error:
        return error
    raise AssertionError(f"{text} is a number")


def test_a_crash_report_has_place_and_kind_and_no_text_of_the_draft() -> None:
    report = report_of(failing(SECRET), "1.0")
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_crash_reporter.py" in report
    assert SECRET not in report


def test_messages_of_program_errors_are_kept() -> None:
    try:
        None.missing  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as error:
        assert "missing" in report_of(error, "1.0")


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such mode")
def test_the_log_is_private_and_limited_in_size(tmp_path: Path) -> None:
    for number in range(6):
        log(f"{number}" * (MOST_LOG_BYTES // 4), tmp_path)
    path = tmp_path / LOG
    assert path.stat().st_mode & 0o077 == 0
    assert path.stat().st_size < 2 * MOST_LOG_BYTES
    assert path.read_text(encoding="utf-8").rstrip().endswith("5")


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> list[CrashDialog]:
    """Those that were shown; nobody waits for a person."""
    shown: list[CrashDialog] = []

    def noted(dialog: CrashDialog) -> int:
        qtbot.addWidget(dialog)
        shown.append(dialog)
        return 0

    monkeypatch.setattr(CrashDialog, "exec", noted)
    return shown


def message(dialog: CrashDialog) -> str:
    labels: list[QLabel] = list(dialog.findChildren(QLabel))
    return "".join(each.text() for each in labels)


def test_it_saves_first_and_shows_whether_that_succeeded(dialogs: list[CrashDialog], tmp_path: Path) -> None:
    order: list[str] = []

    def save() -> bool:
        order.append(f"saved before {len(dialogs)} dialogs")
        return True

    CrashHandler(save, tmp_path, "1.0").report_error(failing(SECRET))
    assert order == ["saved before 0 dialogs"]
    assert "都已保存" in message(dialogs[0])
    CrashHandler(lambda: False, tmp_path, "1.0").report_error(failing(SECRET))
    assert "还没有写到磁盘" in message(dialogs[1])

    def cannot() -> bool:
        raise RuntimeError(SECRET)

    CrashHandler(cannot, tmp_path, "1.0").report_error(failing(SECRET))
    assert "还没有写到磁盘" in message(dialogs[2])
    assert SECRET not in (tmp_path / LOG).read_text(encoding="utf-8")


def test_a_repeated_error_is_not_shown_again(dialogs: list[CrashDialog], tmp_path: Path) -> None:
    handler = CrashHandler(lambda: True, tmp_path, "1.0")
    error = failing(SECRET)
    for _ in range(5):
        handler.report_error(error)
    assert len(dialogs) == 1


def test_an_error_in_another_thread_is_shown_in_the_window(
    dialogs: list[CrashDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    handler = CrashHandler(lambda: True, tmp_path, "1.0")
    error = failing(SECRET)
    happened = threading.ExceptHookArgs((type(error), error, None, None))
    other = threading.Thread(target=handler._in_thread, args=(happened,))
    other.start()
    other.join()
    qtbot.waitUntil(lambda: len(dialogs) == 1, timeout=5000)


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("报告", None, saved=True)
    qtbot.addWidget(dialog)
    buttons: list[QPushButton] = list(dialog.findChildren(QPushButton))
    next(each for each in buttons if each.text() == "复制报告").click()
    assert QGuiApplication.clipboard().text() == "报告"
    shown: list[QPlainTextEdit] = list(dialog.findChildren(QPlainTextEdit))
    assert shown[0].isReadOnly()


@contextlib.contextmanager
def installed(folder: Path) -> Iterator[None]:
    """One run of the program, which ends as it should."""
    excepthook, thread_hook = sys.excepthook, threading.excepthook
    handler = CrashHandler(lambda: True, folder, "1.0")
    try:
        handler.install()
        yield
    finally:
        handler.remove()
        sys.excepthook, threading.excepthook = excepthook, thread_hook
        faulthandler.enable(2)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such mode")
def test_the_trace_of_a_crash_is_logged_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / CRASH_TRACE_FILE).write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    with installed(tmp_path):
        assert (tmp_path / CRASH_TRACE_FILE).stat().st_size == 0
        assert (tmp_path / CRASH_TRACE_FILE).stat().st_mode & 0o077 == 0
    logged = (tmp_path / LOG).read_text(encoding="utf-8")
    assert "Segmentation fault" in logged
    assert "上次运行中途终止" in logged


def test_an_exception_that_a_part_of_windows_handled_is_not_told_as_a_crash(tmp_path: Path) -> None:
    handled = "Windows fatal exception: code 0x8001010d\n\nThread 0x1 (most recent call first):\n"
    (tmp_path / CRASH_TRACE_FILE).write_text(handled * 2, encoding="utf-8")
    with installed(tmp_path):
        pass
    assert "中途终止" not in (tmp_path / LOG).read_text(encoding="utf-8")
    (tmp_path / CRASH_TRACE_FILE).write_text(handled + "Windows fatal exception: access violation\n", encoding="utf-8")
    with installed(tmp_path):
        pass
    assert "中途终止" in (tmp_path / LOG).read_text(encoding="utf-8")


def test_what_was_noted_on_the_way_is_gone_when_the_program_ends_as_it_should(tmp_path: Path) -> None:
    with installed(tmp_path):
        (tmp_path / CRASH_TRACE_FILE).write_text("Windows fatal exception: code 0x6ba\n", encoding="utf-8")
    assert not (tmp_path / CRASH_TRACE_FILE).exists()
    with installed(tmp_path):
        pass
    assert not (tmp_path / LOG).exists()


def test_what_sqlite_says_is_not_repeated_because_it_may_quote_a_draft() -> None:
    words = "".join(("of", "a", "draft"))  # a report quotes the lines of the program
    connection = sqlite3.connect(":memory:")
    for statement, values in ((f"SELECT * FROM {words}", ()), ("SELECT CAST(x'e7d4b2' || ? AS TEXT)", (words,))):
        with pytest.raises(sqlite3.Error) as error:
            connection.execute(statement, values).fetchall()
        assert words in str(error.value)
        assert words not in report_of(error.value, "1")
    with pytest.raises(sqlite3.Error) as error:
        connection.execute("SELECT")
    assert "sqlite3.OperationalError: SQLITE_ERROR" in report_of(error.value, "1")
    connection.close()
