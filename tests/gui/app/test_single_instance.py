"""A second start of the program finds the first window, or sees that there is none any more."""

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app.single_instance import SingleInstance, acquire_single_instance, may_be_open, parsed_call, secret_of

ROOT = Path(__file__).parents[3]
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.app.single_instance import acquire_single_instance
app = QCoreApplication([])
found = acquire_single_instance(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
print("called" if found is None else "first", flush=True)
if found is not None:
    sys.stdin.read()
"""


Starts = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def starts() -> Iterator[Starts]:
    """Starts on a folder of drafts, in processes of their own."""
    begun: list[subprocess.Popen[str]] = []

    def start(data: Path, *file: str) -> "subprocess.Popen[str]":
        begun.append(
            subprocess.Popen(
                [sys.executable, "-c", SECOND, str(data), *file],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.communicate()


def message(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "草稿"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def first(data: Path, qtbot: QtBot) -> Iterator[SingleInstance]:
    made = acquire_single_instance(data, None)
    assert made is not None
    yield made
    made.close()


def test_a_second_start_passes_its_file_to_the_first_window(
    first: SingleInstance, data: Path, qtbot: QtBot, starts: Starts
) -> None:
    with qtbot.waitSignal(first.second_started, timeout=20_000) as called:
        starting = starts(data, "去年 年报.docx")
    assert called.args == [ROOT / "去年 年报.docx"]
    assert message(starting) == "called"
    with qtbot.waitSignal(first.second_started, timeout=20_000) as called:
        starting = starts(data)
    assert called.args == [None]
    assert message(starting) == "called"


def test_the_very_first_start_is_found_as_well(tmp_path: Path, starts: Starts, qtbot: QtBot) -> None:
    """Its folder of drafts is not there yet when it starts."""
    data = tmp_path / "还没有" / "草稿"
    first = acquire_single_instance(data, None)
    assert first is not None
    (data / "drafts.sqlite3").touch()
    with qtbot.waitSignal(first.second_started, timeout=20_000):
        starting = starts(data)
    assert message(starting) == "called"
    first.close()


def test_other_drafts_have_a_window_of_their_own(first: SingleInstance, starts: Starts, tmp_path: Path) -> None:
    (tmp_path / "另一处").mkdir(mode=0o700)
    assert message(starts(tmp_path / "另一处")) == "first"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes the pipe away with the process")
def test_a_socket_left_by_a_crash_is_replaced(data: Path, starts: Starts) -> None:
    crashed = starts(data)
    assert message(crashed) == "first"
    crashed.kill()
    crashed.wait()
    assert message(starts(data)) == "first"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGSTOP")
def test_a_first_window_that_does_not_answer_does_not_block_the_start(data: Path, starts: Starts) -> None:
    frozen = starts(data)
    assert message(frozen) == "first"
    frozen.send_signal(signal.SIGSTOP)
    assert message(starts(data)) == "first"


def test_other_users_cannot_connect(first: SingleInstance, data: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("pipes have no mode")
    assert first._server is not None
    name = Path(first._server.fullServerName())
    assert name.stat().st_mode & 0o077 == 0


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Its path leaves room for the name of a socket."""
    with tempfile.TemporaryDirectory(dir=tempfile.gettempdir()) as folder:
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no path")
def test_a_long_path_of_the_drafts_has_its_socket_in_a_folder_of_its_owner(
    tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shared = short_folder
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("gui.app.single_instance.LONGEST_NAME", len(os.fsencode(shared)) + 50)
    data = tmp_path / ("长" * 20) / ("长" * 20)
    first = acquire_single_instance(data, None)
    assert first is not None and first._server is not None
    name = Path(first._server.fullServerName())
    assert name.parent.parent == shared
    assert stat.S_IMODE(name.parent.stat().st_mode) == 0o700
    assert may_be_open(data)
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no path")
@pytest.mark.parametrize("squatted", ["open to all", "a link", "a file"])
def test_a_folder_that_somebody_else_has_prepared_is_not_used_and_the_program_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, squatted: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("gui.app.single_instance.LONGEST_NAME", len(os.fsencode(tmp_path)) + 50)
    place = tmp_path / f"nianbao-{os.getuid()}"
    if squatted == "open to all":
        place.mkdir()
        place.chmod(0o777)
    elif squatted == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.touch()
    data = tmp_path / ("长" * 20) / ("长" * 20)
    assert not may_be_open(data)
    for _ in range(2):
        alone = acquire_single_instance(data, None)
        assert alone is not None and alone._server is None
        alone.close()
    assert not (tmp_path / "elsewhere").exists() or not any((tmp_path / "elsewhere").iterdir())


NO_CALLS = {
    "nothing": b"",
    "no JSON": b"\xff\xfe{",
    "deep": b"[" * 60_000,
    "deep and whole": b"[" * 30_000 + b"]" * 30_000,
    "a list": b"[]",
    "no token": b'{"file": null}',
    "NUL": b'{"file": "/a\\u0000b", "token": ""}',
    "line break": b'{"file": "/a\\nb", "token": ""}',
    "half a pair": b'{"file": "/a\\ud800b", "token": ""}',
    "a number": b'{"file": 5, "token": ""}',
    "relative": b'{"file": "b.docx", "token": ""}',
    "long": b'{"file": "/' + b"a" * 5000 + b'", "token": ""}',
    "token is a number": b'{"file": null, "token": 5}',
    "big number": b'{"file": null, "token": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("sent", NO_CALLS.values(), ids=NO_CALLS.keys())
def test_a_message_of_another_form_is_no_call(sent: bytes) -> None:
    assert parsed_call(sent) is None


def test_an_odd_token_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    for token in ("a\0b", "长", "\ud800", "a" * 2000, "a\nb"):
        assert parsed_call(json.dumps({"file": str(file), "token": token}).encode()) == (file, "")
    assert parsed_call(b'{"file": null, "token": "gnome-1_TIME2"}') == (None, "gnome-1_TIME2")


@pytest.mark.skipif(sys.platform == "win32", reason="uses the socket's path")
def test_silent_long_and_senseless_callers_are_cut_off_and_the_window_can_still_be_called(
    first: SingleInstance, data: Path, qtbot: QtBot, starts: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.app.single_instance.ANSWER_MS", 200)
    assert first._server is not None
    name = first._server.fullServerName()
    callers = []
    for sent in (b"", b"{", b"x" * 200_000, b"[" * 60_000 + b"\n", b'{"file": "/a\\u0000b", "token": ""}\n'):
        caller = socket.socket(socket.AF_UNIX)
        caller.setblocking(False)
        caller.connect(name)
        with contextlib.suppress(BlockingIOError):
            caller.send(sent)
        callers.append(caller)

    def all_cut_off() -> None:
        for caller in callers:
            with contextlib.suppress(ConnectionError):
                assert caller.recv(10) == b""

    qtbot.waitUntil(lambda: _is_done(all_cut_off), timeout=10_000)
    for caller in callers:
        caller.close()
    with qtbot.waitSignal(first.second_started, timeout=20_000):
        starting = starts(data)
    assert message(starting) == "called"


def _is_done(check: Callable[[], None]) -> bool:
    try:
        check()
    except BlockingIOError:
        return False
    return True


def test_the_name_of_a_pipe_is_made_from_a_secret_that_starts_share(tmp_path: Path) -> None:
    secret = secret_of(tmp_path)
    assert len(secret) == 32
    assert secret_of(tmp_path) == secret
    assert (tmp_path / "instance").stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert secret_of(tmp_path / "nowhere") == ""
