"""Small OpenDocument texts, written for a test and read by the reader that the program uses."""

import io
import zipfile

from model.importing.content import Content
from model.importing.readers.odt import read_opendocument
from model.importing.readers.zip_package import opened

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def cell(inside: str) -> str:
    """A cell of one paragraph."""
    return f"<table:table-cell><text:p>{inside}</text:p></table:table-cell>"


def table(*rows: str) -> str:
    """``rows``: each the cells of one, as XML."""
    return f"<table:table>{''.join(f'<table:table-row>{each}</table:table-row>' for each in rows)}</table:table>"


def read_odt(body: str) -> Content:
    """What is read from a text that holds ``body``."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return read_opendocument(opened(written.getvalue(), "a.odt"), "a.odt")[0]
