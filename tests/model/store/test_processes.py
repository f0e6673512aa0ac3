"""A process is known by its number and its start."""

import subprocess
import sys

from model.store.processes import Process, this_process


def test_a_process_is_known_by_its_number_and_its_start() -> None:
    ours = this_process()
    assert ours.is_here
    assert ours.is_running
    if ours.started:
        assert not Process(ours.machine, ours.pid, "1").is_running, "the number was given to another"
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    assert not Process(ours.machine, int(ended.stdout), "").is_running
    assert Process("another", 1, "").is_running, "nobody can say"
