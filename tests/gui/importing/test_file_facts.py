"""Organ and years of a file, as a person corrects them."""

import pytest
from pytestqt.qtbot import QtBot

from gui.importing.file_facts import FileFacts, corrected
from gui.session.imported_report import ImportedReport
from model.form.edition import Edition
from model.form.reporting_year import YearError
from model.report.report import Fact, Report

READ = Report("2021", facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"}, texts={"1": "共受理申请11宗。"})


@pytest.fixture
def facts(edition: Edition, qtbot: QtBot) -> FileFacts:
    made = FileFacts(ImportedReport(READ, edition), 2025)
    qtbot.addWidget(made)
    return made


def test_organ_and_year_can_be_corrected_and_removed() -> None:
    report = corrected(Report("2021", facts={Fact.TITLE: "年报", Fact.YEAR: "2023"}), " 恩平市财政局 ", None)
    assert report.facts == {Fact.TITLE: "年报", Fact.ORGAN: "恩平市财政局"}


def test_the_fields_show_what_was_read_and_the_report_follows_them(facts: FileFacts) -> None:
    assert (facts.organ.text(), facts.year, facts.new_year.value()) == ("恩平市财政局", 2024, 2025)
    facts.organ.setText("恩平市审计局")
    facts.file_year.setText("2023")
    assert (facts.corrected_report().organ, facts.corrected_report().year) == ("恩平市审计局", 2023)
    facts.file_year.setText("")
    assert facts.year is None


def test_text_that_is_no_year_is_an_error_and_announced_as_a_change(facts: FileFacts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(facts.years_changed):
        facts.file_year.setText("二〇二四x")
    with pytest.raises(YearError):
        facts.corrected_report()


def test_a_doubt_is_a_warning_a_problem_an_error_and_blank_hides_the_line(facts: FileFacts) -> None:
    facts.show_doubt("上年结转可能对不上", possible=True)
    assert (facts.doubt.text(), facts.doubt.property("role")) == ("△ 上年结转可能对不上", "warning")
    facts.show_doubt("新年度应晚于文件的年度", possible=False)
    assert (facts.doubt.text(), facts.doubt.property("role")) == ("✕ 新年度应晚于文件的年度", "error")
    facts.show_doubt("", possible=True)
    assert facts.doubt.isHidden()
