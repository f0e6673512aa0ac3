from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.importing.import_preview import ImportPreview
from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell
from model.importing import Imported, Note
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from tests.model.checks.rule_breaking import zeros

CARRIED_OUT = Cell("requests", "carried_out", "person")
CARRIED_IN = Cell("requests", "carried_in", "person")
LICENCES = Cell("disclosure", "licences", "decisions")
RECEIVED = Cell("requests", "received", "person")

READ = Report(
    "2021",
    figures={CARRIED_OUT: 2},
    unread={RECEIVED: "6件左右"},
    facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2024"},
    texts={"1": "2024年，共受理申请11宗。"},
)
NOTES = (
    Note("没有认出的一段文字", "第3段", raw="附件：略"),
    Note("表三“一、本年新收 · 自然人”没有读入：不是数字", "第2张表第4行第2列", RECEIVED, "6件左右"),
)


@pytest.fixture
def previews(editions: Mapping[str, Edition], qtbot: QtBot) -> Callable[..., ImportPreview]:
    def show(report: Report = READ, year: int = 2025, **imported: object) -> ImportPreview:
        made = ImportPreview(
            Imported(report, **{"notes": (), **imported}),  # type: ignore[arg-type]
            "2024年年报.docx",
            editions,
            year,
            2025,
        )
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def test_what_was_read_is_reported(previews: Callable[..., ImportPreview]) -> None:
    page = previews(notes=NOTES, container="docx")
    assert page.facts.organ.text() == "恩平市人民政府办公室"
    assert page.facts.file_year.text() == "2024"
    assert page.facts.new_year.value() == 2025
    assert page.facts.filled.text() == "△ 读出 1 / 200 格"
    assert page.facts.sections.text() == "文字：前言 没有读到，一 15 字，五 没有读到，六 没有读到"
    assert page.lists.counts.text() == "1 格有疑问，1 处其他"


def test_a_file_read_whole_says_so(previews: Callable[..., ImportPreview]) -> None:
    page = previews()
    shown = page.lists.stack.currentWidget()
    assert isinstance(shown, QLabel)
    assert shown.text() == "✓ 全部读懂"


def test_a_doubtful_cell_is_shown_in_its_table(previews: Callable[..., ImportPreview]) -> None:
    page = previews(notes=NOTES)
    assert page.contents.tabs.checkedButton().text() == "表三 △ 1"
    page.contents.show_cell(LICENCES)
    assert page.contents.tables["disclosure"].isVisible()
    index = page.lists.notes.model().index(0, 0)
    QTest.mouseClick(
        page.lists.notes.viewport(), Qt.MouseButton.LeftButton, pos=page.lists.notes.visualRect(index).center()
    )
    assert page.contents.tables["requests"].isVisible()
    assert page.contents.tables["requests"].current_cell == RECEIVED


def test_the_grid_shows_unread_text_and_cannot_be_edited(previews: Callable[..., ImportPreview]) -> None:
    model = previews(notes=NOTES).contents.tables["requests"].model()
    index = model.index_of(RECEIVED)  # type: ignore[attr-defined]
    assert index.data() == "6件左右"
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_the_text_is_shown_under_its_section_titles(previews: Callable[..., ImportPreview]) -> None:
    words = previews().contents.text.words().split("\n")
    assert words[:4] == ["前言", "（没有读到）", "一、总体情况", "2024年，共受理申请11宗。"]


def test_the_draft_of_the_new_year_starts_from_what_was_carried_over(
    previews: Callable[..., ImportPreview], qtbot: QtBot
) -> None:
    page = previews()
    page.facts.organ.setText("恩平市财政局")
    assert page.roll.text() == "生成 2025 年度草稿"
    assert page.roll.property("role") == "main"
    with qtbot.waitSignal(page.draft_made) as made:
        page.roll.click()
    assert made.args
    draft, last_year = made.args
    assert (draft.organ, draft.year, draft.figure(CARRIED_IN)) == ("恩平市财政局", 2025, 2)
    assert draft.texts["1"] == "2025年，共受理申请11宗。"
    assert (last_year.organ, last_year.year, last_year.figure(CARRIED_OUT)) == ("恩平市财政局", 2024, 2)


def test_as_it_is_the_file_itself_becomes_the_draft(previews: Callable[..., ImportPreview], qtbot: QtBot) -> None:
    page = previews()
    with qtbot.waitSignal(page.draft_made) as made:
        page.as_it_is.click()
    assert made.args == [READ, None]


