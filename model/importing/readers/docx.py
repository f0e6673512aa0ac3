"""Word documents (``.docx`` of Word, WPS Office, LibreOffice): body text and tables, straight from the XML."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import REPORT, Grid, Limits, SourceParagraph
from model.importing.notes import PICTURE, Note, apart, is_beside_figures
from model.importing.readers.docx_inside import OBJECT, DocumentsInside, ReadInside
from model.importing.readers.docx_names import FALLBACK, MATHS, PICTURES, SYMBOL, WordNames, names_of
from model.importing.readers.docx_numbering import Numbering, has_numbering, numbering_of
from model.importing.readers.docx_repeated_cells import ShortDocument, shortened
from model.importing.readers.docx_styles import RunStyles
from model.importing.readers.docx_tables import WordTables
from model.importing.readers.docx_unseen import may_be_unseen
from model.importing.readers.eq_fields import EqField, eq_field
from model.importing.readers.nested_tables import TableTags, small_tables
from model.importing.readers.zip_package import parsed_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_RAISED = {"superscript": "上标", "subscript": "下标"}
_OFF = ("0", "false", "off")
_LONGEST_FRAMED = 40
"""Characters in a frame within a cell."""
_DELETIONS = Note("文件里有修订标记，删除的文字没有读入（按接受修订后的样子读取），请核实", "全文")


def read_word(
    package: zipfile.ZipFile, read_inside: ReadInside | None = None, limits: Limits = REPORT
) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and tables of the document in reading order, tracked deletions left out and insertions kept.
    ``read_inside`` reads the documents within it."""
    document = package.read("word/document.xml")
    # a list counts on in every cell
    short = shortened(document) if not has_numbering(package) else None
    if short is not None and (content := _of_short(short, package, limits)) is not None:
        return content, []
    tree = _Tree.of(document)
    root, names, tags = tree.root, tree.names, tree.tags
    numbering = numbering_of(package, tree.namespace)
    notes = []
    styles = RunStyles(package, tree.namespace, has_positions=names.position in tags)
    if styles.matter:
        _apply_styles(root, names, styles)
    if tree.may_have_unseen(document, styles):
        for run in root.iter(names.run):
            if _has_digit(run, names) and _is_in_cell(run, names) and styles.is_unseen(run):
                _set_apart(run, "看不见", names)
    if not tags.isdisjoint(names.special):
        notes = list(_drop_what_is_not_read(root, names))
        _mark_what_stands_apart(root, names)
    is_changed = styles.matter or not tags.isdisjoint(names.special)
    tables = list(root.iter(names.table)) if is_changed else tree.tables
    _put_nested_tables_into_the_flow(root, tables, names)
    inside = None
    if read_inside and not tags.isdisjoint((names.chunk, OBJECT)):
        inside = DocumentsInside(package, read_inside, names.chunk)
    tables_of_document = WordTables(names, names.of_table(tags), limits, numbering)
    content = _content(_blocks(root, names), tree, tables_of_document, numbering, inside)
    return content, notes + (inside.notes if inside else [])


class _Tree(NamedTuple):
    """A parsed document, and what one pass over the whole of it finds: few documents need any of the steps that change
    it."""

    root: "_Element"
    namespace: str
    names: WordNames
    found: "list[_Element]"
    """Those of ``names.looked_for`` that it has."""
    tags: frozenset[str]
    """The names of these."""

    @classmethod
    def of(cls, document: bytes) -> "_Tree":
        """Raises: ValueError: it is no XML."""
        root = parsed_xml(document)
        namespace = str(root.tag).partition("}")[0][1:]
        names = names_of(namespace)
        found = list(root.iter(*names.looked_for))
        return cls(root, namespace, names, found, frozenset([str(each.tag) for each in found]))

    @property
    def tables(self) -> "list[_Element]":
        return [each for each in self.found if each.tag == self.names.table]

    def may_have_unseen(self, document: bytes, styles: RunStyles) -> bool:
        """Whether any run may be unseen; ``document`` is what was parsed."""
        stated = (each for each in self.found if each.tag in self.names.looks)
        return may_be_unseen(document, styles.written, stated, f"{{{self.namespace}}}")


def _of_short(short: ShortDocument, package: zipfile.ZipFile, limits: Limits) -> list[SourceParagraph | Grid] | None:
    """The content; ``None`` where the whole document must be read: some cell needs a step of its own."""
    try:
        tree = _Tree.of(short.xml)
    except ValueError:
        return None
    root, names, tags = tree.root, tree.names, tree.tags
    cells = list(root.iter(names.cell, names.repeated_cell))
    if not tags <= names.without_steps_of_their_own or not short.is_sound(len(cells)):
        return None
    styles = RunStyles(package, tree.namespace, has_positions=False)
    if styles.matter or tree.may_have_unseen(short.xml, styles):
        return None
    blocks = list(_blocks(root, names))
    if [block for block in blocks if block.tag == names.table] != tree.tables:
        return None  # one within another, or otherwise not where tables are read
    tables = WordTables(names, names.of_table(tags | {names.repeated_cell}), limits, repeated=short.repeated)
    try:
        content = _content(blocks, tree, tables)
    except IndexError:
        return None
    is_all_read = tables.cells_read == short.different and not tables.repeated_left
    return content if is_all_read else None  # others: in no table


