"""What makes a count certain: its words name a whole cell, and say so plainly.

A number that differs from its cells is 须核实 only if the words leave no other sense. ``DOUBTS`` lists every way in
which they leave one: the number may count

- a part of what the cell counts: one kind (卫生许可 3 件), some of one kind of applicant (境外企业 5 件), some about
  which more is said (有 4 件申请因邮路不畅中止);
- something else: other applications (听证申请 2 件), what was published rather than made, what was filed rather than
  decided, kinds rather than decisions, what is wanted rather than done;
- what stands between it and its phrase.

Where one applies, the claim has the hedge named there, and :mod:`model.checks.claim_evaluation` says what each hedge
leaves of a difference: nothing, a hint, or what other evidence supports.

In a section that speaks of problems nearly all numbers are examples: 抽查发现 5 件登记延迟. There a count is certain
only if its phrase is an outcome of disputes (被纠正 4 件), if it counts disputes about disclosure (信息公开复议 7 件),
if it is told of all that came or was decided (全年收到的 6 件申请中), or if its clause gives the whole of a year and
nothing more (全年收到申请 48 件).
"""

import re

from model.form.edition import PROBLEMS
from model.narrative.claims import Hedge
from model.narrative.clauses import LABELS, STATEMENTS, start_of
from model.narrative.counted_number import Counted
from model.narrative.doubt import Doubt
from model.narrative.doubts_of_answers import OF_ANSWERS
from model.narrative.doubts_of_applicants import OF_APPLICANTS
from model.narrative.doubts_of_causes import LEAST_CAUSE, OF_CAUSES
from model.narrative.doubts_of_disputes import OF_DISPUTES
from model.narrative.doubts_of_documents import OF_DOCUMENTS
from model.narrative.doubts_of_others import OF_OTHERS
from model.narrative.doubts_of_some import OF_SOME
from model.narrative.doubts_of_topics import OF_TOPICS
from model.narrative.lexicon import the_lexicon
from model.narrative.licences_decided import OF_LICENCES
from model.narrative.other_subjects import OF_OTHER_APPLICATIONS
from model.narrative.phrase_groups import OUTCOMES


def doubts_of(at: Counted) -> frozenset[Hedge]:
    """The hedges of a count; empty where the words make it certain."""
    found = {each.hedge for each in DOUBTS if each.applies(at)}
    if at.sentence.passage.subject == PROBLEMS and not _is_told_of_problems(at):
        found.add(Hedge.AMBIGUOUS)
    return frozenset(found)


def _is_told_of_problems(at: Counted) -> bool:
    """被纠正 4 件; 行政复议 9 件，纠正 1 件; 全年收到申请 48 件, and nothing more."""
    if any(phrase.group == OUTCOMES for phrase in at.phrases):
        return True
    contexts, text = the_lexicon().contexts, at.sentence.text
    if at.table == the_lexicon().roles.disputes:
        ours = contexts.of_our_disputes.found(text, at.sentence.span[0], at.number.start)
        if (ours and not _names_outcome(at, ours.start())) or (_go_on_about_ours(at) and not _names_outcome(at)):
            return contexts.counted_thing_ends.found(text, at.number.stop) is not None
    if _names_outcome(at):
        return False
    if at.table == the_lexicon().roles.disputes and (
        contexts.outcome_counted_behind.found(text, at.number.stop) or _names_how_sued(at)
    ):
        return _speaks_of_all(at)
    if _ALL_THAT_CAME.search(text, at.sentence.span[0], at.number.start) and _OF_REQUESTS.match(text, at.number.stop):
        return contexts.of_some_organs_or_examples.found(text, at.sentence.span[0], at.number.start) is None
    clause = start_of(LABELS, text, at.number.start)
    disputes = at.table == the_lexicon().roles.disputes
    begin = 0 if disputes else clause
    if _DECIDED_THEN.search(text, clause, at.number.start) and _DECISIONS_AMONG.match(text, at.number.stop):
        return True
    of_all = contexts.of_the_year.found(text, begin, at.number.start) is not None
    of_all = of_all or (disputes and _OF_THE_PLACE.search(text, clause, at.number.start) is not None)
    return of_all and contexts.counted_thing_ends.found(text, at.number.stop) is not None


