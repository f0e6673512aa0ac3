"""The tables about a batch."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from export.document.batch_tables import (
    FILE_HEADS,
    FINDING_HEADS,
    OVERVIEW_HEADS,
    file_line,
    file_list,
    finding_list,
    overview,
    tab_separated,
)
from model.batch.checking import check_imported
from model.batch.checking_pool import Outcome
from model.batch.file_rows import row_of
from model.batch.hand_in_days import HandInDay
from model.batch.packed_file import packed
from model.batch.selection import select
from model.batch.sources import Source
from model.batch.unit_list import Unit, UnitList
from model.form.edition import Edition
from model.importing import Imported
from tests.model.batch.county import YEAR, correct_report, unbalanced


def test_the_tables_have_a_line_for_each_file_unit_and_finding(editions: Mapping[str, Edition]) -> None:
    checked = check_imported(
        Imported(unbalanced(correct_report("恩平市教育局", editions["2021"])), (), container="json"), "a", editions
    )
    rows = {
        0: row_of(Outcome(0, Source(Path("甲.docx"), shown="甲.docx"), "x", packed(checked, editions)), editions),
        1: row_of(
            Outcome(1, Source(Path("乙.pdf"), shown="乙.pdf"), "y", None, "“乙.pdf”读不出来\n请重新取得"), editions
        ),
    }
    units = UnitList((Unit("恩平市教育局"), Unit("恩平市民政局")))
    selection = select(rows.values(), "", YEAR, units)

    why = {1: "没有读出：“乙.pdf”读不出来\n请重新取得"}
    files = file_list(
        file_line(each, editions, "不计" if number in why else "计入", why.get(number, ""))
        for number, each in rows.items()
    )
    assert all(len(row) == len(FILE_HEADS) == len(files.widths_px) for row in files.rows)
    assert files.rows[0][:6] == ("恩平市教育局", "甲.docx", "2021 版格式", 200, 200, "不一致")
    assert files.rows[1] == ("？", "乙.pdf", "", "", "", "读不出", "", "", "", "不计", "“乙.pdf”读不出来 请重新取得")

    days = {0: HandInDay(date(2025, 2, 1), is_recorded=True)}
    all_units = overview(rows, selection, title="总表", days=days, due=date(2025, 1, 31), year=YEAR)
    assert all(len(row) == len(OVERVIEW_HEADS) == len(all_units.widths_px) for row in all_units.rows)
    by_unit = {row[0]: row for row in all_units.rows}
    assert by_unit["恩平市教育局"][1:7] == ("已报", "甲.docx", "2025-02-01", "登记的收到日期", "逾期", "不一致")
    assert by_unit["恩平市民政局"][1] == "未交" and by_unit["？"][6] == "读不出"
    # a file that was not read is nobody's report, and why it was not stands once
    assert (by_unit["？"][1], by_unit["？"][-2:]) == ("没有读出", ("没有读出：“乙.pdf”读不出来 请重新取得", ""))
    last = overview(rows, selection, title="总表", days=days, due=date(2025, 1, 31), year=YEAR + 1)
    assert last.rows[0][:2] == ("恩平市教育局", f"{YEAR} 年度的")
    stopped = overview(rows, replace(selection, missing=(), unread=3), title="", days=days, due=date.max, year=YEAR)
    assert stopped.rows[-1][0] == "还有 3 个文件没有读，未交的单位不知道"

    found = finding_list([("恩平市教育局", "甲.docx", checked)])
    assert all(len(row) == len(FINDING_HEADS) for row in found.rows)
    assert len(found.rows) == len(checked.open_findings)

    text = tab_separated(files.heads, files.rows)
    assert [len(line.split("\t")) for line in text.splitlines()] == [len(FILE_HEADS)] * 3
