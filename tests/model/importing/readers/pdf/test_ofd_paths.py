"""The straight lines of OFD paths; what is no path is refused."""

import pytest
from lxml import etree

from model.importing.readers.pdf.ofd_paths import strokes_of
from model.importing.readers.pdf.ruled_tables import Stroke


def strokes(data: str, **about: str) -> tuple[list[Stroke], list[Stroke]]:
    item = etree.fromstring(f"<PathObject><AbbreviatedData>{data}</AbbreviatedData></PathObject>")
    for key, value in about.items():
        item.set(key, value)
    return strokes_of(item, (1, 0, 0, 1, 10, 0), 1)


def test_lines_are_moved_onto_the_page_and_told_by_direction() -> None:
    assert strokes("M 0 5 L 50 5 M 0 0 L 0 40") == ([Stroke(5, 10, 60)], [Stroke(10, 0, 40)])


def test_a_closed_path_returns_to_where_it_began() -> None:
    assert strokes("M 0 0 L 50 0 L 50 40 C") == ([Stroke(0, 10, 60)], [Stroke(60, 0, 40)])


def test_a_thin_area_is_a_line_and_any_other_area_is_none() -> None:
    assert strokes("M 0 0 L 50 0 L 50 1 L 0 1 C", Fill="true", Stroke="false")[0] == [Stroke(0.5, 10, 60)]
    assert strokes("M 0 0 L 50 0 L 50 40 L 0 40 C", Fill="true", Stroke="false") == ([], [])


def test_curves_are_no_lines() -> None:
    assert strokes("M 0 0 B 1 1 2 2 50 0 Q 3 3 0 0 A 5 5 0 0 1 9 0") == ([], [])


@pytest.mark.parametrize("data", ["M 0", "M a b", "X 0 0", "M 0 nan L 1 1"])
def test_what_is_no_path_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r"path|operator|float"):
        strokes(data)
