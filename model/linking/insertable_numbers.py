"""Numbers and sentences derived from the tables that the user can insert into the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from model.checks.claim_cells import Reading, readings, total
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.lexicon import the_lexicon
from model.narrative.written_numbers import percent_of

if TYPE_CHECKING:
    from model.checks.context import CheckContext

GROUPS = (
    ("依申请公开", ("received", "carried_in", "handled", "carried_out")),
    ("办理结果", ("granted", "granted_in_part", "denied", "unavailable", "not_processed", "otherwise")),
    ("申请人", ("person", "organisations")),
    ("复议和诉讼", ("reconsideration", "suit")),
    ("主动公开", ("issued", "repealed", "in_force", "licences", "penalties", "coercive_measures", "fees")),
)
"""(heading, phrases of the lexicon); a phrase of columns only is combined with the row in :data:`ROWS`."""
ROWS = {"person": "received", "organisations": "received", "issued": "normative_documents"}
ROWS |= dict.fromkeys(("repealed", "in_force"), "normative_documents")
NAMES = {"received": "新收总计", "handled": "办结总计", "issued": "规范性文件制发", "repealed": "规范性文件废止"}
NAMES |= {"in_force": "规范性文件现行有效", "fees": "收费金额（万元）"}


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
    for group, ids in GROUPS:
        for each in ids:
            reading = reading_of(context, each)
            sum_ = total(reading, _known(context, reading)) if reading else None
            if sum_ is not None:
                name = NAMES.get(each, the_lexicon().phrases[each].name)
                found.append(InsertableNumber(group, name, show_figure(sum_).replace(",", ""), reading))
    return (*found, *_grown(context), *_sentences(context))


def reading_of(context: "CheckContext", phrase_id: str) -> Reading:
    """The cells that a phrase of the lexicon means first; none in an edition without them."""
    phrases = the_lexicon().phrases
    phrase, row = phrases[phrase_id], phrases.get(ROWS.get(phrase_id, ""))
    rows = phrase.rows or (row.rows if row else ())
    ways = readings(context.edition, phrase.table, rows[:1], phrase.columns or phrase.default)
    return ways[0] if ways else ()


def _known(context: "CheckContext", reading: Reading) -> dict[Cell, Figure | None]:
    return {cell: context.figure(cell) for cell in reading}


def _grown(context: "CheckContext") -> tuple[InsertableNumber, ...]:
    """新收 against last year's."""
    reading = reading_of(context, "received")
    now = total(reading, _known(context, reading)) if reading else None
    then = total(reading, dict(context.last_figures)) if reading else None
    if now is None or not then:
        return ()
    if now == then:
        return (InsertableNumber("同比", "新收同比", "与上年持平"),)
    by: Decimal = abs(Decimal(now) - Decimal(then))
    verb = "增长" if now > then else "下降"
    more = "增加" if now > then else "减少"
    return (
        InsertableNumber("同比", "新收同比", f"同比{verb}{percent_of(by, Decimal(then))}%"),
        InsertableNumber("同比", "新收比上年", f"比上年{more}{by}件"),
    )


def _sentences(context: "CheckContext") -> tuple[InsertableNumber, ...]:
    """Whole sentences that the tables decide: nothing received, nothing disputed, no charges."""
    year = f"{context.report.year}年，" if context.report.year else ""
    sums = {each: total(reading_of(context, each), _known(context, reading_of(context, each))) for each in _DECIDING}
    sentences: list[tuple[str, str]] = []
    if sums["received"] == 0 and sums["carried_in"] == 0:
        sentences.append(("没有申请", f"{year}本机关未收到政府信息公开申请。"))
    elif sums["received"] is not None and sums["handled"] is not None and sums["carried_out"] is not None:
        sentences.append(("申请办理", f"{year}{_requests_sentence(sums)}"))
    if sums["reconsideration"] == 0 and sums["suit"] == 0:
        sentences.append(("没有复议诉讼", "未发生因政府信息公开引起的行政复议、行政诉讼。"))
    elif sums["reconsideration"] is not None and sums["suit"] is not None:
        disputes = f"政府信息公开行政复议{sums['reconsideration']}件、行政诉讼{sums['suit']}件。"
        sentences.append(("复议诉讼", disputes))
    if any(figure == 0 for cell, figure in context.figures.items() if cell in context.edition.amounts):
        sentences.append(("没有收费", "本年度未收取信息处理费。"))
    return tuple(InsertableNumber("整句", name, sentence) for name, sentence in sentences)


_DECIDING = ("received", "carried_in", "handled", "carried_out", "reconsideration", "suit")


def _requests_sentence(sums: Mapping[str, Figure | None]) -> str:
    carried = f"，上年结转{sums['carried_in']}件" if sums["carried_in"] else ""
    left = f"，结转下年度{sums['carried_out']}件" if sums["carried_out"] else ""
    return f"共收到政府信息公开申请{sums['received']}件{carried}，办结{sums['handled']}件{left}。"
