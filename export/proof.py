"""Reads a written file back and says what in it is not as in the report. Nothing counts as exported before that."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path

from export.document import compose, paragraphs, printed_date, printed_figures
from export.excel import pieces
from model.edition import PREFACE, Edition
from model.report import Report

KEEPS_FACTS = (".xlsx", ".json")
"""Files with a place of their own for organ and year; in the others only the title tells them."""

_FACTS = {"organ": "机关名称", "year": "年度", "signature": "落款", "date": "成文日期"}


def differences(report: Report, edition: Edition, path: Path, editions: Mapping[str, Edition]) -> tuple[str, ...]:
    """A sentence for each figure, fact or paragraph that reads from the file at ``path`` other than it should.

    Raises:
        UserFacingError: the file cannot be read at all.
    """
    from model.importing import import_report

    read = import_report(path, editions).report
    if read.edition != edition.id:
        return (f"格式版本：应为“{edition.id}”，读回是“{read.edition}”",)
    kind = path.suffix.lower()
    return (
        *_facts(report, edition, read, kind),
        *_figures(report, edition, read),
        *(each for key in edition.text_keys for each in _words(report, edition, read, key, kind)),
    )


def _facts(report: Report, edition: Edition, read: Report, kind: str) -> Iterator[str]:
    wanted, found = compose(report, edition), compose(read, edition)
    if _squeezed(wanted.title) != _squeezed(found.title):
        yield _sentence("标题", wanted.title, found.title)
    told = {"organ", "year"} if kind in KEEPS_FACTS or not report.title else set()
    for key in _FACTS:
        want, got = (printed_date(each.texts.get(key, "")) for each in (report, read))
        if key in ("organ", "year") and (key not in told or not _can_be_told(report, kind)):
            continue
        if _squeezed(want) != _squeezed(got):
            yield _sentence(_FACTS[key], want, got)


def _can_be_told(report: Report, kind: str) -> bool:
    """A title that follows organ and year is printed only when both are known."""
    return kind in KEEPS_FACTS or bool(report.organ and report.year)


def _figures(report: Report, edition: Edition, read: Report) -> Iterator[str]:
    wanted, found = printed_figures(report, edition), printed_figures(read, edition)
    for cell in edition.cells:
        want, got = wanted[cell], found[cell]
        is_raw = cell in report.unread or cell in read.unread
        if _squeezed(want) != _squeezed(got) and (is_raw or not _same_number(want, got)):
            yield _sentence(f"{edition.table(cell.table).name} {edition.name_of(cell)}", want, got)
        elif (cell in report.unread) != (cell in read.unread) and want:
            yield f"{edition.table(cell.table).name} {edition.name_of(cell)}：“{want}”读回后不再是原来的含义"


def _same_number(one: str, other: str) -> bool:
    """``3.50`` and ``3.5`` are one amount."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _words(report: Report, edition: Edition, read: Report, key: str, kind: str) -> Iterator[str]:
    name = "前言" if key == PREFACE else edition.section(key).title
    wanted, found = paragraphs(report.texts.get(key, "")), paragraphs(read.texts.get(key, ""))
    if kind == ".xlsx":
        wanted = tuple(piece.strip() for each in wanted for piece in pieces(each))
    for number, (want, got) in enumerate(zip_longest(wanted, found, fillvalue=""), start=1):
        if " ".join(want.split()) != " ".join(got.split()):
            yield _sentence(f"{name} 第 {number} 段", want, got)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _sentence(name: str, want: str, got: str) -> str:
    """Long texts from shortly before the first character that differs."""
    start = next((at for at, (one, other) in enumerate(zip(want, got, strict=False)) if one != other), 0)
    return f"{name}：应为{_excerpt(want, start)}，读回是{_excerpt(got, start)}"


def _excerpt(text: str, start: int) -> str:
    if not text:
        return "空白"
    begin = max(0, start - 8) if len(text) > 40 else 0
    cut = text[begin : begin + 40]
    return f"“{'…' * (begin > 0)}{cut}{'…' * (begin + len(cut) < len(text))}”"
