"""The guard that is asked before a draft is closed."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.app.unsaved_changes import UnsavedChangesGuard
from gui.editor.editor_page import EditorPage
from gui.session.draft_saving import Saving
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands


@pytest.fixture
def editor(qtbot: QtBot, opens: Callable[..., OpenReport], edition: Edition) -> EditorPage:
    made = EditorPage(
        opens(Report(edition.id)), {edition.id: edition}, EDITIONS_FOLDER.parent, RecordedEditorCommands()
    )
    qtbot.addWidget(made)
    return made


@pytest.fixture
def refusing(editor: EditorPage, monkeypatch: pytest.MonkeyPatch) -> EditorPage:
    """An editor whose disk has refused for good."""
    monkeypatch.setattr(editor, "saved_within", lambda _seconds: False)
    monkeypatch.setattr(editor.open_report.saving, "flush", lambda _seconds: False)
    monkeypatch.setattr(editor.open_report.saving, "try_now", lambda: None)
    monkeypatch.setattr(editor.open_report.saving, "state", Saving(problem="磁盘已满", refused=True))
    return editor


def answering(monkeypatch: pytest.MonkeyPatch, choice: str) -> list[list[str]]:
    """The buttons of every question that is asked; each is answered with ``choice``."""
    requested: list[list[str]] = []

    def answer(box: QMessageBox) -> int:
        requested.append([each.text() for each in box.buttons()])
        (pressed,) = [each for each in box.buttons() if each.text() == choice]
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: pressed)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return requested


def test_a_draft_that_is_on_the_disk_closes_without_a_question(
    editor: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    requested = answering(monkeypatch, "留下")
    assert UnsavedChangesGuard(QWidget()).may_close(editor)
    assert requested == []


@pytest.mark.parametrize(("choice", "closes"), [("留下", False), ("仍然离开", True)])
def test_on_a_permanent_write_error_the_user_decides_without_retry(
    refusing: EditorPage, choice: str, closes: bool, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    requested = answering(monkeypatch, choice)
    assert UnsavedChangesGuard(window).may_close(refusing) is closes
    assert [sorted(each) for each in requested] == [sorted(["留下", "仍然离开"])]


def test_a_second_close_request_is_ignored_while_saving(
    refusing: EditorPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    guard = UnsavedChangesGuard(window)
    answering(monkeypatch, "仍然离开")
    meanwhile: list[bool] = []

    def close_again(_seconds: float) -> bool:
        meanwhile.append(guard.may_close(refusing))
        return False

    monkeypatch.setattr(refusing.open_report.saving, "flush", close_again)
    assert guard.may_close(refusing)
    assert meanwhile == [False]
