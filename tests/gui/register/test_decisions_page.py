"""Entries to be decided."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.register.decisions_page import MOST_ASKED
from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from tests.gui.register.opening import GRANTED, OTHER, RECEIVED, choose, opened
from tests.model.register.registers import HEAD, in_excel, plain_rows, random_applications
from tests.model.register.test_applications import GOOD, register


def test_what_is_not_decided_is_asked_and_not_taken_over(
    commands: RegisterCommands, file: Path, report: OpenReport, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    assert dialog.pages.currentWidget() is dialog.decisions
    assert "1 件没有计入" in dialog._summary.text()
    assert RECEIVED not in dialog.preview.chosen()
    dialog.take_over()
    assert report.report.figures[RECEIVED] == 5
    choose(dialog, "results", "转办", "results.otherwise.other", qtbot)
    assert "没有计入" not in dialog._summary.text()
    assert {RECEIVED, GRANTED, OTHER} <= set(dialog.preview.chosen())


def test_a_sheet_can_be_left_out(commands: RegisterCommands, tmp_path: Path, qtbot: QtBot) -> None:
    strange = [["甲", "乙"], ["2024-01-05", "x"], ["2024-02-05", "y"]]
    path = in_excel(tmp_path / "t.xlsx", {"台账": [HEAD, *plain_rows(random_applications(1, 5))], "另册": strange})
    dialog = opened(commands, path, qtbot)
    box = dialog.decisions.choices["left_out", "工作表“另册”"]
    box.activated.emit(1)
    qtbot.waitUntil(lambda: not dialog._state.is_counting)
    assert dialog._state.counted.is_whole


def test_the_keys_go_from_the_links_to_the_first_entry_and_on_to_the_next_one_decided(
    commands: RegisterCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    path = register(tmp_path, GOOD, *({**GOOD, "登记编号": f"{word}号", "答复结果": word} for word in ("转办", "酌情")))
    dialog = opened(commands, path, qtbot)
    first, second = (dialog.decisions.choices["results", word] for word in ("转办", "酌情"))
    assert following(dialog.decisions._area)[0] is first
    assert following(first)[0] is second
    dialog.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    choose(dialog, "results", "转办", OTHER.row, qtbot)
    assert dialog.decisions.choices["results", "酌情"].hasFocus()


def test_each_column_that_is_read_is_shown_with_its_meaning(
    commands: RegisterCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    labels = [
        "收到日期",
        "申请人类型",
        "首次答复日期",
        "首次答复结果",
        "最终答复日期",
        "最终答复结果",
        "复议结果",
        "是否复议",
    ]
    row = ["2024-03-05", "个人", "2024-03-09", "不存在", "2024-04-09", "公开", "维持", "是"]
    dialog = opened(commands, in_excel(tmp_path / "台账.xlsx", {"台账": [labels, row]}), qtbot)
    chosen = {key: box.currentData() for (part, key), box in dialog.decisions.choices.items() if part == "columns"}
    assert list(chosen) == labels
    assert list(chosen.values())[2:] == ["answered_on", "result"] * 2 + ["reconsidered"] * 2
    choose(dialog, "columns", "最终答复日期", "ignored", qtbot)
    choose(dialog, "columns", "最终答复结果", "ignored", qtbot)
    assert [str(cell) for cell in dialog._state.counted.count.places if "results" in cell.row] == [
        "requests.results.unavailable.not_held.person"
    ]


def following(widget: QWidget) -> list[QWidget]:
    """The boxes behind ``widget`` in the order of the tabulator."""
    found: list[QWidget] = []
    each = widget.nextInFocusChain()
    while each is not None and each is not widget:
        if isinstance(each, QComboBox):
            found.append(each)
        each = each.nextInFocusChain()
    return found


def test_of_very_many_entries_the_first_are_asked_and_the_number_of_the_others_is_told(
    commands: RegisterCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = ({**GOOD, "登记编号": f"{n}号", "答复结果": f"酌情{n}"} for n in range(MOST_ASKED + 7))
    page = opened(commands, register(tmp_path, *rows), qtbot).decisions
    assert sum(part == "results" for part, _ in page.choices) == MOST_ASKED
    labels: list[QLabel] = list(page.findChildren(QLabel))
    assert [each for each in labels if "还有 7 种写法" in each.text()]
