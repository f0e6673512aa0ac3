"""Plain tables as a workbook."""

from pathlib import Path

import openpyxl

from export.document.batch_tables import PlainSheet
from export.document.layout import Layout
from export.writers.xlsx.plain_sheets import write_plain_sheets


def test_numbers_are_numbers_texts_are_texts_and_the_head_stays_in_sight(tmp_path: Path, layout: Layout) -> None:
    path = tmp_path / "表.xlsx"
    rows = (("恩平市教育局", 3), ("=HYPERLINK(1)", 0), ("007", 1))
    write_plain_sheets((PlainSheet("总表", ("单位", "必改"), (120, 60), rows, "标题"),), layout, path)
    sheet = openpyxl.load_workbook(path)["总表"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["标题", None],
        ["单位", "必改"],
        ["恩平市教育局", 3],
        ["=HYPERLINK(1)", 0],
        ["007", 1],
    ]
    assert sheet["A4"].data_type == "s"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B3", "A2:B5")
