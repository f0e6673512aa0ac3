"""Files that are damaged or made to harm: a sentence, soon, in little memory; true figures or something said."""

import itertools
import os
import random
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from model.checks.engine import check
from model.form.edition import Edition
from model.importing import import_report
from model.importing import read_bytes as bytes_of
from model.importing.notes import ImportedDocumentError
from model.report.derived_totals import shown
from tests.benchmarks.fuzz import damaged
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import html_page, numbered, text_page, word_body, write_word
from tests.model.importing.readers.pdf.pdfs import SOON_S

NAMES = ("huaian-2024.pdf", "filled-libreoffice.pdf", "filled-libreoffice.xls", "filled-libreoffice.ods")


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_gives_the_right_figures_or_a_note(
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
            message = imported.notes or {each.rule for each in check(imported.report, edition).findings} - found_whole
            assert message or not wrong, f"case {case}: {sorted(wrong)}"
        assert time.process_time() - began < SOON_S


def test_two_files_can_be_read_at_the_same_time(editions: Mapping[str, Edition]) -> None:
    """pdfium itself works in one thread only."""
    from concurrent.futures import ThreadPoolExecutor

    paths = [SAMPLES / name for name in NAMES[:2]] * 6
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda path: import_report(path, editions).report.figures, paths))
    assert all(figures == again for figures, again in itertools.pairwise(read[::2]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_device_is_reported(editions: Mapping[str, Edition], tmp_path: Path) -> None:
    pipe = tmp_path / "年报.docx"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(ImportedDocumentError, match="不是普通文件"):
            import_report(path, editions)


@pytest.mark.skipif(not Path("/proc/version").is_file(), reason="no such files here")
def test_a_file_that_is_longer_than_the_system_says_is_read_whole() -> None:
    path = Path("/proc/version")
    assert path.stat().st_size == 0
    assert bytes_of(path) == path.read_bytes()


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
def test_a_table_that_is_cut_is_reported(
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
