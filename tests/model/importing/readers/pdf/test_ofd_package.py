"""What programs write into the package of an OFD file: places of parts, colours, annotations, several documents."""

from collections.abc import Callable

import pytest

from model.importing.content import Grid
from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.ofd import read_ofd
from model.importing.readers.zip_package import opened
from tests.model.importing.readers.pdf.ofd_files import annotated, changed, ofd, resources, text
from tests.model.importing.readers.pdf.test_ofd import CELLS, LINES, ROWS, TITLE, read

PAGE = LINES + CELLS + TITLE
FILLED = [[ROWS[0][0], "1438"], ROWS[1]]


def tables(data: bytes) -> list[list[list[str]]]:
    content, _ = read_ofd(opened(data, "a.ofd"), "a.ofd")
    return [item.texts() for item in content if isinstance(item, Grid)]


def _old_namespace(name: str, held: str) -> tuple[str, str]:
    return name, held.replace("http://www.ofdspec.org/2016", "http://www.ofdspec.org")


def _without_prefix(name: str, held: str) -> tuple[str, str]:
    return name, held.replace("xmlns:ofd=", "xmlns=").replace("ofd:", "")


def _from_the_root(name: str, held: str) -> tuple[str, str]:
    return name, held.replace('BaseLoc="Pages', 'BaseLoc="/Doc_0/Pages').replace("<ofd:DocRoot>", "<ofd:DocRoot>/")


def _backslashes(name: str, held: str) -> tuple[str, str]:
    return name.replace("/", "\\"), held.replace("Pages/Page_0/", "Pages\\Page_0\\")


def _other_capitals(name: str, held: str) -> tuple[str, str]:
    return name.replace("Content", "content").replace("OFD.xml", "ofd.XML"), held


def _chinese(name: str, held: str) -> tuple[str, str]:
    return name.replace("Page_0", "第一页"), held.replace("Page_0", "第一页")


def _code_page(name: str, held: str) -> tuple[str, str]:
    return name.replace("Page_0", "第一页".encode("gbk").decode("cp437")), held.replace("Page_0", "第一页")


def _blank_in_name(name: str, held: str) -> tuple[str, str]:
    return name.replace("Page_0", "Page 0"), held.replace("Page_0", "Page%200")


def _upwards(name: str, held: str) -> tuple[str, str]:
    return name, held.replace('BaseLoc="Pages', 'BaseLoc="../Doc_0/Pages')


@pytest.mark.parametrize(
    "change",
    [
        *(_old_namespace, _without_prefix, _from_the_root, _backslashes, _other_capitals),
        *(_chinese, _code_page, _blank_in_name, _upwards),
    ],
    ids=lambda change: change.__name__.strip("_"),
)
def test_parts_are_found_however_their_places_are_written(change: Callable[[str, str], tuple[str, str]]) -> None:
    assert tables(changed(ofd([PAGE]), change)) == [ROWS]


def test_every_document_of_a_package_is_read() -> None:
    def twice(name: str, held: str) -> tuple[str, str]:
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        return name, held.replace("</ofd:OFD>", root) if name == "OFD.xml" else held

    assert tables(changed(ofd([PAGE]), twice)) == [ROWS, ROWS]


WHITE = '<ofd:FillColor Value="255 255 255"/>'
PALETTE = (
    '<ofd:ColorSpace ID="5" Type="RGB"><ofd:Palette><ofd:CV>0 0 0</ofd:CV><ofd:CV>255 255 255</ofd:CV></ofd:Palette>'
    "</ofd:ColorSpace>"
)


@pytest.mark.parametrize(
    ("digits", "shared"),
    [
        (text("8", 80.5, 57, about='DrawParam="1"'), f'<ofd:DrawParam ID="1">{WHITE}</ofd:DrawParam>'),
        (
            text("8", 80.5, 57, about='DrawParam="2"'),
            f'<ofd:DrawParam ID="1">{WHITE}</ofd:DrawParam><ofd:DrawParam ID="2" Relative="1"/>',
        ),
        (
            f'<ofd:PageBlock DrawParam="1">{text("8", 80.5, 57)}</ofd:PageBlock>',
            f'<ofd:DrawParam ID="1">{WHITE}</ofd:DrawParam>',
        ),
        (text("8", 80.5, 57, inside='<ofd:FillColor Index="1" ColorSpace="5"/>'), PALETTE),
        (text("8", 80.5, 57, about='Fill="false"'), ""),
    ],
    ids=["parameters", "inherited", "of the layer", "palette", "neither filled nor outlined"],
)
def test_digits_in_the_colour_of_the_page_stand_apart(digits: str, shared: str) -> None:
    found, _, _ = read(PAGE + digits, more=resources(shared))
    assert found == [[[ROWS[0][0], "143（看不见8）"], ROWS[1]]]


