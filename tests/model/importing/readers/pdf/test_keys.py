"""Keys that say what a file may need."""

import pytest

from model.importing.readers.pdf.keys import ENCRYPTED, FORM, LAYERS, PACKED_OBJECTS, STATED_WORDS, keys_in
from tests.model.importing.readers.pdf.pdfs import SOME_WORDS, pages


def test_a_file_of_pages_alone_has_none() -> None:
    assert keys_in(pages([SOME_WORDS])) == set()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (b"<< /Encrypt 5 0 R >>", ENCRYPTED),
        (b"<</OCProperties<</OCGs[]>>>>", LAYERS),
        (b"<</Type/ObjStm/N 3>>", PACKED_OBJECTS),
        (b"/Span<</ActualText(14)>>BDC", STATED_WORDS),
        (b"<< /Type /XObject /Subtype /Form >>", FORM),
    ],
)
def test_a_key_is_found_wherever_it_is_written(written: bytes, key: bytes) -> None:
    assert keys_in(b"%PDF-1.7\n" + written + b"\nstream\n\0\xff/\xfe") == {key}


def test_names_that_begin_like_a_form_are_none() -> None:
    assert keys_in(b"<< /FormType 1 /Format 2 >>") == set()
