import pytest

from model.importing.readers.opendocument_looks import FORMAT, is_unseen


@pytest.mark.parametrize(
    ("properties", "unseen"),
    [
        ({"color": "#FFFFFF"}, True),
        ({"color": "#ffffff", "background-color": "transparent"}, True),
        ({"color": "#ffffff", "background-color": "#003366"}, False),
        ({"font-size": "1pt"}, True),
        ({"font-size": "10.5pt"}, False),
        ({"font-size": "58%"}, False),
        ({"font-size": "?pt"}, False),
        ({}, False),
    ],
)
def test_white_and_tiny_texts_are_not_seen(properties: dict[str, str], unseen: bool) -> None:
    assert is_unseen({f"{FORMAT}{name}": value for name, value in properties.items()}) == unseen
