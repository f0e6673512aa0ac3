"""The type of a file, known by its content."""

from pathlib import Path

import pytest

from model.errors import UserFacingError
from model.form.edition import Edition
from model.importing import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import besides_prompts, numbered, word_body, write_word


def test_a_file_with_a_wrong_suffix_is_read_by_its_content_and_reported(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    imported = read(write_word(tmp_path / "年报.doc", word_body(edition, numbered(edition))))
    assert len(imported.report.figures) == 200
    assert [note.what for note in imported.notes] == ["文件名的后缀是“.doc”，内容其实是 .docx，已按 .docx 读取"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


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
    ("file", "called", "kind"),
    [
        ("filled-word97.doc", "年报.docx", "doc"),
        ("filled-libreoffice.rtf", "年报.doc", "rtf"),
        ("filled-libreoffice.odt", "年报.doc", "odt"),
        ("filled-libreoffice.docx", "年报.doc", "docx"),
    ],
)
def test_a_document_with_the_suffix_of_another_kind_is_read_by_its_content_and_reported(
    read_bytes: ImportBytes, file: str, called: str, kind: str
) -> None:
    imported = read_bytes(called, (SAMPLES / file).read_bytes())
    assert imported.container == kind
    assert besides_prompts(imported) == [
        f"文件名的后缀是“{Path(called).suffix}”，内容其实是 .{kind}，已按 .{kind} 读取"
    ]
    assert len(imported.report.figures) == 200
