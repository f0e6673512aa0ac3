"""Daily copies, one draft as a file, and what becomes of a draft that is here already."""

import contextlib
import os
import shutil
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import NumberLink, TextPosition, ToCheck
from model.report.sign_off import sending
from model.store import migrations
from model.store.backups import SecondFolderError, back_up, back_up_the_day, backups_of, copy_to_second_folder
from model.store.batch_store import BatchStore
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_transfer import Conflict, drafts_in
from model.store.external_store import open_external_store
from model.store.processes import process_tag
from model.store.serialization import report_from, report_text
from tests.conftest import SAMPLES
from tests.model.store.batches import batch
from tests.model.store.drafts import CHECKOUT, EMPTY, PROGRESS, child, typed

RECEIVED = Cell("requests", "received", "person")
DAY = date(2025, 1, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(tmp_path / "本机")) as store:
        yield store


# Daily copies


def test_one_copy_a_day_is_made_and_the_oldest_go(store: DraftStore) -> None:
    folder, draft = store.path.parent, store.create(EMPTY)
    for number in range(6):
        typed(store, draft, number)
        assert back_up(folder, 3, DAY + timedelta(number)) is not None
        assert back_up(folder, 3, DAY + timedelta(number)) is None
    assert [each.day.day for each in backups_of(folder)] == [23, 24, 25]


def test_days_without_changes_push_no_copy_out(store: DraftStore) -> None:
    folder = store.path.parent
    store.create(EMPTY)
    assert back_up(folder, 3, DAY)
    assert [back_up(folder, 3, DAY + timedelta(days)) for days in range(1, 5)] == [None] * 4


def test_a_store_without_drafts_is_not_copied(store: DraftStore) -> None:
    folder = store.path.parent
    assert back_up(folder, 3, DAY) is None
    assert back_up_the_day(folder, 3, DAY) is None
    store.create(EMPTY)
    assert back_up(folder, 3, DAY)


def test_as_the_day_ends_its_work_is_in_its_one_copy(store: DraftStore) -> None:
    folder, draft = store.path.parent, store.create(EMPTY)
    back_up(folder, 2, DAY - timedelta(1))
    typed(store, draft, 1)
    back_up(folder, 2, DAY)
    assert back_up_the_day(folder, 2, DAY) is None  # nothing has changed since
    typed(store, draft, 2)
    made = back_up_the_day(folder, 2, DAY)  # and yesterday's is not pushed out
    assert made is not None
    assert [each.day for each in backups_of(folder)] == [DAY - timedelta(1), DAY]
    assert [each.conflict for each in drafts_in(made.path, store.path)] == [Conflict.SAME]
    assert back_up(folder, 3, DAY) is None


def test_a_copy_of_today_that_holds_a_draft_that_is_gone_stays(store: DraftStore) -> None:
    folder, draft, gone = store.path.parent, store.create(EMPTY), store.create(EMPTY)
    kept = back_up(folder, 3, DAY)
    store.delete(gone)
    store.purge(gone)
    typed(store, draft, 1)
    made = back_up_the_day(folder, 3, DAY)
    assert [each.path for each in backups_of(folder)] == [each.path for each in (kept, made) if each]


def test_a_copy_of_today_that_holds_more_than_a_damaged_store_gave_back_stays(store: DraftStore) -> None:
    folder, draft = store.path.parent, store.create(EMPTY)
    typed(store, draft, 1)
    typed(store, draft, 2)
    whole = back_up(folder, 3, DAY)
    with contextlib.closing(sqlite3.connect(store.path)) as damaged, damaged:
        damaged.execute("DELETE FROM moves")
        damaged.execute("UPDATE drafts SET last_write = last_write + 1")
    assert back_up_the_day(folder, 3, DAY) is not None
    assert whole is not None and whole.path in {each.path for each in backups_of(folder)}


def test_with_the_clock_set_back_the_newest_copies_are_kept_still(store: DraftStore) -> None:
    folder, draft = store.path.parent, store.create(EMPTY)
    for day in (date(2099, 1, 1), date(1990, 1, 1), date(2025, 1, 1)):
        typed(store, draft, 1)
        back_up(folder, 2, day)
    assert [each.day.year for each in backups_of(folder)] == [1990, 2025]


