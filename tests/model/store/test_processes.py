"""A process is known by its number and its start."""

import platform
import subprocess
import sys
from dataclasses import replace

from model.store.processes import Process, computer_name, this_process


def test_a_process_is_known_by_its_number_and_its_start() -> None:
    ours = this_process()
    assert ours.is_here
    assert ours.is_running
    if ours.started:
        assert not Process(ours.machine, ours.pid, "1").is_running, "the number was given to another"
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    assert not Process(ours.machine, int(ended.stdout), "").is_running
    assert Process("another", 1, "").is_running, "nobody can say"


def test_this_computer_has_a_name_by_which_it_is_known_again() -> None:
    assert computer_name().lower() == platform.node().lower()
    assert this_process().is_here
    assert not replace(this_process(), machine="another").is_here
