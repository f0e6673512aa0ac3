"""The grid as a whole: the printed form, typing, input methods and screen readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.grid.composition import Composition
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.form.edition import Edition
from model.report.edits import Edit
from tests.gui.grid.table_driver import Grid

Key = Qt.Key
Modifier = Qt.KeyboardModifier


LINE = "requests.received"


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_the_grid_is_the_printed_form_merged_heads_and_all(
    qtbot: QtBot, open_report: OpenReport, edition: Edition, table: str
) -> None:
    grid = Grid(qtbot, open_report, table)
    for place in edition.table(table).places:
        assert grid.view.rowSpan(place.top, place.left) == place.high
        assert grid.view.columnSpan(place.top, place.left) == place.wide
        if place.cell is None:
            assert grid.model.index(place.top, place.left).data() == place.text


def test_f2_keeps_the_old_figure_and_escape_gives_it_back(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("12")
    blank.press(Key.Key_Return, Key.Key_Up, Key.Key_F2)
    assert blank.editor().text() == "12"
    blank.type("9")
    blank.qtbot.keyClick(blank.editor(), Key.Key_Escape)
    assert blank.shown("requests.received.person") == "12"


def test_full_width_digits_and_separators_are_taken_as_the_number_they_mean(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("１，２３４")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "1234"


@pytest.mark.parametrize("text", ["2.5", "-3", "约3", "1" + "0" * 30, "abc"])
def test_text_that_is_no_count_is_reported_the_editor_stays_and_nothing_changes(blank: Grid, text: str) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_F2)
    blank.editor().setText(text)
    blank.qtbot.keyClick(blank.editor(), Key.Key_Return)
    assert blank.refused
    assert blank.editor().text() == text
    assert blank.shown("requests.received.person") == ""
    assert blank.report.undo_label == ""


def test_the_fee_takes_decimals(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disclosure")
    grid.at("disclosure.fees.amount")
    grid.type("59237.2449")
    grid.press(Key.Key_Return)
    assert grid.shown("disclosure.fees.amount") == "59237.2449"


def test_a_double_click_edits(blank: Grid) -> None:
    index = blank.model.index_of(blank.cell("requests.received.person"))
    centre = blank.view.visualRect(index).center()
    blank.qtbot.mouseClick(blank.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    blank.qtbot.mouseDClick(blank.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert blank.editor().hasFocus()


@pytest.mark.parametrize(
    ("addends", "typed", "reported"),
    [
        (6, "11", ["一、本年新收 · 总计：与各项之和一致，随各项自动计算"]),
        (6, "12", []),  # the panel says it
        (5, "11", ["一、本年新收 · 总计：各项还没有填齐，先按原数保留"]),
    ],
)
def test_a_typed_total_says_whether_it_follows(blank: Grid, addends: int, typed: str, reported: list[str]) -> None:
    columns = ("person", "business", "research", "welfare", "legal_service", "other")[:addends]
    figures = dict(zip(columns, (6, 5, 0, 0, 0, 0), strict=False))
    blank.report.edit(Edit("", {blank.cell(f"{LINE}.{column}"): figure for column, figure in figures.items()}))
    blank.at(f"{LINE}.total")
    blank.type(typed)
    blank.press(Key.Key_Return)
    assert blank.status.lines == reported
    follows = addends == 6 and typed == "11"
    assert blank.report.typed_over(blank.cell(f"{LINE}.total")) != follows


def test_a_total_typed_as_its_sum_goes_on_following(zero: Grid) -> None:
    zero.report.edit(Edit("", {zero.cell(f"{LINE}.person"): 5}))
    zero.at(f"{LINE}.total")
    zero.type("9")
    zero.press(Key.Key_Return)
    assert zero.report.typed_over(zero.cell(f"{LINE}.total"))
    zero.at(f"{LINE}.total")
    zero.type("5")
    zero.press(Key.Key_Return)
    assert not zero.report.typed_over(zero.cell(f"{LINE}.total"))


def test_arrow_keys_leave_replaced_text_and_move_within_edited_text(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("4")
    blank.press(Key.Key_Right)
    blank.type("5")
    blank.press(Key.Key_Left)
    assert (blank.shown("requests.received.person"), blank.shown("requests.received.business")) == ("4", "5")
    assert blank.view.current_cell == blank.cell("requests.received.person")
    blank.press(Key.Key_F2)
    blank.press(Key.Key_Home)
    blank.press(Key.Key_Right)
    blank.type("7")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "47"
    blank.at("requests.received.person")
    blank.type("12")
    blank.press(Key.Key_F2)  # now mended, not typed over
    blank.press(Key.Key_Left)
    blank.type("3")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "132"


def test_an_arrow_does_not_leave_text_that_is_no_figure(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("4x")
    blank.press(Key.Key_Right)
    assert blank.editor().text() == "4x"
    assert blank.refused


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_a_composition_over_a_selected_cell_is_shown_there_and_not_ended(blank: Grid) -> None:
    """Input methods end it when the keyboard moves: of nihao, n became the text and ihao was looked up."""
    blank.at("requests.received.person")
    assert blank.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for composed in ("n", "nihao"):
        compose(blank.view, composed)
        assert blank.view.state() != blank.view.State.EditingState
        assert compositions(blank) == [composed]
    compose(blank.view, "", "你好")
    assert blank.editor().text() == "你好"
    assert compositions(blank) == []


def test_digits_that_are_composed_over_a_selected_cell_are_a_figure(blank: Grid) -> None:
    blank.at("requests.received.person")
    compose(blank.view, "１")
    compose(blank.view, "１２")
    compose(blank.view, "", "１２")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "12"


def test_a_composition_that_is_given_up_leaves_the_cell_as_it_was(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("12")
    blank.press(Key.Key_Return, Key.Key_Up)
    compose(blank.view, "ni")
    compose(blank.view, "")
    assert compositions(blank) == []
    assert blank.shown("requests.received.person") == "12"


def compositions(grid: Grid) -> list[str]:
    """Those that are seen."""
    found: list[object] = list(grid.view.viewport().findChildren(Composition))
    return [str(each.text) for each in found if isinstance(each, Composition) and not each.isHidden()]


def test_a_digit_that_the_input_method_commits_at_once_is_kept(blank: Grid) -> None:
    blank.at("requests.received.person")
    compose(blank.view, "", "８")
    assert blank.editor().text() == "８"
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "8"


def test_the_numeric_pad_types_and_leaves(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.qtbot.keyClick(blank.view, Key.Key_5, Modifier.KeypadModifier)
    blank.qtbot.keyClick(blank.editor(), Key.Key_Enter, Modifier.KeypadModifier)
    assert blank.shown("requests.received.person") == "5"
    assert blank.here == "requests.carried_in.person"


def test_the_table_as_a_screen_reader_walks_through_it(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("6")
    blank.press(Key.Key_Return)
    table = QAccessible.queryAccessibleInterface(blank.view)
    assert table is not None
    assert table.text(QAccessible.Text.Name) == blank.model.table.name
    index = blank.model.index_of(blank.cell("requests.received.person"))
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    heard = {
        table.child(number).text(QAccessible.Text.Name)
        for number in range(table.childCount())
        if table.child(number) is not None
    }
    assert spoken in heard
    assert spoken.startswith("一、本年新收")
    assert "自然人，6" in spoken


def test_a_broken_equation_marks_its_cells_and_the_tip_says_why(zero: Grid) -> None:
    zero.at("requests.carried_out.business")
    zero.type("1")
    zero.press(Key.Key_Return)
    for address in ("requests.carried_out.business", "requests.received.business", "requests.results.total.total"):
        assert zero.state(address).severity is Severity.ERROR
    assert zero.state("requests.received.person").severity is None
    tip = zero.model.index_of(zero.cell("requests.carried_out.business")).data(Qt.ItemDataRole.ToolTipRole)
    assert "一 0 + 二 0 = 0 ≠ 三（七）0 + 四 1 = 1" in tip


def test_the_partners_of_the_current_cell_are_tinted_by_side(zero: Grid) -> None:
    zero.at("requests.carried_in.business")
    assert zero.state("requests.received.business").trace == "left"
    assert zero.state("requests.carried_out.business").trace == "right"
    assert zero.state("requests.carried_in.total").trace == "right"
    assert zero.state("requests.carried_in.business").trace == ""
    assert zero.state("requests.results.granted.business").trace == ""


def test_a_screen_reader_gets_row_column_value_and_state(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.type("6")
    zero.press(Key.Key_Return)
    spoken = zero.model.index_of(zero.cell("requests.received.person")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "一、本年新收，自然人，6，不一致"
