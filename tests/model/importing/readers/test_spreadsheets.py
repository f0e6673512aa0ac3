"""Workbooks other than .xlsx, and sheets as text."""

import csv
import io
import re
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell
from model.importing import Imported
from model.importing.content import Grid
from model.importing.notes import ImportedDocumentError
from model.importing.readers.xlsx import read_spreadsheet
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import TITLE, WORDS, Texts, lines_of, numbered, text_in, write_workbook

XLS = (SAMPLES / "filled-libreoffice.xls").read_bytes()
ODS = SAMPLES / "filled-libreoffice.ods"


def figures_of(imported: Imported) -> dict[Cell, str]:
    return {cell: show_figure(figure) for cell, figure in imported.report.figures.items()}


# ---- .xls


def test_the_place_of_a_figure_in_an_old_workbook_is_called_as_excel_calls_it(read_bytes: ImportBytes) -> None:
    imported = read_bytes("年报.et", XLS)
    origin = imported.report.origins[Cell("requests", "received", "person")]
    assert (origin.source, origin.place) == ("年报.et", "工作表“表三”D4")


def test_a_hidden_sheet_of_an_old_workbook_is_not_read_and_said(read_bytes: ImportBytes) -> None:
    name = XLS.index("表四".encode("utf-16-le"))
    hidden = bytearray(XLS)
    hidden[name - 4] = 1  # hsState, before the length and the kind of the name
    imported = read_bytes("a.xls", bytes(hidden))
    assert imported.notes[0].what == "工作表“表四”是隐藏的，没有读入"
    assert not [cell for cell in figures_of(imported) if cell.table == "disputes"]


def record_at(kind: int, data: bytes = XLS) -> int:
    """Where the first record of the kind begins, of those within the workbook's stream."""
    place = data.index(struct.pack("<HH", 0x0809, 16))
    while True:
        found, length = struct.unpack_from("<HH", data, place)
        if found == kind:
            return place
        place += 4 + length


def test_an_old_workbook_with_a_password_is_said(read_bytes: ImportBytes) -> None:
    locked = bytearray(XLS)
    at = record_at(0x00E1)  # INTERFACEHDR becomes FILEPASS
    locked[at : at + 2] = struct.pack("<H", 0x002F)
    with pytest.raises(ImportedDocumentError, match=r"设有打开密码.*去掉密码后保存"):
        read_bytes("a.xls", bytes(locked))


def test_a_cell_far_outside_of_an_old_workbook_does_not_make_it_huge(read_bytes: ImportBytes) -> None:
    far = bytearray(XLS)
    at = record_at(0x00FD)  # LABELSST
    far[at + 4 : at + 8] = struct.pack("<HH", 65535, 255)
    with pytest.raises(ImportedDocumentError, match="内容多得不像是年报"):
        read_bytes("a.xls", bytes(far))


def test_a_column_that_no_old_sheet_has_is_damage(read_bytes: ImportBytes) -> None:
    wrong = bytearray(XLS)
    at = record_at(0x00FD)
    wrong[at + 6 : at + 8] = struct.pack("<H", 60000)
    with pytest.raises(ImportedDocumentError, match="内容已损坏"):
        read_bytes("a.xls", bytes(wrong))


# ---- .ods


def changed_ods(path: Path, changes: Mapping[str, str], part: str = "content.xml") -> Path:
    with zipfile.ZipFile(ODS) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in package.namelist():
            held = package.read(name)
            if name == part:
                text = held.decode()
                for old, new in changes.items():
                    assert old in text
                    text = text.replace(old, new, 1)
                held = text.encode()
            changed.writestr(name, held)
    return path


def test_a_hidden_sheet_of_an_open_spreadsheet_is_not_read_and_said(read: Import, tmp_path: Path) -> None:
    imported = read(changed_ods(tmp_path / "a.ods", {'table:display="true"': 'table:display="false"'}))
    assert imported.notes[0].what.endswith("是隐藏的，没有读入")


