"""Word 97 documents as Word leaves them: pieces, marks, and rows that say how their cells lie."""

import pytest

from model.importing import ImportedDocumentError
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.doc_files import (
    DELETED,
    END,
    HIDDEN,
    IN_TABLE,
    P,
    grid,
    read,
    row,
    texts,
    word97_file,
)

# ---- text


def test_pieces_of_the_text_may_lie_anywhere_and_in_one_byte_a_character() -> None:
    paragraphs = [P("甲1234\r"), P("Été 5–6\r"), P("乙\r")]
    for cuts in ((), (2,), (6, 9), (1, 6, 14)):
        for narrow in ((), *(((1,),) if cuts == (6, 14) else ())):
            for backwards in (False, True):
                content = read(paragraphs, cuts=cuts, narrow=narrow, backwards=backwards)
                assert texts(content) == ["甲1234", "Été 5–6", "乙"]
    assert texts(read(paragraphs, cuts=(6, 14), narrow=(1,), backwards=True)) == ["甲1234", "Été 5–6", "乙"]


def test_what_was_deleted_or_is_hidden_is_not_read() -> None:
    content = read([P("留1"), P("删2", characters=DELETED), P("藏3", characters=HIDDEN), P("4\r"), END])
    assert texts(content) == ["留14", "完"]


def test_a_deleted_end_of_a_paragraph_keeps_it_a_paragraph() -> None:
    assert texts(read([P("甲\r", characters=DELETED), P("乙\r")])) == ["乙"]


def test_a_piece_may_be_deleted_as_a_whole() -> None:
    short_form = 0x41 << 1 | 1 << 8
    assert texts(read([P("甲乙丙\r")], cuts=(1, 2), more={1: short_form})) == ["甲丙"]
    assert texts(read([P("甲乙丙\r")], cuts=(1, 2), more={1: 1}, listed=[DELETED])) == ["甲丙"]


def test_of_a_field_the_result_is_read_and_not_its_code() -> None:
    assert texts(read([P("共\x13 =SUM(1) \x1412\x15件，\x13 PAGE \x15见\x13 A \x13 B \x149\x15 \x14外\x15\r")])) == [
        "共12件，见外"
    ]


@pytest.mark.parametrize("text", ["1\x152", "1\x142", "1\x132", "1\x102", "1\x002"])
def test_a_mark_that_makes_no_field_leaves_no_number(text: str) -> None:
    (found,) = texts(read([P(f"{text}\r")]))
    assert found == "1\ufffd2"


def test_the_code_of_a_field_never_swallows_a_cell() -> None:
    table = row(["甲\x13", "5", "\x14乙\x15"], [0, 1000, 2000, 3000])
    assert grid(read([*table, END])).texts() == [["甲\ufffd", "5", "\ufffd乙\ufffd"]]


def test_marks_within_the_text_are_shown_as_they_look() -> None:
    assert texts(read([P("甲\x0b乙\t丙\x1e丁\x1f戊\x01\x08\x02\x05𠮷\r")])) == ["甲\n乙\t丙-丁戊𠮷"]


# ---- tables


def test_a_document_may_end_with_a_table() -> None:
    """LibreOffice writes no paragraph behind it."""
    assert grid(read([P("前\r"), *row(["甲", "1"], [0, 1000, 2000])])).texts() == [["甲", "1"]]