@pytest.mark.parametrize(
    ("report", "last_year"),
    [
        (READ, READ.with_(facts={Fact.YEAR: "2023"})),
        (READ.with_(facts={**READ.facts, Fact.YEAR: "2025"}), None),
    ],
    ids=["a draft of this program", "a report of the year that is due"],
)
def test_a_draft_of_this_year_is_most_likely_wanted_as_it_is(
    previews: Callable[..., ImportPreview], qtbot: QtBot, report: Report, last_year: Report | None
) -> None:
    page = previews(report, last_year=last_year)
    assert page.as_it_is.property("role") == "main"
    assert page.roll.property("role") != "main"
    with qtbot.waitSignal(page.draft_made) as made:
        page.as_it_is.click()
    assert made.args == [report, last_year]


def test_a_year_that_does_not_follow_is_refused_with_a_sentence(previews: Callable[..., ImportPreview]) -> None:
    page = previews()
    page.facts.new_year.setValue(2024)
    assert not page.roll.isEnabled()
    assert page.facts.doubt.text() == "✕ 新年度应晚于文件的年度（2024）"
    page.facts.new_year.stepUp()
    assert page.roll.isEnabled()
    assert not page.facts.doubt.isVisible()


def test_text_that_is_no_year_stops_both_ways(previews: Callable[..., ImportPreview]) -> None:
    page = previews()
    page.facts.file_year.setText("24")
    assert "请填写四位年份" in page.facts.doubt.text()
    assert not page.roll.isEnabled()
    assert not page.as_it_is.isEnabled()


def test_without_a_year_the_new_one_is_the_one_that_was_offered(previews: Callable[..., ImportPreview]) -> None:
    page = previews(READ.with_(facts={}))
    assert page.facts.new_year.value() == 2025
    assert page.roll.isEnabled()
    assert page.facts.doubt.text().startswith("△ 没有读出文件的年度")


def test_it_can_be_left(previews: Callable[..., ImportPreview], qtbot: QtBot) -> None:
    page = previews()
    with qtbot.waitSignal(page.cancelled):
        page.cancel.click()


def test_enter_takes_the_likeliest_way(previews: Callable[..., ImportPreview]) -> None:
    page = previews()
    assert page.focusWidget() is page.roll


# ---------------------------------------------------------------- offers


FEE = Cell("disclosure", "fees", "amount")


@pytest.fixture
def riddles(previews: Callable[..., ImportPreview], edition: Edition) -> ImportPreview:
    """A report of zeros in which one count was written as a word and the fee with its unit."""
    report = with_derived_totals(Report(edition.id, zeros(edition), facts=READ.facts, texts=READ.texts), edition)
    cells = {CARRIED_OUT: None, FEE: None, RECEIVED: 3}
    report, _ = apply(report, Edit("", cells, unread={CARRIED_OUT: "叁", FEE: "43.788万元"}))
    notes = tuple(Note(f"没有读入：{raw}", "某处", cell, raw) for cell, raw in report.unread.items())
    return previews(report, notes=notes)


def press(text: str, preview: ImportPreview) -> None:
    found: list[QPushButton] = list(preview.findChildren(QPushButton))
    buttons = [each for each in found if each.text().startswith(text)]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def drafted(preview: ImportPreview, qtbot: QtBot) -> Report:
    with qtbot.waitSignal(preview.draft_made) as made:
        press("按原样编辑", preview)
    report = made.args[0]
    assert isinstance(report, Report)
    return report


def test_an_offer_stands_beside_what_could_not_be_read_and_is_not_taken_by_itself(
    riddles: ImportPreview, qtbot: QtBot
) -> None:
    assert [line.place.partition("建议：")[2] for line in riddles.lists.notes.lines] == [
        "按勾稽关系应为 3",
        "原文带单位，换算为 43.788 万元",
    ]
    report = drafted(riddles, qtbot)
    assert CARRIED_OUT not in report.figures
    assert report.unread[FEE] == "43.788万元"


def test_offers_are_taken_one_by_one_for_a_table_or_all(riddles: ImportPreview, qtbot: QtBot) -> None:
    riddles.lists.notes.setCurrentIndex(riddles.lists.notes.model().index(1, 0))
    press("采用本格", riddles)
    assert riddles.lists.notes.lines[1].message.startswith("✓")
    press("全部采用 1", riddles)
    report = drafted(riddles, qtbot)
    assert report.figures[CARRIED_OUT] == 3
    assert show_figure(report.figures[FEE]) == "43.788"
    assert not report.unread


def test_the_offers_of_one_table_leave_the_others_open(riddles: ImportPreview, qtbot: QtBot) -> None:
    riddles.contents.show_cell(CARRIED_OUT)
    press("采用本表", riddles)
    report = drafted(riddles, qtbot)
    assert report.figures[CARRIED_OUT] == 3
    assert FEE in report.unread
