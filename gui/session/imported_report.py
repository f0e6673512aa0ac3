"""An imported report as the grid shows it: read-only, except that suggestions can be accepted."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from model.checks.engine import CheckResult, check
from model.checks.findings import OF_BLANKS, Finding, Severity
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.rule_kinds import Amounts, WholeCounts
from model.form.tables import Cell
from model.importing.file_types import OPENED_AS
from model.repairs.unread_cells import Suggestion, suggestions
from model.report.report import Report

if TYPE_CHECKING:
    from model.importing import Imported
    from model.importing.reading_processes import ReadingStop

FILES = f"年报文件 ({' '.join(f'*{suffix}' for each in OPENED_AS.values() for suffix in each)});;所有文件 (*)"
"""Filter of file dialogs: every file type that can be imported."""


def reading(path: Path, editions: Mapping[str, Edition], stop: "ReadingStop | None" = None) -> "Callable[[], Imported]":
    """A function that imports ``path``, to be run on a background thread; the readers are imported there. ``stop`` ends
    it."""

    def read() -> "Imported":
        from model.importing import import_report

        return import_report(path, editions, stop)

    return read


class ImportedReport:
    """An imported report; implements :class:`gui.grid.table_model.Figures`."""

    def __init__(self, report: Report, edition: Edition) -> None:
        self.report = report
        self.edition = edition
        self._last: tuple[Report, Edition] | None = None

    @property
    def last_year(self) -> Report | None:
        """The prior-year report; while it is ``None``, rules across years are not evaluated."""
        return self._last[0] if self._last else None

    def compare_with(self, last_year: Report, edition: Edition) -> None:
        """Sets the prior-year report and its edition, and discards the check result."""
        self._last = (last_year, edition)
        self.__dict__.pop("checked", None)

    def take(self, report: Report) -> None:
        """Replaces the report, e.g. by one with accepted suggestions, and discards the check result."""
        self.report = report
        self.__dict__.pop("checked", None)

    @cached_property
    def suggestions(self) -> Mapping[Cell, Suggestion]:
        """Suggested figures for cells of the file that could not be read."""
        return suggestions(self.checked)

    @cached_property
    def checked(self) -> CheckResult:
        """The check result, computed once for the current report and prior year."""
        last_year, last_edition = self._last or (None, None)
        return check(self.report, self.edition, last_year, last_edition=last_edition)

    def shown(self, cell: Cell) -> Figure | None:
        """A figure read from the file, or a total computed from its complete addends; ``None`` if blank."""
        return self.checked.context.figures.get(cell)

    def running(self, _cell: Cell, /) -> Figure | None:
        """Always ``None``: an imported total that was not read is shown as blank, not as a running sum."""
        return None

    def typed_over(self, cell: Cell) -> bool:
        """Whether the file states this total itself."""
        return cell in self.edition.totals and cell in self.report.figures

    def findings_at(self, cell: Cell) -> tuple[Finding, ...]:
        """Findings that name the cell, without those about blank cells."""
        return tuple(each for each in self.checked.by_cell.get(cell, ()) if each.stated_by != OF_BLANKS)

    def findings(self) -> tuple[Finding, ...]:
        """Errors before warnings, without hints and without unread cells, which the import notes already list."""
        unread = (Amounts, WholeCounts)
        found = [each for each in self.checked.findings if not isinstance(self.edition.rule(each.stated_by), unread)]
        return tuple(each for weight in (Severity.ERROR, Severity.WARNING) for each in found if each.severity is weight)

    @property
    def filled(self) -> int:
        """Number of cells whose figure is known."""
        return len(self.checked.context.known & self.edition.cell_set)
