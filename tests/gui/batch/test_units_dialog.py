"""名单 in the window: who is missing, who is unsure, which of two files counts."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.units_dialog import NOT_LISTED, UnitsDialog
from model.form.edition import Edition
from model.report.report import Fact, Report
from model.store.settings import read_settings
from tests.export.exporting import write_report
from tests.gui.batch.conftest import child, settled
from tests.model.batch.county import RESOURCES, YEAR, correct_report


def test_what_needs_a_decision_comes_first_and_can_be_decided(
    page: BatchPage, read: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    list_file = tmp_path / "名单.txt"
    list_file.write_text("恩平市人民政府办公室\n恩平市民政局\n恩平市公安局\n恩平市文教局", encoding="utf-8")
    read()
    page.take_list(list_file)
    settled(page, qtbot)
    page.show_units()
    dialog = child(page, UnitsDialog)
    states = [line.texts[0] for line in dialog.lines.lines]
    assert states == ["重复", "重复", "未交", "名单以外", "已交", "已交"]
    dialog.list.choose(1)
    assert dialog.keep.isVisible() and not dialog.assign.isVisible()
    dialog.keep.click()
    settled(page, qtbot)
    assert page.summer.choices.kept.keys() == {"恩平市公安局"}
    dialog.list.choose(3)
    assert dialog.assign.isVisible()
    assert dialog.choice.itemText(0) == NOT_LISTED
    dialog.choice.setCurrentText("恩平市文教局")
    dialog.assign.click()
    settled(page, qtbot)
    assert [line.texts[0] for line in dialog.lines.lines] == ["重复", "重复", "已交", "已交", "已交"]
    dialog.accept()
    assert read_settings(tmp_path).batch_unit_names == ("恩平市教育局\t恩平市文教局",)


def test_a_file_that_states_no_organ_can_be_said_to_be_a_units(
    page: BatchPage, reports: dict[str, Report], editions: dict[str, Edition], tmp_path: Path, qtbot: QtBot
) -> None:
    report = reports["办公室.json"]
    nameless = report.with_(facts={kind: text for kind, text in report.facts.items() if kind is not Fact.ORGAN})
    texts = {key: text.replace("恩平市人民政府办公室", "本机关") for key, text in report.texts.items()}
    write_report(nameless.with_(texts=texts), editions["2021"], tmp_path / "府办.json", RESOURCES)
    list_file = tmp_path / "名单.txt"
    list_file.write_text("恩平市人民政府办公室\n恩平市民政局", encoding="utf-8")
    page.take_list(list_file)
    page.add([tmp_path / "府办.json"])
    qtbot.waitUntil(lambda: not page.run.is_running and len(page.files.all_rows) == 1, timeout=30_000)
    settled(page, qtbot)
    page.show_units()
    dialog = child(page, UnitsDialog)
    assert [line.texts[0] for line in dialog.lines.lines] == ["拿不准", "未交", "未交"]
    assert (dialog.choice.itemText(0), dialog.assign.text()) == ("恩平市人民政府办公室", "是这个单位")
    dialog.assign.click()
    settled(page, qtbot)
    assert [line.texts[:2] for line in dialog.lines.lines] == [
        ("未交", "恩平市民政局"),
        ("已交", "恩平市人民政府办公室"),
    ]
    dialog.accept()
    assert read_settings(tmp_path).batch_unit_names == ()


def test_a_report_of_another_year_does_not_say_that_its_unit_has_handed_in(
    page: BatchPage, editions: dict[str, Edition], tmp_path: Path, qtbot: QtBot
) -> None:
    for year, unit in ((YEAR - 1, "恩平市民政局"), (YEAR, "恩平市教育局"), (YEAR, "恩平市公安局")):
        write_report(
            correct_report(unit, editions["2021"], year), editions["2021"], tmp_path / f"{unit}.json", RESOURCES
        )
    list_file = tmp_path / "名单.txt"
    list_file.write_text("恩平市公安局\n恩平市教育局\n恩平市民政局", encoding="utf-8")
    page.take_list(list_file)
    page.add(sorted(tmp_path.glob("恩平市*.json")))
    qtbot.waitUntil(lambda: not page.run.is_running and len(page.files.all_rows) == 3, timeout=30_000)
    settled(page, qtbot)
    page.show_units()
    assert [line.texts[:2] for line in child(page, UnitsDialog).lines.lines] == [
        ("未交", "恩平市民政局"),
        ("其他年度", "恩平市民政局"),
        ("已交", "恩平市公安局"),  # in the order of the list
        ("已交", "恩平市教育局"),
    ]
