"""Compares the texts of a report with those read back from a file: title, paragraphs, signature and date."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from export.document.document import Document, compose, paragraphs
from export.writers.xlsx.workbook import pieces
from model.form.edition import PREFACE, Edition
from model.form.tables import Cell
from model.narrative.text_diff import shared
from model.report.prompts import without_prompts
from model.report.report import Report

if TYPE_CHECKING:
    from model.importing import Imported

KEEPS_PLACES = ("xlsx", "json")
"""Containers with a separate field for each text; in the others the importer recognises texts by their wording.
"""
TITLE, SIGNATURE, DATE = "标题", "落款", "成文日期"
SHOWN = 40
"""Characters of a long text that a message quotes."""

Lines = Mapping[str, tuple[str, ...]]
"""Name of a position -> its lines, in printed order."""


def without_spaces(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


def excerpts(want: str, got: str) -> tuple[str, str]:
    """Both texts as they are quoted: long ones from shortly before the first character that differs."""
    start, _ = shared(want, got)
    return _excerpt(want, start), _excerpt(got, start)


def text_name(key: str, edition: Edition) -> str:
    """The name of the text ``key`` as shown to a person."""
    return "前言" if key == PREFACE else edition.section(key).title


def text_differences(
    report: Report, document: Document, edition: Edition, imported: "Imported"
) -> tuple[tuple[str, str, str], ...]:
    """(place, expected, found) for each text that differs."""
    container, read = imported.container, imported.report
    wanted = _lines(report, document, document.title, edition, container)
    found = _lines(read, compose(read, edition), imported.stated.title, edition, container)
    differing = tuple(_differing(wanted, found))
    if not differing or container in KEEPS_PLACES:
        return differing
    if container == "pdf":  # paragraph ends are guessed from the length of the last line, and are not certain
        kept_apart: tuple[str, ...] = ()
    else:
        first, last = text_name(PREFACE, edition), text_name(edition.text_keys[-1], edition)
        # the importer may read a line as title, preface or signature, and join or split it for that
        at_head = () if wanted[TITLE] != found[TITLE] else (TITLE, first)
        at_end = () if wanted[SIGNATURE] != found[SIGNATURE] or wanted[DATE] != found[DATE] else (last, SIGNATURE, DATE)
        kept_apart = (
            *at_head,
            *(name for name in wanted if name not in (TITLE, first, last, SIGNATURE, DATE)),
            *at_end,
        )
    flows = _flow(wanted, kept_apart), _flow(found, kept_apart)
    return () if _same_flow(*flows, left_over_lines(imported)) else differing


def left_over_lines(imported: "Imported") -> tuple[str, ...]:
    """The texts of the file that the importer could not assign, line by line and without white space."""
    return tuple(line for note in imported.notes for each in note.raw.splitlines() if (line := without_spaces(each)))


def unexpected_texts(
    document: Document, edition: Edition, cells: Mapping[Cell, str], imported: "Imported"
) -> Iterator[str]:
    """Texts of the file that the importer could not assign and that occur neither in the report nor in the form."""
    words = [document.title, document.signature, document.date]
    words += [block.text for block in document.blocks() if hasattr(block, "text")]
    printed = [place.text for table in edition.tables for place in table.places]
    known = [without_spaces(text) for text in (*words, *printed, *cells.values())]
    for note in imported.notes:
        if note.cell is not None:
            continue  # the text of a cell, which is compared as such
        for line in note.raw.splitlines():
            for part in filter(None, map(str.strip, line.split(" | "))):
                if not any(without_spaces(part) in each for each in known):
                    yield part if len(part) <= SHOWN else f"{part[:SHOWN]}…"


def _lines(report: Report, document: Document, title: str, edition: Edition, container: str) -> Lines:
    """The printed texts except tables and headings."""
    found: dict[str, tuple[str, ...]] = {TITLE: (title,)}
    for key in edition.text_keys:
        text = report.texts.get(key, "")
        lines = paragraphs(text if container == "json" else without_prompts(text, edition))
        if container == "xlsx":
            lines = tuple(piece.strip() for each in lines for piece in pieces(each))
        found[text_name(key, edition)] = lines
    return found | {SIGNATURE: (document.signature,), DATE: (document.date,)}


def _differing(wanted: Lines, found: Lines) -> Iterator[tuple[str, str, str]]:
    for name, lines in wanted.items():
        is_one = name in (TITLE, SIGNATURE, DATE)
        for number, (want, got) in enumerate(zip_longest(lines, found[name], fillvalue=""), start=1):
            if without_spaces(want) != without_spaces(got) if is_one else want.split() != got.split():
                yield name if is_one else f"{name} 第 {number} 段", want, got


def _flow(lines: Lines, kept_apart: Sequence[str]) -> str:
    """The text in printed order; paragraph ends are kept only at the positions ``kept_apart``."""
    found = ""
    for name, each in lines.items():
        end = "\n" if name in kept_apart else ""
        found += "".join(f"{without_spaces(line)}{end}" for line in each if line)
    return found


def _same_flow(wanted: str, found: str, left_over: Sequence[str]) -> bool:
    """Whether the texts agree in printed order, except lines that the importer reported as unassigned.

    A document does not mark which line is title, preface or signature: a file is not refused because the importer
    confuses them.
    """
    spare = list(left_over)
    while wanted != found:
        same = shared(wanted, found)[0]
        for line in spare:
            # the unassigned line may begin with the same characters as the one that follows it
            begin = wanted.find(line, max(0, same - len(line)), same + len(line))
            if begin >= 0:
                break
        else:
            return False
        spare.remove(line)
        rest = wanted[begin + len(line) :]
        is_whole_line = begin == 0 or wanted[begin - 1] == "\n"
        wanted = wanted[:begin] + (rest.removeprefix("\n") if is_whole_line else rest)
    return True


def _excerpt(text: str, start: int) -> str:
    if not text:
        return "空白"
    begin = max(0, start - 8) if len(text) > SHOWN else 0
    cut = text[begin : begin + SHOWN]
    return f"“{'…' * (begin > 0)}{cut}{'…' * (begin + len(cut) < len(text))}”"
