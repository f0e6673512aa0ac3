"""Handles uncaught exceptions: saves the draft, logs, and shows a report to copy; the program continues.

Report and log hold no content of a draft, see :mod:`gui.kit.error_report`.
"""

import contextlib
import faulthandler
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from gui.kit.error_report import error_lines
from gui.kit.help_topics import offer_help
from gui.kit.program_log import PROGRAM_LOG
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row

CRASH_TRACE_FILE = "abrupt-end.log"
QUIET_SECONDS = 20.0
"""The same error is not reported again within this time: an error in painting would recur with every mouse move."""


def report_of(error: BaseException, version: str) -> str:
    """A report for a technician, without any text of a draft."""
    import platform

    head = (
        f"程序版本 {version}，Python {platform.python_version()}，Qt {qVersion()}，"
        f"{platform.system()} {platform.release()} {platform.machine()}，{datetime.now():%Y-%m-%d %H:%M:%S}"
    )
    return "\n".join((head, *error_lines(error)))


def log(report: str, folder: Path) -> None:
    """Appends to the log beside the drafts, readable by its owner only."""
    PROGRAM_LOG.write(f"{report}\n", folder)


def _what_happened(trace: str) -> str:
    """The heading of the trace that a run left behind. Windows also passes exceptions by that its own components then
    handle; faulthandler names those by their code only, and the ones that end a program by their name."""
    headings = _HEADING.findall(trace)
    only_passed_by = headings and all(heading.startswith("code 0x") for heading in headings)
    return "上次运行中有系统组件的异常，程序可能已继续" if only_passed_by else "上次运行中途终止"


_HEADING = re.compile(r"^(?:Windows fatal exception|Fatal Python error): (.*)", re.MULTILINE)


class CrashHandler(QObject):
    """Handles uncaught exceptions of every thread."""

    _failed_elsewhere = Signal(object)

    def __init__(self, save: Callable[[], bool], folder: Path, version: str, window: QWidget | None = None) -> None:
        """``save`` writes everything to disk and returns whether that succeeded."""
        super().__init__()
        self._save = save
        self._folder = folder
        self._version = version
        self._window = window
        self._reported_at: dict[str, float] = {}
        self._is_reporting = False
        self._crash_trace: TextIO | None = None
        self._failed_elsewhere.connect(self.report_error, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Installs the hooks for all threads, and logs a trace left by a crash of the previous run."""
        sys.excepthook = self._in_window
        threading.excepthook = self._in_thread
        with contextlib.suppress(OSError):
            # faulthandler writes the tracebacks to this file when the interpreter itself crashes
            path = self._folder / CRASH_TRACE_FILE
            if path.exists() and (before := path.read_text(encoding="utf-8", errors="replace")).strip():
                log(f"{_what_happened(before)}\n{before}", self._folder)
            path.unlink(missing_ok=True)
            self._crash_trace = os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w")
            faulthandler.enable(self._crash_trace)

    def remove(self) -> None:
        """Restores Python's own hooks."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._crash_trace is not None:
            faulthandler.disable()
            self._crash_trace.close()
            self._crash_trace = None
            with contextlib.suppress(OSError):  # the program ended as it should, whatever was noted on the way
                (self._folder / CRASH_TRACE_FILE).unlink()

    def _in_window(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif threading.current_thread() is threading.main_thread():
            self.report_error(error)
        else:
            self._failed_elsewhere.emit(error)  # a slot that Qt ran in another thread

    def _in_thread(self, failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None and not isinstance(failure.exc_value, SystemExit):
            self._failed_elsewhere.emit(failure.exc_value)

    def report_error(self, error: BaseException) -> None:
        """Saves, writes the log, and shows the report; an error during that is only logged."""
        report = report_of(error, self._version)
        with contextlib.suppress(AttributeError, OSError):  # started without a console there is no stderr
            sys.stderr.write(report + "\n")
        known = "\n".join(report.splitlines()[1:])
        now = time.monotonic()
        if now - self._reported_at.get(known, -QUIET_SECONDS) < QUIET_SECONDS:
            return
        self._reported_at[known] = now
        log(report, self._folder)
        if self._is_reporting:
            return
        self._is_reporting = True
        try:
            saved = self._saved()
            dialog = CrashDialog(report, self._window, saved=saved)
            dialog.exec()
            self._reported_at[known] = time.monotonic()
            if dialog.quit_requested:
                (self._window.close if self._window is not None else QApplication.quit)()
        finally:
            self._is_reporting = False

    def _saved(self) -> bool:
        try:
            return self._save()
        except Exception as error:  # the failing operation may fail again
            log(report_of(error, self._version), self._folder)
            return False


class CrashDialog(QDialog):
    """Shows whether the draft was saved, whether work can continue, and the report."""

    def __init__(self, report: str, parent: QWidget | None, *, saved: bool) -> None:
        super().__init__(parent)
        self.quit_requested = False
        self.setWindowTitle("程序内部出错")
        offer_help(self, "trouble")
        resize_within_screen(self, 640, 420)
        done = (
            "此前的修改都已保存到磁盘，可以继续使用。"
            if saved
            else "最近的修改还没有写到磁盘，内容仍在窗口里：请先不要关闭程序，看上方的提示，或先导出。"
        )
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setAccessibleName("出错报告")
        self._copied = label("", "small")
        onward = button("继续使用", self.accept, "main")
        self.setLayout(
            column(
                label("刚才的操作没有完成", "title"),
                label(done, "" if saved else "error", wrap=True),
                label("下面的报告可以复制给技术人员，里面没有草稿的内容。", "muted", wrap=True),
                self._report,
                row(
                    button("复制报告", self._copy),
                    self._copied,
                    1,
                    button("退出程序", self._leave, tip="保存后关闭窗口"),
                    onward,
                ),
                margin=5 * STEP,
                gap=3 * STEP,
            )
        )
        onward.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copied.setText("已复制")

    def _leave(self) -> None:
        self.quit_requested = True
        self.accept()
