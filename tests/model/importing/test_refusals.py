"""What cannot be read is refused in one sentence that names the file and says what would help."""

import zipfile
from pathlib import Path

import pytest

from model.errors import UserFacingError
from model.form.edition import Edition
from model.importing import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import numbered, text_page, word_body, word_paragraph, write_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def zipped(path: Path, **parts: str) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "what", "help_"),
    [
        ("a.doc", OLE + wide("WordDocument"), "内容已损坏", "另存为 .docx"),
        ("a.wps", OLE + wide("WordDocument"), "内容已损坏", "另存为 .docx"),
        ("a.xls", OLE + wide("Workbook\0\0"), "内容已损坏", "Excel 或 WPS 表格"),
        ("a.et", OLE + wide("Book\0\0"), "内容已损坏", "Excel 或 WPS 表格"),
        ("a.doc", OLE, "旧版 Office 或 WPS 文件", "另存为 .docx"),
        ("a.docx", OLE + wide("EncryptedPackage"), "设有打开密码", "去掉密码后保存"),
        ("a.rtf", b"{\\rtf1\\ansi", "内容已损坏", "另存为 .docx"),
        ("a.pdf", b"%PDF-1.7\n", "PDF 文件", "重新取得"),
        ("a.docx", b"%PDF-1.7\n", "PDF 文件", "重新取得"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "图片", "可以编辑的电子文件"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "图片", "可以编辑的电子文件"),
        ("a.exe", b"MZ\x90\0", "程序", "来历不明的程序不要运行"),
        ("a.rar", b"Rar!\x1a\x07", "压缩包", "解压"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n", "网页存档", "另存为 .html"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "旧的 XML 格式", "另存为 .xlsx"),
        ("a.txt", b"", "空文件", "重新取得"),
        ("a.txt", b"\r\n \r\n", "空文件", "重新取得"),
        ("a.docx", bytes(1000), "空文件", "重新取得"),
        ("a.bin", b"ab\0\x01\x02", "不认识的文件", "可以导入 .docx"),
        ("a.txt", b"\xff\x80\x80abc", "文字编码", "另存为 UTF-8"),
        ("a.json", b"{", "不是完整的 JSON", "重新导出"),
        ("a.json", b"{}", "不是本程序的年报文件", ""),
        ("a.json", b"[" * 100_000, "不是完整的 JSON", "重新导出"),
        ("a.txt", "今天天气很好。".encode(), "没有找到政府信息公开工作年度报告的表格", "请确认选对了文件"),
        ("a.html", b"<html><body>hello</body></html>", "没有找到政府信息公开工作年度报告的表格", "请确认选对了文件"),
        ("a.html", b"<", "没有找到政府信息公开工作年度报告的表格", "请确认选对了文件"),
        ("a.docx", b"PK\x03\x04 cut short", "已损坏或不完整", "重新取得"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_would_help(
    read_bytes: ImportBytes, name: str, data: bytes, what: str, help_: str
) -> None:
    with pytest.raises(ImportedDocumentError) as caught:
        read_bytes(name, data)
    assert what in str(caught.value)
    assert help_ in str(caught.value)
    assert f"“{name}”" in str(caught.value)
    assert isinstance(caught.value, UserFacingError)


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


def test_a_missing_file_is_said(read: Import, tmp_path: Path) -> None:
    with pytest.raises(ImportedDocumentError, match=r"没有找到“年报\.docx”"):
        read(tmp_path / "年报.docx")


def test_a_folder_is_no_file(read: Import, tmp_path: Path) -> None:
    with pytest.raises(ImportedDocumentError, match="是一个文件夹"):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_said(read: Import, bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "a.txt"
    path.write_text("甲")
    path.chmod(0)
    with pytest.raises(ImportedDocumentError, match="没有读取它的权限"):
        read(path)


def test_an_old_word_file_that_was_cut_off_is_not_called_unreadable_for_its_kind(read_bytes: ImportBytes) -> None:
    """Its streams are named at its end: cut off, it does not show what it was."""
    with pytest.raises(ImportedDocumentError, match="可能没有下载或拷贝完"):
        read_bytes("a.doc", (SAMPLES / "enping-libreoffice.doc").read_bytes()[:3000])
