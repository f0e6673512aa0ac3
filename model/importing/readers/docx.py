"""Word documents (``.docx`` of Word, WPS Office, LibreOffice): body text and tables, straight from the XML."""

import zipfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import REPORT, Box, Grid, Limits, SourceParagraph
from model.importing.notes import PICTURE, Note, apart, is_beside_figures
from model.importing.readers.docx_inside import OBJECT, DocumentsInside, ReadInside
from model.importing.readers.docx_numbering import Numbering, numbering_of
from model.importing.readers.docx_styles import RunStyles
from model.importing.readers.docx_unseen import COLOUR, GROUND, may_be_unseen
from model.importing.readers.eq_fields import EqField, eq_field
from model.importing.readers.nested_tables import TableTags, small_tables
from model.importing.readers.zip_package import parsed_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_SYMBOL = "□"
"""Placeholder for a symbol that is known only by its code in a symbol font."""
_RAISED = {"superscript": "上标", "subscript": "下标"}
_OFF = ("0", "false", "off")
_LONGEST_FRAMED = 40
"""Characters in a frame within a cell."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


_DELETIONS = Note("文件里有修订标记，删除的文字没有读入（按接受修订后的样子读取），请核实", "全文")


class _WordNames:
    """The qualified names of one of the two namespaces that Word documents come in."""

    def __init__(self, namespace: str) -> None:
        def name(local: str) -> str:
            return f"{{{namespace}}}{local}"

        self.body, self.paragraph, self.run = name("body"), name("p"), name("r")
        self.table, self.row, self.cell = name("tbl"), name("tr"), name("tc")
        self.run_properties = name("rPr")
        self.text, self.tab, self.value = name("t"), name("tab"), name("val")
        self.tab_to_place = name("ptab")
        self.breaks = (name("br"), name("cr"))
        self.hyphen = name("noBreakHyphen")
        self.span, self.merge, self.merge_across = name("gridSpan"), name("vMerge"), name("hMerge")
        self.before, self.row_properties = name("gridBefore"), name("trPr")
        self.deleted, self.moved_away, self.cell_deleted = name("del"), name("moveFrom"), name("cellDel")
        self.note_marks = (name("footnoteReference"), name("endnoteReference"))
        self.own_mark = name("customMarkFollows")
        self.backwards, self.choices = name("bdo"), name("ddList")
        self.choice, self.chosen, self.usual_choice = name("listEntry"), name("result"), name("default")
        self.hidden = name("vanish")
        self.text_box = name("txbxContent")
        self.chunk = name("altChunk")
        self.symbol, self.ruby_text = name("sym"), name("rt")
        self.code, self.field_mark, self.kind = name("instrText"), name("fldChar"), name("fldCharType")
        self.control, self.shows_prompt = name("sdt"), name("showingPlcHdr")
        self.apart = {name("strike"): "划去", name("dstrike"): "划去", name("vertAlign"): ""}
        self.special = (
            *(self.deleted, self.moved_away, self.cell_deleted, _FALLBACK, self.hidden, self.text_box),
            *(*self.note_marks, self.backwards, self.choices),
            *(f"{_MATHS}oMath", *_PICTURES, *self.apart, self.ruby_text, self.shows_prompt, self.code),
        )
        self.colour, self.ground = name(COLOUR), name(GROUND)
        self.rare_in_paragraph = (self.tab, self.tab_to_place, *self.breaks, self.hyphen, self.symbol)
        self.rare_in_table = (self.before, self.merge_across)
        self.looked_for = (
            *(self.table, *self.special, self.colour, self.ground, self.chunk, OBJECT),
            *(*self.rare_in_paragraph, *self.rare_in_table),
        )

    def of_paragraph(self, there: AbstractSet[str]) -> tuple[str, ...]:
        """The elements of a paragraph that are read; ``there`` are the rarer ones that the document has."""
        return (self.text, *(each for each in self.rare_in_paragraph if each in there))

    def of_table(self, there: AbstractSet[str]) -> tuple[str, ...]:
        """As ``of_paragraph``, for a table."""
        more = (each for each in self.rare_in_table if each in there)
        return (self.row, self.cell, self.span, self.merge, self.paragraph, *more, *self.of_paragraph(there))


_NAMES = {namespace: _WordNames(namespace) for namespace in (_TRANSITIONAL, _STRICT)}


def read_word(
    package: zipfile.ZipFile, read_inside: ReadInside | None = None, limits: Limits = REPORT
) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and tables of the document in reading order, tracked deletions left out and insertions kept.
    ``read_inside`` reads the documents within it."""
    document = package.read("word/document.xml")
    root = parsed_xml(document)
    namespace = str(root.tag).partition("}")[0][1:]
    names = _NAMES.get(namespace, _NAMES[_TRANSITIONAL])
    numbering = numbering_of(package, namespace)
    notes = []
    # one pass over the whole tree: few documents need any of the steps below
    position = f"{{{namespace}}}position"
    found = list(root.iter(*names.looked_for, position))
    tags = {str(each.tag) for each in found}
    styles = RunStyles(package, namespace, has_positions=position in tags)
    if styles.matter:
        _apply_styles(root, names, styles)
    stated = (each for each in found if each.tag in (names.colour, names.ground))
    if may_be_unseen(document, styles.written, stated, f"{{{namespace}}}"):
        for run in root.iter(names.run):
            if _has_digit(run, names) and _is_in_cell(run, names) and styles.is_unseen(run):
                _set_apart(run, "看不见", names)
    if not tags.isdisjoint(names.special):
        notes = list(_drop_what_is_not_read(root, names))
        _mark_what_stands_apart(root, names)
    is_changed = styles.matter or not tags.isdisjoint(names.special)
    tables = list(root.iter(names.table)) if is_changed else [each for each in found if each.tag == names.table]
    _put_nested_tables_into_the_flow(root, tables, names)
    inside = None
    if read_inside and not tags.isdisjoint((names.chunk, OBJECT)):
        inside = DocumentsInside(package, read_inside, names.chunk)
    content: list[SourceParagraph | Grid] = []
    paragraphs = grids = 0
    of_paragraph, of_table = names.of_paragraph(tags), names.of_table(tags)
    for element in _blocks(root, names):
        if element.tag == names.chunk:
            pass
        elif element.tag == names.table:
            grids += 1
            rows = _rows(element, names, of_table, numbering)
            is_cut = len(rows) > limits.rows
            content.append(Grid(f"第{grids}张表", tuple(_boxes(rows[: limits.rows])), is_cut=is_cut))
        else:
            paragraphs += 1
            number = numbering.label(element) if numbering else ""
            text = _text(element, names, of_paragraph)
            if text:
                content.append(SourceParagraph(number + text, f"第{paragraphs}段"))
        if inside:
            content += inside.content_of(element, f"第{paragraphs}段后")
    return content, notes + (inside.notes if inside else [])


