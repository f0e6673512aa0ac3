"""Labels and headings that name another matter than requests for information: 公租房申请人中自然人 30 件; 工程建设。"""

import re
from collections.abc import Sequence

from model.narrative.claims import Claim, Hedge
from model.narrative.clauses import CLAUSES, STATEMENTS
from model.narrative.lexicon import the_lexicon
from model.narrative.sentence_state import Sentence


def hedge_other_matters(sentence: Sentence) -> None:
    """Hedges what reads as counts of requests behind the label of another matter, in the sentences after it, too,
    until words for requests for information follow."""
    text, (start, end) = sentence.text, sentence.span
    labels = [start] if sentence.passage.other_matter else []
    begins = (start, *(sign.end() for sign in _CLAUSE_ENDS.finditer(text, start, end)))
    labels += [label for at in begins if (label := _end_of_label(sentence, at)) is not None]
    if not labels:
        return
    sentence.claims = [
        each.hedged(Hedge.AMBIGUOUS) if _is_under(text, labels, each) else each for each in sentence.claims
    ]
    sentence.passage.other_matter = _REQUESTS.search(text, labels[-1], end) is None


def _end_of_label(sentence: Sentence, at: int) -> int | None:
    """Where the label of another matter ends that begins at ``at``; ``None``: none does."""
    text, lexicon = sentence.text, the_lexicon()
    lead = _LEAD.match(text, at)
    named = lexicon.any_of("matters").match(text, lead.end() if lead else at)
    ends = lexicon.contexts.label_ends.found(text, named.end()) if named else None
    if ends is None or (not ends[0].endswith(_ENDS) and at != sentence.span[0] and text[at - 1] not in STATEMENTS):
        return None  # 涉及教育，医疗，工程: no label, but the end of a list
    return ends.end()


def _is_under(text: str, labels: Sequence[int], claim: Claim) -> bool:
    begin = max((each for each in labels if each <= claim.start), default=None)
    of_requests = claim.table == the_lexicon().roles.requests
    return of_requests and begin is not None and _REQUESTS.search(text, begin, claim.end) is None


_CLAUSE_ENDS = re.compile(f"[{CLAUSES}]")
_LEAD = re.compile(r"(?:[\s▒●■◆·①-⑳—-]|其中|另外|此外|同时|[从在就]|[本我][局委厅办县市区镇乡])*+")
_ENDS = ("中", "里", "方面", "领域", ":")
_REQUESTS = re.compile("公开|政府信息|依申请")
"""What is counted are requests for information, or answers to them, after all."""
