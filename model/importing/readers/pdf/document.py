"""PDF files with a text layer: characters and drawn lines with their positions, by pdfium."""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import UNREADABLE, Box, Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.pdf.annotations import Written, has_annotations, prepare_forms, written_onto
from model.importing.readers.pdf.coverings import COVERED, CUT
from model.importing.readers.pdf.crossings import lines_of_texts, loose_lines, stamped, struck_out
from model.importing.readers.pdf.form_limits import refuse_endless_drawings
from model.importing.readers.pdf.keys import FORM, Keys, keys_in
from model.importing.readers.pdf.layers import may_have_layers
from model.importing.readers.pdf.overprints import Evidence, Overprint, looks_overprinted, repeated_on
from model.importing.readers.pdf.page_characters import runs_of
from model.importing.readers.pdf.page_objects import count_of
from model.importing.readers.pdf.paragraphs import Measure, PageLine, lines_of_page, united, without_page_numbers
from model.importing.readers.pdf.pdfium_page import drawing_of, marks_of, placed_runs
from model.importing.readers.pdf.ruled_tables import RuledTable, Run, tables_of
from model.importing.readers.pdf.stream_limits import damaged, refuse_inflation
from model.importing.readers.pdf.unreadable_glyphs import EmbeddedFonts
from model.named_tuples import made

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

MOST_PAGES = 120
_LONGEST_S = 3.5
"""Of computing: another program may keep the processor busy."""
FEWEST_CHARACTERS = 20
_MOST_UNREADABLE = 0.3
"""The share of characters without a code up to which a file is read."""
_PASSWORD = 4
"""pdfium's error code for a wrong or missing password."""
_SAME_WIDTH = 6.0
_in_turn = threading.Lock()
"""pdfium is not thread-safe: calls are serialised."""


@dataclass
class Page:
    """What a page of fixed layout shows."""

    runs: list[Run]
    tables: list[RuledTable]
    is_recognised: bool = False
    """The text is an invisible layer over a picture, made by text recognition (OCR)."""
    has_watermark: bool = False
    has_text_outside: bool = False
    has_text_without_size: bool = False
    overprints: tuple[Overprint, ...] = ()
    """Texts printed over others, of which nobody knows which are meant."""
    evidence: Evidence | None = None
    """Why such texts were looked for, if they were."""
    has_pictures: bool = False
    has_stamped_figures: bool = False
    has_layers_off: bool = False
    has_hidden_fields: bool = False
    turned: int = 0
    """The direction of its texts as it is shown."""
    has_hidden_words: bool = False
    """Texts outside of tables that something covers or cuts off."""
    boxes: list[list[Box]] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)


