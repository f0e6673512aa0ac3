"""Damage of single bytes: the list always opens, so do all other drafts, and what is lost is told and set aside."""

import contextlib
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from model.report.edits import Edit
from model.report.report import Fact, Report
from model.store.damaged_drafts import DamagedDraftError
from model.store.database import NAME, DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.migrations import PLAUSIBLE_VERSIONS, VERSION, known_structure
from model.store.recovery import RecoveredDrafts
from tests.model.store.damage import RECEIVED, SECRET, Stood, make_store, outcome
from tests.model.store.drafts import CHECKOUT

HEADER = range(100)
SAMPLED, FLIPPED = 60, 6
"""Bytes of the small store, and copies of the large one with random bits flipped, that are tried."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Stood]:
    return make_store(tmp_path_factory.mktemp("small"), drafts=3, steps=3, characters=30)


def counted(folder: Path, damaged: bytes, stood: Stood) -> Counter[str]:
    folder.mkdir(mode=0o700)
    try:
        return outcome(folder, damaged, stood)
    finally:
        shutil.rmtree(folder)


def test_whatever_byte_is_damaged_everything_else_opens_and_what_is_lost_is_told(
    tmp_path: Path, small: tuple[bytes, Stood]
) -> None:
    content, stood = small
    die = random.Random(20)
    counts: Counter[str] = Counter()
    for at in (*die.sample(HEADER, 20), *die.sample(range(100, len(content)), SAMPLED)):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF if die.random() < 0.3 else 1 << die.randrange(8)
        counts += counted(tmp_path / str(at), bytes(damaged), stood)
    assert counts["silent"] == 0
    assert counts["refused"] <= 1
    assert counts["same"] > 2.5 * SAMPLED


def test_whatever_bits_of_a_large_store_are_damaged_most_opens_and_what_is_lost_is_told(tmp_path: Path) -> None:
    content, stood = make_store(tmp_path / "made", drafts=12, steps=4, characters=600)
    die = random.Random(21)
    counts: Counter[str] = Counter()
    for number in range(FLIPPED):
        damaged = bytearray(content)
        for _ in range(die.choice((1, 3, 30))):
            damaged[die.randrange(100, len(content))] ^= 1 << die.randrange(8)
        counts += counted(tmp_path / str(number), bytes(damaged), stood)
    assert counts["silent"] == 0
    assert counts["same"] > len(stood) * FLIPPED // 2


def places(content: bytes, word: str) -> list[int]:
    encoded, found = word.encode(), []
    at = content.find(encoded)
    while at >= 0:
        found.append(at)
        at = content.find(encoded, at + 1)
    return found


def test_one_bit_in_the_name_of_an_organ_loses_nothing(tmp_path: Path, small: tuple[bytes, Stood]) -> None:
    content, stood = small
    for number, at in enumerate(places(content, "第1水利局")):
        damaged = bytearray(content)
        damaged[at] ^= 1  # no UTF-8 any more
        folder = tmp_path / str(number)
        folder.mkdir(mode=0o700)
        (folder / NAME).write_bytes(damaged)
        with contextlib.closing(DraftStore(folder)) as store:
            assert len(store.drafts()) == 2 and len(store.binned()) == 1
            in_the_list = store.salvaged is not None
            if in_the_list:
                assert store.salvaged == RecoveredDrafts(whole=("第1水利局",), only_these=True)
                assert {each: store.open(each).report for each in stood} == {
                    each: report for each, (report, _, _) in stood.items()
                }
                assert store.set_aside is not None and damaged[at : at + 16] in store.set_aside.read_bytes()


def test_damaged_contents_are_recovered_with_the_damaged_character_shown(
    tmp_path: Path, small: tuple[bytes, Stood]
) -> None:
    content, stood = small
    draft, (report, last_year, _) = next(iter(stood.items()))
    damaged = bytearray(content)
    at = content.index('第0水利局","year"'.encode())  # in the report, not in the list
    damaged[at + 1] ^= 0x40
    folder = tmp_path / "x"
    folder.mkdir(mode=0o700)
    (folder / NAME).write_bytes(damaged)
    with contextlib.closing(DraftStore(folder)) as store:
        assert store.set_aside is None
        with pytest.raises(DamagedDraftError, match="已损坏") as error:
            store.open(draft)
        assert error.value.__cause__ is None and SECRET not in str(error.value)
        aside, recovered = store.repair(draft)
        assert (len(recovered.partly), recovered.whole, recovered.lost, recovered.only_these) == (1, (), (), True)
        assert bytes(damaged[at : at + 6]) in aside.read_bytes(), "as it was, not deleted"
        assert aside.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
        opened = store.open(draft)
        assert "�" in opened.report.organ
        assert opened.report.figures == report.figures
        assert opened.last_year == last_year
        assert len(opened.undo) == 3
        edit = Edit("填写", {RECEIVED: 1})
        store.record(draft, edit, edit, opened.report, DraftProgress())  # and can be worked with


@pytest.mark.parametrize("figure", [33, 7])
def test_another_digit_in_a_figure_is_noticed(tmp_path: Path, small: tuple[bytes, Stood], figure: int) -> None:
    """33 is this year's, 7 the prior year's."""
    content, stood = small
    start = f'{{"edition":"2021","figures":{{"requests.received.person":{figure}'.encode()
    damaged = bytearray(content)
    damaged[content.index(start) + len(start) - 1] ^= 1
    (tmp_path / NAME).write_bytes(damaged)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        recovered = []
        for draft in stood:
            try:
                store.open(draft)
            except DamagedDraftError:
                recovered.append(store.repair(draft)[1])
        assert [len(each.partly) for each in recovered] == [1]


def test_a_damaged_id_is_matched_with_its_contents(tmp_path: Path, small: tuple[bytes, Stood]) -> None:
    content, stood = small
    draft = next(iter(stood))
    for number, at in enumerate(places(content, draft)):
        damaged = bytearray(content)
        # another letter, no UTF-8 any more, a character that no id has
        damaged[at + 3] = (damaged[at + 3] ^ 1, damaged[at + 3] ^ 0x80, ord("`"))[number % 3]
        folder = tmp_path / str(number)
        folder.mkdir(mode=0o700)
        (folder / NAME).write_bytes(damaged)
        with contextlib.closing(DraftStore(folder)) as store:
            assert store.salvaged is not None and not store.salvaged.lost
            assert {each: store.open(each).report for each in stood} == {
                each: report for each, (report, _, _) in stood.items()
            }


ALL_TABLES = ("drafts", "contents", "steps", "moves")


@pytest.mark.parametrize(
    ("value", "tables"),
    [("x'00ff'", ALL_TABLES), *((value, ("drafts",)) for value in ("x'00ff'", "''", "'kurz'", "7", "NULL"))],
    ids=str,
)
def test_a_draft_of_a_sound_store_whose_id_is_none_gets_one_again(
    tmp_path: Path, small: tuple[bytes, Stood], value: str, tables: tuple[str, ...]
) -> None:
    content, stood = small
    draft, (report, last_year, moves) = next(iter(stood.items()))
    (tmp_path / NAME).write_bytes(content)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as store:
        for table in tables:
            key = "id" if table == "drafts" else "draft"
            store.execute(f"UPDATE {table} SET {key} = {value} WHERE {key} = ?", (draft,))
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with contextlib.closing(DraftStore(tmp_path)) as opened:
        assert opened.set_aside is not None and opened.set_aside.exists()
        assert opened.salvaged is not None and opened.salvaged.whole and not opened.salvaged.lost
        listed = [each.id for each in (*opened.drafts(), *opened.binned())]
        found = [
            (opened.open(each).report, opened.open(each).last_year, len(opened.history(each)[1])) for each in listed
        ]
        assert len(found) == len(stood)
        assert (report, last_year, moves) in found
    with contextlib.closing(DraftStore(tmp_path)) as again:
        assert again.set_aside is None and {each.id for each in again.drafts()} < set(listed)


@pytest.mark.parametrize("version", [0, 1, 4, VERSION - 1, VERSION + 1, PLAUSIBLE_VERSIONS[-1] + 1, 1 << 30])
def test_a_damaged_version_number_loses_nothing(tmp_path: Path, small: tuple[bytes, Stood], version: int) -> None:
    content, stood = small
    damaged = content[:60] + struct.pack(">I", version) + content[64:]
    counts = counted(tmp_path / "x", damaged, stood)
    if version in PLAUSIBLE_VERSIONS:  # it may be true: that store is left alone
        assert counts == Counter(refused=1)
    else:
        assert (counts["same"], counts["silent"]) == (len(stood), 0)


@pytest.mark.parametrize("version", [VERSION + 2, VERSION | 8, VERSION | 16, VERSION | 32, VERSION | 64, 127])
def test_a_version_number_that_belongs_to_no_store_with_these_tables_is_damage(
    tmp_path: Path, small: tuple[bytes, Stood], version: int
) -> None:
    """One damaged bit or byte makes such a number; every draft is found, and the damaged file is kept beside it."""
    content, stood = small
    damaged = content[:60] + struct.pack(">I", version) + content[64:]
    counts = counted(tmp_path / "x", damaged, stood)
    assert (counts["same"], counts["silent"], counts["set aside"]) == (len(stood), 0, 1)


def test_a_store_of_two_versions_later_is_left_alone(tmp_path: Path, small: tuple[bytes, Stood]) -> None:
    content, _ = small
    (tmp_path / NAME).write_bytes(content)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as later:
        later.execute("PRAGMA journal_mode = DELETE")
        later.execute("ALTER TABLE drafts ADD COLUMN colour TEXT")
        later.execute(f"PRAGMA user_version = {VERSION + 2}")
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(DraftStoreError, match="更新版本"):
        DraftStore(tmp_path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {NAME: before}


def test_of_two_migrations_in_turn_one_changes_the_tables() -> None:
    """So it is from version 7 on, of which stores with a damaged number are known by their tables."""
    later = range(7, VERSION + 1)
    assert all(known_structure(version) != known_structure(version + 2) for version in later if version + 2 in later)


def test_an_empty_store_beside_daily_copies_is_filled_from_them(tmp_path: Path, small: tuple[bytes, Stood]) -> None:
    content, stood = small
    (tmp_path / "backups").mkdir(mode=0o700)
    (tmp_path / "backups" / "drafts-0001-20250120.sqlite3").write_bytes(content)
    (tmp_path / NAME).touch()
    with contextlib.closing(DraftStore(tmp_path)) as store:
        assert store.salvaged is not None and len(store.salvaged.from_backup) == len(stood)


STARTING = """
import sys
from pathlib import Path
from model.store.draft_store import DraftStore
print("begun", flush=True)
store = DraftStore(Path(sys.argv[1]))
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_recovery_that_is_killed_at_any_moment_is_continued_by_the_next_start(tmp_path: Path) -> None:
    content, stood = make_store(tmp_path / "made", drafts=8, steps=4, characters=300)
    damaged = bytes(100) + content[100:]
    folder = tmp_path / "x"
    die = random.Random(5)
    for number in range(3):
        folder.mkdir(mode=0o700)
        (folder / NAME).write_bytes(damaged)
        for _ in range(2):
            _killed_while_starting(folder, die.random() * 0.1 * (number + 1))
        with contextlib.closing(DraftStore(folder)) as store:
            assert {each: store.open(each).report for each in stood} == {
                each: report for each, (report, _, _) in stood.items()
            }
            assert store.salvaged is not None and len(store.salvaged.whole) == len(stood), "and it is told"
            assert store.set_aside is not None and store.set_aside.read_bytes() == damaged
        with contextlib.closing(DraftStore(folder)) as store:
            assert store.set_aside is None, "once"
        left = {each.name.partition("-")[0] for each in folder.iterdir()}
        assert left == {NAME, "drafts"}, "no folder of a killed salvage, no marker"
        shutil.rmtree(folder)


