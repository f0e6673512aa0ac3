"""Open spreadsheets: values in full, hidden sheets, passwords, and repeated cells."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.importing.notes import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import
from tests.model.importing.documents import figures_of, numbered

ODS = SAMPLES / "filled-libreoffice.ods"


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


def test_a_hidden_sheet_of_an_open_spreadsheet_is_not_read_and_reported(read: Import, tmp_path: Path) -> None:
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


def test_a_number_of_an_open_spreadsheet_that_is_shown_rounded_is_not_certain(read: Import, tmp_path: Path) -> None:

    with zipfile.ZipFile(ODS) as package:
        text = package.read("content.xml").decode()
    fee = re.search(r'office:value="1091"[^>]*><text:p>1091</text:p>', text)
    assert fee
    path = changed_ods(tmp_path / "a.ods", {fee[0]: fee[0].replace("1091", "43.788", 1).replace(">1091<", ">44<")})
    unread = read(path).report.unread
    assert list(unread.values()) == ["44（存的是 43.788）"]


def test_an_open_spreadsheet_with_a_password_is_reported(read: Import, tmp_path: Path) -> None:
    path = changed_ods(
        tmp_path / "a.ods",
        {"</manifest:manifest>": "<manifest:encryption-data/></manifest:manifest>"},
        "META-INF/manifest.xml",
    )
    with pytest.raises(ImportedDocumentError, match="设有打开密码"):
        read(path)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ('style:text-line-through-style="solid"', "5（划去1）"),
        ('style:text-line-through-type="single"', "5（划去1）"),
        ('fo:color="#ffffff"', "5（看不见1）"),
        ('fo:font-size="1pt"', "5（看不见1）"),
        ('fo:color="#000000"', "51"),
    ],
)
def test_a_part_of_a_text_that_stands_apart_is_no_digit(read: Import, tmp_path: Path, style: str, text: str) -> None:
    automatic = "<office:automatic-styles>"
    apart = f'<style:style style:name="Q" style:family="text"><style:text-properties {style}/></style:style>'
    cell = 'office:value-type="float" office:value="1091"'
    with zipfile.ZipFile(ODS) as package:
        held = package.read("content.xml").decode()
    [old] = re.findall(r'office:value-type="float" office:value="1091"[^>]*><text:p>1091</text:p>', held)
    new = 'office:value-type="string"><text:p>5<text:span text:style-name="Q">1</text:span></text:p>'
    assert cell in old
    report = read(changed_ods(tmp_path / "a.ods", {automatic: automatic + apart, old: new})).report
    assert text in (*report.unread.values(), *map(show_figure, report.figures.values()))


def test_a_cell_has_what_its_style_inherits_from_a_named_one(read: Import, tmp_path: Path) -> None:
    """The styles that have names stand in another part of the package."""
    automatic, named = "<office:automatic-styles>", "<office:styles>"
    own = '<style:style style:name="Q" style:family="table-cell" style:parent-style-name="R"/>'
    white = '<style:text-properties fo:color="#ffffff"/>'
    cell = 'office:value-type="float" office:value="1091"'
    path = changed_ods(
        tmp_path / "b.ods",
        {named: f'{named}<style:style style:name="R" style:family="table-cell">{white}</style:style>'},
        "styles.xml",
    )
    with zipfile.ZipFile(ODS) as package:
        [old] = re.findall(r"<table:table-cell [^>]*" + cell, package.read("content.xml").decode())
    new = f'<table:table-cell table:style-name="Q" {cell}'
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(old.encode(), new.encode())
    parts["content.xml"] = parts["content.xml"].replace(automatic.encode(), (automatic + own).encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, held in parts.items():
            package.writestr(name, held)
    assert "（看不见1091）" in read(path).report.unread.values()


def test_a_hidden_row_of_an_open_spreadsheet_is_not_read_and_named(read: Import, tmp_path: Path) -> None:
    with zipfile.ZipFile(ODS) as package:
        text = package.read("content.xml").decode()
    sheet = text.index('table:name="表三"')
    row = [match.start() for match in re.finditer("<table:table-row", text[sheet:])][8] + sheet
    old = text[row : text.index("</table:table-row>", row)]
    hidden = old.replace("<table:table-row", '<table:table-row table:visibility="collapse"', 1)
    assert text.count(old) == 1
    imported = read(changed_ods(tmp_path / "a.ods", {old: hidden}))
    assert imported.notes[0].what == "工作表“表三”有隐藏的行或列（第9行），没有读入；要读入，请先取消隐藏"
    assert len(figures_of(imported)) == 200 - 7