_ALL_THAT_CAME = re.compile(
    r"(?:^|[,;:、\s]|[一二三四五六七八九]是)(?:全年|今年|本年度?|年内|当年|[我本][局委厅办镇乡县市区]|共)++(?:收到|受理|新收)的\s?$"
)
_OF_REQUESTS = re.compile("(?:依申请公开|政府信息公开|信息公开|公开)?申请(?:当?中|里)")
"""全年收到的 6 件申请中，有 4 件要求公开占地补偿: all that came, of which the problem is told."""
_OF_THE_PLACE = re.compile("全[市县区省州旗](?:办理|发生|共|涉|政府信息公开|信息公开|行政|被)*(?:复议|诉讼|应诉)")
"""全市办理政府信息公开行政复议 315 件."""
_DECIDED_THEN = re.compile(r"(?:全年|年内|今年|本年度?)共?(?:作出|办理|实施)的?\s?$")
_DECISIONS_AMONG = re.compile(r"(?:行政)?(?:许可|处罚|强制)(?:决定)?中")
"""全年作出的 208 件行政处罚中，有 6 件公示超期."""


def _go_on_about_ours(at: Counted) -> bool:
    """信息公开复议 55 件，被纠正 9 件；诉讼 24 件. Or in the next sentence."""
    last = at.sentence.passage.last
    if not at.sentence.claims and last is not None and last.table == at.table and Hedge.AMBIGUOUS not in last.hedges:
        return _BEGINS_WITH_KIND.fullmatch(at.sentence.text, at.sentence.span[0], at.number.start) is not None
    named = [each for each in at.sentence.claims if each.table == at.table and not each.columns]
    if not named or Hedge.AMBIGUOUS in named[-1].hedges:
        return False
    return _ONE_MORE.search(at.sentence.text, named[-1].end, at.number.start) is not None


_ONE_MORE = re.compile(
    r"[,，、;；和及(](?:未经复议|复议后|被|提起|发生|行政|直接)*(?:复议|诉讼|应诉|被诉|起诉)(?:案件)?的?[共有为计]?\s?$"
)
_BEGINS_WITH_KIND = re.compile(r"\s*(?:被|提起|发生|行政)*(?:复议|诉讼|应诉)(?:案件)?[共有为计]?\s?")


def _names_how_sued(at: Counted) -> bool:
    """未经复议直接起诉 2 件: how it was brought, as the form tells suits apart."""
    rows = {row for phrase in at.phrases for each in phrase.rows for row in each}
    return len(rows) == 1 and rows < {*the_lexicon().phrases[the_lexicon().roles.suit].rows[0]}


def _speaks_of_all(at: Counted) -> bool:
    """行政复议 9 件中 1 件被纠正; but not 有的单位复议 4 件，1 件被纠正, nor 征收矛盾多，复议 12 件中 5 件被纠正."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    begin = start_of(STATEMENTS, text, at.number.start, at.sentence.span[0])
    named = [word.start for word in at.own if begin <= word.start < word.end <= at.number.start]
    lead = text[begin : min([*named, at.number.start])]
    if contexts.of_some_organs_or_examples.found(lead):
        return False
    return DISCLOSED in lead or len(contexts.said_of_any_dispute.without(lead)) < LEAST_CAUSE


DISCLOSED, RATE = "公开", "率"


def _names_outcome(at: Counted, begin: int = 0) -> bool:
    """纠正案件偏多，复议和诉讼合计 4 件: perhaps of those that were corrected. Looked for from ``begin`` on; what was
    counted, as in 被纠正 9 件，诉讼 24 件, is of its own number."""
    ends = {number.end for number, claim, *_ in at.sentence.counted if claim is not None}
    return at.table == the_lexicon().roles.disputes and any(
        word.phrase is not None and word.phrase.group == OUTCOMES and begin <= word.start < word.end <= at.number.start
        for word in at.sentence.words
        if not any(word.end < end for end in ends) and not at.sentence.text.startswith(RATE, word.end)
    )


DOUBTS: tuple[Doubt, ...] = (
    Doubt(
        "a phrase of the lexicon that is soft", lambda at: any(phrase.soft for phrase in at.phrases),
        "收到申请9件，撤回申请⟦1⟧件。", "收到申请9件，其他处理⟦1⟧件。", Hedge.SOFT,
    ),
    *OF_DOCUMENTS,
    *OF_APPLICANTS,
    *OF_SOME,
    *OF_ANSWERS,
    *OF_OTHER_APPLICATIONS,
    *OF_TOPICS,
    *OF_CAUSES,
    *OF_DISPUTES,
    *OF_LICENCES,
    *OF_OTHERS,
)  # fmt: skip
"""Where one applies, the claim has its hedge."""
