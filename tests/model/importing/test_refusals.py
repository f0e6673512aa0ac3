"""What cannot be read is refused in one sentence that names the file and says what would help."""

from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import text_page, word_paragraph, write_word


def test_a_document_without_these_tables_is_refused(read: Import, tmp_path: Path) -> None:
    with pytest.raises(ImportedDocumentError, match="没有找到政府信息公开工作年度报告的表格"):
        read(write_word(tmp_path / "通知.docx", word_paragraph("关于开会的通知") * 5))


def test_a_report_whose_tables_are_pictures_keeps_its_words_and_says_so(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    lines = [line for line in text_page(edition, {}).splitlines() if "|" not in line]
    imported = read_bytes("a.txt", "\n".join(lines).encode())
    assert imported.report.texts["1"]
    assert imported.notes[-1].what == "三张表都没有找到（可能是图片，或表格线已经丢失），各格留空"


def test_a_missing_file_is_reported(read: Import, tmp_path: Path) -> None:
    with pytest.raises(ImportedDocumentError, match=r"没有找到“年报\.docx”"):
        read(tmp_path / "年报.docx")


def test_a_folder_is_no_file(read: Import, tmp_path: Path) -> None:
    with pytest.raises(ImportedDocumentError, match="是一个文件夹"):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_reported(read: Import, bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "a.txt"
    path.write_text("甲")
    path.chmod(0)
    with pytest.raises(ImportedDocumentError, match="没有读取它的权限"):
        read(path)


def test_an_old_word_file_that_was_cut_off_is_not_called_unreadable_for_its_kind(read_bytes: ImportBytes) -> None:
    """Its streams are named at its end: cut off, it does not show what it was."""
    with pytest.raises(ImportedDocumentError, match="可能没有下载或拷贝完"):
        read_bytes("a.doc", (SAMPLES / "enping-libreoffice.doc").read_bytes()[:3000])
