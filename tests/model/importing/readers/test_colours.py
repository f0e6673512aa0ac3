import pytest

from model.importing.readers.colours import are_same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FFFFFF", "ffffff", True),
        ("FCFCFC", "FFFFFF", True),
        ("D9E2F3", "FFFFFF", False),
        ("FF0000", "FFFFFF", False),
        ("auto", "FFFFFF", False),
        ("", "", False),
    ],
)
def test_colours_that_hardly_differ_are_the_same(one: str, other: str, same: bool) -> None:
    assert are_same(one, other) == same
