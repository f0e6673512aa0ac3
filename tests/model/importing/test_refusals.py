"""What cannot be read is refused in one sentence that names the file and says what would help."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing import ImportedDocumentError, import_clipboard, import_report
from model.importing.content_json import content_json
from model.importing.document_reading import _read_inside, read_document, read_register
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import text_page, word_paragraph, write_word
from tests.model.importing.readers.doc_files import END, word97_file
from tests.model.importing.readers.pdf import pdfs
from tests.model.importing.readers.pdf.ofd_files import ofd
from tests.model.importing.readers.test_xls import XLS, record_at
from tests.model.importing.refusal_sentences import ROOT, sentences

HEIC = b"\0\0\0\x18ftypheic" + bytes(60)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


PICTURE_OF_PDF = b"q 99 0 0 99 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q\n"
OFD_WITH_PICTURE = ofd(['<ofd:ImageObject ID="3" ResourceID="4" Boundary="0 0 210 297"/>'])
DRAWS_ITSELF = pdfs.stream(
    b"/X1 Do\n", b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R >> >>"
)
MAIL = (
    b"From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
    b"Content-Type: %s; charset=utf-8\r\n\r\n%s\r\n--B\r\nContent-Type: application/octet-stream\r\n"
    b"Content-Disposition: attachment; filename=a.docx\r\n\r\nUEsDBA==\r\n--B--\r\n"
)
WAIT = pdfs.text("Please wait. If this message is not replaced, open it elsewhere.", 50, 700)
_LINK = (
    "<html><body><h1>2024年年报</h1><p>附件：<a class=x href='/P0/a.docx?v=1'>年报.docx</a></p></body></html>".encode()
)
HIDDEN_TABLE = (
    '<html><body><table style="display:none">'
    + "".join(f"<tr><td>行政许可</td><td>{number}</td></tr>" for number in range(4))
    + "</table></body></html>"
).encode()
PACKED_TWICE = pdfs.stream(b"x", b" /Filter [/FlateDecode /FlateDecode]", packed=False)


def _zip(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, held in parts.items():
            package.writestr(zipfile.ZipInfo(name), held, method)  # of no time: made twice it is the same file
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


def _encrypted(package: bytes) -> bytes:
    """As if its parts had a password."""
    changed = bytearray(package)
    changed[package.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def _open_document(kind: str) -> bytes:
    return _zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<a/>",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
    )


def _locked_xls() -> bytes:
    changed = bytearray(XLS)
    at = record_at(0x00E1)  # INTERFACEHDR becomes FILEPASS
    changed[at : at + 2] = b"\x2f\0"
    return bytes(changed)


def _wide_workbook() -> bytes:
    import openpyxl

    book, written = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].cell(1, 500, "甲")
    book.save(written)
    return written.getvalue()


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
    (
        "a.html",
        b'<html><body><div id="app"></div><script src="a.js"></script>',
        "网页上的内容由脚本显示",
        "等表格显示出来后全选、复制",
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
    ("a.uot", _zip({"uof.xml": "<a/>", "content.xml": "<a/>"}), "是标文通（UOF）文件", "另存为 .docx"),
    ("a.uof", b'<?xml version="1.0"?>\n<uof:UOF xmlns:uof="x"><a/></uof:UOF>', "是标文通（UOF）文件", "另存为 .docx"),
    (
        "a.fodg",
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'office:mimetype="application/vnd.oasis.opendocument.graphics"/>',
        "是别种 ODF 文件",
        "请选择年报的文档或表格文件",
    ),
    ("a.xps", _zip({"FixedDocSeq.fdseq": "<a/>"}), "是XPS 版式文件", "打印成 PDF"),
    ("a.pages", _zip({"Index/Document.iwa": b"x"}), "是苹果的 Pages 或 Numbers 文件", "导出为 Word 或 Excel"),
    ("a.webarchive", b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource" + bytes(60), "的网页存档", "另存为 .html"),
    ("a.heic", HEIC, "是图片，里面没有文字", "可以编辑的电子文件"),
    ("a.eml", MAIL % (b"text/plain", "年报见附件。".encode()), "是一封邮件", "把附件保存下来"),
    ("a.eml", MAIL % (b"text/html", "<p>年报见附件。</p>".encode()), "是一封邮件", "把附件保存下来"),
    ("a.html", HIDDEN_TABLE, "里的表格是隐藏的", "在浏览器里把它显示出来"),
    ("a.html", _LINK, "网页上有附件的链接", "把附件下载下来"),
    (
        "a.html",
        b"<html><body><h1>2024</h1><embed src='a.pdf' type='application/pdf'></body></html>",
        "网页上有附件",
        "附件",
    ),
    ("a.url", b"[InternetShortcut]\r\nURL=http://localhost/a.html\r\n", "是网址的快捷方式", "另存为 .html"),
    ("a.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(60), "是快捷方式", "请选它指向的那个文件"),
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
    ("a.html", b"<html><body>" + b"<div>" * 20_000 + b"1", "标签套得太深", "粘贴到 Word 里保存后导入"),
    ("a.docx", _zip({"word/document.xml": "not xml"}), "内容已损坏", "另存为 .docx"),
    ("a.xlsx", _zip({"xl/workbook.xml": "<workbook/>"}), "内容已损坏", "在 Excel 或 WPS 表格里打开"),
    ("a.xlsx", _zip({"xl/workbook.xml": "<a>" + "<sheet />" * 300}), "格数太多", "只留下要读的工作表"),
    ("a.docx", _zip({"word/document.xml": bytes(11_000_000)}), "解压后大得不正常", "重新要一份"),
    ("a.docx", _zip({"word/document.xml": "<a/>"}, zipfile.ZIP_LZMA), "压缩方法", "另存一份"),
    ("a.docx", _encrypted(_word()), "带有密码", "去掉密码"),
    ("a.ods", _open_document("spreadsheet"), "设有打开密码", "去掉密码后保存"),
    ("a.odt", _open_document("text"), "设有打开密码", "去掉密码后保存"),
    ("a.doc", word97_file([END], flags=0x0100), "设有打开密码", "在 Word 或 WPS 里输入密码"),
    ("a.doc", word97_file([END], version=104), "Word 95 或更早", "另存为 .docx"),
    ("a.xls", _locked_xls(), "设有打开密码", "在 Excel 或 WPS 表格里输入密码"),
    ("a.pdf", pdfs.pages([b"0 0 100 100 re f\n"]), "页面空白，或者文字已转成图形", "可以编辑的电子文件"),
    ("a.pdf", pdfs.pages([PICTURE_OF_PDF]), "像是扫描件或图片", "可以编辑的电子文件"),
    ("a.pdf", pdfs.pages([pdfs.SOME_WORDS], more={5: pdfs.stream(pdfs.to_unicode((0, 0, 0)))}), "乱码", "Word 文件"),
    ("a.pdf", pdfs.pages([WAIT], catalogue=b"/AcroForm << /Fields [] /XFA (x) >>"), "是动态表单（XFA）", "打印成 PDF"),
    ("a.pdf", pdfs.pages([WAIT], catalogue=b"/Collection << /View /D >>"), "PDF 文件包", "把附件另存下来"),
    ("a.pdf", b"%PDF-1.7\n" + bytes(100), "已损坏或不完整", "重新取得"),
    ("a.pdf", (SAMPLES / "locked.pdf").read_bytes(), "设有打开密码", "不带密码的 PDF"),
    ("a.pdf", pdfs.pages([b"/X1 Do\n"], more={6: DRAWS_ITSELF}), "互相套着", "重新取得"),
    ("a.pdf", pdfs.pages([pdfs.SOME_WORDS], more={7: PACKED_TWICE}), "解压后大得不正常", "重新要一份"),
    ("a.ofd", ofd([""]), "没有读到文字", "另存为 PDF 再试"),
    ("a.ofd", OFD_WITH_PICTURE, "像是扫描件或图片", "另存为 PDF 再试"),
    ("a.ofd", _zip({"OFD.xml": "<a/>", "Encryptions.xml": "<a/>"}), "是加密的 OFD", "另存为不加密的"),
    ("a.ofd", _zip({"OFD.xml": "<a"}), "已损坏或不完整", "Word 文件"),
    ("a.json", b'{"format": ', "不是完整的 JSON", "重新导出"),
)
_WITH_PICTURES = {
    *(PNG, HEIC, _word("image"), b"<html><body><img src=a.png>"),
    *(pdfs.pages([PICTURE_OF_PDF]), OFD_WITH_PICTURE),
}


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


def _long_json(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("model.importing.MOST_BYTES_OF_JSON", 10)


def _no_permission(patch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError("no")

    patch.setattr("model.importing._read_once", refuse)


def _damaged_disk(patch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise OSError("no such sector")

    patch.setattr("model.importing._read_once", refuse)


def _device(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("model.importing._read_once", lambda _: None)


def _small_limit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("model.importing.MOST_BYTES", 10)


def _few_characters(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("model.importing.MOST_CHARACTERS", 10)


UNDER: tuple[tuple[str, bytes, Callable[[pytest.MonkeyPatch], None]], ...] = (
    # name, bytes, what is not as usual: such files are too large for a test, or need another machine
    ("a.json", b'{"format": "x"}', _long_json),
    ("a.txt", b"x", _no_permission),
    ("a.txt", b"x", _damaged_disk),
    ("a.txt", b"x", _device),
    ("a.txt", b"x" * 20, _small_limit),
    ("a.txt", (SAMPLES / "enping-office-2024.txt").read_bytes(), _few_characters),
)
IN_TESTS_OF_THEIR_OWN = {"reading_processes.py": "test_reading_processes.py"}
"""A process that is killed, hangs or takes too much memory."""


def _provoked(editions: Mapping[str, Edition], folder: Path, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """The sentence for every file of this module."""

    def sentence(act: Callable[[], object]) -> str:
        with pytest.raises(ImportedDocumentError) as refused:
            act()
        return str(refused.value)

    path = folder / "a"

    def read(name: str, data: bytes) -> str:
        path.with_name(name).write_bytes(data)
        return sentence(lambda: import_report(path.with_name(name), editions))

    for name, data, _, _ in REFUSED:
        yield read(name, data)
    for name, data, unusual in UNDER:
        with patch.context() as context:
            unusual(context)
            yield read(name, data)
    yield sentence(lambda: import_report(folder / "none.docx", editions))
    yield sentence(lambda: import_report(folder, editions))
    yield sentence(lambda: import_clipboard(" ", "", editions))
    with patch.context() as context:
        _small_limit(context)
        yield sentence(lambda: import_clipboard("", "x" * 20, editions))
    many = read_document("甲\n".encode() * 20_001, "a.txt")
    yield sentence(lambda: content_json(many, "a.txt"))
    yield sentence(lambda: _read_inside(_zip({"word/document.xml": "not xml"})))
    yield sentence(lambda: _read_inside(b"%PDF-1.7"))
    yield sentence(lambda: read_register(b"%PDF-1.7", "a.pdf"))
    sheets = _zip({"xl/workbook.xml": "<a>" + "<sheet />" * 300})
    yield sentence(lambda: read_register(sheets, "a.xlsx"))
    yield sentence(lambda: read_register(_wide_workbook(), "a.xlsx"))


def test_every_sentence_of_the_importer_is_provoked_by_a_file(
    editions: Mapping[str, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails when a sentence is added to ``model.importing`` without a file here that provokes it."""
    found = "\n".join(_provoked(editions, tmp_path, monkeypatch))
    expected = sentences()
    assert len(expected) > 50
    never = [
        sentence
        for sentence, pattern in expected.items()
        if sentence.partition(":")[0] not in IN_TESTS_OF_THEIR_OWN and not re.search(pattern, found)
    ]
    assert never == []


def test_sentences_of_processes_are_provoked_in_their_own_tests() -> None:
    for module, test in IN_TESTS_OF_THEIR_OWN.items():
        source = Path(__file__).with_name(test).read_text(encoding="utf-8")
        listed = [sentence for sentence in sentences() if sentence.startswith(f"{module}: ")]
        assert listed
        for sentence in listed:
            said = re.split("，|。", sentence.rpartition("”")[2])[0]
            assert said in source, sentence


def test_the_sentences_are_found_in_the_source() -> None:
    assert (ROOT / "file_types.py").is_file()
    found = "\n".join(sentences())
    assert "……演示文稿…请选择年报的 Word 或 Excel 文件" in found  # of a function that raises
    assert "里面没有读到文字" in found  # of two
    assert "标签套得太深" in found  # a constant
    assert "正文在框架里" in found  # returned