def _apply_styles(root: "_Element", names: _WordNames, styles: RunStyles) -> None:
    """Removes runs that a style hides, and sets apart in cells what a style strikes out or raises. What the run itself
    says is left to the steps that follow."""
    for cell in [root, *root.iter(names.cell)]:
        is_table_cell = cell.tag == names.cell
        runs = [run for run in cell.iter(names.run) if is_table_cell or not _is_in_cell(run, names)]
        looks = [(run, styles.look_of(run)) for run in runs]
        levels = {
            look.position for run, look in looks if any((text.text or "").strip() for text in run.iter(names.text))
        }
        for run, look in looks:
            if look.hidden:
                _remove(run)
            elif is_table_cell and look.why:
                if not any(_why(mark, names) for mark in run.iter(*names.apart)):
                    _set_apart(run, look.why, names)
            elif is_table_cell and look.position and len(levels) > 1:
                _set_apart(run, "上标" if look.position > 0 else "下标", names)


def _mark_what_stands_apart(root: "_Element", names: _WordNames) -> None:
    """What is struck out, raised or written above the line in a cell would look like a part of the figure there; so
    does a formula, of which only the letters are left."""
    for formula in list(root.iter(f"{_MATHS}oMath")):
        letters = "".join(each.text or "" for each in formula.iter(f"{_MATHS}t"))
        run = formula.makeelement(names.run, {})
        text = run.makeelement(names.text, {})
        text.text = apart("公式", letters) if _is_in_cell(formula, names) else letters
        run.append(text)
        formula.addprevious(run)
        _remove(formula)
    for place, field in _eq_fields(root, names):
        text = place.makeelement(names.text, {})
        text.text = field.shown(in_cell=_is_in_cell(place, names))
        place.append(text)
    for mark in root.iter(*names.note_marks):
        marked = next(mark.iterancestors(names.run), None)
        if marked is not None and mark.get(names.own_mark, "0") not in _OFF and _is_in_cell(marked, names):
            _set_apart(marked, "注号", names)
    for mark in root.iter(names.backwards):
        if mark.get(names.value) == "rtl" and _is_in_cell(mark, names) and _has_digit(mark, names):
            _set_apart(mark, "倒写", names)
    for picture in list(root.iter(*_PICTURES)):
        _write_picture(picture, names)
    for choices in root.iter(names.choices):
        _write_choice(choices, names)
    for mark in root.iter(*names.apart):
        marked = next(mark.iterancestors(names.run), None)
        why = _why(mark, names)
        if marked is not None and why and _is_in_cell(marked, names):
            _set_apart(marked, why, names)
    for ruby in list(root.iter(names.ruby_text)):
        if _is_in_cell(ruby, names) and _has_digit(ruby, names):
            _set_apart(ruby, "注音", names)
        else:
            _remove(ruby)
    for mark in list(root.iter(names.shows_prompt)):
        control = next(mark.iterancestors(names.control), None)
        if control is not None and mark.get(names.value) not in _OFF:
            _leave_out_prompt(control, names)


