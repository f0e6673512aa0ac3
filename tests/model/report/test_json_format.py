"""The program's own file: one report as a JSON object, written, read back, and read as far as it goes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.derived_totals import with_derived_totals
from model.report.json_format import ReportJsonError, dumped, read_report_json, stated_cells, write_report_json
from model.report.report import Fact, Remark, Report

RECEIVED = Cell("requests", "received", "person")
FEES = Cell("disclosure", "fees", "amount")
TOTAL = Cell("requests", "received", "total")


def written(edition: Edition, **other: object) -> dict[str, Any]:
    """An object as a script may write it, with some keys of another value."""
    return {
        "edition": edition.id,
        "organ": "某市水务局",
        "year": 2024,
        "title": "",
        "cells": {str(cell): None for cell in edition.cells},
        "sections": {"1": "甲"},
        **other,
    }


def cells(edition: Edition, **figures: object) -> dict[str, object]:
    named = {"received": RECEIVED, "fees": FEES}
    return {str(cell): None for cell in edition.cells} | {str(named[key]): each for key, each in figures.items()}


def missed(data: object, editions: Mapping[str, Edition]) -> tuple[str, ...]:
    return read_report_json(data, editions)[2]


def test_a_report_and_the_year_before_come_back_as_they_were(editions: Mapping[str, Edition], edition: Edition) -> None:
    report = Report(
        edition.id,
        {RECEIVED: 6, FEES: Decimal("3.50")},
        unread={TOTAL: "约6"},
        facts={Fact.ORGAN: "某市水务局", Fact.YEAR: "2024", Fact.SIGNATURE: "水务局", Fact.KIND: "department"},
        texts={"1": "甲\u2028乙"},
        foreign_labels={"disputes": "一并"},
        headings=("一、总体情况",),
        remarks={RECEIVED: Remark("问过张三", flagged=True)},
    )
    before = report.with_(facts={Fact.YEAR: "2023"}, remarks={}, unread={})
    data = write_report_json(report, edition, before)
    assert (data["cells"][str(RECEIVED)], data["cells"][str(FEES)], data["cells"][str(TOTAL)]) == (6, "3.50", None)
    assert read_report_json(data, editions) == (
        with_derived_totals(report, edition),
        with_derived_totals(before, edition),
        (),
    )
    assert "\u2028" not in dumped(data)


def test_a_title_that_follows_organ_and_year_is_none_of_its_own(
    editions: Mapping[str, Edition], edition: Edition
) -> None:
    own = edition.printed_title("某市水务局", 2024)
    assert Fact.TITLE not in read_report_json(written(edition, title=own), editions)[0].facts
    assert read_report_json(written(edition, title=f"{own}（草案）"), editions)[0].facts[Fact.TITLE] == f"{own}（草案）"


@pytest.mark.parametrize(("value", "figure"), [(6, 6), (2.0, 2), ("12", 12), ("1,003", 1003)])
def test_a_count_is_read_as_number_or_text(
    value: object, figure: int, editions: Mapping[str, Edition], edition: Edition
) -> None:
    data = written(edition, cells=cells(edition, received=value))
    report, last_year, message = read_report_json(data, editions)
    assert (report.figures, last_year, message) == ({RECEIVED: figure}, None, ())
    assert stated_cells(data, edition)[RECEIVED] == str(figure)


@pytest.mark.parametrize("value", [True, 2.5, "约3", [1], 1e400, float("nan")])
def test_text_that_is_no_count_stays_as_text_and_is_reported(
    value: object, editions: Mapping[str, Edition], edition: Edition
) -> None:
    report, _, (message,) = read_report_json(written(edition, cells=cells(edition, received=value)), editions)
    assert (report.figures, report.unread) == ({}, {RECEIVED: str(value)})
    assert message.startswith(f"{edition.name_of(RECEIVED)}（{RECEIVED}）：")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"organ": 5}, "organ 不是文字，没有读"),
        ({"year": "今年"}, "year 应为年份，如 2025，没有读（今年）"),
        ({"year": True}, "year 应为年份，如 2025，没有读（True）"),
        ({"sections": []}, ""),
        ({"sections": ["甲"]}, "sections 不是一组键值，没有读"),
        ({"sections": {"5": 5}}, "sections 里的 5 不是文字，没有读"),
        ({"facts": {"kind": "school"}}, "facts 里的 kind 不认识，没有读（school）"),
        ({"facts": {"other_form.disputes": 5}}, "facts 里的 other_form.disputes 不认识，没有读（5）"),
        ({"facts": {"of a newer program": 5}}, ""),
        ({"headings": "一、"}, "headings 不是一列文字，没有读"),
        ({"remarks": 5}, "remarks 不是一组键值，没有读"),
        ({"last_year": {}}, "上年年报没有读：不是本程序的年报文件：没有 cells 这一项"),
        ({"ties": [5]}, "ties 里有一项读不懂，已略过"),
    ],
)
def test_a_part_that_is_not_what_it_must_be_is_left_out_and_reported(
    changed: dict[str, object], message: str, editions: Mapping[str, Edition], edition: Edition
) -> None:
    assert missed(written(edition, **changed), editions) == ((message,) if message else ())


def test_parts_that_are_missing_are_reported(editions: Mapping[str, Edition], edition: Edition) -> None:
    data = written(edition)
    del data["organ"], data["cells"][str(RECEIVED)]
    assert missed(data, editions) == (
        "缺少 organ",
        f"cells 里缺少 1 格，如 {edition.name_of(RECEIVED)}（{RECEIVED}），按未填读入",
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [([], "没有 cells"), ({"cells": []}, "没有 cells"), ({"cells": {}, "edition": "1999"}, "格式版本是 '1999'")],
)
def test_what_is_no_report_is_refused(data: object, message: str, editions: Mapping[str, Edition]) -> None:
    with pytest.raises(ReportJsonError, match=message):
        read_report_json(data, editions)


def test_the_year_before_is_read_as_far_as_it_goes(editions: Mapping[str, Edition], edition: Edition) -> None:
    before = written(edition, year=2023)
    del before["organ"]
    _, last_year, message = read_report_json(written(edition, last_year=before), editions)
    assert last_year is not None and last_year.year == 2023
    assert message == ("上年年报：缺少 organ",)


@pytest.mark.parametrize("year", ["2025x", "25", "20x5", "二〇二五"])
def test_refused_texts_and_a_year_that_is_none_go_through_the_program_s_own_file(edition: Edition, year: str) -> None:
    report = Report(edition.id, unread={RECEIVED: "1O"}, facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: year})
    written = write_report_json(report, edition)
    assert written["year"] is None
    read, _, missed = read_report_json(written, {edition.id: edition})
    assert (read.unread, read.facts.get(Fact.YEAR), read.year) == (report.unread, year, None)
    assert not missed
