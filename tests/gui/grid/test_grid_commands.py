"""Which key and which entry of the context menu stands for which command of a grid."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.grid.grid_commands import MENU, READING, GridCommand, command_of, context_menu
from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.sign_off import finishing
from tests.gui.grid.table_driver import Grid, Key, Modifier

CTRL, SHIFT, NONE = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.NoModifier


@pytest.mark.parametrize(
    ("key", "modifier", "command"),
    [
        (Key.Key_C, CTRL, GridCommand.COPY),
        (Key.Key_X, CTRL, GridCommand.CUT),
        (Key.Key_V, CTRL, GridCommand.PASTE),
        (Key.Key_Delete, NONE, GridCommand.CLEAR),
        (Key.Key_Backspace, SHIFT, GridCommand.CLEAR),
        (Key.Key_Escape, NONE, GridCommand.DISCARD_UNREAD),
        (Key.Key_D, CTRL, GridCommand.FILL_DOWN),
        (Key.Key_R, CTRL, GridCommand.FILL_RIGHT),
        (Key.Key_F2, SHIFT, GridCommand.WRITE_REMARK),
        (Key.Key_M, CTRL, GridCommand.TOGGLE_FLAGS),
        (Key.Key_F6, NONE, GridCommand.NEXT_BLANK),
        (Key.Key_F6, SHIFT, GridCommand.PREVIOUS_BLANK),
        (Key.Key_D, NONE, None),
        (Key.Key_F2, NONE, None),
        (Key.Key_Tab, NONE, None),
        (Key.Key_5, NONE, None),
        (Key.Key_Down, CTRL, None),
    ],
)
def test_a_key_stands_for_one_command_or_moves_and_types(
    key: Key, modifier: Modifier, command: GridCommand | None
) -> None:
    assert command_of(QKeyEvent(QEvent.Type.KeyPress, key, modifier)) is command


@pytest.mark.parametrize("is_final", [False, True])
def test_the_menu_of_a_final_report_offers_only_what_changes_nothing(qtbot: QtBot, is_final: bool) -> None:
    chosen: list[GridCommand] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = context_menu(parent, chosen.append, is_final=is_final)
    offered = [command for (_, command), action in zip(MENU, menu.actions(), strict=True) if action.isEnabled()]
    assert offered == [command for _, command in MENU if not is_final or command in READING]
    for action in menu.actions():
        action.trigger()
    assert chosen == offered


def test_every_command_of_the_menu_and_the_keys_is_carried_out_by_a_grid(blank: Grid) -> None:
    assert set(blank.view._commands) == set(GridCommand)


def test_a_read_only_table_carries_out_copying_only(qtbot: QtBot, open_report: OpenReport, edition: Edition) -> None:
    view = TableView(TableModel(open_report, edition.table("requests")))
    qtbot.addWidget(view)
    view.go_to(view.table.cells[0])
    for command in GridCommand:
        view.run(command)
    assert open_report.undo_label == ""
    assert open_report.report.figures == {}


def test_a_final_report_takes_no_command_that_changes_it(zero: Grid) -> None:
    report = zero.report
    assert report.edit(finishing(date(2026, 1, 8)))
    before = report.report
    zero.at("requests.received.person")
    zero.clipboard("7")
    for command in (GridCommand.CUT, GridCommand.CLEAR, GridCommand.PASTE, GridCommand.TOGGLE_FLAGS):
        zero.view.run(command)
    zero.press(Key.Key_F2)
    zero.press(Key.Key_F2, modifier=SHIFT)
    zero.type("7")
    assert report.report == before
