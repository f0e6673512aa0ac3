"""Lines and texts of a page, however they are drawn, also in forms."""

import itertools
from collections.abc import Sequence

import pytest

from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from tests.model.importing.readers.pdf.pdfs import frame, grids, line, pages, stream, text


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
