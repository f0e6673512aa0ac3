"""The report that the benchmarks work on: the sample, rolled over and filled."""

from pathlib import Path

from model.drafting.rollover import roll_over
from model.form.edition import Edition, load_editions
from model.importing import import_report
from model.report.edits import apply, filling_with_zero
from model.report.report import Report

ROOT = Path(__file__).parent.parent.parent
RESOURCES = ROOT / "resources"
SAMPLE = ROOT / "tests" / "samples" / "enping-office-2024.txt"


def editions() -> dict[str, Edition]:
    return load_editions(RESOURCES / "editions")


def last_year() -> Report:
    return import_report(SAMPLE, editions()).report


def draft(edition: Edition) -> Report:
    report = roll_over(last_year(), edition, 2025)
    return apply(report, filling_with_zero(report, edition, edition.cells))[0]
