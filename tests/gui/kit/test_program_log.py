"""The log: bounded, private, and by its making without a word of a report."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.kit.program_log import LOG, MOST_ENTRY_BYTES, MOST_LOG_BYTES, OLDER_LOG, PROGRAM_LOG, Event, ProgramLog
from model.errors import UserFacingError

SECRET = "某某信访件的内容"


@pytest.fixture
def log(tmp_path: Path) -> ProgramLog:
    made = ProgramLog()
    made.begin(tmp_path)
    return made


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """The program's own log is not begun in tests but by those that start the program."""
    yield
    assert PROGRAM_LOG._folder is None


def test_only_numbers_types_of_errors_and_known_words_are_written(log: ProgramLog, tmp_path: Path) -> None:
    class Odd:
        def __str__(self) -> str:
            return SECRET

    details = (
        SECRET,
        Odd(),
        [SECRET],
        {SECRET: 1},
        f"docx {SECRET}",
        b"x",
        None,
        ".docx",
        "PDF",
        3,
        1.25,
        True,
        UserFacingError,
    )
    log.add(Event.IMPORTED, *details)
    (line,) = log.last_lines(9)
    assert line.split(" ", 2)[2] == "导入 ? ? ? ? ? ? ? docx pdf 3 1.2 True model.errors.UserFacingError"
    assert SECRET not in (tmp_path / LOG).read_text(encoding="utf-8")


def test_it_is_bounded_whatever_is_written(log: ProgramLog, tmp_path: Path) -> None:
    for number in range(60):
        log.write(f"{number} " + "x" * 40_000)
    sizes = [(tmp_path / name).stat().st_size for name in (LOG, OLDER_LOG)]
    assert all(size <= MOST_LOG_BYTES for size in sizes)
    assert sorted(each.name for each in tmp_path.iterdir()) == [LOG, OLDER_LOG]
    assert log.last_lines(1)[0].startswith("59 ")
    assert len(log.last_lines(1)[0]) <= MOST_ENTRY_BYTES


def test_the_last_lines_reach_into_the_older_file(log: ProgramLog) -> None:
    for number in range(5000):
        log.write(f"{number} {'x' * 30}")
    assert [line.split()[0] for line in log.last_lines(4000)] == [str(each) for each in range(1000, 5000)]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such mode")
def test_only_its_owner_can_read_it(log: ProgramLog, tmp_path: Path) -> None:
    log.add(Event.ENDED, 0)
    assert (tmp_path / LOG).stat().st_mode & 0o077 == 0


def test_a_disk_that_refuses_is_no_error_and_nothing_is_written_before_the_start(tmp_path: Path) -> None:
    early = ProgramLog()
    early.add(Event.STARTED)
    assert early.last_lines(5) == []
    early.begin(tmp_path / "没有")
    early.add(Event.STARTED)
    assert early.last_lines(5) == []


def test_lines_of_several_threads_stay_whole(log: ProgramLog) -> None:
    def add_twenty() -> None:
        for _ in range(20):
            log.add(Event.OPENED, 1, 2, 3)

    threads = [threading.Thread(target=add_twenty) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {line[20:] for line in log.last_lines(999)} == {"打开草稿 1 2 3"}
    assert len(log.last_lines(999)) == 80
