"""What is printed about one file; :mod:`tests.export.commands.test_check` runs the command."""

from collections.abc import Mapping

from export.commands.file_output import as_json, as_text, findings_json
from model.batch.checking import check_imported
from model.form.edition import Edition
from model.importing import Imported, Note
from tests.model.batch.county import correct_report, unbalanced


def test_a_proposal_stands_under_its_finding_and_notes_at_the_end(editions: Mapping[str, Edition]) -> None:
    report = unbalanced(correct_report("恩平市教育局", editions["2021"]))
    checked = check_imported(Imported(report, (Note("看不懂", "第1段", raw="约3件"),)), "年报.docx", editions)
    lines = list(as_text("年报.docx", checked, editions))
    assert lines[0] == "年报.docx"
    assert lines[1] == "  恩平市教育局 2024 年度 · 2021 版格式 · 已填 200 / 200 格"
    balance = next(number for number, line in enumerate(lines) if line.startswith("  ✕ 表三 商业企业列"))
    assert lines[balance + 1].startswith("      → ")
    assert lines[-1] == "  ？ 第1段：看不懂（原文：约3件）"


def test_the_object_has_the_keys_of_the_contract_in_order(editions: Mapping[str, Edition]) -> None:
    report = unbalanced(correct_report("恩平市教育局", editions["2021"]))
    checked = check_imported(Imported(report, ()), "年报.docx", editions)
    written = as_json("年报.docx", checked, editions)
    contract = ["file", "edition", "organ", "year", "title", "cells", "sections", "unread", "findings"]
    assert list(written)[:9] == contract
    assert written["findings"] == findings_json(checked.findings)
    assert any(each["repair"] for each in written["findings"])
