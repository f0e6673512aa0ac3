"""Pictures of the pages for many files and for a register, each with its dialogs; part of ``tests/pictures.py``."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import main
from export.document.batch_tables import PlainSheet
from gui.batch.batch_page import BatchPage
from gui.batch.choices_dialog import ChoicesDialog
from gui.batch.draft_dialog import DraftDialog
from gui.batch.file_dialog import FileDialog
from gui.batch.sheet_dialog import SheetDialog
from gui.batch.summary_dialog import SummaryDialog
from gui.batch.units_dialog import UnitsDialog
from gui.editor.editor_page import EditorPage
from gui.register.applications_dialog import ApplicationsDialog
from gui.register.register_commands import RegisterCommands
from gui.register.register_dialog import TABS, RegisterDialog
from gui.session.file_dialogs import FileDialogs
from gui.years.kept_batch_dialog import KeptBatchDialog
from gui.years.kept_file_dialog import KeptFileDialog
from gui.years.years_dialog import YearsContext, YearsDialog
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.report.report import Origin
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from tests.export.exporting import write_report
from tests.gui.batch.county_page import UNITS, RecordedCommands
from tests.gui.recorded_status import RecordedStatus
from tests.model.batch.county import COUNTY, YEAR, correct_report, unbalanced, with_blanks
from tests.model.years.kept_years import whole_batches

DIALOGS = (
    *(
        ChoicesDialog,
        DraftDialog,
        FileDialog,
        SheetDialog,
        SummaryDialog,
        UnitsDialog,
        ApplicationsDialog,
        RegisterDialog,
    ),
    *(KeptBatchDialog, KeptFileDialog, YearsDialog),
)
RESOURCES = main.RESOURCES
OFFICE_WIDTH, OFFICE_HEIGHT = 1366, 698
SECONDS = 60


class Pictures(Protocol):
    """Takes a picture of a widget under a name."""

    def take(self, widget: QWidget, name: str) -> None: ...


def wait_until(is_so: Callable[[], bool]) -> None:
    """
    Raises:
        TimeoutError: it is not so within a minute.
    """
    for _ in range(SECONDS * 50):
        if is_so():
            return
        QTest.qWait(20)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    raise TimeoutError("the page did not become ready")


def batch(pictures: Pictures, editions: dict[str, Edition], look: str) -> None:
    """The page for many files, empty and full, and its dialogs; the years that are kept."""
    for name, widget in chain(batch_widgets(editions), years_widgets(editions)):
        widget.show()
        pictures.take(widget, f"{look}-{name}")
        if isinstance(widget, QDialog):
            widget.close()


def batch_widgets(editions: dict[str, Edition]) -> Iterator[tuple[str, QWidget]]:
    """The page, empty and full, then its dialogs, which whoever asks closes."""
    edition = editions["2021"]
    with tempfile.TemporaryDirectory() as name:
        own, folder = Path(name) / "own", Path(name) / "上报"
        own.mkdir()
        folder.mkdir()
        for number, unit in enumerate(UNITS):
            report = correct_report(unit, edition)
            report = unbalanced(report) if number == 1 else report
            report = with_blanks(report, "disclosure.licences.decisions") if number == 2 else report
            write_report(report, edition, folder / f"{unit}.json", RESOURCES)
        (folder / "扫描件.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
        page = BatchPage(editions, RESOURCES, own, RecordedCommands(), jobs=1, today=lambda: date(YEAR + 1, 2, 3))
        page.resize(OFFICE_WIDTH, OFFICE_HEIGHT)
        yield "batch-empty", page
        page.organ.setText(COUNTY)
        page.organ.editingFinished.emit()
        list_file = Path(name) / "名单.txt"
        list_file.write_text("\n".join((*UNITS, "恩平市水利局")), encoding="utf-8")
        page.take_list(list_file)
        page.add([folder])
        wait_until(lambda: not page.run.is_running and len(page.files.all_rows) == len(UNITS) + 1)
        page.summer.recompute()
        wait_until(lambda: not page.summer.is_computing and page.summer.current is not None)
        yield "batch", page
        row = next(each for each in page.files.all_rows if each.organ == UNITS[1])
        openings: dict[str, Callable[[], None]] = {
            "file": lambda: page.open_file(row),
            "units": page.show_units,
            "choices": page.choose_choices,
            "draft": page.make_draft,
            "summary": lambda: page.open_summary(edition.cell("disclosure.penalties.decisions")),
        }
        for what, opening in openings.items():
            opening()
            wait_until(lambda: _dialog_of(page) is not None)
            dialog = _dialog_of(page)
            assert dialog is not None
            yield f"batch-{what}", dialog
            wait_until(lambda: _dialog_of(page) is None)
        sheet = PlainSheet("文字雷同", ("单位", "相同", "与谁"), (300, 90, 300), ((UNITS[1], "96 %", UNITS[2]),))
        yield "batch-copies", SheetDialog(sheet, "表格和格式里的固定语句不算", RESOURCES, FileDialogs(own), page)
        page.close_batch()
        page.close()


def years_widgets(editions: dict[str, Edition]) -> Iterator[tuple[str, QWidget]]:
    """The years of a county on each of their tabs, without anything kept, and a kept batch and file."""
    edition = editions["2021"]
    units = [*UNITS, *(f"恩平市第{number}街道办事处便民服务和综合行政执法中心" for number in range(1, 30))]
    with tempfile.TemporaryDirectory() as name, contextlib.closing(DraftStore(Path(name))):
        store = BatchStore(Path(name))
        nothing = (lambda: None, lambda: True, lambda: None)
        context = YearsContext(store, editions, RESOURCES, FileDialogs(Path(name)), COUNTY, UnitList(), *nothing)
        empty = YearsDialog(context)
        wait_until(lambda: empty.years is not None)
        yield "years-empty", empty
        kept = whole_batches(units, [YEAR - 4, YEAR - 3, YEAR - 1, YEAR], edition)
        for each in kept:
            store.keep(each)
        store.delete(store.keep(kept[0]))
        for number, tab in enumerate(("grid", "chart", "batches")):
            shown = YearsDialog(context)
            wait_until(lambda shown=shown: shown.years is not None)  # type: ignore[misc]
            shown.show_page(number)
            yield f"years-{tab}", shown
        yield "years-batch", KeptBatchDialog(kept[-1], editions)
        yield "years-file", KeptFileDialog(kept[-1].files[1], kept[-1].name, editions)


def _dialog_of(page: QWidget) -> QDialog | None:
    found: list[QDialog] = list(page.findChildren(QDialog))
    return next((each for each in found if each.isVisible()), None)


def register(pictures: Pictures, editor: EditorPage, editions: dict[str, Edition], look: str) -> None:
    """The sample register counted into the draft, each tab of its dialog, and the applications of a figure."""
    for name, dialog in register_dialogs(editor, editions):
        tabs = range(len(TABS)) if isinstance(dialog, RegisterDialog) else ()
        dialog.show()
        for number in tabs:
            assert isinstance(dialog, RegisterDialog)
            dialog.show_tab(number)
            pictures.take(dialog, f"{look}-{name}-{number + 1}")
        if not tabs:
            pictures.take(dialog, f"{look}-{name}")
        dialog.close()


def register_dialogs(editor: EditorPage, editions: dict[str, Edition]) -> Iterator[tuple[str, QDialog]]:
    """Whoever asks closes them."""
    report = editor.open_report
    commands = RegisterCommands(editor, report, editions, RESOURCES, RecordedStatus(), lambda: None, lambda: None)
    commands.count(RESOURCES / "demo" / "台账样例.xlsx")
    wait_until(lambda: commands.dialog is not None)
    assert commands.dialog is not None
    yield "register", commands.dialog
    origin = Origin("台账样例.xlsx", "工作表“台账”第 3 行；工作表“台账”第 7 行", "2")
    yield "register-applications", ApplicationsDialog("表三 一、本年新收 · 自然人", origin, "3", editor)
