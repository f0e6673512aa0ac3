"""PDF files with a text layer: published ones, our own, and pages drawn by hand."""

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell, Table
from model.importing.content import Grid, Paragraph
from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.document import read_pdf
from model.importing.readers.pdf.ruled_tables import Run, Stroke, joined, tables_of
from model.report.derived_totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import TITLE, WORDS, lines_of, numbered
from tests.model.importing.readers.pdf.pdfs import line, pages, stream, text

HUAIAN = SAMPLES / "huaian-2024.pdf"

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


def test_the_words_of_a_published_pdf_are_put_together_as_they_were(read: Import, edition: Edition) -> None:
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


def test_a_cell_that_a_page_cut_in_two_is_whole_again(read: Import) -> None:
    origin = read(HUAIAN).report.origins[Cell("requests", "results.unavailable.not_held", "person")]
    assert (origin.place, origin.raw) == ("第2张表第16行第4列", "746")


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


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(
    read: Import, edition: Edition, tmp_path: Path, turned: int
) -> None:
    """Each page of a published file, drawn lying down and shown upright."""
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import raw

    matrix = {90: (0, 1, -1, 0, 842, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 595)}[turned]
    document = pypdfium2.PdfDocument(HUAIAN.read_bytes())
    for page in document:
        assert raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, 0, 2000, 2000))
        page.set_mediabox(0, 0, *((595, 842) if turned == 180 else (842, 595)))
        page.set_rotation(turned)
    document.save(tmp_path / "turned.pdf")
    document.close()
    imported = read(tmp_path / "turned.pdf")
    assert shown(imported.report, edition).figures == shown(read(HUAIAN).report, edition).figures
    assert imported.report.texts == read(HUAIAN).report.texts


def grids(drawn: Sequence[bytes]) -> list[list[list[str]]]:
    content, _ = read_pdf(pages(drawn), "a.pdf")
    return [item.texts() for item in content if isinstance(item, Grid)]


def paragraphs(drawn: Sequence[bytes]) -> list[str]:
    content, _ = read_pdf(pages(drawn), "a.pdf")
    return [item.text for item in content if isinstance(item, Paragraph)]


def frame(columns: Sequence[float], rows: Sequence[float], draw: Callable[..., bytes] = line) -> bytes:
    across = b"".join(draw(columns[0], y, columns[-1], y) for y in rows)
    return across + b"".join(draw(x, rows[0], x, rows[-1]) for x in columns)


