"""OpenDocument texts (``.odt`` of LibreOffice, Word, WPS Office): body text and tables.

Tracked deletions are stored outside the text or between marks in it, footnotes and comments within it; none of them is
read. A text box comes before the paragraph that it is anchored in.
"""

import dataclasses
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from model.importing.content import MOST_COLUMNS, MOST_ROWS, Box, Grid, SourceParagraph, ragged
from model.importing.notes import PICTURE, ImportedDocumentError, Note, is_beside_figures
from model.importing.readers.docx_numbering import Counter, Level
from model.importing.readers.hidden_lines import HiddenLines
from model.importing.readers.nested_tables import TableTags, small_tables
from model.importing.readers.opendocument_looks import UNSEEN, Styles, is_hidden, why_apart
from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CELLS = 50_000
_MANIFEST = "META-INF/manifest.xml"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE, _STYLE = (
    f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "drawing", "office", "style")
)
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_VISIBILITY = f"{_TABLE}visibility"
_TABLE_TAG, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_BOXES = (f"{_DRAW}text-box", f"{_DRAW}custom-shape")
_LIST, _LIST_ITEM = f"{_TEXT}list", f"{_TEXT}list-item"
_CHANGE_BEGINS, _CHANGE_ENDS = f"{_TEXT}change-start", f"{_TEXT}change-end"
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

_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "①, ②, ③, ...": "decimalEnclosedCircle",
}
"""Of numbers, by the names that Word 2007 gave to them; all that begin with 一 count as Chinese does."""


def read_opendocument(package: zipfile.ZipFile, name: str) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and tables in reading order, rows and columns of tables left out that are not shown.

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
    styles = parsed_part(package, "styles.xml") if "styles.xml" in package.namelist() else None
    looks = Styles(root, styles)
    _drop_deletions(body)
    _drop_what_is_not_read(body, looks)
    _mark_what_stands_apart(body, looks)
    _write_pictures(body)
    _put_small_tables_into_their_cells(body)
    numbers = _numbers(body, _lists(root, styles))
    content: list[SourceParagraph | Grid] = []
    notes: list[Note] = []
    paragraphs = tables = cells = 0
    for block in _blocks(body):
        if block.tag == _TABLE_TAG:
            tables += 1
            grid = _grid(block, f"第{tables}张表", numbers)
            cells += grid.width * grid.height
            if cells > MOST_CELLS:
                raise ValueError("more cells than any report has")
            shown, unseen = _hidden_lines(block).without_in(grid)
            notes += unseen
            content.append(shown)
        else:
            paragraphs += 1
            if text := numbers.get(block, "") + _text(block):
                content.append(SourceParagraph(text, f"第{paragraphs}段"))
    return content, notes


def _mark_what_stands_apart(body: "_Element", looks: Styles) -> None:
    for element in body.iter(f"{_TEXT}span", *_PARAGRAPHS):
        family = "text" if element.tag == f"{_TEXT}span" else "paragraph"
        cell = next(element.iterancestors(_CELL), None)
        if cell is None:
            continue
        around = looks.ground(cell.get(f"{_TABLE}style-name", ""))
        why = why_apart(looks.text(family, element.get(f"{_TEXT}style-name", "")), around)
        if why == UNSEEN and not any(map(str.isdigit, "".join(map(str, element.itertext())))):
            continue
        if why and "".join(map(str, element.itertext())).strip():
            element.text = f"（{why}{element.text or ''}"
            if len(element):
                element[-1].tail = f"{element[-1].tail or ''}）"
            else:
                element.text += "）"


def _drop_deletions(body: "_Element") -> None:
    """Removes what stands between the marks of tracked deletions: LibreOffice leaves it in the text, or keeps it in
    the list of changes."""
    deleted = {
        region.get(f"{_TEXT}id", "")
        for region in body.iter(f"{_TEXT}changed-region")
        if next(region.iterchildren(f"{_TEXT}deletion"), None) is not None
    }
    open_: set[str] = set()
    begins = next(body.iter(_CHANGE_BEGINS), None) if deleted else None
    for event, element in _events(body) if begins is not None else ():
        if event == "start":
            change = element.get(f"{_TEXT}change-id", "")
            if element.tag == _CHANGE_BEGINS and change in deleted:
                open_.add(change)
            elif element.tag == _CHANGE_ENDS:
                open_.discard(change)
            elif open_:
                element.text = None
        elif open_:
            element.tail = None


def _events(body: "_Element") -> "Iterator[tuple[str, _Element]]":
    from lxml import etree

    return iter(etree.iterwalk(body, events=("start", "end")))


def _drop_what_is_not_read(body: "_Element", looks: Styles) -> None:
    families = {f"{_TEXT}span": "text", **dict.fromkeys(_PARAGRAPHS, "paragraph")}
    hidden = [
        each
        for each in body.iter(*families)
        if is_hidden(looks.text(families[str(each.tag)], each.get(f"{_TEXT}style-name", "")))
    ]
    for element in [*hidden, *body.iter(*_UNSEEN)]:
        for child in list(element):
            element.remove(child)
        element.text = None  # what follows it, its tail, stays


def _write_pictures(body: "_Element") -> None:
    """Where one is all that its cell has, or stands beside a figure."""
    for picture in body.iter(f"{_DRAW}image"):
        frame = picture.getparent()
        cell = next(picture.iterancestors(_CELL), None)
        if frame is not None and cell is not None and is_beside_figures(_all_text(cell)):
            frame.tail = PICTURE + (frame.tail or "")


