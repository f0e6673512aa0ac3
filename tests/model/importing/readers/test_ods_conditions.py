"""Figures of open spreadsheets that conditional formats show in the colour of their ground."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import

ODS = SAMPLES / "filled-libreoffice.ods"
WHITE = '<style:text-properties fo:color="#ffffff"/>'
BLUE = '<style:text-properties fo:color="#003366"/>'


def with_condition(path: Path, condition: str, applied: str = WHITE, own: str = "", default: bool = False) -> Path:
    """The sample, in which the cell with 1091 has a format with this condition, itself or by its column."""
    with zipfile.ZipFile(ODS) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["content.xml"].decode()
    styles = (
        f'<style:style style:name="shown" style:family="table-cell">{applied}</style:style>'
        f'<style:style style:name="by" style:family="table-cell">{own}'
        f'<style:map style:condition="{condition}" style:apply-style-name="shown"/></style:style>'
    )
    text = text.replace("<office:automatic-styles>", f"<office:automatic-styles>{styles}", 1)
    cell = re.search(r'<table:table-cell [^<]*office:value="1091"[^<]*<', text)
    assert cell
    style = re.search(r'table:style-name="[^"]*"', cell[0])
    assert style
    if default:
        sheet = text.rindex("<table:table ", 0, cell.start())
        column = re.compile(r'(<table:table-column [^>]*?)(?: table:default-cell-style-name="[^"]*")?( ?/>)')
        head = column.sub(r'\1 table:default-cell-style-name="by"\2', text[sheet : cell.start()])
        text = text[:sheet] + head + cell[0].replace(style[0], "") + text[cell.end() :]
    else:
        text = text.replace(cell[0], cell[0].replace(style[0], 'table:style-name="by"'))
    parts["content.xml"] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in parts.items():
            package.writestr(name, held)
    return path


@pytest.mark.parametrize(
    "condition",
    ["cell-content()=1091", "cell-content()!=0", "cell-content()&gt;5", "cell-content-is-between(1,2000)"],
)
def test_a_figure_that_a_condition_hides_is_asked_for(read: Import, tmp_path: Path, condition: str) -> None:
    for default in (False, True):
        imported = read(with_condition(tmp_path / "a.ods", condition, default=default))
        assert list(imported.report.unread.values()) == ["（看不见1091）"]


@pytest.mark.parametrize(
    "condition",
    ["cell-content()=0", "cell-content()&lt;=5", "cell-content-is-not-between(1,2000)"],
)
def test_a_figure_that_a_condition_leaves_is_read(read: Import, tmp_path: Path, condition: str) -> None:
    imported = read(with_condition(tmp_path / "a.ods", condition))
    assert imported.report.unread == {}
    assert not any("按条件" in note.what for note in imported.notes)


def test_colours_are_held_against_the_ground_of_the_cell(read: Import, tmp_path: Path) -> None:
    ground = '<style:table-cell-properties fo:background-color="#003366"/>'
    path = tmp_path / "a.ods"
    assert read(with_condition(path, "cell-content()=1091", BLUE, ground)).report.unread
    assert not read(with_condition(path, "cell-content()=1091", WHITE, ground)).report.unread
    assert not read(with_condition(path, "cell-content()=1091", BLUE)).report.unread


def test_a_condition_that_is_not_known_is_reported(read: Import, tmp_path: Path) -> None:
    imported = read(with_condition(tmp_path / "a.ods", "is-true-formula([.B6]&gt;3)"))
    assert imported.report.unread == {}
    assert sum("按条件可能变成看不见的白字" in note.what for note in imported.notes) == 1
