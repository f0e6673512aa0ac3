"""Rich Text Format: which text is text of the page, where paragraphs end, and how tables are marked."""

import pytest

from model.importing.content import Box, Grid, SourceParagraph
from model.importing.readers import rtf
from model.importing.readers.rtf import read_rtf


def content(body: str) -> list[SourceParagraph | Grid]:
    return read_rtf(rf"{{\rtf1\ansi\ansicpg936\deff0{{\fonttbl{{\f0\fcharset134 SimSun;}}}}{body}}}".encode("gbk"))


def texts(body: str) -> list[str]:
    """Of the paragraphs; none of them in a table."""
    return [item.text for item in content(body) if isinstance(item, SourceParagraph)]


def grid(body: str) -> Grid:
    (only,) = content(body)
    assert isinstance(only, Grid)
    return only


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("收到12件", "收到12件"),
        ("收到\r\n12件", "收到12件"),
        (r"\u25910?\u21040?12", "收到12"),
        (r"\uc2\u25910 ??12", "收12"),
        (r"\uc0\u25910 12", "收12"),
        (r"{\uc0\u25910 1}\u21040 ?2", "收1到2"),
        (r"\u-10180 ?\u-8265 ?", "🎷"),
        (r"\u-10179 ?5", "\ufffd5"),
        (r"1\~2\-3\_4", "1\xa023-4"),
        (r"1\tab 2\line 3", "1\t2\n3"),
        (r"\'ca\'d5\'b5\'bd", "收到"),
        (r"1\:2", "1\ufffd2"),
    ],
)
def test_characters_in_all_their_spellings(body: str, text: str) -> None:
    assert texts(rf"{body}\par") == [text]


@pytest.mark.parametrize(
    "body",
    [
        r"{\deleted 9}5",
        r"\v 9\v0 5",
        r"\deleted 9\plain 5",
        r"{\*\unknown 9{9}}5",
        r"{\footnote 9}5",
        r"{\pict 0909}5",
        r"{\pict\bin3 9}95}5",
        r"{\fonttbl{\f9 9;}}5",
    ],
)
def test_what_is_not_on_the_page_is_not_read(body: str) -> None:
    assert texts(rf"{body}\par") == ["5"]


def test_the_text_box_comes_before_the_paragraph_that_it_is_anchored_in() -> None:
    assert texts(r"前{\*\shpinst{\shptxt 甲\par 乙}}后\par") == ["甲", "乙", "前后"]


def test_a_list_number_is_text_but_neither_a_bullet_nor_a_number_before_a_figure() -> None:
    assert texts(r"{\listtext 1.}收到\par{\listtext\bullet}主动\par") == ["1.收到", "主动"]
    assert grid(r"\trowd\cellx900\intbl{\listtext 1.}5\cell\row").texts() == [["5"]]


def test_a_table_has_the_geometry_that_its_rows_state() -> None:
    found = grid(
        r"\trowd\clvmgf\cellx900\cellx1800\cellx2700\intbl 甲\cell 1\cell 2\cell\row"
        r"\trowd\clvmrg\cellx900\cellx2700\intbl\cell 3\cell\row"
    )
    assert found.aligned
    assert set(found.boxes) == {Box("甲", 0, 0, 2, 1), Box("1", 0, 1), Box("2", 0, 2), Box("3", 1, 1, 1, 2)}


def test_a_row_definition_holds_until_another_one_begins() -> None:
    found = grid(r"\trowd\cellx900\cellx1800\intbl 1\cell 2\cell\row\intbl 3\cell 4\cell\row")
    assert found.aligned
    assert found.texts() == [["1", "2"], ["3", "4"]]


def test_the_table_within_a_cell_has_a_definition_of_its_own() -> None:
    inner = r"\itap2 1\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}"
    found = grid(rf"\trowd\cellx900\intbl{inner}\itap1\cell\row")
    assert found.aligned
    assert found.texts() == [["1", "2"]]


def test_after_a_table_text_is_text_again() -> None:
    table, paragraph = content(r"\trowd\cellx900\intbl 1\cell\row\pard 完\par")
    assert isinstance(table, Grid)
    assert isinstance(paragraph, SourceParagraph)
    assert paragraph.text == "完"


@pytest.mark.parametrize("data", [b"", rb"{\rtf1 5", rb"{\rtf1{\pict 5"])
def test_a_file_cut_short_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        read_rtf(data)


