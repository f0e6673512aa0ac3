from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from export import write_report
from export.proof import differences
from model.edition import Edition
from model.figures import Figure
from model.report import Report
from model.tables import Cell

Editions = Mapping[str, Edition]
SUFFIXES = [".docx", ".xlsx", ".html", ".json"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["blank", "report", "awkward"])
def test_a_file_that_was_written_reads_back_without_a_difference(
    name: str, suffix: str, request: pytest.FixtureRequest, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    report: Report = request.getfixturevalue(name)
    path = tmp_path / f"report{suffix}"
    write_report(report, editions[report.edition], path, resources)
    assert differences(report, editions[report.edition], path, editions) == ()


CHANGES: Mapping[str, Mapping[Cell, Figure]] = {
    "表三 一、本年新收 · 自然人：应为“7”，读回是“6”": {Cell("requests", "received", "person"): 7},
    "表二 行政许可：应为“1”，读回是空白": {Cell("disclosure", "licences", "decisions"): 1},
    "表二 行政事业性收费：应为“3.51”，读回是“3.50”": {Cell("disclosure", "fees", "amount"): Decimal("3.51")},
}


@pytest.mark.parametrize("said", CHANGES)
def test_every_figure_that_differs_is_named(
    said: str, report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    write_report(report, edition, path, resources)
    wanted = report.with_(figures={**report.figures, **CHANGES[said]})
    assert said in differences(wanted, edition, path, editions)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("title", "另一个标题", "标题"),
        ("preface", "别的前言。", "前言 第 1 段"),
        ("1", "", "一、总体情况 第 1 段"),
        ("5", "存在的问题：公开不够及时。\n改进措施：加强培训！", "五、存在的主要问题及改进情况 第 2 段"),
        ("6", "2024年没有收取信息处理费。\n另有一段。", "六、其他需要报告的事项 第 2 段"),
        ("signature", "别的机关", "落款"),
        ("date", "2025-01-09", "成文日期"),
        ("organ", "别的机关", "标题"),
    ],
)
def test_every_text_that_differs_is_named(
    key: str,
    text: str,
    said: str,
    suffix: str,
    report: Report,
    edition: Edition,
    editions: Editions,
    resources: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / f"report{suffix}"
    write_report(report, edition, path, resources)
    wanted = report.with_(texts={**report.texts, key: text})
    found = differences(wanted, edition, path, editions)
    assert any(each.startswith(f"{said}：应为") for each in found), found


def test_a_long_paragraph_is_shown_from_where_it_differs(
    report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    long = "长" * 100
    write_report(report.with_(texts={"6": f"{long}甲{long}"}), edition, path, resources)
    (said,) = differences(report.with_(texts={"6": f"{long}乙{long}"}), edition, path, editions)
    assert f"应为“…{'长' * 8}乙{'长' * 31}…”，读回是“…{'长' * 8}甲{'长' * 31}…”" in said
