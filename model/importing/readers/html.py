"""Saved web pages, and the HTML that a browser, Word or Excel leaves on the clipboard."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from model.importing.content import MOST_COLUMNS, REPORT, Box, Grid, Limits, SourceParagraph, laid_out
from model.importing.notes import PICTURE, ImportedDocumentError, Note, apart, is_beside_figures
from model.importing.readers.html_colours import PageColours, styles_of, write_colours
from model.importing.readers.html_fields import FIELDS, entered, is_text_of_its_cell, kind_of
from model.importing.readers.html_hidden import (
    BACKWARDS,
    IN_WHITE,
    SHIFTED,
    UNSEEN,
    HiddenContent,
    is_hidden,
    is_hidden_by,
    is_on_white,
    is_shifted,
    takes_no_place,
    why_unseen,
)
from model.importing.readers.html_parsing import LINE_BREAK, PART_END, parse_page
from model.importing.readers.html_styles import apply_style_sheets
from model.importing.readers.html_white_space import shown_lines, white_space_as_shown
from model.importing.readers.nested_tables import TableTags, small_tables, text_of_one_cell

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    re.split(
        " ",
        "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul",
    )
)
_UNSEEN = frozenset(
    re.split(
        " ",
        "script style head noscript template select option textarea iframe object svg button canvas audio video "
        "progress meter datalist map",
    )
)
_DRAWN = frozenset(("svg", "math", "object"))
"""Elements in cells that show more than their letters say."""
_NO_WIDTH = re.compile(r"(?:^|[;\s])width\s*:\s*0(?:\.0+)?(?:[a-z%]+)?\s*(?:;|!|$)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*+=\s*+(?:[\"']\s*+)?([\w-]++)", re.IGNORECASE)
_STYLES_APART = (
    (re.compile(r"text-decoration[^;]{0,100}line-through", re.IGNORECASE), "划去"),
    (re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE), "上标"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), "下标"),
)
_TAGS_APART = {"sup": "上标", "sub": "下标", "s": "划去", "strike": "划去", "del": "划去", "rt": "注音", "rp": "注音"}
"""Tags whose text is struck out, raised or lowered and must not be read as part of a figure -> the reason."""
_RUBY = frozenset(("rt", "rp"))
"""Text above the line, such as pinyin: no part of the text below it."""
_UNSEEN_OUTSIDE_OF_TABLES = _UNSEEN | _RUBY
_CELLS = ("td", "th")
_SPECIAL = tuple(sorted(_UNSEEN | _DRAWN | _TAGS_APART.keys() | {"input", "details", "dialog", "bdo", "img"}))
_PARTS_LINES_IN_CELLS = tuple(sorted((_BLOCKS | {"br"}) - {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}))
_STORED = "x:num"
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?")
_NOT_SEEN = (UNSEEN, BACKWARDS, IN_WHITE)
_CLOSED = frozenset(("details", "dialog"))
"""Elements that show their content only when they are open."""
_Cell = tuple[str, int, int]
"""Text, and the columns and rows that it covers."""


def declared_charset(data: bytes) -> str:
    """The charset named in the first 4096 bytes; blank when there is none."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def read_web(html: str) -> list[SourceParagraph | Grid]:
    """Paragraphs and tables of the page in reading order. A table that contains tables is treated as page layout."""
    return read_page(html)[0]


