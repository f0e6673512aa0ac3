"""Colours and sizes in the terms that are looked for."""

import pytest

from model.importing.readers.css_plain import is_plain, plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("color:rgb(255, 0, 10)", "color:#ff000a"),
        ("color:rgb(255 255 255)", "color:#ffffff"),
        ("color:rgb(100% 0% 20%)", "color:#ff0033"),
        ("color:RGBA(0,0,0,.5)", "color:#000000"),
        ("color:rgba(0,0,0,0)", "color:transparent"),
        ("color:rgb(0 0 0 / 1%)", "color:transparent"),
        ("color:hsl(0, 0%, 100%)", "color:#ffffff"),
        ("color:hsl(120deg 100% 25%)", "color:#008000"),
        ("color:hsla(0,0%,0%,0)", "color:transparent"),
        ("color:snow;top:0", "color:#fffafa;top:0"),
        ("background: WhiteSmoke !important", "background: #f5f5f5 !important"),
        ("font:0/0 a", "font:0/0 a;font-size:0"),
        ("font: italic bold .5px/2 serif;top:0", "font: italic bold .5px/2 serif;font-size:.5px;top:0"),
        ("font:900 12px x", "font:900 12px x;font-size:12px"),
        ("font:900 1em x!important", "font:900 1em x!important;font-size:1em!important"),
        (".a{font:0 b}.c{color:hsl(0 0% 0%)}", ".a{font:0 b;font-size:0}.c{color:#000000}"),
    ],
)
def test_what_is_written_otherwise_is_said_plainly(written: str, said: str) -> None:
    assert plain(written) == said
    assert not is_plain(written)


@pytest.mark.parametrize(
    "written", ["color:#fff", "font-size:0", "font-family:snow white", "color:red", ".snow{top:0}"]
)
def test_what_is_plain_stays(written: str) -> None:
    assert plain(written) == written


def test_a_font_without_a_size_says_none() -> None:
    assert plain("font:inherit") == "font:inherit"
    assert plain("font:normal 400 x") == "font:normal 400 x"
