import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from export import report_writer
from export.report_writer import SUFFIXES, ExportError, ExportOptions
from model.atomic_write import FileWriteError
from model.checks.checked_report import CheckedReport
from model.checks.engine import check
from model.form.edition import Edition
from model.importing import import_report
from model.report.report import Fact, Report
from tests.export.exporting import export_report

Editions = Mapping[str, Edition]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".htm", ".json", ".pdf", ".DOCX"])
def test_the_suffix_determines_the_file_format(
    suffix: str, report: Report, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"年报{suffix}"
    export_report(report, editions, path, resources)
    begins = {".docx": b"PK", ".xlsx": b"PK", ".json": b"{", ".pdf": b"%PDF"}.get(suffix.lower(), b"<!DOCTYPE html>")
    assert path.read_bytes().startswith(begins)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["年报.wps", "年报", "年报.ofd"])
def test_an_unknown_suffix_is_reported_and_nothing_is_written(
    name: str, report: Report, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"不能导出为这种文件，可以用的是 \.docx"):
        export_report(report, editions, tmp_path / name, resources)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_reads_back_differently_is_not_exported_and_the_old_file_stays(
    report: Report, editions: Editions, resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(b"old")

    write = report_writer.write_report

    def write_something_else(checked: CheckedReport, *rest: Any) -> None:
        report, edition = checked.report, checked.edition
        write(CheckedReport(report.with_(texts={**report.texts, "5": "别的话。"}), edition), *rest)

    monkeypatch.setattr("export.report_writer.write_report", write_something_else)
    with pytest.raises(ExportError) as error:
        export_report(report, editions, path, resources)
    assert "原有文件没有改动" in str(error.value)
    assert "五、存在的主要问题及改进情况 第 1 段：应为“存在的问题：公开不够及时。”，读回是“别的话。”" in str(
        error.value
    )
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_cannot_be_read_back_at_all_is_not_exported(
    report: Report, editions: Editions, resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("export.report_writer.write_report", lambda *_: None)
    with pytest.raises(ExportError, match=r"“年报\.docx”没有导出：写出后读不回来，原有文件没有改动"):
        export_report(report, editions, tmp_path / "年报.docx", resources)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_reported(report: Report, editions: Editions, resources: Path, tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match="没有"):
        export_report(report, editions, tmp_path / "nowhere" / "年报.docx", resources)


def test_json_carries_last_year_along(report: Report, editions: Editions, resources: Path, tmp_path: Path) -> None:
    path = tmp_path / "年报.json"
    export_report(report, editions, path, resources, report.with_(facts={**report.facts, Fact.YEAR: "2023"}))
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["year"], written["last_year"]["year"]) == (2024, 2023)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    message = subprocess.run(
        [sys.executable, "-c", "import export, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parent.parent.parent,
    ).stdout.split()
    assert not {"docx", "lxml", "openpyxl", "xlsxwriter", "zipfile", "model.importing"} & set(message)


def test_the_cover_of_a_workbook_counts_blank_cells_under_their_own_name(
    report: Report, editions: Mapping[str, Edition], resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.xlsx"
    export_report(report, editions, path, resources)
    cover = {row[0].value: row[1].value for row in openpyxl.load_workbook(path)["封面"].iter_rows()}
    edition = editions[report.edition]
    # a total that has nothing to add up is nobody's to fill
    blanks = [cell for cell in edition.cells if cell not in edition.totals and cell not in report.figures]
    assert cover["未填的格"] == len(blanks) > 0
    assert "未解决的未填" not in cover


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_prompts_of_the_blank_form_are_never_exported(
    edition: Edition, editions: Editions, resources: Path, tmp_path: Path, suffix: str
) -> None:
    facts = {Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}
    texts = {"1": "甲。\n（文字描述）\n乙。", "5": "（文字描述）"}
    path = tmp_path / f"年报{suffix}"
    export_report(
        Report(edition.id, facts=facts, texts=texts), editions, path, resources
    )  # and it reads back as it should
    imported = import_report(path, editions)
    assert imported.report.texts["1"] == "甲。\n乙。" and not imported.report.texts.get("5")
    assert not any("提示" in note.what for note in imported.notes)


def test_a_report_is_exported_as_it_was_checked_and_not_checked_again(
    report: Report, editions: Editions, resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prior = report.with_(facts={**report.facts, Fact.YEAR: "2023"})
    checked = CheckedReport.from_result(check(report, editions[report.edition], prior))
    monkeypatch.setattr("model.checks.engine.CheckContext", None)  # any further check would fail
    options = ExportOptions(approval_sheet=True, charts=True)
    for suffix in SUFFIXES:
        path = tmp_path / f"年报{suffix}"
        report_writer.export_report(checked, path, editions, resources, options)
        assert path.stat().st_size
