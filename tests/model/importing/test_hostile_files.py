"""Files that are damaged or made to harm: a sentence, soon, in little memory; true figures or something said."""

import itertools
import os
import random
import time
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.importing import import_report
from model.importing.content import Paragraph
from model.importing.notes import ImportedDocumentError
from model.report.derived_totals import shown
from tests.benchmarks.fuzz import damaged
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import html_page, numbered, text_page, word_body, write_word
from tests.model.importing.readers.pdf.pdfs import HEADER, pages, pdf, stream, text

SOON_S = 5.0
NAMES = ("huaian-2024.pdf", "filled-libreoffice.pdf", "filled-libreoffice.xls", "filled-libreoffice.ods")
WORDS = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 700)


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_gives_the_true_figures_or_says_that_it_does_not(
    editions: Mapping[str, Edition], tmp_path: Path, name: str
) -> None:
    data = (SAMPLES / name).read_bytes()
    whole = import_report(SAMPLES / name, editions)
    truth = shown(whole.report, editions[whole.report.edition]).figures
    found_whole = {each.rule for each in check(whole.report, editions[whole.report.edition]).findings}
    chance = random.Random(f"3 {name}")
    path = tmp_path / f"damaged{Path(name).suffix}"
    for case in range(15):
        path.write_bytes(damaged(data, chance))
        began = time.process_time()
        try:
            imported = import_report(path, editions)
        except ImportedDocumentError as error:
            assert path.name in str(error)
        else:
            edition = editions[imported.report.edition]
            wrong = {c for c, f in shown(imported.report, edition).figures.items() if truth.get(c) != f}
            said = imported.notes or {each.rule for each in check(imported.report, edition).findings} - found_whole
            assert said or not wrong, f"case {case}: {sorted(wrong)}"
        assert time.process_time() - began < SOON_S


def soon(read_bytes: ImportBytes, data: bytes) -> str:
    """What is said of a file that cannot be read, in time."""
    began = time.process_time()
    with pytest.raises(ImportedDocumentError) as caught:
        read_bytes("a.pdf", data)
    assert time.process_time() - began < SOON_S
    return str(caught.value)


def test_thousands_of_pages_are_not_all_read(read_bytes: ImportBytes) -> None:
    assert "没有找到" in soon(read_bytes, pages([WORDS] * 3000))


def test_page_trees_that_run_in_circles_end() -> None:
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


def form(content: bytes, resources: bytes, more: bytes = b"") -> bytes:
    about = b" /Type /XObject /Subtype /Form /BBox [0 0 600 900]"
    return stream(content, about + (b" /Resources " + resources if resources else b"") + more)


FONTS = b"/Font << /F1 3 0 R >>"
X1 = b"<< " + FONTS + b" /XObject << /X1 6 0 R >> >>"


@pytest.mark.parametrize(
    "forms",
    [
        {6: form(b"/X1 Do /X1 Do\n" + WORDS, X1)},
        {6: form(b"/X1 Do\n" + WORDS, X1)},
        {6: form(b"/X1 Do /X1 Do\n" + WORDS, b"8 0 R"), 8: X1},
        {6: form(b"/X1 Do /X1 Do\n" + WORDS, b"")},
        {
            6: form(b"/X2 Do /X2 Do\n", b"<< /XObject << /X2 7 0 R >> >>"),
            7: form(b"/X1 Do /X1 Do\n", b"<< /XObject << /X1 6 0 R >> >>"),
        },
        {
            number: form(b"/X Do /X Do\n" + WORDS, b"<< " + FONTS + b" /XObject << /X %d 0 R >> >>" % (number + 1))
            for number in range(6, 46)
        },
        {
            6: form(b"/X1 Do /X1 Do\n" + WORDS, b"8 0 R"),
            9: stream(b"8 0 " + X1, b" /Type /ObjStm /N 1 /First 4"),
        },
    ],
)
def test_drawings_that_hold_themselves_or_double_are_refused(
    read_bytes: ImportBytes, forms: Mapping[int, bytes]
) -> None:
    assert "互相套着" in soon(read_bytes, pages([b"/X1 Do\n" + WORDS], more=forms))