@pytest.mark.parametrize(
    ("digits", "shared"),
    [
        (
            text("8", 80.5, 57, about='DrawParam="2"'),
            f'<ofd:DrawParam ID="1">{WHITE}</ofd:DrawParam><ofd:DrawParam ID="2" Relative="1">'
            '<ofd:FillColor Value="0 0 0"/></ofd:DrawParam>',
        ),
        (text("8", 80.5, 57, about='DrawParam="1"'), '<ofd:DrawParam ID="1" Relative="1"/>'),
        (text("8", 80.5, 57, inside='<ofd:FillColor Index="9" ColorSpace="5"/>'), PALETTE),
        (text("8", 80.5, 57, about='Fill="false" Stroke="true"'), ""),
    ],
    ids=["its own colour", "resting upon themselves", "not in the palette", "outlined"],
)
def test_digits_that_are_seen_belong_to_the_figure(digits: str, shared: str) -> None:
    assert read(PAGE + digits, more=resources(shared))[0] == [FILLED]


def test_what_somebody_wrote_onto_the_page_is_read_where_nothing_is_printed() -> None:
    blank = LINES + CELLS.replace(">0<", "> <") + TITLE
    found, _, _ = read(blank, more=annotated(text("25", 5, 7), boundary="70 60 30 10"))
    assert found == [[ROWS[0], [ROWS[1][0], "25"]]]
    found, _, _ = read(PAGE, more=annotated(text("25", 5, 7), boundary="70 60 30 10"))
    assert "另填25" in found[0][1][1]
    assert not found[0][1][1].isdigit()


@pytest.mark.parametrize("about", ['Type="Stamp"', 'Type="Link"', 'Type="Highlight"', 'Type="Path" Visible="false"'])
def test_stamps_and_marks_are_not_text(about: str) -> None:
    assert read(PAGE, more=annotated(text("25", 75, 67), about)) == read(PAGE)


def test_a_watermark_that_is_an_annotation_is_left_out_and_said() -> None:
    found, _, notes = read(PAGE, more=annotated(text("25", 75, 67), 'Type="Watermark"'))
    assert (found, notes) == ([ROWS], ["1 页上有水印，水印的字没有读入"])


def test_missing_annotations_are_no_reason_to_refuse() -> None:
    parts = annotated(text("25", 75, 67))
    del parts["Annots/Page_0.xml"]
    assert read(PAGE, more=parts)[0] == [ROWS]


def test_dark_level_words_over_others_are_a_watermark_where_they_are_repeated() -> None:
    mark = text("内部2024", 62, 57)
    tiles = mark + text("内部2024", 62, 67) + text("内部2024", 25, 90)
    assert read(PAGE + tiles) == ([ROWS], [TITLE_TEXT], ["1 页上有水印，水印的字没有读入"])
    assert read(PAGE + mark, PAGE + mark)[0] == [ROWS, ROWS]
    found, _, notes = read(PAGE + mark)
    assert not found[0][0][1].isdigit()
    assert notes == ["“内部2024”和别的字印在了一起，分不开，那里的数没有读入，请对照原件核对"]


TITLE_TEXT = "政府信息公开工作年度报告一二三四五六七八九十"


def test_an_encrypted_file_is_refused() -> None:
    def encrypted(name: str, held: str) -> tuple[str, str]:
        return name.replace("Doc_0/x.xml", "Encryptions.xml"), held

    with pytest.raises(ImportedDocumentError, match="加密的 OFD"):
        tables(changed(ofd([PAGE], more={"x.xml": "<a/>"}), encrypted))
