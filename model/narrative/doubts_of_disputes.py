"""Doubts whether a number counts all disputes of its kind, as brought against the organ and decided."""

import re

from model.form.edition import PROBLEMS
from model.narrative.claims import Hedge
from model.narrative.clauses import CLAUSES, start_of
from model.narrative.counted_number import THE_OTHERS, Counted, statement
from model.narrative.doubt import Doubt, of_disputes
from model.narrative.lexicon import the_lexicon
from model.narrative.phrase_groups import OUTCOMES
from model.narrative.sentence_state import Word, tells_what_about


def _were_filed(at: Counted) -> bool:
    """收到行政复议 3 件; 办理行政复议案件 56 件, of an organ that decides them."""
    lexicon = the_lexicon()
    if any(word.text in lexicon.marks["filed"] for word in (*at.left, *at.right)):
        return True
    decides = any(word.mark == lexicon.roles.whole_of_shares or "应诉" in word.text for word in at.left)
    return DISCLOSURE not in at.sentence.text and decides


def _are_what_was_asked_about(at: Counted) -> bool:
    """不予公开的申请主要涉及行政复议、公证投诉等案卷材料，共 14 份."""
    named = [word for word in at.own if word.phrase in at.phrases and word.end <= at.number.start]
    return bool(named) and all(tells_what_about(at.sentence, word) and not _is_counted(at, word) for word in named)


def _is_counted(at: Counted, word: Word) -> bool:
    """反映集中的行政复议 3 件: in the clause of its number."""
    return start_of(CLAUSES, at.sentence.text, at.number.start) <= word.end


def _are_left_over(at: Counted) -> bool:
    return any(word.mark == the_lexicon().roles.carried_in for word in at.own)


def _are_asked_about(at: Counted) -> bool:
    return the_lexicon().contexts.asks_about_disputes.found(at.sentence.text, at.number.stop) is not None


def _ended_afterwards(at: Counted) -> bool:
    """Whether what happened after a reconsideration is said behind."""
    return the_lexicon().contexts.after_reconsideration.found(at.sentence.text, at.number.stop) is not None


def _are_parts_of_an_outcome(at: Counted) -> bool:
    lists = [*the_lexicon().any_of("parts").finditer(at.sentence.text, statement(at), at.number.start)]
    if not lists or any(phrase.group == OUTCOMES for phrase in at.phrases):
        return False
    whole = [each for each in at.sentence.claims if each.table == at.table and each.end <= lists[-1].start()]
    return bool(whole) and bool(whole[-1].columns) and whole[-1].value >= at.number.value


def _divide_an_outcome(at: Counted) -> bool:
    """复议被纠正 3 件（确认违法 2 件，责令重新答复 1 件）: kinds of it, or whose they are."""
    text, begin = at.sentence.text, statement(at)
    bracket = text.rfind("(", begin, at.number.start)
    ends = [bracket] if bracket >= 0 and text.rfind(")", bracket, at.number.start) < 0 else []
    if any(phrase.group == OUTCOMES for phrase in at.phrases):
        ends += [each.start() for each in the_lexicon().any_of("parts").finditer(text, begin, at.number.start)]
    outcomes = [
        word for word in at.sentence.words if word.phrase and word.phrase.group == OUTCOMES and begin <= word.start
    ]
    return any(
        _COUNTED.fullmatch(text, word.end, end) or (word.end == end and _NUMBER_BEFORE.search(text, 0, word.start))
        for word in outcomes
        for end in ends
        if word.end <= end
    )


_COUNTED = re.compile(r"的?(?:案件)?(?:合计|[共总]计|[共有为])?\s*\d+\s*[件宗起例][,，]?")
"""Right behind an outcome, its number."""


_NUMBER_BEFORE = re.compile(r"\d\s*[件宗起例](?:被|获|予以)?$")


def _are_of_several_outcomes(at: Counted) -> bool:
    """复议纠错、诉讼败诉的 8 件: of both, perhaps."""
    outcomes = [word for word in at.own if word.phrase and word.phrase.columns]
    first = min((word.start for word in at.own), default=at.number.start)
    return bool(outcomes) and _OUTCOME_BEFORE.search(at.sentence.text, statement(at), first) is not None


_OUTCOME_BEFORE = re.compile(r"(?:复议|诉讼)(?:案件)?被?(?:纠[正错]|败诉|撤销|维持|驳回)(?:案件)?[、和及与或]$")


