"""A row that continues on the next line: what goes where, and how high it becomes."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.kit.flow_layout import flow
from gui.kit.widgets import Elided, button, label


def nothing() -> None:
    pass


@pytest.fixture
def bar(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def laid_out(bar: QWidget, width: int) -> None:
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    QApplication.processEvents()


def test_in_a_wide_window_there_is_one_line_and_the_stretch_takes_what_is_left(bar: QWidget) -> None:
    first, last = button("导出 Excel", nothing), button("导出 Word", nothing)
    bar.setLayout(flow(first, 1, last))
    laid_out(bar, 600)
    assert first.y() == last.y()
    assert first.x() == 0
    assert last.geometry().right() in (598, 599)


def test_what_has_no_room_goes_to_the_next_line_and_the_bar_grows(bar: QWidget) -> None:
    parts = [button("与送签文件比较…", nothing) for _ in range(4)]
    bar.setLayout(flow(*parts, gap=8))
    wide = parts[0].sizeHint().width()
    laid_out(bar, 2 * wide + 8)
    assert [each.x() for each in parts] == [0, wide + 8, 0, wide + 8]
    assert parts[0].y() == parts[1].y() < parts[2].y() == parts[3].y()
    assert bar.height() == 2 * parts[0].sizeHint().height() + 8
    assert bar.heightForWidth(10 * wide) == parts[0].sizeHint().height()


def test_a_sentence_wraps_beside_its_buttons_and_takes_all_the_room(bar: QWidget) -> None:
    sentence = label("已标为送签：领导改过的文件拿回来后，可以与草稿比较并采用" * 2, wrap=True)
    done = button("定稿", nothing)
    bar.setLayout(flow(sentence, done))
    laid_out(bar, 500)
    assert sentence.width() + 8 + done.width() == 500
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    laid_out(bar, 300)
    assert done.y() > sentence.y()
    assert sentence.width() == 300


def test_an_elided_label_shrinks_before_a_button_leaves_the_line(bar: QWidget) -> None:
    name, done = Elided("导入：恩平市人民政府办公室政府信息公开工作年度报告.docx"), button("取消", nothing)
    bar.setLayout(flow(name, 1, done))
    laid_out(bar, 200)
    assert name.y() <= done.geometry().bottom()
    assert 80 <= name.width() < name.sizeHint().width()
    assert done.geometry().right() <= 199


def test_what_is_hidden_takes_no_room(bar: QWidget) -> None:
    first, hidden, last = (button(name, nothing) for name in ("甲", "乙", "丙"))
    bar.setLayout(flow(first, hidden, last, gap=8))
    hidden.hide()
    laid_out(bar, 600)
    assert last.x() == first.geometry().right() + 1 + 8
