"""A Word document of which each cell is parsed once reads as the whole document does, or is read whole."""

import io
import zipfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.edition import Edition
from model.importing.content import Content, Grid
from model.importing.notes import Note
from model.importing.readers import docx
from model.importing.readers.docx import read_word
from model.importing.readers.docx_repeated_cells import shortened
from model.importing.readers.zip_package import DAMAGED
from tests.model.importing.documents import numbered, word_body

SAMPLES = Path(__file__).parent.parent.parent.parent / "samples"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
)
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph"'
    ' w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)
NUMBERS = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum'
    ' w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def of(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r>{inside}</w:r></w:p></w:tc>"


ZERO = of("<w:t>0</w:t>")
TABLE = f"<w:tbl><w:tr>{ZERO * 3}</w:tr><w:tr>{ZERO * 3}</w:tr></w:tbl>"
PLAIN = (
    ZERO,
    of("<w:t>12</w:t>"),
    of(""),
    of("<w:t>&amp;</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:sym/>"),
    of("<w:t> 1</w:t>", '<w:gridSpan w:val="2"/>'),
    of("", "<w:vMerge/>"),
    *map(of, ("<w:t>&lt;5&gt;</w:t>", "<w:t></w:t>", "<w:t> </w:t>", "<w:t>1>2</w:t>", "<w:t>a\n\tb</w:t>", "<w:t/>")),
    of('<w:t xml:space="preserve"> 3 </w:t>'),
    of('<w:t xml:space="preserve">4</w:t>'),
    of('<w:t a="b>c">4</w:t>'),
    of("<w:t>5</w:t><w:t>6</w:t>"),
    of("<w:t>5</w:t><w:t>7</w:t>"),
    of("<w:tab/><w:t>8</w:t>"),
    of("<w:t>3</w:t>", '<w:gridSpan w:val="2"/>'),
    of("<w:t>栏目</w:t>", '<w:vMerge w:val="restart"/>'),
    of("<w:t>12</w:t>", "<w:vMerge/>"),
    of("<w:t>13</w:t>", "<w:vMerge/>"),
    of("<w:t>5</w:t><w:br/><w:tab/><w:t>6</w:t>"),
    of("<w:t>5</w:t><w:br/><w:tab/><w:t>7</w:t>"),
    of("<w:t/><w:t>7</w:t>"),
    of("<w:t/><w:t>8</w:t>"),
    "<w:tc><w:p/><w:p><w:r><w:t>上</w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p/><w:p><w:r><w:t>下</w:t></w:r></w:p></w:tc>",
    of("<w:t>栏</w:t>", '<w:vMerge w:val="restart"/>'),
    of('<w:rPr><w:color w:val="000000"/></w:rPr><w:t>5</w:t>', '<w:shd w:fill="DDDDDD"/>'),
    "<w:tc><w:p><w:r><w:t>上</w:t></w:r></w:p><w:p><w:r><w:t>下</w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:t>上</w:t></w:r></w:p><w:p><w:r><w:t>中</w:t></w:r></w:p></w:tc>",
    '<w:tc><w:p w14:paraId="0AB12CD3"><w:r><w:t>7</w:t></w:r></w:p></w:tc>',
    '<w:tc><w:p w14:paraId="0AB12CD4"><w:r><w:t>7</w:t></w:r></w:p></w:tc>',
)
ODD = (
    of("<w:rPr><w:vanish/></w:rPr><w:t>3</w:t>"),
    of("<w:rPr><w:strike/></w:rPr><w:t>4</w:t>"),
    of('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t>'),
    of('<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>6</w:t>'),
    of('<w:rPr><w:sz w:val="2"/></w:rPr><w:t>8</w:t>'),
    of('<w:rPr><w:position w:val="8"/></w:rPr><w:t>9</w:t>'),
    of('<w:rPr><w:highlight w:val="black"/></w:rPr><w:t>1</w:t>'),
    of('<w:rPr><w:w w:val="1"/></w:rPr><w:t>1</w:t>'),
    of('<w:rPr><w:w w:val="100"/></w:rPr><w:t>1</w:t>'),
    of('<w:rPr><w:spacing w:val="-200"/></w:rPr><w:t>1</w:t>'),
    of("", '<w:hMerge w:val="continue"/>'),
    of("<w:instrText>EQ \\o(1,2)</w:instrText>"),
    "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p></w:tc>",
    '<w:tc><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>1</w:t></w:r></w:p></w:tc>',
    "<w:tc><w:p><w:del><w:r><w:t>1</w:t></w:r></w:del></w:p></w:tc>",
    f"<w:tc>{TABLE}<w:p/></w:tc>",
    "<w:tc><w:p><w:r><mc:Fallback><w:t>1</w:t></mc:Fallback></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:t><![CDATA[<w:tc>0</w:tc>]]></w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:t><!-- <w:tc> -->0</w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:t><?a <w:tc>?>0</w:t></w:r></w:p></w:tc>",
    "<w:tc><w:p><w:r><w:t>?!</w:t></w:r></w:p></w:tc>",
    f'<w:tc w:id="1">{ZERO}</w:tc>',
    '<w:tc w:id="1"><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>',
    "<w:tc/>",
    "<w:repeatedCell/>",
    "<w:repeatedCell>1</w:repeatedCell>",
    of("<w:t>0<w:tab/></w:t>"),
    of("<w:t>1<w:tab/></w:t>"),
    "<w:tc><w:p xmlns:w='urn:another'><w:r><w:t>0</w:t></w:r></w:p></w:tc>",
    f'<w:customXml xmlns:w14="urn:another">{ZERO}</w:customXml>',
)
DAMAGED_PARTS = (
    "<w:tc>",
    "</w:tc>",
    "<w:tc><w:p>",
    "<w:tc></w:p></w:tc>",
    "<w:tc a='<w:tc>0</w:tc>'/>",
    "<w:tc>&nothing;</w:tc>",
    of("<w:t>&nothing;</w:t>"),
    of("<w:t>]]></w:t>"),
    of("<w:t>\x01</w:t>"),
    of("<w:t>5<w:x</w:t>"),
    of("<w:t>&#0;</w:t>"),
    "<w:tc><x:p/></w:tc>",
    '<w:tc><w:p w14:paraId="0AB12CD3" w14:paraId="0AB12CD3"/></w:tc>',
    "</w:tr><w:tr>",
    "</w:tr></w:tbl>",
    "</w:tr></w:tbl><w:p/><w:tbl><w:tr>",
)


