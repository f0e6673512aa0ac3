"""The history of a draft on disk: undone, redone and continued after a restart."""

import contextlib
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from model.report.edits import Edit, apply
from model.report.report import Report
from model.store.database import DraftStoreError
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
