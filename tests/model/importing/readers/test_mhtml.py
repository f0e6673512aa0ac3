"""Web pages saved as one file."""

import quopri

import pytest

from model.form.edition import Edition
from model.importing.readers.mhtml import page_of
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.documents import (
    html_page,
    numbered,
)


@pytest.mark.parametrize("before", [b"\r\n", b""], ids=["a blank line first", "the first part follows the header"])
@pytest.mark.parametrize("more", [b"", b"X-Long: " + b"=?utf-8?Q?=E5=B9=B4?=\r\n\t" * 900 + b"end\r\n"])
@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_a_page_that_chrome_saved_as_one_file_is_read(
    read_bytes: ImportBytes, edition: Edition, before: bytes, more: bytes, ending: bytes
) -> None:
    boundary = b"----MultipartBoundary--abcDEF123----"
    held = quopri.encodestring(html_page(edition, numbered(edition)).encode()).replace(b"\n", b"\r\n")
    parts = [
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/\r\n"
        + more
        + b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="'
        + boundary
        + b'"\r\n\r\n',
        b"Content-Type: text/html\r\nContent-ID: <frame-A@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + held,
        b"Content-Type: text/css\r\n\r\np { }",
    ]
    data = (b"\r\n--" + boundary + b"\r\n").join(parts) + b"\r\n--" + boundary + b"--\r\n"
    data = data.replace(b"\r\n\r\n\r\n--", b"\r\n\r\n" + before + b"--", 1)
    imported = read_bytes("a.mhtml", data.replace(b"\r\n", ending))
    assert (imported.container, len(imported.report.figures), imported.notes) == ("mht", 200, ())


def test_the_page_in_a_frame_is_read_where_the_outer_one_has_no_table() -> None:
    def part(page: bytes) -> bytes:
        return b"--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + b"\r\n"

    outer, inner = b'<iframe src="cid:f"></iframe>', b"<table><tr><td>1</td></tr></table>"
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
    assert page_of(head + part(outer) + part(inner) + b"--B--\r\n")[0] == inner
    assert page_of(head + part(inner) + part(outer) + b"--B--\r\n")[0] == inner
    assert page_of(head + part(outer) + part(outer) + b"--B--\r\n")[0] == outer
