"""A small batch: six files of four units, read in this process."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from model.form.edition import Edition
from model.report.report import Report
from tests.export.exporting import write_report
from tests.gui.batch.county_page import UNITS, RecordedCommands
from tests.model.batch.county import COUNTY, RESOURCES, YEAR, correct_report, unbalanced, with_blanks


@pytest.fixture(scope="session")
def reports(editions: dict[str, Edition]) -> dict[str, Report]:
    """By file: an office, one with an error, one with a blank, one of a unit twice."""
    edition = editions["2021"]
    office, education, civil, police, _ = (correct_report(unit, edition) for unit in UNITS)
    cell = edition.cell("disclosure.licences.decisions")
    return {
        "办公室.json": office,
        "教育局.json": unbalanced(education),
        "民政局.json": with_blanks(civil, str(cell)),
        "公安局一.json": police,
        "公安局二.json": police.with_(figures={**police.figures, cell: police.figures[cell] + 1}),
    }


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, reports: dict[str, Report], editions: dict[str, Edition]) -> Path:
    made = tmp_path_factory.mktemp("batch") / "上报"
    made.mkdir()
    for name, report in reports.items():
        write_report(report, editions["2021"], made / name, RESOURCES)
    (made / "扫描件.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (made.parent / "名单.txt").write_text("\n".join(UNITS), encoding="utf-8")
    return made


@pytest.fixture
def commands() -> RecordedCommands:
    return RecordedCommands()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, editions: dict[str, Edition], commands: RecordedCommands) -> Iterator[BatchPage]:
    made = BatchPage(editions, RESOURCES, tmp_path, commands, jobs=1, today=lambda: date(YEAR + 1, 2, 3))
    made.resize(1280, 650)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_batch()


@pytest.fixture
def read(page: BatchPage, qtbot: QtBot, folder: Path) -> Callable[[], None]:
    """Reads the folder and waits until everything is shown."""

    def read_() -> None:
        page.organ.setText(COUNTY)
        page.organ.editingFinished.emit()
        page.add([folder])
        qtbot.waitUntil(lambda: not page.run.is_running and len(page.files.all_rows) == 6, timeout=30_000)
        settled(page, qtbot)

    return read_


Child = TypeVar("Child", bound=QObject)


def child(page: BatchPage, kind: type[Child]) -> Child:
    """The only child of that kind."""
    found: list[Child] = list(page.findChildren(kind))
    [only] = found
    return only


def settled(page: BatchPage, qtbot: QtBot) -> None:
    """Waits until the sum of all that was decided is shown."""
    with qtbot.waitSignal(page.summer.changed, timeout=30_000):
        page.summer.recompute()
    qtbot.waitUntil(lambda: not page.summer.is_computing, timeout=30_000)