def _write_picture(picture: "_Element", names: _WordNames) -> None:
    """Where it is all that its cell has, or stands beside a figure."""
    run, cell = (next(picture.iterancestors(name), None) for name in (names.run, names.cell))
    if run is not None and cell is not None and is_beside_figures(_all_text(cell, names)):
        text = run.makeelement(names.text, {})
        text.text = PICTURE
        run.append(text)


def _write_choice(choices: "_Element", names: _WordNames) -> None:
    """The entry that a drop-down field of Word 97 shows: its text is only in the list of its entries."""
    run = next(choices.iterancestors(names.run), None)
    entries = [each.get(names.value, "") for each in choices.iterchildren(names.choice)]
    numbers = {each.tag: each.get(names.value, "0") for each in choices.iterchildren(names.chosen, names.usual_choice)}
    number = numbers.get(names.chosen, numbers.get(names.usual_choice, "0"))
    if run is not None and number.isdecimal() and int(number[:4]) < len(entries):
        text = run.makeelement(names.text, {})
        text.text = entries[int(number[:4])]
        run.append(text)


def _eq_fields(root: "_Element", names: _WordNames) -> "list[tuple[_Element, EqField]]":
    """The ``EQ`` fields, each with the run that its code begins in."""
    found = []
    open_: list[list[_Element]] = []
    for element in root.iter(names.field_mark, names.code):
        kind = element.get(names.kind)
        if element.tag == names.code and open_:
            open_[-1].append(element)
        elif kind == "begin":
            open_.append([])
        elif kind == "end" and open_:
            codes = open_.pop()
            run = codes[0].getparent() if codes else None
            field = eq_field("".join(code.text or "" for code in codes))
            if field and run is not None:
                found.append((run, field))
    return found


def _leave_out_prompt(control: "_Element", names: _WordNames) -> None:
    """A content control that shows its prompt is not filled. A prompt with a digit may be meant as a figure."""
    if _has_digit(control, names):
        _set_apart(control, "未填的提示", names)
        return
    for text in control.iter(names.text):
        text.text = ""


def _has_digit(element: "_Element", names: _WordNames) -> bool:
    return any(map(str.isdigit, _all_text(element, names)))


def _all_text(element: "_Element", names: _WordNames) -> str:
    return "".join(text.text or "" for text in element.iter(names.text))


def _why(mark: "_Element", names: _WordNames) -> str:
    """Why a run with this property is no part of the figure beside it; blank where it is."""
    value = mark.get(names.value, "")
    return "" if value in _OFF else names.apart[str(mark.tag)] or _RAISED.get(value, "")


