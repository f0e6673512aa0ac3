"""Page and type sizes of the official layout, read from ``resources/layout.toml``; every length names its unit."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from model.form.schema import EditionError, built, entries_of, require_unique
from model.form.tables import Table

FORMAT = 1
PT_PER_MM = 72 / 25.4
UNIT_TABLE_PT = 10.5
"""Of a table in the text, as of those of the form."""
UNIT_ROW_MM = 6.0


@dataclass(frozen=True)
class Page:
    """The page: its size and margins, lines per page and characters per line."""

    width_mm: float
    height_mm: float
    top_mm: float
    left_mm: float
    right_mm: float
    bottom_mm: float
    lines: int
    line_characters: int

    @property
    def text_width_mm(self) -> float:
        """The width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True)
class TitleType:
    """Font and spacing of the title; ``after_pt`` is the space below it."""

    font: str
    size_pt: float
    line_pt: float
    after_pt: float


@dataclass(frozen=True)
class BodyType:
    """Font of the body text, its line pitch and first-line indent."""

    font: str
    size_pt: float
    line_pt: float
    indent_characters: float


@dataclass(frozen=True)
class HeadingTypes:
    """One font for each level, the section's first."""

    fonts: tuple[str, ...]


@dataclass(frozen=True)
class Latin:
    """The font of Latin letters and digits."""

    font: str


@dataclass(frozen=True)
class PageNumber:
    """Font and position of page numbers; ``from_edge_mm`` is measured from the bottom edge of the page."""

    font: str
    size_pt: float
    indent_characters: float
    from_edge_mm: float


@dataclass(frozen=True)
class Signature:
    """Indent of signature and date, and the blank lines above them."""

    indent_characters: float
    before_lines: float


@dataclass(frozen=True)
class TableLayout:
    """Layout of one table: its column widths, and the minimum row height."""

    table: str
    size_pt: float
    row_mm: float
    one_page: bool
    widths_mm: tuple[float, ...]


@dataclass(frozen=True)
class TableType:
    """Font and spacing of the tables; the last ``kept_rows`` rows of a table stay on one page."""

    font: str
    border_pt: float
    margin_mm: float
    label_indent_mm: float
    block_colour: str
    """Empty: block titles are not shaded."""
    kept_rows: int
    grids: tuple[TableLayout, ...]


@dataclass(frozen=True)
class Choices:
    """Overrides of ``layout.toml`` chosen by an office."""

    line_pt: float = 0.0
    """Line pitch of the body; 0 for that of the file."""
    latin_as_body: bool = False
    """Digits and Latin letters in the font of the body."""
    shaded: bool = True
    """Block titles shaded as in the file; otherwise unshaded."""
    title_font: str = ""
    """Empty, here and below: the font of the file."""
    body_font: str = ""
    heading_font: str = ""
    """Of the first level of headings."""
    subheading_font: str = ""
    """Of the second level; the others have the font of the body."""


@dataclass(frozen=True)
class Layout:
    """The whole of ``layout.toml``."""

    format: int
    page: Page
    title: TitleType
    body: BodyType
    headings: HeadingTypes
    latin: Latin
    page_number: PageNumber
    signature: Signature
    tables: TableType

    @cached_property
    def title_characters(self) -> int:
        """Characters of the title per line."""
        return int(self.page.text_width_mm * PT_PER_MM / self.title.size_pt)

    def grid(self, table: Table) -> TableLayout:
        """The layout of ``table``; derived from the lengths of its texts where the file states none."""
        for grid in self.tables.grids:
            if grid.table == table.id and len(grid.widths_mm) == table.width:
                return grid
        return TableLayout(table.id, 9.0, 6.0, False, _widths_by_wording(table, self.page.text_width_mm))


def load_layout(path: Path, choices: Choices = Choices()) -> Layout:
    """The layout in the file at ``path``, with the overrides of ``choices``.

    Raises:
        EditionError: naming the file and the entry that is wrong.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0  # reading it gives the reason
    return _chosen(_read(path, changed), choices)


@lru_cache(maxsize=4)  # by the time of its last change: every export, preview and dialog asks for it
def _read(path: Path, changed: int) -> Layout:  # noqa: ARG001
    entries = entries_of(path, FORMAT)
    layout = built(Layout, _with_lengths(entries), path.name)
    _vet(layout, path.name)
    return layout


def _chosen(layout: Layout, choices: Choices) -> Layout:
    line_pt = choices.line_pt or layout.body.line_pt
    # below the title one line of the body is left free, however high that is
    after_pt = layout.title.after_pt + line_pt - layout.body.line_pt
    body = replace(layout.body, line_pt=line_pt, font=choices.body_font or layout.body.font)
    first, second, *deeper = layout.headings.fonts
    deeper = [choices.body_font or each for each in deeper]
    return replace(
        layout,
        title=replace(layout.title, after_pt=after_pt, font=choices.title_font or layout.title.font),
        body=body,
        headings=HeadingTypes((choices.heading_font or first, choices.subheading_font or second, *deeper)),
        latin=Latin(body.font) if choices.latin_as_body else layout.latin,
        tables=layout.tables if choices.shaded else replace(layout.tables, block_colour=""),
    )


def _with_lengths(entry: object, key: str = "") -> object:
    """Lengths as ``float``: the file may state 28 or 28.0."""
    if isinstance(entry, dict):
        return {name: _with_lengths(value, name) for name, value in entry.items()}
    if isinstance(entry, list):
        return [_with_lengths(value, key) for value in entry]
    is_length = key.endswith(("_mm", "_pt", "indent_characters", "_lines"))
    return float(entry) if is_length and type(entry) is int else entry


def _vet(layout: Layout, where: str) -> None:
    """Raises: EditionError: the sizes contradict each other."""
    page, tables = layout.page, layout.tables
    if page.text_width_mm <= 0 or page.top_mm + page.bottom_mm >= page.height_mm:
        raise EditionError(f"{where}：page：页边距比纸还大")
    if page.lines < 1 or page.line_characters < 1:
        raise EditionError(f"{where}：page：lines 和 line_characters 应为正整数")
    if len(layout.headings.fonts) != 4:
        raise EditionError(f"{where}：headings：fonts 应有四级标题的四个字体，实为 {len(layout.headings.fonts)} 个")
    sizes = (layout.title.size_pt, layout.body.size_pt, layout.page_number.size_pt, layout.body.line_pt)
    if min(*sizes, *(grid.size_pt for grid in tables.grids)) <= 0:
        raise EditionError(f"{where}：字号和行距应大于 0")
    if not re.fullmatch(r"(?:[0-9A-Fa-f]{6})?", tables.block_colour):
        raise EditionError(f"{where}：tables：block_colour 应为 RRGGBB，实为 {tables.block_colour!r}")
    require_unique(where, "tables.grids", [f"{grid.table}（{len(grid.widths_mm)} 列）" for grid in tables.grids])
    for grid in tables.grids:
        if min(grid.widths_mm, default=0) <= 0 or sum(grid.widths_mm) > page.text_width_mm + 0.5:
            raise EditionError(
                f"{where}：tables.grids {grid.table}：widths_mm 之和应在版心 {page.text_width_mm:g} mm 内"
            )


def _widths_by_wording(table: Table, whole_mm: float) -> tuple[float, ...]:
    """Columns share the width by the longest text of each, within limits; texts that span columns do not count."""
    weights = [3.0] * table.width
    for place in table.places:
        if place.wide == 1:
            weights[place.left] = max(weights[place.left], min(12.0, len(place.text)))
    return tuple(whole_mm * weight / sum(weights) for weight in weights)