def package(body: str, *, before: str = DECLARATION, root: str = ROOT, **parts: str) -> zipfile.ZipFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f"{before}{root}<w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            file.writestr(f"word/{name}.xml", text)
    return zipfile.ZipFile(made)


def outcome(read: zipfile.ZipFile) -> tuple[Content, list[Note]] | None:
    """``None`` for a damaged document."""
    try:
        return read_word(read)
    except DAMAGED:
        return None


def whole(read: zipfile.ZipFile) -> tuple[Content, list[Note]] | None:
    with mock.patch.object(docx, "shortened", lambda _: None):
        return outcome(read)


def table_of(cells: list[str], columns: int) -> str:
    rows = ["".join(cells[at : at + columns]) for at in range(0, len(cells), columns)]
    return f"<w:tbl><w:tr>{'</w:tr><w:tr>'.join(rows)}</w:tr></w:tbl>"


@settings(max_examples=300, deadline=None)
@given(
    tables=st.lists(
        st.tuples(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=16), st.integers(1, 4)), min_size=1, max_size=3
    ),
    between=st.sampled_from(("", "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>", ZERO, f"<w:sdt>{TABLE}</w:sdt>")),
)
def test_repeated_cells_read_as_the_first_one(tables: list[tuple[list[str], int]], between: str) -> None:
    read = package(between.join(table_of(cells, columns) for cells, columns in tables))
    assert outcome(read) == whole(read)


@settings(max_examples=300, deadline=None)
@given(
    cells=st.lists(
        st.one_of(st.sampled_from(PLAIN), st.sampled_from(ODD), st.sampled_from(DAMAGED_PARTS)), min_size=1, max_size=12
    ),
    columns=st.integers(1, 4),
    around=st.sampled_from(("{}", "<w:p>{}</w:p>", f"{TABLE}{{}}", f"{ZERO}{{}}", "<w:tbl>{}</w:tbl>")),
    parts=st.sampled_from(({}, {"styles": STYLES}, {"numbering": NUMBERS})),
)
def test_odd_and_damaged_documents_read_as_a_whole(
    cells: list[str], columns: int, around: str, parts: dict[str, str]
) -> None:
    read = package(around.format(table_of(cells, columns)), **parts)
    assert outcome(read) == whole(read)


