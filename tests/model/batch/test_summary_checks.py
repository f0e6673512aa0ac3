"""What is said about the county's summary."""

from collections.abc import Mapping
from dataclasses import replace

from model.batch.results import BatchResults
from model.batch.selection import select
from model.batch.summary import summed
from model.batch.summary_checks import carried_in_findings, cell_findings, unit_findings
from model.batch.unit_list import read_unit_list
from model.form.edition import Edition
from tests.model.batch.county import COUNTY, YEAR, County, correct_report


def test_missing_left_out_double_and_blank_are_said(
    results: BatchResults, county: County, editions: Mapping[str, Edition]
) -> None:
    selection = select(results.rows.values(), COUNTY, YEAR, read_unit_list(county.list_file))
    summary = summed(results, selection, editions["2021"], editions)
    said = {each.rule: each.message for each in unit_findings(summary, selection, results.rows)}
    assert said["summary.units.missing"].startswith("未交 3 个单位：")
    assert "恩平市教育局（有 " in said["summary.units.left_out"]
    assert "恩平市司法局交了 2 份" in said["summary.duplicate.恩平市司法局"]
    assert said["summary.cell.blank"].startswith("3 格有单位没有填")
    assert "summary.units.own" not in said
    without = replace(
        selection, lacks_own_report=True, same_figures=((selection.taken[0].number, selection.taken[1].number),)
    )
    said = {each.rule: each.message for each in unit_findings(summary, without, results.rows)}
    assert "；没有读出的 3 个文件可能是其中单位的" in said["summary.units.missing"]
    assert "自己的年报" in said["summary.units.own"] and "summary.units.unread" not in said
    assert any("各格的数完全相同" in each for each in said.values())
    stopped = select(results.rows.values(), COUNTY, YEAR, read_unit_list(county.list_file), unread=2)
    said = {each.rule: each.message for each in unit_findings(summary, stopped, results.rows)}
    assert said["summary.units.unread"].startswith("还有 2 个文件没有读") and "summary.units.missing" not in said


def test_carried_in_is_compared_with_the_last_summary(
    results: BatchResults, county: County, editions: Mapping[str, Edition]
) -> None:
    selection = select(results.rows.values(), COUNTY, YEAR, read_unit_list(county.list_file))
    summary = summed(results, selection, editions["2021"], editions)
    edition = editions["2021"]
    last = correct_report(COUNTY, edition, YEAR - 1)
    figures = dict(last.figures)
    for cell, from_cell in edition.carried_from.items():
        if cell in summary.figures:
            figures[from_cell] = summary.figures[cell]
    right = last.with_(figures=figures)
    assert not list(carried_in_findings(summary, right, edition))
    figures[edition.cell("requests.carried_out.person")] += 1
    [person, total] = carried_in_findings(
        summary,
        last.with_(figures={k: v for k, v in figures.items() if k.column != "total" or k.table != "requests"}),
        edition,
    )
    assert (person.severity, person.cells) == ("warning", (edition.cell("requests.carried_in.person"),))
    assert "单位有新设、合并、划转的，可以不等" in person.message and total.cells[0].column == "total"


def test_every_cell_of_a_summary_is_the_sum_or_named(
    results: BatchResults, county: County, editions: Mapping[str, Edition]
) -> None:
    edition = editions["2021"]
    summary = summed(results, select(results.rows.values(), COUNTY, YEAR), edition, editions)
    report = summary.report(COUNTY, YEAR)
    assert not list(cell_findings(report, edition, summary, read=False))
    cell = edition.cell("disclosure.penalties.decisions")
    changed = report.with_(figures={**report.figures, cell: report.figures[cell] - 5})
    [found] = cell_findings(changed, edition, summary, read=False)
    assert (found.rule, found.severity, found.cells) == (f"summary.cell.{cell}", "error", (cell,))
    assert found.message.endswith("，差 -5")
    [found] = cell_findings(changed, edition, summary, read=True)
    assert found.severity == "warning"
