"""Each sum opens to the units that it is made of."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.summary_dialog import LAST_YEAR, SummaryDialog
from model.form.edition import Edition
from model.report.report import Report
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.store.kept_batch import KeptBatch, KeptFile
from tests.gui.batch.conftest import child
from tests.model.batch.county import COUNTY, YEAR, correct_report


def test_the_current_cell_lists_its_units_largest_first_with_shares(
    page: BatchPage, read: Callable[[], None], edition: Edition, reports: dict[str, Report], qtbot: QtBot
) -> None:
    read()
    page.open_summary(edition.cell("disclosure.penalties.decisions"))
    dialog = child(page, SummaryDialog)
    qtbot.waitUntil(lambda: len(dialog.lines.lines) == 2, timeout=10_000)
    figures = {name: report.figures[edition.cell("disclosure.penalties.decisions")] for name, report in reports.items()}
    expected = sorted((figures["办公室.json"], figures["民政局.json"]), reverse=True)
    assert [line.texts[1] for line in dialog.lines.lines] == [str(each) for each in expected]
    assert all(line.texts[2].endswith(" %") for line in dialog.lines.lines)
    assert dialog.lines.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert dialog.units.isColumnHidden(LAST_YEAR)
    dialog.show_cell(edition.cell("disclosure.licences.decisions"))
    qtbot.waitUntil(lambda: dialog.lines.lines[-1].texts[1] == "未填", timeout=10_000)
    assert dialog.lines.lines[-1].texts[0] == "恩平市民政局"
    dialog.accept()


def test_last_years_figure_stands_beside_each_unit_that_has_one(
    page: BatchPage,
    read: Callable[[], None],
    editions: dict[str, Edition],
    edition: Edition,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    cell = edition.cell("disclosure.penalties.decisions")
    office = correct_report(f"{COUNTY}办公室", edition, YEAR - 1)
    with contextlib.closing(DraftStore(tmp_path)):
        BatchStore(tmp_path).keep(
            KeptBatch(COUNTY, YEAR - 1, (KeptFile(office.organ, "去年", "agrees", report=office),))
        )
        read()
        page.open_summary(cell)
        dialog = child(page, SummaryDialog)
        qtbot.waitUntil(lambda: len(dialog.lines.lines) == 2, timeout=10_000)
        assert not dialog.units.isColumnHidden(LAST_YEAR)
        shown = {line.texts[0]: line.texts[LAST_YEAR] for line in dialog.lines.lines}
        assert shown == {office.organ: str(office.figures[cell]), "恩平市民政局": "—"}
        found: list[QLabel] = list(dialog.findChildren(QLabel))
        labels = [each.text() for each in found]
        assert any(f"上年 {office.figures[cell]}（有上年数的 1 个单位）" in text for text in labels)
        dialog.accept()
