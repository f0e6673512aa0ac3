"""Commands of the editor that concern registers: 由台账统计, and the applications of a figure."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from export.writers.xlsx.blank_register import write_blank_register
from gui.kit.background_task import run_in_background
from gui.kit.plain_text import warn
from gui.kit.status_sink import StatusSink
from gui.register.applications_dialog import ApplicationsDialog
from gui.register.register_dialog import RegisterDialog, register_files
from gui.register.register_state import Count, FirstCount, RegisterCounter, RegisterState
from gui.session.file_dialogs import FileDialogs
from gui.session.open_report import OpenReport
from model.errors import UserFacingError
from model.form.edition import Edition, edition_for
from model.form.figures import show_figure
from model.form.tables import Cell
from model.register.draft_edit import is_counted
from model.register.mapping import Decisions
from model.register.register import Counted, RegisterError, RegisterFile, probable_year, read_register_file
from model.register.words import load_register_words
from model.register.working_days import working_days_of

_Read = TypeVar("_Read")


class RegisterCommands:
    """``commit`` finishes pending input before a dialog opens, ``done`` returns the focus to the page."""

    def __init__(
        self,
        page: QWidget,
        open_report: OpenReport,
        editions: Mapping[str, Edition],
        resources: Path,
        status: StatusSink,
        commit: Callable[[], object],
        done: Callable[[], object],
    ) -> None:
        self._page = page
        self._open_report = open_report
        self._editions = editions
        self._resources = resources
        self._status = status
        self._commit = commit
        self._done = done
        self._dialogs = FileDialogs(open_report.folder)
        self.dialog: RegisterDialog | None = None
        self.applications: ApplicationsDialog | None = None

    def ask_and_count(self) -> None:
        """Asks for the register and counts it."""
        self._commit()
        if chosen := self._dialogs.open_file(self._page, "选择依申请公开台账", register_files()):
            self.count(chosen)

    def ask_and_write_blank(self) -> None:
        """Asks where to write a blank register for the draft's year, to hand out."""
        year = self._open_report.report.year or date.today().year
        target = self._dialogs.save_file(
            self._page, "空白台账", f"政府信息公开申请登记台账（{year}年）", "Excel", ".xlsx"
        )
        if target:
            self.write_blank(target, year)

    def write_blank(self, target: Path, year: int) -> None:
        """Writes a blank register."""
        try:
            words = load_register_words(self._resources / "register.toml", self._editions)
            write_blank_register(words, edition_for(year, self._editions), year, target)
        except UserFacingError as error:
            self._show_failure(str(error))
        else:
            self._status.show_status(f"空白台账已写出：{target.name}")

    def count(self, path: Path) -> None:
        """Reads and counts the register in the background, then opens the dialog."""
        drafted, folder, editions = self._open_report.report.year, self._open_report.folder, dict(self._editions)
        resources = self._resources

        def read() -> FirstCount:
            words = load_register_words(resources / "register.toml", editions)
            file = read_register_file(path, words)
            year = drafted or probable_year(file, words, Decisions())
            if year is None:
                raise RegisterError("草稿没有填年度，台账里也看不出是哪一年的。请先在“基本信息”里填写年度")
            return RegisterCounter(words, editions, working_days_of(resources, folder)).first(file, year, folder)

        self._in_background(path, read, partial(self._show, path))

    def _in_background(self, path: Path, work: Callable[[], _Read], then: Callable[[_Read], object]) -> None:
        def show(read: _Read) -> None:
            self._status.show_status("")
            then(read)

        self._status.show_status(f"正在读取 {path.name}…")
        run_in_background(self._page, work, show, self._show_failure)

    def _show(self, path: Path, first: FirstCount) -> None:
        report, year = self._open_report, first.found.counted.count.year
        state = RegisterState(first, report.folder)
        if state.counted.edition.id != report.edition.id:
            self._show_failure(f"{year} 年度用{state.counted.edition.name}，草稿用的是{report.edition.name}，不能写入")
            return
        again, ask_for_last = partial(self._again, path, state), partial(self.ask_and_compare, state)
        self.dialog = RegisterDialog(state, report, self._dialogs, again, ask_for_last, self._page)
        self.dialog.undone.connect(self._status.show_status)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.finished.connect(lambda _: self._done())
        self.dialog.open()

    def _again(self, path: Path, state: RegisterState) -> None:
        def read() -> tuple[RegisterFile, Count]:
            file = read_register_file(path, state.words)
            return file, state.count(file)

        self._in_background(path, read, lambda read: state.read_again(*read))

    def ask_and_compare(self, state: RegisterState) -> None:
        """Asks for last year's register and compares what it carried out."""
        asked = f"选择上年（{state.year - 1} 年）台账"
        if chosen := self._dialogs.open_file(self.dialog or self._page, asked, register_files()):
            self.compare(chosen, state)

    def compare(self, path: Path, state: RegisterState) -> None:
        """Takes the file as last year's register."""

        def read() -> tuple[RegisterFile, Counted]:
            file = read_register_file(path, state.words)
            return file, state.count_last(file)

        self._in_background(path, read, lambda read: state.compare_with(*read))

    def show_applications(self, cell: Cell | None) -> None:
        """Lists the rows that a counted figure comes from."""
        report = self._open_report
        origin = report.report.origins.get(cell) if cell is not None else None
        if cell is None or origin is None or not is_counted(origin):
            return
        figure = report.shown(cell)
        now = "" if figure is None else show_figure(figure)
        self.applications = ApplicationsDialog(report.edition.name_of(cell), origin, now, self._page)
        self.applications.finished.connect(self.applications.deleteLater)
        self.applications.finished.connect(lambda _: self._done())
        self.applications.open()

    def _show_failure(self, problem: str) -> None:
        self._status.show_status("")
        warn(self._page, "没有办成", problem)
