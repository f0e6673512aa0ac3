"""Clearing, filling, flagging and remarking the selected cells."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.grid.grid_commands import GridCommand
from gui.grid.remark_dialog import RemarkDialog
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Origin, Remark, Report
from tests.gui.grid.table_driver import Grid

Opens = Callable[..., OpenReport]
Key = Qt.Key
Modifier = Qt.KeyboardModifier


def test_delete_clears_the_selection_as_one_step(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    zero.press(Key.Key_Delete)
    for row in ("received", "carried_in"):
        for column in ("person", "business"):
            assert zero.state(f"requests.{row}.{column}").blank
    assert zero.report.undo()
    assert zero.shown("requests.carried_in.business") == "0"


def test_blanks_become_zero_and_what_is_filled_or_follows_stays(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("6")
    blank.press(Key.Key_Return)
    blank.view.run(GridCommand.FILL_WITH_ZERO)
    assert blank.shown("requests.received.person") == "6"
    assert blank.shown("requests.received.total") == "6"
    assert blank.shown("requests.carried_out.other") == "0"
    assert not blank.report.typed_over(blank.cell("requests.received.total"))
    blank.report.undo()
    assert blank.state("requests.carried_out.other").blank


LINE = "requests.received"


def test_a_sum_so_far_is_neither_copied_nor_summed_nor_filled_on(blank: Grid) -> None:
    blank.report.edit(Edit("", {blank.cell(f"{LINE}.person"): 6}))
    blank.at(f"{LINE}.total")
    blank.press(Key.Key_C, modifier=Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""
    blank.press(Key.Key_Down, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_D, modifier=Modifier.ControlModifier)
    assert blank.report.report.figures == {blank.cell(f"{LINE}.person"): 6}


def test_ctrl_d_and_ctrl_r_fill_from_the_edge_as_one_step(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("4")
    blank.press(Key.Key_Return, Key.Key_Up)
    blank.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_D, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.carried_in.person") == "4"
    assert blank.state("requests.carried_in.business").blank  # what stands at its top is blank
    blank.report.undo()
    blank.press(Key.Key_R, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.received.business") == "4"
    assert blank.state("requests.carried_in.business").blank


def test_ctrl_d_on_one_cell_takes_the_figure_above(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("4")
    blank.press(Key.Key_Return)
    blank.press(Key.Key_D, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.carried_in.person") == "4"


def test_ctrl_enter_fills_the_whole_selection(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    blank.type("0")
    blank.qtbot.keyClick(blank.editor(), Key.Key_Return, Modifier.ControlModifier)
    assert [blank.shown(f"requests.{r}.{c}") for r in ("received", "carried_in") for c in ("person", "business")] == [
        "0"
    ] * 4
    assert blank.report.undo_label == "填充 4 格"


def test_flagging_the_selection_is_one_step_and_is_spoken(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_M, modifier=Modifier.ControlModifier)
    remarks = blank.report.report.remarks
    assert {str(cell): remark.flagged for cell, remark in remarks.items()} == {
        "requests.received.person": True,
        "requests.received.business": True,
    }
    index = blank.model.index_of(blank.cell("requests.received.person"))
    assert "待核实" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    blank.press(Key.Key_M, modifier=Modifier.ControlModifier)
    assert blank.report.report.remarks == {}
    blank.report.undo()
    assert len(blank.report.report.remarks) == 2


def test_a_remark_is_written_kept_and_taken_away(blank: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(dialog: RemarkDialog) -> int:
        dialog.text.setPlainText("与信访科核对")
        buttons: list[QPushButton] = list(dialog.findChildren(QPushButton))
        next(each for each in buttons if each.text() == "确定").click()
        return dialog.result()

    monkeypatch.setattr(RemarkDialog, "exec", write)
    blank.at("requests.received.person")
    blank.press(Key.Key_F2, modifier=Modifier.ShiftModifier)
    cell = blank.cell("requests.received.person")
    assert blank.report.report.remarks == {cell: Remark("与信访科核对")}
    assert "批注：与信访科核对" in blank.model.index_of(cell).data(Qt.ItemDataRole.ToolTipRole)
    assert blank.view.edits is not None
    blank.view.edits.set_remark(cell, None)
    assert blank.report.report.remarks == {}


def test_unread_text_is_cleared_with_its_origin_and_restored_by_undo(
    qtbot: QtBot, opens: Opens, edition: Edition
) -> None:
    cell, origin = edition.cell("requests.received.person"), Origin("2024.docx", "第3张表", "约3")
    grid = Grid(qtbot, opens(Report(edition.id, unread={cell: "约3"}, origins={cell: origin})), "requests")
    grid.at(str(cell))
    grid.press(Key.Key_Delete)
    assert (grid.report.report.unread, grid.report.report.origins) == ({}, {})
    assert grid.report.undo_label == f"清除 {edition.table('requests').name_of(cell)}"
    grid.report.undo()
    assert (grid.report.report.unread, grid.report.report.origins) == ({cell: "约3"}, {cell: origin})


def test_a_figure_filled_over_an_unread_text_takes_its_place(qtbot: QtBot, opens: Opens, edition: Edition) -> None:
    source, cell = edition.cell("requests.received.person"), edition.cell("requests.carried_in.person")
    grid = Grid(qtbot, opens(Report(edition.id, {source: 4}, unread={cell: "约3"})), "requests")
    grid.at(str(cell))
    grid.press(Key.Key_D, modifier=Modifier.ControlModifier)
    assert (grid.shown(str(cell)), grid.report.report.unread) == ("4", {})
