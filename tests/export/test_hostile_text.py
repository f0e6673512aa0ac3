"""What a spreadsheet would take for a formula, a browser for markup and a terminal for a command stays text."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from lxml import etree, html

from export.report_writer import ExportOptions, export_check_list, write_report
from model.checks.checked_report import CheckedReport
from model.checks.engine import check
from model.checks.findings import explained
from model.form.edition import Edition
from model.report.report import Fact, Remark, Report, SignOffField

HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "@SUM(1)",
    '<img src="file:///x" onerror="alert(1)">',
    "\x1b]0;x\x07\x9b31m",
)
PRINTED = HOSTILE[:-1]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Besides tab and newline, in the parts of the file; XML itself knows others only escaped, as ``&#27;``."""
ESCAPED_CONTROL = re.compile(r"&#(x0*(1?[0-8b-f]|7f|[89][0-9a-f])|0*(27|155|7));|_x00[01][0-9A-F]_", re.IGNORECASE)


def hostile_report(unbalanced: Report, edition: Edition, hostile: str) -> Report:
    """The text in every field that a file or a person can fill, and as reason of every finding that takes one."""
    facts = {Fact.ORGAN: hostile, Fact.YEAR: "2024", Fact.TITLE: hostile, Fact.SIGNATURE: hostile, Fact.DATE: hostile}
    report = unbalanced.with_(
        facts=facts,
        texts=dict.fromkeys(edition.text_keys, f"{hostile}\n2024年收到申请128条。"),
        remarks={cell: Remark(hostile, flagged=True) for cell in unbalanced.remarks},
        sign_off=dict.fromkeys((SignOffField.DRAFTER, SignOffField.REVIEWER, SignOffField.LEADER), hostile),
    )
    for finding in check(report, edition).findings:
        if finding.explainable:
            report = report.with_(reasons={**report.reasons, **explained(finding, hostile, report.reasons)})
    assert report.reasons
    return report


@pytest.fixture(params=HOSTILE, ids=["=", "+", "-", "@", "<", "ESC"])
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def written(hostile: str, unbalanced: Report, edition: Edition, resources: Path, tmp_path: Path) -> Mapping[str, Path]:
    """Everything that is exported of the report, by name."""
    checked = CheckedReport(hostile_report(unbalanced, edition, hostile), edition)
    for suffix in ("docx", "xlsx", "html"):
        options = ExportOptions(approval_sheet=suffix == "docx", charts=suffix != "xlsx")
        write_report(checked, tmp_path / f"年报.{suffix}", resources, options)
    for suffix in ("docx", "xlsx"):
        export_check_list(checked.result, tmp_path / f"核对单.{suffix}", resources)
    return {path.name: path for path in tmp_path.iterdir()}


def parts(path: Path) -> Mapping[str, str]:
    """The XML of a package, or the page itself."""
    if path.suffix == ".html":
        return {path.name: path.read_text(encoding="utf-8")}
    with zipfile.ZipFile(path) as package:
        return {
            name: package.read(name).decode("utf-8") for name in package.namelist() if name.endswith((".xml", ".rels"))
        }


def test_hostile_text_stays_text(written: Mapping[str, Path], hostile: str) -> None:
    assert len(written) == 5
    for path in written.values():
        for name, xml in parts(path).items():
            assert not CONTROL.search(xml) and not ESCAPED_CONTROL.search(xml), f"{path.name}: {name}"
            assert "<img" not in xml, f"{path.name}: {name}"
            assert 'TargetMode="External"' not in xml, f"{path.name}: {name}"
        if path.suffix == ".xlsx":
            _assert_no_formula(path, hostile)
    if hostile in PRINTED:
        for path in written.values():
            assert hostile in text_of(path), path.name


def _assert_no_formula(path: Path, hostile: str) -> None:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not any(each in str(cell.value) for each in ("cmd", "@", "<img")), cell.coordinate
                    assert str(cell.value).lstrip("=") not in ("+1", "-1"), cell.coordinate
                elif isinstance(cell.value, str) and hostile in cell.value:
                    assert cell.data_type in ("s", "inlineStr"), cell.coordinate


def text_of(path: Path) -> str:
    """All text of a file, as a reader sees it."""
    if path.suffix == ".html":
        return _words(html.fromstring(path.read_bytes()))
    return "".join(_words(etree.fromstring(xml.encode())) for xml in parts(path).values())


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