def test_a_million_repeated_cells_are_not_laid_out(read: Import, edition: Edition, tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string"'
        ' table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    imported = read(changed_ods(tmp_path / "a.ods", {"</table:table>": rows}))
    assert imported.notes[0].what == "工作表“封面”太大，只读了前 2000 行、前 200 列"
    assert figures_of(imported) == numbered(edition)


def test_a_number_of_an_open_spreadsheet_is_read_in_full_and_not_as_it_is_rounded(read: Import, tmp_path: Path) -> None:
    import re

    with zipfile.ZipFile(ODS) as package:
        text = package.read("content.xml").decode()
    fee = re.search(r'office:value="1091"[^>]*><text:p>1091</text:p>', text)
    assert fee
    path = changed_ods(tmp_path / "a.ods", {fee[0]: fee[0].replace("1091", "43.788", 1).replace(">1091<", ">44<")})
    unread = read(path).report.unread
    assert list(unread.values()) == ["43.788"]


def test_an_open_spreadsheet_with_a_password_is_said(read: Import, tmp_path: Path) -> None:
    path = changed_ods(
        tmp_path / "a.ods",
        {"</manifest:manifest>": "<manifest:encryption-data/></manifest:manifest>"},
        "META-INF/manifest.xml",
    )
    with pytest.raises(ImportedDocumentError, match="设有打开密码"):
        read(path)


# ---- .xlsx


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


def test_a_million_blank_rows_behind_a_table_do_no_harm(read: Import, edition: Edition, tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(100, 200_000))
    path = changed_sheet(tmp_path / "a.xlsx", edition, b"</sheetData>", rows + b"</sheetData>")
    imported = read(path)
    assert figures_of(imported) == numbered(edition)
    assert [note.what for note in imported.notes] == ["工作表“表三”太大，只读了前 2000 行、前 200 列"]


def test_rows_that_are_all_full_are_too_many(read: Import, edition: Edition, tmp_path: Path) -> None:
    cells = b"".join(b"<c><v>%d</v></c>" % n for n in range(500))
    rows = b"".join(b"<row>%s</row>" % cells for _ in range(1500))
    with pytest.raises(ImportedDocumentError, match="内容多得不像是年报"):
        read(changed_sheet(tmp_path / "a.xlsx", edition, b"</sheetData>", rows + b"</sheetData>"))


def test_a_merged_cell_over_the_whole_sheet_is_not_laid_out(read: Import, edition: Edition, tmp_path: Path) -> None:
    merged = b'<mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(ImportedDocumentError, match="内容多得不像是年报"):
        read(changed_sheet(tmp_path / "a.xlsx", edition, b"</mergeCells>", merged))


# ---- sheets as text


def flat(edition: Edition, texts: Texts, separator: str) -> str:
    """All of the report as one sheet, as a spreadsheet program writes it: every place is there."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    width = max(table.width for table in edition.tables)

    def write(*cells: str) -> None:
        writer.writerow([*cells, *[""] * (width - len(cells))])

    write(TITLE)
    for section in edition.sections:
        write(section.title)
        for words in WORDS.get(section.key, ()):
            write(words)
        table = edition.table_of_section(section.key)
        for top in range(table.height if table else 0):
            assert table
            row = [""] * table.width
            for place in table.places:
                if place.top == top:
                    row[place.left] = text_in(place, texts)
            write(*row)
    return out.getvalue()


@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize(("suffix", "separator"), [("csv", ","), ("tsv", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_sheet_as_text_is_read_whole(
    read_bytes: ImportBytes, editions: Mapping[str, Edition], name: str, suffix: str, separator: str, encoding: str
) -> None:
    edition = editions[name]
    imported = read_bytes(f"a.{suffix}", flat(edition, numbered(edition), separator).encode(encoding))
    assert (imported.container, imported.report.edition) == ("txt", name)
    assert figures_of(imported) == numbered(edition)
    assert imported.report.texts["1"] == lines_of("1")
    assert imported.notes == ()


def test_a_sheet_as_text_whose_places_were_lost_is_not_read_by_its_columns(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    """Every row without its blanks: a figure would stand under another head."""
    lines = flat(edition, numbered(edition), ",").splitlines()
    short = "\n".join(",".join(cell for cell in line.split(",") if cell) for line in lines)
    for cell, figure in figures_of(read_bytes("a.csv", short.encode())).items():
        assert figure == numbered(edition)[cell]


def test_a_table_of_markdown_is_read_whole(read_bytes: ImportBytes, edition: Edition) -> None:
    from tests.model.importing.documents import text_page

    lines: list[str] = []
    for line in text_page(edition, numbered(edition)).splitlines():
        row = f"| {line.rstrip(' |')} |" if "|" in line else line
        lines.append(row)
        if "|" in line and not ("|" in lines[-2] if len(lines) > 1 else False):
            lines.append("| --- | :---: | ---: |")
    assert figures_of(read_bytes("a.md", "\n".join(lines).encode())) == numbered(edition)


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


def test_a_formula_that_was_never_calculated_is_blank_and_said(read: Import, edition: Edition, tmp_path: Path) -> None:
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
