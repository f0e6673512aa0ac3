"""Background maintenance: the daily backup, repeated when the program ends; removal of old drafts from the bin; the
integrity check of a large store."""

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.kit.background_task import run_in_background
from gui.kit.program_log import PROGRAM_LOG, Event
from gui.kit.status_sink import StatusSink
from model.errors import UserFacingError
from model.store.backups import SecondFolderError, back_up, back_up_the_day, copy_to_second_folder
from model.store.batch_store import BatchStore
from model.store.database import QUICK_BYTES, DraftStoreError, passes_integrity_check
from model.store.draft_store import DraftStore
from model.store.settings import read_settings

LOOK_MS = 60 * 60 * 1000
"""Interval of the check, so that a program left open for days makes a backup every day."""
FIRST_MS = 3000
"""Delay of the first run, so that it does not slow down opening the window."""
END_SECONDS = 10.0
"""Time limit of the backup at exit; it usually takes some milliseconds."""


class Maintenance(QObject):
    """Runs due tasks in the background every hour."""

    bin_purged = Signal(int)
    """The number of drafts deleted from the bin for good."""

    def __init__(
        self,
        store: DraftStore,
        status: StatusSink,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``status`` shows that a backup failed, or that the store is damaged."""
        super().__init__(parent)
        self._status = status
        self._store = store
        self._today = today
        self._working = False
        self._looked_through = False
        self._second_folder_problem = ""
        """Reported once: a stick that stays away is not reported every hour."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.run_due_tasks)

    def start(self) -> None:
        """Runs due tasks soon, and then every hour."""
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.run_due_tasks)

    def run_due_tasks(self) -> None:
        """Removes old drafts from the bin and makes a due backup; checks the integrity once per start."""
        if self._working:
            return
        settings = read_settings(self._store.path.parent)
        try:
            until = datetime.now(UTC) - timedelta(days=settings.bin_days)
            BatchStore(self._store.path.parent).purge(until)
            if gone := self._store.empty_bin(until):
                self.bin_purged.emit(gone)
        except DraftStoreError as error:
            self._status.show_status(str(error), problem=True)
        self._working = True
        path, keep, today = self._store.path, settings.backups_kept, self._today()
        thorough, self._looked_through = not self._looked_through, True

        def work() -> str:
            if thorough and path.stat().st_size > QUICK_BYTES and not passes_integrity_check(path):
                raise UserFacingError(
                    f"草稿库“{path}”里有损坏的地方。请先导出正在做的报告，再关闭程序重新打开：程序会自动找回读得出的草稿"
                )
            if back_up(path.parent, keep, today) is not None:
                PROGRAM_LOG.add(Event.BACKED_UP)
            try:
                copy_to_second_folder(path.parent, settings.second_folder, keep)
            except SecondFolderError as error:
                return str(error)
            return ""

        run_in_background(self, work, self._done, self._failed)

    def _done(self, second_folder_problem: str) -> None:
        self._working = False
        if second_folder_problem not in ("", self._second_folder_problem):
            self._status.show_status(second_folder_problem, problem=True)
        self._second_folder_problem = second_folder_problem

    def _failed(self, sentence: str) -> None:
        self._working = False
        self._status.show_status(sentence, problem=True)


def back_up_on_exit(folder: Path, today: Callable[[], date] = date.today) -> None:
    """Updates today's backup after the window was closed. Disk errors are ignored here, because there is no window to
    show them; the next daily backup reports them."""

    def work() -> None:
        with contextlib.suppress(UserFacingError):
            settings = read_settings(folder)
            back_up_the_day(folder, settings.backups_kept, today())
            copy_to_second_folder(folder, settings.second_folder, settings.backups_kept)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(END_SECONDS)
