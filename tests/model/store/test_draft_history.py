"""Stored moves become entries of the history."""

from datetime import UTC, datetime
from typing import Any

import pytest

from model.form.tables import Cell
from model.report.edits import Edit
from model.store.columns import micros_of
from model.store.draft_history import history_entries
from model.store.serialization import StoredFormatError, edit_text

RECEIVED = Cell("requests", "received", "person")
AT = datetime(2025, 1, 8, 9, 30, tzinfo=UTC)
EDIT, INVERSE = Edit("填写", {RECEIVED: 3}), Edit("填写", {RECEIVED: None})


def move(number: int, moved: int, serial: int | None = 1, name: str = "") -> tuple[Any, ...]:
    step = (edit_text(EDIT), edit_text(INVERSE)) if moved else (None, None)
    return serial, number, micros_of(AT), "张三", moved, name, *step


def test_a_step_is_done_undone_and_done_again() -> None:
    done, undone, again = history_entries([move(1, 1), move(2, -1), move(3, 1)])
    assert [each.description for each in (done, undone, again)] == ["填写", "撤销 填写", "重做 填写"]
    assert (done.change, done.back, done.again) == (EDIT, INVERSE, False)
    assert (undone.change, undone.back) == (INVERSE, EDIT)
    assert (again.change, again.again, again.number) == (EDIT, True, 3)
    assert (done.at, done.who) == (AT, "张三")


def test_a_named_moment_changes_nothing() -> None:
    (entry,) = history_entries([move(1, 0, None, "导入 旧.docx")])
    assert (entry.description, bool(entry.change), bool(entry.back)) == ("导入 旧.docx", False, False)


@pytest.mark.parametrize("place", [2, 3, 6, 7])
def test_a_damaged_row_is_refused(place: int) -> None:
    row = list(move(1, 1))
    row[place] = None
    with pytest.raises(StoredFormatError):
        list(history_entries([row]))
