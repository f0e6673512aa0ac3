"""Batches of several years of one county, made of nothing, whose every figure is known."""

from collections.abc import Mapping, Sequence

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.report import Fact, Report
from model.store.kept_batch import KeptBatch, KeptFile, KeptFinding, KeptUnit
from tests.model.batch.county import COUNTY, correct_report

RECEIVED = Cell("requests", "received", "total")


def report(unit: str, year: int, received: int | None = 3) -> Report:
    """Only 新收 is filled in; ``None`` leaves it blank."""
    figures = {} if received is None else {RECEIVED: received}
    return Report("2021", figures, facts={Fact.ORGAN: unit, Fact.YEAR: str(year)})


def kept(
    unit: str,
    year: int,
    received: int | None = 3,
    *,
    verdict: str = "agrees",
    on_time: bool | None = True,
    organ: str = "",
) -> KeptFile:
    made = report(organ or unit, year, received)
    findings = (KeptFinding("requests.balance.person", "error"),) if verdict == "wrong" else ()
    return KeptFile(unit, f"{unit}{year}.docx", verdict, on_time, verdict != "wrong", findings, made)


def batch(year: int, *files: KeptFile, units: Sequence[KeptUnit | str] = (), organ: str = COUNTY) -> KeptBatch:
    listed = tuple(each if isinstance(each, KeptUnit) else KeptUnit(each) for each in units)
    return KeptBatch(organ, year, files, listed)


def by_id(*batches: KeptBatch) -> Mapping[str, KeptBatch]:
    return {f"{each.year}": each for each in batches}


def whole_batches(names: Sequence[str], years: Sequence[int], edition: Edition) -> list[KeptBatch]:
    """Every unit with a whole report for each year, but the third in the first year and one cell of the second."""
    found = []
    for year in years:
        files = []
        for number, name in enumerate(names):
            if number == 2 and year == min(years):
                continue
            made = correct_report(name, edition, year)
            if number == 1 and year == max(years):
                gone = [cell for cell in made.figures if cell.row == "received" and cell.column == "person"]
                made = made.with_(figures={cell: figure for cell, figure in made.figures.items() if cell not in gone})
            verdict = ("agrees", "to_verify", "wrong")[(number + year) % 3] if number < 9 else "agrees"
            late = (number + year) % 5 != 0
            files.append(KeptFile(name, f"{name}{year}.docx", verdict, late, True, (), made))
        found.append(KeptBatch(COUNTY, year, tuple(files), tuple(map(KeptUnit, names))))
    return found
