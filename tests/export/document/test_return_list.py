"""退改清单: exactly the unit's findings and corrections, in polite words."""

from collections.abc import Mapping
from datetime import date

from export.document.return_list import ReturnList, compose_return_list
from model.batch.checked_file import CheckedFile
from model.batch.checking import check_imported
from model.form.edition import Edition
from model.importing import Imported
from model.report.report import Report
from tests.model.batch.county import correct_report, unbalanced, with_blanks

UNIT = "恩平市教育局"


def checked(report: Report, editions: Mapping[str, Edition]) -> CheckedFile:
    return check_imported(Imported(report, (), container="json"), "a.json", editions)


def compose(file: CheckedFile, editions: Mapping[str, Edition], besides: tuple[str, ...] = ()) -> ReturnList | None:
    days = {"today": date(2025, 2, 3), "until": date(2025, 2, 10)}
    return compose_return_list(
        UNIT, "教育局.docx", file, editions, year=2024, office="恩平市人民政府办公室", besides=besides, **days
    )


def test_each_open_finding_is_one_line_with_what_to_do(editions: Mapping[str, Edition]) -> None:
    report = with_blanks(unbalanced(correct_report(UNIT, editions["2021"])), "disputes.suit_direct.pending")
    file = checked(report, editions)
    listed = compose(file, editions)
    assert listed is not None
    assert len(listed.rows) == len(file.open_findings)
    kinds = [row[1] for row in listed.rows]
    assert kinds[0] == "须改正" and "请补填" in kinds
    first = listed.rows[0]
    assert first[2].startswith("表三 商业企业列：一 ") and first[3] == file.proposals["requests.balance.business"]
    assert listed.opening[0] == "恩平市教育局："
    assert "教育局.docx" in listed.opening[1] and "请于 2025年2月10日前改好后重新报送" in listed.opening[1]
    assert listed.closing == ("恩平市人民政府办公室", "2025年2月3日")


def test_a_blank_cell_is_asked_for_by_its_name(editions: Mapping[str, Edition]) -> None:
    listed = compose(
        checked(with_blanks(correct_report(UNIT, editions["2021"]), "disclosure.licences.decisions"), editions),
        editions,
    )
    assert listed is not None
    [row] = listed.rows
    assert "行政许可" in row[2] and row[3] == "没有发生的填 0，不要空着"
    assert "1 格请补填" in listed.opening[1]


def test_a_unit_without_anything_to_do_gets_no_list(editions: Mapping[str, Edition]) -> None:
    clean = checked(correct_report(UNIT, editions["2021"]), editions)
    assert compose(clean, editions) is None
    whole = compose(clean, editions, ("报送的是 2023 年度的报告，应报 2024 年度的",))
    assert whole is not None and whole.rows == (("1", "须改正", "报送的是 2023 年度的报告，应报 2024 年度的", ""),)
