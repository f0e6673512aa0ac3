"""The editor says exactly what was changed in its words."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from gui.narrative.cursor_positions import units
from gui.narrative.text_editor import TextEditor

WORDS = "复议：结果维持25件。\n诉讼：结果维持25件。\n完"


@pytest.fixture
def paper(qtbot: QtBot) -> TextEditor:
    made = TextEditor()
    qtbot.addWidget(made)
    made.show_words(WORDS)
    return made


def select(paper: TextEditor, start: int, end: int) -> None:
    words = paper.words()
    cursor = paper.textCursor()
    cursor.setPosition(units(words[:start]))
    cursor.setPosition(units(words[:end]), QTextCursor.MoveMode.KeepAnchor)
    paper.setTextCursor(cursor)


def followed(paper: TextEditor, words: str) -> str:
    """What the changes make of ``words``."""
    for change in paper.take_changes():
        words = change.applied(words)
    return words


def test_of_two_equal_clauses_the_one_that_was_deleted_is_reported(paper: TextEditor, qtbot: QtBot) -> None:
    for paragraph in (0, 1):
        paper.show_words("维持25件。维持25件。")
        select(paper, 6 * paragraph, 6 * paragraph + 6)
        qtbot.keyClick(paper, Qt.Key.Key_Delete)
        (change,) = paper.take_changes()
        assert (change.start, change.end, change.text) == (6 * paragraph, 6 * paragraph + 6, "")


def test_typing_deleting_pasting_and_splitting_give_the_changes_that_lead_to_the_text(
    paper: TextEditor, qtbot: QtBot
) -> None:
    select(paper, 3, 3)
    qtbot.keyClicks(paper, "ab")
    qtbot.keyClick(paper, Qt.Key.Key_Return)
    qtbot.keyClick(paper, Qt.Key.Key_Backspace)
    select(paper, 0, len(paper.words()) - 3)
    copied = QMimeData()
    copied.setText("甲\n𠀀乙25")
    paper.insertFromMimeData(copied)
    qtbot.keyClicks(paper, "x")
    select(paper, len(paper.words()), len(paper.words()))
    qtbot.keyClick(paper, Qt.Key.Key_Backspace)
    now = paper.words()
    assert followed(paper, WORDS) == now
    assert paper.take_changes() == ()
    paper.selectAll()
    qtbot.keyClick(paper, Qt.Key.Key_Delete)
    assert followed(paper, now) == paper.words() == ""


def test_what_is_shown_is_no_change_of_a_person_s(paper: TextEditor) -> None:
    paper.show_words("别的")
    assert paper.take_changes() == ()
