"""PDF files with a text layer: published ones, our own, and pages drawn by hand."""

import time

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell, Table
from model.importing.notes import ImportedDocumentError
from model.report.derived_totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import TITLE, WORDS, lines_of, numbered
from tests.model.importing.readers.pdf.pdfs import HEADER, HUAIAN, SOME_WORDS, SOON_S, line, pages, pdf, soon, text

# ---- published, and made by LibreOffice


def test_a_published_pdf_is_read_to_the_last_cell(read: Import, edition: Edition) -> None:
    imported = read(HUAIAN)
    figures = shown(imported.report, edition).figures
    assert imported.notes == ()
    assert (imported.container, imported.report.edition) == ("pdf", "2021")
    assert figures.keys() == edition.cell_set
    rows = {
        row.id: " ".join(show_figure(figures[cell]) for cell in table.line(row.id))
        for table in edition.tables
        for row in table.rows
    }
    # as the file prints them
    assert rows == {
        "government_rules": "1 0 11",
        "normative_documents": "8 26 66",
        "licences": "447228",
        "penalties": "3985758",
        "coercive_measures": "88283",
        "fees": "96171.6",
        "received": "3001 53 0 0 61 4 3119",
        "carried_in": "34 0 0 0 0 0 34",
        "results.granted": "1288 21 0 0 50 3 1362",
        "results.granted_in_part": "447 7 0 0 0 0 454",
        "results.denied.state_secret": "2 0 0 0 0 0 2",
        "results.denied.prohibited_by_law": "30 1 0 0 0 0 31",
        "results.denied.security_and_stability": "5 0 0 0 0 0 5",
        "results.denied.third_party_rights": "6 0 0 0 0 0 6",
        "results.denied.internal_affairs": "7 1 0 0 0 0 8",
        "results.denied.deliberative": "12 0 0 0 0 0 12",
        "results.denied.enforcement_file": "9 0 0 0 0 0 9",
        "results.denied.inquiry_matter": "105 0 0 0 0 0 105",
        "results.unavailable.not_held": "746 12 0 0 10 1 769",
        "results.unavailable.needs_creating": "11 0 0 0 0 0 11",
        "results.unavailable.still_unclear": "1 0 0 0 0 0 1",
        "results.not_processed.petition": "56 6 0 0 0 0 62",
        "results.not_processed.repeated": "25 0 0 0 0 0 25",
        "results.not_processed.published_work": "0 0 0 0 0 0 0",
        "results.not_processed.excessive": "0 0 0 0 0 0 0",
        "results.not_processed.reconfirmation": "1 0 0 0 0 0 1",
        "results.otherwise.not_corrected": "67 3 0 0 1 0 71",
        "results.otherwise.fee_unpaid": "6 0 0 0 0 0 6",
        "results.otherwise.other": "108 2 0 0 0 0 110",
        "results.total": "2932 53 0 0 61 4 3050",
        "carried_out": "103 0 0 0 0 0 103",
        "reconsideration": "72 64 178 37 351",
        "suit_direct": "13 4 8 1 26",
        "suit_after_reconsideration": "12 1 1 6 20",
    }


def test_the_text_of_a_published_pdf_is_assembled_as_it_was(read: Import, edition: Edition) -> None:
    report = read(HUAIAN).report
    assert (report.organ, report.year, report.title) == ("淮安市人民政府", 2024, "")
    assert report.headings == tuple(section.title for section in edition.sections)
    preface = report.texts["preface"]
    assert preface.startswith("本报告由淮安市人民政府办公室根据《中华人民共和国政府信息公开条例》（国令第711号）")
    assert preface.endswith("电子邮箱：hazwgkc@163.com）。")
    assert [paragraph[:8] for paragraph in report.texts["1"].split("\n")] == [
        "2024年，我市",
        "（一）主动公开情",
        "（二）依申请公开",
        "（三）政府信息管",
        "（四）政府信息公",
        "（五）政府信息公",
    ]
    # over the end of a page, without its number
    assert "“建设‘四最’一流营商环境高质量推进产业发展”" in report.texts["1"]
    assert [paragraph[:5] for paragraph in report.texts["5"].split("\n")] == ["对照上级新", "针对存在问"]
    assert report.texts["6"].endswith("全年收取政府信息公开信息处理费3940元。")


def test_the_old_form_made_a_pdf_by_libreoffice_is_read_whole(read: Import, editions: dict[str, Edition]) -> None:
    imported = read(SAMPLES / "filled-2019-libreoffice.pdf")
    assert imported.report.edition == "2019"
    assert {c: show_figure(f) for c, f in imported.report.figures.items()} == numbered(editions["2019"])
    assert imported.notes == ()
    assert {key: imported.report.texts[key] for key in WORDS} == {key: lines_of(key) for key in WORDS}


# ---- drawn by hand


