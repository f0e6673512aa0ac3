"""The environment of a command: resources, editions, check and export."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.checks.engine import CheckResult
    from model.form.edition import Edition
    from model.report.report import Report


@dataclass(frozen=True)
class Environment:
    """The resource folder, and what commands do with it."""

    resources: Path

    @cached_property
    def editions(self) -> "dict[str, Edition]":
        """All editions of the program by id; loaded on first use."""
        from model.form.edition import load_editions

        return load_editions(self.resources / "editions")

    def check(self, report: "Report", prior: "Report | None") -> "CheckResult":
        """Check ``report`` against its edition, and against the prior year's report if there is one."""
        from model.checks.engine import check

        prior_edition = self.editions.get(prior.edition) if prior else None
        return check(report, self.editions[report.edition], prior, last_edition=prior_edition)

    def export(self, report: "Report", path: Path, prior: "Report | None") -> None:
        """Write ``report`` in the format of the suffix of ``path``; ``prior`` goes into ``.json`` files.

        Raises:
            ExportError: an unknown suffix, or the file reads otherwise than the report; ``path`` is as it was.
            FileWriteError: the file could not be written.
        """
        from export.report_writer import export_report
        from model.checks.checked_report import CheckedReport

        prior_edition = self.editions.get(prior.edition) if prior else None
        checked = CheckedReport(report, self.editions[report.edition], prior, prior_edition)
        export_report(checked, path, self.editions, self.resources)
