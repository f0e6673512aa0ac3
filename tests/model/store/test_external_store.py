"""Draft files of others: whatever they hold, nothing in them runs, and the worst they can do is to be refused."""

import contextlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import UserFacingError
from model.report.report import Fact, Report
from model.store import migrations
from model.store.draft_store import DraftStore
from model.store.draft_transfer import draft_in, drafts_in, export_draft, import_draft, listed_in
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.report_sum import SEPARATOR
from tests.model.store.drafts import EMPTY, RECEIVED, TYPING, killed_at_the_end, on_a_stick, typed

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("store-v*.sqlite3"))
REPORT = Report(
    "2021", {RECEIVED: 40}, facts={Fact.ORGAN: "某某县水利局", Fact.YEAR: "2025"}, texts={"1": "总体情况" * 40}
)
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
SECONDS = 10.0
"""A file that ran anything would take longer, or for ever."""


@pytest.fixture
def parcel(tmp_path: Path) -> Path:
    """A sound draft file of a draft with a history."""
    with contextlib.closing(DraftStore(tmp_path / "别的电脑")) as other:
        draft = other.create(REPORT, REPORT, first_moment="导入")
        typed(other, draft, 1, 2)
        export_draft(other.path, draft, tmp_path / "来的.nianbao")
    return tmp_path / "来的.nianbao"


