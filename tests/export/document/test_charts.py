"""图解: bars of this year and last, in every format, and no part of the report."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from lxml import etree

from export.document.charts import HEADING, compose_charts
from export.read_back import differences
from export.report_writer import ExportOptions
from export.writers.html import charts_svg
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.report.report import Report
from tests.export.exporting import export_report
from tests.export.writers.docx.schema import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def filled(report: Report, edition: Edition) -> Report:
    ones = dict.fromkeys(edition.cell_set - edition.totals - edition.amounts, 1)
    return report.with_(figures={**ones, **report.figures})


def test_the_charts_are_those_of_the_form(filled: Report, edition: Edition) -> None:
    last = {Cell("requests", "received", "total"): 12}
    flow, results, applicants = compose_charts(filled, edition, last)
    assert [bar.label for bar in flow.bars] == ["本年新收", "上年结转", "办理结果总计", "结转下年度"]
    assert (flow.bars[0].this_year, flow.bars[0].last_year) == (9, 12)
    assert [bar.label for bar in results.bars] == [
        "予以公开",
        "部分公开",
        "不予公开",
        "无法提供",
        "不予处理",
        "其他处理",
    ]
    assert sum(int(bar.this_year or 0) for bar in results.bars) == flow.bars[2].this_year
    assert [bar.label for bar in applicants.bars][:2] == ["自然人", "商业企业"]
    assert flow.years == ("2024年", "2023年")


def test_a_blank_is_labelled_and_not_drawn(blank: Report, edition: Edition) -> None:
    for chart in compose_charts(blank, edition, None):
        assert not chart.has_last_year
        assert {chart.share(figure) for _, _, figure, _ in chart.lines()} == {0.0}
        assert "未填" in chart.description


def test_the_sum_of_some_rows_is_no_bar(filled: Report, edition: Edition) -> None:
    """A group of results one of whose rows is half filled, and every total above it."""
    figures = dict(filled.figures)
    del figures[Cell("requests", "results.denied.deliberative", "person")]
    flow, results, _ = compose_charts(filled.with_(figures=figures), edition, None)
    assert [bar.label for bar in results.bars if bar.this_year is None] == ["不予公开"]
    assert [bar.label for bar in flow.bars if bar.this_year is None] == ["办理结果总计"]


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_every_edition_has_its_picture(editions: Mapping[str, Edition], key: str) -> None:
    edition = editions[key]
    for chart in compose_charts(Report(key, dict.fromkeys(edition.cells, 2)), edition, None):
        assert all(bar.this_year for bar in chart.bars)
        assert not [bar.label for bar in chart.bars if bar.label.startswith("results")]


def test_the_svg_is_well_formed_and_describes_its_content(filled: Report, edition: Edition) -> None:
    for chart in compose_charts(filled, edition, dict.fromkeys(edition.cells, 2)):
        root = etree.fromstring(charts_svg(chart).encode())
        assert (root.get("role"), root.get("aria-label")) == ("img", chart.description)
        assert len(root.findall("{http://www.w3.org/2000/svg}rect")) == len(list(chart.lines()))


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_the_picture_follows_the_report_and_is_not_read_back(
    filled: Report, editions: Mapping[str, Edition], edition: Edition, resources: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"report{suffix}"
    export_report(filled, editions, path, resources, options=ExportOptions(charts=True))
    assert differences(filled, path, editions) == ()
    assert not [note for note in import_report(path, editions).notes if "图解" in note.what + note.raw]
    if suffix == ".html":
        assert path.read_text(encoding="utf-8").count("<svg") == 3
        return
    assert faults(path) == []
    assert HEADING in [each.text for each in docx.Document(str(path)).paragraphs]
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    described = [str(each.get(f"{W}val")) for each in body.iter(f"{W}tblDescription")]
    assert described == [chart.description for chart in compose_charts(filled, edition, None)]


def test_every_row_of_bars_is_as_wide_as_its_grid(
    filled: Report, editions: Mapping[str, Edition], resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    export_report(filled, editions, path, resources, options=ExportOptions(charts=True))
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for table in list(body.iter(f"{W}tbl"))[-3:]:
        grid = [int(str(each.get(f"{W}w"))) for each in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            spans = [each.find(f"{W}gridSpan") for each in row.iter(f"{W}tcPr")]
            assert sum(1 if each is None else int(str(each.get(f"{W}val"))) for each in spans) == len(grid)
            widths = [int(str(each.get(f"{W}w"))) for each in row.iter(f"{W}tcW")]
            assert sum(widths) == sum(grid)
