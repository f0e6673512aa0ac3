"""What the table's model tells Qt and its view of each printed place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.grid.table_model import MANY, STATE, CellState, TableModel
from gui.session.imported_report import ImportedReport
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit
from model.report.report import Fact, Origin, Remark, Report
from model.report.sign_off import finishing
from tests.gui.grid.table_driver import Grid
from tests.model.checks.rule_breaking import zeros

Role = Qt.ItemDataRole
RECEIVED, CARRIED_IN = Cell("requests", "received", "business"), Cell("requests", "carried_in", "business")
CARRIED_OUT, TOTAL = Cell("requests", "carried_out", "business"), Cell("requests", "received", "total")
UPHELD = Cell("disputes", "reconsideration", "upheld")


@pytest.fixture
def zero(opens: Callable[..., OpenReport], edition: Edition) -> OpenReport:
    return opens(with_derived_totals(Report(edition.id, zeros(edition), facts={Fact.YEAR: "2025"}), edition))


@pytest.fixture
def model(zero: OpenReport, edition: Edition) -> TableModel:
    made = TableModel(zero, edition.table("requests"))
    made.make_editable(zero)
    return made


def data(model: TableModel, cell: Cell, role: int) -> object:
    return model.data(model.index_of(cell), role)


def announced(model: TableModel) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Fills up with the corners of what is said to have changed."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    model.dataChanged.connect(
        lambda first, last: found.append(((first.row(), first.column()), (last.row(), last.column())))
    )
    return found


def test_it_is_as_large_as_the_printed_form_and_has_no_children(model: TableModel, edition: Edition) -> None:
    table = edition.table("requests")
    assert (model.rowCount(), model.columnCount()) == (table.height, table.width)
    assert (model.rowCount(QModelIndex()), model.columnCount(QModelIndex())) == (table.height, table.width)
    inside = model.index(0, 0)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)


def test_a_place_off_the_table_has_nothing(model: TableModel) -> None:
    nowhere = QModelIndex()
    assert model.place(nowhere) is None and model.cell(nowhere) is None
    assert model.data(nowhere) is None
    assert model.flags(nowhere) == Qt.ItemFlag.NoItemFlags
    assert model.state_of(nowhere) == CellState("label")


def test_a_figure_is_found_by_its_cell_and_a_label_has_none(model: TableModel, edition: Edition) -> None:
    for place in edition.table("requests").places:
        assert model.cell(model.index(place.top, place.left)) == place.cell
        if place.cell:
            assert model.index_of(place.cell) == model.index(place.top, place.left)


def test_only_figures_are_selected_and_edited_and_only_where_a_merged_place_begins(
    model: TableModel, edition: Edition
) -> None:
    editable, selectable = Qt.ItemFlag.ItemIsEditable, Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index_of(RECEIVED)) & editable
    label = next(each for each in edition.table("requests").places if each.cell is None)
    assert model.flags(model.index(label.top, label.left)) == Qt.ItemFlag.ItemIsEnabled
    disclosure = TableModel(ImportedReport(Report(edition.id), edition), edition.table("disclosure"))
    wide = next(each for each in edition.table("disclosure").places if each.cell and each.wide > 1)
    assert disclosure.flags(disclosure.index(wide.top, wide.left)) & selectable
    assert not disclosure.flags(disclosure.index(wide.top, wide.left)) & editable  # nobody edits a preview
    assert not disclosure.flags(disclosure.index(wide.top, wide.left + 1)) & selectable


def test_a_final_report_takes_no_figures(model: TableModel, zero: OpenReport) -> None:
    assert model.editable and model.takes_figures
    zero.edit(finishing(date(2026, 1, 8)))
    assert zero.is_final
    assert model.editable and not model.takes_figures
    assert not model.flags(model.index_of(RECEIVED)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index_of(RECEIVED)) & Qt.ItemFlag.ItemIsSelectable


def test_a_preview_is_not_editable_and_marks_nothing_as_imported(edition: Edition) -> None:
    read = Report(edition.id, {RECEIVED: 5}, origins={RECEIVED: Origin("2024.docx", "第1张表第3行第4列", "5")})
    preview = TableModel(ImportedReport(read, edition), edition.table("requests"))
    assert not preview.editable and not preview.takes_figures
    assert not preview.setData(preview.index_of(RECEIVED), "7")
    assert data(preview, RECEIVED, Role.DisplayRole) == "5"
    assert not preview.state_of(preview.index_of(RECEIVED)).imported
    assert str(data(preview, RECEIVED, Role.ToolTipRole)).endswith("来源：2024.docx 第1张表第3行第4列")


def test_each_role_has_its_answer(model: TableModel, edition: Edition) -> None:
    assert data(model, RECEIVED, Role.DisplayRole) == data(model, RECEIVED, Role.EditRole) == "0"
    assert data(model, RECEIVED, STATE) == model.state_of(model.index_of(RECEIVED))
    assert data(model, RECEIVED, Role.AccessibleTextRole) == "一、本年新收，商业企业，0"
    assert data(model, RECEIVED, Role.ToolTipRole) is None
    assert data(model, RECEIVED, Role.DecorationRole) is None
    label = next(each for each in edition.table("requests").places if each.cell is None and each.text)
    at_label = model.index(label.top, label.left)
    assert model.data(at_label) == model.data(at_label, Role.AccessibleTextRole) == label.text
    assert model.data(at_label, Role.ToolTipRole) is None
    assert model.state_of(at_label) == CellState(label.role)


def test_what_is_typed_is_one_step_with_the_cell_in_its_name(model: TableModel, zero: OpenReport) -> None:
    assert model.setData(model.index_of(RECEIVED), "７")
    assert zero.report.figure(RECEIVED) == 7
    assert zero.undo_label == "填写 一、本年新收 · 商业企业"
    assert model.setData(model.index_of(RECEIVED), "")
    assert zero.report.figure(RECEIVED) is None
    assert zero.undo_label == "清除 一、本年新收 · 商业企业"


def test_text_that_is_no_figure_stays_in_its_cell_and_is_reported(
    model: TableModel, zero: OpenReport, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.kept_refused) as reported:
        assert model.setData(model.index_of(RECEIVED), "约3")
    assert reported.args == [{RECEIVED: "约3"}]
    assert zero.undo_label == "填写 一、本年新收 · 商业企业（不是数）"
    assert data(model, RECEIVED, Role.DisplayRole) == "约3"
    state = model.state_of(model.index_of(RECEIVED))
    assert (state.unread, state.blank) == (True, True)
    assert "不是数字" in state.words and "未填" not in state.words
    assert "改成数，或按 Esc 放弃、按 Delete 清除" in str(data(model, RECEIVED, Role.ToolTipRole))
    with qtbot.assertNotEmitted(model.kept_refused):
        assert model.setData(model.index_of(RECEIVED), "3")


def test_other_roles_and_labels_take_nothing(model: TableModel, zero: OpenReport, edition: Edition) -> None:
    before = zero.report
    assert not model.setData(model.index_of(RECEIVED), "7", Role.DisplayRole)
    label = next(each for each in edition.table("requests").places if each.cell is None)
    assert not model.setData(model.index(label.top, label.left), "7")
    assert zero.report is before


def test_the_tip_lists_what_is_known_of_a_cell(opens: Callable[..., OpenReport], edition: Edition) -> None:
    report = Report(
        edition.id,
        {TOTAL: 9, RECEIVED: 5},
        unread={CARRIED_IN: "约3件"},
        origins={CARRIED_IN: Origin("2024.docx", "第2行", "约3件"), RECEIVED: Origin("2024.docx", "第1行", "5")},
        remarks={RECEIVED: Remark("问过张三"), TOTAL: Remark("", flagged=True)},
    )
    opened = opens(report)
    model = TableModel(opened, edition.table("requests"))
    model.make_editable(opened)
    assert str(data(model, CARRIED_IN, Role.ToolTipRole)).splitlines()[-2:] == ["原文：约3件", "来源：2024.docx 第2行"]
    assert str(data(model, RECEIVED, Role.ToolTipRole)).splitlines() == ["批注：问过张三", "来源：2024.docx 第1行"]
    tip = str(data(model, TOTAL, Role.ToolTipRole))
    assert "待核实：（没有写明）\n合计已改写，不再随各项自动计算；清除后恢复自动合计" in tip


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CellState("figure"), ""),
        (CellState("figure", severity=Severity.ERROR), "不一致"),
        (CellState("figure", severity=Severity.WARNING, suspect=True), "须核实，最可能的错处"),
        (CellState("figure", severity=Severity.HINT), ""),
        (CellState("figure", remarked=True, flagged=True), "待核实"),
        (CellState("figure", remarked=True, blank=True), "有批注，未填"),
        (CellState("figure", unread=True, blank=True), "不是数字"),
        (CellState("figure", total=True, imported=True), "自动合计"),
        (CellState("figure", total=True, typed_over=True), "合计已改写"),
        (CellState("figure", imported=True, prior_value="12 ↑3"), "导入，上年 12，增 3"),
        (CellState("figure", prior_value="12 ↓3"), "上年 12，减 3"),
    ],
)
def test_a_state_in_words(state: CellState, words: str) -> None:
    assert state.words == words


def test_a_total_that_lacks_an_addend_is_blank_and_tells_the_sum_so_far(
    opens: Callable[..., OpenReport], edition: Edition
) -> None:
    opened = opens(Report(edition.id, {RECEIVED: 5}))
    model = TableModel(opened, edition.table("requests"))
    assert data(model, TOTAL, Role.DisplayRole) == ""
    state = model.state_of(model.index_of(TOTAL))
    assert (state.running, state.blank, state.words) == ("5", True, "合计未齐，已填各项之和 5")
    assert "合计未齐：已填各项之和 5，还有未填的项，不是合计" in str(data(model, TOTAL, Role.ToolTipRole))
    assert model.state_of(model.index_of(RECEIVED)).running == ""


@pytest.mark.parametrize(
    "mark",
    ["unread", "suspect", "highlighted", "typed_over", "imported", "flagged", "remarked"],
)
def test_a_cell_with_any_mark_is_not_plain(mark: str) -> None:
    assert CellState("figure", total=True, blank=True, prior_value="1").plain
    marked: dict[str, Any] = {mark: True}
    assert not CellState("figure", **marked).plain
    assert not CellState("figure", severity=Severity.HINT).plain


def test_the_most_severe_open_finding_marks_a_cell(model: TableModel, zero: OpenReport) -> None:
    assert model.state_of(model.index_of(CARRIED_OUT)).severity is None
    zero.edit(Edit("x", {CARRIED_OUT: 1}))
    assert model.state_of(model.index_of(CARRIED_OUT)).severity is Severity.ERROR
    assert str(data(model, CARRIED_OUT, Role.ToolTipRole)).startswith("✕ ")


def test_the_state_tells_totals_imports_remarks_and_flags(model: TableModel, zero: OpenReport) -> None:
    zero.edit(Edit("x", {TOTAL: 9}, remarks={RECEIVED: Remark("注"), CARRIED_IN: Remark("注", flagged=True)}))
    state = {cell: model.state_of(model.index_of(cell)) for cell in (TOTAL, RECEIVED, CARRIED_IN)}
    assert [(each.total, each.typed_over, each.remarked, each.flagged) for each in state.values()] == [
        (True, True, False, False),
        (False, False, True, False),
        (False, False, True, True),
    ]


def test_an_imported_figure_is_marked_where_it_can_be_edited(
    opens: Callable[..., OpenReport], edition: Edition
) -> None:
    opened = opens(Report(edition.id, {RECEIVED: 5}, origins={RECEIVED: Origin("2024.docx", "第1行", "5")}))
    model = TableModel(opened, edition.table("requests"))
    model.make_editable(opened)
    assert model.state_of(model.index_of(RECEIVED)).imported
    assert not model.state_of(model.index_of(CARRIED_IN)).imported


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [(12, 15, "12 ↑3"), (12, 9, "12 ↓3"), (12, 12, "12"), (12, None, "12"), (None, 5, ""), (0, 5, "0 ↑5")],
)
def test_last_years_figure_and_the_change(
    model: TableModel, zero: OpenReport, was: int | None, now: int | None, shown: str
) -> None:
    zero.edit(Edit("x", {RECEIVED: now}))
    model.show_last_year({RECEIVED: was} if was is not None else {})
    assert model.shows_last_year
    assert model.state_of(model.index_of(RECEIVED)).prior_value == shown
    model.show_last_year(None)
    assert not model.shows_last_year
    assert model.state_of(model.index_of(RECEIVED)).prior_value == ""


def whole(model: TableModel) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((0, 0), (model.rowCount() - 1, model.columnCount() - 1))]


def test_last_years_figures_change_the_whole_table(model: TableModel) -> None:
    changed = announced(model)
    model.show_last_year({})
    assert changed == whole(model)


def test_an_edit_is_announced_for_the_cells_of_this_table_alone(model: TableModel, zero: OpenReport) -> None:
    changed = announced(model)
    zero.edit(Edit("x", {UPHELD: 1}))
    assert changed == []
    zero.edit(Edit("x", {RECEIVED: 1, UPHELD: 2}))
    place = model.table.place_of[RECEIVED]
    assert ((place.top, place.left), (place.top, place.left)) in changed
    assert changed != whole(model)


def test_many_changes_are_announced_as_one(model: TableModel, edition: Edition) -> None:
    cells = edition.table("requests").cells
    changed = announced(model)
    model.suspect(frozenset(cells[:MANY]))
    assert len(changed) == MANY
    changed.clear()
    model.suspect(frozenset())
    model.suspect(frozenset(cells[: MANY + 1]))
    assert changed[MANY:] == whole(model)


def test_marks_come_and_go_and_only_what_differs_is_announced(model: TableModel) -> None:
    changed = announced(model)
    model.highlight(frozenset({RECEIVED, CARRIED_IN}))
    assert len(changed) == 2
    model.highlight(frozenset({CARRIED_IN, CARRIED_OUT}))
    assert len(changed) == 4
    highlighted = [model.state_of(model.index_of(cell)).highlighted for cell in (RECEIVED, CARRIED_IN, CARRIED_OUT)]
    assert highlighted == [False, True, True]
    model.suspect(frozenset({RECEIVED}))
    model.suspect(frozenset({CARRIED_IN}))
    assert [model.state_of(model.index_of(cell)).suspect for cell in (RECEIVED, CARRIED_IN)] == [False, True]


def test_the_partners_of_a_cell_are_traced_by_side(model: TableModel) -> None:
    changed = announced(model)
    model.trace(CARRIED_IN)
    traces = {cell: model.state_of(model.index_of(cell)).trace for cell in model.table.cells}
    assert (traces[RECEIVED], traces[CARRIED_OUT], traces[CARRIED_IN]) == ("left", "right", "")
    assert traces[Cell("requests", "carried_in", "person")] == "left"
    assert traces[Cell("requests", "carried_in", "total")] == "right"
    assert traces[Cell("requests", "results.granted", "business")] == ""
    assert len(changed) == len([each for each in traces.values() if each])
    model.trace(None)
    assert not any(model.state_of(model.index_of(cell)).trace for cell in model.table.cells)


def test_a_total_is_traced_along_its_row_and_its_column(model: TableModel) -> None:
    model.trace(TOTAL)
    assert model.state_of(model.index_of(RECEIVED)).trace == "left"
    assert model.state_of(model.index_of(Cell("requests", "carried_out", "total"))).trace == "right"


# ---------------------------------------------------------------- through a window


Opens = Callable[..., OpenReport]
Key = Qt.Key


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_the_model_passes_qt_s_model_tester(
    table: str, open_report: OpenReport, edition: Edition, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(TableModel(open_report, edition.table(table)))


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


def test_a_total_that_the_file_left_blank_is_blank_until_it_is_cleared(
    qtbot: QtBot, opens: Opens, edition: Edition
) -> None:
    report = with_derived_totals(Report(edition.id, zeros(edition)), edition)
    total = edition.cell(f"{LINE}.total")
    grid = Grid(qtbot, opens(report.with_(unread={total: ""})), "requests")
    assert (grid.state(str(total)).blank, grid.state(str(total)).unread) == (True, False)
    grid.at(str(total))
    grid.press(Key.Key_Delete)
    assert grid.shown(str(total)) == "0"


def test_last_year_stands_beside_this_year(blank: Grid) -> None:
    cell, same = blank.cell("requests.received.person"), blank.cell("requests.carried_in.person")
    blank.at("requests.received.person")
    blank.type("9")
    blank.press(Key.Key_Return)
    high = blank.view.rowHeight(blank.model.index_of(cell).row())
    blank.view.show_last_year({cell: 12, same: 0})
    assert blank.model.index_of(cell).data(STATE).prior_value == "12 ↓3"
    assert blank.model.index_of(same).data(STATE).prior_value == "0"
    assert "上年 12，减 3" in blank.model.index_of(cell).data(Qt.ItemDataRole.AccessibleTextRole)
    assert blank.view.rowHeight(blank.model.index_of(cell).row()) > high
    blank.view.show_last_year(None)
    assert blank.model.index_of(cell).data(STATE).prior_value == ""
