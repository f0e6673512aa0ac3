"""Reads a written file back and says what in it is not as in the report. Nothing counts as exported before that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path

from export.document import compose, one_line, paragraphs, printed_figures
from export.excel import pieces
from model.differing import shared
from model.edition import PREFACE, Edition
from model.report import Report
from model.tables import Cell

KEEPS_PLACES = (".xlsx", ".json")
"""Files with a place of its own for each text; in the others the reader knows title or signature by their wording."""


def differences(report: Report, edition: Edition, path: Path, editions: Mapping[str, Edition]) -> tuple[str, ...]:
    """A sentence for each figure, fact or paragraph that reads from the file at ``path`` other than it should.

    Raises:
        UserFacingError: the file cannot be read at all.
    """
    from model.importing import import_report

    imported = import_report(path, editions)
    read = imported.report
    if read.edition != edition.id:
        return (f"格式版本：应为“{edition.id}”，读回是“{read.edition}”",)
    left_over = [_squeezed(line) for note in imported.notes for line in note.raw.splitlines()]
    kind = path.suffix.lower()
    return (
        *_facts(report, read, kind),
        *_figures(report, edition, read, left_over),
        *_words(report, edition, read, kind, left_over),
    )


def _facts(report: Report, read: Report, kind: str) -> Iterator[str]:
    """Organ and year. In a document they stand in the title, and are compared with it; where a file has none, the
    reader may still gather them from its words or its name."""
    if kind in KEEPS_PLACES:
        for key, name in (("organ", "机关名称"), ("year", "年度")):
            want, got = one_line(report.texts.get(key, "")), one_line(read.texts.get(key, ""))
            if want and _squeezed(want) != _squeezed(got):
                yield _sentence(name, want, got)


def _words(report: Report, edition: Edition, read: Report, kind: str, left_over: Sequence[str]) -> tuple[str, ...]:
    wanted, found = _lines(report, edition, kind), _lines(read, edition, kind)
    if not any(wanted["标题"]) and not read.title:
        found = {**found, "标题": ("",)}  # made of an organ and a year that the reader gathered
    said = tuple(_differing(wanted, found))
    if not said or kind in KEEPS_PLACES:
        return said
    return () if _same_flow(_flow(wanted), _flow(found), left_over) else said


def _lines(report: Report, edition: Edition, kind: str) -> Mapping[str, tuple[str, ...]]:
    """What is printed apart from the tables, in the order of print: name -> lines."""
    document = compose(report, edition)
    found: dict[str, tuple[str, ...]] = {"标题": (document.title,)}
    for key in edition.text_keys:
        name = "前言" if key == PREFACE else edition.section(key).title
        lines = paragraphs(report.texts.get(key, ""))
        if kind == ".xlsx":
            lines = tuple(piece.strip() for each in lines for piece in pieces(each))
        found[name] = lines
    return found | {"落款": (document.signature,), "成文日期": (document.date,)}


def _differing(wanted: Mapping[str, tuple[str, ...]], found: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, lines in wanted.items():
        is_one = name in ("标题", "落款", "成文日期")
        for number, (want, got) in enumerate(zip_longest(lines, found[name], fillvalue=""), start=1):
            if _squeezed(want) != _squeezed(got) if is_one else want.split() != got.split():
                yield _sentence(name if is_one else f"{name} 第 {number} 段", want, got)


def _flow(lines: Mapping[str, tuple[str, ...]]) -> str:
    return "".join(_squeezed(line) for each in lines.values() for line in each)


def _same_flow(wanted: str, found: str, left_over: Sequence[str]) -> bool:
    """Whether the words agree in the order of print, but for those that the reader says it left over.

    A document does not tell which line is title, preface or signature: where the reader takes one for another, the
    file is right all the same, and is not refused.
    """
    spare = [line for line in left_over if line]
    while True:
        same = shared(wanted, found)[0]
        wanted, found = wanted[same:], found[same:]
        skipped = next((line for line in spare if wanted.startswith(line)), "")
        if not skipped:
            return wanted == found
        spare.remove(skipped)
        wanted = wanted.removeprefix(skipped)


def _figures(report: Report, edition: Edition, read: Report, left_over: Sequence[str]) -> Iterator[str]:
    """What stands in a figure's place and is no figure may be left over by the reader, if it says so."""
    wanted, totalled = printed_figures(report, edition), printed_figures(read, edition)
    read = _word_for_word(read, report.unread)
    found = printed_figures(read, edition)
    for cell in edition.cells:
        want = wanted[cell]
        got = want if cell in edition.totals and totalled[cell] == want else found[cell]
        if cell in report.unread and not got and _squeezed(want) in left_over:
            continue
        is_raw = cell in report.unread or cell in read.unread
        if _squeezed(want) != _squeezed(got) and (is_raw or not _same_number(want, got)):
            yield _sentence(f"{edition.table(cell.table).name} {edition.name_of(cell)}", want, got)
        elif (cell in report.unread) != (cell in read.unread) and want:
            yield f"{edition.table(cell.table).name} {edition.name_of(cell)}：“{want}”读回后不再是原来的含义"


def _word_for_word(read: Report, unread: Mapping[Cell, str]) -> Report:
    """``read`` without the 5 that today's reader takes from ``5（其中修订3件）``, where that was not read before."""
    again = {
        cell: read.origins[cell].raw
        for cell, raw in unread.items()
        if cell in read.figures
        and "（" in raw.replace("(", "（")
        and _squeezed(read.origins[cell].raw) == _squeezed(raw)
    }
    figures = {cell: figure for cell, figure in read.figures.items() if cell not in again}
    return replace(read, figures=figures, unread={**read.unread, **again})


def _same_number(one: str, other: str) -> bool:
    """``3.50`` and ``3.5`` are one amount."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _sentence(name: str, want: str, got: str) -> str:
    """Long texts from shortly before the first character that differs."""
    start, _ = shared(want, got)
    return f"{name}：应为{_excerpt(want, start)}，读回是{_excerpt(got, start)}"


def _excerpt(text: str, start: int) -> str:
    if not text:
        return "空白"
    begin = max(0, start - 8) if len(text) > 40 else 0
    cut = text[begin : begin + 40]
    return f"“{'…' * (begin > 0)}{cut}{'…' * (begin + len(cut) < len(text))}”"
