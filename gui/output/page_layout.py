"""A :class:`Document` set on pages: every line, rule and number at its place, in points from the top left corner.

Lines break as Chinese ones do: no mark that closes begins one, none that opens ends one, numbers stay whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtGui import QFont, QFontMetricsF

from export.document.charts import BARS_MM, HEADING, LABEL_MM, LIGHT, SOLID, Chart
from export.document.document import Block, Document, Heading, Paragraph, PrintedTable
from export.document.layout import PT_PER_MM, Layout
from export.document.title_lines import fitting_size, title_lines, width
from model.form.figures import show_figure
from model.form.tables import Place

EXIT_OK = 20
"""Fonts are made so many times their size and drawn so many times smaller: sizes of half points are kept."""
STAND_INS = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "STZhongsong", "SimSun", "Noto Serif CJK SC"),
    "仿宋_GB2312": ("FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC"),
    "楷体_GB2312": ("KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC"),
    "宋体": ("SimSun", "STSong", "Source Han Serif SC", "Noto Serif CJK SC"),
    "Times New Roman": ("Liberation Serif", "Nimbus Roman", "DejaVu Serif"),
}
"""What to draw with where the font is not on this machine; the Word file keeps the name all the same."""
CLOSING = "，。、；：？！）】》〉」』〕”’…—％·,.;:?!)]}%"
OPENING = "（【《〈「『〔“‘([{"
_UNITS = re.compile(r"[!-~]+ *|.", re.DOTALL)
TALL, LINE = 0.88, 1.25
"""Of the size: how far a character rises above its base line; how high a line in a table is."""


@dataclass(frozen=True)
class Words:
    x: float
    base: float
    text: str
    font: QFont


@dataclass(frozen=True)
class Rule:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Shade:
    left: float
    top: float
    right: float
    bottom: float
    colour: str


Item = Words | Rule | Shade


@dataclass(frozen=True)
class Page:
    number: int
    items: tuple[Item, ...]


class Face:
    """A Chinese and a latin font of one size; ``spacing`` stands after every character."""

    def __init__(self, chinese: str, latin: str, size_pt: float, spacing: float = 0.0) -> None:
        self.size = size_pt
        self.spacing = spacing
        self._fonts = {False: _font(chinese, size_pt), True: _font(latin, size_pt)}
        self._advances: dict[str, float] = {}

    @cached_property
    def _metrics(self) -> dict[bool, QFontMetricsF]:
        return {kind: QFontMetricsF(font) for kind, font in self._fonts.items()}

    def advance(self, ch: str) -> float:
        if ch not in self._advances:
            self._advances[ch] = self._metrics[ch.isascii()].horizontalAdvance(ch) / EXIT_OK
        return self._advances[ch]

    def width(self, text: str) -> float:
        """Without the space after the last character."""
        return sum(map(self.advance, text)) + self.spacing * max(0, len(text) - 1)

    def words(self, text: str, x: float, base: float, extra: float = 0.0) -> Iterator[Words]:
        """The text drawn from ``x`` on, ``extra`` added between its characters; one by one where there is any, for Qt
        measures the spacing of letters by the device."""
        spacing = self.spacing + extra
        for run in text if spacing else re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
            if not run.isspace():
                yield Words(x, base, run, self._fonts[run.isascii()])
            x += sum(map(self.advance, run)) + spacing * len(run)


def _font(name: str, size_pt: float) -> QFont:
    font = QFont([name, *STAND_INS.get(name, ())])
    font.setPixelSize(round(size_pt * EXIT_OK))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def broken(text: str, face: Face, room: float, first_room: float | None = None) -> list[str]:
    """``text`` in lines no wider than ``room``, the first than ``first_room``."""
    lines: list[str] = [""]
    for unit in _clusters(text):
        space = first_room if first_room is not None and len(lines) == 1 else room
        if lines[-1] and face.width(lines[-1] + unit.rstrip()) > space:
            lines.append("")
            space = room
        for ch in unit if face.width(unit.rstrip()) > space else (unit,):
            if lines[-1] and face.width(lines[-1] + ch.rstrip()) > space:
                lines.append("")
            lines[-1] += ch
    return [line.rstrip() for line in lines]


def _clusters(text: str) -> list[str]:
    """What is not parted: a number, a word, a character with the marks that belong to it."""
    found: list[str] = []
    for unit in _UNITS.findall(text):
        if found and (unit[0] in CLOSING or found[-1][-1] in OPENING):
            found[-1] += unit
        else:
            found.append(unit)
    return found


@dataclass
class _Setting:
    """One line or row as it waits for its page: how high it is, and what stands in it, from its own top."""

    height: float
    items: tuple[Item, ...]
    keep: bool = False
    """On one page with the next."""
    repeated: tuple["_Setting", ...] = field(default=())
    """The heads that stand above it where it begins a page."""
    gap: float = 0.0
    """Space above, dropped at the top of a page."""


class Typesetter:
    """Sets one document by one layout."""

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
        # a line of just so many characters fits, with a hair to spare
        tracking = (self._room - 0.05 - page.line_characters * size) / (page.line_characters - 1)
        self._body = Face(layout.body.font, latin, size, tracking)
        self._levels = [Face(font, latin, size, tracking) for font in layout.headings.fonts]
        self._plain = Face(layout.body.font, latin, size)

    def pages(self) -> tuple[Page, ...]:
        pages: list[list[Item]] = [[]]
        at = self._top
        for group in _groups(self._settings()):
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
                        pages[-1] += (_moved(item, at) for item in head.items)
                        at += head.height
                at += each.gap if at > self._top else 0.0
                pages[-1] += (_moved(item, at) for item in each.items)
                at += each.height
        return tuple(Page(n, (*items, *self._number(n))) for n, items in enumerate(pages, start=1))

    def _settings(self) -> Iterator[_Setting]:
        yield from self._title()
        for block in self._document.blocks():
            yield from self._block(block)
        yield from self._closing()

    def _title(self) -> Iterator[_Setting]:
        title = self._layout.title
        face = Face(title.font, self._layout.latin.font, title.size_pt)
        lines = title_lines(self._document.title, self._document.organ, self._layout.title_characters)
        for number, line in enumerate(lines, start=1):
            x = self._left + (self._room - face.width(line)) / 2
            after = title.after_pt if number == len(lines) else 0.0
            yield _Setting(title.line_pt + after, tuple(face.words(line, x, _base(title.line_pt, face))), keep=True)

    def _block(self, block: Block) -> Iterator[_Setting]:
        if isinstance(block, PrintedTable):
            yield from _Table(block, self._layout, self._left).settings()
        elif isinstance(block, Heading):
            yield from self._paragraph(block.text, self._levels[block.level - 1], keep=True)
        else:
            yield from self._worded(block)

    def _worded(self, block: Paragraph) -> Iterator[_Setting]:
        lead = self._levels[block.level - 1] if block.lead else self._body
        yield from self._paragraph(block.text, self._body, lead=lead, lead_length=block.lead)

    def _paragraph(
        self, text: str, face: Face, *, keep: bool = False, lead: Face | None = None, lead_length: int = 0
    ) -> Iterator[_Setting]:
        """Justified but for the last line. A page holds as many lines as it has, and may begin or end with one of a
        paragraph."""
        indent = self._layout.body.indent_characters * (face.size + face.spacing)
        lines = broken(text, face, self._room, self._room - indent)
        done = 0
        for number, line in enumerate(lines):
            x = self._left + (indent if number == 0 else 0.0)
            room = self._room - (indent if number == 0 else 0.0)
            spare = room - face.width(line)
            is_last = number == len(lines) - 1
            extra = spare / (len(line) - 1) if not is_last and len(line) > 1 else 0.0
            base = _base(self._line, face)
            headed = max(0, min(len(line), lead_length - done)) if lead else 0
            items = list(lead.words(line[:headed], x, base, extra)) if lead and headed else []
            x += face.width(line[:headed]) + (face.spacing + extra * headed if headed else 0.0)
            items += face.words(line[headed:], x, base, extra)
            yield _Setting(self._line, tuple(items), keep=keep)
            # what is left out at the end of a line is a space
            done += len(line) + len(text[done + len(line) :]) - len(text[done + len(line) :].lstrip(" "))

    def _closing(self) -> Iterator[_Setting]:
        signature, face = self._layout.signature, self._plain
        right = self._left + self._room - signature.indent_characters * face.size
        gap = signature.before_lines * self._line
        for text, keep in ((self._document.signature, bool(self._document.date)), (self._document.date, False)):
            lines = title_lines(text, text, int((right - self._left) / face.size)) if text else ()
            for number, line in enumerate(lines, start=1):
                words = tuple(face.words(line, right - face.width(line), _base(self._line, face)))
                yield _Setting(self._line, words, keep=keep or number < len(lines), gap=gap)
                gap = 0.0

    def _number(self, number: int) -> Iterator[Words]:
        """Odd pages right, even pages left, one character in."""
        style, page = self._layout.page_number, self._layout.page
        face = Face(style.font, style.font, style.size_pt)
        text = f"— {number} —"
        inset = style.indent_characters * style.size_pt
        x = self._left + inset if number % 2 == 0 else self._left + self._room - inset - face.width(text)
        base = (page.height_mm - style.from_edge_mm) * PT_PER_MM - (1 - TALL) * style.size_pt
        yield from face.words(text, x, base)


def charts_page(charts: Sequence[Chart], layout: Layout, number: int) -> Page:
    """The 图解 as a page of its own."""
    left, top = layout.page.left_mm * PT_PER_MM, layout.page.top_mm * PT_PER_MM
    label, bars, pitch = LABEL_MM * PT_PER_MM, BARS_MM * PT_PER_MM, 15.0
    head, small = Face(layout.headings.fonts[0], layout.latin.font, 14), Face(layout.tables.font, layout.latin.font, 9)
    title = Face(layout.headings.fonts[0], layout.latin.font, 12)
    middle = left + layout.page.text_width_mm * PT_PER_MM / 2
    items: list[Item] = [*head.words(HEADING, middle - head.width(HEADING) / 2, top + 12)]
    y = top + 30
    for chart in charts:
        items += title.words(chart.title, left, y + 12)
        y += 20
        for name, year, figure, is_this in chart.lines():
            items += small.words(name, left + 4, y + 11)
            right = left + label + bars * chart.share(figure)
            if right > left + label:
                items.append(Shade(left + label, y + 1, right, y + pitch - 1, f"#{SOLID if is_this else LIGHT}"))
                corners = ((0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 1, 1), (0, 1, 1, 1))
                xs, ys = (left + label, right), (y + 1, y + pitch - 1)
                items += (Rule(xs[a], ys[b], xs[c], ys[d]) for a, b, c, d in corners)
            said = f"{year} {show_figure(figure) or '未填'}"
            items += small.words(said, right + 5, y + 11)
            y += pitch
        y += 12
    return Page(number, tuple(items))


class _Table:
    """One statutory table, row by row."""

    def __init__(self, printed: PrintedTable, layout: Layout, left: float) -> None:
        self._printed = printed
        self._table = printed.table
        self._tables = layout.tables
        self._grid = layout.grid(printed.table)
        self._latin = layout.latin.font
        self._faces: dict[float, Face] = {}
        spare = (layout.page.text_width_mm - sum(self._grid.widths_mm)) / 2
        edges = [sum(self._grid.widths_mm[:count]) for count in range(len(self._grid.widths_mm) + 1)]
        self._edges = [left + (spare + edge) * PT_PER_MM for edge in edges]

    def settings(self) -> Iterator[_Setting]:
        heights = self._heights()
        rows: list[_Setting] = []
        for top, height in enumerate(heights):
            items: list[Item] = []
            for place in self._table.places:
                if place.top <= top < place.bottom:
                    items += self._cell(place, top, heights)
            rows.append(_Setting(height, tuple(items), keep=self._is_kept(top)))
        heads = tuple(rows[: self._printed.head_rows])
        for top, row in enumerate(rows):
            row.repeated = heads if top >= len(heads) else ()
            yield row

    def _is_kept(self, top: int) -> bool:
        first = 0 if self._grid.one_page else self._table.height - self._tables.kept_rows
        return first <= top < self._table.height - 1

    def _face(self, size: float) -> Face:
        return self._faces.setdefault(size, Face(self._tables.font, self._latin, size))

    def _room(self, place: Place) -> float:
        return self._edges[place.right] - self._edges[place.left] - 2 * self._tables.margin_mm * PT_PER_MM

    def _size(self, place: Place) -> float:
        text = self._printed.text_at(place)
        size = self._grid.size_pt
        return fitting_size(text, size, self._room(place)) if place.role == "figure" else size

    def _lines(self, place: Place) -> list[str]:
        text, size, room = self._printed.text_at(place), self._size(place), self._room(place)
        if not text:
            return []
        if place.role != "figure" and room < 2 * size:
            return list(text)  # one character a line
        fits = int(room / size)
        if place.role == "head" and width(text) > room / size and fits >= 2:
            room = (fits - fits % 2 + 0.5) * size  # heads are made of words of two characters
        elif self._is_label(place):
            room -= self._tables.label_indent_mm * PT_PER_MM
        return broken(text, self._face(size), room)

    @staticmethod
    def _is_label(place: Place) -> bool:
        return place.role in ("label", "note", "block")

    def _heights(self) -> list[float]:
        heights = [self._grid.row_mm * PT_PER_MM] * self._table.height
        for place in sorted(self._table.places, key=lambda place: place.high):
            needed = len(self._lines(place)) * LINE * self._size(place) + 1.0
            has = sum(heights[place.top : place.bottom])
            heights[place.bottom - 1] += max(0.0, needed - has)
        return heights

    def _cell(self, place: Place, top: int, heights: Sequence[float]) -> Iterator[Item]:
        """What of the place stands in grid row ``top``: its frame there, and its text in the row where it begins."""
        left, right = self._edges[place.left], self._edges[place.right]
        height = heights[top]
        if place.role == "block" and self._tables.block_colour:
            yield Shade(left, 0, right, height, f"#{self._tables.block_colour}")
        yield Rule(left, 0, left, height)
        yield Rule(right, 0, right, height)
        if top == place.top:
            yield Rule(left, 0, right, 0)
            yield from self._text(place, left, right, sum(heights[place.top : place.bottom]))
        if top == place.bottom - 1:
            yield Rule(left, height, right, height)

    def _text(self, place: Place, left: float, right: float, height: float) -> Iterator[Words]:
        size = self._size(place)
        face, pitch = self._face(size), LINE * size
        lines = self._lines(place)
        y = (height - pitch * len(lines)) / 2
        is_upright = self._room(place) < 2 * size
        for line in lines:
            if self._is_label(place) and not is_upright:
                x = left + (self._tables.margin_mm + self._tables.label_indent_mm) * PT_PER_MM
            else:
                x = (left + right - face.width(line)) / 2
            yield from face.words(line, x, y + _base(pitch, face))
            y += pitch


def _base(pitch: float, face: Face) -> float:
    """Where the base line lies in a line of ``pitch``."""
    return (pitch - face.size) / 2 + TALL * face.size


def _groups(settings: Iterator[_Setting]) -> Iterator[list[_Setting]]:
    """Runs that stay on one page: each kept with the next."""
    group: list[_Setting] = []
    for each in settings:
        group.append(each)
        if not each.keep:
            yield group
            group = []
    if group:
        yield group


def _moved(item: Item, down: float) -> Item:
    if isinstance(item, Words):
        return Words(item.x, item.base + down, item.text, item.font)
    if isinstance(item, Rule):
        return Rule(item.left, item.top + down, item.right, item.bottom + down)
    return Shade(item.left, item.top + down, item.right, item.bottom + down, item.colour)
