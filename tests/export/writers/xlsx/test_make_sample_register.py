"""The sample register of the demo is the one that is made here, and is counted whole."""

from pathlib import Path

from model.importing import import_report
from model.register.draft_edit import carried_in_differences
from tests.export.writers.xlsx.make_sample_register import TARGET, write_sample
from tests.model.register.registers import EDITIONS, RESOURCES, counted


def test_the_sample_is_up_to_date(tmp_path: Path) -> None:
    write_sample(tmp_path / "台账样例.xlsx")
    assert (tmp_path / "台账样例.xlsx").read_bytes() == TARGET.read_bytes()


def test_the_sample_is_counted_whole_and_goes_on_from_the_sample_report() -> None:
    last_year = import_report(next((RESOURCES / "demo").glob("*.txt")), EDITIONS).report
    found = counted(TARGET, (last_year.year or 0) + 1)
    assert found.is_whole
    assert found.count.counted > 30
    assert carried_in_differences(found, last_year) == ()
