"""What an import says of what it could not read."""

import pytest

from model.errors import UserFacingError
from model.importing.notes import ImportedDocumentError, apart


@pytest.mark.parametrize(("text", "shown"), [("1", "（上标1）"), (" 1", "（上标 1）"), ("", ""), (" \u3000", "")])
def test_what_stands_apart_cannot_be_read_as_a_digit_of_its_neighbour(text: str, shown: str) -> None:
    assert apart("上标", text) == shown


def test_a_file_that_cannot_be_read_is_reported_to_the_person() -> None:
    assert issubclass(ImportedDocumentError, UserFacingError)
