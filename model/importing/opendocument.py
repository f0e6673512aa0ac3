"""OpenDocument texts (``.odt`` of LibreOffice, Word, WPS Office): body text and tables.

Tracked deletions lie apart from the text, footnotes and comments within it; neither is read. A text box comes before
the paragraph that it is anchored in.
"""

import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.importing.grid import MOST_COLUMNS, MOST_ROWS, Box, Grid, Paragraph, ragged
from model.importing.notes import ImportedDocumentError
from model.importing.packages import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CELLS = 50_000
_MANIFEST = "META-INF/manifest.xml"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE = (f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "drawing", "office"))
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_TABLE_TAG, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_BOXES = (f"{_DRAW}text-box", f"{_DRAW}custom-shape")
_LINE_BREAK, _TAB, _BLANKS = f"{_TEXT}line-break", f"{_TEXT}tab", f"{_TEXT}s"
_UNSEEN = frozenset(
    (
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note", "ruby-text", "hidden-text", "hidden-paragraph")),
        *(f"{_TEXT}{name}-decls" for name in ("sequence", "variable", "user-field", "dde-connection")),
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TABLE}shapes",
    )
)


def read_opendocument(package: zipfile.ZipFile, name: str) -> list[Paragraph | Grid]:
    """Paragraphs and tables in reading order.

    Raises:
        ImportedDocumentError: a password is needed.
        KeyError: the package holds no content.
        ValueError: damaged, or more than any report.
    """
    if _MANIFEST in package.namelist() and b"encryption-data" in package.read(_MANIFEST):
        raise ImportedDocumentError(f"“{name}”设有打开密码，不能读取。请输入密码打开，去掉密码后保存，再导入")
    root = parsed_part(package, "content.xml")
    body = next(root.iter(f"{_OFFICE}text"), None)
    if body is None:
        raise ValueError("no text document")
    content: list[Paragraph | Grid] = []
    paragraphs = tables = cells = 0
    for block in _blocks(body):
        if block.tag == _TABLE_TAG:
            tables += 1
            grid = _grid(block, f"第{tables}张表")
            cells += grid.width * grid.height
            if cells > MOST_CELLS:
                raise ValueError("more cells than any report has")
            content.append(grid)
        else:
            paragraphs += 1
            if text := _text(block):
                content.append(Paragraph(text, f"第{paragraphs}段"))
    return content


def _blocks(element: "_Element") -> Iterator["_Element"]:
    """Paragraphs and tables in order, through sections, lists and indexes; a table around tables is a frame."""
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag in _PARAGRAPHS:
            for box in _boxes_in(child):
                yield from _blocks(box)
            yield child
        elif child.tag == _TABLE_TAG and next(child.iterdescendants(_TABLE_TAG), None) is None:
            yield child
        elif len(child):
            yield from _blocks(child)


def _boxes_in(element: "_Element") -> Iterator["_Element"]:
    for child in element:
        if child.tag in _BOXES:
            yield child
        elif len(child):
            yield from _boxes_in(child)


def _text(paragraph: "_Element") -> str:
    return "".join(_parts(paragraph))


def _parts(element: "_Element") -> Iterator[str]:
    yield _collapsed(element.text)
    for child in element:
        tag = child.tag
        if tag in (_LINE_BREAK, _TAB):
            yield "\n" if tag == _LINE_BREAK else "\t"
        elif tag == _BLANKS:
            yield " " * min(_number(child.get(f"{_TEXT}c")), 1000)
        elif tag not in _UNSEEN and not str(tag).startswith(_DRAW):
            yield from _parts(child)
        yield _collapsed(child.tail)


def _collapsed(text: str | None) -> str:
    """White space of the file is one blank, as its readers show it; several are written as ``text:s``."""
    if not text:
        return ""
    if not any(each in text for each in ("\n", "\t", "  ", "\r")):
        return text
    words = " ".join(text.split())
    return f"{' ' * text[0].isspace()}{words}{' ' * (text[-1].isspace() and bool(words))}"


def _grid(table: "_Element", name: str) -> Grid:
    """Every place of the table has an element of its own, a cell or one that another covers; where the two contradict
    each other, the table's geometry is not to be had."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    rows: list[list[str]] = []
    is_certain = True
    for top, row in enumerate(_rows(table)):
        texts: list[str] = []
        for left, cell in enumerate(_cells(row)):
            box = _box(cell, top, left)
            texts.append(box.text)
            is_taken = (top, left) in taken
            if (cell.tag == _COVERED) != is_taken:
                is_certain = False
            if not is_taken:
                before = len(taken)
                taken |= {(y, x) for y in range(top, box.bottom) for x in range(left, box.right)}
                is_certain = is_certain and len(taken) == before + box.high * box.wide
                boxes.append(box)
                if len(taken) > MOST_CELLS:
                    raise ValueError("more cells than any report has")
        rows.append(texts)
    if not is_certain:
        return ragged(name, rows)
    return Grid(name, tuple(box._replace(high=min(box.high, len(rows) - box.top)) for box in boxes))


def _box(cell: "_Element", top: int, left: int) -> Box:
    wide = min(_number(cell.get(f"{_TABLE}number-columns-spanned")), MOST_COLUMNS - left)
    high = min(_number(cell.get(f"{_TABLE}number-rows-spanned")), MOST_ROWS - top)
    return Box(_cell_text(cell), top, left, high, wide)


def _cell_text(cell: "_Element") -> str:
    return "\n".join(map(_text, _blocks(cell))).strip()


def _rows(table: "_Element") -> Iterator["_Element"]:
    count = 0
    for row in table.iterdescendants(_ROW):
        for _ in range(_number(row.get(f"{_TABLE}number-rows-repeated"))):
            if count >= MOST_ROWS:
                return
            count += 1
            yield row


def _cells(row: "_Element") -> Iterator["_Element"]:
    count = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        for _ in range(_number(cell.get(f"{_TABLE}number-columns-repeated"))):
            if count >= MOST_COLUMNS:
                return
            count += 1
            yield cell


def _number(text: str | None) -> int:
    return max(int(text[:6]), 1) if text and text.isascii() and text.isdigit() else 1
