"""Claims that there was none of what a list does not name: 公开 5 件、不掌握 2 件，其余结果均无; 无其他类型申请人."""

from collections.abc import Iterable
from decimal import Decimal
from fnmatch import fnmatchcase

from model.narrative.certainty import ANSWERS, OUTCOMES
from model.narrative.claims import Claim, ClaimKind, Span
from model.narrative.lexicon import Alternatives, Phrase, the_lexicon
from model.narrative.sentence_state import Sentence

APPLICANTS, REASONS = "applicants", "reasons"
"""Groups of phrases: who asked, and why a request was answered so."""


def add_none_of_the_rest(sentence: Sentence, span: Span) -> None:
    """The claim of one segment, if it says that there was none of the rest of the list before it."""
    match = the_lexicon().contexts.none_of_the_rest.found(sentence.text, *span)
    listed = _list_before(sentence) if match else []
    if match is None or not listed:
        return
    last, group = listed[-1], _group(listed[-1])
    rows: tuple[str, ...] = last.rows[0]
    columns: Alternatives = ()
    if group in ANSWERS:
        rows = tuple(row for each in _answers_not_in(listed) for row in each.rows[0])
    else:
        named = {column for each in listed for column in each.columns[0]}
        columns = (tuple(each for each in _columns_of(group, last.table) if each not in named),)
    if rows and columns != ((),):
        of_a_part = {each.start for each in sentence.claims if match.start() <= each.start}  # 没有其他主体
        sentence.claims = [each for each in sentence.claims if each.start not in of_a_part]
        sentence.claims.append(
            Claim(
                ClaimKind.NONE, *match.span(), match[0], Decimal(0), sentence.span, last.phrase_ids, last.table,
                (rows,), columns, scope=sentence.scope, year=sentence.year,
            )
        )  # fmt: skip


def _group(claim: Claim) -> str:
    return the_lexicon().phrases[claim.phrase_ids[-1]].group if claim.phrase_ids else ""


def _list_before(sentence: Sentence) -> list[Claim]:
    """The counts of one list that end with the last count of the sentence."""
    counts = [each for each in sentence.claims if each.kind is ClaimKind.COUNT and not each.last_year]
    if not counts:
        return []
    group = _group(counts[-1])
    groups = ANSWERS if group in ANSWERS else {group}
    if not groups <= {*ANSWERS, APPLICANTS, OUTCOMES}:
        return []
    return [each for each in counts if _group(each) in groups and each.scope == counts[-1].scope]


def _answers_not_in(listed: Iterable[Claim]) -> list[Phrase]:
    """The answers of which no row is counted; a reason counts as the answer that it is a reason for."""
    counted = {row for each in listed for row in each.rows[0]}
    answers = (the_lexicon().phrases[each] for each in the_lexicon().roles.answers)
    return [each for each in answers if not any(fnmatchcase(row, way) for row in counted for way in each.rows[0])]


def _columns_of(group: str, table: str) -> Iterable[str]:
    phrases = the_lexicon().phrases.values()
    single = (each.columns[0] for each in phrases if each.group == group and each.table == table and each.columns)
    return dict.fromkeys(columns[0] for columns in single if len(columns) == 1)
