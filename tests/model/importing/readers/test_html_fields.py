import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.content import Grid
from model.importing.readers.html import read_page
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import html_page

PERSON = Cell("requests", "received", "person")


@pytest.mark.parametrize(
    "written",
    [
        '<input value="5">',
        '<input type="number" value="5" readonly placeholder="0">',
        '<input type="text" value="5"><input>',
        '<p><input value=" 5 "></p>',
        "<select><option>1</option><option selected>5</option></select>",
        "<textarea>5</textarea>",
    ],
)
def test_a_field_with_a_number_is_read_as_the_saved_page_shows_it_and_that_is_said(
    read_bytes: ImportBytes, edition: Edition, written: str
) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: "@"}).replace("@", written).encode())
    assert (imported.report.figures, imported.report.unread) == ({PERSON: 5}, {})
    assert ["输入框" in note.what for note in imported.notes] == [True]


@pytest.mark.parametrize("written", ['<input placeholder="5">', "<input>", '<input type="checkbox" value="5">'])
def test_a_field_that_is_not_filled_is_blank(read_bytes: ImportBytes, edition: Edition, written: str) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: "@"}).replace("@", written).encode())
    assert (imported.report.figures, imported.report.unread, imported.notes) == ({}, {}, ())


@pytest.mark.parametrize(
    "written", ["<select><option>5</option><option>6</option></select>", "14<select><option>5</select>"]
)
def test_the_first_entry_of_a_list_of_which_none_is_chosen_may_be_shown(
    read_bytes: ImportBytes, edition: Edition, written: str
) -> None:
    imported = read_bytes("a.html", html_page(edition, {PERSON: "@"}).replace("@", written).encode())
    assert imported.report.figures == {}
    assert "输入框5" in imported.report.unread[PERSON]


@pytest.mark.parametrize("how", ["hidden", 'style="display:none"'])
def test_a_field_that_is_not_shown_is_not_read(read_bytes: ImportBytes, edition: Edition, how: str) -> None:
    written = f'<input value="5" {how}>'
    imported = read_bytes("a.html", html_page(edition, {PERSON: "@"}).replace("@", written).encode())
    assert imported.report.figures == {}
    assert ["隐藏" in note.what for note in imported.notes] == [True]


def test_a_field_beside_the_tables_of_the_report_is_not_mentioned() -> None:
    content, notes = read_page('<table><tr><td>站内搜索</td><td><input value="请输入"></td></tr></table>')
    assert [item.text_at(0, 1) for item in content if isinstance(item, Grid)] == ["请输入"]
    assert notes == []
