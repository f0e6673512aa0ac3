"""Pages are parsed to the same tree, whatever version of libxml2 is there."""

import pytest
from lxml import etree

from model.importing.notes import ImportedDocumentError
from model.importing.readers.html_parsing import MOST_LEVELS, parse_page


def text_of(page: str) -> str:
    root = parse_page(page)
    assert root is not None
    return "".join(map(str, root.itertext()))


@pytest.mark.parametrize(
    "between",
    [
        "\x01",
        "\x08",
        "\x0b",
        "\x1f",
        "\ufffe",
        "\ud800",
        "&#1;",
        "&#0;",
        "&#x1F;",
        "&#xd800;",
        "&#x110000;",
        "&#9999999999",
    ],
    ids=ascii,
)
def test_digits_around_what_is_no_character_are_not_joined(between: str) -> None:
    assert text_of(f"<p>1{between}</p><p>2</p>") == "1\ufffd2"
    assert text_of(f"<p>1{between};2</p>") in ("1\ufffd;2", "1\ufffd2")


@pytest.mark.parametrize("between", ["\f", "&#12;", "&#x0c;"], ids=ascii)
def test_a_form_feed_is_white_space(between: str) -> None:
    assert text_of(f"<p>1{between}2</p>") == "1 2"


@pytest.mark.parametrize(
    ("reference", "character"),
    [
        ("&#49;", "1"),
        ("&#x31;", "1"),
        ("&#0049;", "1"),
        ("&#24180;", "年"),
        ("&#128;", "€"),
        ("&#x96;", "–"),
        ("&amp;", "&"),
    ],
)
def test_references_are_read_as_browsers_do(reference: str, character: str) -> None:
    assert text_of(f"<p>{reference}</p>") == character


@pytest.mark.parametrize(
    "page",
    [
        "<p>年报</p>",
        "<?xml version='1.0' encoding='gb2312'?><p>年报</p>",
        "<p>1&#1;2\x01\ufffe\f3&#9999;</p>",
        " ",
        "\0",
    ],
    ids=ascii,
)
def test_bytes_at_hand_are_parsed_as_the_text_is(page: str) -> None:
    roots = parse_page(page), parse_page(page, page.encode())
    assert len({None if root is None else etree.tostring(root, encoding="unicode") for root in roots}) == 1


def test_a_page_of_nothing_has_no_root() -> None:
    assert parse_page(" \0 ") is None
    assert parse_page('<?xml version="1.0"?>') is None


def test_a_declaration_of_an_encoding_within_the_page_changes_nothing() -> None:
    page = '\x01<?xml version="1.0" encoding="gb2312"?><meta charset="gbk"><p>二〇二四年</p>'
    assert text_of(page).endswith("二〇二四年")


@pytest.mark.parametrize("mark", ["\ue000", "\ue001"], ids=ascii)
def test_the_readers_own_marks_are_taken_out_of_a_page(mark: str) -> None:
    assert text_of(f"<p>1{mark}2</p>") == "12"


@pytest.mark.parametrize("tag", ["div", "span", "font"])
def test_elements_nested_beyond_the_limit_are_said_and_not_left_out(tag: str) -> None:
    assert text_of(f"<{tag}>" * (MOST_LEVELS - 48) + "7") == "7"
    with pytest.raises(ImportedDocumentError, match="标签套得太深"):
        parse_page(f"<{tag}>" * (MOST_LEVELS + 48) + "7")
