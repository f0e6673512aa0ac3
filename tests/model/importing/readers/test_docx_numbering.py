"""Numbers that Word writes by itself."""

from html import escape
from pathlib import Path

from model.form.edition import Edition
from tests.model.importing.conftest import Import
from tests.model.importing.documents import (
    W,
    assert_whole,
    numbered,
    word_body,
    word_paragraph,
    write_word,
)

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def test_numbers_that_word_writes_by_itself_are_read_as_they_are_seen(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    def numbered_paragraph(text: str, level: int) -> str:
        number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
        return f"<w:p>{number}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    body = word_body(edition, numbered(edition))
    for section in edition.sections:
        body = body.replace(word_paragraph(section.title), numbered_paragraph(section.bare_title, 0))
    body = body.replace(word_paragraph("（一）主动公开情况。"), numbered_paragraph("主动公开情况。", 1))
    imported = read(write_word(tmp_path / "a.docx", body, {"word/numbering.xml": NUMBERING}))
    assert_whole(imported, edition)
    assert imported.report.headings == tuple(section.title for section in edition.sections)
