from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.narrative.cursor_positions import units
from gui.narrative.text_editor import TextEditor, pasted
from gui.narrative.text_mark import Mark
from model.linking.finding_actions import Action, ActionKind


@pytest.fixture
def paper(qtbot: QtBot) -> Iterator[TextEditor]:
    made = TextEditor()
    qtbot.addWidget(made)
    yield made


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("受理申请", "受理申请"),
        ("第一段\r\n第二段\r\n", "第一段\n第二段"),
        ("　　第一段\n\n\n　　第二段", "第一段\n第二段"),
        ("甲\t乙", "甲 乙"),
        (" 甲 ", " 甲 "),
        ("单位\t新收\r\n甲局\t3\r\n\r\n乙局\t\r\n", "｜单位｜新收｜\n｜甲局｜3｜\n｜乙局｜｜"),
        ("单位\t新收\n甲局", "单位 新收\n甲局"),
    ],
)
def test_pasted_words_are_plain_paragraphs(copied: str, kept: str) -> None:
    assert pasted(copied) == kept


def test_rich_text_is_pasted_as_plain_text(paper: TextEditor) -> None:
    source = QMimeData()
    source.setHtml("<b>受理</b><table><tr><td>11</td></tr></table>")
    source.setText("受理 11")
    paper.insertFromMimeData(source)
    assert paper.words() == "受理 11"
    assert "<table" not in paper.toHtml()


def test_words_are_shown_and_read_back_character_by_character(paper: TextEditor) -> None:
    words = "𠮷林市\u00a0受理 11 宗\n\n其他"
    paper.show_words(words)
    assert paper.words() == words


def test_showing_other_words_leaves_the_cursor_at_its_place(paper: TextEditor) -> None:
    paper.show_words("2024年发布信息128条，受理申请11宗")
    cursor = paper.textCursor()
    cursor.setPosition(len("2024年发布信息128条，受理"))
    paper.setTextCursor(cursor)
    paper.show_words("2025年共发布信息130条，受理申请11宗")
    assert paper.words()[: paper.textCursor().position()] == "2025年共发布信息130条，受理"


