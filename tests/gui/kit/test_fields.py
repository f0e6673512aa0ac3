"""Fields for single facts: what is typed is kept until it is given up, and undo is the field's first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.kit.fields import ChoiceField, Field

Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> Field:
    made = Field("机关名称")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_shown_text_is_not_modified(field: Field) -> None:
    QTest.keyClicks(field, "a")
    field.show_text("恩平市财政局")
    assert (field.text(), field.isModified(), field.accessibleName()) == ("恩平市财政局", False, "机关名称")


def test_escape_gives_up_typed_text_and_otherwise_nothing(field: Field, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.editing_cancelled):
        QTest.keyClick(field, Key.Key_Escape)
    QTest.keyClicks(field, "a")
    with qtbot.waitSignal(field.editing_cancelled):
        QTest.keyClick(field, Key.Key_Escape)


def test_a_refused_text_can_be_given_up_too(field: Field, qtbot: QtBot) -> None:
    field.is_refused = True
    with qtbot.waitSignal(field.editing_cancelled):
        QTest.keyClick(field, Key.Key_Escape)


def test_typing_in_a_read_only_field_is_announced_and_changes_nothing(field: Field, qtbot: QtBot) -> None:
    field.setReadOnly(True)
    with qtbot.waitSignal(field.input_rejected):
        QTest.keyClick(field, Key.Key_A)
    with qtbot.assertNotEmitted(field.input_rejected):
        QTest.keyClick(field, Key.Key_Right)
    assert field.text() == ""


def test_leaving_is_announced_while_the_text_is_modified(field: Field, qtbot: QtBot) -> None:
    qtbot.waitActive(field)
    field.setFocus()
    with qtbot.assertNotEmitted(field.left):
        field.clearFocus()
    field.setFocus()
    QTest.keyClicks(field, "a")
    with qtbot.waitSignal(field.left):
        field.clearFocus()


def test_a_choice_is_a_key_or_blank_for_the_guess(qtbot: QtBot) -> None:
    choice = ChoiceField("机关层级", {"county": "县级", "town": "乡镇"})
    qtbot.addWidget(choice)
    assert choice.chosen == ""
    choice.choose("town")
    assert (choice.chosen, choice.currentText()) == ("town", "乡镇")
    choice.choose("unknown")
    assert choice.chosen == ""
    choice.show_guess("县级")
    assert choice.currentText() == "按名称判断（县级）"
    choice.show_guess("")
    assert choice.currentText() == "按名称判断（名称看不出，请选择）"
