"""Link targets for a number in the text: cells and sums of cells, those equal to it first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.checks.claim_cells import Reading, total
from model.form.figures import Figure
from model.linking.insertable_numbers import reading_of
from model.narrative.claim_extraction import number_at
from model.narrative.lexicon import the_lexicon
from model.narrative.written_numbers import value_of

if TYPE_CHECKING:
    from model.checks.context import CheckContext


@dataclass(frozen=True)
class LinkTarget:
    """A cell or a sum of cells."""

    name: str
    cells: Reading
    figure: Figure | None
    """Their sum; ``None`` while one of them is blank."""
    equal: bool
    """Whether the sum equals the number in the text."""


def linkable_number_at(text: str, position: int) -> tuple[int, str] | None:
    """(start, text) of the number at the position; ``None`` if there is none that can be rewritten, e.g. for a
    percentage, a year or a rounded number."""
    found = number_at(text, position)
    if found is None or value_of(text[slice(*found)]) is None:
        return None
    return found[0], text[slice(*found)]


def link_targets(context: "CheckContext", section: str, start: int, text: str) -> tuple[LinkTarget, ...]:
    """The cells that the wording suggests, then sums, then single cells; within this order, equal ones first."""
    value = value_of(text)
    found: dict[Reading, LinkTarget] = {}
    for name, cells in _candidates(context, section, start):
        sum_ = total(cells, {cell: context.figure(cell) for cell in cells})
        found.setdefault(cells, LinkTarget(name, cells, sum_, value is not None and sum_ == value))
    return tuple(sorted(found.values(), key=lambda each: not each.equal))


def _candidates(context: "CheckContext", section: str, start: int) -> Iterator[tuple[str, Reading]]:
    section_claims = context.words.by_section.get(section)
    for placed in section_claims.claims if section_claims else ():
        if placed.start == start:
            for reading in (*placed.edition_claim.readings, *placed.edition_claim.loose):
                yield _named(context, reading), reading
    for entry in the_lexicon().insertable:
        if len(reading := reading_of(context, entry.phrase)) > 1:
            yield f"{the_lexicon().phrases[entry.phrase].name}合计（{len(reading)} 格）", reading
    for cell in context.edition.cells:
        yield context.edition.name_of(cell), (cell,)


def _named(context: "CheckContext", cells: Reading) -> str:
    if len(cells) > 2:
        return f"这句话所说的合计（{len(cells)} 格）"
    return " ＋ ".join(context.edition.name_of(cell) for cell in cells)
