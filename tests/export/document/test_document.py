from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.document.document import Document, Heading, Paragraph, compose, one_line, paragraphs, printed_date
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.derived_totals import shown
from model.report.report import Fact, Report


def _section(document: Document, key: str) -> tuple[object, ...]:
    return next(section.blocks for section in document.sections if section.key == key)


def test_the_title_is_derived_from_organ_and_year_until_one_is_entered(report: Report, edition: Edition) -> None:
    assert compose(report, edition).title == "恩平市人民政府办公室2024年政府信息公开工作年度报告"
    given_ = report.with_(facts={**report.facts, Fact.TITLE: "2024年工作年报"})
    assert compose(given_, edition).title == "2024年工作年报"


def test_the_six_headings_are_those_of_the_edition_whatever_the_file_had(report: Report, edition: Edition) -> None:
    document = compose(report.with_(headings=("一、总的情况",)), edition)
    assert [section.heading for section in document.sections] == [
        Heading("一、总体情况", 1),
        Heading("二、主动公开政府信息情况", 1),
        Heading("三、收到和处理政府信息公开申请情况", 1),
        Heading("四、政府信息公开行政复议、行政诉讼情况", 1),
        Heading("五、存在的主要问题及改进情况", 1),
        Heading("六、其他需要报告的事项", 1),
    ]


def test_paragraphs_are_headings_by_their_numbering_as_offices_set_them(document: Document) -> None:
    assert _section(document, "1") == (
        Paragraph("2024年工作如下。"),
        Heading("（一）主动公开情况", 2),
        Paragraph("（二）依申请公开情况。全年收到申请9件。", 2, 11),
        Heading("1.完善制度。", 3),
        Paragraph("（1）明确责任。落实专人负责。", 4, 8),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1.5万件申请已办结",
        "（一）2024年，" + "公开信息" * 20 + "。",
        "（一）2024年，" + "公开信息" * 20 + "。另有其他。",
        "一是加强领导。",
        "（见附件）",
    ],
)
def test_text_that_only_looks_like_a_heading_stays_text(text: str, blank: Report, edition: Edition) -> None:
    assert _section(compose(blank.with_(texts={"1": text}), edition), "1") == (Paragraph(text),)


def test_an_empty_section_prints_its_heading_and_no_paragraph(blank: Report, edition: Edition) -> None:
    document = compose(blank, edition)
    assert [type(block).__name__ for block in document.blocks()] == [
        "Heading",
        "Heading",
        "PrintedTable",
        "Heading",
        "PrintedTable",
        "Heading",
        "PrintedTable",
        "Heading",
        "Heading",
    ]
    assert (document.title, document.signature, document.date) == ("", "", "")


def test_blank_cells_print_blank_and_zero_prints_0(document: Document, edition: Edition) -> None:
    printed = {cell: text for table in document.tables() for cell, text in table.figures.items()}
    assert printed[Cell("requests", "carried_in", "person")] == "0"
    assert printed[Cell("requests", "carried_in", "research")] == ""
    assert printed[Cell("disclosure", "fees", "amount")] == "3.50"
    assert printed.keys() == edition.cell_set


def test_derived_totals_print_their_sum(report: Report, document: Document, edition: Edition) -> None:
    requests = document.tables()[1]
    assert requests.figures[Cell("requests", "received", "total")] == "9"
    figures = shown(report, edition).figures
    assert {cell: text for cell, text in requests.figures.items() if text} == {
        cell: str(figure) for cell, figure in figures.items() if cell.table == "requests"
    }


def test_unread_text_is_printed_unchanged(awkward: Report, edition: Edition) -> None:
    requests = compose(awkward, edition).tables()[1]
    assert requests.figures[Cell("requests", "received", "research")] == "约3件<b>"
    assert requests.figures[Cell("requests", "carried_out", "other")] == "=SUM(A1)"


def test_head_rows_are_those_above_the_first_label_or_figure(document: Document) -> None:
    assert [table.head_rows for table in document.tables()] == [0, 3, 3]


def test_a_table_by_rows_has_every_cell_once(document: Document) -> None:
    for printed in document.tables():
        places = [place for row in printed.rows for place in row]
        assert sorted(places, key=id) == sorted(printed.table.places, key=id)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2025-01-08", "2025年1月8日"),
        ("2025年01月08日", "2025年1月8日"),
        ("2025年1月28日", "2025年1月28日"),
        ("二〇二五年一月八日", "二〇二五年一月八日"),
        ("", ""),
    ],
)
def test_dates_are_arabic_without_leading_zeros(text: str, printed: str) -> None:
    assert printed_date(text) == printed


def test_paragraphs_come_without_indents_and_empty_lines() -> None:
    assert paragraphs("　　第一段 \n\n\t第二段\r\n\u2028第三段") == ("第一段", "第二段", "第三段")


@given(st.text(st.characters(exclude_categories=())))
def test_no_document_holds_a_character_that_xml_forbids(text: str) -> None:
    for each in (*paragraphs(text), one_line(text)):
        assert all(
            ch == "\t" or 0x20 <= ord(ch) <= 0xD7FF or 0xE000 <= ord(ch) <= 0xFFFD or ord(ch) > 0xFFFF for ch in each
        )


def test_documents_compare_by_value(document: Document) -> None:
    assert replace(document) == document
