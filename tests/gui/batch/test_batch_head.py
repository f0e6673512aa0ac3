"""The head of the batch page: its buttons do what their names say, the results wait for files."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.batch.batch_head import BatchHead, HeadCommands


def test_each_button_calls_its_command_and_results_wait_for_files(qtbot: QtBot) -> None:
    called: list[str] = []
    commands = HeadCommands(
        lambda: called.append("home"),
        lambda: called.append("files"),
        lambda: called.append("folder"),
        lambda below: called.append(below.text()),
        lambda: called.append("years"),
        lambda: called.append("lists"),
        lambda: called.append("draft"),
    )
    head = BatchHead(commands, "恩平市人民政府", 2024)
    qtbot.addWidget(head)
    assert (head.organ.text(), head.year.text()) == ("恩平市人民政府", "2024")
    head.enable_results(there=False)
    buttons: list[QPushButton] = list(head.findChildren(QPushButton))
    assert [each.isEnabled() for each in buttons] == [True, True, True, True, True, False, False]
    head.enable_results(there=True)
    for each in buttons:
        each.click()
    assert called == ["home", "files", "folder", "比较、附表", "years", "lists", "draft"]
