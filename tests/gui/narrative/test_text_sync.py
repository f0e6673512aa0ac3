"""An editor and a text of the report: typing becomes an edit, and an edit is shown, but never over pending typing."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.narrative.text_editor import TextEditor
from gui.narrative.text_sync import TextSync
from gui.session.open_report import OpenReport
from model.report.edits import Edit


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def sync(open_report: OpenReport, editor: TextEditor) -> Iterator[TextSync]:
    open_report.edit(Edit("改写", texts={"1": "收到申请12件。"}))
    made = TextSync(open_report, "1", editor, "改写 一")
    made.show_text()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    yield made
    made.commit()  # as pages do before the report is closed: the pause must not end after it


def test_the_text_of_the_report_is_shown(sync: TextSync, editor: TextEditor) -> None:
    assert editor.words() == sync.text == "收到申请12件。"


def test_typing_is_pending_until_it_is_committed(sync: TextSync, editor: TextEditor, open_report: OpenReport) -> None:
    assert not sync.commit()
    QTest.keyClicks(editor, "abc")
    assert sync.has_unsaved
    assert sync.text == "收到申请12件。"
    assert sync.commit()
    assert sync.text == "abc收到申请12件。"
    assert open_report.undo_label == "改写 一"
    assert not sync.has_unsaved


def test_pending_typing_is_not_overwritten(sync: TextSync, editor: TextEditor, open_report: OpenReport) -> None:
    QTest.keyClicks(editor, "abc")
    open_report.edit(Edit("别处", texts={"1": "别的"}))
    sync.show_text()
    assert editor.words() == "abc收到申请12件。"


def test_the_menu_of_the_editor_knows_what_can_be_undone(
    sync: TextSync, editor: TextEditor, open_report: OpenReport
) -> None:
    open_report.undo()
    assert (editor.can_undo, editor.can_redo) == (False, True)
    open_report.redo()
    assert (editor.can_undo, editor.can_redo) == (True, False)
