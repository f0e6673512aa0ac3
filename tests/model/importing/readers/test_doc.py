"""Word 97 documents as Word leaves them: pieces, marks, and rows that say how their cells lie."""

import struct
from collections.abc import Sequence

import pytest

from model.importing import ImportedDocumentError
from model.importing.content import Box, Grid, SourceParagraph
from model.importing.readers.doc import read_word97
from tests.conftest import SAMPLES
from tests.model.importing.conftest import ImportBytes
from tests.model.importing.readers.doc_files import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    ROW_END,
    P,
    compound,
    defined,
    depth,
    elsewhere,
    row,
    word97_file,
)

END = P("完\r")
BEGINS_DOWN, GOES_ON_DOWN = 0x60, 0x20


def read(paragraphs: Sequence[P], **how: object) -> list[SourceParagraph | Grid]:
    return read_word97(word97_file(paragraphs, **how), "a.doc")  # type: ignore[arg-type]


def texts(content: Sequence[SourceParagraph | Grid]) -> list[str]:
    return [item.text for item in content if isinstance(item, SourceParagraph)]


def grid(content: Sequence[SourceParagraph | Grid]) -> Grid:
    (found,) = (item for item in content if isinstance(item, Grid))
    return found


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


def test_cells_lie_in_the_columns_that_their_edges_make() -> None:
    found = grid(read([*row(["甲", "乙"], [-100, 900, 2900]), *row(["a", "b", "c"], [-90, 910, 1900, 2890]), END]))
    assert found.aligned
    assert found.boxes == (
        Box("甲", 0, 0),
        Box("乙", 0, 1, 1, 2),
        Box("a", 1, 0),
        Box("b", 1, 1),
        Box("c", 1, 2),
    )


def test_merged_cells_are_one_box() -> None:
    edges = [0, 1000, 2000, 3000]
    found = grid(
        read(
            [
                *row(["头", "", "尾"], edges, [1, 2, BEGINS_DOWN]),
                *row(["a", "b", ""], edges, [2, 1, GOES_ON_DOWN]),
                *row(["c", "d", "e"], edges, [0, 0, 0]),
                END,
            ]
        )
    )
    assert found.boxes == (
        Box("头", 0, 0, 1, 2),
        Box("尾", 0, 2, 2, 1),
        Box("a\nb", 1, 0, 1, 2),
        Box("c", 2, 0),
        Box("d", 2, 1),
        Box("e", 2, 2),
    )


def test_a_cell_said_to_go_on_from_above_keeps_its_own_text() -> None:
    edges = [0, 1000, 2000]
    rows = [*row(["甲", "1"], edges, [BEGINS_DOWN, 0]), *row(["乙", "2"], edges, [GOES_ON_DOWN, GOES_ON_DOWN])]
    assert grid(read([*rows, END])).texts() == [["甲", "1"], ["乙", "2"]]


def test_a_layout_changed_after_it_was_defined_is_the_changed_one() -> None:
    edges = [0, 1000, 2000, 3000]
    joined = struct.pack("<HBB", 0x5624, 0, 2)
    down = struct.pack("<HBBB", 0xD62B, 2, 2, 3)
    found = grid(read([*row(["甲", "", "乙"], edges, after=joined + down), *row(["", "", ""], edges), END]))
    assert found.boxes[:2] == (Box("甲", 0, 0, 1, 2), Box("乙", 0, 2))
    removed = struct.pack("<HBB", 0x5622, 0, 1)
    assert grid(read([*row(["甲", "乙"], edges, after=removed), END])).aligned


@pytest.mark.parametrize(
    ("cells", "edges", "flags", "after"),
    [
        (["甲", "乙"], [0, 1000, 2000, 3000], [], b""),  # fewer cells than the row says
        (["甲", "乙", "丙"], [0, 1000, 900, 2000], [], b""),  # edges that go back
        (["甲", "乙", "丙"], [0, 1000, 1010, 2000], [], b""),  # no room for a cell
        (["甲", "乙", "丙"], [0, 1000, 2000, 3000], [1, 1, 3], b""),  # merged, but with which?
        (["甲", "乙", "丙"], [0, 1000, 2000], [], struct.pack("<HBBh", 0x7621, 0, 1, 500)),  # cells put in later
    ],
)
def test_a_row_that_contradicts_itself_costs_the_table_its_geometry(
    cells: list[str], edges: list[int], flags: list[int], after: bytes
) -> None:
    found = grid(read([*row(cells, edges, flags, after), *row(["a", "b", "c"], [0, 1000, 2000, 3000]), END]))
    assert not found.aligned
    assert [[box.text for box in boxes] for boxes in found.rows] == [cells, ["a", "b", "c"]]


def test_a_row_whose_end_is_missing_costs_the_table_its_geometry() -> None:
    found = grid(read([*row(["甲", "乙"], [0, 1000, 2000]), P("丙\x07", IN_TABLE), END]))
    assert not found.aligned
    assert [box.text for box in found.boxes] == ["甲", "乙", "丙"]


def test_properties_may_lie_in_another_stream() -> None:
    own, data = elsewhere(IN_TABLE + ROW_END + defined([0, 1000, 2000]))
    found = grid(read([P("甲\x07", IN_TABLE), P("乙\x07", IN_TABLE), P("\x07", own), END], data=data))
    assert found.boxes == (Box("甲", 0, 0), Box("乙", 0, 1))


