"""What a document holds beside text is known from its bytes."""

import io
import zipfile

import pytest

from model.importing.content import NotText
from model.importing.not_text import not_text_in

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _package(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return written.getvalue()


def _word(*relations: str) -> bytes:
    text = "".join(f'<Relationship Type="{R}/{kind}"/>' for kind in relations)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/_rels/document.xml.rels", text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("kind", "data", "held"),
    [
        ("html", b"<p>a</p><IMG src=a.png>", {NotText.PICTURES}),
        ("html", b'<iframe width="1" src="a_files/b.html"></iframe>', {NotText.FRAMES}),
        ("html", b'<div id="app"></div><script src=a.js></script>', {NotText.SCRIPTED}),
        ("html", b'<script>document.write("<table><tr>")</script>', {NotText.SCRIPTED}),
        ("html", b"<script>$('#t').html('<td>1</td>')</script>", {NotText.SCRIPTED}),
        ("html", b'<div id="app"><p>1</p></div><script>document.write(1);a="<td>"</script>', set()),
        ("html", b'<frameset><frame name=a src="b.html"></frameset>', {NotText.FRAMES}),
        ("html", b'<iframe src="about:blank"></iframe><frameset>', set()),
        ("html", b"<a href=a.html>1</a><A title=b HREF='a.PDF'>", {NotText.ATTACHMENTS}),
        ("html", b"<embed src=a.doc><picture></picture>", {NotText.ATTACHMENTS, NotText.PICTURES}),
        ("html", b"<abbr><i>a</i><pre>b.pdf</pre><p>c<article>", set()),
        ("txt", "图片 <img".encode(), set()),
        ("pdf", b"%PDF-1.7 << /Subtype /Image >>", {NotText.PICTURES}),
        ("pdf", b"%PDF-1.7 << /Subtype /Form >>", set()),
        ("rtf", rb"{\rtf1 {\pict\pngblip 00}}", {NotText.PICTURES}),
        ("rtf", rb"{\rtf1 {\pictures 00}}", set()),
        ("doc", b"\xff\xd8\xff\x89PN..\x89PNG\r\n\x1a\n", {NotText.PICTURES}),
        ("doc", b"\0\xff\xd8\xff\xe0\0\x10JFIF", {NotText.PICTURES}),
        ("doc", b"\0\xff\xd8\xff\xe1\0\x10Exif", {NotText.PICTURES}),
        ("doc", b"\xff\xd8\xff\xe2 \x89PNG\n EMF", set()),
        ("xls", b" EMF\x01\0\0\0" + b"\n" * 36 + b" EMF", {NotText.PICTURES}),
        ("xls", b"\x01\0\0\0" + bytes(35) + b" EMF", set()),
        ("docx", _word("styles", "header"), set()),
        ("docx", _word("image"), {NotText.PICTURES}),
        ("docx", _word("package", "image"), {NotText.OBJECTS}),
        ("docx", _word("oleObject", "image", "image"), {NotText.OBJECTS, NotText.PICTURES}),
        ("xlsx", _package(xl__worksheets__sheet1_xml="<f>DISPIMG(1)</f>"), {NotText.PICTURES}),
        ("xlsx", _package(xl__worksheets__sheet1_xml="<v>1</v>"), set()),
        ("xlsx", _package(xl__media__a="x"), {NotText.PICTURES}),
        ("odt", _package(Pictures__a="x"), {NotText.PICTURES}),
    ],
)
def test_what_is_beside_text(kind: str, data: bytes, held: set[NotText]) -> None:
    assert not_text_in(data, kind) == held
