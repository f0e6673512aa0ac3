import pytest

from model.importing.readers.opendocument_looks import FORMAT, is_unseen


@pytest.mark.parametrize(
    ("properties", "unseen"),
    [
        ({"color": "#FFFFFF"}, True),
        ({"color": "#ffffff", "background-color": "transparent"}, True),
        ({"color": "#ffffff", "background-color": "#003366"}, False),
        ({"color": "#003366", "background-color": "#003366"}, True),
        ({"font-size": "1pt"}, True),
        ({"font-size": "10.5pt"}, False),
        ({"font-size": "58%"}, False),
        ({"font-size": "?pt"}, False),
        ({}, False),
    ],
)
def test_texts_in_the_colour_of_their_ground_and_tiny_texts_are_not_seen(
    properties: dict[str, str], unseen: bool
) -> None:
    assert is_unseen({f"{FORMAT}{name}": value for name, value in properties.items()}) == unseen


def test_the_ground_of_the_cell_counts_where_the_text_has_none() -> None:
    white = {f"{FORMAT}color": "#ffffff"}
    assert not is_unseen(white, "003366")
    assert is_unseen({f"{FORMAT}color": "#003366"}, "003366")
    assert is_unseen(white | {f"{FORMAT}background-color": "#ffffff"}, "003366")
