"""审签单: the page before a report that people sign; no part of it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx

from export.read_back import differences
from export.report_writer import ExportOptions
from model.form.edition import Edition
from model.importing import import_report
from model.report.report import Report
from tests.export.exporting import export_report, write_report
from tests.export.writers.docx.schema import faults


def test_the_approval_sheet_precedes_the_report_with_people_findings_and_reasons(
    unbalanced: Report, edition: Edition, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "signed.docx"
    write_report(unbalanced, edition, path, resources, options=ExportOptions(approval_sheet=True))
    assert faults(path) == []
    read = docx.Document(str(path))
    assert read.paragraphs[0].text == "政府信息公开工作年度报告审签单"
    rows = {row.cells[0].text: row.cells[1].text for row in read.tables[0].rows}
    assert (rows["拟稿人"], rows["审核人"], rows["签发人"], rows["送签日期"]) == ("张三", "", "王局长", "2026年1月8日")
    assert "自然人列" in rows["未解决的问题"]
    assert len(read.sections) == 2
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    assert '<w:pgNumType w:start="1"/>' in body
    assert body.index("w:sectPr") < body.index("footerReference")


def test_the_sheet_is_not_read_back_as_part_of_the_report(
    report: Report, editions: Mapping[str, Edition], edition: Edition, resources: Path, tmp_path: Path
) -> None:
    for each in (report, Report(edition.id, report.figures)):
        path = tmp_path / "signed.docx"
        export_report(each, editions, path, resources, options=ExportOptions(approval_sheet=True))
        assert differences(each, path, editions) == ()
        assert not [note for note in import_report(path, editions).notes if "审签" in note.what + note.raw]
