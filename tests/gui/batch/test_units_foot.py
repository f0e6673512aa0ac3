"""The foot says how many units are missing, or why that is not known."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.batch.units_foot import UnitsFoot
from gui.kit.status_line import StatusLine


@pytest.mark.parametrize(
    ("listed", "missing", "unsure", "told", "choose"),
    [
        (0, None, 0, "没有选名单，未交的单位不知道", "选择名单…"),
        (60, None, 0, "名单 60 个单位", "换一份名单…"),
        (60, 3, 0, "未交 3 个单位", "换一份名单…"),
        (60, 3, 2, "未交 3 个单位，拿不准 2 个", "换一份名单…"),
    ],
)
def test_what_is_missing_is_told(
    qtbot: QtBot, listed: int, missing: int | None, unsure: int, told: str, choose: str
) -> None:
    asked: list[str] = []
    foot = UnitsFoot(lambda: asked.append("units"), lambda: asked.append("list"), StatusLine(), QPushButton("撤销"))
    qtbot.addWidget(foot)
    foot.show_counts(listed, missing, unsure)
    assert foot.missing.text() == told
    buttons: list[QPushButton] = list(foot.findChildren(QPushButton))
    for each in buttons:
        each.click()
    assert choose in {each.text() for each in buttons}
    assert asked == ["units", "list"]


def test_of_a_batch_that_was_stopped_it_is_not_known(qtbot: QtBot) -> None:
    foot = UnitsFoot(lambda: None, lambda: None, StatusLine(), QPushButton("撤销"))
    qtbot.addWidget(foot)
    foot.show_counts(60, None, is_stopped=True)
    assert foot.missing.text() == "名单 60 个单位，没有读完，未交的不知道"
