"""Numbers and sentences derived from the tables that the user can insert into the text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from model.checks.claim_cells import Reading, readings, total
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.lexicon import OPTIONAL_PART, PLACEHOLDER, YEAR, InsertableEntry, the_lexicon
from model.narrative.written_numbers import percent_of

if TYPE_CHECKING:
    from model.checks.context import CheckContext


@dataclass(frozen=True)
class InsertableNumber:
    """A number or sentence offered for insertion, in a group of the menu."""

    group: str
    name: str
    text: str
    """The text to insert."""
    cells: Reading = ()
    """The cells whose sum it is; empty for comparisons with the prior year and for sentences."""


def insertable_numbers(context: "CheckContext") -> tuple[InsertableNumber, ...]:
    """All numbers that the current figures allow; those with a blank cell are omitted."""
    found: list[InsertableNumber] = []
    for entry in the_lexicon().insertable:
        reading = reading_of(context, entry.phrase)
        sum_ = total(reading, _known(context, reading)) if reading else None
        if sum_ is not None:
            name = entry.name or the_lexicon().phrases[entry.phrase].name
            found.append(InsertableNumber(entry.group, name, show_figure(sum_).replace(",", ""), reading))
    for entry in the_lexicon().insertable:
        if entry.compared:
            found += _compared(context, entry)
    return (*found, *_sentences(context))


def reading_of(context: "CheckContext", phrase_id: str) -> Reading:
    """The cells that a phrase of the lexicon means first; none in an edition without them."""
    phrases = the_lexicon().phrases
    phrase, row = phrases[phrase_id], phrases.get(_rows_of().get(phrase_id, ""))
    rows = phrase.rows or (row.rows if row else ())
    ways = readings(context.edition, phrase.table, rows[:1], phrase.columns or phrase.default)
    return ways[0] if ways else ()


@cache
def _rows_of() -> Mapping[str, str]:
    """Phrase of columns only -> the phrase whose rows are meant with it."""
    return {entry.phrase: entry.rows_of for entry in the_lexicon().insertable if entry.rows_of}


def _known(context: "CheckContext", reading: Reading) -> dict[Cell, Figure | None]:
    return {cell: context.figure(cell) for cell in reading}


def _compared(context: "CheckContext", entry: InsertableEntry) -> tuple[InsertableNumber, ...]:
    """The change since last year, in per cent and as a number."""
    reading = reading_of(context, entry.phrase)
    now = total(reading, _known(context, reading)) if reading else None
    then = total(reading, dict(context.last_figures)) if reading else None
    if now is None or not then:
        return ()
    if now == then:
        return (InsertableNumber("同比", f"{entry.compared}同比", "与上年持平"),)
    by: Decimal = abs(Decimal(now) - Decimal(then))
    turned = "增长" if now > then else "下降"
    more = "增加" if now > then else "减少"
    return (
        InsertableNumber("同比", f"{entry.compared}同比", f"同比{turned}{percent_of(by, Decimal(then))}%"),
        InsertableNumber("同比", f"{entry.compared}比上年", f"比上年{more}{by}件"),
    )


def _sentences(context: "CheckContext") -> Iterator[InsertableNumber]:
    """The sentences that the figures decide, e.g. that nothing was received; at most one of each topic."""
    topics: set[str] = set()
    for entry in the_lexicon().sentences:
        sums: dict[str, Figure] = {}
        for phrase in entry.named | entry.needed:
            reading = reading_of(context, phrase)
            if reading and (sum_ := total(reading, _known(context, reading))) is not None:
                sums[phrase] = sum_
        decided = entry.needed <= sums.keys() and all(sums[phrase] == 0 for phrase in entry.zero)
        if decided and entry.topic not in topics:
            topics.add(entry.topic)
            yield InsertableNumber("整句", entry.name, _filled_in(entry.text, sums, context.report.year))


def _filled_in(text: str, sums: Mapping[str, Figure], year: int | None) -> str:
    """The text with its figures, without the optional parts whose figure is 0 or not known."""
    values = {**sums, YEAR: year or 0}

    def part(match: re.Match[str]) -> str:
        return match[1] if all(values.get(name) for name in PLACEHOLDER.findall(match[1])) else ""

    return PLACEHOLDER.sub(lambda match: str(values[match[1]]), OPTIONAL_PART.sub(part, text))
