"""The sum as a draft, with the tables of units that were asked for."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.draft_dialog import DraftDialog
from model.form.edition import Edition
from model.form.tables_in_text import tables_in
from tests.gui.batch.conftest import child
from tests.gui.batch.county_page import UNITS, RecordedCommands


def test_tables_of_the_units_stand_in_the_words_of_the_draft(
    page: BatchPage,
    read: Callable[[], None],
    folder: Path,
    commands: RecordedCommands,
    edition: Edition,
    qtbot: QtBot,
) -> None:
    page.take_list(folder.parent / "名单.txt")
    read()
    page.make_draft()
    dialog = child(page, DraftDialog)
    dialog.with_requests.setChecked(True)
    dialog.with_charges.setChecked(True)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(commands.drafts), timeout=30_000)
    [(draft, _)] = commands.drafts
    current = page.summer.current
    assert current is not None and current.summary is not None
    taken = {each.unit for each in current.summary.taken}
    units = [unit for unit in UNITS if unit in taken]  # as the list has them
    [requests] = tables_in(draft.texts["1"])
    assert [row[0] for row in requests.rows] == ["单位", *units, "合计"]
    assert requests.rows[-1][1] == str(current.summary.figures[edition.cell("requests.received.total")])
    [charges] = tables_in(draft.texts["6"])
    assert charges.rows == (("单位", "收取金额"), *((unit, "") for unit in units))  # none states an amount: no sum


def test_a_cancelled_question_makes_no_draft(
    page: BatchPage, read: Callable[[], None], commands: RecordedCommands
) -> None:
    read()
    page.make_draft()
    child(page, DraftDialog).reject()
    assert not commands.drafts