def thin_box(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{min(x0, x1)} {min(y0, y1)} {abs(x1 - x0) or 0.5} {abs(y1 - y0) or 0.5} re f\n".encode()


def boxes_of_cells(columns: Sequence[float], rows: Sequence[float]) -> bytes:
    return b"".join(
        f"{x0} {y1} {x1 - x0} {y0 - y1} re S\n".encode()
        for x0, x1 in itertools.pairwise(columns)
        for y0, y1 in itertools.pairwise(rows)
    )


CELLS = b"".join(
    text(word, x, y)
    for word, x, y in (
        ("规章件数一二三四", 60, 690),
        ("12", 210, 690),
        ("行政许可一二三四", 60, 660),
        ("345", 210, 660),
    )
)


@pytest.mark.parametrize(
    "drawn",
    [
        frame([50, 200, 300], [710, 680, 650]),
        frame([50, 200, 300], [710, 680, 650], thin_box),
        boxes_of_cells([50, 200, 300], [710, 680, 650]),
        # open at its sides
        line(50, 710, 300, 710) + line(50, 680, 300, 680) + line(50, 650, 300, 650) + line(200, 710, 200, 650),
        # every line drawn twice, and in dashes
        frame([50, 200, 300], [710, 680, 650]) + frame([51, 201, 299], [709, 679, 651]),
        b"".join(line(x, y, x + 8, y) for y in (710, 680, 650) for x in range(50, 300, 10))
        + b"".join(line(x, y, x, y + 8) for x in (50, 200, 300) for y in range(650, 710, 10)),
    ],
    ids=["lines", "thin boxes", "boxes", "open sides", "double", "dashes"],
)
def test_lines_are_known_however_they_are_drawn(drawn: bytes) -> None:
    assert grids([drawn + CELLS]) == [[["规章件数一二三四", "12"], ["行政许可一二三四", "345"]]]


def test_a_table_inside_of_a_form_object_is_found() -> None:
    form = stream(
        frame([50, 200, 300], [710, 680, 650]) + CELLS,
        b" /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Matrix [1 0 0 1 20 -30]"
        b" /Resources << /Font << /F1 3 0 R >> >>",
    )
    content, _ = read_pdf(pages([b"/X1 Do\n"], more={6: form}), "a.pdf")
    assert [item.texts() for item in content if isinstance(item, Grid)] == [
        [["规章件数一二三四", "12"], ["行政许可一二三四", "345"]]
    ]


def test_two_numbers_that_nearly_touch_stay_in_their_cells() -> None:
    drawn = frame([50, 100, 150], [710, 680, 650])
    drawn += (
        text("一二三四五六七八九十", 50.5, 690, 4.9)
        + text("一" * 10, 101, 690, 4.9)
        + text("12", 89.9, 660)
        + text("345", 100.5, 660)
    )
    assert grids([drawn])[0][1] == ["12", "345"]


def test_a_number_that_its_cell_wraps_is_one_and_two_numbers_below_each_other_are_two() -> None:
    def run(word: str, top: float) -> Run:
        return Run(word, 0, 5.0 * len(word), top, top + 10, tuple(2.5 + 5 * n for n in range(len(word))))

    assert joined([run("447", 0), run("228", 12)], 24) == "447228"
    assert joined([run("12", 0), run("34", 12)], 60) == "12\n34"
    assert joined([run("结果", 0), run("维持", 12)], 60) == "结果维持"


def test_rules_and_frames_around_text_are_no_tables() -> None:
    drawn = line(50, 700, 500, 700) + b"30 30 500 780 re S\n"
    drawn += text("一、总体情况总体情况总体情况", 60, 720) + text("二、主动公开政府信息情况", 60, 600)
    assert grids([drawn]) == []


def test_a_table_goes_on_overleaf_only_where_it_lies_the_same() -> None:
    above = (
        frame([50, 200, 300], [110, 80, 50])
        + text("规章规章规章规章规章规章", 60, 90)
        + text("行政许可行政许可行政许可", 60, 60)
    )
    same, other = frame([50, 200, 300], [800, 770, 740]), frame([80, 200, 330], [800, 770, 740])
    assert len(grids([above, same])) == 1
    assert len(grids([above, other])) == 2
    assert len(grids([above, text("一段话", 60, 820) + same])) == 2


BODY = [
    text("　　" + "一" * 26, 90, 700, 16),
    text("二" * 28, 90, 670, 16),
    text("三" * 10 + "。", 90, 640, 16),
    text("四" * 26, 122, 610, 16),
    text("五" * 28, 90, 580, 16),
]


def test_wrapped_lines_are_one_paragraph_also_over_the_end_of_a_page() -> None:
    table = frame([90, 300, 538], [300, 270, 240])
    first = b"".join(BODY) + text("- 1 -", 290, 50, 12)
    second = text("六" * 28, 90, 780, 16) + text("七七。", 90, 750, 16) + text("八" * 20, 122, 720, 16) + table
    second += text("规章", 100, 280) + text("- 2 -", 290, 50, 12)
    assert paragraphs([first, second]) == [
        "一" * 26 + "二" * 28 + "三" * 10 + "。",
        "四" * 26 + "五" * 28 + "六" * 28 + "七七。",
        "八" * 20,
    ]


def test_page_numbers_are_dropped_and_what_every_page_repeats_is_said_once() -> None:
    table = frame([90, 300, 538], [300, 270, 240])
    drawn = [
        text("某某局年报", 250, 810) + BODY[3] + table + text("规章", 100, 280) + text(f"第{n}页 共3页", 280, 40)
        for n in (1, 2, 3)
    ]
    content, notes = read_pdf(pages(drawn), "a.pdf")
    assert [item.text for item in content if isinstance(item, Paragraph)] == ["四" * 26] * 3
    assert [note.raw for note in notes] == ["某某局年报"]


def test_radicals_that_a_font_writes_for_characters_are_the_characters() -> None:
    assert paragraphs([text("⼀、主动公开⾏政许可⻚⾯⻔户⻓期情况说明", 90, 700)]) == [
        "一、主动公开行政许可页面门户长期情况说明"
    ]


def test_a_table_without_any_line_is_said(read_bytes: ImportBytes, edition: Edition) -> None:
    drawn = b"".join(text(section.title, 90, 800 - 40 * n) for n, section in enumerate(edition.sections))
    imported = read_bytes("a.pdf", pages([text(TITLE, 90, 830) + drawn + text("规章", 90, 400) + text("3", 300, 400)]))
    assert imported.report.figures == {}
    assert imported.notes[-1].what == "三张表都没有找到（可能是图片，或表格线已经丢失），各格留空"


def test_text_that_somebodys_recognition_laid_over_a_picture_is_doubted(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    contents = [b"3 Tr\n" + content for content in report_pages(edition, numbered(edition))]
    imported = read_bytes("a.pdf", pages(contents))
    assert "文件里的文字是由扫描图片识别出来的，可能认错，请逐格核对" in [note.what for note in imported.notes]


# ---- what cannot be read


def test_a_scan_is_asked_for_as_an_electronic_file(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match=r"里没有文字，像是扫描件.*可以编辑的电子文件"):
        read_bytes("扫描.pdf", pages([b"0 0 100 100 re f\n"] * 3))


def test_a_pdf_with_a_password_is_said(read: Import) -> None:
    with pytest.raises(ImportedDocumentError, match="设有打开密码"):
        read(SAMPLES / "locked.pdf")


def test_too_many_lines_are_no_table() -> None:
    assert tables_of([Stroke(n, 0, 100) for n in range(2000)], [Stroke(0, 0, 2000), Stroke(100, 0, 2000)]) == []
