"""Keeps a batch in the store when it has been read, so that later years are compared with it; with a way back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.batch.batch_run import BatchRun
from gui.batch.batch_sum import BatchSummer
from gui.kit.background_task import run_in_background
from gui.kit.status_sink import StatusSink
from gui.kit.widgets import button
from gui.session.file_dialogs import FileDialogs
from gui.years.years_dialog import YearsContext, YearsDialog
from model.form.edition import Edition
from model.form.reporting_year import Deadlines, due
from model.store.batch_store import BatchStore
from model.years.keeping import Kept, ReadBatch, keep, sentence_about, years_in
from model.years.prior_reports import PriorReports


class BatchKeeper(QObject):
    """With a list of units, a batch is kept by itself as soon as it was read, and again when it was decided which unit
    a file is of; without a list only by :meth:`keep_now`, as it may be any files."""

    changed = Signal()
    """Other batches are kept now."""

    def __init__(
        self,
        run: BatchRun,
        summer: BatchSummer,
        editions: Mapping[str, Edition],
        folder: Path,
        deadlines: Deadlines,
        priors: PriorReports,
        status: StatusSink,
        today: Callable[[], date],
    ) -> None:
        super().__init__(run)
        self._run = run
        self._summer = summer
        self._editions = editions
        self._deadlines = deadlines
        self._priors = priors
        self._status = status
        self._today = today
        self.store = BatchStore(folder)
        self._kept: dict[int, Kept] = {}
        """What was kept of this run, by year."""
        self._undone_at = -1
        """How many files there were when keeping was undone: these are not kept again by themselves."""
        self.is_working = False
        self._is_due = False
        self._last: tuple[object, ...] = ()
        """What the last keeping was about."""
        self.undo_button = button("撤销留存", self.undo, "link", "这一批不留存，恢复以前留存的")
        self.undo_button.hide()
        run.finished.connect(self.keep_if_due)
        summer.changed.connect(self.keep_if_due)

    @property
    def can_keep(self) -> bool:
        """Whether there is a store, an office and something that was read, and nothing that was not: of a batch that
        was stopped it would be kept which units handed in nothing."""
        run = self._run
        read = any(row.edition for row in run.results.rows.values())
        return self.store.is_there and bool(self._summer.organ) and read and not run.is_running and not run.unread

    def keep_if_due(self) -> None:
        """Keeps a batch of listed units, unless the user took it back or nothing has changed since."""
        summer, rows = self._summer, self._run.results.rows
        if not summer.units.units or not self.can_keep or len(rows) == self._undone_at:
            return
        if self._subject() != self._last:  # with many files it takes seconds of computing
            self.keep_now()

    def _subject(self) -> tuple[object, ...]:
        """What decides what is kept."""
        summer = self._summer
        return (summer.organ, summer.year, summer.units, summer.choices, dict(self._run.results.rows))

    def keep_now(self) -> None:
        """Keeps the batch in the background; what says nothing new changes nothing."""
        if self.is_working:
            self._is_due = True
            return
        self.is_working, self._is_due = True, False
        self._last = self._subject()
        run, summer, store, deadlines = self._run, self._summer, self.store, self._deadlines
        rows, sources = dict(run.results.rows), tuple(run.sources)
        collected = self._today().year - 1
        before = {year: each.id for year, each in self._kept.items() if each.batch.organ == summer.organ}
        misnamed = tuple(each for each in self._kept.values() if each.batch.organ != summer.organ)
        subject = (summer.organ, summer.year, summer.units, summer.choices)

        def work() -> tuple[Kept, ...]:
            for (
                each
            ) in misnamed:  # the same files under a name that was corrected: what was there before is there again
                store.undo_keeping(each.id)
            days = {number: day for number in rows if (day := sources[number].day()) is not None}
            read = ReadBatch(run.results, rows, self._editions, *subject, days=days)
            dues = {year: due(year, deadlines) for year in years_in(read)}
            return keep(replace(read, due=dues, collected=collected), store, before)

        run_in_background(self, work, partial(self._show, misnamed), self._fail)

    def _show(self, misnamed: tuple[Kept, ...], kept: tuple[Kept, ...]) -> None:
        self.is_working = False
        gone = {each.id for each in misnamed}
        self._kept = {year: each for year, each in self._kept.items() if each.id not in gone}
        if kept or misnamed:
            self._kept |= {each.batch.year: each for each in kept}
            self._announce()
            organs = "、".join(dict.fromkeys(each.batch.organ for each in misnamed))
            again = f"以“{organs}”的名义留存的已撤销" if misnamed else ""
            self._status.show_status("；".join(filter(None, (sentence_about(kept), again))))
        if self._is_due:
            self.keep_if_due()

    def _fail(self, reason: str) -> None:
        self.is_working = False
        if not self._run.is_closed:
            self._status.show_status(reason, problem=True)

    def years_dialog(self, parent: QWidget, resources: Path, dialogs: FileDialogs) -> YearsDialog:
        """What is kept of all years; it follows what is kept while it is open."""
        summer = self._summer
        context = YearsContext(
            self.store,
            self._editions,
            resources,
            dialogs,
            summer.organ,
            summer.units,
            keep_now=self.keep_now,
            can_keep=lambda: self.can_keep,
            changed=self._priors.forget,
        )
        dialog = YearsDialog(context, parent)
        self.changed.connect(dialog.reload)
        return dialog

    def undo(self) -> None:
        """Takes back everything that was kept of this batch; what was kept before is there again."""
        kept, store = tuple(self._kept.values()), self.store
        self._kept = {}
        self._undone_at = len(self._run.results.rows)

        def work() -> str:
            for each in kept:
                store.undo_keeping(each.id)
            return "已撤销：这一批没有留存"

        def done(sentence: str) -> None:
            self._announce()
            self._status.show_status(sentence)

        run_in_background(self, work, done, self._fail)

    def _announce(self) -> None:
        self._priors.forget()
        self.undo_button.setVisible(bool(self._kept))
        self.changed.emit()