def test_too_much_text_or_depth_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MOST_CHARACTERS", 5)
    assert read_rtf(b"{12345}")
    with pytest.raises(ValueError, match="too long"):
        read_rtf(b"{123456}")
    monkeypatch.setattr(rtf, "MOST_GROUPS", 2)
    assert read_rtf(b"{{{1}}}")
    with pytest.raises(ValueError, match="too deeply"):
        read_rtf(b"{{{{1}}}}")


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        (r"5{\super 1}", ["5（上标1）", "5（上标1）"]),
        (r"5\super 1\nosupersub 2", ["5（上标1）2", "5（上标1）2"]),
        (r"5{\sub 1}", ["5（下标1）"] * 2),
        (r"{\strike 5}6", ["（划去5）6"] * 2),
        (r"{\striked1 5}6", ["（划去5）6"] * 2),
        (r"{\strike0 5}6", ["56"] * 2),
        (r"5{\fs2 1}", ["5（看不见1）"] * 2),
        (r"\fs21 5\fs24 6", ["56"] * 2),
        (r"5{\charscalex1 1}", ["5（看不见1）"] * 2),
        (r"5{\charscalex80\expndtw-10 1}", ["51"] * 2),
        (r"5{\expndtw-200 1}", ["5（看不见1）"] * 2),
        (r"5{\fs2\nosupersub\cf0 1}", ["5（看不见1）"] * 2),
        (r"5{\strike\nosupersub 1}", ["5（划去1）"] * 2),
        (r"5{\super\strike0\fs21 1}", ["5（上标1）"] * 2),
    ],
)
def test_what_stands_apart_in_an_rtf_cell_is_no_digit(written: str, texts: list[str]) -> None:
    row = rf"\trowd\cellx1000\cellx2000\intbl {written}\cell {written}\cell\row"
    grid, paragraph = read_rtf(rf"{{\rtf1\ansi {row}\pard {written}\par}}".encode())
    assert isinstance(grid, Grid) and grid.texts() == [texts]
    assert isinstance(paragraph, SourceParagraph) and "（" not in paragraph.text


def test_two_figures_in_a_cell_whose_mark_was_lost_are_not_one() -> None:
    """``\\cell\\pard\\nowidctlpar`` that lost a stretch is a word unknown; what follows begins a paragraph."""
    row = r"\trowd\cellx1000\cellx2000\pard\intbl 5\cell\pard\intbl{1707}\cellctlpar\sb0{1707}\cell\row\pard 6\par"
    table, after = content(row)
    assert isinstance(table, Grid)
    assert table.texts() == [["5", "1707\n1707"]]
    assert isinstance(after, SourceParagraph)
    assert after.text == "6"
    assert texts(r"1707\sb0 1707\par") == ["17071707"]


COLOURS = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"5{\cf1 1}", "5（看不见1）"),
        (r"5{\cf2 1}", "51"),
        (r"5\cf1 1\cf0 2", "5（看不见1）2"),
        (r"5{\chcbpat2\cf1 1}", "51"),
        (r"5{\cf1\chcbpat2 1}", "51"),
        (r"5{\cf1\fs21 1}", "5（看不见1）"),
        (r"{\chcbpat2\cf2 5}{\cf1 1}", "5（看不见1）"),
        (r"5{\chcbpat1\cf1 1}", "5（看不见1）"),
        (r"\cbpat2 5{\cf1 1}", "51"),
    ],
    ids=[
        *("white", "black", "white and black", "white on black", "white, then on black", "white, then of a size"),
        *("white beside a ground", "white on white", "white in a dark paragraph"),
    ],
)
def test_digits_in_white_are_no_part_of_a_figure(written: str, text: str) -> None:
    row = rf"\trowd\cellx1000\intbl {written}\cell\row"
    grid = read_rtf(rf"{{\rtf1\ansi {COLOURS}{row}}}".encode())[0]
    assert isinstance(grid, Grid) and grid.texts() == [[text]]


@pytest.mark.parametrize(("colour", "text"), [(2, "51"), (1, "5（看不见1）")])
def test_white_digits_are_seen_in_a_row_with_a_ground_alone(colour: int, text: str) -> None:
    rows = rf"\trowd\clcbpat{colour}\cellx1000\intbl 5{{\cf1 1}}\cell\row"
    rows += r"\trowd\cellx1000\intbl 5{\cf1 1}\cell\row"
    grid = read_rtf(rf"{{\rtf1\ansi {COLOURS}{rows}}}".encode())[0]
    assert isinstance(grid, Grid) and grid.texts() == [[text], ["5（看不见1）"]]
