"""Asking pdfium with plain addresses gives what its own functions give."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdfium2 import raw

from model.importing.readers.pdf.pdfium_calls import Numbers, address_of, asked, object_handle, pdfium_calls
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


def test_all_objects_are_asked_at_once(page: Any) -> None:
    addresses = objects(page)
    answers, sides = asked(pdfium_calls().bounds, addresses, ctypes.c_float, 4)
    assert len(addresses) > 400
    assert answers == [1] * len(addresses)
    for number, address in enumerate(addresses):
        expected = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(object_handle(address), *expected)
        assert sides[4 * number : 4 * number + 4] == [side.value for side in expected]


def test_a_function_that_takes_one_address_writes_all_numbers_behind_it(page: Any) -> None:
    addresses = objects(page)
    _, matrices = asked(pdfium_calls().matrix, addresses, ctypes.c_float, 6, by_number=False)
    for number, address in enumerate(addresses):
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(object_handle(address), matrix)
        assert matrices[6 * number : 6 * number + 6] == [getattr(matrix, name) for name, _ in raw.FS_MATRIX._fields_]


def test_nothing_is_asked_of_no_objects() -> None:
    assert asked(pdfium_calls().bounds, [], ctypes.c_float, 4) == ([], [])


def test_numbers_are_read_where_they_were_written(page: Any) -> None:
    size = Numbers(ctypes.c_float, 1)
    text = next(each for each in objects(page) if pdfium_calls().kind(each) == raw.FPDF_PAGEOBJ_TEXT)
    assert pdfium_calls().font_size(text, *size.at) == 1
    assert size.held[0] > 0


def test_no_handle_has_no_address() -> None:
    assert address_of(None) == 0
