"""What a command works with: editions, the check, and the export by suffix."""

from pathlib import Path

import pytest

from export.commands.environment import Environment
from export.report_writer import ExportError
from model.form.edition import Edition
from model.report.report import Fact, Report
from model.store.settings import Settings, write_settings
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


def test_the_organ_of_the_settings_completes_its_own_report_and_no_other(edition: Edition, tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(organ_name="恩平市人民政府", organ_level="county"))
    environment = Environment(RESOURCES, tmp_path)
    cell = next(each for each in edition.cells if each.row == "government_rules")

    def finds(organ: str) -> bool:
        facts = {Fact.ORGAN: organ, Fact.YEAR: "2024"}
        return "disclosure.rulemaking_power" in environment.check(Report("2021", {cell: 1}, facts=facts), None).by_rule

    assert finds("恩平市人民政府")  # by its name alone it may be that of a prefecture
    assert not finds("开平市人民政府")


def test_a_settings_file_applies_in_place_of_the_user_s_settings(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(backups_kept=3, limits={"report.length": 300}))
    (tmp_path / "a.toml").write_text("[backups]\nbin_days = 5\n", encoding="utf-8")
    assert Environment(RESOURCES, tmp_path).settings.backups_kept == 3
    assert Environment(RESOURCES, tmp_path).editions["2021"].adjustments
    assert Environment(RESOURCES, tmp_path, tmp_path / "a.toml").settings == Settings(bin_days=5)
    assert Environment(RESOURCES).settings == Settings()
