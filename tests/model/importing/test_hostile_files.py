"""Files that are damaged or made to harm: a sentence, soon, in little memory; true figures or something said."""

import itertools
import random
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from model.checks import check
from model.edition import Edition
from model.importing import import_report
from model.importing.notes import ImportedDocumentError
from model.totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.pdfs import HEADER, pages, pdf, stream, text

SOON_S = 5.0
NAMES = ("huaian-2024.pdf", "filled-libreoffice.pdf", "filled-libreoffice.xls", "filled-libreoffice.ods")
WORDS = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 700)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut short, some bytes changed, a stretch lost or written twice."""
    kind = chance.randrange(4)
    place = chance.randrange(len(data))
    if kind == 0:
        return data[:place]
    if kind == 1:
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(changed)
    length = chance.randrange(1, 3000)
    if kind == 2:
        return data[:place] + data[place + length :]
    return data[: place + length] + data[place:]


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
        began = time.monotonic()
        try:
            imported = import_report(path, editions)
        except ImportedDocumentError as error:
            assert path.name in str(error)
        else:
            edition = editions[imported.report.edition]
            wrong = {c for c, f in shown(imported.report, edition).figures.items() if truth.get(c) != f}
            said = imported.notes or {each.rule for each in check(imported.report, edition).findings} - found_whole
            assert said or not wrong, f"case {case}: {sorted(wrong)}"
        assert time.monotonic() - began < SOON_S


def soon(read_bytes: ImportBytes, data: bytes) -> str:
    """What is said of a file that cannot be read, in time."""
    began = time.monotonic()
    with pytest.raises(ImportedDocumentError) as caught:
        read_bytes("a.pdf", data)
    assert time.monotonic() - began < SOON_S
    return str(caught.value)


def test_thousands_of_pages_are_not_all_read(read_bytes: ImportBytes) -> None:
    assert "没有找到" in soon(read_bytes, pages([WORDS] * 3000))


def test_page_trees_that_run_in_circles_end() -> None:
    from model.importing.pdf import read_pdf

    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    for node in (
        b"<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>",
        b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>",
        b"<< /Type /Pages /Count -5 /Kids [] >>",
    ):
        began = time.monotonic()
        inner = b"<< /Type /Pages /Count 99 /Parent 3 0 R /Kids [2 0 R 3 0 R] >>"
        with pytest.raises(ImportedDocumentError):
            read_pdf(pdf({1: catalogue, 2: node, 3: inner}), "a.pdf")
        assert time.monotonic() - began < SOON_S


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
