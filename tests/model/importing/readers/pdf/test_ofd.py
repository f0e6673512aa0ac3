"""OFD files: texts and paths of their pages become the same paragraphs and tables as those of a PDF file."""

import pytest

from model.form.edition import Edition
from model.importing.content import UNREADABLE, Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError
from model.importing.readers.pdf.ofd import read_ofd
from model.importing.readers.zip_package import opened
from model.report.derived_totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.readers.pdf.ofd_files import annotated, converted, frame, ofd, path, sealed, text

WORDS = "政府信息公开工作年度报告一二三四五六七八九十"
ROWS = [["行政许可一二三四", "143"], ["行政处罚一二三四", "0"]]
CELLS = "".join(
    text(word, x, y) for row, y in zip(ROWS, (57, 67), strict=True) for word, x in zip(row, (22, 75), strict=True)
)
LINES = frame([20, 70, 110], [50, 60, 70])
TITLE = text(WORDS, 20, 90)
STAMPED = "1 页有图章盖在数字上，读入的是图章下面的数，请对照原件核对"
SCALED = path(
    "M 0 0 L 45 0 M 0 5 L 45 5 M 0 10 L 45 10 M 0 0 L 0 10 M 25 0 L 25 10 M 45 0 L 45 10",
    'CTM="2 0 0 2 0 0"',
    "20 50 90 20",
)


def read(*pages: str, **more: object) -> tuple[list[list[list[str]]], list[str], list[str]]:
    """Tables, paragraphs and notes."""
    content, notes = read_ofd(opened(ofd(pages, **more), "a.ofd"), "a.ofd")  # type: ignore[arg-type]
    return (
        [item.texts() for item in content if isinstance(item, Grid)],
        [item.text for item in content if isinstance(item, SourceParagraph)],
        [note.what for note in notes],
    )


def test_a_published_report_is_read_from_ofd_as_from_pdf(
    read: Import, read_bytes: ImportBytes, edition: Edition
) -> None:
    source = SAMPLES / "huaian-2024.pdf"
    imported = read_bytes("a.ofd", converted(source))
    assert imported.container == "ofd"
    assert shown(imported.report, edition).figures == shown(read(source).report, edition).figures
    assert imported.report.organ == "淮安市人民政府"
    assert imported.report.texts == read(source).report.texts


def test_tables_and_paragraphs_are_read() -> None:
    assert read(LINES + CELLS + TITLE) == ([ROWS], [WORDS], [])


@pytest.mark.parametrize(
    "lines",
    [
        "".join(
            path(f"M {x} {y} L {x + w} {y} L {x + w} {y + 10} L {x} {y + 10} C")
            for x, w in ((20, 50), (70, 40))
            for y in (50, 60)
        ),
        "".join(
            path("S 0 0 M 0 0 L 90 0 L 90 0.2 L 0 0.2 C", 'Fill="true" Stroke="false"', f"20 {y} 90 0.2")
            for y in (50, 60, 70)
        )
        + "".join(path("M 0 0 L 0 20", "", f"{x} 50 0.3 20") for x in (20, 70, 110)),
        f'<ofd:PageBlock ID="4">{SCALED}</ofd:PageBlock>',
    ],
    ids=["rectangles", "thin areas", "scaled, in a block"],
)
def test_lines_are_known_however_they_are_drawn(lines: str) -> None:
    assert read(lines + CELLS + TITLE)[0] == [ROWS]


@pytest.mark.parametrize(
    "figure",
    [
        text("143", 75, 57, code='DeltaX="1.75 1.75"'),
        text("143", 75, 57, code='DeltaX="g 2 1.75"'),
        text("143", 75, 57, code='DeltaX="g 999999999 1.75"'),
        text("143", 75, 57, code='DeltaX="1.75"'),
        text("\\0031\\0034\\0033", 75, 57, code='DeltaX="g 2 1.75"'),
        text("143", 75, 57, 7, 'CTM="0.5 0 0 0.5 0 0"'),
        '<ofd:TextObject ID="1" Boundary="75 53 9 5" Font="1" Size="3.5"><ofd:TextCode X="0" Y="4">1</ofd:TextCode>'
        '<ofd:TextCode X="1.75">43</ofd:TextCode></ofd:TextObject>',
    ],
    ids=["distances", "repeated distances", "far too many", "too few", "escaped", "scaled", "two codes"],
)
def test_characters_are_placed_by_their_distances(figure: str) -> None:
    label = text("行政许可一二三四", 22, 57)
    assert read(frame([20, 70, 110], [50, 60]) + label + figure + TITLE)[0] == [[["行政许可一二三四", "143"]]]


def test_a_label_that_is_read_downwards_has_its_order() -> None:
    label = text("受理", 40, 53, about='ReadDirection="90"')
    assert read(frame([20, 70, 110], [50, 60]) + label + text("143", 75, 57) + TITLE)[0] == [[["受理", "143"]]]


