"""Comparisons of a batch: texts with each other, with an earlier hand-in, with what was published; sums with others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from export.document.batch_comparisons import copies_sheet, hand_ins_sheet, published_sheet, sums_sheet
from export.document.batch_tables import PlainSheet
from export.document.unit_tables import charges_sheet, in_order_of, requests_sheet
from gui.batch.batch_run import BatchRun
from gui.batch.batch_sum import BatchSum, BatchSummer
from gui.batch.sheet_dialog import SheetDialog
from gui.kit.background_task import run_in_background
from gui.kit.commands import Command, fill_menu
from gui.kit.status_sink import StatusSink
from gui.session.file_dialogs import FileDialogs
from gui.session.imported_report import FILES, reading
from model.batch.checked_file import CheckedFile
from model.batch.checking_pool import BESIDE_THE_WINDOW, Checking, CheckingPool
from model.batch.copies import near_copies
from model.batch.hand_ins import changes_between, published_differences
from model.batch.results import BatchResults
from model.batch.selection import Selection, file_of_each_unit, select
from model.batch.sources import collect
from model.batch.summary import contributions, headline
from model.importing import Imported
from model.report.report import Report

FOR_WORDS = "可以复制，粘贴到汇总草稿的文字部分还是表格，也可以粘贴到 Word、WPS 里；“汇总成草稿”时可以直接附上"
Compare = Callable[[Mapping[str, CheckedFile | None], Mapping[str, CheckedFile | None]], PlainSheet]


class ComparisonCommands:
    """Each compares in the background and shows a table."""

    def __init__(
        self,
        owner: QWidget,
        run: BatchRun,
        summer: BatchSummer,
        checking: Checking,
        resources: Path,
        dialogs: FileDialogs,
        status: StatusSink,
        jobs: int,
    ) -> None:
        self._owner = owner
        self._run = run
        self._summer = summer
        self._checking = checking
        self._resources = resources
        self._dialogs = dialogs
        self._status = status
        self._jobs = jobs

    def commands(self) -> Sequence[Command]:
        """For the menu; disabled until there is something to compare."""
        current = self._summer.current
        ready = current is not None and not self._run.is_running
        summed = ready and current is not None and current.summary is not None
        return (
            Command("文字雷同和零报告", self.show_copies if ready else None),
            Command("与公开的核对…", self.choose_published if ready else None),
            Command("与上一次报送的比较…", self.choose_earlier if ready else None),
            Command("汇总与另一份汇总比较…", self.choose_summary if summed else None),
            Command("各单位申请办理情况表", self.show_requests if summed else None),
            Command("各单位信息处理费", self.show_charges if summed else None),
        )

    def open_menu(self, below: QWidget) -> None:
        """Opens the menu of comparisons."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.commands())
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    # -- texts

    def show_copies(self) -> None:
        """Near copies among the texts, and reports that are all zero."""
        results, rows = self._run.results, dict(self._run.results.rows)

        def work() -> PlainSheet:
            numbers = [number for number, row in rows.items() if row.edition]
            last_year: dict[int, Report] = {}

            def texts() -> Iterator[tuple[int, Report]]:
                for number in numbers:
                    checked = results.checked(number)
                    if checked.last_year is not None:
                        last_year[number] = checked.last_year
                    yield number, checked.report

            return copies_sheet(near_copies(texts(), last_year, count=len(numbers)), rows)

        about = (
            "标准用语、表格、单位名称和数字不算；相同的部分占较短一篇的六成以上才列出。"
            "本单位上年的年报，由留存的各年找出"
        )
        self._in_background("正在比较文字…", work, about)

    # -- files of another folder

    def choose_published(self) -> None:
        """Asks for the folder with what the units published."""
        if folder := self._dialogs.choose_folder(self._owner, "选择公开的年报所在的文件夹（网页、PDF 等）"):
            self.compare_published(folder)

    def compare_published(self, folder: Path) -> None:
        """Compares what was handed in with what was published."""
        editions = self._checking.editions
        self._compare(
            folder,
            lambda mine, theirs: published_sheet(published_differences(mine, theirs, editions)),
            "左边是报送的，右边是公开的，逐格、逐段比较",
        )

    def choose_earlier(self) -> None:
        """Asks for the folder with the earlier hand-in."""
        if folder := self._dialogs.choose_folder(self._owner, "选择上一次报送的文件夹"):
            self.compare_earlier(folder)

    def compare_earlier(self, folder: Path) -> None:
        """Compares this hand-in with an earlier one."""
        editions = self._checking.editions

        def compare(now: Mapping[str, CheckedFile | None], before: Mapping[str, CheckedFile | None]) -> PlainSheet:
            both = [(unit, before.get(unit), now.get(unit)) for unit in now]
            found = {unit: changes_between(one, two, editions) for unit, one, two in both if one and two}
            return hand_ins_sheet(found)

        self._compare(folder, compare, "上一次的问题改好了没有，除此以外还改了哪些")

    def _compare(self, folder: Path, compare: Compare, about: str) -> None:
        current = self._summer.current
        if current is None:
            return
        summer, checking, jobs = self._summer, self._checking, self._jobs
        organ, year, units = summer.organ, summer.year, summer.units
        mine, results = current.selection, self._run.results

        def work() -> PlainSheet:
            sources, _ = collect([folder])
            others = BatchResults(checking.editions, year)
            try:
                CheckingPool(checking, jobs, BESIDE_THE_WINDOW).run(sources, others.add)
                theirs = select(others.rows.values(), organ, year, units)
                return compare(_by_unit(mine, results), _by_unit(theirs, others))
            finally:
                others.close()

        self._in_background(f"正在读取“{folder.name}”…", work, about)

    # -- sums

    def choose_summary(self) -> None:
        """Asks for the file of another summary."""
        if path := self._dialogs.open_file(self._owner, "选择另一份汇总，如上年的", FILES):
            self.compare_summary(path)

    def compare_summary(self, path: Path) -> None:
        """Compares the sums with those of a file, cell by cell."""
        current = self._summer.current
        if current is None or current.summary is None:
            return
        read = reading(path, self._checking.editions)
        run_in_background(self._owner, read, partial(self._show_sums, current, path), self._show_problem)

    def _show_sums(self, current: BatchSum, path: Path, imported: Imported) -> None:
        assert current.summary is not None
        other = imported.report
        name = f"{other.organ or path.name} {other.year or ''}".strip()
        sheet = sums_sheet(current.summary, other, self._checking.editions[other.edition], name)
        self._show(f"与“{path.name}”逐格比较", sheet)

    # -- tables of units

    def show_requests(self) -> None:
        """Applications of each unit that is summed, to be put into the words of the summary."""
        current, results, editions = self._summer.current, self._run.results, self._checking.editions
        if current is None or current.summary is None:
            return
        columns = headline(current.edition)
        summary = replace(current.summary, taken=in_order_of(self._summer.units, current.summary.taken))

        def work() -> PlainSheet:
            parts = {cell: contributions(cell, results, summary.taken, editions) for _, cell in columns}
            return requests_sheet(summary, columns, parts)

        self._in_background("正在列出各单位…", work, FOR_WORDS)

    def show_charges(self) -> None:
        """What each unit that is summed says of its charges."""
        current, results = self._summer.current, self._run.results
        if current is None or current.summary is None:
            return
        taken, edition = in_order_of(self._summer.units, current.summary.taken), current.edition

        def work() -> PlainSheet:
            return charges_sheet(((each.unit, results.checked(each.number).report) for each in taken), edition)

        self._in_background("正在列出各单位…", work, FOR_WORDS)

    # -- showing

    def _in_background(self, status: str, work: Callable[[], PlainSheet], about: str) -> None:
        self._status.show_status(status)
        run_in_background(self._owner, work, partial(self._show, about), self._show_problem)

    def _show(self, about: str, sheet: PlainSheet) -> None:
        self._status.show_status("" if sheet.rows else f"{sheet.name}：没有")
        if sheet.rows:
            dialog = SheetDialog(sheet, about, self._resources, self._dialogs, self._owner)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _show_problem(self, text: str) -> None:
        self._status.show_status(text, problem=True)


def _by_unit(selection: Selection, results: BatchResults) -> dict[str, CheckedFile | None]:
    """The file of each unit; ``None`` where it could not be read."""
    return {
        unit: results.checked(number) if results.rows[number].edition else None
        for unit, number in file_of_each_unit(selection).items()
    }
