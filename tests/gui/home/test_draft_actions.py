"""What is done to a draft of the list: in the store, and told in one line."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.home.draft_actions import DraftActions, name_of
from model.report.report import Fact, Report
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from tests.gui.recorded_status import RecordedStatus


@pytest.fixture
def draft(store: DraftStore) -> str:
    return store.create(Report("2021", facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"}))


@pytest.fixture
def status() -> RecordedStatus:
    return RecordedStatus()


@pytest.fixture
def opened() -> list[str]:
    """The ids of the drafts that were opened."""
    return []


@pytest.fixture
def actions(
    store: DraftStore, draft: str, status: RecordedStatus, opened: list[str], qtbot: QtBot
) -> Iterator[DraftActions]:
    window = QWidget()
    qtbot.addWidget(window)
    yield DraftActions(store, window, status, lambda: (*store.drafts(), *store.binned()), opened.append)


def test_a_draft_goes_to_the_bin_and_comes_back(
    actions: DraftActions, store: DraftStore, draft: str, status: RecordedStatus, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([actions.changed, actions.binned]):
        actions.move_to_bin(draft)
    assert [each.id for each in store.binned()] == [draft]
    assert status.lines[-1] == "已移到回收站：恩平市财政局，2025 年度"
    with qtbot.waitSignal(actions.brought_back) as back:
        actions.undo_bin()
    assert back.args == [draft]
    assert not store.binned()
    assert status.lines[-1] == "已恢复：恩平市财政局，2025 年度"


def test_a_copy_is_another_draft(actions: DraftActions, store: DraftStore, draft: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions.copied) as copied:
        actions.copy(draft)
    assert {each.id for each in store.drafts()} == {draft, *copied.args}


def test_nothing_is_purged_without_a_yes(
    actions: DraftActions, store: DraftStore, draft: str, status: RecordedStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.move_to_bin(draft)
    asked: list[str] = []
    monkeypatch.setattr(actions, "confirm_purge", asked.append)
    actions.purge(draft)
    actions.empty_bin()
    assert asked == ["恩平市财政局，2025 年度", "回收站里的 1 份草稿"]
    assert store.binned()
    monkeypatch.setattr(actions, "confirm_purge", lambda _name: True)
    actions.empty_bin()
    assert not store.binned()
    assert status.lines[-1] == "已清空回收站：彻底删除 1 份草稿"


def test_a_new_name_is_stored(actions: DraftActions, store: DraftStore, draft: str) -> None:
    actions.rename(draft, "第二稿")
    assert store.drafts()[0].name == "第二稿"


def test_what_the_store_refuses_is_a_problem_and_the_list_is_read_again(
    actions: DraftActions,
    store: DraftStore,
    draft: str,
    status: RecordedStatus,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def refuse(_draft_id: str) -> None:
        raise DraftStoreError("没有改成：磁盘已满")

    monkeypatch.setattr(store, "delete", refuse)
    with qtbot.waitSignal(actions.changed), qtbot.assertNotEmitted(actions.binned):
        actions.move_to_bin(draft)
    assert status.problems[-1] == "没有改成：磁盘已满"


def test_opening_is_passed_on(actions: DraftActions, opened: list[str], draft: str) -> None:
    actions.open(draft)
    assert opened == [draft]


def test_a_draft_is_named_by_organ_and_year(store: DraftStore, draft: str) -> None:
    blank = store.create(Report("2021"))
    assert name_of(draft, store.drafts()) == "恩平市财政局，2025 年度"
    assert name_of(blank, store.drafts()) == "未填机关名称"
    assert name_of("gone", store.drafts()) == "草稿"
