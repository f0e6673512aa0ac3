"""One line for each file of a batch: what a table of ten thousand files needs to hold of each."""

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from model.checks.findings import Finding, Severity, blank_cells
from model.form.edition import Edition, edition_for
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import shown
from model.report.report import Report

if TYPE_CHECKING:
    from model.batch.checking_pool import Outcome

LONGEST_REMARK = 160
"""Characters of the first findings that a row shows."""
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)


class Verdict(StrEnum):
    """The state of a file, best first."""

    AGREES = "agrees"
    TO_VERIFY = "to_verify"
    """Nothing must be corrected, but something is to be verified or blank."""
    WRONG = "wrong"
    OLD_FORM = "old_form"
    """It uses another edition of the form than its year requires."""
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        """As the user reads it."""
        return _LABELS[self]


_LABELS = {
    Verdict.AGREES: "一致",
    Verdict.TO_VERIFY: "待核",
    Verdict.WRONG: "不一致",
    Verdict.OLD_FORM: "旧格式",
    Verdict.UNREADABLE: "读不出",
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is said about one file at a glance; everything else is in :class:`model.batch.results.BatchResults`."""

    number: int
    """Its place among the sources of the batch."""
    name: str
    """Its path as the user reads it."""
    organ: str
    year: int | None
    edition: str
    """The id of its edition; empty for a file that was not read."""
    filled: int
    """Cells with a figure."""
    of_cells: int
    verdict: Verdict
    errors: int
    warnings: int
    blanks: int
    """Blank cells."""
    remark: str
    """The first findings, or why the file was not read."""
    rules: tuple[str, ...]
    """The ids of the rules that its open findings break, without repetition."""
    digest: str
    all_zero: bool
    """No figure of it is other than zero."""
    figures_digest: str
    """Equal for equal figures; empty where they are all zero or blank."""

    @property
    def mark(self) -> str:
        """The verdict in a word or a count, as its badge shows it."""
        if self.verdict is Verdict.WRONG:
            return f"✕ {self.errors}"
        if self.verdict is Verdict.TO_VERIFY:
            blanks = f"{self.blanks} 空格" if self.blanks else ""
            return f"△ {' · '.join(filter(None, (str(self.warnings) if self.warnings else '', blanks)))}"
        return f"{'✓' if self.verdict is Verdict.AGREES else '✕'} {self.verdict.label}"


def row_of(outcome: "Outcome", editions: Mapping[str, Edition], year: int | None = None) -> FileRow:
    """``year``: the one that the batch is about, for files that state none."""
    checked = outcome.checked
    if checked is None:
        return FileRow(
            outcome.number,
            outcome.source.shown,
            *("", None, "", 0, 0, Verdict.UNREADABLE, 0, 0, 0),
            _cut(outcome.error),
            *((), outcome.digest, False, ""),
        )
    report = checked.report
    edition = editions[report.edition]
    figures = shown(report, edition).figures
    open_ = checked.open_findings
    counted = {each: sum(found.severity is each and found.weight != "未填" for found in open_) for each in Severity}
    blanks = blank_cells(open_)
    old_form = form_problem(report, editions, year)
    return FileRow(
        number=outcome.number,
        name=outcome.source.shown,
        organ=report.organ,
        year=report.year,
        edition=sys.intern(edition.id),
        filled=len(figures.keys() & edition.cell_set),
        of_cells=len(edition.cells),
        verdict=_verdict(old_form, counted, blanks),
        errors=counted[Severity.ERROR],
        warnings=counted[Severity.WARNING],
        blanks=blanks,
        remark=_cut("；".join(filter(None, (old_form, *_first(open_))))),
        rules=tuple(dict.fromkeys(sys.intern(each.stated_by) for each in open_)),
        digest=outcome.digest,
        all_zero=bool(figures) and not any(figures.values()),
        figures_digest=_figures_digest(figures, edition),
    )


def form_problem(report: Report, editions: Mapping[str, Edition], year: int | None = None) -> str:
    """Why the report's form is not the one of its year; empty if it is."""
    stated = report.year or year
    if stated is None:
        return ""
    wanted = edition_for(stated, editions)
    if wanted.id == report.edition:
        return ""
    return f"用了{editions[report.edition].name}表格，{stated} 年度应为{wanted.name}，不能直接汇总"


def _figures_digest(figures: Mapping[Cell, Figure], edition: Edition) -> str:
    if not any(figures.values()):
        return ""
    stated = "|".join(f"{figures.get(cell, '')}" for cell in edition.cells)
    return hashlib.blake2b(f"{edition.id}|{stated}".encode(), digest_size=12).hexdigest()


def _verdict(old_form: str, counted: Mapping[Severity, int], blanks: int) -> Verdict:
    if old_form:
        return Verdict.OLD_FORM
    if counted[Severity.ERROR]:
        return Verdict.WRONG
    return Verdict.TO_VERIFY if counted[Severity.WARNING] or blanks else Verdict.AGREES


def _first(findings: tuple[Finding, ...]) -> list[str]:
    told = [each for each in findings if each.severity is not Severity.HINT]
    told.sort(key=lambda each: (_ORDER.index(each.severity), each.weight == "未填"))
    return [each.description for each in told[:3]]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_REMARK else f"{text[: LONGEST_REMARK - 1]}…"
