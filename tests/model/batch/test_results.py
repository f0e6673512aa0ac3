"""The results of a batch, kept outside the memory."""

import gc
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from model.batch.checking import check_imported
from model.batch.checking_pool import Outcome
from model.batch.packed_file import packed
from model.batch.results import BatchResults
from model.batch.sources import Source
from model.form.edition import Edition
from model.importing import Imported, ImportedDocumentError
from tests.model.batch.county import UNITS, YEAR, correct_report


def test_a_file_can_be_looked_at_again_as_it_was_read(
    results: BatchResults, sources: list[Source], editions: Mapping[str, Edition]
) -> None:
    number = next(number for number, row in results.rows.items() if row.verdict.value == "wrong")
    checked = results.checked(number)
    row = results.rows[number]
    assert (checked.report.organ, checked.has_errors) == (row.organ, True)
    assert {each.stated_by for each in checked.open_findings} == set(row.rules)
    unread = next(number for number, row in results.rows.items() if not row.edition)
    with pytest.raises(KeyError):
        results.checked(unread)


def test_figures_come_by_number_amounts_exact_and_blanks_as_none(
    results: BatchResults, editions: Mapping[str, Edition]
) -> None:
    edition = editions["2021"]
    found = {each.number: each for each in results.figures()}
    assert list(found) == sorted(found) and len(found) == sum(bool(row.edition) for row in results.rows.values())
    fee = edition.cells.index(edition.cell("disclosure.fees.amount"))
    assert all(isinstance(each.figures[fee], Decimal) for each in found.values() if each.edition == "2021")
    blank = next(number for number, row in results.rows.items() if row.blanks == 2)
    assert found[blank].figures[edition.cells.index(edition.cell("disclosure.licences.decisions"))] is None
    assert [each.number for each in results.figures([5, 2, 9999])] == [2, 5]


def test_a_second_result_of_a_file_replaces_the_first_also_an_error(editions: Mapping[str, Edition]) -> None:
    results = BatchResults(editions, YEAR)
    checked = check_imported(Imported(correct_report(UNITS[1], editions["2021"]), (), container="json"), "a", editions)
    outcome = Outcome(0, Source(Path("a"), shown="a"), "x", packed(checked, editions))
    results.add(outcome)
    results.add(replace(outcome, file=None, error="没有找到"))
    assert (results.rows[0].remark, list(results.figures())) == ("没有找到", [])
    results.close()


def test_a_file_whose_worker_answered_with_something_else_says_so_when_it_is_opened(
    editions: Mapping[str, Edition],
) -> None:
    results = BatchResults(editions, YEAR)
    checked = check_imported(Imported(correct_report(UNITS[1], editions["2021"]), (), container="json"), "a", editions)
    file = replace(packed(checked, editions), packed=b"nothing")
    results.add(Outcome(0, Source(Path("a"), shown="上报/a.docx"), "x", file))
    with pytest.raises(ImportedDocumentError, match=r"“上报/a\.docx”读不出来"):
        results.checked(0)
    results.close()


def test_a_file_costs_little_memory(editions: Mapping[str, Edition]) -> None:
    results = BatchResults(editions, YEAR)
    checked = check_imported(Imported(correct_report(UNITS[1], editions["2021"]), (), container="json"), "a", editions)
    outcome = Outcome(0, Source(Path("a"), shown="a"), "x" * 64, packed(checked, editions))

    def add(numbers: range) -> int:
        for number in numbers:
            results.add(replace(outcome, number=number, source=Source(Path(f"{number}"), shown=f"上报/{number}.docx")))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    add(range(10))
    tracemalloc.start()
    first, then = add(range(10, 20)), add(range(20, 70))
    tracemalloc.stop()
    assert (then - first) / 50 < 2000
    results.close()


KILLED = """
import os, pathlib, sys
from model.batch.packed_file import packed
from model.batch.results import BatchResults
results = BatchResults({}, 2024)
results._connection.execute("INSERT INTO files VALUES (1, '', '', zeroblob(20000000), NULL)")  # more than its cache
print(*os.listdir(os.environ["TMPDIR"]), sep=",", flush=True)
os._exit(9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the system removes the file when the program ends")
def test_a_program_that_is_killed_leaves_no_figures_behind(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "SQLITE_TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
    )
    assert (done.returncode, done.stdout.strip()) == (9, ""), done.stderr
    assert list(tmp_path.iterdir()) == []
