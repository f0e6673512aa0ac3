"""Claims that there was none of what the words do not name: 公开 5 件、不掌握 2 件，其余结果均无; 申请人均为自然人."""

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal
from fnmatch import fnmatchcase

from model.narrative.claims import Claim, ClaimKind, Span
from model.narrative.lexicon import BARE, Alternatives, Phrase, the_lexicon
from model.narrative.phrase_groups import ANSWERS, APPLICANTS, OUTCOMES, REASONS, RESULTS
from model.narrative.sentence_state import Sentence


def add_none_of_the_rest(sentence: Sentence, span: Span) -> None:
    """The claim of one segment, if it says that there was none of the rest of the list before it."""
    match = the_lexicon().contexts.none_of_the_rest.found(sentence.text, *span)
    if match is not None and any(each.start < match.start() < each.end for each in sentence.claims):
        return  # 不予处理和其他处理情形为零
    listed = _list_before(sentence) if match else []
    if match is None or not listed or _are_reasons_of(sentence, listed):
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
                ClaimKind.NONE, *match.span(), match[0], Decimal(0), sentence.span, (), last.table,
                (rows,), columns, scope=sentence.scope, year=sentence.year,
            )
        )  # fmt: skip


def add_none_of_other_kinds(sentence: Sentence, span: Span) -> None:
    """收到 3 件，均来自自然人: none of any other kind of applicant; of companies, none of people."""
    lexicon, text = the_lexicon(), sentence.text
    match = lexicon.contexts.all_of_one_kind.found(text, *span)
    kind = lexicon.scan.match(text, match.end(), span[1]) if match else None
    if match is None or kind is None or not _SAYS_NO_MORE.fullmatch(text, kind.end(), span[1]):
        return
    kinds = [lexicon.phrases.get(each.removeprefix(BARE)) for each in lexicon.classes(kind)]
    named = [each for each in kinds if each is not None and each.group == APPLICANTS]
    if not named or not _speaks_of_all(sentence, span[0], match.start()):
        return
    received, person = lexicon.phrases[lexicon.roles.received], lexicon.phrases[lexicon.roles.person]
    of_people = named[0].columns == person.columns
    others = [each for each in _columns_of(APPLICANTS, received.table) if (each,) not in person.columns]
    columns = (tuple(others),) if of_people else person.columns
    denied = (each.id for each in lexicon.phrases.values() if each.group == APPLICANTS and each.columns == columns)
    sentence.claims.append(
        Claim(
            ClaimKind.NONE, match.start(), kind.end(), text[match.start() : kind.end()], Decimal(0), sentence.span,
            (received.id, *itertools.islice(denied, 1)), received.table, received.rows[:1], columns,
            scope=sentence.scope, year=sentence.year,
        )
    )  # fmt: skip


_SAYS_NO_MORE = re.compile("(?:个人|提出|提交|递交|(?:(?:依|政府|信息|公开)*申请)|的)*")
_WHO = re.compile("申请人|申请主体|申请者|提出者|提出人")


def _speaks_of_all(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the kind is said of all that came, and not of some of them: 不予公开 2 件，均来自自然人."""
    lexicon, counted = the_lexicon(), sentence.counted
    if lexicon.any_of("parts").search(sentence.text, start, end):
        return False
    if not counted:
        last = sentence.passage.last
        told_who = _WHO.search(sentence.text, sentence.span[0], end) is not None
        return told_who and sentence.passage.topic == lexicon.roles.requests and (last is None or _is_of_all(last))
    last = counted[-1][1]
    return last is not None and not counted[-1][3] and _is_of_all(last) and not last.columns


def _is_of_all(claim: Claim) -> bool:
    received = the_lexicon().phrases[the_lexicon().roles.received].rows[0]
    return claim.kind is ClaimKind.COUNT and claim.rows[0] == received and not claim.last_year


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


def _are_reasons_of(sentence: Sentence, listed: list[Claim]) -> bool:
    """不予处理 27 件，其中信访类 23 件、重复申请 4 件、其余 0 件: the rest of one answer only."""
    behind = [each for each in listed[1:] if _group(each) == REASONS]
    if not behind or _group(listed[0]) != RESULTS or len(behind) < len(listed) - 1:
        return False
    lead = sentence.text[listed[0].end : behind[0].start]
    return BRACKET in lead or the_lexicon().any_of("parts").search(lead) is not None


BRACKET = "("


def _answers_not_in(listed: Iterable[Claim]) -> list[Phrase]:
    """The answers of which no row is counted; a reason counts as the answer that it is a reason for."""
    counted = {row for each in listed for row in each.rows[0]}
    answers = (the_lexicon().phrases[each] for each in the_lexicon().roles.answers)
    return [each for each in answers if not any(fnmatchcase(row, way) for row in counted for way in each.rows[0])]


def _columns_of(group: str, table: str) -> Iterable[str]:
    phrases = the_lexicon().phrases.values()
    single = (each.columns[0] for each in phrases if each.group == group and each.table == table and each.columns)
    return dict.fromkeys(columns[0] for columns in single if len(columns) == 1)
