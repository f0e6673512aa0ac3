"""Asking pdfium with plain addresses gives what its own functions give."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdfium2 import raw

from model.importing.readers.pdf.pdfium_calls import (
    FLOAT,
    Numbers,
    address_of,
    answers,
    arguments_of,
    asked,
    object_handle,
    pdfium_calls,
)
from tests.conftest import SAMPLES


@pytest.fixture
def page() -> Iterator[Any]:
    document = pypdfium2.PdfDocument(SAMPLES / "huaian-2024.pdf")
    page = document[0]
    yield page
    page.close()
    document.close()


def objects(page: Any) -> list[int]:
    calls = pdfium_calls()
    return [calls.object_of_page(address_of(page.raw), number) for number in range(raw.FPDFPage_CountObjects(page.raw))]


def test_all_objects_are_asked_several_things_at_once(page: Any) -> None:
    calls = pdfium_calls()
    addresses = objects(page)
    rows = asked(arguments_of(addresses), (calls.matrix, (4,)), (calls.bounds, range(4)), width=10)
    assert len(addresses) > 400
    assert rows.answers == [[1] * len(addresses)] * 2
    columns = rows.columns(FLOAT)
    for number, address in enumerate(addresses):
        sides, matrix = [ctypes.c_float() for _ in range(4)], raw.FS_MATRIX()
        raw.FPDFPageObj_GetBounds(object_handle(address), *sides)
        raw.FPDFPageObj_GetMatrix(object_handle(address), matrix)
        expected = [side.value for side in sides] + [getattr(matrix, name) for name, _ in raw.FS_MATRIX._fields_]
        assert [column[number] for column in columns] == expected


def test_answers_are_those_of_each_object(page: Any) -> None:
    addresses = objects(page)
    kinds = answers(pdfium_calls().kind, arguments_of(addresses))
    assert kinds == [raw.FPDFPageObj_GetType(object_handle(address)) for address in addresses]
    assert set(kinds) == {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH}


def test_characters_are_asked_by_their_numbers(page: Any) -> None:
    text_page = page.get_textpage()
    (argument,) = arguments_of([address_of(text_page.raw)])
    numbers = range(5, 2000)  # more than there are, and than are asked at once
    rows = asked(numbers, (pdfium_calls().place_of_character, (0,)), width=4, page=argument)
    count = raw.FPDFText_CountChars(text_page.raw)
    assert rows.answers == [[int(number < count) for number in numbers]]
    rect = raw.FS_RECTF()
    for number, *place in list(zip(numbers, *rows.columns(FLOAT), strict=True))[: count - 5]:
        raw.FPDFText_GetLooseCharBox(text_page.raw, number, rect)
        assert place == [rect.left, rect.top, rect.right, rect.bottom]
    text_page.close()


def test_what_a_function_does_not_write_is_zero(page: Any) -> None:
    calls = pdfium_calls()
    arguments = arguments_of(objects(page))
    asked(arguments, (calls.bounds, range(4)), width=4)
    paths = [each for each, kind in zip(arguments, answers(calls.kind, arguments), strict=True) if kind == 2]
    rows = asked(paths, (calls.font_size, (0,)), width=1)
    assert rows.answers == [[0] * len(paths)]
    assert rows.columns(FLOAT) == [[0.0] * len(paths)]


def test_nothing_is_asked_of_no_objects() -> None:
    rows = asked([], (pdfium_calls().bounds, range(4)), width=4)
    assert (rows.answers, rows.columns(FLOAT)) == ([[]], [[], [], [], []])


def test_numbers_are_read_where_they_were_written(page: Any) -> None:
    size = Numbers(ctypes.c_float, 1)
    text = next(each for each in objects(page) if pdfium_calls().kind(each) == raw.FPDF_PAGEOBJ_TEXT)
    assert pdfium_calls().font_size(text, *size.at) == 1
    assert size.held[0] > 0


def test_no_handle_has_no_address() -> None:
    assert address_of(None) == 0


def test_answers_below_zero_stay_so(page: Any) -> None:
    addresses = objects(page)
    modes = answers(pdfium_calls().text_mode, arguments_of(addresses))
    assert modes == [raw.FPDFTextObj_GetTextRenderMode(object_handle(address)) for address in addresses]
    assert min(modes) == raw.FPDF_TEXTRENDERMODE_UNKNOWN < 0
