"""From grids and paragraphs to the edition, its tables and its sections."""

import unicodedata
from pathlib import Path

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from tests.model.importing.conftest import Import, ImportBytes, ReadText
from tests.model.importing.documents import (
    figures_of,
    html_page,
    html_table,
    numbered,
    text_page,
    word_paragraph,
    word_rows,
    write_word,
)


def test_one_table_for_everything_is_parted_at_the_headings(read: Import, edition: Edition, tmp_path: Path) -> None:
    rows: list[str] = []
    for table in edition.tables:
        heading = word_paragraph(edition.section(table.section).title)
        rows.append(f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{table.width}"/></w:tcPr>{heading}</w:tc></w:tr>')
        rows += word_rows(table, numbered(edition))
    imported = read(write_word(tmp_path / "a.docx", f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert figures_of(imported) == numbered(edition)
    assert len(imported.report.headings) == 3


def test_other_tables_are_left_alone_and_kept_in_a_note(read_bytes: ImportBytes, edition: Edition) -> None:
    other = "<table><tr><td>栏目</td><td>条数</td></tr><tr><td>动态</td><td>128</td></tr></table>"
    page = html_page(edition, numbered(edition)).replace("<p>　　（一）", other + "<p>　　（一）")
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == numbered(edition)
    assert [(note.what, note.raw) for note in imported.notes] == [
        ("第1张表没有认出是哪张表，没有读入", "栏目 | 条数\n动态 | 128")
    ]


def test_remarks_inside_a_table_are_kept_in_a_note(read_bytes: ImportBytes, edition: Edition) -> None:
    remark = '<tr><td colspan="15">备注：以上不含下属单位。</td></tr></tbody>'
    page = html_page(
        edition, numbered(edition), table=lambda t, texts: html_table(t, texts).replace("</tbody>", remark)
    )
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == numbered(edition)
    assert len([note for note in imported.notes if note.raw == "备注：以上不含下属单位。"]) == 3


@pytest.mark.parametrize("year", [2019, 2021, 2023])
def test_the_form_is_known_by_its_labels_and_not_by_the_year(read_text: ReadText, old: Edition, year: int) -> None:
    imported = read_text(text_page(old, numbered(old)).replace("2024年政府", f"{year}年政府"))
    assert (imported.report.edition, imported.report.year) == ("2019", year)
    message = {finding.rule for finding in check(imported.report, old).findings}
    assert ("report.form" in message) is (year > 2020)


def test_tables_of_both_forms_in_one_report_are_read_as_far_as_they_agree(
    read_bytes: ImportBytes, edition: Edition, old: Edition
) -> None:
    """The old second table, and the new third and fourth: what is certain of the second is read, the rest is said."""
    second, others = numbered(old), numbered(edition)
    page = html_page(
        edition,
        {},
        table=lambda table, _: (
            html_table(old.table("disclosure"), second) if table.id == "disclosure" else html_table(table, others)
        ),
    )
    imported = read_bytes("a.html", page.encode())
    true = {**{c: t for c, t in second.items() if c.table == "disclosure"}, **others}
    if imported.report.edition == "2019":
        true = {**others, **{cell: text for cell, text in second.items() if cell.table == "disclosure"}}
    assert all(true[cell] == text for cell, text in figures_of(imported).items())
    assert len(figures_of(imported)) > 170
    assert imported.report.foreign_labels


@pytest.mark.parametrize(
    "heading",
    [
        "数据图解（附页，不属于年度报告格式内容）",
        " 数据 图解(附页，不属于年度报告格式内容) ",
        "数据图解（附页，不属于年度报告格式内容）说明",
    ],
)
def test_a_picture_of_the_figures_behind_a_report_is_no_part_of_it(
    read_text: ReadText, edition: Edition, heading: str
) -> None:
    page = text_page(edition, numbered(edition))
    whole = read_text(page)
    with_picture = read_text(f"{page}\n{heading}\n新收 128 件")
    assert (with_picture.report, with_picture.notes) == (whole.report, whole.notes)
    assert read_text(f"{page}\n图解：新收 128 件").report.texts != whole.report.texts


def test_no_other_character_is_made_into_one_of_the_heading_of_a_picture() -> None:
    made_into = (chr(code) for code in range(0x110000) if "图" in unicodedata.normalize("NFKC", chr(code)))
    assert list(made_into) == ["图"]