def test_a_deleted_row_is_gone() -> None:
    gone = row(["删", "9"], [0, 1000, 2000])
    gone[-1] = gone[-1]._replace(characters=DELETED)
    found = grid(read([*row(["甲", "1"], [0, 1000, 2000]), *gone, *row(["乙", "2"], [0, 1000, 2000]), END]))
    assert found.texts() == [["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        (b"\x37\x08\x01", "5（划去1）2"),
        (b"\x53\x2a\x01", "5（划去1）2"),
        (b"\x48\x2a\x01", "5（上标1）2"),
        (b"\x48\x2a\x02", "5（下标1）2"),
        (b"\x48\x2a\x00", "512"),
        (b"\x37\x08\x00", "512"),
        (b"\x43\x4a\x04\x00", "5（看不见1）2"),
        (b"\x43\x4a\x15\x00", "512"),
        (b"\x52\x48\x01\x00", "5（看不见1）2"),
        (b"\x52\x48\x42\x00", "512"),
        (b"\x40\x88\x38\xff", "5（看不见1）2"),
        (b"\x40\x88\xf6\xff", "512"),
        (b"\x42\x2a\x08", "5（看不见1）2"),
        (b"\x70\x68\xff\xff\xff\x00", "5（看不见1）2"),
        (b"\x70\x68\xff\xff\xff\x00\x42\x2a\x01", "512"),
        (b"\x42\x2a\x08\x0c\x2a\x01", "512"),
        (b"\x42\x2a\x08\x71\xca\x0a" + bytes(4) + b"\x00\x33\x66\x00" + bytes(2), "512"),
    ],
)
def test_what_stands_apart_in_a_cell_is_no_digit(characters: bytes, text: str) -> None:
    cells = [P("甲\x07", IN_TABLE), P("5"), P("1", characters=characters), P("2\x07", IN_TABLE)]
    rows = [*cells, *row([], [0, 1000, 2000])]
    assert grid(read([*rows, P("6", characters=characters), P("7\r"), END])).texts() == [["甲", text]]
    assert texts(read([P("6", characters=characters), P("7\r"), END])) == ["67", "完"]


@pytest.mark.parametrize(
    ("shade", "text"),
    [
        (b"\x12\xd6\x0a" + bytes(4) + b"\x00\x33\x66\x00" + bytes(2), "512"),
        (b"\x12\xd6\x0a" + bytes(4) + b"\xff\xff\xff\x00" + bytes(2), "5（看不见1）2"),
        (b"\x12\xd6\x0a" + bytes(4) + b"\x00\x00\x00\xff" + bytes(2), "5（看不见1）2"),
        (b"\x09\xd6\x02\x40\x00", "512"),
        (b"\x09\xd6\x02\x00\x01", "5（看不见1）2"),
    ],
    ids=["dark", "white", "none", "one of sixteen colours", "one of sixteen: white"],
)
def test_white_digits_are_seen_on_dark_ground_alone(shade: bytes, text: str) -> None:
    of_label = shade[:3].replace(b"\x0a", b"\x14").replace(b"\x02", b"\x04") + bytes(len(shade) - 3) + shade[3:]
    cells = [P("甲\x07", IN_TABLE), P("5"), P("1", characters=b"\x42\x2a\x08"), P("2\x07", IN_TABLE)]
    rows = [*cells, *row([], [0, 1000, 2000], after=of_label)]
    assert grid(read([*rows, END])).texts() == [["甲", text]]
    other = [*cells, *row([], [0, 1000, 2000])]
    assert grid(read([*rows, *other, END])).texts() == [["甲", text], ["甲", "5（看不见1）2"]]


def test_white_digits_are_seen_in_a_dark_paragraph_alone() -> None:
    dark = b"\x4d\xc6\x0a" + bytes(4) + b"\x00\x33\x66\x00" + bytes(2)
    cell = [P("5"), P("1", characters=b"\x42\x2a\x08")]
    cells = [*cell, P("2\x07", IN_TABLE + dark), *cell, P("2\x07", IN_TABLE)]
    assert grid(read([*cells, *row([], [0, 1000, 2000]), END])).texts() == [["512", "5（看不见1）2"]]


# ---- what cannot be read


def test_a_document_with_a_password_is_refused(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match=r"“a\.doc”设有打开密码"):
        read_bytes("a.doc", word97_file([END], flags=0x0100))


def test_a_document_of_word_95_is_refused(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match="Word 95"):
        read_bytes("a.doc", word97_file([END], version=104))


def test_fields_within_fields_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="fields"):
        read([P("\x13" * 1000 + "\r")])
