"""Reads a written file back and compares it with the report; an export fails unless the two agree.

:func:`compare` is a pure function of what the file must state and what the importer read from it; :func:`differences`
reads the file first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from export.document.document import Document, compose, one_line, printed_figures
from export.read_back_text import (
    KEEPS_PLACES,
    excerpts,
    left_over_lines,
    text_differences,
    text_name,
    unexpected_texts,
    without_spaces,
)
from model.form.edition import Edition
from model.form.tables import Cell
from model.report import organ
from model.report.report import FACT_NAMES, Fact, Report

if TYPE_CHECKING:
    from model.importing import Imported


class Kind(StrEnum):
    """The kind of a difference."""

    EDITION = "edition"
    FACT = "fact"
    """Organ, year, kind or level, in a file with a separate field for each."""
    FIGURE = "figure"
    """A cell has another text; totals included."""
    NO_PLACE = "no place"
    """The file has no such cell, row or table."""
    MEANING = "meaning"
    """The same text, but read as a figure where the report has unread text, or vice versa."""
    REPEATED = "repeated"
    """The file contains the table more than once."""
    TEXT = "text"
    """Title, a paragraph, signature or date."""
    HEADING = "heading"
    EXTRA = "extra"
    """The file contains text that is not in the report."""
    DRAFT = "draft"
    """What only the program's own file keeps: reasons, remarks, links, marks to be checked, last year's report."""


@dataclass(frozen=True)
class ReadBackDifference:
    """``where`` is the position as shown to a person, ``sentence`` the full message: position, expected, found."""

    kind: Kind
    where: str
    sentence: str
    is_blank: bool = False
    """The report is blank at this position, so that nothing of it is lost."""

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Expected:
    """What a file of the report must state."""

    report: Report
    edition: Edition
    document: Document
    cells: Mapping[Cell, str]
    """The text of every cell as it is printed, totals included."""
    last_year: "Expected | None" = None
    """The report of the year before, which only ``.json`` carries."""


def expected(report: Report, editions: Mapping[str, Edition], last_year: Report | None = None) -> Expected:
    """What a file of ``report`` must state; with ``last_year`` where the file includes that report, too."""
    edition = editions[report.edition]
    before = expected(last_year, editions) if last_year is not None else None
    return Expected(report, edition, compose(report, edition), printed_figures(report, edition), before)


def differences(
    report: Report, path: Path, editions: Mapping[str, Edition], last_year: Report | None = None
) -> tuple[ReadBackDifference, ...]:
    """The differences between ``report`` and the file at ``path``; pass ``last_year`` for ``.json``, which includes it.

    Raises:
        UserFacingError: the file cannot be read at all.
    """
    from model.importing import import_report

    return compare(expected(report, editions, last_year), import_report(path, editions))


def compare(wanted: Expected, imported: "Imported") -> tuple[ReadBackDifference, ...]:
    """Every difference between what a file must state and what was read from it, in the order of the report."""
    if imported.report.edition != wanted.edition.id:
        return (_text(Kind.EDITION, "格式版本", wanted.edition.id, imported.report.edition),)
    return (
        *_facts(wanted, imported),
        *_cells(wanted, imported),
        *_tables(wanted, imported),
        *_words(wanted, imported),
        *_draft(wanted, imported),
    )


def _facts(wanted: Expected, imported: "Imported") -> Iterator[ReadBackDifference]:
    """Only for containers with separate fields: in documents organ and year are part of the title and compared with
    it; without a title the importer may take them from the text or the file name."""
    if imported.container not in KEEPS_PLACES:
        return
    for key, name, known in (
        (Fact.ORGAN, "机关名称", None),
        (Fact.YEAR, "年度", None),
        (Fact.KIND, "机关类别", organ.KINDS),
        (Fact.LEVEL, "机关层级", organ.LEVELS),
    ):
        want, got = (one_line(each.facts.get(key, "")) for each in (wanted.report, imported.report))
        if (known is None or want in known or got) and without_spaces(want) != without_spaces(got):
            yield _text(Kind.FACT, name, want, got)


def _cells(wanted: Expected, imported: "Imported") -> Iterator[ReadBackDifference]:
    read, stated = imported.report, imported.stated.cells
    left_over = set(left_over_lines(imported))
    missing: list[Cell] = []
    for cell in wanted.edition.cells:
        want = wanted.cells[cell]
        where = _name(cell, wanted.edition)
        if cell not in stated:
            if not _is_left_over(cell, wanted, left_over):
                missing.append(cell)
            continue
        got = stated[cell]
        is_raw = cell in wanted.report.unread or cell in read.unread
        if without_spaces(want) != without_spaces(got) and (is_raw or not _same_number(want, got)):
            yield _text(Kind.FIGURE, where, want, got)
        elif want and not _means_the_same(cell, wanted, read):
            yield ReadBackDifference(Kind.MEANING, where, f"{where}：“{want}”读回后不再是原来的含义")
    yield from _without_place(missing, wanted)


def _is_left_over(cell: Cell, wanted: Expected, left_over: set[str]) -> bool:
    """The importer skips a row with unexpected text in a figure cell and adds a note: the text is then known to be in
    the file, and the other cells of the row are blank in the report too."""
    unread = wanted.report.unread
    if cell in unread:
        return without_spaces(wanted.cells[cell]) in left_over
    beside = [each for each in unread if (each.table, each.row) == (cell.table, cell.row)]
    return not wanted.cells[cell] and any(without_spaces(wanted.cells[each]) in left_over for each in beside)


def _means_the_same(cell: Cell, wanted: Expected, read: Report) -> bool:
    raw = wanted.report.unread.get(cell)
    if (raw is not None) == (cell in read.unread):
        return True
    if raw is None:
        return False
    # drafts of earlier versions store “5（其中修订3件）” as text, which the importer now reads as 5
    is_figure_with_remark = cell in read.figures and "（" in raw.replace("(", "（")
    is_blank_total = cell in wanted.edition.totals and raw.strip() in ("", *wanted.edition.blank_marks)
    return is_figure_with_remark or is_blank_total


def _without_place(missing: list[Cell], wanted: Expected) -> Iterator[ReadBackDifference]:
    """One difference for each missing table, else for each missing row, else for each missing cell."""
    edition = wanted.edition
    absent = set(missing)
    for table_id, of_table in groupby(missing, key=lambda cell: cell.table):
        table, cells = edition.table(table_id), list(of_table)
        if absent >= set(table.cells):
            yield _no_place(table.name, "文件里没有找到这张表", cells, wanted)
            continue
        for row_id, of_row in groupby(cells, key=lambda cell: cell.row):
            in_row = list(of_row)
            if len(in_row) > 1 and absent >= {cell for cell in table.cells if cell.row == row_id}:
                yield _no_place(f"{table.name}“{table.row(row_id).name}”", "文件里没有找到这一行", in_row, wanted)
                continue
            for cell in in_row:
                want = wanted.cells[cell]
                should = f"应为“{want}”，" if want else ""
                yield _no_place(_name(cell, edition), f"{should}文件里没有找到这一格", [cell], wanted)


def _no_place(where: str, problem: str, cells: list[Cell], wanted: Expected) -> ReadBackDifference:
    return ReadBackDifference(
        Kind.NO_PLACE, where, f"{where}：{problem}", not any(wanted.cells[cell] for cell in cells)
    )


def _tables(wanted: Expected, imported: "Imported") -> Iterator[ReadBackDifference]:
    for table_id in imported.stated.repeated:
        name = wanted.edition.table(table_id).name
        yield ReadBackDifference(Kind.REPEATED, name, f"{name}：文件里不止一张，应只有一张")


def _words(wanted: Expected, imported: "Imported") -> Iterator[ReadBackDifference]:
    for where, want, got in text_differences(wanted.report, wanted.document, wanted.edition, imported):
        yield _text(Kind.TEXT, where, want, got)
    for title in _missing_headings(wanted, imported):
        yield ReadBackDifference(Kind.HEADING, title, f"“{title}”：文件里没有找到这一部分的标题")
    for text in unexpected_texts(wanted.document, wanted.edition, wanted.cells, imported):
        yield ReadBackDifference(Kind.EXTRA, "", f"文件里多出“{text}”，年报里没有")


def _missing_headings(wanted: Expected, imported: "Imported") -> Iterator[str]:
    """Containers with a field for each text must list all text sections; tables are compared separately."""
    there = {without_spaces(each) for each in imported.stated.headings}
    for section in wanted.document.sections:
        is_listed = section.key in wanted.edition.text_keys or imported.container not in KEEPS_PLACES
        if is_listed and without_spaces(section.heading.text) not in there:
            yield section.heading.text


def _draft(wanted: Expected, imported: "Imported") -> Iterator[ReadBackDifference]:
    if imported.container != "json":
        return
    report, read = wanted.report, imported.report
    for name, want, got in (
        ("核实说明", report.reasons, read.reasons),
        ("标为与表格无关的数字", report.dismissed, read.dismissed),
        ("批注", report.remarks, read.remarks),
        ("文中待核实的数字", list(report.to_check.values()), list(read.to_check.values())),
        ("文中与表格相连的数字", list(report.links.values()), list(read.links.values())),
        ("原文的标题", report.headings, read.headings),
    ):
        if _kept(want) != _kept(got):
            yield ReadBackDifference(
                Kind.DRAFT, name, f"{name}：读回的与原来的不同（应有 {len(want)} 项，读回 {len(got)} 项）"
            )
    yield from _last_year(wanted, imported)


def _kept(held: object) -> object:
    """``held`` as plain tuples, without lone surrogates, which no file can store."""
    if isinstance(held, str):
        return str(held).encode("utf-8", "ignore").decode()
    if isinstance(held, Mapping):
        return tuple((_kept(key), _kept(value)) for key, value in held.items())
    if isinstance(held, Sequence):
        return tuple(map(_kept, held))
    if is_dataclass(held):
        return tuple(_kept(getattr(held, each.name)) for each in fields(held))
    return held


def _last_year(wanted: Expected, imported: "Imported") -> Iterator[ReadBackDifference]:
    before, read = wanted.last_year, imported.last_year
    name = "上年年报"
    if before is None and read is None:
        return
    if before is None or read is None:
        problem = "文件里没有" if read is None else "文件里有，而这份年报没有"
        yield ReadBackDifference(Kind.DRAFT, name, f"{name}：{problem}")
        return
    if before.edition.id != read.edition:
        yield _text(Kind.DRAFT, f"{name}的格式版本", before.edition.id, read.edition)
        return
    figures = printed_figures(read, before.edition)
    for cell, want in before.cells.items():
        if without_spaces(want) != without_spaces(figures[cell]) and not _same_number(want, figures[cell]):
            yield _text(Kind.DRAFT, f"{name} {_name(cell, before.edition)}", want, figures[cell])
    was, keys = before.report, before.edition.text_keys
    facts = ((FACT_NAMES[each], was.facts.get(each, ""), read.facts.get(each, "")) for each in (Fact.ORGAN, Fact.YEAR))
    texts = ((text_name(key, before.edition), was.texts.get(key, ""), read.texts.get(key, "")) for key in keys)
    for where, want, got in (*facts, *texts):
        if _kept(want) != _kept(got):
            yield _text(Kind.DRAFT, f"{name} {where}", want, got)


def _name(cell: Cell, edition: Edition) -> str:
    return f"{edition.table(cell.table).name} {edition.name_of(cell)}"


def _text(kind: Kind, where: str, want: str, got: str) -> ReadBackDifference:
    should, stands = excerpts(want, got)
    return ReadBackDifference(kind, where, f"{where}：应为{should}，读回是{stands}", not want)


def _same_number(one: str, other: str) -> bool:
    """``3.50`` and ``3.5`` are one amount."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
