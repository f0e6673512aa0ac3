"""The line at the foot of a page."""

import pytest
from pytestqt.qtbot import QtBot

from gui.kit import status_line
from gui.kit.status_line import StatusLine


@pytest.fixture
def line(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> StatusLine:
    monkeypatch.setattr(status_line, "SHOWN_MS", 30)
    made = StatusLine()
    qtbot.addWidget(made)
    return made


def test_a_line_is_shown_whole_in_the_tool_tip_and_cleared_after_a_while(line: StatusLine, qtbot: QtBot) -> None:
    line.show_status("已粘贴 4 格（Ctrl+Z 撤销）")
    assert (line.text(), line.toolTip()) == ("已粘贴 4 格（Ctrl+Z 撤销）", "已粘贴 4 格（Ctrl+Z 撤销）")
    assert line.property("role") == "small"
    qtbot.waitUntil(lambda: line.text() == "", timeout=1000)


def test_a_problem_stays_until_another_line_comes(line: StatusLine, qtbot: QtBot) -> None:
    line.show_status("没有导出：磁盘已满", problem=True)
    assert line.property("role") == "error"
    qtbot.wait(80)
    assert line.text() == "没有导出：磁盘已满"
    line.show_status("已导出")
    assert (line.text(), line.property("role")) == ("已导出", "small")


def test_the_time_of_an_earlier_line_does_not_clear_a_later_one(line: StatusLine, qtbot: QtBot) -> None:
    line.show_status("第一行")
    line.show_status("第二行", problem=True)
    qtbot.wait(80)
    assert line.text() == "第二行"
    line.clear_status("第一行")
    assert line.text() == "第二行"
