"""A batch of listed units is kept by itself, told, and can be taken back; last year's reports are found."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from model.batch.unit_names import bare
from model.form.edition import Edition
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.years.keeping import keep
from tests.gui.batch.conftest import settled
from tests.gui.batch.county_page import UNITS
from tests.model.batch.county import COUNTY, YEAR
from tests.model.years.kept_years import batch, kept


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[BatchStore]:
    """The store of the drafts, open as in the window."""
    with contextlib.closing(DraftStore(tmp_path)):
        yield BatchStore(tmp_path)


def quiet(page: BatchPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.keeper.is_working and not page.summer.is_computing, timeout=30_000)


def test_a_batch_with_a_list_is_kept_by_itself_by_year_and_office(
    page: BatchPage, qtbot: QtBot, folder: Path, read: Callable[[], None], store: BatchStore
) -> None:
    page.take_list(folder.parent / "名单.txt")
    read()
    quiet(page, qtbot)
    [only] = store.batches()
    assert only.name == f"{YEAR} 年度 · {COUNTY}"
    made = store.open(only.id)
    assert {each.unit for each in made.files} == {*UNITS[:4], ""}
    assert [each.name for each in made.units] == list(UNITS)
    assert "已留存" in page.status.text()
    assert page.keeper.undo_button.isVisible()


def test_keeping_can_be_taken_back_and_is_not_done_again(
    page: BatchPage, qtbot: QtBot, folder: Path, read: Callable[[], None], store: BatchStore
) -> None:
    before = store.keep(batch(YEAR, kept(UNITS[0], YEAR)))
    page.take_list(folder.parent / "名单.txt")
    read()
    quiet(page, qtbot)
    assert [each.id for each in store.batches()] != [before]
    page.keeper.undo_button.click()
    qtbot.waitUntil(lambda: "已撤销" in page.status.text(), timeout=10_000)
    assert [each.id for each in store.batches()] == [before]
    assert store.deleted() == ()
    settled(page, qtbot)
    quiet(page, qtbot)
    assert [each.id for each in store.batches()] == [before]
    assert not page.keeper.undo_button.isVisible()


def test_a_name_of_the_office_that_is_corrected_leaves_nothing_under_the_wrong_one(
    page: BatchPage, qtbot: QtBot, folder: Path, read: Callable[[], None], store: BatchStore
) -> None:
    page.take_list(folder.parent / "名单.txt")
    page.organ.setText("恩平巿人民政付")
    read()
    page.organ.setText("恩平巿人民政付")
    page.organ.editingFinished.emit()
    settled(page, qtbot)
    quiet(page, qtbot)
    assert [each.name for each in store.batches()] == [f"{YEAR} 年度 · 恩平巿人民政付"]
    page.organ.setText(COUNTY)
    page.organ.editingFinished.emit()
    settled(page, qtbot)
    quiet(page, qtbot)
    assert [each.name for each in store.batches()] == [f"{YEAR} 年度 · {COUNTY}"]
    assert store.deleted() == ()
    assert "以“恩平巿人民政付”的名义留存的已撤销" in page.status.text()


def test_without_a_list_it_is_kept_only_when_it_is_wanted(
    page: BatchPage, qtbot: QtBot, read: Callable[[], None], store: BatchStore
) -> None:
    read()
    quiet(page, qtbot)
    assert store.batches() == ()
    assert page.keeper.can_keep
    page.keeper.keep_now()
    qtbot.waitUntil(lambda: bool(store.batches()), timeout=30_000)
    quiet(page, qtbot)


def test_a_full_disk_is_told(
    page: BatchPage, qtbot: QtBot, folder: Path, read: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("model.store.batch_store.write_batch_rows", full)
    page.take_list(folder.parent / "名单.txt")
    read()
    quiet(page, qtbot)
    assert "没有留存这一批" in page.status.text() and "磁盘已满" in page.status.text()


def test_last_years_reports_are_found_by_themselves(
    page: BatchPage, qtbot: QtBot, read: Callable[[], None], store: BatchStore, editions: dict[str, Edition]
) -> None:
    store.keep(batch(YEAR - 1, kept(UNITS[1], YEAR - 1, 77)))
    read()
    number = next(each.number for each in page.files.all_rows if each.organ == UNITS[1])
    checked = page.run.results.checked(number)
    assert checked.last_year is not None and checked.last_year.year == YEAR - 1
    others = [each for each in page.files.all_rows if each.edition and each.organ != UNITS[1]]
    assert all(page.run.results.checked(each.number).last_year is None for each in others)


def test_a_decision_about_a_unit_is_kept_and_nothing_is_done_twice(
    page: BatchPage,
    qtbot: QtBot,
    folder: Path,
    read: Callable[[], None],
    store: BatchStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times: list[int] = []

    def counted(*arguments: Any) -> Any:
        times.append(1)
        return keep(*arguments)

    monkeypatch.setattr("gui.batch.batch_keeper.keep", counted)
    page.take_list(folder.parent / "名单.txt")
    read()
    quiet(page, qtbot)
    settled(page, qtbot)
    quiet(page, qtbot)
    assert len(times) == 1
    [first] = store.batches()
    page.summer.remember_unit(bare(UNITS[1]), UNITS[4])
    qtbot.waitUntil(lambda: len(times) == 2, timeout=20_000)
    quiet(page, qtbot)
    [second] = store.batches()
    assert second.id != first.id
    assert {each.unit for each in store.open(second.id).files} == {UNITS[0], *UNITS[2:], ""}
    assert store.deleted() == (), "the first guess is forgotten"
