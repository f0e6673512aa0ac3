"""The dialog in which a remark at a cell is written."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.grid.remark_dialog import RemarkDialog
from model.report.report import Remark

Key = Qt.Key


def test_text_of_a_remark_is_discarded_only_after_confirmation(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    requested: list[bool] = []

    def sure(_dialog: RemarkDialog) -> bool:
        requested.append(True)
        return len(requested) > 1

    monkeypatch.setattr(RemarkDialog, "sure", sure)
    dialog = RemarkDialog("一、本年新收", Remark("核对过"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.text, "2")
    qtbot.keyClick(dialog.text, Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.text, Key.Key_Escape)
    assert not dialog.isVisible()
    unchanged = RemarkDialog("一、本年新收", Remark("核对过"))
    qtbot.addWidget(unchanged)
    unchanged.show()
    qtbot.keyClick(unchanged.text, Key.Key_Escape)
    assert not unchanged.isVisible()
    assert len(requested) == 2


def test_ctrl_enter_keeps_a_remark_and_enter_alone_begins_a_line(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemarkDialog, "sure", lambda _: True)
    dialog = RemarkDialog("一、本年新收", None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.text, "a")
    qtbot.keyClick(dialog.text, Key.Key_Return)
    qtbot.keyClicks(dialog.text, "b")
    assert dialog.isVisible()
    qtbot.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.isVisible(), dialog.remark) == (False, Remark("a\nb"))
