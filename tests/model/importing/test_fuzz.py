"""Two hundred damaged files, and each kind of change of a table once; ``python -m tests.benchmarks fuzz structures``
reads many more."""

from pathlib import Path

from tests.benchmarks.fuzz import SEED, changes_often, fuzz_often
from tests.benchmarks.fuzz_outcome import Counts
from tests.benchmarks.structures import KINDS

CASES = 200


def test_damaged_files_are_read_correctly_or_reported(tmp_path: Path) -> None:
    by_kind = fuzz_often(SEED + 1, iter(range(CASES)), tmp_path)
    counts = sum(by_kind.values(), Counts())
    assert not counts.worst, "\n".join(counts.worst)
    named = counts.doubtful + counts.at_large + counts.misread
    assert counts.true + named + counts.refused + counts.unknowable == CASES
    assert min(counts.true, counts.doubtful, counts.refused) > CASES / 20


def test_changed_tables_are_read_by_their_labels_or_reported(tmp_path: Path) -> None:
    # HTML is written and read quickly; of this seed, the three documents below have no blank cell
    of_html = 2 * len(KINDS)
    by_kind = changes_often(SEED + 2, iter(range(of_html, of_html + len(KINDS))), tmp_path)
    worst = [each for counts in by_kind.values() for each in counts.worst]
    assert not worst, "\n".join(worst)
    assert by_kind["unchanged"].true == 1
    assert by_kind["rows exchanged with their labels"].true == 1
    assert by_kind["columns exchanged with their heads"].true == 1
