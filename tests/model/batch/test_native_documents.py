"""Which documents of a batch are handled in copies of the worker, and which of them alone."""

import pytest

from model.batch.native_documents import is_native, is_unusual
from tests.conftest import SAMPLES


@pytest.mark.parametrize("name", ["huaian-2024.pdf", "filled-libreoffice.pdf", "filled-libreoffice.xls"])
def test_reports_as_offices_save_them_share_a_copy(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert is_native(data) and not is_unusual(data)


@pytest.mark.parametrize(
    "name", [b"/JavaScript", b"/JBIG2Decode", b"/JPXDecode", b"/Encrypt", b"/XFA", b"/JBI#472Decode"]
)
def test_pages_with_programs_or_rare_decoders_have_one_of_their_own(name: bytes) -> None:
    data = (SAMPLES / "filled-libreoffice.pdf").read_bytes()
    assert is_unusual(data.replace(b"/Type/Catalog", b"/Type/Catalog/X " + name))


def test_texts_are_no_native_documents() -> None:
    data = (SAMPLES / "enping-office-2024.txt").read_bytes()
    assert not is_native(data) and not is_unusual(data + b"/JavaScript")