def _set_apart(element: "_Element", why: str, names: _WordNames) -> None:
    texts = [text for text in element.iter(names.text) if text.text]
    if texts:
        texts[0].text = f"（{why}{texts[0].text}"
        texts[-1].text = f"{texts[-1].text}）"


def _is_in_cell(element: "_Element", names: _WordNames) -> bool:
    return next(element.iterancestors(names.cell), None) is not None


def _drop_what_is_not_read(root: "_Element", names: _WordNames) -> Iterator[Note]:
    """Removes tracked deletions, hidden text and fallback copies of drawings; moves text boxes into the flow.

    Notes on deleted text, and on hidden figures."""
    has_deleted = False
    for element in list(root.iter(names.deleted, names.moved_away, names.cell_deleted, _FALLBACK)):
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag == names.cell_deleted:
            _remove(parent.getparent())
            has_deleted = True
        elif parent.tag == names.row_properties:
            _remove(parent.getparent())  # the whole row is deleted
            has_deleted = True
        elif len(element):  # otherwise it marks only the end of a paragraph
            _remove(element)
            has_deleted = has_deleted or element.tag != _FALLBACK
    if has_deleted:
        yield _DELETIONS
    hidden: list[str] = []
    for mark in list(root.iter(names.hidden)):
        run = next(mark.iterancestors(names.run), None)
        if run is not None and mark.get(names.value) not in _OFF:
            if _has_digit(run, names) and _is_in_cell(run, names):
                hidden.append(_all_text(run, names))
            _remove(run)
    if hidden:
        some = "、".join(f"“{text[:20]}”" for text in hidden[:8]) + ("等" if len(hidden) > 8 else "")
        yield Note(f"表格里有隐藏的数字（{some}），没有读入，请在 Word 里核对", "全文", raw="\n".join(hidden))
    for box in list(root.iter(names.text_box)):
        _put_before(next(box.iterancestors(names.paragraph), None), list(box))


def _put_nested_tables_into_the_flow(root: "_Element", tables: "list[_Element]", names: _WordNames) -> None:
    if not any(next(table.iterancestors(names.table), None) is not None for table in tables):
        return
    tags = TableTags(names.table, names.row, (names.cell,))
    for table, text in small_tables(root, tags, lambda element: _all_text(element, names)):
        paragraph, run, held = (table.makeelement(name, {}) for name in (names.paragraph, names.run, names.text))
        held.text = text
        run.append(held)
        paragraph.append(run)
        table.addprevious(paragraph)
        _remove(table)
    for table in tables:
        outer = next(table.iterancestors(names.table), None)
        if outer is not None and _is_one_short_cell(table, names):
            _put_before(table, list(table.iter(names.paragraph)))
            _remove(table)
            continue
        while outer is not None:
            # a table inside a table: the outer one is a layout frame, its content is flattened in order
            cells = [cell for row in outer.iterchildren(names.row) for cell in row.iterchildren(names.cell)]
            _put_before(outer, [block for cell in cells for block in cell.iterchildren(names.paragraph, names.table)])
            _remove(outer)
            outer = next(table.iterancestors(names.table), None)


def _is_one_short_cell(table: "_Element", names: _WordNames) -> bool:
    """A frame around the text of a cell: its text is that of the cell around it."""
    if len(list(table.iter(names.cell))) != 1 or next(table.iterdescendants(names.table), None) is not None:
        return False
    return len(_all_text(table, names)) <= _LONGEST_FRAMED


def _remove(element: "_Element | None") -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def _put_before(place: "_Element | None", elements: "list[_Element]") -> None:
    for element in elements:
        if place is not None:
            place.addprevious(element)


def _blocks(element: "_Element", names: _WordNames) -> Iterator["_Element"]:
    """Paragraphs and tables in order, through content controls, insertions and whatever else wraps them."""
    for child in element:
        if child.tag in (names.paragraph, names.table, names.chunk):
            yield child
        elif len(child):
            yield from _blocks(child, names)