def read_page(html: str, limits: Limits = REPORT, utf8: bytes = b"") -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """As :func:`read_web`, with notes on what the page hides. ``utf8``: the page in bytes, where they are at hand."""
    root = parse_page(html, utf8)
    if root is None:
        return [], []
    _keep_lines(root)
    styles, colours = styles_of(root), PageColours(root)
    if apply_style_sheets(root, styles, colours):
        styles = styles_of(root)
    is_coloured = write_colours(root, styles, colours)
    may_hide = is_coloured or not _are_plain(styles) or bool(_questions().has_hidden(root))
    if _STORED in html:
        _show_stored_numbers(root)
    hidden = HiddenContent()
    if any(next(table.iterancestors("table"), None) is not None for table in root.iter("table")):
        _put_small_tables_into_their_cells(root)
    content: list[SourceParagraph | Grid] = []
    paragraphs = tables = 0
    for item in _flow(root, hidden, may_hide=may_hide):
        if isinstance(item, str):
            paragraphs += 1
            content.append(SourceParagraph(item, f"第{paragraphs}段"))
        else:
            tables += 1
            content.append(_grid(item, f"第{tables}张表", hidden, limits, may_hide=may_hide))
    return content, list(hidden.notes())


def _keep_lines(root: "_Element") -> None:
    """Text in ``pre`` is shown in the lines that it is written in."""
    for element in root.iter("pre"):
        for each in element.iter():
            if each.text:
                each.text = each.text.replace("\n", LINE_BREAK)
            if each.tail and each is not element:
                each.tail = each.tail.replace("\n", LINE_BREAK)


def grids_of_html(html: str) -> list[Grid]:
    """Only the tables of ``html``, for a paste into the grid; empty for a page that cannot be read."""
    try:
        return [item for item in read_web(html) if isinstance(item, Grid)]
    except ImportedDocumentError:
        return []


def _put_small_tables_into_their_cells(root: "_Element") -> None:
    for table in list(root.iterfind(".//table//table")):
        cells = list(table.iter("td", "th"))
        if len(cells) == 1 and table.find(".//table") is None and text_of_one_cell([[_all_text(table)]], 2) is not None:
            for each in (table, *cells, *table.iter("tr", "tbody", "thead")):
                each.tag = "div"  # a box around the text of the cell
    for table, text in small_tables(root, TableTags("table", "tr", ("td", "th")), _all_text):
        held = table.makeelement("span", {})
        held.text, held.tail = text, table.tail
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, held)