def _killed_while_starting(folder: Path, seconds: float) -> None:
    command = [sys.executable, "-c", STARTING, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CHECKOUT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()


def test_a_repair_for_which_there_is_no_room_leaves_everything_as_it_is(
    tmp_path: Path, small: tuple[bytes, Stood], monkeypatch: pytest.MonkeyPatch
) -> None:
    content, stood = small
    draft = next(iter(stood))
    (tmp_path / NAME).write_bytes(content)
    with contextlib.closing(DraftStore(tmp_path)) as store:
        with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
            connection.execute("UPDATE contents SET report = '{' WHERE draft = ?", (draft,))

        def no_room(*_arguments: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("model.store.draft_store.recover_damaged", no_room)
            with pytest.raises(DraftStoreError, match="磁盘已满"):
                store.repair(draft)
        assert len(store.drafts()) == 2
        _, recovered = store.repair(draft)
        assert recovered.count == 1
        assert store.open(draft).report.figure(RECEIVED) == 33, "from its steps"


def test_what_nothing_is_left_of_is_told_and_set_aside(tmp_path: Path) -> None:
    with contextlib.closing(DraftStore(tmp_path)) as store:
        draft = store.create(Report("2021", facts={Fact.ORGAN: "甲局"}))
        with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
            connection.execute("UPDATE contents SET report = 'x'")
        with pytest.raises(DamagedDraftError):
            store.open(draft)
        aside, recovered = store.repair(draft)
        assert (recovered.lost, recovered.count, store.drafts()) == (("甲局",), 0, ())
        assert "甲局".encode() in aside.read_bytes()
