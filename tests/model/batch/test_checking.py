"""One file of a batch, and the prior year's report that it is checked against."""

from collections.abc import Mapping
from dataclasses import replace

from model.batch.checking import PriorFile, check_data, check_imported
from model.form.edition import Edition
from model.importing import Imported, Note
from model.report.report import Fact
from tests.conftest import SAMPLES
from tests.model.batch.county import YEAR, correct_report

UNIT = "恩平市教育局"


def test_a_document_is_read_and_checked(editions: Mapping[str, Edition]) -> None:
    path = SAMPLES / "enping-office-2024.txt"
    found = check_data(path.read_bytes(), path.name, editions)
    assert (found.report.organ, found.report.year, found.container) == ("恩平市人民政府办公室", 2024, "txt")
    assert found.findings and not found.has_errors


def test_the_prior_years_report_given_counts_before_the_files_own(editions: Mapping[str, Edition]) -> None:
    report = correct_report(UNIT, editions["2021"])
    own, given = (correct_report(each, editions["2021"], YEAR - 1) for each in (UNIT, "恩平市民政局"))
    given = given.with_(facts={**given.facts, Fact.ORGAN: UNIT})
    found = check_imported(Imported(report, (), own), "a", editions, PriorFile("b", given, (Note("读不懂", "某处"),)))
    assert found.last_year is given
    assert [each.what for each in found.notes] == ["上年年报：读不懂"]
    assert "years.carried_in" in {each.stated_by for each in found.findings}


def test_a_prior_report_of_another_year_is_rejected_and_said(editions: Mapping[str, Edition]) -> None:
    report, older = correct_report(UNIT, editions["2021"]), correct_report(UNIT, editions["2021"], YEAR - 2)
    imported = Imported(report, ())
    found = check_imported(imported, "a", editions, PriorFile("旧.docx", older))
    assert [(each.what, each.where) for each in found.notes] == [
        ("上年年报是 2022 年度的，不是 2023 年度的，跨年的规则没有用它核对", "旧.docx")
    ]
    own = correct_report(UNIT, editions["2021"], YEAR - 1)
    kept = check_imported(replace(imported, last_year=own), "a", editions, PriorFile("旧.docx", older))
    assert kept.last_year is own