def _flow(root: "_Element", hidden: HiddenContent, *, may_hide: bool) -> Iterator["str | _Element"]:
    """Lines of text, and the tables. ``may_hide``: a style or attribute of the page hides something.

    Iterative with an explicit stack: pages may nest deeper than Python's recursion limit.
    """
    parts: list[str] = []
    stack: list[_Element | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        tag = item.tag
        if may_hide and is_hidden(item):
            if tag not in _UNSEEN:
                hidden.element(item)
        elif tag == "br":
            parts.append(LINE_BREAK)
        elif tag == "table" and _is_data(item):
            yield from _blocks_in(parts)
            yield item
            parts = []
        elif tag not in _UNSEEN_OUTSIDE_OF_TABLES:
            if tag in _BLOCKS:
                parts.append(PART_END)
                stack.append(PART_END)
            _put_content(item, stack)
    yield from _blocks_in(parts)


def _put_content(element: "_Element", stack: "list[_Element | str]") -> None:
    """Puts what is in the element onto the stack, what comes first on top."""
    for child in element.iterchildren(reversed=True):
        if tail := child.tail:
            stack.append(tail)
        stack.append(child)
    if text := element.text:
        stack.append(text)


def _blocks_in(parts: Sequence[str]) -> list[str]:
    """The texts of the blocks that the parts are, without blank ones."""
    blocks = white_space_as_shown("".join(parts)).split(PART_END)
    return [text for block in blocks if (text := shown_lines(block))]


def _cell_text(cell: "_Element", hidden: HiddenContent, table: str) -> str:
    """``table`` is the name of the one that the cell is in."""
    parts: list[str] = []
    stack: list[_Element | str] = [cell]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        tag = item.tag
        if tag == "input" and kind_of(item) == "hidden":
            hidden.text(table, item.get("value") or "")
            continue
        style = item.get("style")
        is_unshown, why = _shown_as(style) if style else (False, "")
        if is_unshown or item.get("hidden") is not None:
            hidden.text(table, _all_text(item))
            continue
        if tag in FIELDS:
            held = entered(item)
            if why or not is_text_of_its_cell(item):
                held = apart("输入框", held)
            elif any(map(str.isdigit, held)):
                hidden.field(table)
            parts.append(held)
            continue
        if tag in _DRAWN and _has_digit(item):
            parts.append(apart("图形" if tag != "math" else "公式", _all_text(item)))
            continue
        if tag == "img" and _may_show_a_figure(item):
            parts.append(PICTURE)
            continue
        if tag in _UNSEEN:
            continue
        if why in _NOT_SEEN and (why != IN_WHITE or is_on_white(item)):
            if _has_digit(item):
                parts.append(apart(UNSEEN if why != BACKWARDS else why, _all_text(item)))
                continue
            why = ""
        if tag in _CLOSED and item.get("open") is None and _has_digit(item):
            parts.append(apart("折叠", _all_text(item)))
            continue
        if tag in _RUBY and not _has_digit(item):
            continue
        if (why := _why_apart(tag, item, why)) and _all_text(item).strip():
            parts.append(f"（{why}")
            stack.append("）")
        if tag == "br":
            parts.append(LINE_BREAK)
            continue
        if tag in _BLOCKS:
            parts.append(PART_END)
            stack.append(PART_END)
        _put_content(item, stack)
    return "\n".join(_blocks_in(parts))


def _why_apart(tag: str, item: "_Element", why: str) -> str:
    """Why the text of an element in a cell is not part of the figure beside it; blank where it is."""
    if tag == "bdo" and (item.get("dir") or "").lower() == "rtl":
        return BACKWARDS
    if why == SHIFTED and not _stands_off_others(item):
        why = ""
    return _TAGS_APART.get(tag, "" if why == IN_WHITE else why)


def _stands_off_others(item: "_Element") -> bool:
    """Whether the element has a figure, and there are others in its cell: pages also shift whole texts a bit."""
    cell = next(item.iterancestors("td", "th"), None)
    if cell is None or not _has_digit(item):
        return False
    return sum(map(str.isdigit, _all_text(cell))) > sum(map(str.isdigit, _all_text(item)))


@lru_cache(maxsize=512)
def _shown_as(style: str) -> tuple[bool, str]:
    """Whether this style hides text, and why its text is not part of a figure. Cached: pages repeat few styles."""
    apart_by = next((why for pattern, why in _STYLES_APART if pattern.search(style)), "")
    return is_hidden_by(style), apart_by or why_unseen(style) or (SHIFTED if is_shifted(style) else "")


def _may_show_a_figure(picture: "_Element") -> bool:
    """Whether a picture is all that its cell has, or stands beside a figure. Those of a point or two are for layout."""
    cell = next(picture.iterancestors("td", "th"), None)
    sizes = [(picture.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    if cell is None or any(size in ("0", "1", "2") for size in sizes):
        return False
    return is_beside_figures(_all_text(cell))


def _all_text(element: "_Element") -> str:
    return "".join((*map(str, element.itertext()), *map(entered, element.iter("input"))))


def _has_digit(element: "_Element") -> bool:
    return any(map(str.isdigit, _all_text(element)))


def _show_stored_numbers(root: "_Element") -> None:
    """Excel saves the number of a cell beside its text where that shows another one."""
    for cell in root.iter("td"):
        stored = cell.get(_STORED, "").strip()
        if not stored:
            continue
        shown = _all_text(cell).strip().replace(",", "")
        are_numbers = _NUMBER.fullmatch(shown) and _NUMBER.fullmatch(stored)
        if are_numbers and float(stored) != float(shown):
            held = cell.makeelement("span", {})
            held.text = f"（存的是 {stored}）"
            cell.append(held)


def _is_data(table: "_Element") -> bool:
    """Not a frame around other tables, and more than one cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = table.iterdescendants("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _grid(table: "_Element", name: str, hidden: HiddenContent, limits: Limits, *, may_hide: bool) -> Grid:
    """``may_hide``: a style or attribute of the page hides something."""
    elements = _rows(table)
    of_rows = [list(row.iterchildren("td", "th")) for row in elements]
    is_plain = _is_regular(table, elements, of_rows) and _is_plain(table, may_hide=may_hide)
    if is_plain:
        texts = iter(_plain_texts(table, elements, of_rows))
    else:
        texts = iter([_cell_text(cell, hidden, name) for of_row in of_rows for cell in of_row])
    rows = [
        [(next(texts), _span(cell.get("colspan")), _span(cell.get("rowspan"))) for cell in of_row] for of_row in of_rows
    ]
    if not is_plain:
        rows = _without_cells_that_take_no_place(rows, of_rows)
    unshown = [] if is_plain or limits.lists_rows else [number for number, row in enumerate(elements) if is_hidden(row)]
    boxes = list(laid_out(rows, limits.rows)) if not unshown else _without_rows(rows, unshown, name, hidden)
    if columns := _hidden_columns(table):
        boxes = [
            box._replace(text=apart("隐藏", box.text)) if columns.issuperset(range(box.left, box.right)) else box
            for box in boxes
        ]
    return Grid(name, tuple(boxes), is_cut=len(rows) > limits.rows)


def _without_cells_that_take_no_place(
    rows: list[list[_Cell]], elements: "Sequence[Sequence[_Element]]"
) -> list[list[_Cell]]:
    """The rows without cells that are not displayed, unless what is left of them is more ragged: some pages put a
    hidden cell where a merged one goes on."""
    placed = [
        [cell for cell, element in zip(row, of_row, strict=True) if not takes_no_place(element)]
        for row, of_row in zip(rows, elements, strict=True)
    ]
    if placed == rows:
        return rows
    return placed if _raggedness(list(laid_out(placed))) <= _raggedness(list(laid_out(rows))) else rows


def _without_rows(rows: list[list[_Cell]], unshown: list[int], name: str, hidden: HiddenContent) -> list[Box]:
    """The table without hidden rows. Where merged cells count them, they are blank rows, as in a sheet."""
    for number in unshown:
        hidden.row(name, number, "".join(text for text, *_ in rows[number]))
    kept = [[("", wide, high) for _, wide, high in row] if n in unshown else row for n, row in enumerate(rows)]
    shown = list(laid_out(row for n, row in enumerate(rows) if n not in unshown))
    whole = list(laid_out(kept))
    return whole if _raggedness(whole) < _raggedness(shown) else shown


def _raggedness(boxes: list[Box]) -> int:
    """The number of rows that are not as wide as most."""
    widths = Counter(sum(box.wide for box in row) for row in Grid("", tuple(boxes)).rows)
    return sum(widths.values()) - max(widths.values(), default=0)


def _hidden_columns(table: "_Element") -> frozenset[int]:
    """The columns that ``col`` elements hide, or give no width, as Excel does when it saves hidden ones."""
    hidden: set[int] = set()
    left = 0
    for column in table.iterdescendants("col", "colgroup"):
        is_group = column.tag == "colgroup"
        if is_group and next(column.iterchildren("col"), None) is not None:
            continue
        right = min(left + max(_span(column.get("span")), 1), MOST_COLUMNS)
        width = column.get("width") or ""
        parent = None if is_group else column.getparent()
        groups = (column,) if parent is None or parent.tag != "colgroup" else (column, parent)
        if width.strip().removesuffix("px") == "0" or any(map(_takes_no_width, groups)):
            hidden.update(range(left, right))
        left = right
    return frozenset(hidden)


def _takes_no_width(column: "_Element") -> bool:
    style = column.get("style")
    if not style:  # nearly always
        return column.get("hidden") is not None
    return is_hidden(column) or _NO_WIDTH.search(style) is not None


def _rows(table: "_Element") -> "list[_Element]":
    """The rows as a browser shows them: those of the first ``thead`` at the top, those of the first ``tfoot`` at the
    bottom, wherever they stand in the page."""
    rows = list(table.iterdescendants("tr"))
    groups = [next(table.iterchildren(tag), None) for tag in ("thead", "tfoot")]
    if groups == [None, None]:
        return rows
    order = {id(group): place for group, place in zip(groups, (-1, 1), strict=True) if group is not None}
    return sorted(rows, key=lambda row: order.get(id(row.getparent()), 0))


class _Questions:
    """What is asked of every table at once, compiled."""

    def __init__(self) -> None:
        from lxml import etree

        self.has_hidden = etree.XPath("boolean(descendant-or-self::*/@hidden)")
        self.count_of_cells = etree.XPath("count(descendant::td) + count(descendant::th)")
        self.styles = etree.XPath("descendant::*/@style", smart_strings=False)


@lru_cache(maxsize=1)
def _questions() -> _Questions:
    return _Questions()


def _is_regular(table: "_Element", rows: "Sequence[_Element]", cells: "Sequence[Sequence[_Element]]") -> bool:
    """Whether every cell stands in a row, and each row in the table or a part of it; so that no cell is in another one,
    as in damaged pages."""
    if _questions().count_of_cells(table) != sum(map(len, cells)):
        return False
    parts = {row.getparent() for row in rows}
    return all(part is table or (part is not None and part.getparent() is table) for part in parts)


def _is_plain(table: "_Element", *, may_hide: bool) -> bool:
    """Whether nothing in it is hidden, struck out, raised or lowered. ``may_hide``: a style or attribute of the page
    does that."""
    if next(table.iterdescendants(*_SPECIAL), None) is not None:
        return False
    if not may_hide:
        return True
    ask = _questions()
    styles = ask.styles(table)
    return not ask.has_hidden(table) and isinstance(styles, Sequence) and _are_plain(set(map(str, styles)))


def _are_plain(styles: Set[str]) -> bool:
    return all(_shown_as(style) == (False, "") for style in styles)


def _plain_texts(table: "_Element", rows: "Sequence[_Element]", cells: "Sequence[Sequence[_Element]]") -> list[str]:
    """The texts of the ``cells`` of each row as ``_cell_text`` gives them, of a table in which nothing stands apart.
    The tree is changed: nothing else is read of it."""
    from lxml import etree

    own_text = partial(etree.tostring, method="text", encoding="unicode", with_tail=False)
    for block in table.iterdescendants(*_PARTS_LINES_IN_CELLS):
        if not _fills_its_cell(block):
            block.tail = LINE_BREAK + (block.tail or "")
            if block.tag != "br":
                block.text = LINE_BREAK + (block.text or "")
    texts: list[str] = []
    for row, of_row in zip(rows, cells, strict=True):
        if len(row) == len(of_row) > 0:  # one call for the row takes no longer than one for a cell
            row.text = None
            for cell in of_row:
                cell.tail = PART_END
            texts.append(own_text(row))
        else:
            texts += [own_text(cell) + PART_END for cell in of_row]
    shown = white_space_as_shown("".join(texts)).split(PART_END)[:-1]
    return [shown_lines(text) if LINE_BREAK in text else text.strip() for text in shown]


def _fills_its_cell(block: "_Element") -> bool:
    """Whether nothing else is in the cell around it, so that there is nothing to be parted from."""
    cell = block.getparent()
    if cell is None or len(cell) > 1 or cell.tag not in _CELLS:
        return False
    return not ((text := cell.text) and text.strip()) and not ((tail := block.tail) and tail.strip())


def _span(written: str | None) -> int:
    if not written:  # nearly always
        return 1
    digits = written.strip()
    return int(digits[:4]) if digits.isascii() and digits.isdigit() else 1
