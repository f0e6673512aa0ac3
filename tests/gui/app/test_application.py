"""The whole program in a process of its own: started twice, killed, and started on a damaged store."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

import main
from gui.app.application import SWITCH_SECONDS, _begin, show_icon
from gui.app.main_window import MainWindow
from model.report.report import Fact, Report
from model.store.backups import backups_of
from model.store.draft_store import DraftStore
from model.store.migrations import VERSION

ROOT = Path(__file__).parents[3]

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox
import gui.app.application
import main
from gui.app.application import MainWindow
from gui.kit.sign_font import FAMILY

def said(*words):
    print(*words, flush=True)

begun, imported = MainWindow.begin, MainWindow.import_file
def begin(window, *given):
    begun(window, *given)
    said("begun", *(sentence for notice in window.findChildren(gui.home.recovery_notice.RecoveryNotice)
                    for sentence in notice.sentences))
    if "threads" in sys.argv:
        said("switches after", sys.getswitchinterval())
        said("signs", FAMILY in QFontDatabase.families())
    if "leave" in sys.argv:
        QTimer.singleShot(0, window.close)
def import_file(window, path):
    said("imports", path.name)
def told(box):
    said("told", box.text())
    return 0
import gui.home.recovery_notice
MainWindow.begin, MainWindow.import_file, QMessageBox.exec = begin, import_file, told
file = next((Path(each) for each in sys.argv[2:] if each not in ("leave", "threads")), None)
status = gui.app.application.run(main.RESOURCES, Path(sys.argv[1]), "0", file)
said("status", status)
"""

Starts = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "草稿"


@pytest.fixture
def starts(data: Path) -> Iterator[Starts]:
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
        begun.append(
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(data), *arguments],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.communicate()


def test_windows_have_the_programs_icon(qapp: QApplication) -> None:
    before = qapp.windowIcon()
    show_icon(qapp, main.RESOURCES)
    try:
        shown = qapp.windowIcon().pixmap(32, 32).toImage()
        assert shown.pixelColor(2, 16) == QColor("#1d5fa8")
    finally:
        qapp.setWindowIcon(before)


def next_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_window_does_not_wait_long_for_a_thread_that_computes_and_has_a_font_of_signs(starts: Starts) -> None:
    process = starts("threads", "leave")
    assert next_line(process) == "begun"
    assert next_line(process) == f"switches after {SWITCH_SECONDS}" and SWITCH_SECONDS < 0.001
    assert next_line(process) == f"signs {sys.platform != 'win32'}"  # Windows has them


def test_each_user_has_one_window_also_after_a_crash(starts: Starts, data: Path) -> None:
    first = starts()
    assert next_line(first) == "begun"
    second = starts("去年.docx")
    assert next_line(second) == "status 0"
    assert next_line(first) == "imports 去年.docx"
    first.kill()
    first.wait()
    with contextlib.closing(DraftStore(data)) as store:
        store.create(Report("2021"))
    third = starts("leave")
    assert next_line(third) == "begun"
    assert next_line(third) == "status 0"
    assert len(backups_of(data)) == 1  # made as the window had gone


def test_a_damaged_store_is_reported_and_a_newer_one_is_not_touched(starts: Starts, data: Path) -> None:
    data.mkdir(mode=0o700)
    store = data / "drafts.sqlite3"
    store.write_bytes(b"no store at all" * 300)
    damaged = starts("leave")
    message = next_line(damaged)
    assert "已损坏" in message
    assert "没有改动" in message
    assert next_line(damaged) == "status 0"
    header = bytearray(store.read_bytes())
    header[60:64] = (VERSION + 1).to_bytes(4, "big")
    store.write_bytes(header)
    newer = starts()
    assert "更新版本的程序" in next_line(newer)
    assert next_line(newer) == "status 2"
    assert store.read_bytes() == bytes(header)


def test_drafts_of_a_newer_version_are_refused_and_left_byte_by_byte(
    data: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.closing(DraftStore(data)) as store:
        store.create(Report("2021", facts={Fact.ORGAN: "甲局"}))
    with contextlib.closing(sqlite3.connect(data / "drafts.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    window = MainWindow(main.RESOURCES, main.VERSION)
    qtbot.addWidget(window)
    window.show()
    assert _begin(window, main.RESOURCES, data, None) == []
    assert len(told) == 1 and "更新版本的程序写的" in told[0] and "请使用新版本的程序" in told[0]
    assert not window.isVisible()
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    with contextlib.closing(sqlite3.connect(data / "drafts.sqlite3")) as connection:  # the newer version goes on
        assert connection.execute("SELECT COUNT(*) FROM drafts").fetchone() == (1,)
