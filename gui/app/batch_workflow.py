"""The batch page of the window: made when it is first wanted, kept while drafts are opened, closed with the window."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gui.app.garbage_collection import freeze_loaded_objects
from gui.kit.pinyin_initials import prepare as prepare_initials
from model.form.edition import Edition
from model.report.report import Report

if TYPE_CHECKING:
    from gui.batch.batch_page import BatchPage

TITLE = "批量核对与汇总"


class BatchWorkflow:
    """Carries out the commands of the batch page that lead to another page."""

    def __init__(
        self,
        editions: Mapping[str, Edition],
        resources: Path,
        settings_folder: Path,
        *,
        close_current: Callable[[], bool],
        show: "Callable[[BatchPage, str], object]",
        show_home: Callable[[], object],
        create: Callable[[Report, None, str], object],
    ) -> None:
        """``close_current`` closes the draft that is open, and is ``False`` when it has to stay; ``create`` makes a
        draft of a report, without one of last year, and opens it."""
        self._editions = editions
        self._resources = resources
        self._folder = settings_folder
        self._close_current = close_current
        self._show = show
        self._show_home = show_home
        self._create = create
        self.page: BatchPage | None = None

    def open(self, paths: Sequence[Path] = ()) -> None:
        """Shows the page, and adds files to it."""
        if not self._close_current():
            return
        if self.page is None:
            from gui.batch.batch_page import BatchPage  # and all that it checks with: not when the window starts

            self.page = BatchPage(self._editions, self._resources, self._folder, self)
            # while files are read both would keep the window from answering for a tenth of a second, on any thread
            prepare_initials()
            freeze_loaded_objects()
        self._show(self.page, TITLE)
        self.page.add(paths)

    def show_home(self) -> None:
        """Back to the list of drafts; the batch stays as it is."""
        self._show_home()

    def create_draft(self, report: Report, origin: str) -> None:
        """Creates and opens a draft of a sum."""
        self._create(report, None, origin)

    def close(self) -> None:
        """Ends the batch; call when the window closes."""
        if self.page is not None:
            self.page.close_batch()
