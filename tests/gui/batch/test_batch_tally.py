"""Counts of verdicts and years."""

from dataclasses import replace

from gui.batch.batch_tally import BatchTally
from model.batch.file_rows import Verdict
from tests.gui.batch.test_file_table import row


def test_files_are_counted_by_verdict_and_the_year_is_that_of_most() -> None:
    tally = BatchTally()
    assert tally.year is None
    rows = [row(number, "恩平市教育局") for number in range(3)]
    tally.count([rows[0], replace(rows[1], year=2023), replace(rows[2], year=2023, verdict=Verdict.WRONG)])
    tally.count([row(3, "", Verdict.UNREADABLE, year=None)])
    assert (tally.verdicts[Verdict.AGREES], tally.verdicts[Verdict.WRONG], tally.verdicts[Verdict.UNREADABLE]) == (
        2,
        1,
        1,
    )
    assert tally.year == 2023


def test_a_file_that_is_read_again_is_counted_once() -> None:
    tally = BatchTally()
    before, after = row(0, "恩平市教育局", Verdict.WRONG, year=2023), row(0, "恩平市教育局")
    tally.count([before])
    tally.count([after], replaced=[before])
    assert (tally.verdicts[Verdict.WRONG], tally.verdicts[Verdict.AGREES], tally.year) == (0, 1, 2024)
