"""Find and replace in figures, unread text of cells, and section texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from model.form.edition import PREFACE, Edition
from model.form.figures import Figure, FigureError, plain, show_figure
from model.form.tables import Cell
from model.report.derived_totals import shown
from model.report.edits import Edit, setting_figures
from model.report.positions import with_positions
from model.report.report import Report
from model.report.text_alignment import TextChange


@dataclass(frozen=True)
class Hit:
    """One match: a whole cell, or ``length`` characters from ``start`` of the text ``key``."""

    section: str
    cell: Cell | None = None
    key: str = ""
    start: int = 0
    length: int = 0


def find(text: str, report: Report, edition: Edition) -> tuple[Hit, ...]:
    """All matches in the order of the form. A cell matches only as a whole figure: ``12`` does not find 112."""
    wanted = text.strip()
    if not wanted:
        return ()
    folded = plain(wanted).replace(",", "")
    figures = shown(report, edition).figures
    hits: list[Hit] = []
    for section in (PREFACE, *(each.key for each in edition.sections)):
        if section in edition.text_keys:
            hits += _in_words(wanted, section, report.texts.get(section, ""))
        table = edition.table_of_section(section) if section != PREFACE else None
        for cell in table.cells if table else ():
            raw = report.unread.get(cell, "")
            figure = figures.get(cell)
            if (raw and wanted in raw) or (figure is not None and show_figure(figure) == folded):
                hits.append(Hit(section, cell=cell))
    return tuple(hits)


def first_from(hits: Sequence[Hit], here: Hit, edition: Edition) -> int:
    """The index of the first hit at or after ``here`` in the order of the form; 0 (wrap around) if there is none."""
    sections = [PREFACE, *(each.key for each in edition.sections)]
    order = {cell: number for number, cell in enumerate(edition.cells)}

    def place(hit: Hit) -> tuple[int, int, int]:
        section = sections.index(hit.section) if hit.section in sections else -1
        return (section, 0, hit.start) if hit.cell is None else (section, 1, order[hit.cell])

    return next((number for number, hit in enumerate(hits) if place(hit) >= place(here)), 0)


def _in_words(wanted: str, key: str, words: str) -> Iterator[Hit]:
    whole_number = wanted.isascii() and wanted.isdigit()
    pattern = rf"(?<![\d.]){wanted}(?![\d.]|\.\d)" if whole_number else re.escape(wanted)
    for match in re.finditer(pattern, words, re.IGNORECASE):
        yield Hit(key, key=key, start=match.start(), length=match.end() - match.start())


def replacing(hits: Iterable[Hit], text: str, report: Report, edition: Edition) -> tuple[Edit, int]:
    """(one edit for all hits, number of hits left unchanged).

    Derived totals are not replaced, nor are cells if ``text`` is not a figure of their kind.
    """
    figures: dict[Cell, Figure | None] = {}
    texts: dict[str, str] = {}
    left_alone = 0
    by_key: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.cell is None:
            by_key.setdefault(hit.key, []).append(hit)
            continue
        if hit.cell in edition.totals and hit.cell not in report.figures:
            left_alone += 1
            continue
        try:
            figures[hit.cell] = edition.read(hit.cell, text)
        except FigureError:
            left_alone += 1
    changes: dict[str, tuple[TextChange, ...]] = {}
    for key, places in by_key.items():
        last_first = sorted(places, key=lambda each: each.start, reverse=True)
        changes[key] = tuple(TextChange(hit.start, hit.start + hit.length, text) for hit in last_first)
        words = report.texts.get(key, "")
        for change in changes[key]:
            words = change.applied(words)
        texts[key] = words
    count = len(figures) + sum(map(len, by_key.values()))
    new_texts = {key: words or None for key, words in texts.items()}
    edit = replace(setting_figures(report, figures, f"替换 {count} 处"), texts=new_texts, changes=changes)
    return with_positions(report, edit), left_alone
