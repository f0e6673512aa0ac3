"""The history of a draft on disk: undone, redone and continued after a restart."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from model.report.edits import Edit, apply
from model.report.report import Report
from model.store.database import DraftStoreError, connected
from model.store.draft_steps import RefusedWriteError, StepEntry, step_made_now, write_entry
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from tests.model.store.drafts import (
    DEEDS,
    EMPTY,
    PROGRESS,
    RECEIVED,
    Deed,
    History,
    assert_kept,
    reopened,
    typed,
)
from tests.model.strategies import reports


def test_undo_and_redo_go_on_after_a_restart(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    report = typed(store, draft, 1, 2, 3)
    for _ in range(2):
        report, _redo = apply(report, store.open(draft).undo[-1].inverse)
        store.undone(draft, report, PROGRESS)
    with contextlib.closing(reopened(store)) as restarted:
        opened = restarted.open(draft)
    assert opened.report.figure(RECEIVED) == 1
    assert [step.edit.label for step in opened.undo] == ["填写 1"]
    assert [step.edit.label for step in opened.redo] == ["填写 2", "填写 3"]
    again, _inverse = apply(opened.report, opened.redo[0].edit)
    assert again.figure(RECEIVED) == 2


def test_a_new_step_takes_the_place_of_what_was_undone(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1, 2)
    store.undone(draft, EMPTY.with_(figures={RECEIVED: 1}), PROGRESS)
    typed(store, draft, 9)
    opened = store.open(draft)
    assert [step.edit.label for step in opened.undo] == ["填写 1", "填写 9"]
    assert opened.redo == ()


def test_redo_goes_one_step_at_a_time_and_moments_move_nothing(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1, 2, 3)
    for figure in (2, 1):
        store.undone(draft, EMPTY.with_(figures={RECEIVED: figure}), PROGRESS)
    store.add_moment(draft, "送审")
    store.redone(draft, EMPTY.with_(figures={RECEIVED: 2}), PROGRESS)
    opened = store.open(draft)
    assert [step.edit.label for step in opened.undo] == ["填写 1", "填写 2"]
    assert [step.edit.label for step in opened.redo] == ["填写 3"]
    _report, entries = store.history(draft)
    assert [each.description for each in entries][-4:] == ["撤销 填写 3", "撤销 填写 2", "送审", "重做 填写 2"]


def test_a_step_keeps_the_time_at_which_it_was_made(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    before = datetime.now(UTC)
    typed(store, draft, 1)
    (step,) = store.open(draft).undo
    assert before <= step.made_at <= store.drafts()[0].saved_at <= datetime.now(UTC)


@pytest.mark.parametrize("move", [DraftStore.undone, DraftStore.redone])
def test_what_is_not_there_cannot_be_undone_or_redone(
    store: DraftStore, move: Callable[[DraftStore, str, Report, DraftProgress], None]
) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(DraftStoreError, match="没有对应的步骤"):
        move(store, draft, EMPTY.with_(figures={RECEIVED: 1}), PROGRESS)
    assert store.open(draft).report == EMPTY


@given(reports, DEEDS)
@settings(max_examples=60, deadline=None)
def test_any_edits_undone_and_redone_with_restarts_between_are_what_they_are_in_memory(
    report: Report, actions: list[Deed]
) -> None:
    history = History(report)
    with tempfile.TemporaryDirectory() as name:
        store = DraftStore(Path(name))
        draft = store.create(report)
        for action in actions:
            if isinstance(action, Edit):
                store.record(draft, action, history.do(action), history.report, PROGRESS)
            elif action == "undo" and history.undo():
                store.undone(draft, history.report, PROGRESS)
            elif action == "redo" and history.redo():
                store.redone(draft, history.report, PROGRESS)
            elif action == "reopen":
                store = reopened(store)
        assert_kept(history, store, draft)
        store.close()


# One entry, as the writer and the store write it


@pytest.fixture
def connection(store: DraftStore) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(connected(store.path)) as made:
        yield made


def filling(draft: str, figure: int, before: Report = EMPTY) -> StepEntry:
    edit = Edit(f"填写 {figure}", {RECEIVED: figure})
    after, inverse = apply(before, edit)
    return StepEntry(draft, +1, step_made_now(edit, inverse), after, PROGRESS)


def labels(store: DraftStore, draft: str) -> list[str]:
    _report, entries = store.history(draft)
    return [each.description for each in entries]


def test_an_entry_is_written_once_however_often_it_is_tried(store: DraftStore, connection: sqlite3.Connection) -> None:
    draft = store.create(EMPTY)
    entry = filling(draft, 1)
    for _ in range(3):
        assert write_entry(connection, entry, store.holder, must_hold=False).tzinfo is UTC
    assert [step.edit.label for step in store.open(draft).undo] == ["填写 1"]
    assert labels(store, draft).count("填写 1") == 1
    write_entry(connection, filling(draft, 1), store.holder, must_hold=False)  # the same edit, made again
    assert len(store.open(draft).undo) == 2


def test_nothing_is_written_into_a_draft_that_another_window_has_open(
    store: DraftStore, connection: sqlite3.Connection
) -> None:
    draft = store.create(EMPTY)
    before = labels(store, draft)
    with contextlib.closing(DraftStore(store.path.parent)) as window:
        window.lock(draft)
        for must_hold in (False, True):
            with pytest.raises(RefusedWriteError, match="已由本机的另一个窗口打开"):
                write_entry(connection, filling(draft, 1), store.holder, must_hold=must_hold)
        write_entry(connection, filling(draft, 2), window.holder, must_hold=True)
    assert labels(store, draft) == [*before, "填写 2"]


def test_who_must_hold_the_lock_writes_only_while_holding_it(store: DraftStore, connection: sqlite3.Connection) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(RefusedWriteError, match="在别处打开过"):
        write_entry(connection, filling(draft, 1), store.holder, must_hold=True)
    assert store.open(draft).report == EMPTY
    store.lock(draft)
    write_entry(connection, filling(draft, 1), store.holder, must_hold=True)
    assert store.open(draft).report.figure(RECEIVED) == 1


def test_a_named_moment_changes_nothing_but_the_history(store: DraftStore, connection: sqlite3.Connection) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1)
    (listed,) = store.drafts()
    write_entry(
        connection, StepEntry(draft, 0, None, None, DraftProgress(), name="送审"), store.holder, must_hold=False
    )
    assert labels(store, draft)[-1] == "送审"
    assert (store.drafts(), len(store.open(draft).undo)) == ((listed,), 1)


@pytest.mark.parametrize("moved", [-1, +1])
def test_what_has_no_step_is_not_moved_along(store: DraftStore, connection: sqlite3.Connection, moved: int) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(RefusedWriteError, match="没有对应的步骤"):
        write_entry(connection, StepEntry(draft, moved, None, EMPTY, PROGRESS), store.holder, must_hold=False)
    with pytest.raises(RefusedWriteError, match="已经不在了"):
        write_entry(connection, filling("gone", 1), store.holder, must_hold=False)


def test_the_list_shows_what_was_written_last(store: DraftStore, connection: sqlite3.Connection) -> None:
    first, second = store.create(EMPTY), store.create(EMPTY)
    write_entry(connection, filling(first, 1), store.holder, must_hold=False)
    assert [each.id for each in store.drafts()] == [first, second]
    assert store.drafts()[0].filled == PROGRESS.filled
