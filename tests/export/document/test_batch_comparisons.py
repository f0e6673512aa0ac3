"""The tables of what comparisons of batches found."""

from collections.abc import Mapping
from dataclasses import replace

from export.document.batch_comparisons import copies_sheet, hand_ins_sheet, published_sheet, sums_sheet
from model.batch.checking import check_imported
from model.batch.copies import Likeness
from model.batch.file_rows import FileRow, Verdict
from model.batch.hand_ins import changes_between, published_differences
from model.batch.selection import Taken
from model.batch.summary import Summary
from model.form.edition import Edition
from model.importing import Imported
from model.report.derived_totals import shown
from tests.model.batch.county import COUNTY, correct_report, unbalanced

UNIT = "恩平市教育局"


def row(number: int, organ: str, *, zero: bool = False) -> FileRow:
    made = FileRow(
        number, f"{number}.docx", organ, 2024, "2021", 200, 200, Verdict.AGREES, 0, 0, 0, "", (), "", False, ""
    )
    return replace(made, all_zero=zero)


def test_near_copies_come_before_reports_that_are_all_zero() -> None:
    rows = {0: row(0, "甲局"), 1: row(1, "乙局"), 2: row(2, "丙局", zero=True), 3: row(3, "乙局")}
    sheet = copies_sheet([Likeness(1, 3, 1.0), Likeness(0, 1, 0.934), Likeness(1, 1, 0.8)], rows)
    assert [line[:4] for line in sheet.rows] == [
        ("雷同", "甲局", "乙局", "93 %"),
        ("雷同", "乙局", "本单位上年的文字", "80 %"),
        ("同一单位", "乙局", "乙局", "100 %"),
        ("全是 0", "丙局", "", ""),
    ]


def test_hand_ins_and_published_reports_line_by_line(editions: Mapping[str, Edition]) -> None:
    right = correct_report(UNIT, editions["2021"])
    good, wrong = (check_imported(Imported(r, (), container="json"), "a", editions) for r in (right, unbalanced(right)))
    same = changes_between(good, good, editions)
    sheet = hand_ins_sheet({"甲": same, UNIT: changes_between(wrong, good, editions)})
    assert [line[:2] for line in sheet.rows] == [
        (UNIT, "已改好"),
        (UNIT, "已改好"),
        ("甲", "没有变化"),
    ]  # what changed first
    assert sheet.title == "已改好 2 处，没有改 0 处，新出现 0 处，另有改动 0 处；没有变化的 1 个单位"
    found = published_differences({"甲": good, "乙": good, UNIT: wrong}, {UNIT: good, "甲": good}, editions)
    published = published_sheet(found)
    lines = published.rows
    assert published.title == "不同的 1 个单位（2 处），没有比成的 1 个，一致的 1 个"
    assert [line[0] for line in lines] == [UNIT, UNIT, "乙", "甲"]
    assert lines[0][1] == "表三 四、结转下年度 · 商业企业" and lines[0][2] != lines[0][3]
    assert [line[1] for line in lines[2:]] == ["没有找到公开的年报", "一致"]


def test_two_sums_cell_by_cell(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    mine, other = correct_report(UNIT, edition), correct_report(COUNTY, edition, 2023)
    summary = Summary(edition, (Taken(0, UNIT),), shown(mine, edition).figures, {}, sums_of_some=False)
    sheet = sums_sheet(summary, other, edition, "上年")
    assert len(sheet.rows) == len(edition.cells) and sheet.heads[2] == "上年"
    for line in sheet.rows:
        assert float(line[1]) - float(line[2]) == float(line[3])
    blank = sums_sheet(summary, other.with_(figures={}), edition, "上年")
    assert {line[2:] for line in blank.rows} == {("空着", "")}
