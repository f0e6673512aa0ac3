"""What cannot be read is refused in one sentence that names the file and says what would help."""

import io
import zipfile
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing import ImportedDocumentError
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import text_page, word_paragraph, write_word

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _zip(parts: dict[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, held in parts.items():
            package.writestr(name, held)
    return written.getvalue()


def _word(*relations: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = word_paragraph("关于开会的通知")
    related = "".join(f'<Relationship Id="r{n}" Type="{_R}/{kind}"/>' for n, kind in enumerate(relations))
    return _zip(
        {
            "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>",
        }
    )


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: tuple[tuple[str, bytes, str, str], ...] = (
    # name, bytes, what is said, what would help
    ("a.png", PNG, "是图片，里面没有文字", "请向原单位要可以编辑的电子文件"),
    ("a.docx", _word("image"), "图片里的字不能读取", "请向原单位要可以编辑的电子文件"),
    ("a.docx", _word("image", "package"), "只有嵌入的对象", "双击打开嵌入的对象，另存为 .xlsx"),
    ("a.docx", _word(), "里没有找到政府信息公开工作年度报告的表格", "请确认选对了文件"),
    (
        "a.html",
        b'<html><body><iframe src="a_files/b.html"></iframe>',
        "正文在框架里",
        "“_files”或“.files”结尾的文件夹里",
    ),
    ("a.html", b"<html><body><img src=a.png>", "图片里的字不能读取", "请向原单位要可以编辑的电子文件"),
    ("a.html", "<html><body>关于开会的通知".encode(), "里没有找到政府信息公开工作年度报告的表格", "请确认选对了文件"),
    ("~$年报.docx", b"\x05admin" + bytes(156), "打开文件时留下的临时文件", "名字不带“~$”的那个文件"),
    (".~年报.xlsx", b"\x05admin" + bytes(156), "打开文件时留下的临时文件", "名字不带“~$”的那个文件"),
    ("a.docx", b"HTTP/1.1 200 OK\r\n\r\n" + _word(), "开头多出了不属于它的内容", "请重新下载"),
    ("a.docx", _word()[:200], "已损坏或不完整", "请重新取得这个文件"),
    ("a.zip", _zip({"年报.docx": b"x"}), "是压缩包", "请先解压"),
    ("a.rar", b"Rar!\x1a\x07\0" + bytes(20), "是压缩包", "请先解压"),
    ("a.pptx", _zip({"ppt/presentation.xml": "<a/>"}), "是演示文稿", "请选择年报的 Word 或 Excel 文件"),
    ("a.xlsb", _zip({"xl/workbook.bin": b"x"}), "是Excel 二进制工作簿", "另存为 .xlsx"),
    (
        "a.odg",
        _zip({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.graphics"}),
        "是别种 ODF",
        "",
    ),
    ("a.exe", b"MZ" + bytes(60), "是程序，不是文档", "来历不明的程序不要运行"),
    ("a.bin", b"a\0b" * 30, "是不认识的文件", "可以导入 .docx"),
    ("a.docx", OLE + _wide("EncryptedPackage") + bytes(600), "设有打开密码", "去掉密码后保存"),
    ("a.doc", OLE + bytes(600), "找不到 Word 或 Excel 的内容", "请重新取得"),
    ("a.txt", b"\r\n", "是空文件", "请重新取得这个文件"),
    ("a.txt", b"\xff\xf0\x81" * 50, "文字编码认不出来", "另存为 UTF-8"),
    ("a.txt", "关于开会的通知".encode(), "里没有找到政府信息公开工作年度报告的表格", "请确认选对了文件"),
    (
        "a.xml",
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><a/>',
        "旧的 XML 格式表格",
        "另存为 .xlsx",
    ),
    ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "网页不完整", "另存为 .html"),
)
_WITH_PICTURES = {PNG, _word("image"), b"<html><body><img src=a.png>"}


def test_a_document_without_these_tables_is_refused(read: Import, tmp_path: Path) -> None:
    with pytest.raises(ImportedDocumentError, match="没有找到政府信息公开工作年度报告的表格"):
        read(write_word(tmp_path / "通知.docx", word_paragraph("关于开会的通知") * 5))


def test_a_report_whose_tables_are_pictures_keeps_its_words_and_says_so(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    lines = [line for line in text_page(edition, {}).splitlines() if "|" not in line]
    imported = read_bytes("a.txt", "\n".join(lines).encode())
    assert imported.report.texts["1"]
    assert imported.notes[-1].what == "三张表都没有找到（表格线可能已经丢失），各格留空"


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


@pytest.mark.parametrize(("name", "data", "said", "helps"), REFUSED, ids=[f"{row[0]}-{row[2]}" for row in REFUSED])
def test_a_refusal_says_what_is_the_matter_and_what_would_help(
    read_bytes: ImportBytes, name: str, data: bytes, said: str, helps: str
) -> None:
    with pytest.raises(ImportedDocumentError) as refused:
        read_bytes(name, data)
    sentence = str(refused.value)
    assert sentence.startswith(f"“{name}”")
    assert said in sentence
    assert helps in sentence
    assert "图片" not in sentence or data in _WITH_PICTURES
