"""Conversion of a draft's stored moves to history entries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from model.report.edits import Edit
from model.report.history import HistoryEntry
from model.store.columns import datetime_of, is_time
from model.store.serialization import StoredFormatError, edit_from


def history_entries(rows: Iterable[Sequence[Any]]) -> Iterator[HistoryEntry]:
    """Rows are (serial, number, at, who, moved, name, edit, inverse) in the order of ``number``.

    Raises:
        StoredFormatError: an edit is damaged, or the step of a move is missing.
    """
    done: set[int] = set()
    for serial, *row in rows:
        moment = _history_entry(*row)
        yield replace(moment, again=True) if moment.moved > 0 and serial in done else moment
        done.add(serial)


def _history_entry(
    number: int, at: int, who: str, moved: int, name: str, edit: str | None, inverse: str | None
) -> HistoryEntry:
    if not is_time(at) or not isinstance(who, str) or not isinstance(name, str):
        raise StoredFormatError("not a move")
    if not moved:
        return HistoryEntry(number, datetime_of(at), who, 0, name, Edit(name), Edit(name))
    if edit is None or inverse is None:
        raise StoredFormatError("a move without its step")
    done, back = edit_from(edit), edit_from(inverse)
    change, back = (done, back) if moved > 0 else (back, done)
    return HistoryEntry(number, datetime_of(at), who, moved, done.label, change, back)