def _text(paragraph: "_Element", names: _WordNames, read: tuple[str, ...]) -> str:
    """``read`` are the elements that are read of it."""
    parts = []
    for element in paragraph.iter(*read):
        tag = element.tag
        if tag == names.text:
            parts.append(element.text or "")
        elif tag in names.breaks:
            parts.append("\n")
        elif tag == names.hyphen:
            parts.append("-")
        elif tag == names.symbol:
            parts.append(_SYMBOL)
        elif element.get(names.value) is None:  # with a value it is a tab stop, not a tab
            parts.append("\t")
    return "".join(parts)


class _Cell(list[str]):
    """The texts of a ``w:tc`` in their order, while its row is being read."""

    wide = 1
    goes_on = False
    """Merged with the cell above."""
    joins_left = False
    """Merged with the cell before it, as Word 97 and some converters write that."""


class _DocxRow(NamedTuple):
    cells: list[_Cell]
    before: list[int]
    """At most one number: the grid columns skipped before the first cell."""


def _rows(table: "_Element", names: _WordNames, read: tuple[str, ...], numbering: Numbering | None) -> list[_DocxRow]:
    """One pass over the elements that are read; which cell one belongs to follows from their order."""
    rows: list[_DocxRow] = []
    cells: list[_Cell] = []
    cell = _Cell()
    number = ""
    text, paragraph, cell_name, value = names.text, names.paragraph, names.cell, names.value
    for element in table.iter(*read):
        tag = element.tag
        if tag == cell_name:
            if number:
                _show_number(cell, number)
                number = ""
            cell = _Cell()
            cells.append(cell)
        elif tag == paragraph:
            if numbering:
                _show_number(cell, number)
                number = numbering.label(element)
            if cell:
                cell.append("\n")
        elif tag == text:
            written = element.text or ""
            if number and written.strip():
                if not written.strip().isdigit():  # no list number before a plain number: "5" must not become "1.5"
                    cell.append(number)
                number = ""
            cell.append(written)
        elif tag == names.merge:
            cell.goes_on = element.get(value, "continue") == "continue"
        elif tag == names.row:
            cells = []
            rows.append(_DocxRow(cells, []))
        elif tag == names.span:
            cell.wide = _number(element.get(value), 1)
        elif tag == names.merge_across:
            cell.joins_left = element.get(value, "continue") == "continue"
        elif tag == names.before:
            rows[-1].before.append(_number(element.get(value), 0))
        elif tag in names.breaks:
            cell.append("\n")
        elif tag == names.hyphen:
            cell.append("-")
        elif tag == names.symbol:
            cell.append(_SYMBOL)
        elif element.get(value) is None:
            cell.append("\t")
    _show_number(cell, number)
    return rows


def _show_number(cell: _Cell, number: str) -> None:
    """Adds the number of a list, where nothing else stands in its cell: it is seen there, and is no figure that
    somebody typed."""
    if not cell and any(map(str.isdigit, number)):
        cell.append(f"（{number.strip()}）")


def _boxes(rows: list[_DocxRow]) -> list[Box]:
    boxes: list[Box] = []
    high: dict[int, int] = {}
    """Box -> number of rows that it covers, for boxes that span several."""
    above: dict[int, int] = {}
    """Left grid column -> the box in the row above that begins there, by its index."""
    for top, (cells, before) in enumerate(rows):
        left = sum(before)
        here: dict[int, int] = {}
        for cell in _joined_across(cells):
            wide = cell.wide
            if cell.goes_on and (index := above.get(left)) is not None and boxes[index].wide == wide:
                high[index] = top + 1 - boxes[index].top
            else:
                index = len(boxes)
                boxes.append(Box("".join(cell).strip(), top, left, 1, wide))
            here[left] = index
            left += wide
        above = here
    for index, rows_covered in high.items():
        boxes[index] = boxes[index]._replace(high=rows_covered)
    return boxes


def _joined_across(cells: list[_Cell]) -> list[_Cell]:
    """The cells of a row, blank ones that are merged with the cell before them as a part of that one."""
    for cell in cells:
        if cell.joins_left:
            break
    else:
        return cells
    joined: list[_Cell] = []
    for cell in cells:
        if cell.joins_left and joined and not "".join(cell).strip():
            joined[-1].wide += cell.wide
        else:
            joined.append(cell)
    return joined


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() and int(text[:6]) > 0 else otherwise
