"""The batch page as a county office uses it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import LOW, BatchPage
from gui.batch.draft_dialog import DraftDialog
from gui.batch.file_dialog import FileDialog
from gui.batch.summary_dialog import SummaryDialog
from gui.batch.units_dialog import UnitsDialog
from model.form.edition import Edition
from model.report.report import Report
from tests.gui.batch.conftest import child, settled
from tests.gui.batch.county_page import UNITS, RecordedCommands
from tests.model.batch.county import COUNTY, YEAR, sums_of


def test_a_folder_is_read_counted_and_summed(
    page: BatchPage, read: Callable[[], None], reports: dict[str, Report], commands: RecordedCommands
) -> None:
    read()
    assert page.progress.sentence.text() == "已读 6 / 6 个文件 · 一致 3 · 待核 1 · 不一致 1 · 读不出 1"
    assert page.year.text() == str(YEAR)
    page.make_draft()
    child(page, DraftDialog).accept()
    [(draft, origin)] = commands.drafts
    # with an error, and two different ones of one unit: left out
    counted = [reports["办公室.json"], reports["民政局.json"]]
    assert {str(cell): figure for cell, figure in page.summer.current.summary.figures.items()} == sums_of(counted)  # type: ignore[union-attr]
    assert (draft.organ, draft.year, origin) == (COUNTY, YEAR, "汇总 2 个单位")


def test_the_list_of_units_says_who_is_missing_and_is_remembered(
    page: BatchPage, read: Callable[[], None], folder: Path, qtbot: QtBot, editions: dict[str, Edition], tmp_path: Path
) -> None:
    read()
    assert "没有选名单" in page.foot.missing.text()
    page.take_list(folder.parent / "名单.txt")
    settled(page, qtbot)
    assert page.foot.missing.text() == "未交 1 个单位"
    page.take_list(tmp_path / "没有.txt")
    assert "没有找到" in page.status.text()


def test_of_a_batch_that_esc_stopped_nobody_is_said_to_be_missing_and_it_is_not_kept(
    page: BatchPage, folder: Path, qtbot: QtBot, read: Callable[[], None]
) -> None:
    page.organ.setText(COUNTY)
    page.organ.editingFinished.emit()
    page.take_list(folder.parent / "名单.txt")

    def press_escape(_rows: object) -> None:
        QTest.keyClick(page.table, Qt.Key.Key_Escape)

    page.run.rows_added.connect(press_escape)
    with qtbot.waitSignal(page.run.finished, timeout=30_000):
        page.add([folder / "办公室.json"])
        qtbot.waitUntil(lambda: bool(page.run.sources), timeout=30_000)
        page.add([folder])
    settled(page, qtbot)
    current = page.summer.current
    assert current is not None and current.selection.unread and not current.selection.missing
    assert page.foot.missing.text() == "名单 5 个单位，没有读完，未交的不知道"
    page.show_units()
    dialog = child(page, UnitsDialog)
    assert {line.texts[0] for line in dialog.lines.lines} == {"已交"}
    dialog.accept()
    assert not page.keeper.can_keep
    page.run.rows_added.disconnect(press_escape)
    with qtbot.waitSignal(page.run.finished, timeout=30_000):
        page.run.resume()
    settled(page, qtbot)
    assert page.foot.missing.text() == "未交 1 个单位" and not page.run.unread


def test_a_line_opens_the_file_and_an_unread_one_says_why(page: BatchPage, read: Callable[[], None]) -> None:
    read()
    rows = {each.organ: each for each in page.files.all_rows}
    page.open_file(rows[""])
    assert "图片" in page.status.text()
    page.open_file(rows["恩平市教育局"])
    dialog = child(page, FileDialog)
    assert dialog.lines.lines[0].texts[1].startswith("表三 商业企业列")
    dialog.accept()


def test_ctrl_c_copies_the_whole_list_as_it_is_shown(page: BatchPage, read: Callable[[], None], qtbot: QtBot) -> None:
    read()
    page.filters.search.setText("gaj")
    qtbot.waitUntil(lambda: page.files.rowCount() == 2)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3 and all(line.startswith("恩平市公安局") for line in lines[1:])


def test_figures_open_to_their_units(page: BatchPage, read: Callable[[], None], edition: Edition) -> None:
    read()
    page.open_summary(edition.cell("requests.received.total"))
    dialog = child(page, SummaryDialog)
    assert f"{COUNTY} {YEAR} 年度，2 个单位" in dialog.windowTitle()
    dialog.accept()
    page.show_units()
    units = child(page, UnitsDialog)
    units.accept()


def test_files_can_be_pasted_and_links_are_refused(
    page: BatchPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted = QMimeData()
    pasted.setUrls([QUrl("https://www.gov.cn/a.html")])
    QGuiApplication.clipboard().setMimeData(pasted)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "不是本机上的文件" in page.status.text()
    pasted = QMimeData()
    pasted.setUrls([QUrl.fromLocalFile(str(folder / "办公室.json"))])
    QGuiApplication.clipboard().setMimeData(pasted)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.files.all_rows) == 1, timeout=20_000)


def test_without_organ_or_files_nothing_is_summed_and_that_is_said(
    page: BatchPage, commands: RecordedCommands, qtbot: QtBot
) -> None:
    page.make_draft()
    assert "请先在上方填写汇总机关" in page.status.text()
    page.organ.setText(COUNTY)
    page.organ.editingFinished.emit()
    page.make_draft()
    assert "还没有可以汇总的文件" in page.status.text() and not commands.drafts
    page.year.setText("二四")
    page.year.editingFinished.emit()
    assert "不是年度" in page.status.text() and page.year.text() == str(YEAR)
    assert len(UNITS) == 5


def test_on_a_low_screen_the_list_has_the_room_around_it(page: BatchPage, qtbot: QtBot) -> None:
    def around() -> int:
        """Px between the head of the page and what is below it."""
        return page.progress.geometry().top() - page.head.geometry().bottom()

    high = around()
    page.resize(910, LOW - 1)
    qtbot.waitUntil(lambda: around() < high)
    page.resize(910, LOW)
    qtbot.waitUntil(lambda: around() == high)


def test_ctrl_f_searches_the_list_and_esc_ends_the_search_not_the_reading(page: BatchPage, qtbot: QtBot) -> None:
    of_the_window = QShortcut(QKeySequence("Ctrl+F"), page)  # as the main window has one for the editor
    with qtbot.waitActive(page):
        page.activateWindow()
    page.table.setFocus()
    with qtbot.assertNotEmitted(of_the_window.activated):
        QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.search.hasFocus()
    QTest.keyClicks(page.filters.search, "jyj")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.filters.search.text() == "" and page.filters.search.hasFocus()
