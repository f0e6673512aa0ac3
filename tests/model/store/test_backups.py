"""Daily copies, one draft as a file, and what becomes of a draft that is here already."""

import contextlib
import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from model.atomic_write import FileWriteError
from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import NumberLink, Report, TextPosition, ToCheck
from model.report.sign_off import sending
from model.store import database
from model.store.backups import back_up, back_up_the_day, backups_of
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_transfer import Conflict, ConflictChoice, drafts_in, export_draft, import_draft
from model.store.external_store import ExternalStoreError, open_external_store
from model.store.serialization import report_from, report_text
from model.store.settings import MOST_RECENT, Settings, read_settings, with_first, write_settings
from tests.conftest import SAMPLES
from tests.model.store.drafts import EMPTY, PROGRESS, typed

RECEIVED = Cell("requests", "received", "person")
DAY = date(2025, 1, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(tmp_path / "本机")) as store:
        yield store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[DraftStore]:
    """The store of another computer."""
    with contextlib.closing(DraftStore(tmp_path / "另一台")) as store:
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


def test_settings_are_kept_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()
    write_settings(tmp_path, Settings(backups_kept=4, bin_days=60))
    assert read_settings(tmp_path) == Settings(4, 60)
    office = Settings(line_pt=28.5, latin_as_body=True, shaded=False, dated_names=True, last_folder="年报")
    write_settings(tmp_path, office)
    assert read_settings(tmp_path) == office
    recent = with_first(with_first((), tmp_path / "乙.docx"), tmp_path / "甲.docx")
    for number in range(MOST_RECENT - 1):
        recent = with_first(recent, tmp_path / f"{number}.docx")
    assert with_first(recent, tmp_path / "甲.docx")[:2] == (str(tmp_path / "甲.docx"), recent[0])
    assert len(recent) == MOST_RECENT and str(tmp_path / "乙.docx") not in recent
    write_settings(tmp_path, Settings(recent_files=recent))
    assert read_settings(tmp_path).recent_files == recent
    for nonsense in ("", "[]", '{"recent_files": [1]}', '{"backups_kept": -1, "x": 2}', '{"bin_days": true}', "\x00"):
        (tmp_path / "settings.json").write_text(nonsense, encoding="utf-8")
        assert read_settings(tmp_path) == Settings()


# One draft as a file


def on_a_stick(store: DraftStore, draft: str, tmp_path: Path) -> Path:
    target = tmp_path / "报告.nianbao"
    export_draft(store.path, draft, target)
    return target


def test_a_draft_travels_with_all_its_history(store: DraftStore, other: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY, Report("2021", {RECEIVED: 7}), first_moment="导入 旧.docx")
    typed(store, draft, 1, 2)
    store.undone(draft, EMPTY.with_(figures={RECEIVED: 1}), PROGRESS)
    (offered,) = drafts_in(on_a_stick(store, draft, tmp_path), other.path)
    assert (offered.conflict, offered.name, offered.year) == (Conflict.NONE, "某某县水利局", 2025)
    assert import_draft(offered, other.path) == draft
    assert other.open(draft) == store.open(draft)
    assert other.history(draft) == store.history(draft)


@pytest.mark.parametrize(
    ("here", "there", "conflict"),
    [
        ((), (), Conflict.SAME),
        ((), (5,), Conflict.NEWER),
        ((4,), (), Conflict.OLDER),
        ((4,), (5,), Conflict.APART),
    ],
)
def test_how_it_stands_to_the_one_that_is_here_is_said(
    store: DraftStore,
    other: DraftStore,
    tmp_path: Path,
    here: tuple[int, ...],
    there: tuple[int, ...],
    conflict: Conflict,
) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1)
    import_draft(drafts_in(on_a_stick(store, draft, tmp_path), other.path)[0], other.path)
    typed(store, draft, *here)
    typed(other, draft, *there)
    (offered,) = drafts_in(on_a_stick(other, draft, tmp_path), store.path)
    assert offered.conflict is conflict


def test_both_are_kept_or_the_one_here_goes_to_the_bin(store: DraftStore, other: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    import_draft(drafts_in(on_a_stick(store, draft, tmp_path), other.path)[0], other.path)
    typed(store, draft, 1)
    typed(other, draft, 2)
    (offered,) = drafts_in(on_a_stick(other, draft, tmp_path), store.path)
    both = import_draft(offered, store.path, ConflictChoice.KEEP_BOTH)
    assert both != draft
    assert (store.open(both).report.figure(RECEIVED), store.open(draft).report.figure(RECEIVED)) == (2, 1)
    assert import_draft(offered, store.path, ConflictChoice.REPLACE) == draft
    assert store.open(draft).report.figure(RECEIVED) == 2
    (binned,) = store.binned()
    assert (binned.name, store.open(binned.id).report.figure(RECEIVED)) == ("某某县水利局（被替换）", 1)


def test_a_draft_that_is_open_is_not_replaced(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    (offered,) = drafts_in(on_a_stick(store, draft, tmp_path), store.path)
    store.lock(draft)
    with pytest.raises(DraftStoreError, match="正开着"):
        import_draft(offered, store.path, ConflictChoice.REPLACE)
    assert store.binned() == ()


def test_a_damaged_foreign_or_newer_file_is_told_and_nothing_is_taken_over(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY.with_(texts={"1": "字" * 9000}))
    sound = on_a_stick(store, draft, tmp_path).read_bytes()
    path = tmp_path / "坏.nianbao"
    newer = bytearray(sound)
    newer[60:64] = (database.VERSION + 1).to_bytes(4, "big")
    for content, said in (
        (b"", "不是本程序"),
        (b"PK\x03\x04", "不是本程序"),
        (sound[:8192], "损坏"),
        (sound.replace(b'"edition"', b'"editioX"'), "损坏"),
        (bytes(newer), "更新版本"),
    ):
        path.write_bytes(content)
        with pytest.raises(ExternalStoreError, match=said):
            drafts_in(path, store.path)
    with pytest.raises(ExternalStoreError, match="还在"):
        drafts_in(tmp_path / "没有.nianbao", store.path)


def test_a_file_with_a_trigger_or_view_of_somebody_else_is_refused(store: DraftStore, tmp_path: Path) -> None:
    path = on_a_stick(store, store.create(EMPTY), tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
    with pytest.raises(ExternalStoreError):
        drafts_in(path, store.path)


def test_a_full_stick_is_told_and_leaves_no_half_file(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(FileWriteError):
        export_draft(store.path, draft, tmp_path / "没有这个文件夹" / "x.nianbao")
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".nianbao"] == []


# The bin


def test_the_bin_is_emptied_of_what_is_old_or_of_everything(store: DraftStore) -> None:
    kept, first, second = (store.create(EMPTY) for _ in range(3))
    store.delete(first)
    between = datetime.now(UTC)
    store.delete(second)
    assert store.empty_bin(between) == 1
    assert [each.id for each in store.binned()] == [second]
    assert store.empty_bin() == 1
    assert [each.id for each in store.drafts()] == [kept]


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
        range(1, database.VERSION + 1)
    )
