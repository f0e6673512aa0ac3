"""历次改动: what the window shows of it, and the way back."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.grid.grid_commands import GridCommand
from gui.history.cell_history_dialog import CellHistoryDialog
from gui.history.history_dialog import AS_IT_WAS, CHANGED_THEN, COMPARED_WITH_NOW, NAMED, HistoryDialog
from gui.kit.line_table import LineTableModel
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact, Report
from model.report.sign_off import Stage, finishing, sending, sign_off_state
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

Opens = Callable[..., OpenReport]
Role = Qt.ItemDataRole


@pytest.fixture
def report(opens: Opens, edition: Edition) -> OpenReport:
    """Three figures typed into one cell, one into another; the last one undone."""
    made = opens(
        Report(
            edition.id, facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2025"}, texts={"1": "原来的话。" * 40}
        )
    )
    cell = edition.cell("requests.received.person")
    for figure in (1, 2, 3):
        made.edit(Edit(f"填写 {figure}", {cell: figure}))
    made.edit(Edit("填写 别处", {edition.cell("requests.received.business"): 9}))
    made.undo()
    return made


@pytest.fixture
def dialog(report: OpenReport, qtbot: QtBot) -> HistoryDialog:
    made = HistoryDialog(report)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(model: LineTableModel, column: int) -> list[str]:
    return [line.texts[column] for line in model.lines]


def test_the_time_line_shows_every_move_newest_first(dialog: HistoryDialog) -> None:
    assert shown(dialog._line_model, 1) == [
        "撤销 填写 别处",
        "填写 别处",
        "填写 3",
        "填写 2",
        "填写 1",
        "改动以前的样子",
    ]
    assert dialog.place == 4


def test_a_moment_shows_what_it_changed_what_differs_from_now_and_how_all_stood(
    dialog: HistoryDialog, report: OpenReport, edition: Edition
) -> None:
    cell = edition.cell("requests.received.person")
    dialog.choose(1)
    (line,) = dialog._differences.lines
    assert line.texts == (edition.name_of(cell), "1", "2")
    dialog.show_view(COMPARED_WITH_NOW)
    (line,) = dialog._differences.lines
    assert line.texts == (edition.name_of(cell), "2", "3")
    dialog.show_view(AS_IT_WAS)
    table = next(each for each in dialog.snapshot.tables if cell in each._table_model.table.cell_set)
    assert table._table_model.index_of(cell).data() == "2"
    assert dialog.snapshot._contents.currentWidget() is table
    assert table.current_cell == cell
    dialog.choose(-1)
    assert table._table_model.index_of(cell).data() in ("", None)
    assert "原来的话" in dialog.snapshot.words.toPlainText()


def test_any_moment_is_restored_as_one_edit_that_can_be_undone(
    dialog: HistoryDialog, report: OpenReport, edition: Edition
) -> None:
    cell = edition.cell("requests.received.person")
    dialog.choose(0)
    dialog.restore()
    assert report.shown(cell) == 1
    assert "恢复到" in report.undo_label
    assert shown(dialog._line_model, 1)[0] == report.undo_label
    report.undo()
    assert report.shown(cell) == 3


def test_only_what_is_ticked_is_restored(dialog: HistoryDialog, report: OpenReport, edition: Edition) -> None:
    first, second = edition.cell("requests.received.person"), edition.cell("requests.received.business")
    report.edit(Edit("填写", {second: 7}))
    dialog.read()
    dialog.choose(0)
    dialog.show_view(COMPARED_WITH_NOW)
    assert shown(dialog._differences, 0) == [edition.name_of(first), edition.name_of(second)]
    assert not dialog._restore_some.isEnabled()
    index = dialog._differences.index(1, 0)
    dialog._differences.setData(index, Qt.CheckState.Checked, Role.CheckStateRole)
    assert "1 处" in dialog._restore_some.text()
    dialog.restore_ticked()
    assert (report.shown(first), report.shown(second)) == (3, None)


def test_nothing_is_restored_where_nothing_differs(dialog: HistoryDialog) -> None:
    assert not dialog._restore_all.isEnabled()
    dialog.choose(0)
    assert dialog._restore_all.isEnabled()


def test_a_moment_can_be_given_a_name_and_found_by_it(dialog: HistoryDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_arguments: ("送签", True))
    dialog.mark_now()
    assert shown(dialog._line_model, 1)[0] == "◆ 送签"
    dialog._which.button(NAMED).setChecked(True)
    assert shown(dialog._line_model, 1) == ["◆ 送签"]


def test_without_marks_it_is_explained_how_to_make_one(dialog: HistoryDialog) -> None:
    dialog._which.button(NAMED).setChecked(True)
    assert dialog.place is None
    assert "标记" in dialog._nothing.text()
    assert not dialog._restore_all.isEnabled()
    dialog.show_view(CHANGED_THEN)


def test_one_cell_s_history_says_where_each_value_came_from_and_brings_one_back(
    report: OpenReport, edition: Edition, qtbot: QtBot
) -> None:
    cell, other = edition.cell("requests.received.person"), edition.cell("requests.received.business")
    report.edit(Edit("填写", {other: 7}))
    dialog = CellHistoryDialog(report, cell)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [each.shown for each in dialog.values] == ["3", "2", "1", ""]
    assert dialog.values[1].source == "填写 2"
    assert not dialog._restore_all.isEnabled()
    dialog.list.choose(1)
    dialog.restore()
    assert (report.shown(cell), report.shown(other)) == (2, 7)
    report.undo()
    assert report.shown(cell) == 3


def test_a_total_s_history_counts_as_well(report: OpenReport, edition: Edition, qtbot: QtBot) -> None:
    total = edition.cell("requests.received.total")
    blank = [cell for cell in edition.sum_at[total].addends if report.shown(cell) is None]
    report.edit(Edit("空白补 0", dict.fromkeys(blank, 0)))
    report.edit(Edit("改写合计", {total: 50}))
    dialog = CellHistoryDialog(report, total)
    qtbot.addWidget(dialog)
    assert [each.shown for each in dialog.values][:2] == ["50", "3"]
    dialog.list.choose(1)
    dialog.restore()
    assert not report.typed_over(total)
    assert report.shown(total) == 3


def test_both_are_reached_from_the_editor(
    report: OpenReport, edition: Edition, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = EditorPage(report, {edition.id: edition}, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(page)
    page.show()
    shown_dialogs: list[object] = []

    def noted(dialog: object) -> int:
        shown_dialogs.append(type(dialog))
        return 0

    monkeypatch.setattr(HistoryDialog, "exec", noted)
    monkeypatch.setattr(CellHistoryDialog, "exec", noted)
    page.head.history.click()
    cell = edition.cell("requests.received.person")
    page.places.go_to_cell(cell)
    assert isinstance(page.page, TablePage)
    page.page.view.run(GridCommand.SHOW_HISTORY)
    assert shown_dialogs == [HistoryDialog, CellHistoryDialog]


def test_a_closed_draft_takes_no_more_moments(report: OpenReport) -> None:
    report.close()
    report.saving.add_moment("导出 年报.docx")


def test_of_long_texts_the_part_that_differs_is_shown(dialog: HistoryDialog, report: OpenReport) -> None:
    report.write("1", report.report.texts["1"].replace("原来的话。", "后来的话。", 1), "改写")
    dialog.read()
    (line,) = dialog._differences.lines
    assert "原来" in line.texts[1]
    assert "后来" in line.texts[2]
    assert "后来的话" in dialog._detail.text()
    assert len(dialog._detail.text()) < 400


def test_restored_text_is_unchanged_also_where_numbers_follow_cells(
    opens: Opens, edition: Edition, qtbot: QtBot
) -> None:
    cell = edition.cell("requests.received.person")
    message = "本年收到自然人申请6件。"
    report = opens(Report(edition.id, {cell: 5}, facts={Fact.YEAR: "2025"}, texts={"1": message}))
    report.edit(Edit("填写", {cell: 6}))
    dialog = HistoryDialog(report)
    qtbot.addWidget(dialog)
    dialog.choose(-1)
    dialog.restore()
    assert report.shown(cell) == 5
    assert report.report.texts["1"] == message


def test_the_sign_off_stage_is_not_restored(report: OpenReport, edition: Edition, qtbot: QtBot) -> None:
    cell = edition.cell("requests.received.person")
    report.edit(sending(date(2026, 1, 20)))
    report.edit(Edit("填写", {cell: 8}))
    dialog = HistoryDialog(report)
    qtbot.addWidget(dialog)
    assert "◆ 送签" in shown(dialog._line_model, 1)
    dialog.choose(0)
    dialog.restore()
    assert report.shown(cell) == 1
    assert sign_off_state(report.report).stage is Stage.SENT
    report.edit(finishing(date(2026, 1, 21)))
    dialog.read()
    assert dialog._differences.lines[0].texts == ("办理进度", "送签", "定稿")
    dialog.choose(0)
    dialog.choose(1)
    dialog.restore()
    assert report.shown(cell) == 1
    assert "已定稿" in dialog._status_label.text()
    dialog._which.button(NAMED).setChecked(True)
    assert shown(dialog._line_model, 1) == ["◆ 定稿", "◆ 送签"]