def test_drawings_within_drawings_are_read() -> None:
    from model.importing.readers.pdf.document import read_pdf

    inner = form(text("内层的文字", 50, 600), b"<< " + FONTS + b" /XObject << /X1 7 0 R >> >>")
    outer = form(b"/X1 Do /X1 Do\n", b"<< /XObject << /X1 7 0 R >> >>")
    content, _ = read_pdf(pages([b"/X1 Do\n" + WORDS], more={6: outer, 7: inner}), "a.pdf")
    assert any("内层的文字" in item.text for item in content if isinstance(item, Paragraph))


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_hundreds_of_megabytes_is_not_unpacked(read_bytes: ImportBytes, times: int) -> None:
    packed = zlib.compress(b"q Q " * 40_000_000, 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    bomb = stream(packed, b" /Filter [%s]" % filters, packed=False)
    whole = pages([WORDS], more={7: bomb}).replace(b"/Contents 101 0 R", b"/Contents 7 0 R  ")
    assert "解压后大得不正常" in soon(read_bytes, whole)


def test_a_page_with_a_hundred_thousand_lines_ends(read_bytes: ImportBytes) -> None:
    lines = b"".join(b"0 %d m 500 %d l S\n" % (n % 800, n % 800) for n in range(100_000))
    assert "没有找到" in soon(read_bytes, pages([lines + WORDS]))


def test_a_page_with_a_million_characters_ends(read_bytes: ImportBytes) -> None:
    assert "没有找到" in soon(read_bytes, pages([WORDS * 40_000]))


@pytest.mark.parametrize("rest", [b"", b"\0" * 5000, b"1 0 obj\n" * 5000, b"stream\n" * 30_000, b"xref\n0 99999999\n"])
def test_what_only_begins_like_a_pdf_is_said(read_bytes: ImportBytes, rest: bytes) -> None:
    assert "a.pdf" in soon(read_bytes, HEADER + rest)


def test_two_files_are_read_at_a_time_without_harm(editions: Mapping[str, Edition]) -> None:
    """pdfium itself works in one thread only."""
    from concurrent.futures import ThreadPoolExecutor

    paths = [SAMPLES / name for name in NAMES[:2]] * 6
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda path: import_report(path, editions).report.figures, paths))
    assert all(figures == again for figures, again in itertools.pairwise(read[::2]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_device_is_said(editions: Mapping[str, Edition], tmp_path: Path) -> None:
    pipe = tmp_path / "年报.docx"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(ImportedDocumentError, match="不是普通文件"):
            import_report(path, editions)


@pytest.mark.parametrize("depth", [150, 300, 1500])
@pytest.mark.parametrize("tag", ["div", "span", "font", "ul"])
def test_a_page_nested_deeply_is_read(read_bytes: ImportBytes, edition: Edition, tag: str, depth: int) -> None:
    page = html_page(edition, numbered(edition)).replace("<body>", "<body>" + f"<{tag}>" * depth)
    assert len(read_bytes("a.html", page.encode()).report.figures) == 200


def test_a_page_nested_absurdly_is_said_truly(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(edition, numbered(edition)).replace("<body>", "<body>" + "<div>" * 50_000)
    with pytest.raises(ImportedDocumentError, match="标签套得太深"):
        read_bytes("a.html", page.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_damaged_byte_is_no_reason_to_refuse(
    read_bytes: ImportBytes, edition: Edition, name: str, encoding: str
) -> None:
    make = html_page if name.endswith("html") else text_page
    data = make(edition, numbered(edition)).encode(encoding)
    place = data.index("更新".encode(encoding))
    imported = read_bytes(name, data[:place] + b"\xff" + data[place:])
    assert len(imported.report.figures) == 200
    assert "无法辨认" in imported.notes[0].what


def test_a_damaged_byte_in_a_figure_or_the_organ_is_asked(read_bytes: ImportBytes, edition: Edition) -> None:
    data = html_page(edition, numbered(edition)).encode().replace(b">1007<", b">10\xff07<")
    imported = read_bytes("a.html", data.replace("水务局".encode(), "水务局".encode()[:-1]))
    assert (len(imported.report.figures), list(imported.report.unread.values())) == (199, ["10\ufffd07"])
    assert imported.report.organ == ""


@pytest.mark.parametrize("kind", ["docx", "html", "odt"])
def test_a_table_that_is_cut_is_said(
    read: Import, read_bytes: ImportBytes, tmp_path: Path, edition: Edition, kind: str
) -> None:
    if kind == "docx":
        row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
        body = word_body(edition, numbered(edition)).replace("</w:tbl>", row * 2500 + "</w:tbl>", 1)
        imported = read(write_word(tmp_path / "a.docx", body))
    elif kind == "html":
        page = html_page(edition, numbered(edition)).replace(
            "</tbody>", "<tr><td>&nbsp;</td></tr>" * 2500 + "</tbody>", 1
        )
        imported = read_bytes("a.html", page.encode())
    else:
        imported = read(_long_odt(tmp_path))
    assert any("太长，只读了前 2000 行" in note.what for note in imported.notes)


def _long_odt(folder: Path) -> Path:
    row = b'<table:table-row table:number-rows-repeated="2500"><table:table-cell/></table:table-row>'
    path = folder / "a.odt"
    with zipfile.ZipFile(SAMPLES / "filled-libreoffice.odt") as package, zipfile.ZipFile(path, "w") as long:
        for name in package.namelist():
            held = package.read(name)
            long.writestr(
                name, held.replace(b"</table:table>", row + b"</table:table>", 1) if "content" in name else held
            )
    return path
