"""Numbers of somebody or something else: another organ that acted, applications of another kind."""

import re
from collections.abc import Sequence

from model.narrative.claims import Claim, ClaimKind, Hedge
from model.narrative.clauses import STATEMENTS, start_of
from model.narrative.counted_number import Counted, statement
from model.narrative.doubt import Doubt
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.sentence_state import Sentence, Word, end_of_what_came

FAR_ORGAN = 26
"""Most characters of an organ and of the adverbs between it and its verb."""
SHORTEST = 2
"""局收到 12 件: an organ calls itself that."""


def of_another_organ(sentence: Sentence, claim: Claim, own: Sequence[Word]) -> str:
    """县直部门办理 97 件: who did what was counted, right before the verb; empty: nobody is named.

    Whether it is the reporting organ itself by another name is decided where that is known.
    """
    roles = the_lexicon().roles
    if claim.table == roles.disputes and claim.kind is ClaimKind.COUNT:
        return _of_those_who_decide(sentence, claim, own)
    if claim.table != roles.requests or claim.kind is not ClaimKind.COUNT:
        return ""
    verbs = (roles.received, roles.whole_of_shares, roles.handled, roles.all_requests)
    first = min((word for word in own if word.end <= claim.start), key=lambda word: word.start, default=None)
    if first is None or first.bare or first.mark not in verbs:
        return ""
    begin = max(sentence.span[0], first.start - FAR_ORGAN)
    match = the_lexicon().contexts.other_organ.found(sentence.text, begin, first.start)
    if match is None or len(match[1]) < SHORTEST:
        return ""
    if match[1].endswith(ITSELF) | (match[1] == "办公室") and not the_lexicon().contexts.lists_units.found(
        sentence.text, claim.end
    ):
        return ""  # 局机关收到 12 件: perhaps all of them
    return match[1]


def is_of_government_alone(sentence: Sentence, claim: Claim, own: Sequence[Word]) -> bool:
    """市政府收到 2 件，市直部门收到 4 件; 全市收到 483 件。市政府（市政府办公室）受理 74 件，办结 71 件: perhaps a part
    of what the tables count."""
    if claim.table != the_lexicon().roles.requests or claim.kind is not ClaimKind.COUNT:
        return False
    contexts, text = the_lexicon().contexts, sentence.text
    came, begin = sentence.passage.came, start_of(STATEMENTS, text, claim.start, sentence.span[0])
    counted_here = end_of_what_came(sentence) > begin  # 县政府办公室收到 10 件，自然人 9 件: of those
    if came is not None and claim.value < came and not counted_here and _AT_ITSELF.match(text, begin):
        return True
    first = min((word.start for word in own), default=0)
    itself = contexts.government_itself.found(text, max(sentence.span[0], first - FAR_ORGAN), first)
    itself = itself or _TO_ITSELF.search(text, begin, claim.start)
    return itself is not None and contexts.its_departments.found(text, claim.end) is not None


_AT_ITSELF = re.compile(
    r"\s*+(?:其中[,，]?)?[市县区州盟旗省](?:人民)?(?:政府(?:办公[室厅])?|本级)(?:\([^)]{1,12}\))?(?:全年|共计?|直接|本级)*"
    r"(?:受理|收到|新收|接到|收件|办理|答复)"
)


_TO_ITSELF = re.compile(
    r"向[市县区州盟旗省]政府(?:[及和、或](?:[市县区州盟旗省])?(?:政府)?办公[室厅])?(?:直接)?(?:提出|提交|递交|申请)的?[^,，;；。、\d]{0,12}$"
)
"""受理向市政府提出的信息公开申请 207 件；各部门收到 1321 件."""


def _of_those_who_decide(sentence: Sentence, claim: Claim, own: Sequence[Word]) -> str:
    """区司法局受理行政复议案件 91 件; 以县政府为被申请人的行政复议 38 件."""
    contexts, text = the_lexicon().contexts, sentence.text
    first = min((word for word in own if word.end <= claim.start), key=lambda word: word.start, default=None)
    if first is None:
        return ""
    begin = max(sentence.span[0], first.start - FAR_ORGAN)
    before = (
        word for word in own
        if word.end <= claim.start and word.phrase is not None and word.phrase.rows and word.phrase.table == claim.table
    )  # fmt: skip
    named = min(before, key=lambda word: word.start, default=first)  # 办理以厅直属高校为被申请人的复议 16 件
    against = contexts.other_defendant.found(text, max(sentence.span[0], named.start - FAR_ORGAN), named.start)
    roles = the_lexicon().roles
    verb = first.mark in (roles.received, roles.whole_of_shares, roles.handled)
    decides = contexts.who_decides.found(text, begin, first.start) if verb else None  # but not 法院纠正 1 件
    return against[1] if against else decides[1] if decides else ""


def _are_other_applications(sentence: Sentence, phrases: Sequence[Phrase], own: Sequence[Word]) -> bool:
    """受理听证申请 2 件: a word before 申请 that makes it another kind of application, or some of them."""
    roles, known = the_lexicon().roles, the_lexicon().contexts.known_requests
    counted_as_requests = all(phrase.table == roles.requests and phrase.rank <= AS_REQUESTS for phrase in phrases)
    return counted_as_requests and any(
        word.mark == roles.all_requests
        and word.text.startswith(BY_ITSELF)
        and not known.found(sentence.text, max(0, word.start - len("收到的有效")), word.start)
        and not _APPLICANT.search(sentence.text, max(0, word.start - LONGEST_APPLICANT), word.start)
        for word in own
    )


ITSELF = ("机关", "本部", "本级", "党政办", "综合办", "信访办", "政务办", "局办公室", "委办公室", "厅办公室")
"""The organ without its parts, if those are counted, too."""
BY_ITSELF = "申请"
AS_REQUESTS = 1
"""The highest rank of phrases that say what came or was dealt with, and not how it was answered."""
_APPLICANT = re.compile(
    r"(?:收到|受理|接到|接收|登记|名|位|一)(?:[^\W\d件宗份]{0,4}(?:户|农民|牧民|渔民|教师|老师|老人|商户|人员|居民|村民|市民|家长|业主|患者|司机|车主|员工|公司|商家|店|厂))的?$"
)
"""收到零售户申请 1 件: who asked, right before."""
LONGEST_APPLICANT = 12


def _were_sent_to_government(at: Counted) -> bool:
    return _TO_ITSELF.search(at.sentence.text, statement(at), at.number.start) is not None


OF_OTHER_APPLICATIONS = (
    Doubt(
        "those that were sent to the government itself, perhaps without its departments", _were_sent_to_government,
        "受理向市政府提出的信息公开申请⟦207⟧件。", "受理群众提出的信息公开申请⟦207⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "applications of another kind", lambda at: _are_other_applications(at.sentence, at.phrases, at.own),
        "收到年金申请⟦2⟧件。", "收到申请⟦2⟧件。",
    ),
)  # fmt: skip
"""The doubt whether what was applied for is information."""
