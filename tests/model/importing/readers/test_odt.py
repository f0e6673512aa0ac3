"""Open text documents: the same cells and marks as in the other containers."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from model.form.figures import show_figure
from model.importing import Imported
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import

LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ('style:text-position="super 58%"', "5（上标1）"),
        ('style:text-position="33% 58%"', "5（上标1）"),
        ('style:text-position="sub 58%"', "5（下标1）"),
        ('style:text-line-through-style="solid"', "5（划去1）"),
        ('style:text-line-through-type="single"', "5（划去1）"),
        ('style:text-line-through-type="none"', "51"),
        ('style:text-line-through-style="none" style:text-line-through-type="single"', "51"),
        ('fo:color="#ffffff"', "5（看不见1）"),
        ('fo:color="#FFFFFF" fo:background-color="transparent"', "5（看不见1）"),
        ('fo:color="#ffffff" fo:background-color="#003366"', "51"),
        ('fo:font-size="1pt"', "5（看不见1）"),
        ('style:text-scale="1%"', "5（看不见1）"),
        ('style:text-scale="80%" fo:letter-spacing="-0.01cm"', "51"),
        ('fo:letter-spacing="-0.3528cm"', "5（看不见1）"),
        ('fo:letter-spacing="-10pt"', "5（看不见1）"),
        (f'{LOEXT} loext:opacity="0%"', "5（看不见1）"),
        (f'{LOEXT} loext:opacity="60%"', "51"),
        ('style:text-position="0% 100%"', "51"),
        ('style:text-line-through-style="none"', "51"),
    ],
)
def test_what_stands_apart_in_an_odt_cell_is_no_digit(read: Import, tmp_path: Path, style: str, text: str) -> None:
    apart = f'<style:style style:name="Q" style:family="text"><style:text-properties {style}/></style:style>'
    path = changed_odt(
        tmp_path / "a.odt",
        {AUTOMATIC: AUTOMATIC + apart, ">1007<": '>5<text:span text:style-name="Q">1</text:span><'},
    )
    assert text in texts_of(read(path))


def test_a_style_has_what_it_inherits(read: Import, tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="R" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
        '<style:style style:name="Q" style:family="text" style:parent-style-name="R"/>'
    )
    span = '>5<text:span text:style-name="Q">1</text:span><'
    path = changed_odt(tmp_path / "a.odt", {AUTOMATIC: AUTOMATIC + styles, ">1007<": span})
    assert "5（看不见1）" in texts_of(read(path))


def test_tracked_deletions_between_marks_are_not_read(read: Import, tmp_path: Path) -> None:
    """So does LibreOffice when it shows changes in the text; an insertion is kept."""
    changes = "".join(
        f'<text:changed-region text:id="{name}"><text:{kind}/></text:changed-region>'
        for name, kind in (("c1", "deletion"), ("c2", "insertion"))
    )
    marked = (
        '>5<text:change-start text:change-id="c1"/>1<text:span>2</text:span><text:change-end text:change-id="c1"/>'
        '<text:change-start text:change-id="c2"/>7<text:change-end text:change-id="c2"/>8<'
    )
    body = '<office:text text:use-soft-page-breaks="true">'
    path = changed_odt(
        tmp_path / "a.odt",
        {body: f"{body}<text:tracked-changes>{changes}</text:tracked-changes>", ">1007<": marked},
    )
    assert "578" in texts_of(read(path))


AUTOMATIC = "<office:automatic-styles>"


def changed_odt(path: Path, replaced: Mapping[str, str]) -> Path:
    """The sample with its content changed."""
    with zipfile.ZipFile(SAMPLES / "filled-libreoffice.odt") as package, zipfile.ZipFile(path, "w") as changed:
        for name in package.namelist():
            held = package.read(name)
            if name == "content.xml":
                text = held.decode()
                for old, new in replaced.items():
                    assert old in text
                    text = text.replace(old, new)
                held = text.encode()
            changed.writestr(name, held)
    return path


def texts_of(imported: Imported) -> list[str]:
    return [*imported.report.unread.values(), *map(show_figure, imported.report.figures.values())]
