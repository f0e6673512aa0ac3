"""历年: what is kept is read and shown; cells lead to reports and charts; damage and empty stores are told."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.session.file_dialogs import FileDialogs
from gui.years.kept_batch_dialog import KeptBatchDialog
from gui.years.kept_file_dialog import KeptFileDialog
from gui.years.years_dialog import BATCHES, CHART, NOTHING_KEPT, YearsContext, YearsDialog
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore
from tests.gui.years.conftest import UNITS, YEARS
from tests.model.batch.county import COUNTY, RESOURCES
from tests.model.years.kept_years import batch, kept


def dialog_of(qtbot: QtBot, store: BatchStore, editions: dict[str, Edition], organ: str = COUNTY) -> YearsDialog:
    context = YearsContext(
        store,
        editions,
        RESOURCES,
        FileDialogs(store.path.parent),
        organ,
        UnitList(),
        keep_now=lambda: None,
        can_keep=lambda: True,
        changed=lambda: None,
    )
    made = YearsDialog(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.years is not None or "正在" not in made.told.text(), timeout=20_000)
    return made


def opened(dialog: QDialog, kind: type[QDialog]) -> list[QDialog]:
    found: list[QDialog] = list(dialog.findChildren(QDialog))
    return [each for each in found if isinstance(each, kind)]


def test_everything_that_is_kept_is_shown(qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition]) -> None:
    made = dialog_of(qtbot, filled, editions)
    assert made.grid.model.rowCount() == 1 + len(UNITS)
    assert len(made.batches.lines.lines) == len(YEARS)
    assert not made.told.isVisible()
    assert made.chart.chart().heads == ("2021 年", "2022 年", "2023 年", "2024 年")


def test_a_year_opens_the_report_and_a_line_the_chart(
    qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition]
) -> None:
    made = dialog_of(qtbot, filled, editions)
    made.open_cell(2, 3)
    [file] = opened(made, KeptFileDialog)
    assert UNITS[1] in file.windowTitle()
    made.open_cell(3, 1)
    assert len(opened(made, KeptFileDialog)) == 1, "it handed in nothing"
    made.open_cell(2, 6)
    assert made._pages.currentIndex() == CHART
    assert made.chart.chart().title == f"{UNITS[1]}历年结转（件）"
    made.open_cell(0, 4)
    qtbot.waitUntil(lambda: bool(opened(made, KeptBatchDialog)), timeout=10_000)


def test_nothing_kept_says_what_to_do(qtbot: QtBot, store: BatchStore, editions: dict[str, Edition]) -> None:
    made = dialog_of(qtbot, store, editions)
    qtbot.waitUntil(lambda: made.told.text() == NOTHING_KEPT, timeout=10_000)
    made.show_page(BATCHES)
    assert made.batches.keep.isEnabled()
    made.open_cell(0, 0) if made.grid.model.rowCount() else None


def test_damage_is_repaired_and_told(qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition]) -> None:
    with contextlib.closing(sqlite3.connect(filled.path)) as connection, connection:
        connection.execute("UPDATE batch_files SET report = replace(report, '2023', '2013') WHERE number = 2")
    made = dialog_of(qtbot, filled, editions)
    assert "损坏的原样另存为" in made.told.text() and "部分找回" in made.told.text()
    assert made.grid.model.rowCount() == 1 + len(UNITS)


def test_a_store_that_cannot_be_read_is_told(
    qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("model.store.batch_store.connected", gone)
    made = dialog_of(qtbot, filled, editions)
    assert "读不出留存的批次" in made.told.text()


def test_another_office_can_be_chosen(qtbot: QtBot, filled: BatchStore, editions: dict[str, Edition]) -> None:
    filled.keep(batch(2024, kept("甲局", 2024), organ="江门市人民政府"))
    made = dialog_of(qtbot, filled, editions)
    assert made._organ.isVisible()
    made._organ.setCurrentText("江门市人民政府")
    qtbot.waitUntil(lambda: made.grid.model.grid.organ == "江门市人民政府", timeout=10_000)
    assert [each.unit for each in made.grid.model.shown_units] == ["甲局"]


def test_it_follows_what_is_kept_meanwhile(
    qtbot: QtBot, store: BatchStore, editions: dict[str, Edition], tmp_path: Path
) -> None:
    made = dialog_of(qtbot, store, editions)
    store.keep(batch(2024, kept("甲局", 2024)))
    made.reload()
    qtbot.waitUntil(lambda: made.grid.model.rowCount() == 2, timeout=10_000)
    assert not made.told.isVisible()