def _ended_in_several_ways(at: Counted) -> bool:
    """其余 5 件为纠正、其他结果或尚未审结; 被纠正 1 件和 0 件: of several, together or in order."""
    if not any(phrase.group == OUTCOMES for phrase in at.phrases):
        return False
    if _IN_ORDER.match(at.sentence.text, at.number.stop) and at.number.start not in at.sentence.in_order:
        return True
    if THE_OTHERS.search(at.sentence.text, 0, at.number.start) is None:
        return False
    behind = [word for word in at.own if word.start >= at.number.stop and word.phrase and word.phrase.group == OUTCOMES]
    return bool(behind) and _NEXT_OUTCOME.match(at.sentence.text, behind[0].end) is not None


_IN_ORDER = re.compile(r"[、和及]\s?\d+\s?[件宗起例](?=[,，;；。)]|$)")
_NEXT_OUTCOME = re.compile("[、或和及](?![^,，;；。]{0,12}\\d)")


def _are_among_an_outcome(at: Counted) -> bool:
    """未审结的案件中，行政复议 6 件，行政诉讼 5 件."""
    if any(phrase.group == OUTCOMES for phrase in at.phrases):
        return False
    text, begin = at.sentence.text, statement(at)
    return any(
        word.phrase and word.phrase.group == OUTCOMES and _AMONG.match(text, word.end, at.number.start)
        for word in at.sentence.words
        if begin <= word.start
    )


_AMONG = re.compile(r"的(?:[^,，;；。\d]{0,12}(?:案件|案|件|复议|诉讼))(?:当?中|里|之中)")


def _are_of_one_instance(at: Counted) -> bool:
    """Those of one instance, of suits counted before; but not 信息公开行政诉讼一审 8 件，二审 2 件."""
    begin = statement(at)
    if _OF_ONE_INSTANCE.search(at.sentence.text, begin, at.number.start) is None:
        return False
    counted = any(each.table == at.table and each.start >= begin for each in at.sentence.claims)
    several = len(_INSTANCES.findall(at.sentence.text, begin)) > 1
    return counted or (several and "公开" not in at.sentence.text[begin : at.number.start])


_INSTANCES = re.compile(r"[一二再]审(?:案件)?[共有为]?\s*\d")
_OF_ONE_INSTANCE = re.compile(r"[一二再]审(?:案件)?[共有为]?\s*$")


def _are_papers(at: Counted) -> bool:
    if at.number.unit == PIECE:
        return True  # 行政复议等信息 226 条
    papers = the_lexicon().contexts.papers_of_disputes.found(at.sentence.text, statement(at), at.number.start)
    return at.number.unit == PAPER and papers is not None


PAPER, PIECE = "份", "条"


def _are_causes(at: Counted) -> bool:
    lexicon = the_lexicon()
    if at.table != lexicon.roles.disclosure or not all(phrase.default for phrase in at.phrases):
        return False
    listed = lexicon.contexts.listed_causes.found(at.sentence.text, statement(at), at.number.start)
    return listed is not None and lexicon.contexts.decides.found(listed[0]) is None


def _are_decided_here(at: Counted) -> bool:
    """Whether they are of those who decide, whose table counts what is brought against themselves."""
    text, contexts = at.sentence.text, the_lexicon().contexts
    if "公开" in text or contexts.as_defendant.found(text):
        return False
    return contexts.decided_here.found(text, at.sentence.span[0]) is not None


def _are_of_both_roles(at: Counted) -> bool:
    return the_lexicon().contexts.of_both_roles.found(at.sentence.text, at.number.stop) is not None


def _were_talked_about(at: Counted) -> bool:
    return _TALKED.search(at.sentence.text, statement(at), at.number.start) is not None


_TALKED = re.compile(r"(?:沟通|协调|调解|劝)[^,，;；。\d]{0,8}撤[回销诉][^,，;；。\d]{0,8}$")


def _take_of_them(at: Counted) -> bool:
    return the_lexicon().contexts.taken_of_them.found(at.sentence.text, statement(at), at.number.start) is not None


def _are_of_any_cause(at: Counted) -> bool:
    """受理行政复议案件 52 件, 应诉行政诉讼案件 18 件: where neither the words nor the heading speak of disclosure, and
    nothing of the form was counted before."""
    passage, text = at.sentence.passage, at.sentence.text
    if at.sentence.claims:
        return Hedge.ANY_CAUSE in at.sentence.claims[-1].hedges
    if passage.last is not None or passage.heading or DISCLOSURE in text or passage.subject == PROBLEMS:
        return False
    return _OF_THE_OFFICE.search(text) is not None


