"""核对单 and 审签单: what goes along with the report and is no part of it."""

from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from export.document.check_list import compose_check_list
from export.report_writer import ExportError, ExportOptions, export_check_list
from model.checks.engine import CheckResult, check
from model.checks.findings import Severity
from model.form.edition import Edition
from model.form.rule_choices import RuleChoices
from model.form.tables import Cell
from model.report.report import Fact, Reason, Remark, Report
from tests.export.exporting import write_report
from tests.export.writers.docx.schema import faults

AT = datetime(2026, 1, 8, 9, 30)
PERSON = Cell("requests", "received", "person")


def test_the_verdict_names_what_prevents_submission(checked: CheckResult) -> None:
    listed = compose_check_list(checked, AT)
    errors = sum(each.severity is Severity.ERROR for each in checked.findings)
    assert listed.verdict.startswith("不能报送，还有 ")
    assert errors >= 1
    balance = next(each for each in listed.lines if "自然人" in each.cells)
    assert (balance.severity, "一、本年新收 · 自然人：5" in balance.cells) == ("必改", True)


def test_blanks_are_named_as_in_the_window_and_prevent_submission(unbalanced: Report, edition: Edition) -> None:
    blank = edition.cell("disputes.suit_direct.upheld")
    figures = {cell: figure for cell, figure in unbalanced.figures.items() if cell not in (blank, PERSON)}
    listed = compose_check_list(check(unbalanced.with_(figures={**figures, PERSON: 0}), edition), AT)
    assert listed.verdict == "不能报送，还有 1 处必改、1 格未填"
    assert [each.severity for each in listed.lines if "复议" in each.description or "诉讼" in each.description] == [
        "未填"
    ]
    assert "未填 1 格" in dict(listed.facts)["核对结果"]


def test_it_contains_people_date_and_remarks(checked: CheckResult) -> None:
    listed = compose_check_list(checked, AT)
    assert listed.closing == (("核对人", "张三"), ("复核人", ""), ("核对时间", "2026年1月8日 09:30"))
    assert listed.remarks == (("表三 一、本年新收 · 自然人", "问过业务科（待核实）"),)
    assert listed.title == "恩平市财政局2024年政府信息公开工作年度报告核对单"


def test_a_finding_that_was_explained_is_listed_with_its_reason(checked: CheckResult, edition: Edition) -> None:
    explainable = [each for each in checked.findings if each.explainable]
    assert explainable
    reasons = {each.rule: Reason(each.message, "属实，已报告") for each in explainable}
    again = check(checked.context.report.with_(reasons=reasons), edition)
    listed = compose_check_list(again, AT)
    assert sum(each.reason == "属实，已报告" for each in listed.lines) == len(explainable)
    assert f"已写核实说明 {len(explainable)} 处" in dict(listed.facts)["核对结果"]


def test_a_reason_given_before_the_numbers_changed_is_listed_as_to_be_confirmed(
    checked: CheckResult, edition: Edition, resources: Path, tmp_path: Path
) -> None:
    one = next(each for each in checked.findings if each.explainable and each.severity is not Severity.HINT)
    report = checked.context.report.with_(reasons={one.rule: Reason("别的数", "系统迁移漏计")})
    listed = compose_check_list(check(report, edition), AT)
    assert [each.reason for each in listed.lines if each.reason] == ["（情况已变，待重新确认）系统迁移漏计"]
    assert "已写核实说明 0 处（另有 1 处待重新确认）" in dict(listed.facts)["核对结果"]
    path = tmp_path / "signed.docx"
    write_report(report, edition, path, resources, options=ExportOptions(approval_sheet=True))
    rows = {row.cells[0].text: row.cells[1].text for row in docx.Document(str(path)).tables[0].rows}
    assert "原说明（待重新确认）：系统迁移漏计" in rows["未解决的问题"]


def test_a_report_ready_for_submission_still_lists_what_is_unchecked(edition: Edition) -> None:
    report = Report(
        edition.id,
        dict.fromkeys(edition.cells, 0),
        facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"},
        texts={"5": "公开不够及时，下一步专人负责。"},
        remarks={PERSON: Remark("", True)},
    )
    rest = {each.rule: Reason(each.message, "属实") for each in check(report, edition).findings}
    listed = compose_check_list(check(report.with_(reasons=rest), edition), AT)
    assert listed.verdict == "没有必改，还有表格 1 格没有核实"
    assert "表格待核实 1 格" in dict(listed.facts)["核对结果"]
    rest.pop("report.charges")
    listed = compose_check_list(check(report.with_(reasons=rest), edition), AT)
    assert listed.verdict == "没有必改，还有 1 处须核实没有写说明、表格 1 格没有核实"
    rest = {each.rule: Reason(each.message, "属实") for each in check(report, edition).findings}
    settled_all = compose_check_list(check(report.with_(reasons=rest, remarks={}), edition), AT)
    assert settled_all.verdict == "可以报送，没有必改，须核实的都已说明"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_every_finding_is_in_the_file(checked: CheckResult, resources: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    export_check_list(checked, path, resources)
    if suffix == ".docx":
        assert faults(path) == []
        read = docx.Document(str(path))
        texts = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        texts += [each.text for each in read.paragraphs]
    else:
        sheet = openpyxl.load_workbook(path)["核对单"]
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage  # on one page: 1 by 1 is what absence means
    listed = compose_check_list(checked, AT)
    for line in listed.lines:
        assert {line.description, line.cells} <= {*texts, ""}
    assert f"结论：{listed.verdict}" in texts


def test_other_files_are_refused(checked: CheckResult, resources: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.docx"):
        export_check_list(checked, tmp_path / "list.txt", resources)


def test_what_the_office_changed_in_the_rules_is_said(checked: CheckResult, edition: Edition) -> None:
    assert "本单位调整的规则" not in dict(compose_check_list(checked, AT).facts)
    own = edition.with_choices(RuleChoices({"report.title": "off", "report.charges": "error"}))
    listed = compose_check_list(check(checked.context.report, own), AT)
    assert dict(listed.facts)["本单位调整的规则"] == (
        f"{edition.rule('report.charges').says}：须核实改为必改；{edition.rule('report.title').says}：须核实改为不核对"
    )
    assert "本单位在设置里定为不核对" in dict(listed.facts)["没有核对的规则"]