def altered(path: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    """Runs the statements on the file; the last one gets the values."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements[:-1]:
            connection.execute(statement)
        connection.execute(statements[-1], values)


def attempt(path: Path, store: DraftStore) -> str:
    """What the user is told, blank if the file was imported; then everything in the store still opens."""
    started = time.monotonic()
    message = ""
    try:
        for offered in drafts_in(path, store.path):
            import_draft(offered, store.path)
    except UserFacingError as error:
        message = str(error)
        assert "总体情况" not in f"{message}{error.__cause__!r}"
    with contextlib.suppress(UserFacingError):
        for listed in listed_in(path, store.path):
            draft_in(path, store.path, listed.id)
    for summary in store.drafts()[:2]:  # the newest come first
        store.open(summary.id)
        store.history(summary.id)
        summary.saved_at.astimezone()
    assert time.monotonic() - started < SECONDS
    return message


OF_SOMEBODY_ELSE = {
    "view": f"CREATE VIEW v AS {ENDLESS} SELECT x FROM c",
    "trigger": f"CREATE TRIGGER t AFTER INSERT ON moves BEGIN INSERT INTO locks {ENDLESS} SELECT x FROM c; END",
    "trigger on a migrated table": "CREATE TRIGGER t AFTER UPDATE ON drafts BEGIN DELETE FROM contents; END",
    "temporary-looking table": "CREATE TABLE sqlite_stat9x (x)",
    "more columns": "ALTER TABLE contents ADD COLUMN more TEXT",
    "generated column": "ALTER TABLE contents ADD COLUMN more TEXT AS (hex(zeroblob(400000000)))",
    "table gone": "DROP TABLE locks",
    "index gone": "DROP INDEX drafts_written",
    "expression index": "CREATE INDEX i ON contents (hex(report))",
    "partial index": "CREATE INDEX i ON contents (draft) WHERE report > 'a'",
    "virtual table": "CREATE VIRTUAL TABLE i USING fts4(x)",
}


@pytest.mark.parametrize("statement", OF_SOMEBODY_ELSE.values(), ids=OF_SOMEBODY_ELSE.keys())
def test_a_file_whose_schema_is_of_somebody_else_is_refused(parcel: Path, tmp_path: Path, statement: str) -> None:
    altered(parcel, statement)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert "已损坏" in attempt(parcel, store)
        assert store.drafts() == ()


IN_PLACE_OF_A_TABLE = {
    "endless view": f"CREATE VIEW drafts AS {ENDLESS} SELECT 'a' || x AS id, '' AS name, x AS written FROM c",
    "view of a table": "CREATE VIEW drafts AS SELECT * FROM hidden",
    "without rowid": "CREATE TABLE drafts (id TEXT PRIMARY KEY, name, written) WITHOUT ROWID",
    "virtual table": "CREATE VIRTUAL TABLE drafts USING fts4(id, name, written)",
    "other collation": "CREATE TABLE drafts (id TEXT COLLATE NOCASE PRIMARY KEY, name, written)",
}


@pytest.mark.parametrize("statement", IN_PLACE_OF_A_TABLE.values(), ids=IN_PLACE_OF_A_TABLE.keys())
def test_a_table_that_is_none_is_refused(parcel: Path, tmp_path: Path, statement: str) -> None:
    altered(parcel, "ALTER TABLE drafts RENAME TO hidden", "DROP INDEX drafts_newest", statement)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert "已损坏" in attempt(parcel, store)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_trigger_fires_in_a_store_of_any_version(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "v.nianbao"
    shutil.copyfile(sample, path)
    with contextlib.closing(DraftStore(tmp_path / "a")) as store:
        assert attempt(path, store) == ""
        assert len(store.drafts()) == 3
    for table in ("drafts", "contents", "steps"):
        grow = f"BEGIN INSERT INTO junk {ENDLESS} SELECT zeroblob(1000000) FROM c; END"
        altered(path, f"CREATE TRIGGER t_{table} AFTER UPDATE ON {table} {grow}", "CREATE TABLE IF NOT EXISTS junk (x)")
    size = path.stat().st_size
    (tmp_path / "b").mkdir(mode=0o700)
    with contextlib.closing(DraftStore(tmp_path / "b")) as store:
        assert "已损坏" in attempt(path, store)
    assert path.stat().st_size == size
    shutil.copyfile(path, tmp_path / "b" / "drafts.sqlite3")  # and as the store itself
    with contextlib.closing(DraftStore(tmp_path / "b")) as store:
        assert store.set_aside is not None and store.salvaged is not None
        assert len(store.salvaged.whole) == 3


def test_a_check_constraint_which_the_page_check_would_run_is_refused(parcel: Path, tmp_path: Path) -> None:
    check = "last_year TEXT, CHECK (length(hex(zeroblob(400000000))) > 0)"
    altered(parcel, f"UPDATE sqlite_schema SET sql = replace(sql, 'last_year TEXT', '{check}') WHERE name = 'contents'")
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert "已损坏" in attempt(parcel, store)


VALUES = (1 << 62, -1, 1.5, b"\xff\0", "x", None)
NO_UTF_8 = "CAST(x'e7d4b2e7d4b2' AS TEXT)"
COLUMNS = {
    "drafts": "id name organ year edition filled cells errors warnings saved_at deleted_at position last_write written"
    " stage stage_on",
    "contents": "draft report last_year",
    "steps": "draft serial number edit inverse made_at who",
    "moves": "draft number moved serial name at who",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_whatever_a_column_holds_the_list_and_all_drafts_still_open(parcel: Path, tmp_path: Path, table: str) -> None:
    sound, refused = parcel.read_bytes(), 0
    with contextlib.closing(DraftStore(tmp_path)) as store:
        for column in COLUMNS[table].split():
            for expression, values in ((NO_UTF_8, ()), *(("?", (value,)) for value in VALUES)):
                parcel.write_bytes(sound)
                try:
                    altered(parcel, f"UPDATE {table} SET {column} = {expression}", values=values)
                except sqlite3.IntegrityError:
                    continue  # two rows, or NULL, where the file's own tables forbid it
                refused += bool(attempt(parcel, store))
    assert refused > 3 * len(COLUMNS[table].split())
    with contextlib.closing(DraftStore(tmp_path)) as again:
        assert again.set_aside is None, "nothing that was imported is damaged"


def _deep(depth: int) -> str:
    return "[" * depth + "]" * depth


HOSTILE_REPORTS = {
    "text is a number": '{"edition":"2021","texts":{"1":5}}',
    "text is null": '{"edition":"2021","texts":{"1":null}}',
    "text is a list": '{"edition":"2021","texts":{"1":["a"]}}',
    "edition is a number": '{"edition":2021}',
    "edition is a list": '{"edition":[]}',
    "figure is null": '{"edition":"2021","figures":{"requests.received.person":null}}',
    "figure is nan": '{"edition":"2021","figures":{"requests.received.person":NaN}}',
    "figure is endless": '{"edition":"2021","figures":{"requests.received.person":Infinity}}',
    "figure is a float": '{"edition":"2021","figures":{"requests.received.person":1e300}}',
    "figure of 5000 digits": f'{{"edition":"2021","figures":{{"requests.received.person":{"9" * 5000}}}}}',
    "figure of 4000 digits": f'{{"edition":"2021","figures":{{"requests.received.person":{"9" * 4000}}}}}',
    "giant exponent": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":"1e999999999"}}}',
    "tiny exponent": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":"1e-999999999"}}}',
    "zero with an exponent": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":"0e99999"}}}',
    "decimal nan": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":"sNaN"}}}',
    "decimal endless": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":"-Infinity"}}}',
    "decimal is a number": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":1}}}',
    "decimal is a list": '{"edition":"2021","figures":{"disclosure.fees.amount":{"decimal":[0,[1],999999999]}}}',
    "key given twice": '{"edition":"2021","figures":{"requests.received.person":1,"requests.received.person":2}}',
    "headings are a text": '{"edition":"2021","headings":"一、总体情况"}',
    "heading is a number": '{"edition":"2021","headings":[1]}',
    "reason is a number": '{"edition":"2021","reasons":{"x":[1,2]}}',
    "reason at no place": '{"edition":"2021","reasons":{"x":["a","b","1",-1]}}',
    "reason at a far place": '{"edition":"2021","reasons":{"x":["a","b","1",99999999999999999999]}}',
    "reason is a text": '{"edition":"2021","reasons":{"x":"ab"}}',
    "mark at a float": '{"edition":"2021","to_check":{"x":["1",1.5,"a","b"]}}',
    "mark of numbers": '{"edition":"2021","to_check":{"x":["1",1,2,3]}}',
    "mark with text as cells": '{"edition":"2021","to_check":{"x":["1",1,"a","b","requests.received.person"]}}',
    "origin of numbers": '{"edition":"2021","origins":{"requests.received.person":[1,2,3]}}',
    "unread is a number": '{"edition":"2021","unread":{"requests.received.person":3}}',
    "remark is a number": '{"edition":"2021","remarks":{"requests.received.person":[1,true]}}',
    "link with a number": '{"edition":"2021","ties":{"x":["1",0,"1",[5]]}}',
    "link is an object": '{"edition":"2021","ties":{"x":{"1":0}}}',
    "deep": _deep(100_000),
    "deep inside": f'{{"edition":"2021","texts":{{"1":{_deep(100_000)}}}}}',
    "a list": "[]",
    "nothing": "",
    "half": '{"edition":"2021","texts":{"1":"总体',
    "part of a newer version": '{"edition":"2021","colours":{}}',
}


@pytest.mark.parametrize("place", ["report", "last_year", "edit", "inverse"])
def test_a_report_or_step_of_another_form_is_refused(parcel: Path, tmp_path: Path, place: str) -> None:
    sound = parcel.read_bytes()
    table = "contents" if place in ("report", "last_year") else "steps"
    with contextlib.closing(DraftStore(tmp_path)) as store:
        for name, report in HOSTILE_REPORTS.items():
            if table == "steps" and ("edition" in name or "heading" in name or " is null" in name):
                continue  # an edit has neither, and null removes
            hostile = report if table == "contents" else report.replace('"edition":"2021"', '"label":"填写"')
            parcel.write_bytes(sound)
            drop_sums = f"UPDATE drafts SET last_write = rtrim(substr(last_write, 1, 32), '{SEPARATOR}')"
            altered(parcel, drop_sums, f"UPDATE {table} SET {place} = ?", values=(hostile,))
            assert "已损坏" in attempt(parcel, store), (place, name)
        assert store.drafts() == ()


def test_odd_but_valid_contents_are_imported_and_open(parcel: Path, tmp_path: Path) -> None:
    odd = {
        "edition": "2021",
        "figures": {
            "nowhere.at.all": 5,
            "requests.received.person": -5,
            "disclosure.fees.amount": {"decimal": "-0.50"},
        },
        "texts": {"1": "\ud800\0<b>", "organ": "\u202e局", "no section": "字" * 100_000},
        "ties": {"x": ["no section", 2_000_000_000, "1", []]},
    }
    drop_sums = "UPDATE drafts SET last_write = ''"
    altered(parcel, drop_sums, "UPDATE contents SET report = ?", values=(json.dumps(odd),))
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert attempt(parcel, store) == ""
        assert len(store.drafts()) == 1


@pytest.mark.parametrize(
    "setting", ["page_size = 512", "page_size = 65536", "auto_vacuum = FULL", "encoding = 'UTF-16'"]
)
def test_a_file_with_other_settings_of_sqlite_is_imported(parcel: Path, tmp_path: Path, setting: str) -> None:
    other = tmp_path / "other.nianbao"
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as made:
        made.execute(f"PRAGMA {setting}")
        migrations.migrate(made)
        made.execute("ATTACH ? AS sound", (str(parcel),)) if "encoding" not in setting else None
        if "encoding" in setting:  # SQLite attaches no file of another encoding
            with contextlib.closing(sqlite3.connect(parcel)) as sound:
                for table in COLUMNS:
                    for row in sound.execute(f"SELECT * FROM {table}"):
                        made.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        else:
            for table in COLUMNS:
                made.execute(f"INSERT INTO main.{table} SELECT * FROM sound.{table}")
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert attempt(other, store) == ""
        assert [each.name for each in store.drafts()] == ["某某县水利局"]


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def empty(path: Path) -> None:
    path.touch()


@pytest.mark.skipif(os.name != "posix", reason="special files of Unix")
@pytest.mark.parametrize("make", [a_folder, a_pipe, a_link_to_itself, a_device, empty])
def test_what_is_no_file_is_reported_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "来的.nianbao"
    make(path)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert attempt(path, store)
    (tmp_path / "b").mkdir(mode=0o700)
    make(tmp_path / "b" / "drafts.sqlite3")  # and as the store itself
    with contextlib.closing(DraftStore(tmp_path / "b")) as store:
        assert store.drafts() == ()
        store.create(REPORT)


def test_a_name_that_is_none_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ExternalStoreError), open_external_store(tmp_path / "a\0b.nianbao"):
        pass


def test_every_cut_of_a_file_is_refused(parcel: Path, tmp_path: Path) -> None:
    sound = parcel.read_bytes()
    with contextlib.closing(DraftStore(tmp_path)) as store:
        for length in range(0, len(sound) - 1, 4093):
            parcel.write_bytes(sound[:length])
            assert attempt(parcel, store)


def test_a_store_copied_with_its_wal_is_read_with_the_edits_in_it(tmp_path: Path) -> None:
    with killed_at_the_end(TYPING, tmp_path / "alt") as printed:
        draft = printed.readline().strip()
        while int(printed.readline()) < 30:
            pass
    before = {each.name: each.read_bytes() for each in (tmp_path / "alt").iterdir()}
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert attempt(tmp_path / "alt" / "drafts.sqlite3", store) == ""
        assert len(store.open(draft).undo) >= 30
    after = {each.name: each.read_bytes() for each in (tmp_path / "alt").iterdir()}
    assert after == before, "the files of others are not changed"


def test_a_wal_of_another_file_beside_a_draft_file_is_left_out(parcel: Path, tmp_path: Path) -> None:
    parcel.with_name(f"{parcel.name}-wal").write_bytes(os.urandom(9000))
    parcel.with_name(f"{parcel.name}-journal").write_bytes(os.urandom(9000))
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert attempt(parcel, store) == ""
        assert len(store.drafts()) == 1


def test_a_damaged_foreign_or_newer_file_is_reported_and_nothing_is_taken_over(
    store: DraftStore, tmp_path: Path
) -> None:
    draft = store.create(EMPTY.with_(texts={"1": "字" * 9000}))
    sound = on_a_stick(store, draft, tmp_path).read_bytes()
    path = tmp_path / "坏.nianbao"
    newer = bytearray(sound)
    newer[60:64] = (migrations.VERSION + 1).to_bytes(4, "big")
    for content, message in (
        (b"", "不是本程序"),
        (b"PK\x03\x04", "不是本程序"),
        (sound[:8192], "损坏"),
        (sound.replace(b'"edition"', b'"editioX"'), "损坏"),
        (bytes(newer), "更新版本"),
    ):
        path.write_bytes(content)
        with pytest.raises(ExternalStoreError, match=message):
            drafts_in(path, store.path)
    with pytest.raises(ExternalStoreError, match="还在"):
        drafts_in(tmp_path / "没有.nianbao", store.path)


def test_a_file_with_a_trigger_or_view_of_somebody_else_is_refused(store: DraftStore, tmp_path: Path) -> None:
    path = on_a_stick(store, store.create(EMPTY), tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
    with pytest.raises(ExternalStoreError):
        drafts_in(path, store.path)
