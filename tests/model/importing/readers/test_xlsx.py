"""Workbooks of Excel: values, hidden sheets, merged areas, and sheets that are too large."""

import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles.colors import Color

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell
from model.importing import register_content
from model.importing.content import Grid
from model.importing.notes import ImportedDocumentError
from model.importing.readers.xlsx import read_spreadsheet, sheet_boxes, shown_value
from model.report.report import Fact
from tests.model.importing.conftest import Import
from tests.model.importing.documents import (
    assert_whole,
    figures_of,
    numbered,
    write_workbook,
)


def test_a_workbook_is_read_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    imported = read(write_workbook(tmp_path / "a.xlsx", edition, numbered(edition)))
    assert_whole(imported, edition)
    assert imported.report.facts[Fact.SIGNATURE] == "某市水务局"
    assert imported.report.facts[Fact.DATE] == "2025年1月20日"
    place = imported.report.origins[Cell("disclosure", "government_rules", "repealed")].place
    assert (imported.container, place) == ("xlsx", "工作表“表二”C3")


def test_values_of_a_workbook_that_are_no_figures_are_reported(read: Import, edition: Edition, tmp_path: Path) -> None:
    import datetime

    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, {})
    book = openpyxl.load_workbook(path)
    values: dict[str, float | str | datetime.datetime] = {
        "D4": 3.0,
        "E4": 2.5,
        "F4": True,
        "G4": datetime.datetime(2024, 5, 1),
        "H4": "=1+1",
        "I4": "/",
        "D5": 1e30,
        "E5": "１２",
        "F5": 1003,
    }
    for at, value in values.items():
        book["表三"][at] = value
    book["表二"]["B14"] = 43.788
    book.save(path)
    report = read(path).report
    assert {cell.row + "." + cell.column: show_figure(figure) for cell, figure in report.figures.items()} == {
        "received.person": "3",
        "carried_in.business": "12",
        "carried_in.research": "1003",
        "fees.amount": "43.788",
    }
    assert {cell.row + "." + cell.column: raw for cell, raw in report.unread.items()} == {
        "received.business": "2.5",
        "received.research": "是（TRUE）",
        "received.welfare": "2024年5月1日",
        "received.other": "/",
        "carried_in.person": "1e+30",
    }