DISCLOSURE = "公开"
_OF_THE_OFFICE = re.compile("应诉的?(?:各类|行政)*(?:诉讼|案件)|(?:受理|承办|审理)(?:行政)?复议")


OF_DISPUTES = (
    of_disputes(
        "what requests were about", _are_what_was_asked_about,
        "申请主要涉及行政复议、公证等案卷材料，共⟦14⟧份。", "行政复议案件，共⟦14⟧件。",
    ),
    of_disputes(
        "some of those, as somebody has a part in them", _take_of_them,
        "被纠正的案件中镇街占⟦5⟧件。", "复议被纠正⟦5⟧件。",
    ),
    of_disputes(
        "those that were taken back when they had been talked about", _were_talked_about,
        "因信息公开的行政复议，经沟通撤回复议申请⟦3⟧件。", "因信息公开的行政复议，撤回复议申请⟦3⟧件。",
    ),
    of_disputes(
        "decided by the organ, and brought against it", _are_of_both_roles,
        "行政复议⟦37⟧件（作为复议机关24件）。", "行政复议⟦37⟧件（作为被申请人37件）。",
    ),
    of_disputes(
        "left over from last year", _are_left_over, "行政复议案件上年移来⟦3⟧件。", "行政复议案件⟦3⟧件。",
    ),
    of_disputes(
        "what requests asked about", _are_asked_about, "⟦2⟧件询问行政复议统计资料。", "⟦2⟧件行政复议。",
    ),
    of_disputes(
        "those of which more is told", _ended_afterwards,
        "行政复议⟦1⟧件申请复议后，撤回。", "行政复议⟦1⟧件，撤回。",
    ),
    of_disputes(
        "parts of an outcome", _are_parts_of_an_outcome,
        "信息公开被纠正案件共7件，其中复议⟦4⟧件、诉讼3件。", "信息公开案件共7件，其中复议⟦4⟧件、诉讼3件。",
    ),
    of_disputes(
        "kinds of an outcome, or whose it is", _divide_an_outcome,
        "行政复议被纠正3件（确认违法2件，责令重新答复⟦1⟧件）。", "行政复议被纠正3件。责令重新答复⟦1⟧件。",
    ),
    of_disputes(
        "outcomes of both kinds, together", _are_of_several_outcomes,
        "造成信息公开复议纠错、诉讼败诉的⟦8⟧件。", "造成信息公开诉讼败诉的⟦8⟧件。",
    ),
    of_disputes(
        "with one of several outcomes", _ended_in_several_ways,
        "行政复议6件，其余⟦5⟧件为纠正、其他结果或尚未审结。", "行政复议6件，其余⟦5⟧件为尚未审结。",
    ),
    of_disputes(
        "those with one outcome", _are_among_an_outcome,
        "未审结的案件中，行政复议⟦6⟧件，行政诉讼5件。", "信息公开案件中，行政复议⟦6⟧件，行政诉讼5件。",
    ),
    of_disputes(
        "suits of one instance", _are_of_one_instance,
        "诉讼案件中，一审⟦6⟧件、二审3件。", "信息公开行政诉讼一审⟦6⟧件，二审3件。",
    ),
    of_disputes(
        "papers and pieces of information", _are_papers,
        "因信息公开行政复议提交答辩材料⟦2⟧份。", "因信息公开行政复议⟦2⟧件。",
    ),
    of_disputes(
        "filed, perhaps not decided", _were_filed,
        "收到行政复议⟦3⟧件。", "行政复议⟦3⟧件。", Hedge.FILED,
    ),
    of_disputes(
        "taken on and decided by the organ", _are_decided_here,
        "收到行政复议申请⟦83⟧件，受理76件，审结71件。", "因公开被申请行政复议⟦83⟧件，受理76件，审结71件。",
    ),
    Doubt(
        "what disputes were about", _are_causes,
        "被复议47件，其中信息公开5件，执法处罚⟦36⟧件。", "被复议47件。作出处罚⟦36⟧件。",
    ),
    of_disputes(
        "of all that an office is sued for or decides, where nothing of the form was counted before", _are_of_any_cause,
        "全年应诉行政诉讼案件⟦18⟧件。", "全年应诉信息公开诉讼案件⟦18⟧件。", Hedge.ANY_CAUSE,
    ),
    of_disputes(
        "of an organ that decides them", lambda at: at.sentence.decides,
        "办理行政复议⟦22⟧件。", "被申请行政复议⟦22⟧件。", Hedge.DECIDED,
    ),
)  # fmt: skip
"""Doubts about what a number of disputes counts."""
