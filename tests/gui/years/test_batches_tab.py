"""Batches are opened, deleted and brought back; the list says which are kept."""

from datetime import UTC, date, datetime, timedelta

from pytestqt.qtbot import QtBot

from gui.years.batches_tab import BatchesTab
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.backups import back_up
from model.store.batch_store import BatchStore
from model.years.loading import load_years
from tests.gui.recorded_status import RecordedStatus
from tests.model.batch.county import COUNTY
from tests.model.years.kept_years import batch, kept


def shown(tab: BatchesTab) -> list[tuple[str, str]]:
    return [(each.texts[0], each.texts[3]) for each in tab.lines.lines]


def test_a_batch_is_deleted_and_brought_back(qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition]) -> None:
    opened: list[str] = []
    status = RecordedStatus()
    tab = BatchesTab(filled, status, opened.append, lambda: None)
    qtbot.addWidget(tab)

    def refresh() -> None:
        tab.show_years(load_years(filled, COUNTY, editions, UnitList(), repair=False), can_keep=False)

    tab.changed.connect(refresh)
    refresh()
    tab.show()
    name = f"2024 年度 · {COUNTY}"
    assert shown(tab)[0] == (name, "留存") and len(shown(tab)) == 3
    assert tab.delete.isVisible() and not tab.restore.isVisible() and not tab.keep.isEnabled()
    with qtbot.waitSignal(tab.changed, timeout=10_000):
        tab.delete.click()
    assert shown(tab)[-1] == (name, "已删除")
    assert len(filled.batches()) == 2
    assert tab.restore.isVisible() and not tab.delete.isVisible(), "the same batch is current: one click brings it back"
    tab.open_current()
    assert opened == [filled.deleted()[0].id]
    with qtbot.waitSignal(tab.changed, timeout=10_000):
        tab.restore.click()
    assert [state for _, state in shown(tab)] == ["留存"] * 3


def test_a_batch_that_was_replaced_says_so(qtbot: QtBot, store: BatchStore, editions: dict[str, Edition]) -> None:
    first = store.keep(batch(2024, kept("甲局", 2024)))
    store.keep(batch(2024, kept("乙局", 2024)), first)
    tab = BatchesTab(store, RecordedStatus(), lambda _: None, lambda: None)
    qtbot.addWidget(tab)
    tab.show_years(load_years(store, COUNTY, editions, UnitList(), repair=False), can_keep=True)
    assert [state for _, state in shown(tab)] == ["留存", "被后来的一批代替"]
    assert tab.keep.isEnabled()


def test_nothing_kept_has_nothing_to_open(qtbot: QtBot, store: BatchStore, editions: dict[str, Edition]) -> None:
    tab = BatchesTab(store, RecordedStatus(), lambda _: None, lambda: None)
    qtbot.addWidget(tab)
    tab.show_years(load_years(store, COUNTY, editions, UnitList(), repair=False), can_keep=False)
    tab.delete_current()
    tab.open_current()
    assert not tab.open.isEnabled() and not tab.delete.isEnabled()
    assert tab.list.model().rowCount() == 0


def test_a_batch_comes_back_from_a_daily_copy(qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition]) -> None:
    back_up(filled.path.parent, 3, date(2026, 2, 3))
    for each in filled.batches():
        filled.delete(each.id)
    filled.purge(datetime.now(UTC) + timedelta(days=1))
    status = RecordedStatus()
    tab = BatchesTab(filled, status, lambda _: None, lambda: None)
    qtbot.addWidget(tab)
    tab.show_years(load_years(filled, COUNTY, editions, UnitList(), repair=False), can_keep=False)
    tab.show()
    tab.copies.click()
    qtbot.waitUntil(lambda: len(tab.lines.lines) == 3, timeout=20_000)
    assert {state for _, state in shown(tab)} == {"在 2026-02-03 的每日副本里"}
    assert tab.restore.isVisible() and not tab.delete.isVisible() and not tab.open.isEnabled()
    with qtbot.waitSignal(tab.changed, timeout=10_000):
        tab.restore.click()
    assert len(filled.batches()) == 1
