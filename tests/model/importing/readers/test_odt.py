"""Open text documents: the same cells and marks as in the other containers."""

import zipfile
from pathlib import Path

import pytest

from model.form.figures import show_figure
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ('style:text-position="super 58%"', "5（上标1）"),
        ('style:text-position="33% 58%"', "5（上标1）"),
        ('style:text-position="sub 58%"', "5（下标1）"),
        ('style:text-line-through-style="solid"', "5（划去1）"),
        ('fo:color="#ffffff"', "5（看不见1）"),
        ('fo:color="#FFFFFF" fo:background-color="transparent"', "5（看不见1）"),
        ('fo:color="#ffffff" fo:background-color="#003366"', "51"),
        ('fo:font-size="1pt"', "5（看不见1）"),
        ('style:text-position="0% 100%"', "51"),
        ('style:text-line-through-style="none"', "51"),
    ],
)
def test_what_stands_apart_in_an_odt_cell_is_no_digit(read: Import, tmp_path: Path, style: str, text: str) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(SAMPLES / "filled-libreoffice.odt") as package, zipfile.ZipFile(path, "w") as changed:
        for name in package.namelist():
            held = package.read(name)
            if name == "content.xml":
                automatic = b"<office:automatic-styles>"
                apart = (
                    f'<style:style style:name="Q" style:family="text"><style:text-properties {style}/></style:style>'
                )
                assert automatic in held
                held = held.replace(automatic, automatic + apart.encode())
                held = held.replace(b">1007<", b'>5<text:span text:style-name="Q">1</text:span><')
            changed.writestr(name, held)
    report = read(path).report
    assert text in (*report.unread.values(), *map(show_figure, report.figures.values()))
