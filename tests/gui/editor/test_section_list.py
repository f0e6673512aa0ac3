"""The sections at the left: their marks say what is found, and what waits, and never one for the other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.editor.section_list import ENTRY, SectionEntry, SectionList, title_shown
from gui.kit.fonts import font
from gui.session.open_report import OpenReport
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.report.edits import Edit
from model.report.report import Remark, Report
from tests.conftest import SAMPLES
from tests.model.checks.rule_breaking import zeros

PERSON = Cell("requests", "received", "person")


@pytest.fixture
def draft(opens: Callable[..., OpenReport], editions: dict[str, Edition]) -> OpenReport:
    """This year's draft of the sample: every blank 0, all numbers in the words still to be checked."""
    edition = editions["2021"]
    last_year = import_report(SAMPLES / "enping-office-2024.txt", editions).report
    rolled = roll_over(last_year, edition, 2025)
    figures = {**zeros(edition), **rolled.figures}
    figures = {cell: figure for cell, figure in figures.items() if cell not in edition.totals}
    return opens(rolled.with_(figures=figures), last_year)


@pytest.fixture
def navigation(qtbot: QtBot, draft: OpenReport) -> SectionList:
    made = SectionList(draft)
    qtbot.addWidget(made)
    return made


def entries(navigation: SectionList) -> dict[str, SectionEntry]:
    model = navigation.model()
    found = [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]
    return {each.key: each for each in found}


def counted(navigation: SectionList, sign: str) -> int:
    badges = [text for each in entries(navigation).values() for text, _ in each.badges]
    return sum(int(text.removeprefix(sign)) for text in badges if text.startswith(sign))


def test_findings_of_all_sections_add_up_to_what_the_panel_says(navigation: SectionList, draft: OpenReport) -> None:
    for number in (0, 5):
        draft.edit(Edit("填写", {PERSON: number}))
        progress = draft.progress()
        assert (counted(navigation, "✕"), counted(navigation, "△")) == (progress.errors, progress.warnings)
    assert progress.errors and progress.warnings


def test_numbers_that_wait_have_a_mark_of_their_own_and_are_named_in_any_case(
    navigation: SectionList, draft: OpenReport
) -> None:
    waiting = [mark.section for mark in draft.to_check().values()]
    assert waiting
    for key, entry in entries(navigation).items():
        row = list(entries(navigation)).index(key)
        tip = navigation.model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        if count := waiting.count(key):
            assert f"待核实 {count} 处" in entry.spoken and f"待核实 {count} 处" in tip
            assert entry.mark == f"待 {count}" or entry.mark[0] in "✕△"
        else:
            assert "待核实" not in entry.spoken


def test_a_table_with_a_flag_is_not_marked_as_right(
    qtbot: QtBot, opens: Callable[..., OpenReport], edition: Edition
) -> None:
    report = opens(Report("2021", zeros(edition)))
    shown = SectionList(report)
    qtbot.addWidget(shown)
    flagged = edition.cell("disputes.suit_direct.upheld")
    assert entries(shown)["4"].mark == "✓"
    report.edit(Edit("批注", remarks={flagged: Remark("", flagged=True)}))
    assert entries(shown)["4"].mark == "待 1"
    report.edit(Edit("批注", remarks={flagged: Remark("见台账")}))
    assert entries(shown)["4"].mark == "✓"


def test_badges_cover_no_part_of_the_title(navigation: SectionList) -> None:
    title, width = "三、依申请公开", 156
    one, two = (("空 138", "plain"),), (("✕ 12", "error"), ("△ 11", "warning"))
    assert title_shown(SectionEntry("3", title, one, ""), width, font()) == title
    beginning = title_shown(SectionEntry("3", title, two, ""), width, font(bold=True)).removesuffix("…")
    assert title.startswith(beginning) and "三、" in beginning and beginning != title