def test_a_hidden_sheet_is_not_read_and_reported(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表四"].sheet_state = "hidden"
    book.save(path)
    imported = read(path)
    assert [note.what for note in imported.notes] == ["工作表“表四”是隐藏的，没有读入", "没有找到表四的表格，各格留空"]


def test_a_value_far_outside_does_not_make_a_sheet_huge(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表四"]["XFD1048576"] = 1
    book.save(path)
    imported = read(path)
    assert len(imported.report.figures) == 200
    assert [note.what for note in imported.notes] == ["工作表“表四”太大，只读了前 2000 行、前 200 列"]


def changed_sheet(path: Path, edition: Edition, old: bytes, new: bytes) -> Path:
    whole = write_workbook(path.with_name("whole.xlsx"), edition, numbered(edition))
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in package.namelist():
            held = package.read(name)
            if name == "xl/worksheets/sheet3.xml":
                assert old in held
                held = held.replace(old, new, 1)
            changed.writestr(name, held)
    return path


def test_a_million_blank_rows_behind_a_table_are_ignored(read: Import, edition: Edition, tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(100, 200_000))
    path = changed_sheet(tmp_path / "a.xlsx", edition, b"</sheetData>", rows + b"</sheetData>")
    imported = read(path)
    assert figures_of(imported) == numbered(edition)
    assert [note.what for note in imported.notes] == ["工作表“表三”太大，只读了前 2000 行、前 200 列"]


def test_rows_that_are_all_full_are_too_many(read: Import, edition: Edition, tmp_path: Path) -> None:
    cells = b"".join(b"<c><v>%d</v></c>" % n for n in range(500))
    rows = b"".join(b"<row>%s</row>" % cells for _ in range(1500))
    with pytest.raises(ImportedDocumentError, match="内容多得不正常"):
        read(changed_sheet(tmp_path / "a.xlsx", edition, b"</sheetData>", rows + b"</sheetData>"))


def test_a_merged_cell_over_the_whole_sheet_is_not_laid_out(read: Import, edition: Edition, tmp_path: Path) -> None:
    merged = b'<mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(ImportedDocumentError, match="内容多得不正常"):
        read(changed_sheet(tmp_path / "a.xlsx", edition, b"</mergeCells>", merged))


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part of it changed."""
    to = path.with_stem(f"{path.stem}-changed")
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in package.namelist():
            held = package.read(name)
            changed.writestr(name, change(held) if name == part else held)
    return to


def test_a_share_is_no_count(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"]["D4"] = 1
    book["表三"]["D4"].number_format = "0%"
    book.save(path)
    assert list(read(path).report.unread.values()) == ["100%"]


def test_a_formula_that_was_never_calculated_is_blank_and_reported(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"]["J4"] = "=SUM(D4:I4)"
    book["表三"]["E5"] = "=1+1"
    book.save(path)
    imported = read(path)
    assert len(imported.report.figures) == 198
    (note,) = imported.notes
    assert "2 格是没有算过的公式（E5、J4）" in note.what and "工作表“表三”" in note.where


def test_a_formula_that_comes_to_no_text_is_blank(read: Import, edition: Edition, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", edition, {})
    cell = rb'<c r="D4" t="str"><f>IF(1,"","")</f><v></v></c>'
    changed = with_part(
        path, "xl/worksheets/sheet3.xml", lambda sheet: re.sub(rb'<c r="D4"[^>]*?(/>|>.*?</c>)', cell, sheet)
    )
    assert not [note for note in read(changed).notes if "公式" in note.what]


def test_what_a_program_left_under_merged_cells_is_not_read(tmp_path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("封面", "表三"):
        sheet = book.add_worksheet(name)
        sheet.merge_range(0, 0, 1, 2, f"{name}的表头")
        sheet.write_number(1, 1, 7)
        sheet.write_number(0, 3, 8)
        sheet.merge_range(2, 0, 3, 0, "")
    book.close()
    with zipfile.ZipFile(path) as package:
        grids, notes = read_spreadsheet(package, path.read_bytes(), path.name)
    assert notes == []
    for grid, name in zip(grids, ("封面", "表三"), strict=True):
        assert isinstance(grid, Grid)
        assert (grid.boxes[0].text, grid.boxes[0].high, grid.boxes[0].wide) == (f"{name}的表头", 2, 3)
        assert [box.text for box in grid.boxes if box.text] == [f"{name}的表头", "8"]
        assert [(box.top, box.left, box.high) for box in grid.boxes if box.left == 0] == [(0, 0, 2), (2, 0, 2)]


@pytest.mark.parametrize(
    "merged",
    [
        b'<mergeCell ref="A1:XFD1048576"/>',
        b"<mergeCell ref='$A$1:$XFD$1048576'/>",
        b'<mergeCell ref="a1:xfd1048576"/>',
        b'<mergeCell ref="A1:Z4000"/>',
        b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 50_000)),
    ],
)
def test_merged_areas_without_end_are_refused_soon(
    read: Import, edition: Edition, tmp_path: Path, merged: bytes
) -> None:
    path = write_workbook(tmp_path / "a.xlsx", edition, numbered(edition))
    changed = with_part(
        path,
        "xl/worksheets/sheet3.xml",
        lambda sheet: re.sub(rb"<mergeCells[^>]*>.*</mergeCells>", b"<mergeCells>" + merged + b"</mergeCells>", sheet),
    )
    began = time.process_time()
    with pytest.raises(ImportedDocumentError, match="格数太多"):
        read(changed)
    assert time.process_time() - began < 2


def test_a_merged_area_of_one_cell_is_a_cell(tmp_path: Path) -> None:
    """As openpyxl writes it where it was told to merge A1 with itself."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["甲", "乙"])
    sheet.merge_cells("A1:A1")
    book.save(tmp_path / "a.xlsx")
    (grid,) = (item for item in register_content(tmp_path / "a.xlsx")[0] if isinstance(item, Grid))
    assert [tuple(box) for box in grid.boxes] == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)]


WHITE, DARK = "FFFFFFFF", "FF003366"