def test_lines_and_texts_of_templates_and_of_used_drawings_are_read() -> None:
    assert read(CELLS + TITLE, CELLS, templates=[LINES])[0] == [ROWS, ROWS]
    unit = f'<ofd:CompositeGraphicUnit ID="7" Width="210" Height="297"><ofd:Content>{LINES}</ofd:Content>'
    resources = f'<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>{unit}'
    drawn = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="0 0 210 297"/>'
    more = {"PublicRes.xml": f"{resources}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"}
    assert read(drawn + CELLS + TITLE, more=more)[0] == [ROWS]
    assert read(CELLS + TITLE, templates=[LINES])[0] == [ROWS]


GREY = '<ofd:FillColor Value="210 210 210"/>'


@pytest.mark.parametrize(
    "mark",
    [
        text("2024", 70, 66, 12, 'CTM="0.87 -0.5 0.5 0.87 0 0"'),
        text("内部资料 2024", 40, 68, 15, 'Alpha="60"'),
        "".join(text("办公室 0917", x, y, 3, inside=GREY) for x in (24, 45, 76) for y in (55, 63, 67)),
    ],
    ids=["slanted", "large and transparent", "tiled and grey"],
)
def test_watermarks_are_left_out_and_said(mark: str) -> None:
    assert read(mark + LINES + CELLS + TITLE) == ([ROWS], [WORDS], ["1 页上有水印，水印的字没有读入"])


@pytest.mark.parametrize(
    ("digits", "read_as"),
    [
        (text("8", 81, 57, inside=GREY), "143（浅色8）"),
        (text("8", 81, 57, about='Visible="false"'), "143（看不见8）"),
        (text("8", 81, 55.5, 2), "143（上标8）"),
        (text("\ue123", 81, 57), f"143{UNREADABLE}"),
    ],
    ids=["pale", "invisible", "raised", "without a code"],
)
def test_digits_that_may_not_belong_to_a_figure_stand_apart(digits: str, read_as: str) -> None:
    assert read(LINES + CELLS + digits + TITLE)[0][0][0] == ["行政许可一二三四", read_as]


def test_a_label_turned_upwards_is_read_in_its_direction() -> None:
    label = "".join(text(char, 25, 68 - 3.5 * n, about='CTM="0 -1 1 0 0 0"') for n, char in enumerate("三、本年度"))
    page = frame([20, 32, 110], [45, 72]) + label + text("143", 75, 60) + TITLE
    assert read(page)[0] == [[["三、本年度", "143"]]]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "里面没有读到文字"),
        ('<ofd:ImageObject ID="3" ResourceID="4" Boundary="0 0 210 297"/>', "像是扫描件或图片做成的"),
        (text("\ue123" * 30, 20, 90), "字体没有编码"),
        (text(WORDS, 20, 90, about='CTM="a"'), "已损坏或不完整"),
        (LINES + path("M 0"), "已损坏或不完整"),
        ('<ofd:PageBlock ID="1">' * 20 + "</ofd:PageBlock>" * 20, "已损坏或不完整"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(read_bytes: ImportBytes, page: str, said: str) -> None:
    with pytest.raises(ImportedDocumentError, match=said):
        read_bytes("a.ofd", ofd([page]))


AREA = "M 74 52 L 84 52 L 84 59 L 74 59 C"


@pytest.mark.parametrize(
    ("about", "figure"),
    [
        ('Fill="true" Stroke="false"', "（盖住143）"),
        ('Fill="true" Stroke="false" Alpha="90"', "143"),
    ],
    ids=["opaque", "something shines through"],
)
def test_a_figure_under_an_area_is_asked_for(about: str, figure: str) -> None:
    tables, *_ = read(CELLS + TITLE + LINES + path(AREA, about))
    assert tables == [[["行政许可一二三四", figure], ["行政处罚一二三四", "0"]]]
    tables, *_ = read(path(AREA, about) + CELLS + TITLE + LINES)  # the ground under it
    assert tables == [ROWS]


def test_a_figure_under_a_picture_is_asked_for() -> None:
    picture = '<ofd:ImageObject ID="3" ResourceID="4" Boundary="74 52 10 7"/>'
    tables, *_ = read(CELLS + TITLE + LINES + picture)
    assert tables[0][0][1] == "（盖住143）"
    tables, *_ = read(picture + CELLS + TITLE + LINES)
    assert tables == [ROWS]


def test_a_figure_under_a_stamp_is_read_and_that_is_said() -> None:
    stamp = annotated(text("公章", 74, 57), 'Type="Stamp"', "72 50 15 9")
    tables, _, notes = read(CELLS + TITLE + LINES, more=stamp)
    assert tables == [ROWS]
    assert notes == [STAMPED]


@pytest.mark.parametrize(
    ("seal", "notes"),
    [
        (sealed("72 50 15 9"), [STAMPED]),
        (sealed("20 80 15 9"), []),
        (sealed("72 50 15 9", page="7"), []),
        ({"Signs/Signatures.xml": "<a"}, []),
    ],
    ids=["over a figure", "elsewhere", "on another page", "damaged"],
)
def test_a_figure_under_the_seal_of_a_signature_is_read_and_that_is_said(
    seal: dict[str, str], notes: list[str]
) -> None:
    tables, _, said = read(CELLS + TITLE + LINES, more=seal)
    assert (tables, said) == ([ROWS], notes)
