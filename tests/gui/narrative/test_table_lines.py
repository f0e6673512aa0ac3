"""Tables in a text: their columns stand below each other, and their text is what it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.narrative.text_editor import INDENT, TextEditor

TEXT = "如下：\n｜单位｜新收｜结转｜\n｜恩平市教育局｜3｜1｜\n｜𠮷林局｜｜12｜\n以上。"


@pytest.fixture
def paper(qtbot: QtBot) -> Iterator[TextEditor]:
    made = TextEditor()
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    yield made


def _bars(paper: TextEditor, line: int) -> list[int]:
    """Where the bars of a line stand, in px."""
    block = paper.document().findBlockByNumber(line)
    cursor, found = QTextCursor(block), []
    for at, letter in enumerate(block.text().encode("utf-16-le").decode("utf-16-le").replace("𠮷", "XX")):
        if letter == "｜":
            cursor.setPosition(block.position() + at)
            found.append(paper.cursorRect(cursor).left())
    return found


def test_columns_stand_below_each_other(paper: TextEditor) -> None:
    paper.show_words(TEXT)
    assert paper.words() == TEXT
    head, first, second = (_bars(paper, line) for line in (1, 2, 3))
    assert len(head) == 4
    assert all(abs(one - two) <= 1 for other in (first, second) for one, two in zip(head, other, strict=True))
    indents = [paper.document().findBlockByNumber(line).blockFormat().textIndent() for line in range(5)]
    assert indents == [INDENT, 0, 0, 0, INDENT]


def test_what_is_typed_in_a_cell_is_not_spaced_out_and_the_columns_follow(paper: TextEditor) -> None:
    paper.show_words(TEXT)
    paper.select_place(TEXT.index("局｜3") + 1, 0)
    QTest.keyClicks(paper, "ab")
    cursor = paper.textCursor()
    assert cursor.charFormat().fontLetterSpacing() == 0
    typed = TEXT.replace("局｜3", "局ab｜3")
    paper.show_words(typed)
    assert paper.words() == typed
    assert all(abs(one - two) <= 1 for one, two in zip(_bars(paper, 1), _bars(paper, 2), strict=True))


def test_a_line_that_is_no_row_any_more_looks_like_words(paper: TextEditor) -> None:
    paper.show_words(TEXT)
    words = TEXT.replace("｜单位｜", "｜名称｜")
    paper.show_words(words)
    block = paper.document().findBlockByNumber(2)
    assert block.blockFormat().textIndent() == INDENT
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    assert cursor.charFormat().fontLetterSpacing() == 0
