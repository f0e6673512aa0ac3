"""What is asked about all texts of a page at once says the same as every question asked about each of them."""

import itertools
import math
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pytest

from model.importing.readers.pdf.page_texts import BRIGHTEST_DARK, sorted_texts
from model.importing.readers.pdf.pdfium_calls import (
    FLOAT,
    address_of,
    answers,
    arguments_of,
    asked,
    pdfium_calls,
)
from model.importing.readers.pdf.probed_texts import ProbedTexts, Texts, slack_of
from tests.conftest import SAMPLES
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, pages, text

PAGE = (0, 0, 595, 842)
PLAIN = {
    "nothing else": b"",
    "another size": text("附注", 50, 600, 8),
    "a title": text("年度报告", 50, 600, 22),
    "a colour": b"q 0.8 0 0 rg " + text("附注", 50, 600) + b"Q\n",
    "in italics by its matrix": b"BT /F1 10 Tf 1 0 0.3 1 50 600 Tm <96448868> Tj ET\n",
    "with an outline": b"q 2 Tr 0.3 w " + text("附注", 50, 600) + b"Q\n",
    "cut by a clip path": b"q 45 590 10 20 re W n " + text("附注", 50, 600) + b"Q\n",
    "raised": b"q 4 Ts " + text("14", 50, 600) + b"Q\n",
    "marked": b"/Span << /ActualText (14) >> BDC " + text("13", 50, 600) + b"EMC\n",
}
ODD = {
    "slanted": b"BT /F1 10 Tf 0.9 0.4 -0.4 0.9 50 600 Tm <96448868> Tj ET\n",
    "hardly slanted": b"BT /F1 10 Tf 1 0.001 -0.001 1 50 600 Tm <96448868> Tj ET\n",
    "upright": b"BT /F1 10 Tf 0 1 -1 0 50 600 Tm <96448868> Tj ET\n",
    "upside down": b"BT /F1 10 Tf -1 0 0 -1 50 600 Tm <96448868> Tj ET\n",
    "mirrored": b"BT /F1 10 Tf -1 0 0 1 90 600 Tm <96448868> Tj ET\n",
    "pale": b"q 0.8 g " + text("附注", 50, 600) + b"Q\n",
    "white": b"q 1 1 1 rg " + text("附注", 50, 600) + b"Q\n",
    "tiled": b"q 0.85 g " + b"".join(text("附注", x, y) for x in (50, 150, 250) for y in (600, 500)) + b"Q\n",
    "invisible": b"q 3 Tr " + text("附注", 50, 600) + b"Q\n",
    "only outlined": b"q 1 Tr " + text("附注", 50, 600) + b"Q\n",
    "a clip path itself": b"q 7 Tr " + text("附注", 50, 600) + b"Q\n",
    "huge": text("89", 50, 500, 60),
    "tiny": text("附注", 50, 600, 1),
    "of no size": text("附注", 50, 600, 0),
    "squeezed to nothing": b"q 0 Tz " + text("附注", 50, 600) + b"Q\n",
    "beside the page": text("附注", 700, 600),
    "above the page": text("附注", 50, 900),
}
FILES = {
    **{path.stem: path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf")) if path.stem != "locked"},
    **{name: pages([SOME_WORDS + drawn]) for name, drawn in (PLAIN | ODD).items()},
}


def probed(data: bytes) -> Iterator[ProbedTexts]:
    """The texts of each page, which is open until the next is asked for."""
    calls = pdfium_calls()
    document = pypdfium2.PdfDocument(data)
    for page in document:
        holder = itertools.repeat(*arguments_of([address_of(page.raw)]))
        things = answers(calls.object_of_page, holder, range(calls.objects_of_page(address_of(page.raw))))
        arguments = arguments_of(things)
        modes = answers(calls.text_mode, arguments)
        yield ProbedTexts(Texts(things, arguments, modes).kept([mode >= 0 for mode in modes]), None, 0)
        page.close()
    document.close()


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_the_sides_of_texts_are_those_that_pdfium_gives_for_each(data: bytes) -> None:
    for texts in probed(data):
        bounds = asked(texts.arguments, (pdfium_calls().bounds, range(4)), width=4)
        assert texts.sides() == bounds.columns(FLOAT)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_nothing_is_found_among_plain_texts(data: bytes) -> None:
    for texts in probed(data):
        if not texts.are_plain(PAGE):
            continue
        objects = texts.objects(slack_of([texts]))
        found = sorted_texts(objects, PAGE, lambda each: str(each.handle))
        assert (found.watermarks, found.outside, found.aside, found.is_invisible) == ([], [], [], False)
        assert found.body == objects
        assert max(each.brightness for each in objects) <= BRIGHTEST_DARK
        assert {each.turn for each in objects} == {0}
        calls = pdfium_calls()
        matrices = asked(texts.arguments, (calls.matrix, (0,)), width=6).columns(FLOAT)
        directions = [math.degrees(math.atan2(b, a)) for a, b, *_ in zip(*matrices, strict=True)]
        assert max(map(abs, directions)) < 0.01


@pytest.mark.parametrize("drawn", PLAIN.values(), ids=PLAIN.keys())
def test_texts_that_are_only_texts_are_plain(drawn: bytes) -> None:
    assert [texts.are_plain(PAGE) for texts in probed(pages([SOME_WORDS + drawn]))] == [True]


@pytest.mark.parametrize("is_last", [True, False], ids=["last", "first"])
@pytest.mark.parametrize("drawn", ODD.values(), ids=ODD.keys())
def test_one_odd_text_is_noticed_among_others(drawn: bytes, is_last: bool) -> None:
    page = SOME_WORDS + drawn if is_last else drawn + SOME_WORDS
    assert [texts.are_plain(PAGE) for texts in probed(pages([page]))] == [False]


def test_texts_of_a_form_or_of_a_turned_page_are_looked_at_one_by_one() -> None:
    for texts in probed(pages([SOME_WORDS])):
        parts = Texts(texts.addresses, texts.arguments, [0])
        assert ProbedTexts(parts, None, 0).are_plain(PAGE)
        assert not ProbedTexts(parts, (1, 0, 0, 1, 5, 5), 0).are_plain(PAGE)
        assert not ProbedTexts(parts, None, 90).are_plain(PAGE)
