"""Lines and characters of a page: however they are drawn, in forms, turned, in radicals."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from model.report.derived_totals import shown
from tests.model.importing.conftest import Import
from tests.model.importing.readers.pdf.pdfs import HUAIAN, frame, grids, line, pages, paragraphs, stream, text


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(
    read: Import, edition: Edition, tmp_path: Path, turned: int
) -> None:
    """Each page of a published file, drawn lying down and shown upright."""
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import raw

    matrix = {90: (0, 1, -1, 0, 842, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 595)}[turned]
    document = pypdfium2.PdfDocument(HUAIAN.read_bytes())
    for page in document:
        assert raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, 0, 2000, 2000))
        page.set_mediabox(0, 0, *((595, 842) if turned == 180 else (842, 595)))
        page.set_rotation(turned)
    document.save(tmp_path / "turned.pdf")
    document.close()
    imported = read(tmp_path / "turned.pdf")
    assert shown(imported.report, edition).figures == shown(read(HUAIAN).report, edition).figures
    assert imported.report.texts == read(HUAIAN).report.texts


def thin_box(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{min(x0, x1)} {min(y0, y1)} {abs(x1 - x0) or 0.5} {abs(y1 - y0) or 0.5} re f\n".encode()


def boxes_of_cells(columns: Sequence[float], rows: Sequence[float]) -> bytes:
    return b"".join(
        f"{x0} {y1} {x1 - x0} {y0 - y1} re S\n".encode()
        for x0, x1 in itertools.pairwise(columns)
        for y0, y1 in itertools.pairwise(rows)
    )


CELLS = b"".join(
    text(word, x, y)
    for word, x, y in (
        ("规章件数一二三四", 60, 690),
        ("12", 210, 690),
        ("行政许可一二三四", 60, 660),
        ("345", 210, 660),
    )
)


@pytest.mark.parametrize(
    "drawn",
    [
        frame([50, 200, 300], [710, 680, 650]),
        frame([50, 200, 300], [710, 680, 650], thin_box),
        boxes_of_cells([50, 200, 300], [710, 680, 650]),
        # open at its sides
        line(50, 710, 300, 710) + line(50, 680, 300, 680) + line(50, 650, 300, 650) + line(200, 710, 200, 650),
        # every line drawn twice, and in dashes
        frame([50, 200, 300], [710, 680, 650]) + frame([51, 201, 299], [709, 679, 651]),
        b"".join(line(x, y, x + 8, y) for y in (710, 680, 650) for x in range(50, 300, 10))
        + b"".join(line(x, y, x, y + 8) for x in (50, 200, 300) for y in range(650, 710, 10)),
    ],
    ids=["lines", "thin boxes", "boxes", "open sides", "double", "dashes"],
)
def test_lines_are_known_however_they_are_drawn(drawn: bytes) -> None:
    assert grids([drawn + CELLS]) == [[["规章件数一二三四", "12"], ["行政许可一二三四", "345"]]]


def test_a_table_inside_of_a_form_object_is_found() -> None:
    form = stream(
        frame([50, 200, 300], [710, 680, 650]) + CELLS,
        b" /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Matrix [1 0 0 1 20 -30]"
        b" /Resources << /Font << /F1 3 0 R >> >>",
    )
    content, _ = read_pdf(pages([b"/X1 Do\n"], more={6: form}), "a.pdf")
    assert [item.texts() for item in content if isinstance(item, Grid)] == [
        [["规章件数一二三四", "12"], ["行政许可一二三四", "345"]]
    ]


def test_radicals_that_a_font_writes_for_characters_are_the_characters() -> None:
    assert paragraphs([text("⼀、主动公开⾏政许可⻚⾯⻔户⻓期情况说明", 90, 700)]) == [
        "一、主动公开行政许可页面门户长期情况说明"
    ]
