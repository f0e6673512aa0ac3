"""A county whose units hand in every container that is read: each is read whole, and the sum is exact."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from model.batch.checking_pool import Checking, CheckingPool
from model.batch.results import BatchResults
from model.batch.selection import Choices, select
from model.batch.sources import collect
from model.batch.summary import summed
from model.form.edition import Edition
from model.form.figures import show_figure
from model.report.derived_totals import shown
from model.report.report import Report
from tests.benchmarks.structure_writers import BY_HAND, BY_LIBREOFFICE, convert
from tests.benchmarks.structures import Document, TableDrawing
from tests.model.batch.county import COUNTY, UNITS, YEAR, correct_report, sums_of

RENAMED = {"doc of LibreOffice": ".wps", "xls of LibreOffice": ".et"}
"""What WPS names its own files, which are of the same kind."""
PARTLY = frozenset({"text with pipes in place", "pdf of LibreOffice"})
"""Rows of text without merged cells, and a page on which rows run together: what cannot be told is left blank."""


def drawn(report: Report, edition: Edition) -> Document:
    """All that the report says, to be written into any container."""
    figures = {cell: show_figure(figure) for cell, figure in shown(report, edition).figures.items()}
    items: list[str | TableDrawing] = [
        edition.printed_title(report.organ, report.year or 0),
        *report.texts["preface"].splitlines(),
    ]
    for section in edition.sections:
        items += [section.title, *report.texts.get(section.key, "").splitlines()]
        if table := edition.table_of_section(section.key):
            items.append(TableDrawing(table, figures))
    return Document(edition, items, figures)


@dataclass(frozen=True)
class Written:
    report: Report
    writer: str


def write_county(folder: Path, edition: Edition) -> dict[str, Written]:
    """One unit a container, by the name of its file. Those of LibreOffice where it is installed."""
    written: dict[str, Written] = {}
    units = iter(UNITS)
    for name, (suffix, write) in BY_HAND.items():
        report = correct_report(next(units), edition)
        path = folder / "上报" / f"{len(written):02}-{report.organ}.{suffix}"
        write(path, drawn(report, edition))
        written[path.name] = Written(report, name)
    if shutil.which("soffice"):
        for name, (writer, suffix) in BY_LIBREOFFICE.items():
            report = correct_report(next(units), edition)
            path = folder / f"{len(written):02}-{report.organ}.{writer}"
            BY_HAND[writer][1](path, drawn(report, edition))
            convert([path], suffix, folder / "上报", folder / "profile")
            made = (folder / "上报" / path.name).with_suffix(f".{suffix}")
            made = made.rename(made.with_suffix(RENAMED.get(name, made.suffix)))
            written[made.name] = Written(report, name)
    return written


def test_every_container_is_read_whole_and_summed(
    tmp_path: Path, checking: Checking, editions: Mapping[str, Edition]
) -> None:
    edition = editions["2021"]
    (tmp_path / "上报").mkdir()
    written = write_county(tmp_path, edition)
    sources, problems = collect([tmp_path / "上报"])
    results = BatchResults(editions, YEAR)
    CheckingPool(checking, 1).run(sources, results.add)
    rows = {sources[number].name: row for number, row in results.rows.items()}
    assert not problems and rows.keys() == written.keys()
    whole = {name: each.report for name, each in written.items() if each.writer not in PARTLY}
    read = {name: (row.organ, row.year, row.filled, row.errors) for name, row in rows.items() if name in whole}
    assert read == {name: (report.organ, YEAR, 200, 0) for name, report in whole.items()}
    for number, row in results.rows.items():
        said = shown(results.checked(number).report, edition).figures
        true = shown(written[sources[number].name].report, edition).figures
        assert said.items() <= true.items() and (len(said) > 150 or row.filled == 200)

    counted = [row for name, row in rows.items() if name in whole]
    selection = select(counted, COUNTY, YEAR, choices=Choices())
    summary = summed(results, selection, edition, editions)
    assert {each.unit for each in summary.taken} == {report.organ for report in whole.values()}
    assert {str(cell): figure for cell, figure in summary.figures.items()} == sums_of(list(whole.values()))
    results.close()
