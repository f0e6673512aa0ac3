"""What a page holds besides its body: its lines, and texts that are read apart from it or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2  # type: ignore[import-untyped]
import pytest

from model.importing.readers.pdf.page_characters import runs_of
from model.importing.readers.pdf.page_texts import INVISIBLE, Aside, Rect, TextObject
from model.importing.readers.pdf.pdfium_page import Drawing, aside_runs, drawing_of, marks_of, placed_runs
from model.importing.readers.pdf.ruled_tables import Stroke
from model.importing.readers.pdf.unreadable_glyphs import EmbeddedFonts
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, line, pages, text


@contextmanager
def drawn(content: bytes) -> Iterator[tuple[Drawing, list[str]]]:
    """What a page of some words and ``content`` holds, and the texts of its body."""
    data = pages([SOME_WORDS + content])
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    yield drawing_of(page, 0, EmbeddedFonts(data)), [run.text for run in runs_of(page, 0, [])]
    page.close()
    document.close()


def test_lines_are_level_upright_or_slanted() -> None:
    with drawn(line(50, 500, 300, 500) + line(50, 400, 50, 500) + line(50, 400, 300, 500)) as (drawing, _):
        (across,), (down,), (slant,) = drawing.across, drawing.down, drawing.slants
        assert across == pytest.approx(Stroke(-500, 50, 300), abs=1)
        assert down == pytest.approx(Stroke(50, -500, -400), abs=1)
        assert tuple(slant) == pytest.approx((50, 300, -500, -400), abs=1)


def test_an_invisible_text_is_read_apart_from_the_body() -> None:
    with drawn(b"q 3 Tr " + text("附注", 50, 600) + b"Q\n") as (drawing, body):
        assert [(run.text, run.why) for run in drawing.aside] == [("附注", INVISIBLE)]
        assert "附注" not in "".join(body)


def test_a_watermark_is_switched_off() -> None:
    with drawn(b"BT /F1 10 Tf 0.9 0.4 -0.4 0.9 50 600 Tm <96448868> Tj ET\n") as (drawing, body):
        assert (drawing.has_watermark, drawing.aside) == (True, [])
        assert "附表" not in "".join(body)


def test_vertical_texts_under_each_other_are_one() -> None:
    above, below = (TextObject(n, 50, 700 - 12 * n, 60, 710 - 12 * n, 270, 0.0, 0, 10.0) for n in (0, 1))
    (run,) = aside_runs([Aside(above, ""), Aside(below, "")], 0, lambda thing: "行政"[thing.handle])
    assert (run.text, run.left, run.right, run.top, run.bottom) == ("行政", 50, 60, -710, -688)


def test_places_are_those_of_the_page_as_it_is_shown() -> None:
    (run,) = placed_runs([("12", Rect(100, 200, 140, 210))], 90)
    assert (run.left, run.right, run.top, run.bottom, run.middles) == (200, 210, 100, 140, (205, 205))
    (mark,) = marks_of([("划去", Rect(100, 200, 140, 210))], 0)
    assert tuple(mark) == (100, 140, -210, -200, "划去")
