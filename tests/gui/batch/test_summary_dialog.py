"""Each sum opens to the units that it is made of."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.summary_dialog import SummaryDialog
from model.form.edition import Edition
from model.report.report import Report
from tests.gui.batch.conftest import child


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
    dialog.show_cell(edition.cell("disclosure.licences.decisions"))
    qtbot.waitUntil(lambda: dialog.lines.lines[-1].texts[1] == "未填", timeout=10_000)
    assert dialog.lines.lines[-1].texts[0] == "恩平市民政局"
    dialog.accept()
