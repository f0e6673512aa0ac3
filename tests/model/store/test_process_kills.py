"""What was called saved survives the program being killed at any moment."""

import signal
from pathlib import Path

import pytest

from tests.model.store.process_kills import kill_often


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_random_moments_nothing_acknowledged_is_lost_or_partial(
    tmp_path: Path,
) -> None:
    counts = kill_often(tmp_path, times=20, seed=7, longest_seconds=0.08)
    assert (counts.kills, counts.lost, counts.half, counts.unsound, counts.failed) == (20, 0, 0, 0, 0)
    assert counts.found >= counts.acknowledged > 20
