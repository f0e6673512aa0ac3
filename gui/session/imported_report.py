"""What can be read, and a report that was just read, as the printed grid wants to see it; nothing in it is typed, only
offers are taken."""

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

FILES = f"年报文件 ({' '.join(f'*{suffix}' for each in OPENED_AS.values() for suffix in each)});;所有文件 (*)"
"""For file boxes: every kind that can be read."""


def reading(path: Path, editions: Mapping[str, Edition]) -> "Callable[[], Imported]":
    """The work that reads a file, for another thread; the readers are loaded there."""

    def read() -> "Imported":
        from model.importing import import_report

        return import_report(path, editions)

    return read


class ImportedReport:
    """What the grid asks of a report; see :class:`gui.grid.table_model.Figures`."""

    def __init__(self, report: Report, edition: Edition) -> None:
        self.report = report
        self.edition = edition
        self._last: tuple[Report, Edition] | None = None

    @property
    def last_year(self) -> Report | None:
        """What the rules across years compare with; ``None``: they are not evaluated."""
        return self._last[0] if self._last else None

    def compare_with(self, last_year: Report, edition: Edition) -> None:
        """Last year's report, and the form that it keeps to: all is checked anew."""
        self._last = (last_year, edition)
        self.__dict__.pop("checked", None)

    def take(self, report: Report) -> None:
        """The report with offers taken: it is checked anew."""
        self.report = report
        self.__dict__.pop("checked", None)

    @cached_property
    def suggestions(self) -> Mapping[Cell, Suggestion]:
        """For cells that could not be read, as the file has them."""
        return suggestions(self.checked)

    @cached_property
    def checked(self) -> CheckResult:
        """Evaluated once for the report and the prior year that are set."""
        last_year, last_edition = self._last or (None, None)
        return check(self.report, self.edition, last_year, last_edition=last_edition)

    def shown(self, cell: Cell) -> Figure | None:
        """A figure of the file, or a total that follows its complete sum."""
        return self.checked.context.figures.get(cell)

    def running(self, _cell: Cell, /) -> Figure | None:
        """Nothing: nobody is filling it in, and a total that was not read is blank."""
        return None

    def typed_over(self, cell: Cell) -> bool:
        """A total that the file states itself."""
        return cell in self.edition.totals and cell in self.report.figures

    def findings_at(self, cell: Cell) -> tuple[Finding, ...]:
        """Findings that name the cell, those of blanks left out."""
        return tuple(each for each in self.checked.by_cell.get(cell, ()) if each.stated_by != OF_BLANKS)

    def findings(self) -> tuple[Finding, ...]:
        """Errors before warnings; without unread cells, of which the notes speak already."""
        unread = (Amounts, WholeCounts)
        found = [each for each in self.checked.findings if not isinstance(self.edition.rule(each.stated_by), unread)]
        return tuple(each for weight in (Severity.ERROR, Severity.WARNING) for each in found if each.severity is weight)

    @property
    def filled(self) -> int:
        """How many cells show a figure for certain."""
        return len(self.checked.context.known & self.edition.cell_set)
