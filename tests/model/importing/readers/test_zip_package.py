"""Packages: cut off, damaged, of another kind, or unpacking to far more than a report."""

import zipfile
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing import ImportedDocumentError
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import numbered, word_body, word_paragraph, write_word


def zipped(path: Path, **parts: str) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"ppt__slide1_xml": "x"}, "演示文稿"),
        ({"readme_txt": "x"}, "压缩包"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content_xml": "x"}, "内容已损坏"),
        ({"word__document_xml": "not xml"}, "内容已损坏"),
        ({"word__document_xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "内容已损坏"),
        ({"xl__workbook_xml": "<workbook/>"}, "内容已损坏"),
        ({"xl__workbook_xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "内容已损坏"),
    ],
)
def test_packages_of_another_kind_or_with_damaged_parts_are_refused(
    read_bytes: ImportBytes, tmp_path: Path, parts: dict[str, str], what: str
) -> None:
    with pytest.raises(ImportedDocumentError, match=what):
        read_bytes("a.docx", zipped(tmp_path / "parts.zip", **parts))


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "odt"])
@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2], ids=["lzma", "bzip2"])
def test_a_package_compressed_as_no_office_program_does_is_refused(
    read_bytes: ImportBytes, tmp_path: Path, suffix: str, method: int
) -> None:
    part = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}[suffix]
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as package:
        package.writestr(part, "<a/>" * 1000)
    with pytest.raises(ImportedDocumentError, match="压缩方法不是 Office 文件的压缩方法"):
        read_bytes(f"a.{suffix}", (tmp_path / "a.zip").read_bytes())


def test_every_cut_of_a_document_is_refused_or_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    whole = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition))).read_bytes()
    cut = tmp_path / "cut.docx"
    for length in range(4, len(whole), len(whole) // 40):
        cut.write_bytes(whole[:length])
        with pytest.raises(ImportedDocumentError, match="不完整"):
            read(cut)


def test_a_document_with_changed_bytes_never_ends_in_a_traceback(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    whole = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition))).read_bytes()
    changed = tmp_path / "changed.docx"
    for place in range(0, len(whole), len(whole) // 60):
        changed.write_bytes(whole[:place] + b"\xa5\x5a" + whole[place + 2 :])
        try:
            read(changed)
        except ImportedDocumentError as error:
            assert "changed.docx" in str(error)


def test_a_package_that_unpacks_to_far_more_than_any_report_is_not_unpacked(read: Import, tmp_path: Path) -> None:
    bomb = write_word(tmp_path / "bomb.docx", word_paragraph(" " * 60_000_000))
    with pytest.raises(ImportedDocumentError, match="大得不正常"):
        read(bomb)
