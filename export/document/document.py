"""A report as the official document, independent of file formats: the only place that decides its wording and order."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from model.form.edition import PREFACE, Edition, Section
from model.form.figures import show_figure
from model.form.tables import Cell, Place, Table
from model.form.tables_in_text import Row, figure_columns, line_of, tables_in
from model.report.derived_totals import shown
from model.report.prompts import as_written
from model.report.report import Fact, Report
from model.report.sample import title_of

ONE_LINE = 26
"""Most characters of a heading on its own line: 28 per line less the indent of two."""
LONGEST_LEAD = 40
"""Characters; a longer first sentence is not a heading, even if it begins with a number."""

_LEVELS = (
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)")),
    (4, re.compile(r"[（(][0-9０-９]{1,2}[）)]")),
)


@dataclass(frozen=True)
class Heading:
    """A line that is a heading as a whole. ``level`` 1 is a section, 2 ``（一）``, 3 ``1.``, 4 ``（1）``."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a section. The first ``lead`` characters are a run-in heading of ``level``; 0 is none."""

    text: str
    level: int = 0
    lead: int = 0


@dataclass(frozen=True)
class PrintedTable:
    """A statutory table with the text of each of its figure cells; empty for a blank."""

    table: Table
    figures: Mapping[Cell, str]

    def text_at(self, place: Place) -> str:
        """The text printed at the position: a label, or a figure; blank for a blank cell."""
        return place.text if place.cell is None else self.figures[place.cell]

    @cached_property
    def rows(self) -> tuple[tuple[Place, ...], ...]:
        """Grid row by grid row, the places that begin there from left to right."""
        rows: list[list[Place]] = [[] for _ in range(self.table.height)]
        for place in sorted(self.table.places, key=lambda place: place.left):
            rows[place.top].append(place)
        return tuple(map(tuple, rows))

    @cached_property
    def head_rows(self) -> int:
        """How many rows at the top are heads only, and repeat on the next page; none where a block title begins."""
        height = 0
        for row in self.rows:
            if any(place.role not in ("head", "note") for place in row):
                break
            height += 1
        return height


@dataclass(frozen=True)
class UnitTable:
    """A table in the text of a section: its head, then a row a unit; a blank cell is empty."""

    rows: tuple[Row, ...]

    @cached_property
    def figure_columns(self) -> frozenset[int]:
        """The columns that hold figures only."""
        return figure_columns(self.rows)

    def widths(self, whole: float) -> tuple[float, ...]:
        """The widths of the columns, together ``whole``: names need more than words, and words more than figures."""
        weights = [3, *(1 if column in self.figure_columns else 2 for column in range(1, len(self.rows[0])))]
        return tuple(whole * weight / sum(weights) for weight in weights)

    @property
    def lines(self) -> Iterator[str]:
        """The rows as they stand in the text."""
        return map(line_of, self.rows)


Words = Heading | Paragraph | UnitTable
"""What the text of a section is printed as."""
Block = Words | PrintedTable


@dataclass(frozen=True)
class DocumentSection:
    """``key`` is the edition's; ``blocks`` come without the section's own heading."""

    key: str
    heading: Heading
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """The printed document from top to bottom. Empty texts are not printed and leave no gap."""

    title: str
    organ: str
    year: int | None
    preface: tuple[Words, ...]
    sections: tuple[DocumentSection, ...]
    signature: str
    date: str

    def blocks(self) -> Iterator[Block]:
        """Everything between title and signature in reading order."""
        yield from self.preface
        for section in self.sections:
            yield section.heading
            yield from section.blocks

    def tables(self) -> tuple[PrintedTable, ...]:
        """The statutory tables in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, PrintedTable))


def compose(report: Report, edition: Edition) -> Document:
    """The printed document of ``report``, in the wording of ``edition``."""
    report = as_written(report, edition)
    title = title_of(report, edition)
    figures = printed_figures(report, edition)
    return Document(
        title=one_line(title),
        organ=one_line(report.organ),
        year=report.year,
        preface=_worded(report, PREFACE),
        sections=tuple(_section(section, report, edition, figures) for section in edition.sections),
        signature=one_line(report.facts.get(Fact.SIGNATURE, "")),
        date=printed_date(report.facts.get(Fact.DATE, "")),
    )


def printed_figures(report: Report, edition: Edition) -> dict[Cell, str]:
    """Every cell's printed text. Unread text is printed unchanged, so that nothing is lost."""
    figures = shown(report, edition).figures
    return {
        cell: one_line(report.unread[cell]) if cell in report.unread else show_figure(figures.get(cell))
        for cell in edition.cells
    }


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, without the white space around them: indents are the layout's. None are empty."""
    return tuple(line for each in text.splitlines() if (line := printable(each).strip()))


def one_line(text: str) -> str:
    """``text`` on one line."""
    return " ".join(paragraphs(text))


def printable(text: str) -> str:
    """``text`` without the characters that no document may hold: controls, halves of pairs, non-characters."""
    if text.isprintable():
        return text
    return "".join(ch for ch in text if ch == "\t" or not _forbidden(ch))


def _forbidden(ch: str) -> bool:
    return unicodedata.category(ch) in ("Cc", "Cs") or ord(ch) & 0xFFFE == 0xFFFE


def printed_date(text: str) -> str:
    """The date in Arabic numerals without leading zeros, as GB/T 9704 requires; any other text unchanged."""
    date = one_line(text)
    match = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", date)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else date


def _section(section: Section, report: Report, edition: Edition, figures: Mapping[Cell, str]) -> DocumentSection:
    table = edition.table_of_section(section.key)
    blocks: tuple[Block, ...] = _worded(report, section.key)
    if table is not None:
        blocks = (*blocks, PrintedTable(table, {cell: figures[cell] for cell in table.cells}))
    return DocumentSection(section.key, Heading(section.title, 1), blocks)


def _worded(report: Report, key: str) -> tuple[Words, ...]:
    lines = paragraphs(report.texts.get(key, ""))
    found: list[Words] = []
    at = 0
    for table in tables_in("\n".join(lines)):
        found += [*map(_numbered, lines[at : table.first]), UnitTable(table.rows)]
        at = table.end
    return (*found, *map(_numbered, lines[at:]))


def _numbered(text: str) -> Heading | Paragraph:
    """Classifies a paragraph by its leading number: a heading, a paragraph with a run-in heading, or plain text."""
    level = next((level for level, number in _LEVELS if number.match(text)), 0)
    if not level:
        return Paragraph(text)
    sentence = text.find("。") + 1 or len(text)
    if sentence == len(text):
        return Heading(text, level) if len(text) <= ONE_LINE else Paragraph(text)
    return Paragraph(text, level, sentence) if sentence <= LONGEST_LEAD else Paragraph(text)