def test_a_deleted_row_is_gone() -> None:
    gone = row(["删", "9"], [0, 1000, 2000])
    gone[-1] = gone[-1]._replace(characters=DELETED)
    found = grid(read([*row(["甲", "1"], [0, 1000, 2000]), *gone, *row(["乙", "2"], [0, 1000, 2000]), END]))
    assert found.texts() == [["甲", "1"], ["乙", "2"]]


def test_a_cell_may_hold_several_paragraphs() -> None:
    found = grid(read([P("甲\r", IN_TABLE), *row(["乙", "1"], [0, 1000, 2000]), END]))
    assert found.texts() == [["甲\n乙", "1"]]


def test_a_table_around_tables_is_a_frame() -> None:
    inner = [
        P("甲\r", depth(2) + INNER_CELL),
        P("1\r", depth(2) + INNER_CELL),
        P("\r", depth(2) + INNER_CELL + INNER_ROW_END + defined([0, 500, 1000])),
    ]
    content = read([P("标题\r", IN_TABLE), *inner, P("落款\x07", IN_TABLE), P("\x07", IN_TABLE + ROW_END), END])
    assert texts(content) == ["标题", "落款", "完"]
    assert grid(content).texts() == [["甲", "1"]]
    assert grid(content).aligned


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        (b"\x37\x08\x01", "5（划去1）2"),
        (b"\x53\x2a\x01", "5（划去1）2"),
        (b"\x48\x2a\x01", "5（上标1）2"),
        (b"\x48\x2a\x02", "5（下标1）2"),
        (b"\x48\x2a\x00", "512"),
        (b"\x37\x08\x00", "512"),
    ],
)
def test_what_stands_apart_in_a_cell_is_no_digit(characters: bytes, text: str) -> None:
    cells = [P("甲\x07", IN_TABLE), P("5"), P("1", characters=characters), P("2\x07", IN_TABLE)]
    rows = [*cells, *row([], [0, 1000, 2000])]
    assert grid(read([*rows, P("6", characters=characters), P("7\r"), END])).texts() == [["甲", text]]
    assert texts(read([P("6", characters=characters), P("7\r"), END])) == ["67", "完"]


# ---- what cannot be read


def test_a_document_with_a_password_is_refused(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match=r"“a\.doc”设有打开密码"):
        read_bytes("a.doc", word97_file([END], flags=0x0100))


def test_a_document_of_word_95_is_refused(read_bytes: ImportBytes) -> None:
    with pytest.raises(ImportedDocumentError, match="Word 95"):
        read_bytes("a.doc", word97_file([END], version=104))


def test_streams_put_together_wrongly_are_refused(read_bytes: ImportBytes) -> None:
    data = (SAMPLES / "filled-word97.doc").read_bytes()
    first = data.find("规章".encode("utf-16-le")) // 512 * 512
    second = first + 512
    swapped = data[:first] + data[second : second + 512] + data[first:second] + data[second + 512 :]
    with pytest.raises(ImportedDocumentError, match="内容已损坏"):
        read_bytes("a.doc", swapped)


def circles() -> dict[str, bytes]:
    """Containers that never end for a reader that trusts them."""
    whole = bytearray(word97_file([END]))
    sectors = (len(whole) - 512) // 512
    table = len(whole) - 512
    to_itself = bytearray(whole)
    struct.pack_into("<I", to_itself, table, 0)
    long = bytearray(to_itself)
    directory = 512 * (struct.unpack_from("<I", whole, 48)[0] + 1)
    struct.pack_into("<I", long, directory + 128 + 120, 0x7FFFFFFF)
    directory_in_circle = bytearray(whole)
    struct.pack_into("<I", directory_in_circle, table + 4 * struct.unpack_from("<I", whole, 48)[0], sectors - 2)
    small_in_circle = bytearray(whole)
    struct.pack_into("<II", small_in_circle, 60, 0, 0x7FFFFFFF)
    lists_in_circle = bytearray(whole)
    struct.pack_into("<II", lists_in_circle, 68, 0, 0x7FFFFFFF)
    siblings = bytearray(whole)
    struct.pack_into("<II", siblings, directory + 128 + 68, 1, 1)
    return {
        "a sector follows itself": bytes(to_itself),
        "a stream larger than the file": bytes(long),
        "the directory in a circle": bytes(directory_in_circle),
        "small sectors in a circle": bytes(small_in_circle),
        "lists of tables in a circle": bytes(lists_in_circle),
        "entries beside themselves": bytes(siblings),
        "sectors of no size": bytes(whole[:30]) + b"\xff\xff" + bytes(whole[32:]),
        "nothing but a header": bytes(whole[:512]),
        "no stream of formatting": compound({"WordDocument": b"\xec\xa5\xc1\0" + bytes(2000)}),
    }


@pytest.mark.parametrize("what", circles())
def test_a_container_that_never_ends_is_refused_at_once(read_bytes: ImportBytes, what: str) -> None:
    with pytest.raises(ImportedDocumentError):
        read_bytes("a.doc", circles()[what])


def test_fields_within_fields_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="fields"):
        read([P("\x13" * 1000 + "\r")])