def _content(
    blocks: "Iterable[_Element]",
    tree: _Tree,
    tables: WordTables,
    numbering: Numbering | None = None,
    inside: DocumentsInside | None = None,
) -> list[SourceParagraph | Grid]:
    names = tree.names
    of_paragraph = names.of_paragraph(tree.tags)
    content: list[SourceParagraph | Grid] = []
    paragraphs = 0
    for element in blocks:
        if element.tag == names.chunk:
            pass
        elif element.tag == names.table:
            content.append(tables.grid_of(element))
        else:
            paragraphs += 1
            number = numbering.label(element) if numbering else ""
            text = _text(element, names, of_paragraph)
            if text:
                content.append(SourceParagraph(number + text, f"第{paragraphs}段"))
        if inside:
            content += inside.content_of(element, f"第{paragraphs}段后")
    return content


def _apply_styles(root: "_Element", names: WordNames, styles: RunStyles) -> None:
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


def _mark_what_stands_apart(root: "_Element", names: WordNames) -> None:
    """What is struck out, raised or written above the line in a cell would look like a part of the figure there; so
    does a formula, of which only the letters are left."""
    for formula in list(root.iter(f"{MATHS}oMath")):
        letters = "".join(each.text or "" for each in formula.iter(f"{MATHS}t"))
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
    for picture in list(root.iter(*PICTURES)):
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


def _write_picture(picture: "_Element", names: WordNames) -> None:
    """Where it is all that its cell has, or stands beside a figure."""
    run, cell = (next(picture.iterancestors(name), None) for name in (names.run, names.cell))
    if run is not None and cell is not None and is_beside_figures(_all_text(cell, names)):
        text = run.makeelement(names.text, {})
        text.text = PICTURE
        run.append(text)


def _write_choice(choices: "_Element", names: WordNames) -> None:
    """The entry that a drop-down field of Word 97 shows: its text is only in the list of its entries."""
    run = next(choices.iterancestors(names.run), None)
    entries = [each.get(names.value, "") for each in choices.iterchildren(names.choice)]
    numbers = {each.tag: each.get(names.value, "0") for each in choices.iterchildren(names.chosen, names.usual_choice)}
    number = numbers.get(names.chosen, numbers.get(names.usual_choice, "0"))
    if run is not None and number.isdecimal() and int(number[:4]) < len(entries):
        text = run.makeelement(names.text, {})
        text.text = entries[int(number[:4])]
        run.append(text)


def _eq_fields(root: "_Element", names: WordNames) -> "list[tuple[_Element, EqField]]":
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


def _leave_out_prompt(control: "_Element", names: WordNames) -> None:
    """A content control that shows its prompt is not filled. A prompt with a digit may be meant as a figure."""
    if _has_digit(control, names):
        _set_apart(control, "未填的提示", names)
        return
    for text in control.iter(names.text):
        text.text = ""


def _has_digit(element: "_Element", names: WordNames) -> bool:
    return any(map(str.isdigit, _all_text(element, names)))


def _all_text(element: "_Element", names: WordNames) -> str:
    return "".join(text.text or "" for text in element.iter(names.text))


def _why(mark: "_Element", names: WordNames) -> str:
    """Why a run with this property is no part of the figure beside it; blank where it is."""
    value = mark.get(names.value, "")
    return "" if value in _OFF else names.apart[str(mark.tag)] or _RAISED.get(value, "")


def _set_apart(element: "_Element", why: str, names: WordNames) -> None:
    texts = [text for text in element.iter(names.text) if text.text]
    if texts:
        texts[0].text = f"（{why}{texts[0].text}"
        texts[-1].text = f"{texts[-1].text}）"


def _is_in_cell(element: "_Element", names: WordNames) -> bool:
    return next(element.iterancestors(names.cell), None) is not None


def _drop_what_is_not_read(root: "_Element", names: WordNames) -> Iterator[Note]:
    """Removes tracked deletions, hidden text and fallback copies of drawings; moves text boxes into the flow.

    Notes on deleted text, and on hidden figures."""
    has_deleted = False
    for element in list(root.iter(names.deleted, names.moved_away, names.cell_deleted, FALLBACK)):
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
            has_deleted = has_deleted or element.tag != FALLBACK
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


def _put_nested_tables_into_the_flow(root: "_Element", tables: "list[_Element]", names: WordNames) -> None:
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
            _put_before(outer, list(_blocks(outer, names)))
            _remove(outer)
            outer = next(table.iterancestors(names.table), None)


def _is_one_short_cell(table: "_Element", names: WordNames) -> bool:
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


def _blocks(element: "_Element", names: WordNames) -> Iterator["_Element"]:
    """Paragraphs and tables in order, through content controls, insertions and whatever else wraps them."""
    for child in element:
        if child.tag in (names.paragraph, names.table, names.chunk):
            yield child
        elif len(child):
            yield from _blocks(child, names)


def _text(paragraph: "_Element", names: WordNames, read: tuple[str, ...]) -> str:
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
            parts.append(SYMBOL)
        elif element.get(names.value) is None:  # with a value it is a tab stop, not a tab
            parts.append("\t")
    return "".join(parts)