def test_a_copy_is_sound_private_and_holds_everything(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    report = typed(store, draft, 1, 2)
    made = back_up(store.path.parent, 3, DAY)
    assert made is not None
    if os.name == "posix":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]
    (offered,) = drafts_in(made.path, store.path)
    assert offered.conflict is Conflict.SAME
    with open_external_store(made.path) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert store.open(draft).report == report


def test_people_go_on_working_while_a_copy_is_made(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    working = threading.Event()
    ended = threading.Event()
    failed: list[Exception] = []

    def work() -> None:
        try:
            with contextlib.closing(DraftStore(store.path.parent)) as window:
                while not ended.is_set():
                    typed(window, draft, 1)
                    working.set()
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert working.wait(10)
    for number in range(5):
        assert back_up(store.path.parent, 3, DAY + timedelta(number), even_if_done=True)
    ended.set()
    thread.join()
    assert failed == []


def test_a_copy_that_cannot_be_made_leaves_those_that_are_there(store: DraftStore) -> None:
    folder = store.path.parent
    store.create(EMPTY)
    back_up(folder, 3, DAY)
    with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = 'x' WHERE name = 'steps'")
    with pytest.raises(DraftStoreError, match="备份"):
        back_up(folder, 1, DAY + timedelta(1), even_if_done=True)
    assert [each.day for each in backups_of(folder)] == [DAY]


# Every version that was ever shipped


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("store-v*.sqlite3")), ids=lambda path: path.stem)
def test_a_store_of_every_version_opens_with_everything(sample: Path, tmp_path: Path) -> None:
    shutil.copyfile(sample, tmp_path / "drafts.sqlite3")
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.set_aside is None
        assert [each.name for each in store.drafts()] == ["某某县教育局", "送审稿"]
        assert [each.name for each in store.binned()] == ["回收站里的局"]
        opened = store.open(store.drafts()[1].id)
        assert [each.edit.label for each in opened.undo] == ["填写 自然人", "填写 自然人", "改写 一、总体情况"]
        assert [each.edit.label for each in opened.redo] == ["核实说明", "填写 金额"]
        assert opened.report.figure(RECEIVED) == 12
        assert opened.last_year is not None
        link = NumberLink("1", 7, "12", (RECEIVED,))
        assert list(opened.report.links.values()) == ([link] if sample.stem >= "store-v4" else [])
        if sample.stem >= "store-v6":
            other = store.open(store.drafts()[0].id).report
            assert list(other.to_check.values()) == [
                ToCheck("1", 6, "3", "3", (Cell.parse("requests.results.total.total"),))
            ]
            assert list(other.links.values()) == [
                NumberLink("1", 2, "3", (Cell.parse("requests.received.total"),), automatic=True)
            ]
            assert [each.place for each in other.reasons.values()] == [TextPosition("1", 2)]
        report, moments = store.history(opened.id)
        assert report == opened.report
        assert [each.moved for each in moments if each.moved] == [1, 1, 1, 1, 1, -1, -1]
        for moment in reversed(moments):
            report, _ = apply(report, moment.back)
        assert report.figure(RECEIVED) is None
        assert report.texts["1"] == "总体情况\n受理3件"
        edit = Edit("填写", {RECEIVED: 1})
        store.record(opened.id, edit, edit, report, PROGRESS)  # and can be worked with
        assert [each.name for each in store.drafts()] == ["送审稿", "某某县教育局"]
        store.duplicate(opened.id)
        batches = BatchStore(tmp_path)
        kept = [batch(2024), batch(2023)] if sample.stem >= "store-v7" else []
        assert [batches.open(each.id) for each in batches.batches()] == kept
        assert [batches.open(each.id) for each in batches.deleted()] == ([batch(2022)] if kept else [])
        batches.keep(batch(2021))


def test_a_draft_that_was_sent_before_the_list_knew_of_it_says_so(tmp_path: Path) -> None:
    shutil.copyfile(SAMPLES / "store-v3.sqlite3", tmp_path / "drafts.sqlite3")
    with contextlib.closing(sqlite3.connect(tmp_path / "drafts.sqlite3")) as connection, connection:
        (draft, text) = connection.execute(
            "SELECT id, report FROM drafts JOIN contents ON draft = id WHERE name = '送审稿'"
        ).fetchone()
        report = report_from(text)
        sent, _ = apply(report, sending(date(2026, 1, 8)))
        connection.execute("UPDATE contents SET report = ? WHERE draft = ?", (report_text(sent), draft))
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert {each.name: (each.stage, each.stage_on) for each in store.drafts()} == {
            "送审稿": ("sent", "2026年1月8日"),
            "某某县教育局": ("", ""),
        }