@pytest.mark.parametrize("cell", [*PLAIN, *ODD, *DAMAGED_PARTS])
def test_each_odd_cell_among_repeated_ones_reads_as_in_the_whole_document(cell: str) -> None:
    for cells in ([ZERO, cell, cell, ZERO], [cell, ZERO, ZERO, cell], [cell] * 4):
        for parts in ({}, {"styles": STYLES}, {"numbering": NUMBERS}):
            read = package(table_of(cells, 2), **parts)
            assert outcome(read) == whole(read)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.docx")))
def test_every_sample_reads_as_a_whole(name: str) -> None:
    with zipfile.ZipFile(SAMPLES / name) as read:
        assert outcome(read) == whole(read)


@pytest.mark.parametrize("name", ["blank-libreoffice.docx", "filled-libreoffice.docx", "official-blank-2021-wps.docx"])
def test_documents_of_other_programs_are_not_read_as_a_whole(name: str) -> None:
    with zipfile.ZipFile(SAMPLES / name) as read, mock.patch.object(docx, "numbering_of", side_effect=AssertionError):
        assert outcome(read) is not None


def test_of_repeated_cells_one_is_left_for_the_parser(edition: Edition) -> None:
    body = word_body(edition, dict.fromkeys(numbered(edition), "0"))
    document = package(body).read("word/document.xml")
    short = shortened(document)
    assert short is not None and len(short.xml) < len(document) * 0.6
    assert short.kept + sum(map(len, short.repeated)) == document.count(b"<w:tc>")
    (first, *_), _ = read_word(package(table_of([ZERO] * 6, 3)))
    assert isinstance(first, Grid) and first.texts() == [["0"] * 3] * 2


def test_of_cells_with_different_texts_one_is_left_for_the_parser(edition: Edition) -> None:
    body = word_body(edition, numbered(edition))
    document = package(body).read("word/document.xml")
    short = shortened(document)
    assert short is not None and short.kept * 4 < short.different
    cells = [of(f"<w:t>{number}</w:t>") for number in range(6)]
    (first, *_), _ = read_word(package(table_of(cells, 3)))
    assert isinstance(first, Grid) and first.texts() == [["0", "1", "2"], ["3", "4", "5"]]


def test_what_is_unseen_in_repeated_cells_is_asked_in_a_document_without_a_declaration() -> None:
    squeezed = of('<w:rPr><w:spacing w:val="-200"/></w:rPr><w:t>3</w:t>')
    root = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    read = package(table_of([squeezed] * 4, 2), before="", root=root)
    assert outcome(read) == whole(read)
    (first, *_), _ = read_word(read)
    assert isinstance(first, Grid) and first.texts() == [["（看不见3）"] * 2] * 2


def test_paragraph_numbers_of_word_do_not_make_cells_different() -> None:
    cells = [f'<w:tc><w:p w14:paraId="{number:08X}"><w:r><w:t>0</w:t></w:r></w:p></w:tc>' for number in range(9)]
    short = shortened(package(table_of(cells, 3)).read("word/document.xml"))
    assert short is not None and short.kept == 1


@pytest.mark.parametrize(
    ("before", "root"),
    [
        (DECLARATION.replace("UTF-8", "ISO-2022-JP"), ROOT),
        ("<!DOCTYPE a>", ROOT),
        ("", ROOT.replace("w:", "v:").replace(":w=", ":v=")),
    ],
)
def test_what_may_mean_something_else_is_not_shortened(before: str, root: str) -> None:
    assert shortened(f"{before}{root}<w:body>{TABLE}</w:body></w:document>".encode()) is None


@pytest.mark.parametrize("more", ["<!-- -->", "<?a?>", "<w:p xmlns:w15='urn:b'/>"])
def test_a_document_with_marks_that_may_hide_cells_is_not_shortened(more: str) -> None:
    document = f"{DECLARATION}{ROOT}<w:body>{more}{TABLE}</w:body></w:document>"
    assert shortened(document.encode()) is None
    assert shortened(document.replace(more, "<w:p/>").encode()) is not None
