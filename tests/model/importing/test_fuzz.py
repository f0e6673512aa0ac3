"""Two hundred damaged files; ``python -m tests.benchmarks fuzz`` reads ten times as many."""

from pathlib import Path

from tests.benchmarks.fuzz import SEED, fuzz_often

CASES = 200


def test_damaged_files_are_read_correctly_or_reported(tmp_path: Path) -> None:
    counts = fuzz_often(CASES, SEED + 1, tmp_path)
    assert not counts.worst, "\n".join(counts.worst)
    named = counts.doubtful + counts.at_large
    assert counts.true + named + counts.refused + counts.other_digits == CASES
    assert min(counts.true, counts.doubtful, counts.refused) > CASES / 20
