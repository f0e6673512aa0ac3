"""A batch as rows: what was read is what is kept, and no damaged row passes for a sound one."""

import contextlib
import dataclasses
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from model.store.batch_rows import (
    BatchRows,
    about_from,
    batch_from,
    is_file_row,
    is_sound,
    outline_from,
    read_batch_rows,
    resummed,
    rows_of,
    write_batch_rows,
)
from model.store.database import connected, open_store
from model.store.kept_batch import KeptBatch
from model.store.serialization import StoredFormatError
from tests.model.store.batches import OFFICE, SECRET, any_batches, batch

ID = "a" * 32


def rows(year: int = 2024) -> BatchRows:
    return rows_of(batch(year), ID, 1, "")


@given(any_batches)
def test_any_batch_is_read_as_it_was_kept(kept: KeptBatch) -> None:
    again = batch_from(rows_of(kept, ID, 1, ""))
    assert again == kept
    assert repr(again) == repr(kept), "0 and 0.00, and a blank, are three things"


@given(any_batches)
def test_an_outline_has_everything_but_the_reports_which_are_read_one_by_one(kept: KeptBatch) -> None:
    outline = outline_from(rows_of(kept, ID, 1, ""))
    assert outline.batch == dataclasses.replace(
        kept, files=tuple(dataclasses.replace(each, report=None) for each in kept.files)
    )
    assert [repr(outline.report(place)) for place in range(len(kept.files))] == [
        repr(each.report) for each in kept.files
    ]


def test_an_outline_of_damaged_rows_is_refused() -> None:
    number, about, report, checksum = rows().rows[0]
    assert report is not None
    torn = dataclasses.replace(rows(), rows=((number, about, report + " ", checksum), *rows().rows[1:]))
    with pytest.raises(StoredFormatError):
        outline_from(torn)


def test_rows_are_written_and_read(tmp_path: Path) -> None:
    connection, _ = open_store(tmp_path)
    with contextlib.closing(connection):
        write_batch_rows(connection, rows())
        assert read_batch_rows(connection, ID) == rows()
        assert read_batch_rows(connection, "b" * 32) is None


@pytest.mark.parametrize("column", ["year", "about", "checksum"])
def test_another_value_in_the_list_is_noticed(column: str) -> None:
    other = dataclasses.replace(rows(), **{column: getattr(rows(2023), column)})
    assert other == rows() or not is_sound(other)
    assert is_sound(rows())


@pytest.mark.parametrize(
    ("column", "value"),
    [("year", 0), ("year", "2024"), ("kept_at", -1), ("deleted_at", "x"), ("files", 3), ("about", "{}"), ("id", "")],
)
def test_a_value_of_another_type_or_range_is_noticed(column: str, value: Any) -> None:
    assert not is_sound(dataclasses.replace(rows(), **{column: value}))


@pytest.mark.parametrize("place", range(4))
def test_a_changed_file_row_is_noticed(place: int) -> None:
    row = list(rows().rows[0])
    row[place] = f"{row[place]}0" if isinstance(row[place], str) else 7
    assert not is_file_row(row)
    torn: Any = (tuple(row), *rows().rows[1:])
    damaged = dataclasses.replace(rows(), rows=torn)
    with pytest.raises(StoredFormatError) as error:
        batch_from(damaged)
    assert SECRET not in f"{error.value!r}{error.value.__cause__!r}"


def test_a_missing_file_row_is_noticed_and_the_others_can_be_summed_again() -> None:
    torn = dataclasses.replace(rows(), rows=rows().rows[1:])
    assert not is_sound(torn)
    again = resummed(torn)
    assert is_sound(again)
    assert [each.unit for each in batch_from(again).files] == [each.unit for each in batch(2024).files[1:]]


@pytest.mark.parametrize(
    "about",
    [
        *("", "[]", '{"organ":"x"}', '{"organ":"x","organ":"y","replaces":"","units":[]}', None, 4),
        '{"organ":1,"replaces":"","units":[]}',
        '{"organ":"x","replaces":"é","units":[]}',
        '{"organ":"x","replaces":"","units":[["a","b"]]}',
        json.dumps({"organ": "x" * 5000, "replaces": "", "units": []}),
        '{"organ":"x","replaces":"","units":' + "[" * 2000 + "]" * 2000 + "}",
    ],
)
def test_what_is_no_batch_is_refused(about: object) -> None:
    with pytest.raises(StoredFormatError):
        about_from(about)
    assert about_from(rows().about)[0] == OFFICE


def test_a_batch_is_only_written_once(tmp_path: Path) -> None:
    connection, _ = open_store(tmp_path)
    with contextlib.closing(connection):
        write_batch_rows(connection, rows())
    with contextlib.closing(connected(tmp_path / "drafts.sqlite3")) as again, pytest.raises(sqlite3.IntegrityError):
        write_batch_rows(again, rows())