def test_showing_words_is_no_editing(paper: TextEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(paper.edited):
        paper.show_words("受理 11 宗")


def test_every_paragraph_begins_two_characters_in(paper: TextEditor) -> None:
    paper.show_words("第一段\n第二段")
    paper.moveCursor(paper.textCursor().MoveOperation.End)
    paper.insertPlainText("\n第三段")
    block, indents = paper.document().begin(), []
    while block.isValid():
        indents.append(block.blockFormat().textIndent())
        block = block.next()
    assert indents == [32, 32, 32]


def test_what_is_being_composed_is_no_word_yet(paper: TextEditor, qtbot: QtBot) -> None:
    paper.show_words("受理")
    with qtbot.assertNotEmitted(paper.edited):
        paper.inputMethodEvent(QInputMethodEvent("shen'q", []))
    assert paper.composing
    assert paper.words() == "受理"
    done = QInputMethodEvent()
    done.setCommitString("申请")
    with qtbot.waitSignals([paper.edited, paper.composed]):
        paper.inputMethodEvent(done)
    assert not paper.composing
    assert paper.words() == "受理申请"


@pytest.mark.parametrize("key", [Qt.Key.Key_Y, Qt.Key.Key_Z])
def test_redo_has_two_shortcuts(paper: TextEditor, qtbot: QtBot, key: Qt.Key) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(paper.redo_requested):
        QTest.keyClick(paper, key, Qt.KeyboardModifier.ControlModifier | shift)


def test_undo_is_requested_and_not_done_by_the_editor(paper: TextEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(paper, "abc")
    with qtbot.waitSignal(paper.undo_requested):
        QTest.keyClick(paper, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert paper.words() == "abc"


def test_a_mark_is_found_where_it_stands_behind_a_rare_character(paper: TextEditor) -> None:
    words = "𠮷林市受理128宗"
    paper.show_words(words)
    paper.set_marks([Mark("0001", words.index("128"), 3, "上年：128，请核实")])
    assert paper.select_mark("0001")
    assert paper.textCursor().selectedText() == "128"
    assert paper.marks.at(units("𠮷林市受理1")) is not None
    assert paper.marks.at(0) is None


def test_marks_move_along_while_a_person_types(paper: TextEditor, qtbot: QtBot) -> None:
    paper.show_words("受理128宗")
    paper.set_marks([Mark("0001", 2, 3, "")])
    paper.moveCursor(paper.textCursor().MoveOperation.Start)
    QTest.keyClicks(paper, "xx")
    paper.select_mark("0001")
    assert paper.textCursor().selectedText() == "128"


def test_the_next_mark_comes_round_to_the_first(paper: TextEditor) -> None:
    paper.show_words("甲1乙2")
    paper.set_marks([Mark("a", 1, 1, ""), Mark("b", 3, 1, "")])
    found = []
    for _ in range(3):
        mark = paper.next_mark()
        assert mark
        found.append(mark.key)
        paper.select_mark(mark.key)
    assert found == ["a", "b", "a"]


def test_the_menu_of_a_mark_marks_it_as_checked(paper: TextEditor, qtbot: QtBot) -> None:
    paper.show_words("受理128宗")
    checked = Action(ActionKind.MARK_CHECKED, "已核实")
    mark = Mark("0007", 2, 3, "上年：128，请核实", actions=(checked,))
    paper.set_marks([mark])
    menu = paper.open_menu(mark, paper.pos())
    message = {action.text(): action for action in menu.actions()}
    assert not message["上年：128，请核实"].isEnabled()
    with qtbot.waitSignal(paper.action_chosen) as chosen:
        message["已核实"].trigger()
    assert chosen.args == ["0007", checked]
    menu.close()


def test_the_menu_of_last_years_text_has_only_reading_commands(paper: TextEditor) -> None:
    paper.setReadOnly(True)
    menu = paper.open_menu(None, paper.pos())
    assert [a.text().partition("\t")[0] for a in menu.actions() if a.text()] == ["复制", "全选"]
    menu.close()


# ---------------------------------------------------------------- whole words


def _shown(paper: TextEditor, words: str) -> None:
    paper.resize(700, 200)
    paper.show()
    paper.show_words(words)


def _place(paper: TextEditor, words: str) -> QPoint:
    """On the first character of ``words``."""
    cursor = paper.textCursor()
    cursor.setPosition(paper.words().index(words))
    return paper.cursorRect(cursor).center() + QPoint(3, 0)


def _send(paper: TextEditor, kind: QEvent.Type, at: QPoint) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    place, everywhere = QPointF(at), paper.viewport().mapToGlobal(QPointF(at))
    held = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, place, everywhere, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(paper.viewport(), event)


@pytest.mark.parametrize(
    ("at", "taken"), [("143", "143"), ("维持", "结果维持"), ("1,204", "1,204"), ("5.5%", "5.5%"), ("２５", "２５")]
)
def test_a_double_click_takes_the_number_or_the_word(paper: TextEditor, at: str, taken: str) -> None:
    words = "政府信息公开行政复议143件，其中结果维持1,204件；占5.5%，收到２５件。"
    _shown(paper, words)
    QTest.mouseDClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=_place(paper, at))
    assert paper.textCursor().selectedText() == taken


def test_a_drag_after_a_double_click_goes_on_by_words(paper: TextEditor) -> None:
    _shown(paper, "行政复议143件，结果维持25件。")
    first, last, before = (_place(paper, each) for each in ("143", "维持", "复议"))
    _send(paper, QEvent.Type.MouseButtonDblClick, first)
    for to, taken in ((first, "143"), (last, "143件，结果维持"), (before, "行政复议143"), (first, "143")):
        _send(paper, QEvent.Type.MouseMove, to + QPoint(1, 0))
        assert paper.textCursor().selectedText() == taken
    _send(paper, QEvent.Type.MouseButtonRelease, first)
    assert paper.textCursor().selectedText() == "143"


def test_a_third_click_takes_the_paragraph(paper: TextEditor) -> None:
    _shown(paper, "行政复议143件。\n第二段")
    at = _place(paper, "143")
    QTest.mouseDClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert paper.textCursor().selectedText().strip("\u2029") == "行政复议143件。"


def test_ctrl_and_arrows_go_by_numbers_and_words(paper: TextEditor) -> None:
    _shown(paper, "结果维持143件")
    paper.moveCursor(QTextCursor.MoveOperation.Start)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(paper, Qt.Key.Key_Right, ctrl)
    assert paper.textCursor().position() == 4
    QTest.keyClick(paper, Qt.Key.Key_Right, ctrl | shift)
    assert paper.textCursor().selectedText() == "143"
    QTest.keyClick(paper, Qt.Key.Key_Left, ctrl)
    assert paper.textCursor().position() == 4
    QTest.keyClick(paper, Qt.Key.Key_Backspace, ctrl)
    assert paper.words() == "143件"
    QTest.keyClick(paper, Qt.Key.Key_Delete, ctrl)
    assert paper.words() == "件"
    paper.setReadOnly(True)
    QTest.keyClick(paper, Qt.Key.Key_Delete, ctrl)
    assert paper.words() == "件"
