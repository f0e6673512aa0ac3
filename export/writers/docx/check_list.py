"""The check list (核对单) as a Word file."""

from pathlib import Path

from export.document.check_list import HEADS, ROW_MM, SIZE_PT, WIDTHS_MM, CheckList, _rows
from export.document.document import Document
from export.document.layout import Layout
from export.writers.docx.parts import fixed_parts, write_package
from export.writers.docx.plain_tables import PlainTable, body_part, plain_paragraph


def write_check_list_word(listed: CheckList, layout: Layout, path: Path) -> None:
    """Write the check list as ``.docx``, on one page unless there are many findings; heads repeat on further pages."""
    parts = fixed_parts(Document(listed.title, "", None, (), (), "", ""), layout)
    tables = [PlainTable(listed.facts, (30.0, 126.0), SIZE_PT, row_mm=ROW_MM)]
    if listed.lines:
        rows = [HEADS, *((str(n), *row) for n, row in enumerate(_rows(listed), start=1))]
        tables.append(PlainTable(tuple(rows), WIDTHS_MM, SIZE_PT, heads=1, row_mm=ROW_MM))
    if listed.remarks:
        tables.append(
            PlainTable((("批注的格", "批注"), *listed.remarks), (66.0, 90.0), SIZE_PT, heads=1, row_mm=ROW_MM)
        )
    tables.append(PlainTable(listed.closing, (30.0, 126.0), SIZE_PT, row_mm=ROW_MM))
    blocks = [
        plain_paragraph(listed.title, 14, centred=True, font=layout.headings.fonts[0], after_pt=6),
        plain_paragraph(f"结论：{listed.verdict}", 12, font=layout.headings.fonts[0], after_pt=4),
    ]
    for table in tables:
        # adjacent tables would be merged to one
        blocks += [table.xml(layout), plain_paragraph("", 3)]
    parts["word/document.xml"] = body_part("".join(blocks), layout)
    write_package(parts, path)
