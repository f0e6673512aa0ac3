"""核实说明: a reason is given for one finding, and a blank one is none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.editor.reason_box import ReasonBox
from model.checks.engine import check
from model.checks.findings import Finding
from model.form.edition import Edition
from model.report.report import Report


@pytest.fixture
def finding(edition: Edition) -> Finding:
    return check(Report(edition.id), edition).findings[0]


@pytest.fixture
def box(qtbot: QtBot) -> ReasonBox:
    made = ReasonBox()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_until_a_reason_is_asked_for(box: ReasonBox, finding: Finding) -> None:
    assert box.isHidden()
    box.ask(finding, "上年漏计")
    assert not box.isHidden()
    assert box.text.toPlainText() == "上年漏计"


@pytest.mark.parametrize(("text", "given"), [("", False), ("  \n", False), ("漏计", True)])
def test_a_blank_reason_cannot_be_given(box: ReasonBox, finding: Finding, text: str, given: bool) -> None:
    box.ask(finding)
    box.text.setPlainText(text)
    assert box.can_submit is given


def test_ctrl_enter_gives_the_reason_and_closes(box: ReasonBox, finding: Finding, qtbot: QtBot) -> None:
    box.ask(finding)
    box.text.setPlainText(" 漏计 \n")
    with qtbot.waitSignal(box.closed), qtbot.waitSignal(box.submitted) as submitted:
        QTest.keyClick(box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert submitted.args == [finding, "漏计"]
    assert box.isHidden()


def test_escape_closes_it_without_a_reason(box: ReasonBox, finding: Finding, qtbot: QtBot) -> None:
    box.ask(finding, "漏计")
    with qtbot.assertNotEmitted(box.submitted), qtbot.waitSignal(box.closed):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.isHidden()
