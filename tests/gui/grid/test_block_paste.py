"""Pasting a block from the current cell on, or a whole table by its labels."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui.grid.clipboard import FEW_CHARACTERS, MOST_CHARACTERS
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.importing import ImportedDocumentError, import_report
from model.importing.reading_processes import READERS
from model.report.derived_totals import shown
from model.report.edits import Edit
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.export.exporting import export_report
from tests.gui.grid.table_driver import Grid

Opens = Callable[..., OpenReport]
Key = Qt.Key
Modifier = Qt.KeyboardModifier


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
    requested: list[str] = []

    def answer(box: QMessageBox) -> int:
        requested.append(box.informativeText())
        next(each for each in box.buttons() if each.text().startswith(text)).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return requested


def test_a_block_that_reaches_over_the_table_is_asked_about(blank: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    blank.clipboard("1\t2\t3")
    blank.at("requests.received.other")
    requested = answering(monkeypatch, "不粘贴")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert "2 格放得下，1 格在表外" in requested[0]
    assert blank.state("requests.received.other").blank
    answering(monkeypatch, "粘贴放得下的")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.received.other") == "1"
    assert "1 格" in blank.refused[0]


LINE = "requests.received"


def test_a_pasted_block_with_its_total_goes_on_following_and_says_so(blank: Grid) -> None:
    reported = blank.status.lines
    blank.clipboard("3\t1\t0\t0\t2\t0\t6\n1\t0\t0\t0\t0\t0\t2")
    blank.at(f"{LINE}.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert not blank.report.typed_over(blank.cell(f"{LINE}.total"))
    assert blank.report.typed_over(blank.cell("requests.carried_in.total"))
    assert reported[-1] == (
        "已粘贴 14 格；1 个合计与各项之和一致，随各项自动计算；"
        "1 个合计与各项之和不符，按原数保留：二、上年结转 · 总计（Ctrl+Z 撤销）"
    )
    blank.report.edit(Edit("", {blank.cell(f"{LINE}.person"): 4}))
    assert blank.shown(f"{LINE}.total") == "7", "the next edit raises no finding: the total follows"


def test_pasting_what_stands_there_is_no_step_and_says_so(zero: Grid) -> None:
    reported = zero.status.lines
    zero.clipboard("\t".join("0" * 7))
    zero.at(f"{LINE}.person")
    zero.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert reported == ["粘贴的内容与表中的数相同，没有改动"]
    assert zero.report.undo_label == ""


def test_a_whole_table_with_its_labels_goes_where_its_rows_and_columns_are_named(
    zero: Grid, opens: Opens, edition: Edition, tmp_path: Path
) -> None:
    last_year = import_report(SAMPLES / "enping-office-2024.txt", {edition.id: edition}).report
    page = tmp_path / "年报.html"
    export_report(last_year, {edition.id: edition}, page, EDITIONS_FOLDER.parent)
    reported = zero.status.lines
    zero.clipboard(html=page.read_text(encoding="utf-8"))
    zero.at("requests.carried_out.other")
    zero.press(Key.Key_V, modifier=Modifier.ControlModifier)
    for cell in edition.cells:
        assert zero.report.shown(cell) == shown(last_year, edition).figures[cell], cell
    assert not zero.report.typed_over(edition.cell("requests.received.total"))
    assert zero.report.undo_label == "按行列名称粘贴 200 格"
    assert (
        reported[-1].startswith("已按行列名称粘贴 200 格；") and "个合计与各项之和一致，随各项自动计算" in reported[-1]
    )
    assert not any(zero.report.typed_over(cell) for cell in edition.totals)
    zero.report.undo()
    assert zero.shown("requests.received.person") == "0"


def test_a_paste_is_selected_and_reported_and_the_sum_follows(blank: Grid, qtbot: QtBot) -> None:
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


def test_far_more_text_than_a_table_has_is_not_pasted_and_that_is_said(blank: Grid) -> None:
    blank.clipboard("1\t2\n" * (MOST_CHARACTERS // 4 + 1))
    blank.at("requests.received.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.state("requests.received.person").blank
    assert any("不像是一张表" in each for each in blank.refused)


def test_a_large_page_is_read_where_time_and_memory_are_limited(blank: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def refused(html: str, name: str) -> object:
        asked.append(len(html))
        raise ImportedDocumentError(f"“{name}”读得太久")

    monkeypatch.setattr(READERS, "copied_page", refused)
    table = "<table><tr><td>7</td><td>8</td></tr></table>"
    blank.clipboard("5\t6", html=table + "<p>&nbsp;</p>" * FEW_CHARACTERS)
    blank.at("requests.received.person")
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert asked
    assert blank.shown("requests.received.business") == "6"  # of the text
    monkeypatch.undo()
    blank.clipboard("5\t6", html=table + "<p>&nbsp;</p>" * (FEW_CHARACTERS // 12))
    blank.press(Key.Key_V, modifier=Modifier.ControlModifier)
    assert blank.shown("requests.received.business") == "8"