def read_pdf(data: bytes, name: str) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and ruled tables; a table that pages cut is one.

    Raises:
        ImportedDocumentError: damaged, locked, or without text.
    """
    keys = keys_in(data)
    streams = refuse_inflation(data, name, keys)
    if FORM in keys:
        refuse_endless_drawings(data, name)
    with _in_turn:
        pages, notes = _pages(data, name, keys, may_state_words=streams.may_state_words)
    if sum(len(run.text) for page in pages for run in page.runs) < FEWEST_CHARACTERS:
        has_pictures = any(page.has_pictures for page in pages)
        what = "像是扫描件或图片做成的 PDF" if has_pictures else "页面空白，或者文字已转成图形"
        raise ImportedDocumentError(
            f"“{name}”里没有文字，{what}，不能读取。请向原单位要可以编辑的电子文件（Word、Excel）"
        )
    refuse_unreadable(pages, name)
    if len(pages) == 1 and not pages[0].tables:
        _refuse_what_stands_elsewhere(data, pages[0], name)
    if not streams.are_sound:
        notes.append(Note("文件有损坏，读出的数可能不是原来的数，请逐格核对，或重新取得这个文件", name))
    return content_of(pages, notes, name)


def _refuse_what_stands_elsewhere(data: bytes, page: Page, name: str) -> None:
    """
    Raises:
        ImportedDocumentError: the only page is one that programs put before forms, or files, that they show themselves.
    """
    text = "".join(run.text for run in page.runs)
    if any(char > "\u3000" for char in text):
        return
    if b"/XFA" in data:
        raise ImportedDocumentError(
            f"“{name}”是动态表单（XFA），内容不在页面上，不能读取。"
            "请在 Adobe Reader 里打开，打印成 PDF 再导入，或向原单位要 Word 文件"
        )
    if b"/Collection" in data or b"/EmbeddedFile" in data:
        raise ImportedDocumentError(
            f"“{name}”是装着别的文件的 PDF 文件包，年报在里面的附件里，不能直接读取。"
            "请在 PDF 阅读器里打开，把附件另存下来，再导入附件"
        )


def content_of(pages: Sequence[Page], notes: list[Note], name: str) -> tuple[list[SourceParagraph | Grid], list[Note]]:
    """Paragraphs and tables of pages that have text, and ``notes`` with what was left out."""
    for page in pages:
        _distribute(page)
    for line in without_page_numbers([page.lines for page in pages]):
        notes.append(Note(f"页眉或页脚未归入：{line.text}", "每页", raw=line.text))
    if unreadable := sum(line.text.count(UNREADABLE) for page in pages for line in page.lines):
        what = f"表格以外有 {unreadable} 个字在文件里没有编码，读不出来，用“{UNREADABLE}”占位，请对照原件补上"
        notes.append(Note(what, name))
    notes += _left_out(pages, name)
    if any(page.is_recognised for page in pages):
        notes.append(Note("文件里的文字是由扫描图片识别出来的，可能认错，请逐格核对", name))
    if not any(page.tables for page in pages):
        return _as_text(pages), notes
    return _content(pages), notes


def refuse_unreadable(pages: Sequence[Page], name: str) -> None:
    """
    Raises:
        ImportedDocumentError: too many characters have no code.
    """
    texts = [run.text for page in pages for run in page.runs]
    if sum(text.count(UNREADABLE) for text in texts) > _MOST_UNREADABLE * sum(map(len, texts)):
        raise ImportedDocumentError(
            f"“{name}”的字体没有编码或已损坏，读出来大多是乱码，不能读取。"
            "请向原单位要 Word 文件，或换一种方法重新导出 PDF"
        )


def _left_out(pages: Sequence[Page], name: str) -> list[Note]:
    notes = []
    if marked := sum(page.has_watermark for page in pages):
        notes.append(Note(f"{marked} 页上有水印，水印的字没有读入", name))
    if outside := sum(page.has_text_outside for page in pages):
        notes.append(Note(f"{outside} 页有页面范围以外、看不见的文字，没有读入", name))
    if switched_off := sum(page.has_layers_off for page in pages):
        notes.append(Note(f"{switched_off} 页有关着的图层，里面的内容不显示，没有读入", name))
    if fields := sum(page.has_hidden_fields for page in pages):
        notes.append(Note(f"{fields} 页有隐藏的表单域或注释，里面的数没有读入", name))
    if hidden := sum(page.has_hidden_words for page in pages):
        notes.append(Note(f"{hidden} 页有被盖住或裁去、看不见的文字，没有读入", name))
    if covered := sum(page.has_stamped_figures for page in pages):
        notes.append(Note(f"{covered} 页有图章盖在数字上，读入的是图章下面的数，请对照原件核对", name))
    if unseen := sum(page.has_text_without_size for page in pages):
        notes.append(Note(f"{unseen} 页有字号为 0、看不见的文字，没有读入", name))
    return notes


def _pages(data: bytes, name: str, keys: Keys, *, may_state_words: bool) -> tuple[list[Page], list[Note]]:
    import pypdfium2

    began = time.thread_time()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        prepare_forms(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ImportedDocumentError(
                f"“{name}”设有打开密码，不能读取。请用密码打开后另存为不带密码的 PDF，或向原单位要 Word 文件"
            ) from error
        raise damaged(name) from error
    pages: dict[int, Page] = {}
    notes: list[Note] = []
    file = _OpenFile(document, EmbeddedFonts(data), may_have_layers(keys), may_state_words)
    read = 0
    try:
        for number in range(min(count, MOST_PAGES)):
            if time.thread_time() - began > _LONGEST_S:
                break
            page = _page(file, number)
            read += 1
            if page is None:
                notes.append(Note(f"第 {number + 1} 页已损坏，没有读入", f"第 {number + 1} 页"))
            else:
                pages[number] = page
        watermarks = repeated_on(page.overprints for page in pages.values())
        for number in [number for number, page in pages.items() if watermarks and page.overprints]:
            evidence = pages[number].evidence or Evidence()
            again = _page(file, number, evidence._replace(known=watermarks), pages[number].turned)
            pages[number] = again or pages[number]
    finally:
        document.close()
    if read < count:
        notes.append(Note(f"共 {count} 页，只读了前 {read} 页", name))
    return list(pages.values()), [*notes, *overprint_notes(pages.items())]


def overprint_notes(pages: Iterable[tuple[int, Page]]) -> Iterator[Note]:
    """Notes on texts of which nobody knows whether they belong to those under them; pages are counted from 0."""
    for number, page in pages:
        for over in page.overprints:
            what = f"“{over.words}”和别的字印在了一起，分不开，那里的数没有读入，请对照原件核对"
            yield Note(what, f"第 {number + 1} 页", raw=over.words)


class _OpenFile(NamedTuple):
    document: "PdfDocument"
    fonts: EmbeddedFonts
    may_have_layers: bool
    may_state_words: bool


def _page(file: _OpenFile, number: int, evidence: Evidence | None = None, turned: int = 0) -> Page | None:
    """``None`` for a page that is damaged. With ``evidence``, texts printed over others are looked for. ``turned``: the
    direction of its texts as it is shown; it is read as if it lay the right way."""
    from pypdfium2 import PdfiumError

    document = file.document
    try:
        page = document[number]
        try:
            written = Written()
            own_objects = count_of(page)
            if has_annotations(page):
                written = written_onto(page, document.formenv.raw if document.formenv else None)
                page.close()
                page = document[number]
            rotation = (page.get_rotation() + turned) % 360
            drawing = drawing_of(
                *(page, rotation, file.fonts, own_objects, evidence),
                may_have_layers=file.may_have_layers,
                may_state_words=file.may_state_words,
            )
            tables = tables_of(drawing.across, drawing.down)
            body = runs_of(page, rotation, tables)
            found = looks_overprinted(body, tables) if evidence is None and not rotation else None
            loose = loose_lines(drawing.across, drawing.down)
            if of_texts := lines_of_texts(loose, body) if loose else frozenset():
                tables = tables_of([line for line in drawing.across if line not in of_texts], drawing.down)
                body = runs_of(page, rotation, tables)
            marks = marks_of(written.marks, rotation)
            if tables and (of_texts or drawing.slants or marks):
                body = struck_out(body, of_texts, drawing.slants, marks)
            runs = [*body, *drawing.lost, *drawing.aside, *placed_runs(written.texts, rotation)]
        finally:
            page.close()
    except PdfiumError:
        return None
    if drawing.turned and not turned:
        return _page(file, number, evidence, drawing.turned)
    if found:
        return _page(file, number, found, turned)
    return Page(
        *(runs, tables, drawing.has_invisible_text, drawing.has_watermark, drawing.has_text_outside),
        drawing.has_text_without_size,
        drawing.overprints,
        evidence,
        drawing.has_pictures,
        stamped(body, marks),
        drawing.has_layers_off,
        written.have_hidden_figures,
        turned,
    )


# ---- from pages to content


def _distribute(page: Page) -> None:
    """Assigns each run to its table or, outside of tables, to the lines of text."""
    inside: list[list[Run]] = []
    outside = page.runs
    for table in page.tables:
        held, outside = table.parted(outside)
        inside.append(held)
    shown = [run for run in outside if run.why not in (CUT, COVERED)]
    page.has_hidden_words = len(shown) < len(outside)
    page.boxes = [table.boxes(runs) for table, runs in zip(page.tables, inside, strict=True)]
    page.lines = lines_of_page(shown)


def _as_text(pages: Sequence[Page]) -> list[SourceParagraph | Grid]:
    """For a document without ruled tables: plain text in which wide gaps may separate columns."""
    from model.importing.readers.text import read_text

    return read_text("\n".join(line.text for page in pages for line in page.lines))


@dataclass
class _PageTable:
    """A table that may continue on the next page."""

    columns: list[float]
    boxes: list[Box]
    height: int
    seams: list[int] = field(default_factory=list)
    """Indexes of the rows that begin a page."""


def _content(pages: Sequence[Page]) -> list[SourceParagraph | Grid]:
    tables = [table for page in pages for table in page.tables]
    ends = min(table.columns[0] for table in tables), max(table.columns[-1] for table in tables)
    measure = Measure.of([line for page in pages for line in page.lines], ends)
    content: list[SourceParagraph | _PageTable] = []
    before: PageLine | None = None
    for number, page in enumerate(pages, 1):
        for item in _in_order(page):
            if isinstance(item, PageLine):
                if content and isinstance(content[-1], SourceParagraph) and not measure.begins(item, before):
                    content[-1] = SourceParagraph(united(content[-1].text, item.text), content[-1].where)
                else:
                    content.append(SourceParagraph(item.text, f"第 {number} 页"))
                before = item
                continue
            is_first = page.tables[0] is item[0] and not any(line.top < item[0].top for line in page.lines)
            last = content[-1] if content else None
            if is_first and isinstance(last, _PageTable) and _goes_on(last, item[0]):
                _append(last, *item)
            else:
                content.append(_PageTable(item[0].columns, item[1], len(item[0].rows) - 1))
            before = None
    count = 0
    done: list[SourceParagraph | Grid] = []
    for each in content:
        if isinstance(each, SourceParagraph):
            done.append(each)
        else:
            count += 1
            done.append(Grid(f"第{count}张表", tuple(each.boxes), seams=tuple(each.seams)))
    return done


def _in_order(page: Page) -> list[PageLine | tuple[RuledTable, list[Box]]]:
    """Lines and tables of the page from top to bottom."""
    items: list[tuple[float, PageLine | tuple[RuledTable, list[Box]]]] = [(line.top, line) for line in page.lines]
    items += [(table.top, (table, boxes)) for table, boxes in zip(page.tables, page.boxes, strict=True)]
    return [item for _, item in sorted(items, key=lambda item: item[0])]


def _goes_on(above: _PageTable, below: RuledTable) -> bool:
    """Whether the table at the top of a page continues the one at the bottom of the one before: same left and right."""
    return (
        abs(above.columns[0] - below.columns[0]) < _SAME_WIDTH
        and abs(above.columns[-1] - below.columns[-1]) < _SAME_WIDTH
    )


def _append(table: _PageTable, below: RuledTable, boxes: list[Box]) -> None:
    """Appends the rows of ``below`` to ``table``; the columns are the union of both."""
    columns = sorted(table.columns)
    for place in below.columns:
        if min(abs(place - each) for each in columns) > _SAME_WIDTH / 2:
            columns.append(place)
    columns.sort()
    seam = table.height
    table.boxes = [*_placed(table.boxes, 0, table.columns, columns), *_placed(boxes, seam, below.columns, columns)]
    table.columns, table.height = columns, seam + len(below.rows) - 1
    table.seams.append(seam)


def _placed(boxes: Sequence[Box], lower: int, own: Sequence[float], columns: Sequence[float]) -> Iterator[Box]:
    """The boxes so many rows lower, in the ``columns`` that are nearest to their ``own``."""
    at = [min(range(len(columns)), key=lambda n: abs(columns[n] - place)) for place in own]
    return made(
        Box,
        ((text, top + lower, at[left], high, at[left + wide] - at[left]) for text, top, left, high, wide in boxes),
    )