def table_at(table: Table, texts: dict[Cell, str], top: float, size: float = 5.5) -> bytes:
    """Ruled with lines, each figure in the middle of its cell; labels wrap as the cell is wide."""
    left, wide, high = 40.0, 515 / table.width, 25.0
    drawn = b"0.5 w\n"
    for place in table.places:
        x0, x1 = left + place.left * wide, left + place.right * wide
        y0, y1 = top - place.top * high, top - place.bottom * high
        drawn += line(x0, y0, x1, y0) + line(x0, y1, x1, y1) + line(x0, y0, x0, y1) + line(x1, y0, x1, y1)
        words = texts.get(place.cell, "") if place.cell else place.text
        step = max(int((x1 - x0 - 2) / size), 1)
        for number in range(0, len(words), step):
            drawn += text(words[number : number + step], x0 + 1, y0 - size - number // step * size, size)
    return drawn


def report_pages(edition: Edition, texts: dict[Cell, str]) -> list[bytes]:
    first = text(TITLE, 100, 780, 20) + text("一、总体情况", 110, 740, 14) + text("2024年工作平稳。", 110, 715, 14)
    found = [first]
    for table in edition.tables:
        heading = text(edition.section(table.section).title, 110, 800, 14)
        found.append(heading + table_at(table, texts, 780))
    return found


@pytest.mark.parametrize("name", ["2021", "2019"])
def test_a_form_drawn_with_lines_is_read_whole(
    read_bytes: ImportBytes, editions: dict[str, Edition], name: str
) -> None:
    edition = editions[name]
    imported = read_bytes("a.pdf", pages(report_pages(edition, numbered(edition))))
    assert {c: show_figure(f) for c, f in imported.report.figures.items()} == numbered(edition)
    assert imported.report.edition == name


def test_a_table_without_any_line_is_reported(read_bytes: ImportBytes, edition: Edition) -> None:
    drawn = b"".join(text(section.title, 90, 800 - 40 * n) for n, section in enumerate(edition.sections))
    imported = read_bytes("a.pdf", pages([text(TITLE, 90, 830) + drawn + text("规章", 90, 400) + text("3", 300, 400)]))
    assert imported.report.figures == {}
    assert imported.notes[-1].what == "三张表都没有找到（表格线可能已经丢失），各格留空"


def test_text_recognised_over_a_picture_is_doubtful(read_bytes: ImportBytes, edition: Edition) -> None:
    contents = [b"3 Tr\n" + content for content in report_pages(edition, numbered(edition))]
    imported = read_bytes("a.pdf", pages(contents))
    assert "文件里的文字是由扫描图片识别出来的，可能认错，请逐格核对" in [note.what for note in imported.notes]


# ---- what cannot be read


def test_a_scan_is_asked_for_as_an_electronic_file(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match=r"里没有文字，像是扫描件.*可以编辑的电子文件"):
        read_bytes("扫描.pdf", pages([b"q 500 0 0 700 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q\n"] * 3))


def test_a_page_without_text_and_pictures_is_not_called_a_scan(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match="里没有文字，页面空白，或者文字已转成图形"):
        read_bytes("a.pdf", pages([b"0 0 100 100 re f\n"] * 3))


def test_a_pdf_with_a_password_is_reported(read: Import) -> None:
    with pytest.raises(ImportedDocumentError, match="设有打开密码"):
        read(SAMPLES / "locked.pdf")


def test_thousands_of_pages_are_not_all_read(read_bytes: ImportBytes) -> None:
    assert "没有找到" in soon(read_bytes, pages([SOME_WORDS] * 3000))


def test_cyclic_page_trees_end() -> None:
    from model.importing.readers.pdf.document import read_pdf

    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    for node in (
        b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>",
        b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>",
        b"<< /Type /Pages /Count -5 /Kids [] >>",
    ):
        began = time.process_time()
        inner = b"<< /Type /Pages /Count 99 /Parent 3 0 R /Kids [2 0 R 3 0 R] >>"
        with pytest.raises(ImportedDocumentError):
            read_pdf(pdf({1: catalogue, 2: node, 3: inner}), "a.pdf")
        assert time.process_time() - began < SOON_S


def test_a_page_with_a_hundred_thousand_lines_ends(read_bytes: ImportBytes) -> None:
    lines = b"".join(b"0 %d m 500 %d l S\n" % (n % 800, n % 800) for n in range(100_000))
    assert "没有找到" in soon(read_bytes, pages([lines + SOME_WORDS]))


def test_a_page_with_a_million_characters_ends(read_bytes: ImportBytes) -> None:
    assert "没有找到" in soon(read_bytes, pages([SOME_WORDS * 40_000]))


@pytest.mark.parametrize("rest", [b"", b"\0" * 5000, b"1 0 obj\n" * 5000, b"stream\n" * 30_000, b"xref\n0 99999999\n"])
def test_what_only_begins_like_a_pdf_is_reported(read_bytes: ImportBytes, rest: bytes) -> None:
    assert "a.pdf" in soon(read_bytes, HEADER + rest)
