"""The printed table as a grid: what stands where, keys, mouse, blocks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication, QImage, QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.grid.grid_commands import GridCommand
from gui.grid.remark_dialog import RemarkDialog
from gui.grid.table_model import STATE, TableModel
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.form.edition import Edition
from model.importing import import_report
from model.report.derived_totals import following, shown
from model.report.edits import Edit
from model.report.report import Remark, Report
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.export.exporting import export_report
from tests.gui.grid.table_driver import Grid
from tests.model.checks.rule_breaking import zeros

Opens = Callable[..., OpenReport]
Key = Qt.Key
Modifier = Qt.KeyboardModifier


@pytest.fixture
def blank(qtbot: QtBot, open_report: OpenReport) -> Grid:
    return Grid(qtbot, open_report, "requests")


@pytest.fixture
def zero(qtbot: QtBot, opens: Opens, edition: Edition) -> Grid:
    return Grid(qtbot, opens(following(Report(edition.id, zeros(edition)), edition)), "requests")


# ---------------------------------------------------------------- what stands where


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_the_model_keeps_qt_s_rules(
    table: str, open_report: OpenReport, edition: Edition, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(TableModel(open_report, edition.table(table)))


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


def test_only_figures_can_be_selected_and_edited(blank: Grid) -> None:
    for place in blank.model.table.places:
        flags = blank.model.flags(blank.model.index(place.top, place.left))
        assert bool(flags & Qt.ItemFlag.ItemIsEditable) is (place.cell is not None)
        assert bool(flags & Qt.ItemFlag.ItemIsSelectable) is (place.cell is not None)


def test_blank_and_zero_look_different(blank: Grid) -> None:
    address = "requests.received.person"
    assert blank.shown(address) == ""
    assert blank.state(address).blank
    blank.at(address)
    blank.type("0")
    blank.press(Key.Key_Return)
    assert blank.shown(address) == "0"
    assert not blank.state(address).blank


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


def test_a_screen_reader_hears_row_column_value_and_state(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.type("6")
    zero.press(Key.Key_Return)
    spoken = zero.model.index_of(zero.cell("requests.received.person")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "一、本年新收，自然人，6，不一致"


def test_table_three_needs_no_horizontal_bar_on_an_office_screen(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "requests")
    grid.view.resize(1366 - 196 - 296 - 32, 600)
    assert grid.view.horizontalHeader().length() <= grid.view.viewport().width()


# ---------------------------------------------------------------- keys


def test_typing_replaces_and_enter_goes_down_over_labels(blank: Grid) -> None:
    blank.at("requests.carried_in.person")
    blank.type("12")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.carried_in.person") == "12"
    assert blank.here == "requests.results.granted.person"


def test_f2_keeps_the_old_figure_and_escape_gives_it_back(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("12")
    blank.press(Key.Key_Return, Key.Key_Up, Key.Key_F2)
    assert blank.editor().text() == "12"
    blank.type("9")
    blank.qtbot.keyClick(blank.editor(), Key.Key_Escape)
    assert blank.shown("requests.received.person") == "12"


def test_enter_after_a_run_of_tabs_returns_to_the_column_where_it_began(blank: Grid) -> None:
    blank.at("requests.received.person")
    for text in ("1", "2"):
        blank.type(text)
        blank.qtbot.keyClick(blank.editor(), Key.Key_Tab)
    blank.type("3")
    blank.qtbot.keyClick(blank.editor(), Key.Key_Return)
    assert blank.here == "requests.carried_in.person"
    assert [blank.shown(f"requests.received.{c}") for c in ("person", "business", "research")] == ["1", "2", "3"]


def test_arrows_home_and_end_go_from_figure_to_figure(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, Key.Key_Down, Key.Key_Down)
    assert blank.here == "requests.results.granted.business"
    blank.press(Key.Key_End)
    assert blank.here == "requests.results.granted.total"
    blank.press(Key.Key_Home, Key.Key_Left, Key.Key_Left)
    assert blank.here == "requests.results.granted.person"
    blank.press(Key.Key_End, modifier=Modifier.ControlModifier)
    assert blank.here == "requests.carried_out.total"
    blank.press(Key.Key_Up, modifier=Modifier.ControlModifier)
    assert blank.here == "requests.received.total"


def test_arrows_pass_the_blocks_of_table_two(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disclosure")
    grid.at("disclosure.normative_documents.issued")
    grid.press(Key.Key_Down)
    assert grid.here == "disclosure.licences.decisions"
    grid.press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert grid.here == "disclosure.fees.amount"


def test_full_width_digits_and_separators_are_taken_as_the_number_they_mean(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("１，２３４")
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "1234"


@pytest.mark.parametrize("text", ["2.5", "-3", "约3", "1" + "0" * 30, "abc"])
def test_what_is_no_count_is_said_the_editor_stays_and_nothing_changes(blank: Grid, text: str) -> None:
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


def test_delete_clears_the_selection_as_one_step(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    zero.press(Key.Key_Delete)
    for row in ("received", "carried_in"):
        for column in ("person", "business"):
            assert zero.state(f"requests.{row}.{column}").blank
    assert zero.report.undo()
    assert zero.shown("requests.carried_in.business") == "0"


def test_the_selection_tells_its_sum(zero: Grid) -> None:
    told: list[str] = []
    zero.view.selection_summary_changed.connect(told.append)
    zero.at("requests.received.person")
    zero.type("6")
    zero.press(Key.Key_Return, Key.Key_Up)
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    assert told[-1] == "选中 2 格 · 求和 6"


def test_a_double_click_edits(blank: Grid) -> None:
    index = blank.model.index_of(blank.cell("requests.received.person"))
    centre = blank.view.visualRect(index).center()
    blank.qtbot.mouseClick(blank.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    blank.qtbot.mouseDClick(blank.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert blank.editor().hasFocus()


def test_a_click_on_the_corner_of_the_form_selects_nothing(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.qtbot.mouseClick(blank.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert blank.view.selected_cells() == [blank.cell("requests.received.person")]


# ---------------------------------------------------------------- blocks


def test_a_block_is_copied_as_text_and_as_a_table(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.type("6")
    zero.press(Key.Key_Return, Key.Key_Up)
    zero.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    zero.press(Key.Key_C, modifier=Modifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "6\t0\n0\t0"
    assert data.html().count("<td") == 4


def test_a_block_from_a_spreadsheet_is_pasted_as_one_step(blank: Grid) -> None:
    blank.clipboard("6\t3\t0\r\n1\t\t２\r\n")
    blank.at("requests.received.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert [blank.shown(f"requests.received.{c}") for c in ("person", "business", "research")] == ["6", "3", "0"]
    assert blank.shown("requests.carried_in.research") == "2"
    assert blank.state("requests.carried_in.business").blank
    assert blank.report.undo_label == "粘贴 6 格"
    blank.report.undo()
    assert blank.state("requests.received.person").blank


def test_a_table_from_a_web_page_is_pasted_cell_by_cell(blank: Grid) -> None:
    blank.clipboard(html="<table><tr><td>1</td><td>2</td></tr><tr><td> 3 </td><td>&nbsp;</td></tr></table>")
    blank.at("requests.received.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.received.business") == "2"
    assert blank.shown("requests.carried_in.person") == "3"


def test_one_figure_fills_the_whole_selection(blank: Grid) -> None:
    blank.clipboard("0")
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, Key.Key_Down, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.carried_in.business") == "0"
    assert blank.report.undo_label == "粘贴 4 格"


def answering(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """Answers a question with the button that begins so; what was asked."""
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        next(each for each in box.buttons() if each.text().startswith(text)).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def test_a_block_that_reaches_over_the_table_is_asked_about(blank: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    blank.clipboard("1\t2\t3")
    blank.at("requests.received.other")
    asked = answering(monkeypatch, "不粘贴")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert "2 格放得下，1 格在表外" in asked[0]
    assert blank.state("requests.received.other").blank
    answering(monkeypatch, "粘贴放得下的")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.received.other") == "1"
    assert "1 格" in blank.refused[0]


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


# ---------------------------------------------------------------- totals

LINE = "requests.received"
COLUMNS = ("person", "business", "research", "welfare", "legal_service", "other")


def test_a_total_that_lacks_addends_is_blank_and_shows_its_sum_so_far_as_such(blank: Grid) -> None:
    blank.at(f"{LINE}.person")
    blank.type("6")
    blank.press(Key.Key_Return)
    state = blank.state(f"{LINE}.total")
    assert (state.blank, state.running) == (True, "6")
    assert "合计未齐，已填各项之和 6" in state.words
    assert "自动合计" not in state.words
    index = blank.model.index_of(blank.cell(f"{LINE}.total"))
    assert blank.shown(f"{LINE}.total") == "", "what is copied, searched or typed over is no figure"
    assert "不是合计" in str(blank.model.data(index, Qt.ItemDataRole.ToolTipRole))
    assert "未齐" in str(blank.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    for column in COLUMNS[1:]:
        blank.report.edit(Edit("", {blank.cell(f"{LINE}.{column}"): 1}))
    assert (blank.shown(f"{LINE}.total"), blank.state(f"{LINE}.total").running) == ("11", "")


def test_a_sum_so_far_is_neither_copied_nor_summed_nor_filled_on(blank: Grid) -> None:
    blank.report.edit(Edit("", {blank.cell(f"{LINE}.person"): 6}))
    blank.at(f"{LINE}.total")
    blank.press(Key.Key_C, modifier=Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""
    blank.press(Key.Key_Down, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_D, modifier=Modifier.ControlModifier)
    assert blank.report.report.figures == {blank.cell(f"{LINE}.person"): 6}


@pytest.mark.parametrize(
    ("addends", "typed", "told"),
    [
        (6, "11", ["一、本年新收 · 总计：与各项之和一致，随各项自动计算"]),
        (6, "12", []),  # the panel says it
        (5, "11", ["一、本年新收 · 总计：各项还没有填齐，先按原数保留"]),
    ],
)
def test_a_typed_total_says_whether_it_follows(blank: Grid, addends: int, typed: str, told: list[str]) -> None:
    columns = ("person", "business", "research", "welfare", "legal_service", "other")[:addends]
    figures = dict(zip(columns, (6, 5, 0, 0, 0, 0), strict=False))
    blank.report.edit(Edit("", {blank.cell(f"{LINE}.{column}"): figure for column, figure in figures.items()}))
    blank.at(f"{LINE}.total")
    blank.type(typed)
    blank.press(Key.Key_Return)
    assert blank.status.lines == told
    follows = addends == 6 and typed == "11"
    assert blank.report.typed_over(blank.cell(f"{LINE}.total")) != follows


def test_a_pasted_block_with_its_total_goes_on_following_and_says_so(blank: Grid) -> None:
    told = blank.status.lines
    blank.clipboard("3\t1\t0\t0\t2\t0\t6\n1\t0\t0\t0\t0\t0\t2")
    blank.at(f"{LINE}.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert not blank.report.typed_over(blank.cell(f"{LINE}.total"))
    assert blank.report.typed_over(blank.cell("requests.carried_in.total"))
    assert told[-1] == (
        "已粘贴 14 格；1 个合计与各项之和一致，随各项自动计算；"
        "1 个合计与各项之和不符，按原数保留：二、上年结转 · 总计（Ctrl+Z 撤销）"
    )
    blank.report.edit(Edit("", {blank.cell(f"{LINE}.person"): 4}))
    assert blank.shown(f"{LINE}.total") == "7", "the next edit raises no finding: the total follows"


def test_pasting_what_stands_there_is_no_step_and_says_so(zero: Grid) -> None:
    told = zero.status.lines
    zero.clipboard("\t".join("0" * 7))
    zero.at(f"{LINE}.person")
    zero.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert told == ["粘贴的内容与表中的数相同，没有改动"]
    assert zero.report.undo_label == ""


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


def test_a_total_that_the_file_left_blank_is_blank_until_it_is_cleared(
    qtbot: QtBot, opens: Opens, edition: Edition
) -> None:
    report = following(Report(edition.id, zeros(edition)), edition)
    total = edition.cell(f"{LINE}.total")
    grid = Grid(qtbot, opens(report.with_(unread={total: ""})), "requests")
    assert (grid.state(str(total)).blank, grid.state(str(total)).unread) == (True, False)
    grid.at(str(total))
    grid.press(Key.Key_Delete)
    assert grid.shown(str(total)) == "0"


def test_nothing_is_selected_before_a_cell_is_entered(blank: Grid) -> None:
    assert blank.view.selectedIndexes() == []
    assert blank.model.cell(QModelIndex()) is None


def test_a_whole_table_with_its_labels_goes_where_its_rows_and_columns_are_named(
    zero: Grid, opens: Opens, edition: Edition, tmp_path: Path
) -> None:
    last_year = import_report(SAMPLES / "enping-office-2024.txt", {edition.id: edition}).report
    page = tmp_path / "年报.html"
    export_report(last_year, {edition.id: edition}, page, EDITIONS_FOLDER.parent)
    told = zero.status.lines
    zero.clipboard(html=page.read_text(encoding="utf-8"))
    zero.at("requests.carried_out.other")
    zero.press(Key.Key_V, modifier=Modifier.ControlModifier)
    for cell in edition.cells:
        assert zero.report.shown(cell) == shown(last_year, edition).figures[cell], cell
    assert not zero.report.typed_over(edition.cell("requests.received.total"))
    assert zero.report.undo_label == "按行列名称粘贴 200 格"
    assert told[-1].startswith("已按行列名称粘贴 200 格；") and "个合计与各项之和一致，随各项自动计算" in told[-1]
    assert not any(zero.report.typed_over(cell) for cell in edition.totals)
    zero.report.undo()
    assert zero.shown("requests.received.person") == "0"


# ---------------------------------------------------------------- hands


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


def test_f6_goes_to_the_next_cell_that_is_to_be_filled(zero: Grid) -> None:
    zero.at("requests.results.granted.person")
    zero.press(Key.Key_Delete)
    zero.at("requests.carried_out.person")
    zero.press(Key.Key_F6)
    assert zero.here == "requests.results.granted.person"
    zero.type("0")
    zero.press(Key.Key_Return)
    here = zero.here
    zero.press(Key.Key_F6)
    assert zero.here == here


def click_on(grid: Grid, text: str) -> None:
    place = next(each for each in grid.model.table.places if each.text == text)
    centre = grid.view.visualRect(grid.model.index(place.top, place.left)).center()
    grid.qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_a_click_on_a_label_selects_its_rows_and_on_a_head_its_columns(zero: Grid) -> None:
    click_on(zero, "（四）无法提供")
    assert {cell.row for cell in zero.view.selected_cells()} == {
        "results.unavailable.not_held",
        "results.unavailable.needs_creating",
        "results.unavailable.still_unclear",
    }
    click_on(zero, "商业企业")
    assert {cell.column for cell in zero.view.selected_cells()} == {"business"}
    assert len(zero.view.selected_cells()) == 25
    click_on(zero, "法人或其他组织")
    assert len(zero.view.selected_cells()) == 125


def test_a_head_of_table_two_selects_only_its_block(qtbot: QtBot, open_report: OpenReport) -> None:
    grid = Grid(qtbot, open_report, "disclosure")
    click_on(grid, "本年制发件数")
    assert {str(cell) for cell in grid.view.selected_cells()} == {
        "disclosure.government_rules.issued",
        "disclosure.normative_documents.issued",
    }


# The fill handle


def drag(grid: Grid, start: QPoint, end: QPoint) -> None:
    viewport = grid.view.viewport()
    grid.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.5, 1.0):
        grid.qtbot.mouseMove(viewport, start + (end - start) * step)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(start + (end - start) * step),
            QPointF(viewport.mapToGlobal(start + (end - start) * step)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Modifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)
    grid.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def corner(grid: Grid, address: str) -> QPoint:
    return grid.view.rect_of(grid.cell(address)).bottomRight() - QPoint(1, 1)


def middle(grid: Grid, address: str) -> QPoint:
    return grid.view.rect_of(grid.cell(address)).center()


def test_dragging_the_square_fills_down_across_and_up_as_one_step(blank: Grid) -> None:
    blank.at("requests.carried_in.person")
    blank.type("7")
    blank.press(Key.Key_Return)
    blank.at("requests.carried_in.person")
    drag(blank, corner(blank, "requests.carried_in.person"), middle(blank, "requests.results.granted_in_part.person"))
    assert [blank.shown(f"requests.{row}.person") for row in ("results.granted", "results.granted_in_part")] == [
        "7",
        "7",
    ]
    assert blank.report.undo_label == "拖动填充 2 格"
    blank.at("requests.carried_in.person")
    drag(blank, corner(blank, "requests.carried_in.person"), middle(blank, "requests.carried_in.research"))
    assert blank.shown("requests.carried_in.research") == "7"
    blank.at("requests.carried_in.person")
    drag(blank, corner(blank, "requests.carried_in.person"), middle(blank, "requests.received.person"))
    assert blank.shown("requests.received.person") == "7"


def test_a_drag_that_ends_where_it_began_changes_nothing(blank: Grid) -> None:
    blank.at("requests.carried_in.person")
    at = corner(blank, "requests.carried_in.person")
    drag(blank, at, at)
    assert blank.report.undo_label == ""


# Remarks and last year


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


def test_what_was_written_in_a_remark_is_given_up_only_on_purpose(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def sure(_dialog: RemarkDialog) -> bool:
        asked.append(True)
        return len(asked) > 1

    monkeypatch.setattr(RemarkDialog, "sure", sure)
    dialog = RemarkDialog("一、本年新收", Remark("核对过"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.text, "2")
    qtbot.keyClick(dialog.text, Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.text, Key.Key_Escape)
    assert not dialog.isVisible()
    unchanged = RemarkDialog("一、本年新收", Remark("核对过"))
    qtbot.addWidget(unchanged)
    unchanged.show()
    qtbot.keyClick(unchanged.text, Key.Key_Escape)
    assert not unchanged.isVisible()
    assert len(asked) == 2


def test_ctrl_enter_keeps_a_remark_and_enter_alone_begins_a_line(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemarkDialog, "sure", lambda _: True)
    dialog = RemarkDialog("一、本年新收", None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.text, "a")
    qtbot.keyClick(dialog.text, Key.Key_Return)
    qtbot.keyClicks(dialog.text, "b")
    assert dialog.isVisible()
    qtbot.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.isVisible(), dialog.remark) == (False, Remark("a\nb"))


def test_a_cell_far_away_is_shown_with_what_stands_around_it(zero: Grid) -> None:
    zero.view.resize(700, 300)
    far, last = zero.cell("requests.results.unavailable.still_unclear.person"), zero.model.table.cells[-1]
    room = zero.view.viewport().rect()
    zero.view.go_to(zero.model.table.cells[0])
    zero.view.go_to(far)
    assert room.height() / 4 < zero.view.rect_of(far).center().y() < room.height() * 3 / 4
    zero.view.go_to(last)
    assert room.contains(zero.view.rect_of(last))


def test_with_ctrl_too_the_selection_goes_where_the_frame_goes(zero: Grid) -> None:
    first, below = zero.cell("requests.received.person"), zero.cell("requests.carried_out.person")
    zero.at("requests.received.person")
    zero.press(Key.Key_Down, modifier=Modifier.ControlModifier)
    assert (zero.view.current_cell, zero.view.selected_cells()) == (below, [below])
    zero.press(Key.Key_Delete)
    assert first in zero.report.report.figures
    assert below not in zero.report.report.figures
    zero.press(Key.Key_Home, modifier=Modifier.ControlModifier)
    assert zero.view.selected_cells() == [first]
    zero.press(Key.Key_Right, modifier=Modifier.ControlModifier | Modifier.ShiftModifier)
    assert len(zero.view.selected_cells()) == 7


def test_what_is_gone_to_is_selected_alone_whatever_keys_are_held(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    target = zero.cell("requests.carried_in.welfare")
    QTest.keyPress(zero.view, Key.Key_Shift, Modifier.ShiftModifier)
    zero.view.go_to(target)
    QTest.keyRelease(zero.view, Key.Key_Shift)
    assert zero.view.selected_cells() == [target]
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    assert zero.view.selected_cells()[0] == target and len(zero.view.selected_cells()) == 2


def test_after_tab_shift_stretches_from_where_one_is(zero: Grid) -> None:
    zero.at("requests.received.person")
    zero.press(Key.Key_Tab, Key.Key_Tab)
    zero.press(Key.Key_Right, modifier=Modifier.ShiftModifier)
    assert [cell.column for cell in zero.view.selected_cells()] == ["research", "welfare"]


def test_an_arrow_leaves_what_is_typed_over_and_goes_within_what_is_mended(blank: Grid) -> None:
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


def test_an_arrow_does_not_leave_what_is_no_figure(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.type("4x")
    blank.press(Key.Key_Right)
    assert blank.editor().text() == "4x"
    assert blank.refused


def test_typing_begins_where_the_selection_began_and_goes_round_in_it(blank: Grid) -> None:
    blank.at("requests.received.person")
    blank.press(Key.Key_Right, Key.Key_Right, modifier=Modifier.ShiftModifier)
    blank.press(Key.Key_Down, modifier=Modifier.ShiftModifier)
    for figure in "123":
        blank.type(figure)
        blank.press(Key.Key_Tab)
    assert [blank.shown(f"requests.received.{column}") for column in ("person", "business", "research")] == [*"123"]
    assert blank.view.current_cell == blank.cell("requests.carried_in.person")
    assert len(blank.view.selected_cells()) == 6
    blank.press(Key.Key_Return)  # down the columns, from the last one of a column to the first of the next
    assert blank.view.current_cell == blank.cell("requests.received.business")
    blank.press(Key.Key_Backtab)
    assert blank.view.current_cell == blank.cell("requests.received.person")
    blank.press(Key.Key_Right)
    assert len(blank.view.selected_cells()) == 1


def test_a_paste_is_selected_and_told_and_the_sum_follows(blank: Grid, qtbot: QtBot) -> None:
    sums: list[str] = []
    blank.view.selection_summary_changed.connect(sums.append)
    blank.clipboard("1\t2\n3\t4")
    blank.at("requests.received.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.status.lines == ["已粘贴 4 格（Ctrl+Z 撤销）"]
    assert len(blank.view.selected_cells()) == 4
    assert sums[-1] == "选中 4 格 · 求和 10"
    blank.press(Key.Key_Delete)
    assert sums[-1] == "选中 4 格 · 都是空的"


def test_columns_have_room_for_last_year_s_figures(zero: Grid) -> None:
    cell = zero.cell("requests.received.welfare")
    zero.report.edit(Edit("填", {cell: 1204567}))
    zero.view.show_last_year({cell: 1203999})
    metrics = QFontMetrics(zero.view.painter.small_font())
    assert zero.view.rect_of(cell).width() >= metrics.horizontalAdvance("1203999 ↑568") + 4
    zero.report.edit(Edit("填", {cell: 51204567}))
    assert zero.view.rect_of(cell).width() >= metrics.horizontalAdvance("1203999 ↑50000568") + 4


def test_last_year_stands_beside_this_year(blank: Grid) -> None:
    cell, same = blank.cell("requests.received.person"), blank.cell("requests.carried_in.person")
    blank.at("requests.received.person")
    blank.type("9")
    blank.press(Key.Key_Return)
    high = blank.view.rowHeight(blank.model.index_of(cell).row())
    blank.view.show_last_year({cell: 12, same: 0})
    assert blank.model.index_of(cell).data(STATE).beside == "12 ↓3"
    assert blank.model.index_of(same).data(STATE).beside == "0"
    assert "上年 12，减 3" in blank.model.index_of(cell).data(Qt.ItemDataRole.AccessibleTextRole)
    assert blank.view.rowHeight(blank.model.index_of(cell).row()) > high
    blank.view.show_last_year(None)
    assert blank.model.index_of(cell).data(STATE).beside == ""


# Input methods


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_a_composition_over_a_selected_cell_starts_the_editor_and_loses_nothing(blank: Grid) -> None:
    blank.at("requests.received.person")
    assert blank.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    compose(blank.view, "１")
    editor = blank.editor()
    compose(editor, "１２")
    compose(editor, "", "１２")
    assert editor.text() == "１２"
    blank.press(Key.Key_Return)
    assert blank.shown("requests.received.person") == "12"


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


# Screen readers


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


# The parts that stay in sight


def test_labels_and_heads_stay_in_sight_while_the_table_is_scrolled(zero: Grid) -> None:
    zero.view.resize(700, 400)
    zero.view.set_zoom(1.25)
    zero.qtbot.wait(1)  # the scroll bars learn of it
    labels = zero.view.viewport().grab().toImage()
    zero.at("requests.carried_out.total")
    view, corner = zero.view, zero.view.viewport().geometry().topLeft()
    assert view.horizontalScrollBar().value() > 0 and view.verticalScrollBar().value() > 0
    seen = view.grab().toImage()
    covered = view._frozen.covered  # type: ignore[union-attr]
    wide, high = covered.x(), covered.y()
    assert 0 < wide < view.viewport().width() / 2 + 1 and high > 0
    for x in range(0, wide - 1, 7):
        for y in range(0, high - 1, 7):
            assert seen.pixelColor(corner.x() + x, corner.y() + y) == labels.pixelColor(x, y), (x, y)
    rect = view.rect_of(zero.cell("requests.carried_out.total"))
    assert view.viewport().rect().adjusted(wide, high, 0, 0).contains(rect)


def test_a_cell_is_not_left_under_the_labels_that_stay(zero: Grid) -> None:
    zero.view.resize(700, 400)
    zero.view.set_zoom(1.25)
    zero.qtbot.wait(1)  # the scroll bars learn of it
    zero.at("requests.carried_out.total")
    for _ in range(6):
        zero.press(Key.Key_Left)
        wide = zero.view._frozen.covered.x()  # type: ignore[union-attr]
        assert zero.view.rect_of(zero.cell(zero.here)).left() >= wide, zero.here
    assert zero.here == "requests.carried_out.person"


def test_a_click_on_a_label_that_stays_selects_its_row_and_no_figure_beneath(zero: Grid) -> None:
    zero.view.resize(700, 400)
    zero.view.set_zoom(1.25)
    zero.qtbot.wait(1)  # the scroll bars learn of it
    zero.at("requests.carried_out.total")
    view = zero.view
    right = view._frozen.covered.x()  # type: ignore[union-attr]
    assert right > 0
    at = QPoint(right - 8, view.rect_of(zero.cell("requests.carried_out.total")).center().y())
    zero.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert {cell.row for cell in view.selected_cells()} == {"carried_out"}
    assert len(view.selected_cells()) == 7


def test_of_a_figure_that_the_edge_of_the_view_cuts_no_digit_is_seen(
    qtbot: QtBot, opens: Opens, edition: Edition
) -> None:
    def seen(count: int, scroll_area: int) -> QImage:
        report = Report(edition.id, dict.fromkeys(edition.table("requests").cells, count))
        grid = Grid(qtbot, opens(following(report, edition)), "requests")
        grid.view.resize(800, 400)
        grid.view.set_zoom(1.25)
        qtbot.wait(1)
        grid.view.horizontalScrollBar().setValue(scroll_area)
        place = grid.view.rect_of(grid.cell("requests.results.granted.person"))
        covered = grid.view._frozen.covered.x()  # type: ignore[union-attr]
        assert place.left() < covered - 20 and place.right() > covered
        left = place.adjusted(covered - place.left(), 0, 0, 0)
        return grid.view.viewport().grab(left).toImage()

    assert seen(123456, 30) == seen(993456, 30)
    assert seen(123456, 30) != seen(123456, 35)
