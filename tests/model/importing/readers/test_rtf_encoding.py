"""Text of Rich Text Format by code page and font: real files name fonts of the West before Chinese text."""

import pytest

from model.importing.readers.rtf_encoding import RtfEncoding


@pytest.fixture
def encoding() -> RtfEncoding:
    return RtfEncoding()


@pytest.mark.parametrize(
    ("page", "codec", "text"),
    [(936, "gb18030", "公开𠮷"), (950, "big5", "公開"), (65001, "utf-8", "公开"), (1252, "cp1252", "é")],
)
def test_the_code_page_of_the_document_decodes(encoding: RtfEncoding, page: int, codec: str, text: str) -> None:
    encoding.set_code_page(page)
    assert encoding.decode(text.encode(codec), font=0) == text


@pytest.mark.parametrize("page", [None, 0, 99999])
def test_an_unknown_code_page_changes_nothing(encoding: RtfEncoding, page: int | None) -> None:
    encoding.set_code_page(936)
    encoding.set_code_page(page)
    assert encoding.decode("公开".encode("gbk"), font=0) == "公开"


def test_a_chinese_font_decodes_in_a_document_of_the_west(encoding: RtfEncoding) -> None:
    encoding.set_character_set(3, 134)
    assert encoding.decode("公开".encode("gbk"), font=3) == "公开"
    assert encoding.decode("公开".encode("gbk"), font=4) != "公开"


def test_chinese_text_in_a_font_of_the_west_is_read_in_the_code_page(encoding: RtfEncoding) -> None:
    encoding.set_code_page(936)
    encoding.set_character_set(1, 238)
    assert encoding.decode("公开".encode("gbk"), font=1) == "公开"
    assert encoding.decode("ř".encode("cp1250"), font=1) == "ř"


def test_bytes_that_are_no_text_are_marked(encoding: RtfEncoding) -> None:
    encoding.set_code_page(65001)
    assert encoding.decode(b"5\xff6", font=0) == "5\ufffd6"


def test_an_unknown_character_set_leaves_the_font_with_the_code_page(encoding: RtfEncoding) -> None:
    encoding.set_code_page(936)
    encoding.set_character_set(1, None)
    encoding.set_character_set(1, 77)
    assert encoding.decode("公开".encode("gbk"), font=1) == "公开"
