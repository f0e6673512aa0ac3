"""The environment of a command: resources, editions, check and export."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from export.report_writer import ExportOptions
    from model.checks.engine import CheckResult
    from model.form.edition import Edition
    from model.report.report import Report
    from model.store.settings import Settings
    from model.store.settings_file import ImportedSettings


@dataclass(frozen=True)
class Environment:
    """The resource folder and the settings, and what commands do with them."""

    resources: Path
    folder: Path | None = None
    """Where the user's settings are; ``None``: the defaults apply."""
    settings_file: Path | None = None
    """A file of settings that applies in their place."""

    @cached_property
    def settings(self) -> "Settings":
        """The settings in force; the same as in the window unless a file of settings is given.

        Raises:
            SettingsFileError: the file cannot be used.
        """
        from model.store.settings import Settings, read_settings

        if self._imported is not None:
            return self._imported.applied_to(Settings())
        return read_settings(self.folder) if self.folder is not None else Settings()

    @cached_property
    def _imported(self) -> "ImportedSettings | None":
        from model.store.settings_file import read_settings_file

        return read_settings_file(self.settings_file) if self.settings_file is not None else None

    @cached_property
    def editions(self) -> "dict[str, Edition]":
        """All editions of the program by id, with the office's choices; loaded on first use."""
        from model.form.edition import load_editions

        return self.settings.editions(load_editions(self.resources / "editions"))

    def check(self, report: "Report", prior: "Report | None") -> "CheckResult":
        """Check ``report`` against its edition, and against the prior year's report if there is one."""
        from model.checks.engine import check

        prior_edition = self.editions.get(prior.edition) if prior else None
        report = self.settings.organ.complete(report)
        return check(report, self.editions[report.edition], prior, last_edition=prior_edition)

    def export(self, report: "Report", path: Path, prior: "Report | None") -> None:
        """Write ``report`` in the format of the suffix of ``path``, in the office's layout; ``prior`` goes into
        ``.json`` files.

        Raises:
            TemplateError: the Word template of the settings cannot be used.
            ExportError: an unknown suffix, or the file reads otherwise than the report; ``path`` is as it was.
            FileWriteError: the file could not be written.
        """
        from export.office_template import options_given, options_of
        from export.report_writer import export_report
        from model.checks.checked_report import CheckedReport

        prior_edition = self.editions.get(prior.edition) if prior else None
        checked = CheckedReport(report, self.editions[report.edition], prior, prior_edition)
        given: AbstractContextManager[ExportOptions]
        if self._imported is not None:
            given = options_given(self.settings, self._imported.template, path.suffix, self.resources)
        else:
            given = nullcontext(options_of(self.settings, self.folder, self.resources))
        with given as options:
            export_report(checked, path, self.editions, self.resources, options)
