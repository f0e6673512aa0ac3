"""反馈信息: what a person who helps needs, shown before it is copied."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui.home import feedback
from gui.home.feedback import FeedbackDialog, feedback_text
from gui.home.licences import Licences
from gui.kit.program_log import Event, ProgramLog
from tests.conftest import EDITIONS_FOLDER


def test_version_environment_and_the_last_lines_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    log = ProgramLog()
    log.begin(tmp_path)
    for number in range(100):
        log.add(Event.OPENED, number)
    monkeypatch.setattr(feedback, "PROGRAM_LOG", log)
    monkeypatch.setenv("HOME", str(tmp_path))
    text = feedback_text("年报", "9.8", Licences(EDITIONS_FOLDER.parent), tmp_path)
    assert text.startswith("年报 9.8　")
    for wanted in ("系统 ", "Python 3.", "窗口 offscreen", "缩放", "界面字体", "草稿位置 ~", "PySide6", "lxml"):
        assert wanted in text
    assert "打开草稿 99" in text and "打开草稿 39" not in text
    assert str(tmp_path) not in text  # no name of a person
    shutil.rmtree(tmp_path)
    assert "日志里还没有内容" in feedback_text("年报", "9.8", Licences(EDITIONS_FOLDER.parent), None)


def test_it_is_copied_as_it_is_shown(qtbot: QtBot) -> None:
    dialog = FeedbackDialog("年报 9.8\n系统 x")
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "年报 9.8\n系统 x" == dialog.text.toPlainText()
    assert dialog.copied.text() == "✓ 已复制"
    assert dialog.text.isReadOnly()
