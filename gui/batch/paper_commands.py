"""The papers of a batch: the list of files copied or exported, return lists and overview written into a folder."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from export.batch_writer import BatchPapers, Occasion, Written, write_papers, write_sheets
from export.document.batch_tables import FILE_HEADS, file_list, tab_separated
from gui.batch.batch_run import BatchRun
from gui.batch.batch_sum import BatchSummer
from gui.batch.file_table import FileTableModel
from gui.kit.background_task import run_in_background
from gui.kit.status_sink import StatusSink
from gui.session.file_dialogs import FileDialogs
from model.batch.hand_in_days import hand_in_days
from model.form.edition import Edition
from model.form.reporting_year import Deadlines, due

PROGRESS_MS = 200
"""How often the number of papers written so far is shown."""


class PaperCommands:
    """Writes in the background and tells the result to ``status``."""

    def __init__(
        self,
        owner: QWidget,
        run: BatchRun,
        summer: BatchSummer,
        files: FileTableModel,
        editions: Mapping[str, Edition],
        resources: Path,
        dialogs: FileDialogs,
        status: StatusSink,
        today: Callable[[], date],
        deadlines: Deadlines,
    ) -> None:
        self._owner = owner
        self._run = run
        self._summer = summer
        self._files = files
        self._editions = editions
        self._resources = resources
        self._dialogs = dialogs
        self._status = status
        self._today = today
        self._deadlines = deadlines
        self._written = 0
        self._progress = QTimer(owner)
        self._progress.setInterval(PROGRESS_MS)
        self._progress.timeout.connect(self._show_progress)

    def copy_list(self) -> None:
        """Copies the list as it is shown."""
        rows = self._files.lines()
        text = tab_separated(FILE_HEADS, rows)
        QGuiApplication.clipboard().setText(text)
        self._status.show_status(f"已复制 {len(rows)} 行，可以粘贴到 Excel、WPS 表格")

    def export_list(self) -> None:
        """Asks for a path and writes the list as it is shown."""
        name = f"{self._summer.year}年度年报核对列表"
        if path := self._dialogs.save_file(self._owner, "导出表格", name, "Excel 工作簿", ".xlsx"):
            self.export_list_to(path)

    def export_list_to(self, path: Path) -> None:
        """Writes the list in the background."""
        sheet = file_list(self._files.lines())
        resources = self._resources

        def write() -> str:
            write_sheets((sheet,), path, resources)
            return f"已导出 {path}"

        run_in_background(self._owner, write, self._status.show_status, self._show_problem)

    def write_lists(self) -> None:
        """Asks for a folder and writes the return lists and the overview."""
        if folder := self._dialogs.choose_folder(self._owner, "退改清单和总表写到哪个文件夹"):
            self.write_lists_to(folder)

    def write_lists_to(self, folder: Path) -> None:
        """Writes them in the background."""
        current = self._summer.current
        if current is None:
            return
        year = self._summer.year
        occasion = Occasion(year, self._summer.organ, self._today(), due=due(year, self._deadlines))
        results, selection, sources = self._run.results, current.selection, tuple(self._run.sources)
        editions, resources, units = self._editions, self._resources, self._summer.units

        def write() -> Written:
            of_files = {number: day for number, each in enumerate(sources) if (day := each.day()) is not None}
            days = hand_in_days(units, selection.units, of_files)
            papers = BatchPapers(results, selection, editions, resources, occasion, days, units)
            return write_papers(papers, folder, wrote=self._count_written)

        self._written = 0
        self._show_progress()
        self._progress.start()
        run_in_background(self._owner, write, partial(self._show_written, folder), self._show_failure)

    def _count_written(self, count: int) -> None:
        """On the thread that writes; a number is replaced as a whole."""
        self._written = count

    def _show_progress(self) -> None:
        done = f"，已写 {self._written} 份" if self._written else ""
        self._status.show_status(f"正在写退改清单{done}…")

    def _show_failure(self, text: str) -> None:
        self._progress.stop()
        self._show_problem(text)

    def _show_written(self, folder: Path, written: Written) -> None:
        self._progress.stop()
        if written.problems:
            self._show_problem(f"{len(written.problems)} 份没有写成：{written.problems[0]}")
        else:
            self._status.show_status(f"已写 {len(written.paths) - 1} 份退改清单和 1 份总表，在 {folder}")

    def _show_problem(self, text: str) -> None:
        self._status.show_status(text, problem=True)