def _put_small_tables_into_their_cells(body: "_Element") -> None:
    tags = TableTags(_TABLE_TAG, _ROW, (_CELL,))
    for table, text in small_tables(body, tags, _all_text, of_one_cell=True):
        paragraph = table.makeelement(_PARAGRAPHS[0], {})
        paragraph.text = text
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, paragraph)


def _all_text(element: "_Element") -> str:
    return "".join(map(str, element.itertext()))


def _lists(*roots: "_Element | None") -> Counter:
    """The lists that the document's styles describe."""
    lists = {}
    for style in (each for root in roots if root is not None for each in root.iter(f"{_TEXT}list-style")):
        name = style.get(f"{_STYLE}name", "")
        lists[name] = name, {_number(each.get(f"{_TEXT}level")) - 1: _level(each) for each in style}
    return Counter(lists)


def _level(element: "_Element") -> Level:
    if element.tag != f"{_TEXT}list-level-style-number":
        return Level("bullet", "", 1)
    written = element.get(f"{_STYLE}num-format", "")
    format_ = "chineseCounting" if written.startswith("一") else _FORMATS.get(written, "none")
    own = _number(element.get(f"{_TEXT}level"))
    shown = range(own - _number(element.get(f"{_TEXT}display-levels")) + 1, own + 1)
    text = ".".join(f"%{level}" for level in shown if level > 0)
    text = element.get(f"{_STYLE}num-prefix", "") + text + element.get(f"{_STYLE}num-suffix", "")
    return Level(format_, text, _number(element.get(f"{_TEXT}start-value")))


def _numbers(body: "_Element", lists: Counter) -> Mapping["_Element", str]:
    """The number before the first paragraph of each item of a list."""
    numbers: dict[_Element, str] = {}
    for item in body.iter(_LIST_ITEM):
        around = list(item.iterancestors(_LIST))
        if not around:
            continue
        outermost = around[-1]
        name = next((name for each in around if (name := each.get(f"{_TEXT}style-name"))), "")
        is_first = item.getprevious() is None and len(around) == 1
        goes_on = outermost.get(f"{_TEXT}continue-numbering") == "true" or outermost.get(f"{_TEXT}continue-list")
        if is_first and not goes_on:
            lists.begin_anew(name)
        first = next(iter(item), None)
        if first is not None and first.tag in _PARAGRAPHS:
            numbers[first] = lists.label(name, len(around) - 1)
    return numbers


def _blocks(element: "_Element") -> Iterator["_Element"]:
    """Paragraphs and tables in order, through sections, lists and indexes; a table around tables is a frame."""
    for child in element:
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
    return "".join(_parts(paragraph)).replace("\u2011", "-")


def _parts(element: "_Element") -> Iterator[str]:
    yield _collapsed(element.text)
    for child in element:
        tag = child.tag
        if tag in (_LINE_BREAK, _TAB):
            yield "\n" if tag == _LINE_BREAK else "\t"
        elif tag == _BLANKS:
            yield " " * min(_number(child.get(f"{_TEXT}c")), 1000)
        elif not str(tag).startswith(_DRAW):
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


def _grid(table: "_Element", name: str, numbers: Mapping["_Element", str]) -> Grid:
    """Every position of the table has its own element: a cell, or one covered by a merged cell. If these contradict
    each other, the grid is not aligned."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    rows: list[list[str]] = []
    is_certain = True
    for top, row in enumerate(_rows(table)):
        texts: list[str] = []
        for left, cell in enumerate(_cells(row)):
            box = _box(cell, top, left, numbers)
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
    is_cut = len(rows) >= MOST_ROWS
    if not is_certain:
        return dataclasses.replace(ragged(name, rows), is_cut=is_cut)
    return Grid(name, tuple(box._replace(high=min(box.high, len(rows) - box.top)) for box in boxes), is_cut=is_cut)


def _hidden_lines(table: "_Element") -> HiddenLines:
    rows = {number for number, row in enumerate(_rows(table)) if row.get(_VISIBILITY, "visible") != "visible"}
    return HiddenLines(frozenset(rows), hidden_columns(table))


def hidden_columns(table: "_Element") -> frozenset[int]:
    """The columns of a table or sheet that are not shown."""
    found: set[int] = set()
    count = 0
    for column in table.iterdescendants(f"{_TABLE}table-column"):
        times = min(_number(column.get(f"{_TABLE}number-columns-repeated")), MOST_COLUMNS)
        if column.get(_VISIBILITY, "visible") != "visible":
            found.update(range(count, count + times))
        count += times
    return frozenset(found)


def _box(cell: "_Element", top: int, left: int, numbers: Mapping["_Element", str]) -> Box:
    wide = min(_number(cell.get(f"{_TABLE}number-columns-spanned")), MOST_COLUMNS - left)
    high = min(_number(cell.get(f"{_TABLE}number-rows-spanned")), MOST_ROWS - top)
    return Box(_cell_text(cell, numbers), top, left, high, wide)


def _cell_text(cell: "_Element", numbers: Mapping["_Element", str]) -> str:
    lines = []
    for paragraph in _blocks(cell):
        text = _text(paragraph)
        # no list number before a plain number: "5" must not become "1.5"
        number = "" if text.strip().isdigit() else numbers.get(paragraph, "")
        lines.append(number + text)
    return "\n".join(lines).strip()


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
