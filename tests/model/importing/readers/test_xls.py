"""Workbooks of Excel 97: places, hidden sheets, passwords, and records with absurd values."""

import struct

import pytest

from model.form.tables import Cell
from model.importing.notes import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import figures_of

XLS = (SAMPLES / "filled-libreoffice.xls").read_bytes()


def test_the_place_of_a_figure_in_an_old_workbook_is_called_as_excel_calls_it(read_bytes: ImportBytes) -> None:
    imported = read_bytes("年报.et", XLS)
    origin = imported.report.origins[Cell("requests", "received", "person")]
    assert (origin.source, origin.place) == ("年报.et", "工作表“表三”D4")


def test_a_hidden_sheet_of_an_old_workbook_is_not_read_and_reported(read_bytes: ImportBytes) -> None:
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


def test_an_old_workbook_with_a_password_is_reported(read_bytes: ImportBytes) -> None:
    locked = bytearray(XLS)
    at = record_at(0x00E1)  # INTERFACEHDR becomes FILEPASS
    locked[at : at + 2] = struct.pack("<H", 0x002F)
    with pytest.raises(ImportedDocumentError, match=r"设有打开密码.*去掉密码后保存"):
        read_bytes("a.xls", bytes(locked))


def test_a_cell_far_outside_of_an_old_workbook_does_not_make_it_huge(read_bytes: ImportBytes) -> None:
    far = bytearray(XLS)
    at = record_at(0x00FD)  # LABELSST
    far[at + 4 : at + 8] = struct.pack("<HH", 65535, 255)
    with pytest.raises(ImportedDocumentError, match="内容多得不正常"):
        read_bytes("a.xls", bytes(far))


def test_a_column_that_no_old_sheet_has_is_damage(read_bytes: ImportBytes) -> None:
    wrong = bytearray(XLS)
    at = record_at(0x00FD)
    wrong[at + 6 : at + 8] = struct.pack("<H", 60000)
    with pytest.raises(ImportedDocumentError, match="内容已损坏"):
        read_bytes("a.xls", bytes(wrong))
