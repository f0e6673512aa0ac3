"""Documents are read in a process of their own: whatever happens there costs a sentence, never the program."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.importing import ImportedDocumentError, reading_processes
from model.importing.document_reading import read_document
from model.importing.reading_processes import IN_PROCESS, INTERPRETER, ChildProcess, Readers, ReadingStop
from tests.conftest import SAMPLES
from tests.model.importing import slow_child

ROOT = Path(__file__).parent.parent.parent.parent
SAMPLE = SAMPLES / "filled-libreoffice.html"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    monkeypatch.delenv(IN_PROCESS)
    readers = Readers()
    readers.isolate()
    yield readers
    readers.stop()


def children() -> list[int]:
    """The ids of this process's reading processes; those that nobody waited for would be counted, too."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = status.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.append(int(status.parent.name))
    return found


def document(readers: Readers, path: Path) -> object:
    return readers.document(path.read_bytes(), path.name)


def test_a_reading_process_finds_what_is_found_without_one(readers: Readers) -> None:
    for name in ("filled-libreoffice.docx", "filled-libreoffice.xls", "filled-libreoffice.pdf", "form-2021.json"):
        path = SAMPLES / name
        assert document(readers, path) == read_document(path.read_bytes(), path.name)
    text = "一、总体情况\n\ud800本年新收\t3"
    assert readers.copied_text(text, "剪贴板").content == Readers().copied_text(text, "剪贴板").content


def test_what_cannot_be_read_is_said_in_the_same_words(readers: Readers) -> None:
    def words(of: Readers) -> str:
        with pytest.raises(ImportedDocumentError) as raised:
            of.document(b"\x89PNG....", "扫描件.png")
        return str(raised.value)

    assert words(readers) == words(Readers())


@linux
def test_a_crash_costs_a_sentence_and_the_next_document_is_read(readers: Readers) -> None:
    document(readers, SAMPLE)
    [child] = children()
    os.kill(child, signal.SIGSTOP)

    def crash() -> None:
        os.kill(child, signal.SIGSEGV)
        os.kill(child, signal.SIGCONT)

    threading.Timer(0.2, crash).start()
    with pytest.raises(ImportedDocumentError, match=r"^“filled-libreoffice\.html”读不出来，可能已损坏。"):
        document(readers, SAMPLE)
    assert children() == []
    assert document(readers, SAMPLE) == read_document(SAMPLE.read_bytes(), SAMPLE.name)


@linux
def test_a_hang_is_ended(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    document(readers, SAMPLE)
    [child] = children()
    os.kill(child, signal.SIGSTOP)
    monkeypatch.setattr(reading_processes, "SECONDS", 0.05)
    with pytest.raises(ImportedDocumentError, match=r"读得太久，内容可能不正常，已停止读取"):
        document(readers, SAMPLE)
    assert children() == []


def test_a_slow_start_does_not_count_as_time_of_the_first_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_processes, "SECONDS", 0.5 * slow_child.SECONDS / reading_processes.WAITING)
    child = ChildProcess([sys.executable], "tests.model.importing.slow_child")
    try:
        child.warm_up()
        child.await_ready()
        assert child.ask("document", "年报.txt", b"abc") == {"read": 3}
    finally:
        child.end()


@linux
def test_a_process_may_let_this_one_go_first() -> None:
    child = ChildProcess([sys.executable], "tests.model.importing.slow_child", nice=5)
    try:
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)
    finally:
        child.end()


@linux
def test_what_takes_too_much_memory_is_refused(readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(b"a\xe4\xb8\xad\t" * 9_000_000)
    with pytest.raises(ImportedDocumentError, match="展开后大得不正常"):
        document(readers, path)
    assert children() == []


@linux
def test_no_process_and_no_file_is_left(readers: Readers) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(2):
        document(readers, SAMPLE)
    assert len(children()) == 1
    readers.stop()
    assert children() == []
    assert len(list(Path("/dev/fd").iterdir())) == before


@linux
def test_the_reading_process_ends_with_the_program() -> None:
    code = (
        "import os, subprocess, sys; from model.importing.reading_processes import READERS; READERS.isolate();"
        "READERS.document(b'\\xe4\\xb8\\xad', 'a.txt'); print(READERS._idle[0]._process.pid, flush=True); os._exit(1)"
    )
    environment = {key: value for key, value in os.environ.items() if key != IN_PROCESS}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE, timeout=60, check=False
    )
    child = int(ran.stdout)
    until = time.monotonic() + 20
    while time.monotonic() < until and Path(f"/proc/{child}/cmdline").exists() and _is_reading(child):
        time.sleep(0.05)
    assert not _is_reading(child)


def _is_reading(child: int) -> bool:
    try:
        return b"reading_child" in Path(f"/proc/{child}/cmdline").read_bytes()
    except OSError:
        return False


def test_without_a_python_to_start_documents_are_read_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(IN_PROCESS)
    monkeypatch.setenv(INTERPRETER, str(tmp_path / "python"))
    readers = Readers()
    readers.isolate()
    readers.warm_up()
    assert document(readers, SAMPLE) == read_document(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.mark.parametrize("in_process", [False, True], ids=["reading process", "in this process"])
def test_a_part_of_the_program_that_is_not_installed_is_not_called_damage_of_the_document(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, in_process: bool
) -> None:
    if in_process:
        readers = Readers()
        monkeypatch.setitem(sys.modules, "lxml", None)
    else:
        without = "import sys; sys.modules['lxml'] = sys.modules['pypdfium2'] = None; "
        monkeypatch.setattr(reading_processes, "_START", without + reading_processes._START)
        readers.warm_up()
    for name in ("filled-libreoffice.docx", "filled-libreoffice.html"):
        with pytest.raises(ImportedDocumentError) as raised:
            document(readers, SAMPLES / name)
        assert str(raised.value).startswith(f"“{name}”没有读入：程序文件不全，缺少 lxml。请重新运行安装程序")
    assert document(readers, SAMPLES / "excel-csv-trailing-commas-missing.csv")


def test_a_command_says_one_sentence_about_a_file_that_ends_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("word/document.xml", "<a/>")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\x09\x04\x05\x00\x5d\x00\x00\x80\x00", b"\x09\x04\x05\x00\xff\xff\xff\xff\xff"))
    environment = {key: value for key, value in os.environ.items() if key != IN_PROCESS}
    command = [sys.executable, "main.py", "check", str(path)]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1 and ran.stderr.startswith("“年报.docx”")


@linux
def test_a_reading_is_ended_from_another_thread_at_once_and_the_next_document_is_read(readers: Readers) -> None:
    document(readers, SAMPLE)
    [child] = children()
    os.kill(child, signal.SIGSTOP)
    stop = ReadingStop()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(ImportedDocumentError):
        readers.document(SAMPLE.read_bytes(), SAMPLE.name, stop)
    assert time.monotonic() - began < 3  # the process itself would have been given 12 seconds
    assert child not in children()
    assert document(readers, SAMPLE)


def test_a_reading_that_was_stopped_before_it_began_is_none(readers: Readers) -> None:
    stop = ReadingStop()
    stop.set()
    with pytest.raises(ImportedDocumentError):
        readers.document(SAMPLE.read_bytes(), SAMPLE.name, stop)
