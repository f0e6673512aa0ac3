"""The selection and sum follow the files and the user's decisions."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.batch_sum import BatchSum
from model.batch.selection import Choices
from model.batch.unit_list import read_unit_list
from tests.gui.batch.conftest import settled


def current(page: BatchPage) -> BatchSum:
    found = page.summer.current
    assert found is not None
    return found


def test_each_decision_is_summed_again(page: BatchPage, read: Callable[[], None], folder: Path, qtbot: QtBot) -> None:
    read()
    assert {each.unit for each in current(page).selection.taken} == {"恩平市人民政府办公室", "恩平市民政局"}
    page.summer.set_choices(Choices(with_errors=True))
    settled(page, qtbot)
    assert "恩平市教育局" in {each.unit for each in current(page).selection.taken}
    double = next(number for number, row in page.run.results.rows.items() if "公安局二" in row.name)
    page.summer.keep_file("恩平市公安局", double)
    settled(page, qtbot)
    assert double in {each.number for each in current(page).selection.taken}
    page.summer.set_units(read_unit_list(folder.parent / "名单.txt"))
    page.summer.remember_unit("恩平市教育局", "恩平市财政局")
    settled(page, qtbot)
    assert "恩平市财政局" in {each.unit for each in current(page).selection.taken}
    assert any("未交" in each.message for each in current(page).findings)
    page.summer.set_subject("恩平市人民政府", 2031)
    settled(page, qtbot)
    assert current(page).summary is None
