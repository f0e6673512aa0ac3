"""核对一个文件: the findings first, a 核对单 to take along, and no draft by a slip of the hand."""

from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.importing.check_preview import NO_PRIOR_YEAR, CheckPreview
from gui.session.file_dialogs import FileDialogs
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import Imported
from model.report.json_format import dumped, write_report_json
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER
from tests.model.checks.rule_breaking import zeros

PERSON = Cell("requests", "received", "person")
CARRIED_OUT = Cell("requests", "carried_out", "person")
FACTS = {Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"}


@pytest.fixture
def checks(editions: Mapping[str, Edition], qtbot: QtBot, tmp_path: Path) -> Callable[..., CheckPreview]:
    def show(figures: Mapping[Cell, int], words: Mapping[str, str] | None = None) -> CheckPreview:
        report = Report("2021", {**zeros(editions["2021"]), **figures}, facts=FACTS, texts=words or {})
        made = CheckPreview(
            Imported(report, ()),
            "财政局.docx",
            editions,
            2026,
            2025,
            EDITIONS_FOLDER.parent,
            FileDialogs(tmp_path),
        )
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def tab(page: CheckPreview) -> str:
    return page.lists.tabs.checkedButton().text()


def test_the_findings_come_first_and_have_the_focus(checks: Callable[..., CheckPreview]) -> None:
    page = checks({PERSON: 3})
    assert page._title.text() == "核对：财政局.docx"
    assert tab(page) == f"核对发现 {len(page.lists.findings.lines)}"
    assert page.lists.findings.isVisible() and page.focusWidget() is page.lists.findings
    assert page.lists.findings.lines and page.lists.findings.currentIndex().row() == 0


def test_enter_goes_to_the_cell_of_a_finding_and_makes_no_draft(
    checks: Callable[..., CheckPreview], qtbot: QtBot
) -> None:
    page = checks({PERSON: 3})
    made: list[object] = []
    page.draft_made.connect(lambda *given: made.append(given))
    at = next(number for number, line in enumerate(page.lists.findings.lines) if line.cell == PERSON)
    page.lists.findings.setCurrentIndex(page.lists.findings.model().index(at, 0))
    qtbot.keyClick(page.lists.findings, Qt.Key.Key_Return)
    assert page.contents.tables["requests"].current_cell == PERSON
    assert made == []
    assert page.roll.property("role") != "main" and page.as_it_is.property("role") != "main"
    page.as_it_is.click()
    assert len(made) == 1


def test_a_finding_about_words_leads_to_them(checks: Callable[..., CheckPreview], qtbot: QtBot) -> None:
    words = "甲。\n全年新收申请9件，都已办结。"
    page = checks({PERSON: 3}, words={"preface": "前言。", "1": words})
    at = next(number for number, line in enumerate(page.lists.findings.lines) if line.finding and line.finding.passage)
    page.lists.findings.setCurrentIndex(page.lists.findings.model().index(at, 0))
    qtbot.keyClick(page.lists.findings, Qt.Key.Key_Return)
    assert page.contents.text.isVisible()
    finding = page.lists.findings.lines[at].finding
    assert finding is not None and finding.passage is not None
    assert page.contents.text.textCursor().selectedText() == words[finding.passage.start : finding.passage.end]


def test_corrected_organ_and_year_are_checked(checks: Callable[..., CheckPreview]) -> None:
    page = checks({})
    page.facts.file_year.setText("2019")
    page.facts.file_year.editingFinished.emit()
    assert page._read.checked.context.report.year == 2019
    assert any("2019" in line.message for line in page.lists.findings.lines)


def test_with_a_year_that_is_none_no_check_list_is_written(checks: Callable[..., CheckPreview], tmp_path: Path) -> None:
    page = checks({})
    page.facts.file_year.setText("20x5")
    page.export_to(tmp_path / "核对单.docx")
    assert "年度" in page._status.text()
    assert not (tmp_path / "核对单.docx").exists()
    assert len(page.lists.findings.lines) == len(page._read.findings())


def test_with_last_year_s_file_the_rules_across_years_are_checked(
    checks: Callable[..., CheckPreview], qtbot: QtBot, tmp_path: Path, edition: Edition
) -> None:
    page = checks({})
    assert page._last_year_line.text() == NO_PRIOR_YEAR
    assert "years.carried_in.person" not in {each.rule for each in page._read.findings()}
    for year, accepted in (("2023", False), ("2024", True)):
        last = Report("2021", {CARRIED_OUT: 4}, facts={**FACTS, Fact.YEAR: year})
        (tmp_path / f"{year}.json").write_text(dumped(write_report_json(last, edition)), encoding="utf-8")
        page.take_last_year(tmp_path / f"{year}.json")
        qtbot.waitUntil(lambda year=year: f"{year}.json" in page._last_year_line.text(), timeout=5000)  # type: ignore[misc]
        assert page._last_year_line.text().startswith("没有按") is not accepted
        assert ("years.carried_in.person" in {each.rule for each in page._read.findings()}) is accepted
    assert "years.carried_in.person" in {each.rule for each in page._read.findings()}
    assert len(page.lists.findings.lines) == len(page._read.findings())
    assert tab(page) == f"核对发现 {len(page.lists.findings.lines)}"


def test_what_was_found_is_written_as_a_check_list(
    checks: Callable[..., CheckPreview], qtbot: QtBot, tmp_path: Path
) -> None:
    page = checks({PERSON: 3})
    page.facts.organ.setText("恩平市教育局")
    page.export.setFocus()
    page.export_to(tmp_path / "核对单.docx")
    qtbot.waitUntil(page.export.isEnabled, timeout=10_000)
    assert page.focusWidget() is page.lists.findings
    words = "".join(each.text for each in docx.Document(str(tmp_path / "核对单.docx")).paragraphs)
    assert "恩平市教育局2025年政府信息公开工作年度报告核对单" in words
    assert page._status.text() == "✓ 已导出并回读核对：核对单.docx"
    with qtbot.waitSignal(page.another_requested):
        page.another.click()
    page.export_to(tmp_path / "没有这个文件夹" / "核对单.docx")
    qtbot.waitUntil(lambda: page._status.text().startswith("✕"), timeout=5000)
    assert page.export.isEnabled()


def test_a_report_of_last_year_that_was_found_is_compared_with_and_named(
    checks: Callable[..., CheckPreview],
) -> None:
    page = checks({PERSON: 3})
    assert "没有上年年报" in page._last_year_line.text()
    last = Report("2021", {CARRIED_OUT: 9}, facts={**FACTS, Fact.YEAR: "2024"})
    page.compare_with(last, "留存的上年年报")
    assert page._last_year_line.text() == "按留存的上年年报核对"
    assert any(each.rule.startswith("years.carried_in") for each in page._read.findings())
