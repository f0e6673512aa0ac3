"""Lays out a document on pages."""

from collections.abc import Iterator

from export.document.document import Block, Document, Heading, Paragraph, PrintedTable
from export.document.layout import PT_PER_MM, Layout
from export.document.title_lines import title_lines
from gui.output.font_pair import ASCENT, FontPair, baseline, break_lines
from gui.output.page_layout import FilledRect, Item, LaidOutPage, LayoutRow, LineSegment, TextRun
from gui.output.table_typesetter import TableTypesetter


class Typesetter:
    """Lays out one document with one layout."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        page, latin = layout.page, layout.latin.font
        self._room = page.text_width_mm * PT_PER_MM
        self._left = page.left_mm * PT_PER_MM
        self._top = page.top_mm * PT_PER_MM
        self._bottom = (page.height_mm - page.bottom_mm) * PT_PER_MM
        self._line = layout.body.line_pt
        size = layout.body.size_pt
        # a line of exactly the page's number of characters fits, with a small tolerance
        tracking = (self._room - 0.05 - page.line_characters * size) / (page.line_characters - 1)
        self._body = FontPair(layout.body.font, latin, size, tracking)
        self._levels = [FontPair(font, latin, size, tracking) for font in layout.headings.fonts]
        self._plain = FontPair(layout.body.font, latin, size)

    def pages(self) -> tuple[LaidOutPage, ...]:
        """All pages, with their numbers."""
        pages: list[list[Item]] = [[]]
        at = self._top
        for group in _unbroken_groups(self._rows()):
            needed = sum(each.gap + each.height for each in group)
            whole = sum(each.height for each in group)
            if at > self._top and at + needed > self._bottom + 0.5 and whole <= self._bottom - self._top + 0.5:
                pages.append([])
                at = self._top
            for each in group:
                if at > self._top and at + each.gap + each.height > self._bottom + 0.5:
                    pages.append([])
                    at = self._top
                    for head in each.repeated:
                        pages[-1] += (_shifted(item, at) for item in head.items)
                        at += head.height
                at += each.gap if at > self._top else 0.0
                pages[-1] += (_shifted(item, at) for item in each.items)
                at += each.height
        return tuple(LaidOutPage(n, (*items, *self._number(n))) for n, items in enumerate(pages, start=1))

    def _rows(self) -> Iterator[LayoutRow]:
        yield from self._title()
        for block in self._document.blocks():
            yield from self._block(block)
        yield from self._closing()

    def _title(self) -> Iterator[LayoutRow]:
        title = self._layout.title
        face = FontPair(title.font, self._layout.latin.font, title.size_pt)
        lines = title_lines(self._document.title, self._document.organ, self._layout.title_characters)
        for number, line in enumerate(lines, start=1):
            x = self._left + (self._room - face.width(line)) / 2
            after = title.after_pt if number == len(lines) else 0.0
            yield LayoutRow(title.line_pt + after, tuple(face.words(line, x, baseline(title.line_pt, face))), keep=True)

    def _block(self, block: Block) -> Iterator[LayoutRow]:
        if isinstance(block, PrintedTable):
            yield from TableTypesetter(block, self._layout, self._left).rows()
        elif isinstance(block, Heading):
            yield from self._paragraph(block.text, self._levels[block.level - 1], keep=True)
        else:
            yield from self._worded(block)

    def _worded(self, block: Paragraph) -> Iterator[LayoutRow]:
        lead = self._levels[block.level - 1] if block.lead else self._body
        yield from self._paragraph(block.text, self._body, lead=lead, lead_length=block.lead)

    def _paragraph(
        self, text: str, face: FontPair, *, keep: bool = False, lead: FontPair | None = None, lead_length: int = 0
    ) -> Iterator[LayoutRow]:
        """Justified except the last line. Pages are filled: a single line of a paragraph may begin or end one."""
        indent = self._layout.body.indent_characters * (face.size + face.spacing)
        lines = break_lines(text, face, self._room, self._room - indent)
        done = 0
        for number, line in enumerate(lines):
            x = self._left + (indent if number == 0 else 0.0)
            room = self._room - (indent if number == 0 else 0.0)
            spare = room - face.width(line)
            is_last = number == len(lines) - 1
            extra = spare / (len(line) - 1) if not is_last and len(line) > 1 else 0.0
            base = baseline(self._line, face)
            headed = max(0, min(len(line), lead_length - done)) if lead else 0
            items = list(lead.words(line[:headed], x, base, extra)) if lead and headed else []
            x += face.width(line[:headed]) + (face.spacing + extra * headed if headed else 0.0)
            items += face.words(line[headed:], x, base, extra)
            yield LayoutRow(self._line, tuple(items), keep=keep)
            # only spaces are dropped at the end of a line
            done += len(line) + len(text[done + len(line) :]) - len(text[done + len(line) :].lstrip(" "))

    def _closing(self) -> Iterator[LayoutRow]:
        signature, face = self._layout.signature, self._plain
        right = self._left + self._room - signature.indent_characters * face.size
        gap = signature.before_lines * self._line
        for text, keep in ((self._document.signature, bool(self._document.date)), (self._document.date, False)):
            lines = title_lines(text, text, int((right - self._left) / face.size)) if text else ()
            for number, line in enumerate(lines, start=1):
                words = tuple(face.words(line, right - face.width(line), baseline(self._line, face)))
                yield LayoutRow(self._line, words, keep=keep or number < len(lines), gap=gap)
                gap = 0.0

    def _number(self, number: int) -> Iterator[TextRun]:
        """The page number: right on odd pages, left on even ones, indented by one character."""
        style, page = self._layout.page_number, self._layout.page
        face = FontPair(style.font, style.font, style.size_pt)
        text = f"— {number} —"
        inset = style.indent_characters * style.size_pt
        x = self._left + inset if number % 2 == 0 else self._left + self._room - inset - face.width(text)
        base = (page.height_mm - style.from_edge_mm) * PT_PER_MM - (1 - ASCENT) * style.size_pt
        yield from face.words(text, x, base)


def _unbroken_groups(settings: Iterator[LayoutRow]) -> Iterator[list[LayoutRow]]:
    """Groups of rows that are kept on one page."""
    group: list[LayoutRow] = []
    for each in settings:
        group.append(each)
        if not each.keep:
            yield group
            group = []
    if group:
        yield group


def _shifted(item: Item, down: float) -> Item:
    if isinstance(item, TextRun):
        return TextRun(item.x, item.base + down, item.text, item.font)
    if isinstance(item, LineSegment):
        return LineSegment(item.left, item.top + down, item.right, item.bottom + down)
    return FilledRect(item.left, item.top + down, item.right, item.bottom + down, item.colour)
