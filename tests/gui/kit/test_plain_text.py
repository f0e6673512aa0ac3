"""Text from files is shown as it is written."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel, QListWidgetItem, QMessageBox, QToolTip, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from gui.kit.plain_text import MessageBox, inform, plain, set_item_tool_tip, set_tool_tip, show_tool_tip, warn


@pytest.mark.parametrize(
    "text", ["<img src=x>", "a <b>b</b>", "&lt;b&gt;", "\n <table>", "<?xml?>", "\x1b[31m红", "\u202eabc"]
)
def test_plain_text_is_never_markup_and_holds_no_control_characters(text: str) -> None:
    assert not QtText.mightBeRichText(plain(text))
    assert not {"\x1b", "\u202e"} & set(plain(text))


@pytest.mark.parametrize("text", ["某市水务局", "3 < 5", "A&B", "一行\n二行", ""])
def test_usual_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_a_message_box_has_plain_texts_only(qtbot: QtBot) -> None:
    box = MessageBox(QMessageBox.Icon.Warning, "标题", "<b>粗</b>")
    qtbot.addWidget(box)
    box.setInformativeText("<img src=x>")
    assert box.text() == "<b>粗</b>"
    assert box.informativeText() == "<img src=x>"
    labels: list[QLabel] = list(box.findChildren(QLabel))
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}


def test_a_tool_tip_is_plain(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tool_tip(widget, "<img src=x>")
    assert widget.toolTip() == "＜img src=x>"


def test_tool_tips_of_items_are_plain(qtbot: QtBot) -> None:
    of_list, of_tree = QListWidgetItem(), QTreeWidgetItem()
    set_item_tool_tip(of_list, "<b>x")
    set_item_tool_tip(of_tree, "<b>x", 1)
    assert (of_list.toolTip(), of_tree.toolTip(1)) == ("＜b>x", "＜b>x")


def test_a_tool_tip_that_is_shown_at_once_is_plain(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _of: shown.append(text))
    show_tool_tip(QPoint(), "<b>x", widget)
    assert shown == ["＜b>x"]


@pytest.mark.parametrize("report", [warn, inform])
def test_a_report_waits_for_its_reader(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, report: object) -> None:
    assert callable(report)
    boxes: list[tuple[str, str, Qt.TextFormat]] = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: boxes.append((box.windowTitle(), box.text(), box.textFormat()))
    )
    report(None, "没有导入", "<img src=x>\x1b")
    assert boxes == [("没有导入", "<img src=x>\ufffd", Qt.TextFormat.PlainText)]
