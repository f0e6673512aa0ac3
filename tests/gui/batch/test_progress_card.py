"""Progress that is true: what is done, what is left, and no guess before there is anything to go by."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.batch.batch_run import Progress
from gui.batch.progress_card import EMPTY, ProgressCard, remaining
from model.batch.file_rows import Verdict


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "约剩 1 秒"), (2.4, "约剩 2 秒"), (89, "约剩 89 秒"), (91, "约剩 2 分钟"), (600, "约剩 10 分钟")],
)
def test_the_remaining_time_in_words(seconds: float, said: str) -> None:
    assert remaining(seconds) == said


def test_the_card_says_how_far_it_is_and_that_it_was_stopped(qtbot: QtBot) -> None:
    card = ProgressCard()
    qtbot.addWidget(card)
    card.show_progress(Progress(0, 0, None, is_running=False))
    assert card.sentence.text() == EMPTY and card.bar.isHidden()
    card.show_progress(Progress(3, 10, 12.0, is_running=True))
    assert card.sentence.text().startswith("已读 3 / 10 个文件")
    assert (card.left.text(), card.bar.value(), card.bar.maximum(), card.bar.isHidden()) == ("约剩 12 秒", 3, 10, False)
    card.show_progress(Progress(4, 10, None, is_running=True), {Verdict.WRONG: 1, Verdict.OLD_FORM: 2})
    assert "一致 0 · 待核 0 · 不一致 3 · 读不出 0" in card.sentence.text()
    assert card.left.text() == ""
    card.show_progress(Progress(4, 10, None, is_running=False))
    assert card.sentence.text().endswith("已停止，还有 6 个没有读")
    card.show_progress(Progress(10, 10, None, is_running=False))
    assert "已停止" not in card.sentence.text() and card.bar.isHidden()


def test_the_keyboard_stays_on_what_stops_and_goes_on(qtbot: QtBot) -> None:
    card = ProgressCard()
    qtbot.addWidget(card)
    card.show()
    said: list[str] = []
    card.cancelled.connect(lambda: said.append("cancelled"))
    card.resumed.connect(lambda: said.append("resumed"))
    card.show_progress(Progress(3, 10, None, is_running=True))
    found: list[QPushButton] = list(card.findChildren(QPushButton))
    buttons = {each.text(): each for each in found}
    with qtbot.waitActive(card):
        card.activateWindow()
    buttons["取消"].setFocus()
    buttons["取消"].click()
    card.show_progress(Progress(4, 10, None, is_running=False))
    assert buttons["继续读取"].hasFocus() and not buttons["取消"].isVisible()
    buttons["继续读取"].click()
    card.show_progress(Progress(4, 10, None, is_running=True))
    assert buttons["取消"].hasFocus() and not buttons["继续读取"].isVisible()
    assert said == ["cancelled", "resumed"]