def test_there_is_a_sample_of_every_version() -> None:
    assert {int(path.stem.removeprefix("store-v")) for path in SAMPLES.glob("store-v*.sqlite3")} == set(
        range(1, migrations.VERSION + 1)
    )


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from model.store import backups
def killed(*_):
    os._exit(9)
backups.Path.replace = killed  # after the copying, before the copy has its name
backups.back_up(Path(sys.argv[1]), 10, date(2025, 1, 21))
"""


def test_what_a_killed_backup_left_is_removed_by_the_next_one_and_a_running_one_is_left_alone(
    store: DraftStore,
) -> None:
    store.create(EMPTY)
    folder = store.path.parent
    assert subprocess.run(child(KILLED, folder), cwd=CHECKOUT, check=False).returncode == 9
    (left,) = (folder / "backups").iterdir()
    assert left.name.startswith(".drafts-0001-20250121.sqlite3~")
    left.with_name(f"{left.name}-journal").touch()
    running = left.with_name(f".drafts-0001-20250121.sqlite3~{process_tag()}")
    running.touch()
    of_an_older_version = left.with_name(".drafts-0007-20250101.sqlite3")
    of_an_older_version.touch()
    os.utime(of_an_older_version, (0, 0))
    elsewhere = left.with_name(".drafts-0002-20250101.sqlite3~0123abcd-5-7")
    elsewhere.touch()
    other = left.with_name(".drafts-notes.txt")
    other.touch()
    made = back_up(folder, 10, date(2025, 1, 22))
    assert made is not None
    assert set((folder / "backups").iterdir()) == {made.path, running, elsewhere, other}


# The second folder


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*.sqlite3"))


def test_the_second_folder_gets_the_copies_that_it_lacks_and_keeps_as_many(store: DraftStore, tmp_path: Path) -> None:
    folder, draft, stick = store.path.parent, store.create(EMPTY), tmp_path / "U盘"
    stick.mkdir()
    (stick / "别的.txt").write_text("", encoding="utf-8")
    for number in range(4):
        typed(store, draft, number)
        back_up(folder, 3, DAY + timedelta(number))
        if number != 1:  # the stick was not there
            copy_to_second_folder(folder, str(stick), 3)
    assert names_in(stick) == [each.path.name for each in backups_of(folder)]
    (place,) = [each for each in stick.iterdir() if each.is_dir()]
    assert (place / backups_of(folder)[-1].path.name).read_bytes() == backups_of(folder)[-1].path.read_bytes()
    assert copy_to_second_folder(folder, str(stick), 3) == 0
    assert (stick / "别的.txt").exists()


def test_two_stores_share_a_second_folder_without_mixing(store: DraftStore, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    with contextlib.closing(DraftStore(tmp_path / "另一台")) as other:
        for each in (store, other):
            each.create(EMPTY)
            back_up(each.path.parent, 3, DAY)
            copy_to_second_folder(each.path.parent, str(stick), 3)
    assert len(names_in(stick)) == 2


def test_a_second_folder_that_is_away_or_cannot_be_written_is_reported_and_the_copies_here_stay(
    store: DraftStore, tmp_path: Path
) -> None:
    folder, stick = store.path.parent, tmp_path / "U盘"
    store.create(EMPTY)
    back_up(folder, 3, DAY)
    assert copy_to_second_folder(folder, "", 3) == 0
    with pytest.raises(SecondFolderError, match="现在不在"):
        copy_to_second_folder(folder, str(stick), 3)
    stick.mkdir()
    copy_to_second_folder(folder, str(stick), 3)
    (place,) = stick.iterdir()
    shutil.rmtree(place)
    place.write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(SecondFolderError, match="没有另存到"):
        copy_to_second_folder(folder, str(stick), 3)
    assert len(backups_of(folder)) == 1
