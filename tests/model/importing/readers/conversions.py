"""What LibreOffice makes of documents in other containers.

``python -m tests.model.importing.readers.conversions`` writes the samples anew (it needs
``soffice``); the tests read them beside the documents that they were made from.

- ``enping``: this program's own export of a published report;
- ``thirds``: the office's own blank, every third cell left blank;
- ``page``: a saved web page;
- ``sorts``: all that may stand around a figure: numbers that Word writes by itself, tracked changes, hidden text,
  fields, a title in a text box, page headers, characters beyond the first plane.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from model.form.edition import Edition, load_editions
from model.form.tables import Cell
from model.importing import import_report
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.model.importing.documents import (
    TITLE,
    WORDS,
    Texts,
    W,
    filled_copy,
    html_page,
    lines_of,
    numbered,
    text_in,
    word_paragraph,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MADE = {
    "enping": ("doc", "rtf", "odt"),
    "thirds": ("doc", "rtf", "odt"),
    "page": ("doc", "odt"),
    "sorts": ("doc", "rtf", "odt"),
    "filled": ("rtf",),
}
CHANGED, CALCULATED = Cell("requests", "received", "person"), Cell("requests", "received", "business")
NUMBERED = Cell("requests", "received", "total")
_NAMES = f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_BY = 'w:author="甲" w:date="2025-01-01T00:00:00Z"'
_LISTS = """<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>"""


def source(name: str, folder: Path, editions: Mapping[str, Edition]) -> Path:
    """The document that the samples called ``name`` were made from."""
    edition = editions["2021"]
    blank = SAMPLES / "official-blank-2021-wps.docx"
    path = folder / f"{name}.docx"
    if name == "enping":
        from tests.export.exporting import export_report

        report = import_report(SAMPLES / "enping-office-2024.txt", editions).report
        export_report(report, editions, path, EDITIONS_FOLDER.parent)
    elif name == "thirds":
        filled_copy(blank, path, edition, without_thirds(edition), TITLE)
    elif name == "filled":
        filled_copy(blank, path, edition, numbered(edition), TITLE)
    elif name == "page":
        path = folder / "page.html"
        path.write_text(html_page(edition, numbered(edition), "utf-8"), encoding="utf-8")
    else:
        write_all_sorts(path, edition)
    return path


def without_thirds(edition: Edition) -> Texts:
    return {cell: text for number, (cell, text) in enumerate(numbered(edition).items()) if number % 3}


def write_all_sorts(path: Path, edition: Edition) -> None:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉 999"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    _replace_lists(document.part.numbering_part.element)
    body = document.element.body

    def add(xml: str) -> None:
        body.insert(len(body) - 1, _parsed(xml))

    add(_paragraph(_box(TITLE)))
    add(_preface())
    for section in edition.sections:
        add(_numbered_paragraph(section.bare_title, 0))
        for number, line in enumerate(WORDS.get(section.key, ())):
            if section.key == "1" and number == 1:
                add(_numbered_paragraph(line.removeprefix("（一）"), 1))
                add(_numbered_paragraph("网站。", 2))
                add(_numbered_paragraph("公报。", 2))
                add(_paragraph(_text("𠮷", "<w:tab/>") + _text("尾", "<w:noBreakHyphen/>") + _text("端", "<w:br/>")))
            else:
                add(word_paragraph(line).replace("<w:p>", f"<w:p {_NAMES}>", 1))
        form = edition.table_of_section(section.key)
        if form:
            table = document.add_table(form.height, form.width)
            cells = [row.cells for row in table.rows]  # python-docx lays the whole table out for each single cell
            for place in form.places:
                cell = cells[place.top][place.left].merge(cells[place.bottom - 1][place.right - 1])
                cell.text = text_in(place, numbered(edition))
                _change(cell.paragraphs[0]._p, place.cell, cell.text)
    document.save(str(path))


def _change(paragraph: "_Element", cell: Cell | None, text: str) -> None:
    """Writes the same text into the cell as a history of changes, as a formula's result, behind a number."""
    if cell == CHANGED:
        inner = f'<w:del w:id="5" {_BY}><w:r><w:delText>5</w:delText></w:r></w:del>'
        inner += f'<w:ins w:id="6" {_BY}>{_text(text)}</w:ins>'
    elif cell == CALCULATED:
        inner = _field("=SUM(LEFT)", text)
    elif cell == NUMBERED:
        inner = _number(2) + _text(text)
    else:
        return
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.extend(list(_parsed(_paragraph(inner))))


def _replace_lists(numbering: "_Element") -> None:
    for child in list(numbering):
        numbering.remove(child)
    numbering.extend(list(_parsed(f"<w:numbering {_NAMES}>{_LISTS}</w:numbering>")))


def _parsed(xml: str) -> "_Element":
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _paragraph(inner: str) -> str:
    return f"<w:p {_NAMES}>{inner}</w:p>"


def _text(text: str, before: str = "") -> str:
    return f'<w:r>{before}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _number(level: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'


def _numbered_paragraph(text: str, level: int) -> str:
    return _paragraph(_number(level) + _text(text))


def _field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + _text(result) + mark("end")


def _box(text: str) -> str:
    kind = '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
    shape = '<v:shape id="s1" type="#_x0000_t202" style="position:absolute;width:400pt;height:40pt">'
    box = f"<v:textbox><w:txbxContent>{word_paragraph(text)}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict>{kind}{shape}{box}</v:shape></w:pict></w:r>"


def _preface() -> str:
    """The preface with something deleted, something inserted, something hidden, and a link."""
    text = lines_of("preface")
    head, law, tail = text[:2], text[2:-6], text[-6:]
    deleted = f'<w:del w:id="1" {_BY}><w:r><w:delText>旧的</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" {_BY}>{_text(tail[:2])}</w:ins>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
    link = _field('HYPERLINK "http://example.invalid/5"', law)
    # LibreOffice forgets in .rtf that what stands next to a link was deleted
    return _paragraph(_text(head[:1]) + deleted + _text(head[1:]) + link + inserted + hidden + _text(tail[2:]))


def main() -> int:
    editions = load_editions(EDITIONS_FOLDER)
    for name, containers in MADE.items():
        for container in containers:
            with tempfile.TemporaryDirectory() as folder:
                made_from = source(name, Path(folder), editions)
                to = {"odt": "odt:writer8", "rtf": "rtf:Rich Text Format", "doc": "doc:MS Word 97"}[container]
                command = ["soffice", "--headless", "--convert-to", to, "--outdir", folder, str(made_from)]
                subprocess.run(command, check=True, capture_output=True)
                made = made_from.with_suffix(f".{container}")
                made.replace(SAMPLES / f"{name}-libreoffice.{container}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
