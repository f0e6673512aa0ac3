"""Comparisons from the page: each shows a table."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.sheet_dialog import SheetDialog
from model.form.edition import Edition
from model.report.report import Report
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.store.kept_batch import KeptBatch, KeptFile
from tests.export.exporting import write_report
from tests.gui.batch.conftest import child, settled
from tests.model.batch.county import COUNTY, RESOURCES, YEAR, correct_report


def shown(page: BatchPage, qtbot: QtBot) -> SheetDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(SheetDialog)), timeout=30_000)
    return child(page, SheetDialog)


def test_the_menu_is_closed_until_there_is_something_to_compare(page: BatchPage, read: Callable[[], None]) -> None:
    assert all(each.does is None for each in page.comparisons.commands())
    read()
    assert all(each.does is not None for each in page.comparisons.commands())


def test_texts_that_are_near_copies_are_listed(page: BatchPage, read: Callable[[], None], qtbot: QtBot) -> None:
    read()
    page.comparisons.show_copies()
    dialog = shown(page, qtbot)
    assert [line.texts[:3] for line in dialog.lines.lines] == [("同一单位", "恩平市公安局", "恩平市公安局")]
    dialog.accept()


def test_tables_of_the_units_are_shown_for_the_words_of_the_summary(
    page: BatchPage, read: Callable[[], None], edition: Edition, qtbot: QtBot
) -> None:
    read()
    page.comparisons.show_requests()
    dialog = shown(page, qtbot)
    current = page.summer.current
    assert current is not None and current.summary is not None
    units = [each.unit for each in current.summary.taken]
    assert [line.texts[0] for line in dialog.lines.lines] == [*units, "合计"]
    total = current.summary.figures[edition.cell("requests.received.total")]
    assert dialog.lines.lines[-1].texts[1] == str(total)
    dialog.accept()
    qtbot.waitUntil(lambda: not page.findChildren(SheetDialog))
    page.comparisons.show_charges()
    dialog = shown(page, qtbot)
    assert [line.texts[:2] for line in dialog.lines.lines] == [(unit, "没有写金额") for unit in units]
    dialog.accept()


def test_a_text_that_is_the_units_own_of_last_year_is_named(
    page: BatchPage,
    read: Callable[[], None],
    reports: dict[str, Report],
    tmp_path: Path,
    editions: dict[str, Edition],
    qtbot: QtBot,
) -> None:
    now = reports["民政局.json"]
    before = correct_report(now.organ, editions["2021"], YEAR - 1).with_(texts=now.texts)
    with contextlib.closing(DraftStore(tmp_path)):
        BatchStore(tmp_path).keep(
            KeptBatch(COUNTY, YEAR - 1, (KeptFile(now.organ, "去年.docx", "agrees", report=before),))
        )
        read()
        page.comparisons.show_copies()
        dialog = shown(page, qtbot)
        lines = [line.texts[:4] for line in dialog.lines.lines]
        assert ("雷同", "恩平市民政局", "本单位上年的文字", "100 %") in lines
        dialog.accept()


def test_an_earlier_hand_in_and_published_files_are_matched_by_unit(
    page: BatchPage,
    read: Callable[[], None],
    tmp_path: Path,
    editions: dict[str, Edition],
    qtbot: QtBot,
) -> None:
    read()
    settled(page, qtbot)
    folder = tmp_path / "另一批"
    folder.mkdir()
    right = correct_report("恩平市教育局", editions["2021"])
    write_report(right, editions["2021"], folder / "教育局.html", RESOURCES)
    page.comparisons.compare_published(folder)
    dialog = shown(page, qtbot)
    lines = [line.texts for line in dialog.lines.lines]
    assert ("恩平市教育局", "表三 四、结转下年度 · 商业企业") in [line[:2] for line in lines]
    assert ("恩平市民政局", "没有找到公开的年报") in [line[:2] for line in lines]
    path = tmp_path / "表.xlsx"
    dialog.export_to(path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    dialog.accept()
    qtbot.waitUntil(lambda: not page.findChildren(SheetDialog), timeout=10_000)
    page.comparisons.compare_earlier(folder)
    dialog = shown(page, qtbot)
    assert {line.texts[1] for line in dialog.lines.lines} >= {"新出现"}
    dialog.accept()


def test_sums_are_compared_with_a_file_cell_by_cell(
    page: BatchPage, read: Callable[[], None], tmp_path: Path, editions: dict[str, Edition], qtbot: QtBot
) -> None:
    read()
    path = tmp_path / "上年汇总.json"
    write_report(correct_report(COUNTY, editions["2021"], 2023), editions["2021"], path, RESOURCES)
    page.comparisons.compare_summary(path)
    dialog = shown(page, qtbot)
    assert len(dialog.lines.lines) == len(editions["2021"].cells)
    dialog.accept()
    page.comparisons.compare_summary(tmp_path / "没有.json")
    qtbot.waitUntil(lambda: "没有找到" in page.status.text(), timeout=20_000)
