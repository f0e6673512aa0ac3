"""F1 leads to the topic of what has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.kit.help_topics import HELP_REQUESTS, help_topic_of, offer_help, set_help_topic


def test_the_topic_is_that_of_the_nearest_widget_around(qtbot: QtBot) -> None:
    outer, inner = QWidget(), QWidget()
    qtbot.addWidget(outer)
    inner.setParent(outer)
    field = QLineEdit(inner)
    assert help_topic_of(field) == "" == help_topic_of(None)
    set_help_topic(outer, "home")
    assert help_topic_of(field) == "home"
    set_help_topic(inner, "tables")
    assert (help_topic_of(field), help_topic_of(outer)) == ("tables", "home")


def test_a_dialog_asks_for_the_topic_of_its_focus(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    first, second = QLineEdit(), QLineEdit()
    layout = QVBoxLayout(dialog)
    layout.addWidget(first)
    layout.addWidget(second)
    offer_help(dialog, "settings")
    set_help_topic(second, "rules")
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for field, topic in ((first, "settings"), (second, "rules")):
        field.setFocus()
        with qtbot.waitSignal(HELP_REQUESTS.asked) as asked:
            QTest.keyClick(field, Qt.Key.Key_F1)
        assert asked.args == [topic, dialog]
