"""Imports a file or the clipboard in the background and shows a preview, where the user decides what to do with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.app.prior_lookup import FoundPrior, kept_prior
from gui.home.home_page import HomePage
from gui.importing.check_preview import CheckPreview
from gui.importing.import_preview import ImportPreview
from gui.kit.background_task import run_in_background
from gui.kit.plain_text import warn
from gui.kit.program_log import PROGRAM_LOG, Event
from gui.session.file_dialogs import FileDialogs
from gui.session.imported_report import reading
from model.form.edition import Edition
from model.importing import Imported
from model.importing.reading_processes import ReadingStop
from model.store.settings import Settings, read_settings, remember_in_settings, with_first


class _Read(NamedTuple):
    imported: Imported
    prior: FoundPrior | None = None
    """Last year's report that was kept of the same organ, where the file is to be checked and has none itself."""


class ImportWorkflow(QObject):
    """Runs one import at a time; requests during an import are ignored."""

    def __init__(
        self,
        window: QWidget,
        home: HomePage,
        editions: Mapping[str, Edition],
        resources: Path,
        settings_folder: Path,
        *,
        close_current: Callable[[], bool],
        show: Callable[[ImportPreview, str], object],
    ) -> None:
        """``close_current`` closes the draft that is open, and is ``False`` when it has to stay; ``show`` gets the
        preview and its title."""
        super().__init__(window)
        self._window = window
        self._home = home
        self._editions = editions
        self._resources = resources
        self._settings_folder = settings_folder
        self._close_current = close_current
        self._show = show
        self._stop: ReadingStop | None = None
        """Ends the import that is running."""
        self.source_name = ""
        """The source of the last import: a file name, or 剪贴板."""

    @property
    def _settings(self) -> Settings:
        return read_settings(self._settings_folder)

    @property
    def is_reading(self) -> bool:
        """Whether an import is running that was not cancelled."""
        return self._stop is not None

    def import_file(self, path: Path) -> None:
        """Reads the file and shows a preview for making a draft."""
        self._read(partial(self._of_file, path), path.name, self._show_import, path)

    def check_file(self, path: Path) -> None:
        """Reads the file and shows its findings, without creating a draft."""
        self._read(partial(self._of_file_to_check, path), path.name, self._show_check)

    def _of_file(self, path: Path, stop: ReadingStop) -> _Read:
        return self._completed(reading(path, self._editions, stop)())

    def _of_file_to_check(self, path: Path, stop: ReadingStop) -> _Read:
        imported, _ = self._of_file(path, stop)
        has_own = imported.last_year is not None
        return _Read(imported, None if has_own else kept_prior(self._settings_folder, self._editions, imported.report))

    def _completed(self, imported: Imported) -> _Read:
        """With what the settings say of the organ."""
        return _Read(replace(imported, report=self._settings.organ.complete(imported.report)))

    def import_clipboard(self) -> None:
        """As :meth:`import_file`, for a copied web page or document."""
        copied, editions = QGuiApplication.clipboard().mimeData(), self._editions
        html, text = (copied.html(), copied.text()) if copied is not None else ("", "")

        def read(stop: ReadingStop) -> _Read:
            from model.importing import import_clipboard

            return self._completed(import_clipboard(html, text, editions, stop))

        self._read(read, "剪贴板", self._show_import)

    def _read(
        self,
        read: Callable[[ReadingStop], _Read],
        name: str,
        show: Callable[[_Read, str], None],
        path: Path | None = None,
    ) -> None:
        """``read`` runs on another thread; ``path`` is added to the recent files after it was read."""
        if self._stop is not None:
            return
        stop = self._stop = ReadingStop()
        self._home.drafts.show_reading(name, partial(self._cancel, name))
        done, failed = partial(self._finish, stop, name, show, path), partial(self._fail, stop)
        run_in_background(self, partial(read, stop), done, failed)

    def _cancel(self, name: str) -> None:
        """Stops waiting at once; what is still read of the file is thrown away."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self._home.drafts.show_message(f"已取消读取 {name}，什么也没有改动")

    def _finish(
        self,
        stop: ReadingStop,
        name: str,
        show: Callable[[_Read, str], None],
        path: Path | None,
        read: _Read,
    ) -> None:
        if stop is not self._stop:
            return  # cancelled
        self._stop = None
        imported = read.imported
        PROGRAM_LOG.add(Event.IMPORTED, imported.container, len(imported.report.figures), len(imported.notes))
        self._home.drafts.show_message("")
        show(read, name)
        self.source_name = name
        if path is not None:
            remember_in_settings(
                self._settings_folder,
                lambda settings: replace(settings, recent_files=with_first(settings.recent_files, path)),
            )

    def _fail(self, stop: ReadingStop, reason: str) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        self._home.drafts.show_message("")
        warn(self._window, "没有导入", reason)

    def _show_import(self, read: _Read, name: str) -> None:
        imported = read.imported
        if self._close_current():
            settings = self._settings
            current = settings.reporting_year(date.today())
            editions = settings.editions(self._editions)
            preview = ImportPreview(imported, name, editions, _draft_year(imported, current), current)
            self._show(preview, f"导入：{name}")

    def _show_check(self, read: _Read, name: str) -> None:
        if not self._close_current():
            return
        imported, prior = read
        dialogs = FileDialogs(self._settings_folder)
        settings = self._settings
        current = settings.reporting_year(date.today())
        years = (_draft_year(imported, current), current)
        preview = CheckPreview(imported, name, settings.editions(self._editions), *years, self._resources, dialogs)
        if prior is not None:
            preview.compare_with(prior.report, prior.name)
        preview.another_requested.connect(self._home.choose_file_to_check)
        self._show(preview, f"核对：{name}")


def _draft_year(imported: Imported, current: int) -> int:
    """The proposed year of a draft; ``current`` is the year that is reported on now."""
    year = imported.report.year
    return year + 1 if year else current
