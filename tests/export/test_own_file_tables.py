"""Tables of units in an office's own file: only those are taken out, in either namespace of Word."""

import pytest
from lxml import etree

from export.document.document import UnitTable
from export.own_file_tables import OwnFileTables

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def row(*texts: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in texts)}</w:tr>"


@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
def test_a_table_of_units_gives_way_to_another_and_no_other_does(namespace: str) -> None:
    units, form = row("单位", "新收") + row("甲局", "3"), row("信息内容", "本年制发件数")
    body = f"<w:p/><w:tbl>{units}</w:tbl><w:tbl>{form}</w:tbl>"
    root = etree.fromstring(f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
    w = f"{{{namespace}}}"
    tables = OwnFileTables(root)
    tables.remove()
    [left] = root.iter(f"{w}tbl")
    assert "".join(map(str, left.itertext())) == "信息内容本年制发件数"
    tables.add(UnitTable((("单位", "新收", "结转"), ("乙局", "5", ""))), next(root.iter(f"{w}p")))
    added, _ = root.iter(f"{w}tbl")
    lines = [["".join(map(str, cell.itertext())) for cell in each.iter(f"{w}tc")] for each in added.iter(f"{w}tr")]
    assert lines == [["单位", "新收", "结转"], ["乙局", "5", ""]]
    assert added.find(f"{w}tr/{w}trPr/{w}tblHeader") is not None
