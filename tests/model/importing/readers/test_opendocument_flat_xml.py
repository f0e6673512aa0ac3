"""OpenDocument files that are one XML file are read as the packages that hold the same."""

import re
import zipfile

import pytest

from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import, ImportBytes
from tests.model.importing.documents import figures_of

KINDS = {"fodt": ("filled-libreoffice.odt", "text"), "fods": ("filled-libreoffice.ods", "spreadsheet")}


def flat(kind: str, picture: str = "") -> bytes:
    """The sample's content, with a picture in its first paragraph, as one XML file."""
    sample, of_type = KINDS[kind]
    with zipfile.ZipFile(SAMPLES / sample) as package:
        text = package.read("content.xml").decode()
    of_type = f'<office:document office:mimetype="application/vnd.oasis.opendocument.{of_type}" '
    text = text.replace("<office:document-content ", of_type).replace("office:document-content>", "office:document>")
    return re.sub(r"(<text:p\b[^>]*[^/]>)", lambda match: match[1] + picture, text, count=1).encode()


@pytest.mark.parametrize("kind", KINDS)
def test_one_xml_file_is_read_as_the_package_is(read: Import, read_bytes: ImportBytes, kind: str) -> None:
    imported, packed = read_bytes(f"年报.{kind}", flat(kind)), read(SAMPLES / KINDS[kind][0])
    assert figures_of(imported) == figures_of(packed)
    assert len(figures_of(imported)) == 200
    assert imported.report.texts == packed.report.texts
    assert imported.notes == packed.notes


def test_its_pictures_are_no_text(read_bytes: ImportBytes) -> None:
    picture = "<draw:frame><draw:image><office:binary-data>aVZCT1J3\n0KG</office:binary-data></draw:image></draw:frame>"
    held = flat("fodt", picture)
    assert picture.encode() in held
    assert figures_of(read_bytes("年报.fodt", held)) == figures_of(read_bytes("另.fodt", flat("fodt")))
