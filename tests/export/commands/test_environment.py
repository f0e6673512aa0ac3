"""What a command works with: editions, the check, and the export by suffix."""

from pathlib import Path

import pytest

from export.commands.environment import Environment
from export.report_writer import ExportError
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER

RESOURCES = EDITIONS_FOLDER.parent


@pytest.fixture
def environment() -> Environment:
    return Environment(RESOURCES)


def test_the_editions_are_loaded_once(environment: Environment) -> None:
    assert environment.editions is environment.editions
    assert environment.editions.keys() == {"2019", "2021"}


def test_a_report_is_checked_against_its_own_edition_and_the_year_before(
    environment: Environment, edition: Edition
) -> None:
    report = Report(edition.id, {edition.cell("requests.carried_in.person"): 3}, facts={Fact.YEAR: "2025"})
    before = Report("2019", {edition.cell("requests.carried_out.person"): 2}, facts={Fact.YEAR: "2024"})
    assert not [each for each in environment.check(report, None).findings if each.rule.startswith("years.carried_in")]
    found = {each.rule for each in environment.check(report, before).findings}
    assert "years.carried_in.person" in found


def test_the_suffix_says_what_is_written(environment: Environment, tmp_path: Path) -> None:
    environment.export(Report("2021"), tmp_path / "年报.json", Report("2019", facts={Fact.YEAR: "2020"}))
    assert '"year": 2020' in (tmp_path / "年报.json").read_text(encoding="utf-8")
    with pytest.raises(ExportError):
        environment.export(Report("2021"), tmp_path / "年报.abc", None)
