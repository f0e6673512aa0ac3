"""The steps that can be undone and redone."""

from datetime import UTC, datetime, timedelta

import pytest

from gui.session.undo_history import UndoHistory
from model.form.tables import Cell
from model.report.edits import ZERO_FILL, Edit
from model.store.draft_steps import Step

BEGIN = datetime(2026, 1, 8, tzinfo=UTC)
CELL, OTHER = Cell("requests", "received", "person"), Cell("requests", "received", "business")


def step(number: int, label: str = "填写", cell: Cell = CELL) -> Step:
    edit, inverse = Edit(label, {cell: number}), Edit(label, {cell: number - 1})
    return Step(edit, inverse, BEGIN + timedelta(minutes=number))


FIRST, SECOND, THIRD = step(1), step(2), step(3)


def test_a_step_that_is_undone_can_be_redone() -> None:
    history = UndoHistory([FIRST, SECOND], [])
    assert (history.to_undo, history.to_redo) == (SECOND, None)
    assert history.undo() is SECOND
    assert (history.to_undo, history.to_redo) == (FIRST, SECOND)
    assert history.redo() is SECOND
    assert (history.to_undo, history.to_redo) == (SECOND, None)


def test_after_a_restart_the_step_undone_last_is_redone_first() -> None:
    history = UndoHistory([FIRST], [SECOND, THIRD])
    assert [history.redo(), history.redo()] == [SECOND, THIRD]


def test_a_new_step_takes_away_what_could_be_redone() -> None:
    history = UndoHistory([FIRST, SECOND], [])
    history.undo()
    history.add(THIRD)
    assert (history.to_undo, history.to_redo) == (THIRD, None)
    assert history.steps_back() == [(THIRD.edit, THIRD.inverse), (FIRST.edit, FIRST.inverse)]


def test_steps_are_listed_with_the_last_one_first_and_their_times() -> None:
    history = UndoHistory([FIRST, SECOND], [THIRD])
    assert [at for _, _, at in history.dated_steps_back()] == [SECOND.made_at, FIRST.made_at]


def test_without_steps_there_is_nothing_to_undo_or_redo() -> None:
    history = UndoHistory([], [])
    assert (history.to_undo, history.to_redo, history.steps_back()) == (None, None, [])
    with pytest.raises(IndexError):
        history.undo()


def test_cells_filled_with_zero_are_known_until_that_is_undone() -> None:
    history = UndoHistory([step(0, ZERO_FILL), step(5, cell=OTHER)], [])
    assert history.filled_with_zero() == {CELL}
    history.undo()
    history.undo()
    assert history.filled_with_zero() == frozenset()