@pytest.mark.parametrize(
    ("font", "ground", "is_read"),
    [
        ({"color": WHITE}, None, False),
        ({"color": WHITE}, WHITE, False),
        ({"color": DARK}, DARK, False),
        ({"size": 1}, None, False),
        ({"color": WHITE}, DARK, True),
        ({"color": DARK, "size": 9}, None, True),
        ({"color": "FFF8F8F8"}, None, False),
        ({"color": Color(theme=4)}, Color(theme=4), False),
        ({"color": Color(theme=4, tint=0.8)}, Color(theme=4, tint=0.8), False),
        ({"color": Color(theme=4)}, Color(theme=4, tint=0.8), True),
        ({"color": Color(theme=0)}, Color(theme=0, tint=-0.05), False),
    ],
    ids=[
        *("white", "white on white", "the colour of its ground", "one point", "white on dark", "dark", "nearly white"),
        *("of the theme", "of the theme, lighter", "lighter ground", "white on nearly white"),
    ],
)
def test_a_figure_that_nobody_can_see_is_asked_for(
    read: Import, edition: Edition, tmp_path: Path, font: dict[str, object], ground: str | Color | None, is_read: bool
) -> None:
    import openpyxl
    from openpyxl.styles import Font, PatternFill

    path = write_workbook(tmp_path / "年报.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    cell = book["表三"]["D4"]
    assert cell.value == float(numbered(edition)[RECEIVED])
    cell.font = Font(**font)  # type: ignore[arg-type]
    if ground:
        cell.fill = PatternFill("solid", fgColor=ground)
    book.save(path)
    report = read(path).report
    assert (RECEIVED in report.figures) == is_read
    assert (report.unread.get(RECEIVED, "")).startswith("（看不见") != is_read


RECEIVED = Cell("requests", "received", "person")


def test_the_sign_that_programs_write_for_the_end_of_a_line_is_no_part_of_a_text(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "年报.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"]["D4"].value = f"{numbered(edition)[RECEIVED]}_x000D_\n"
    book.save(path)
    assert figures_of(read(path)) == numbered(edition)


@pytest.mark.parametrize(
    ("font", "ground", "shown"),
    [
        ({"vertAlign": "superscript"}, None, "14（上标3）"),
        ({"strike": True}, None, "14（划去3）"),
        ({"color": WHITE}, None, "14（看不见3）"),
        ({"color": DARK}, DARK, "14（看不见3）"),
        ({"sz": 1}, None, "14（看不见3）"),
        ({"color": DARK, "sz": 9}, None, ""),
        ({"color": WHITE}, DARK, ""),
    ],
)
def test_a_part_of_a_text_that_looks_different_is_asked_for(
    read: Import, edition: Edition, tmp_path: Path, font: dict[str, object], ground: str | None, shown: str
) -> None:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import PatternFill

    path = write_workbook(tmp_path / "年报.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"]["D4"].value = CellRichText("14", TextBlock(InlineFont(**font), "3"))  # type: ignore[arg-type]
    if ground:
        book["表三"]["D4"].fill = PatternFill("solid", fgColor=ground)
    book.save(path)
    report = read(path).report
    assert report.unread.get(RECEIVED, "") == shown
    assert (report.figures.get(RECEIVED) == 143) == (not shown)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.lists(st.sampled_from((None, "", "x", 5, 2.0)), max_size=6), max_size=7),
    corners=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 6), st.integers(1, 4), st.integers(1, 4)), max_size=5),
    last_row=st.sampled_from((8, 40)),
)
def test_the_boxes_of_a_sheet_cover_each_of_its_cells_once_and_have_their_texts(
    rows: list[list[object]], corners: list[tuple[int, int, int, int]], last_row: int
) -> None:
    """Also where merged areas overlap, as in a damaged file."""
    merged = [(top, left, top + high, left + wide) for top, left, high, wide in corners]
    boxes = sheet_boxes(rows, merged, last_row)
    places = [
        (row, column) for box in boxes for row in range(box.top, box.bottom) for column in range(box.left, box.right)
    ]
    height, width = max((row + 1 for row, _ in places), default=0), max((column + 1 for _, column in places), default=0)
    assert sorted(places) == [(row, column) for row in range(height) for column in range(width)]
    assert boxes == sorted(boxes, key=lambda box: (box.top, box.left))
    assert {(box.high, box.wide) for box in boxes} <= {(1, 1)} | {
        (min(bottom, height) - top, min(right, width) - left) for top, left, bottom, right in merged
    }
    texts = {(r, c): shown_value(value) for r, line in enumerate(rows) for c, value in enumerate(line)}
    assert all(box.text == texts.get((box.top, box.left), "") for box in boxes)
    assert bool(boxes) == any(texts.values())


def test_rows_and_columns_of_a_hair_are_hidden_ones(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "年报.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"].row_dimensions[4].height = 0.75
    book.save(path)
    imported = read(path)
    assert not any(cell.row == "received" for cell in imported.report.figures)
    assert any("表三”有隐藏的行或列（第4行）" in note.what for note in imported.notes)


def test_a_number_in_white_letters_by_its_format_is_asked_for(read: Import, edition: Edition, tmp_path: Path) -> None:
    import openpyxl

    path = write_workbook(tmp_path / "年报.xlsx", edition, numbered(edition))
    book = openpyxl.load_workbook(path)
    book["表三"]["D4"].number_format = "[白色]0"
    book.save(path)
    assert RECEIVED in read(path).report.unread
