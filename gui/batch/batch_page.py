"""批量核对与汇总: the files of all units checked in the background, sent back with their lists, summed into a draft."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from gui.batch.batch_head import BatchHead, HeadCommands
from gui.batch.batch_keeper import BatchKeeper
from gui.batch.batch_run import BatchRun
from gui.batch.batch_sum import BatchSummer
from gui.batch.batch_tally import BatchTally
from gui.batch.choices_dialog import ChoicesDialog
from gui.batch.comparison_commands import ComparisonCommands
from gui.batch.draft_maker import DraftMaker
from gui.batch.file_dialog import FileDialog
from gui.batch.file_intake import FileIntake
from gui.batch.file_table import FileTable, FileTableModel
from gui.batch.filter_bar import FilterBar
from gui.batch.paper_commands import PaperCommands
from gui.batch.progress_card import ProgressCard
from gui.batch.summary_dialog import SummaryDialog
from gui.batch.summary_strip import SummaryStrip
from gui.batch.unit_memory import UnitMemory
from gui.batch.units_dialog import UnitsDialog
from gui.batch.units_foot import UnitsFoot
from gui.kit.help_topics import set_help_topic
from gui.kit.status_line import StatusLine
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame
from gui.session.file_dialogs import FileDialogs
from model.batch.checking_pool import Checking, default_jobs
from model.batch.file_rows import FileRow
from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.reporting_year import read_year
from model.form.tables import Cell
from model.report.report import Report
from model.store.settings import read_settings
from model.years.prior_reports import PriorReports

LISTS = "名单 (*.xlsx *.txt *.xls *.et *.docx *.csv);;所有文件 (*)"
"""Filter of the dialog for the list of units."""


LOW = 560
"""Px of the page, as at 150 % on 1366 × 768."""


class BatchCommands(Protocol):
    """What leads to another page; see :class:`gui.app.batch_workflow.BatchWorkflow`."""

    def show_home(self) -> None:
        """Back to the list of drafts; the batch stays."""

    def create_draft(self, report: Report, origin: str, /) -> None:
        """Creates and opens a draft of ``report``."""


class BatchPage(QWidget):
    """One batch. Close it with :meth:`close_batch`."""

    def __init__(
        self,
        editions: Mapping[str, Edition],
        resources: Path,
        settings_folder: Path,
        commands: BatchCommands,
        *,
        jobs: int | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``editions`` as their files have them; the settings say what the office has changed in them."""
        settings = read_settings(settings_folder)
        self._editions = editions = settings.editions(editions)
        self._resources = resources
        self._commands = commands
        self._today = today
        self._deadlines = settings.deadlines
        self._folder = settings_folder
        self._dialogs = FileDialogs(settings_folder)
        self._year_is_typed = False
        super().__init__()
        set_help_topic(self, "batch")
        self._memory = UnitMemory(settings_folder)
        folder = resources / "editions"
        self._priors = PriorReports(settings_folder, editions, lambda: self.summer.units, lambda: self.summer.organ)
        self._checking = Checking(
            editions, folder, settings.rule_choices, settings.organ, prior_of=self._priors.of_file
        )
        self._jobs = jobs or default_jobs()
        year = settings.reporting_year(today())
        self.run = BatchRun(self._checking, year, jobs, self)
        self.summer = BatchSummer(self.run.results, editions, self._memory.organ, year, self, self._count_unread)
        self.summer.units = self._memory.units()
        self._tally = BatchTally()
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_progress()
        self._show_sum()

    # -- building

    def _build(self) -> None:
        self.files = FileTableModel(self._editions)
        self.status = StatusLine()
        self._intake = FileIntake(self, self.run, self._dialogs, self.status)
        self.papers = PaperCommands(
            self,
            self.run,
            self.summer,
            self.files,
            self._editions,
            self._resources,
            self._dialogs,
            self.status,
            self._today,
            self._deadlines,
        )
        self.comparisons = ComparisonCommands(
            self,
            self.run,
            self.summer,
            self._checking,
            self._resources,
            self._dialogs,
            self.status,
            self._jobs,
        )
        self._drafts = DraftMaker(self, self.run, self.summer, self._editions, self.status, self._commands.create_draft)
        commands = HeadCommands(
            self._commands.show_home,
            self._intake.choose_files,
            self._intake.choose_folder,
            self.comparisons.open_menu,
            self.show_years,
            self.papers.write_lists,
            self.make_draft,
        )
        self.head = BatchHead(commands, self.summer.organ, self.summer.year)
        self.organ, self.year = self.head.organ, self.head.year
        self.keeper = BatchKeeper(
            self.run, self.summer, self._editions, self._folder, self._deadlines, self._priors, self.status, self._today
        )
        self.table = FileTable(self.files, self.open_file, self.papers.copy_list)
        self.progress = ProgressCard()
        self.strip = SummaryStrip(self.open_summary)
        card = frame("card")
        card.setLayout(column(self._build_filters(), self.table, margin=2 * STEP, gap=2 * STEP))
        middle = self._middle = column(self.progress, card, self.strip, margin=4 * STEP, gap=3 * STEP)
        middle.setStretch(1, 1)
        self.foot = UnitsFoot(self.show_units, self.choose_list, self.status, self.keeper.undo_button)
        whole = column(self.head, middle, self.foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_filters(self) -> FilterBar:
        export = button("导出表格…", self.papers.export_list, tip="列表存为 Excel；Ctrl+C 复制整张列表")
        choices = button("汇总范围…", self.choose_choices, tip="有必改的、旧格式的、名单以外的是否计入")
        self.filters = FilterBar(self.files, self._editions, choices, export)
        return self.filters

    def _connect(self) -> None:
        self.run.rows_added.connect(self._take_rows)
        self.run.progress_changed.connect(self._show_progress)
        self.run.finished.connect(self.summer.recompute)
        self.run.problem_found.connect(partial(self.status.show_status, problem=True))
        self.progress.cancelled.connect(self.run.cancel)
        self.progress.resumed.connect(self.run.resume)
        self.summer.changed.connect(self._show_sum)
        self.organ.editingFinished.connect(self._take_subject)
        self.year.editingFinished.connect(self._take_subject)
        self.year.textEdited.connect(self._note_typed_year)

    # -- files

    def add(self, paths: Sequence[Path]) -> None:
        """Reads the files, those in folders and archives too."""
        self._intake.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._intake.take(event.mimeData())

    def event(self, event: QEvent) -> bool:
        """Ctrl+F is this page's while it is shown, not that of the window for the editor."""
        overrides = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if overrides and event.matches(QKeySequence.StandardKey.Find):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        search = self.filters.search
        if event.matches(QKeySequence.StandardKey.Paste):
            self._intake.take(QGuiApplication.clipboard().mimeData())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.papers.copy_list()
        elif event.matches(QKeySequence.StandardKey.Cancel) and search.hasFocus() and search.text():
            search.clear()
        elif event.matches(QKeySequence.StandardKey.Cancel) and self.run.is_running:
            self.run.cancel()
        elif event.matches(QKeySequence.StandardKey.Find):
            search.setFocus()
            search.selectAll()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the list has the room around it."""
        super().resizeEvent(event)
        is_low = event.size().height() < LOW
        around = (1 if is_low else 4) * STEP
        self._middle.setContentsMargins(around, around, around, around)
        self._middle.setSpacing((1 if is_low else 3) * STEP)

    def close_batch(self) -> None:
        """Ends the run and removes its temporary results."""
        self.run.close()

    # -- showing

    def _take_rows(self, rows: tuple[FileRow, ...]) -> None:
        self._tally.count(rows, self.files.rows_like(rows))
        self.files.add_rows(rows)
        self.filters.add_rules(rows)
        self._follow_year()
        self.summer.schedule()

    def _follow_year(self) -> None:
        """The year is that of most files until the user writes another."""
        year = self._tally.year
        if year is not None and not self._year_is_typed and year != self.summer.year:
            self.year.show_text(str(year))
            self.summer.set_subject(self.summer.organ, year)

    def _count_unread(self) -> int:
        """While a folder is still being looked through, there is at least one more."""
        return len(self.run.unread) or int(self.run.is_running)

    def _show_progress(self) -> None:
        self.progress.show_progress(self.run.progress, self._tally.verdicts)
        self.head.enable_results(there=bool(self.run.progress.done) and not self.run.is_running)

    def _show_sum(self) -> None:
        current = self.summer.current
        self.strip.show_sum(current)
        if current is not None:
            why = {each.number: each.why for each in current.selection.left_out}
            self.files.set_units(current.selection.units, why)
        selection = None if current is None else current.selection
        missing = None if selection is None or selection.unread else len(selection.missing)
        unsure = 0 if selection is None else len(selection.unsure)
        is_stopped = selection is not None and bool(selection.unread) and not self.run.is_running
        self.foot.show_counts(len(self.summer.units.units), missing, unsure, is_stopped=is_stopped)
        self._show_progress()

    def _note_typed_year(self, _text: str) -> None:
        self._year_is_typed = True

    def _take_subject(self) -> None:
        try:
            year = read_year(self.year.text())
        except UserFacingError as error:
            self.status.show_status(str(error), problem=True)
            self.year.show_text(str(self.summer.year))
            year = self.summer.year
        organ = self.organ.text().strip()
        self._memory.remember_organ(organ)
        self.summer.set_subject(organ, year)

    # -- one file, the units, the sum

    def open_file(self, row_: FileRow) -> None:
        """Shows a file read-only; one that was not read says why."""
        if not row_.edition:
            self.status.show_status(row_.remark, problem=True)
            return
        current = self.summer.current
        why = {each.number: each.why for each in current.selection.left_out} if current is not None else {}
        try:
            checked = self.run.results.checked(row_.number)
        except UserFacingError as error:
            self.status.show_status(str(error), problem=True)
            return
        source = self.run.sources[row_.number]
        self._open(FileDialog(row_, source, checked, self._editions, why.get(row_.number, ""), self))

    def show_units(self) -> None:
        """Opens the list of units with their state."""
        dialog = UnitsDialog(self.summer, self.run.results.rows, self)
        dialog.finished.connect(self._remember_units)
        self._open(dialog)

    def _remember_units(self) -> None:
        self._memory.remember_names(self.summer.units)

    def show_years(self) -> None:
        """Opens what is kept of earlier years."""
        self._open(self.keeper.years_dialog(self, self._resources, self._dialogs))

    def choose_list(self) -> None:
        """Asks for the list of units."""
        if path := self._dialogs.open_file(self, "选择名单", LISTS):
            self.take_list(path)

    def take_list(self, path: Path) -> None:
        """Reads the list of units and remembers it."""
        try:
            self.summer.set_units(self._memory.take_list(path))
            self._priors.forget()
        except UserFacingError as error:
            self.status.show_status(str(error), problem=True)

    def choose_choices(self) -> None:
        """Asks what is summed."""
        dialog = ChoicesDialog(self.summer.choices, self)
        dialog.accepted.connect(lambda: self.summer.set_choices(dialog.choices))
        self._open(dialog)

    def open_summary(self, cell: Cell | None) -> None:
        """Opens the sums, at one cell if given."""
        current = self.summer.current
        if current is None or current.summary is None:
            return
        subject = (self.summer.organ, self.summer.year)
        results = self.run.results
        dialog = SummaryDialog(current.summary, results, self._editions, *subject, current.findings, self)
        if cell is not None:
            dialog.open_at(cell)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def make_draft(self) -> None:
        """Asks what the draft of the sum shall hold, and opens it."""
        if self.summer.organ:
            self._drafts.ask()
        else:
            self.status.show_status("请先在上方填写汇总机关，如 恩平市人民政府", problem=True)
            self.organ.setFocus()
