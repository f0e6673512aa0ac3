"""A second start of the program finds the first window, or sees that there is none any more."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app.single_instance import SingleInstance, acquire_single_instance

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
    name = Path(first._server.fullServerName())
    assert name.stat().st_mode & 0o077 == 0
