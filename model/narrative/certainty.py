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
only if its phrase is an outcome of disputes (被纠正 4 件), or its clause gives the whole of a year and nothing more
(全年收到申请 48 件).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from model.form.edition import PROBLEMS
from model.narrative.claims import Hedge
from model.narrative.contexts import Context
from model.narrative.lexicon import DONE, Phrase, the_lexicon
from model.narrative.numbers import Number
from model.narrative.other_subjects import are_other_applications
from model.narrative.sentence_state import LONGEST_LEAD, Sentence, Word, begins_item

ISSUING = ("发布", "公布")
"""A document is issued by it; on a website it is shown there."""

ANSWERS = frozenset({"results", "reasons"})
"""The groups of phrases for how a request was answered, and why."""

AMOUNT = (("amount",),)
"""The columns of what is charged."""

AND_OTHERS = "等"
"""危化品许可等 104 件: one kind is named for all."""

OUTCOMES, STOCK = "outcomes", "stock"
"""The groups of phrases for how disputes ended, and for what became of documents."""

PEOPLE = ("人", "人次", "名", "家", "家次", "户")
"""Measure words of applicants, who may be fewer than what they asked for."""


@dataclass(frozen=True)
class Counted:
    """A plain count whose cells are known."""

    sentence: Sentence
    number: Number
    table: str
    own: list[Word]
    left: list[Word]
    right: list[Word]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Doubt:
    """A reason why a count may not mean its cells. Examples mark the number with ⟦⟧."""

    name: str
    applies: Callable[[Counted], bool]
    example: str
    counter_example: str
    hedge: Hedge = Hedge.AMBIGUOUS


def doubts_of(at: Counted) -> frozenset[Hedge]:
    """The hedges of a count; empty where the words make it certain."""
    found = {each.hedge for each in DOUBTS if each.applies(at)}
    if at.sentence.passage.subject == PROBLEMS and not _is_told_of_problems(at):
        found.add(Hedge.AMBIGUOUS)
    return frozenset(found)


def _is_told_of_problems(at: Counted) -> bool:
    """被纠正 4 件; 全年收到申请 48 件, and nothing more."""
    if any(phrase.group == OUTCOMES for phrase in at.phrases):
        return True
    contexts, text = the_lexicon().contexts, at.sentence.text
    if _names_outcome(at):
        return False
    clause = max(text.rfind(sign, 0, at.number.start) for sign in ",，;；:：") + 1
    begin = 0 if at.table == the_lexicon().roles.disputes else clause
    return (
        contexts.of_the_year.found(text, begin, at.number.start) is not None
        and contexts.counted_thing_ends.found(text, at.number.stop) is not None
    )


def _names_outcome(at: Counted) -> bool:
    """纠正案件偏多，复议和诉讼合计 4 件: perhaps of those that were corrected."""
    ends = {number.end for number, *_ in at.sentence.counted}
    return at.table == the_lexicon().roles.disputes and any(
        word.phrase is not None and word.phrase.group == OUTCOMES and word.end <= at.number.start
        for word in at.sentence.words
        if not any(word.end < end for end in ends)
    )


def _is_made_public(at: Counted) -> bool:
    roles, contexts = the_lexicon().roles, the_lexicon().contexts
    issuing = (w for w in at.own if w.text in ISSUING and not contexts.on_channel.found(at.sentence.text, 0, w.start))
    named = {word.phrase.id for word in at.own if word.phrase}
    if any(issuing) or has_verb_of_stock(at.own):
        return False
    return at.table == roles.disclosure and not named.isdisjoint(roles.made_public)


def has_verb_of_stock(own: list[Word]) -> bool:
    """清理废止 4 件: it is said what became of the documents."""
    published = the_lexicon().roles.published
    return any(word.phrase and word.phrase.group == "stock" and word.phrase.id != published for word in own)


def _counts_pieces(at: Counted) -> bool:
    return at.table == the_lexicon().roles.disclosure and at.number.unit == "条"


def _is_one_kind(at: Counted) -> bool:
    """卫生许可 3 件: a noun before the bare word of a row, or a word for one kind only."""
    contexts = the_lexicon().contexts
    return any(
        phrase.partial
        or (
            word.bare
            and phrase.modified
            and not at.sentence.text.startswith(AND_OTHERS, word.end)
            and not begins_item(at.sentence.text, word.start)
            and contexts.of_all_kinds.found(at.sentence.text, max(0, word.start - LONGEST_LEAD), word.start) is None
        )
        for word in at.own
        if (phrase := word.phrase) in at.phrases and phrase is not None
    )


def _is_for_a_reason(at: Counted) -> bool:
    """内部管理信息不公开 1 件: for a reason that no phrase names, and perhaps not all that were denied."""
    answers = [word for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.group == "results"]
    if not answers or any(word.phrase and word.phrase.group == "reasons" for word in at.own):
        return False
    text, start = at.sentence.text, answers[0].start
    return start < at.number.start and the_lexicon().contexts.for_a_reason.found(text, 0, start) is not None


def _names_kinds(at: Counted) -> bool:
    """行政权力事项 357 项，其中行政许可 49 项: kinds of decisions, and not decisions."""
    if at.table != the_lexicon().roles.disclosure or at.number.unit != "项":
        return False
    if any(word.text.endswith("决定") for word in at.own):
        return False
    return the_lexicon().contexts.kinds_of_decisions.found(at.sentence.text, 0, at.number.start) is not None


def _is_left_or_answered(at: Counted) -> bool:
    """尚有 3 件正在办理, 还有 33 件有效, 对 9 件予以部分公开: what is left, or how some were answered, is counted
    just so."""
    roles = the_lexicon().roles
    left = (roles.carried_in, roles.carried_out, roles.in_force)
    groups = {*ANSWERS, OUTCOMES, STOCK}  # 对 2 件予以废止
    return any(phrase.id in left or phrase.group in groups for phrase in at.phrases)


def _are_some_applicants(at: Counted) -> bool:
    """境外企业 5 件: a noun before the word for a kind of applicant."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    return any(
        not begins_item(text, start) and contexts.noun_before.found(text, max(0, start - LONGEST_LEAD), start)
        for start in _applicants(at)
    )


def _are_joined_to_others(at: Counted) -> bool:
    """渔民和企业 7 件: a noun that is no kind of applicant is joined to one."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    ends = {word.end for word in at.sentence.words}
    return any(
        start - 1 not in ends and contexts.joined_noun.found(text, max(0, start - LONGEST_LEAD), start)
        for start in _applicants(at)
    )


def _applicants(at: Counted) -> list[int]:
    """Where the words for kinds of applicants begin that no other word of the lexicon precedes."""
    ends = {word.end for word in at.sentence.words}
    return [
        word.start
        for word in at.own
        if word.phrase
        and word.phrase.columns
        and not word.phrase.rows
        and word.phrase.table == the_lexicon().roles.requests
        and word.start not in ends
    ]


def _goes_on_about_some(at: Counted) -> bool:
    """有 4 件申请因邮路不畅中止办理; 4 件申请的信息不由我局制作: some of them, unless the clause ends with what is
    counted."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    there_are = contexts.there_are.found(text, at.sentence.span[0], at.number.start) is not None
    roles = the_lexicon().roles
    of_requests = {phrase.id for phrase in at.phrases} <= {
        roles.all_requests,
        roles.received,
        roles.handled,
        roles.whole_of_shares,
    }
    named = any(word.mark == roles.all_requests for word in at.own)
    clause = max(text.rfind(sign, 0, at.number.start) for sign in SIGNS)
    here = [word for word in at.own if word.end > clause]
    behind = of_requests and named and bool(here) and all(word.start >= at.number.stop for word in here)
    if not there_are and not (behind and _BEGINS_CLAUSE.search(text, 0, at.number.start)):
        return False
    if any(word.mark == DONE for word in at.right):
        return False  # 65 件申请全部在 2021 年内办结
    return contexts.counted_thing_ends.found(text, at.number.stop) is None


_BEGINS_CLAUSE = re.compile(r"(?:^|[,，;；:：])\s*(?:其中|另|还)?$")


def _counts_people(at: Counted) -> bool:
    """自然人 36 人; but 36 人次 are as many as what was asked for."""
    return at.number.unit in PEOPLE and not at.number.unit.endswith("次")


def _were_filed(at: Counted) -> bool:
    """收到行政复议 3 件; 办理行政复议案件 56 件, of an organ that decides them."""
    lexicon = the_lexicon()
    if at.table != lexicon.roles.disputes:
        return False
    if any(word.text in lexicon.marks["filed"] for word in (*at.left, *at.right)):
        return True
    decides = any(word.mark == lexicon.roles.whole_of_shares or "应诉" in word.text for word in at.left)
    return "公开" not in at.sentence.text and decides


def _is_distant(at: Counted) -> bool:
    return at.number.start not in at.sentence.in_order and not _joined(at.sentence, at.number, at.own, at.phrases)


def _is_of_requests(at: Counted) -> bool:
    """A word that says only that something was dealt with stands behind the number."""
    roles = the_lexicon().roles
    ids = {phrase.id for phrase in at.phrases}
    return ids <= {roles.whole_of_shares} and all(word.start >= at.number.stop for word in at.own)


def _has_rows(at: Counted) -> bool:
    """以自然人为主，共 12 件: they themselves are counted, too."""
    return any(phrase.rows for phrase in at.phrases) or _mostly(at.sentence, at.own)


def _joined(sentence: Sentence, number: Number, own: list[Word], phrases: tuple[Phrase, ...]) -> bool:
    """Whether only connecting words are between the number and the nearest of its phrases."""
    roles = the_lexicon().roles
    of_requests = any(phrase.table == roles.requests for phrase in phrases)
    answers = any(phrase.group in ANSWERS for phrase in phrases)
    mine = (
        [
            word
            for word in own
            if word.phrase in phrases
            or (of_requests and word.phrase is not None and word.phrase.id == roles.all_requests)
            or (answers and word.phrase is not None and word.phrase.group in ANSWERS)
        ]
        or own
    )  # 收到公民、法人的申请共 16 件: what was received is joined to its number; 信访事项不予处理 2 件: so is why
    before = max((word.end for word in mine if word.end <= number.start), default=-1)
    behind = min((word.start for word in mine if word.start >= number.stop), default=-1)
    text, contexts = sentence.text, the_lexicon().contexts
    over = behind >= 0 and roles.carried_out in {phrase.id for phrase in phrases}
    if over and contexts.carried_next.found(text, number.stop, behind):
        return True
    return (before >= 0 and contexts.joined_before.found(text, before, number.start) is not None) or (
        behind >= 0 and contexts.joined_behind.found(text, number.stop, behind) is not None
    )


def _mostly(sentence: Sentence, own: list[Word]) -> bool:
    """以自然人为主，共 12 件: they themselves, and nothing of theirs."""
    mostly = the_lexicon().contexts.mostly
    return any(word.phrase and mostly.found(sentence.text, word.end) for word in own)


def _of_those(sentence: Sentence, number: Number, left: list[Word]) -> bool:
    """收到的 48 件已经办结: those of what came in that are done."""
    received = the_lexicon().roles.received
    came = any(word.phrase and word.phrase.id == received for word in left)
    of_them = came and sentence.text[: number.start].rstrip().endswith("的")
    return of_them and the_lexicon().contexts.done_behind.found(sentence.text, number.stop) is not None


def _of_each(sentence: Sentence, number: Number) -> bool:
    """收到两家企业的申请各 1 件: two of them together."""
    return the_lexicon().contexts.each_of_them.found(sentence.text, sentence.span[0], number.start) is not None


def _planned(sentence: Sentence, number: Number) -> bool:
    """力争复议纠正为零: a goal, not a result."""
    contexts, before = the_lexicon().contexts, sentence.text[: number.start]
    clause = max(before.rfind(sign) for sign in ";；,，")
    statement = max(before.rfind(sign) for sign in ";；")
    return (
        contexts.planned.found(before, clause + 1) is not None
        or contexts.planned_year.found(before, statement + 1) is not None
    )


def _is_for_all(at: Counted) -> bool:
    """Whether all requests of one sort are meant, and no kind of applicant or answer."""
    return at.table == the_lexicon().roles.requests and all(phrase.group == "whole" for phrase in at.phrases)


def _before(at: Counted, context: Context, *marks: str) -> bool:
    """Whether the context stands right before a word of the number that means one of the phrases."""
    return any(
        word.mark in marks and word.end <= at.number.start and context.found(at.sentence.text, 0, word.start)
        for word in at.own
    )


def _are_some_of_all(at: Counted) -> bool:
    """征求第三方意见的申请 3 件; 同一申请人提交申请 9 件; 单月最高收到申请 5 件; 涉及申请 19 宗."""
    contexts, all_requests = the_lexicon().contexts, the_lexicon().roles.all_requests
    if at.table == the_lexicon().roles.requests and _before(at, contexts.of_one, all_requests):
        return True
    text, begin = at.sentence.text, _statement(at)
    if any(word.text.endswith(CONSENT) and word.phrase and word.phrase.group == "results" for word in at.own):
        return contexts.consent.found(text, begin, at.number.start) is not None
    if not _is_for_all(at):
        return False
    return (
        contexts.unlike_all.found(at.sentence.text, at.sentence.span[0], at.number.start) is not None
        or _before(at, contexts.some_that, all_requests)
        or _before(at, contexts.matter_of, all_requests)
        or contexts.looked_at.found(text, begin, at.number.start) is not None
    )


CONSENT = "同意公开"


def _statement(at: Counted) -> int:
    """Where the statement begins that the number stands in."""
    return max(at.sentence.text.rfind(sign, 0, at.number.start) for sign in ";；") + 1


def _are_of_another_matter(at: Counted) -> bool:
    """土地确权登记 15 件; 接收档案 26 件; 按信访程序处理 2 件; 因处罚引起的行政复议 16 件."""
    contexts, roles = the_lexicon().contexts, the_lexicon().roles
    if at.table == roles.disputes:
        kinds = {word.mark for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.rows}
        if any(word.mark == roles.carried_in for word in at.own):
            return True  # 上年遗留的 3 宗行政诉讼
        last = at.sentence.claims[-1] if at.sentence.claims else None
        goes_on = (
            last is not None
            and last.table == at.table
            and Hedge.AMBIGUOUS in last.hedges
            and contexts.next_dispute.found(at.sentence.text, last.end, at.number.start)
        )
        return (
            bool(goes_on)
            or _before(at, contexts.other_dispute, *kinds)
            or _before(at, contexts.dispute_before, *kinds)
            or _are_other_outcomes(at)
        )
    if not _is_for_all(at):
        return False
    received = [word for word in at.own if word.mark == roles.received and word.end <= at.number.start]
    if any(contexts.papers.found(at.sentence.text, word.end, at.number.start) for word in received):
        return True
    registered = any(
        word.text == REGISTERED and contexts.other_registered.found(at.sentence.text, 0, word.start) for word in at.own
    )
    return registered or _before(at, contexts.handled_otherwise, roles.whole_of_shares)


def _are_other_outcomes(at: Counted) -> bool:
    """劳动仲裁裁决维持 9 件: no dispute is named before it."""
    text, begin = at.sentence.text, _statement(at)
    end = max([at.number.stop, *(word.end for word in at.own)])
    named = _DISPUTES.search(text, begin, end) is not None
    found = the_lexicon().contexts.other_outcome.found(text, begin, at.number.start)
    return not named and found is not None


_DISPUTES = re.compile("复议|诉讼|法院|应诉|起诉")

REGISTERED = "登记"


def _counts_tasks(at: Counted) -> bool:
    """任务 18 项，已完成 17 项，1 项结转明年."""
    if at.table != the_lexicon().roles.requests or at.number.unit not in TASKS:
        return False
    if not the_lexicon().contexts.of_tasks.found(at.sentence.text, _statement(at), at.number.start):
        return False
    in_general = all(phrase.group in ("whole", "handling") for phrase in at.phrases)
    return in_general and not any(word.mark == the_lexicon().roles.all_requests for word in at.own)


TASKS = ("项", "条", "部")
"""Measure words of tasks and of pieces of information, rarely of requests."""


def _names_no_object(at: Counted) -> bool:
    """Whether verbs alone say what is counted: 受理 12 件."""
    roles = the_lexicon().roles
    verbs = (roles.received, roles.handled, roles.whole_of_shares)
    named = {word.mark for word in (*at.own, *at.right) if word.phrase is not None and word.phrase.table}
    if at.table == roles.requests:  # 纠错受理 1402 条: what is said of other tables is not meant
        meant = {phrase.id for phrase in at.phrases}
        return roles.all_requests not in named and meant <= {*verbs}
    return at.table == roles.disputes and bool(named) and named <= {*verbs}


def _are_of_unknown(at: Counted) -> bool:
    """受理仲裁案件 91 件, 办结 88 件; 书记信箱受理 82 件; 提前答复 14 件; 两件于 1 月 12 日答复."""
    contexts, sentence = the_lexicon().contexts, at.sentence
    if not _names_no_object(at):
        return False
    if at.number.start in sentence.in_order or at.number.unit == "":
        return False
    if contexts.on_a_day.found(sentence.text, at.number.stop):
        return True
    roles = the_lexicon().roles
    verbs = [word for word in at.own if word.mark in (roles.received, roles.handled, roles.whole_of_shares)]
    first = min(verbs or at.own, key=lambda word: word.start)
    begin = max(sentence.text.rfind(sign, 0, first.start) for sign in SIGNS) + 1
    before = [each.stop for each, *_ in sentence.counted if each.stop <= first.start]
    begin = max([begin, *before])
    unknown = first.start < at.number.start and not contexts.nothing_new.found(sentence.text, begin, first.start)
    if unknown or _is_distant(at):
        sentence.of_unknown = _statement(at)
    return sentence.of_unknown == _statement(at)


SIGNS = ",，;；:：。、()—●■◆【】｜"
"""Between two of them a clause stands."""


def _is_not_decided(at: Counted) -> bool:
    """取消行政许可 3 项; 行政处罚案卷评查 30 件; 减免行政事业性收费 12 万元."""
    if at.table != the_lexicon().roles.disclosure:
        return False
    contexts, text = the_lexicon().contexts, at.sentence.text
    named = [word for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.rows]
    if any(word.mark == the_lexicon().roles.all_requests for word in at.own):
        return True  # 涉及行政处罚的申请 6 件
    if contexts.contents.found(text, _statement(at), at.number.start):
        return True
    verbs = [word for word in at.own if word.phrase is not None and word.phrase.group == "stock"]
    if any(contexts.not_made_here.found(text, 0, word.start) for word in verbs):
        return True
    before = (
        contexts.not_charged
        if any(word.phrase.default == AMOUNT for word in named if word.phrase)
        else (contexts.not_decided)
    )
    return any(
        (word.phrase is not None and word.phrase.default and before.found(text, 0, word.start))
        or (word.end <= at.number.start and contexts.not_decisions.found(text, word.end, at.number.start))
        for word in named
    )


def _is_left_of_others(at: Counted) -> bool:
    """热线转办单受理 131 件、办结 129 件、在办 2 件."""
    if at.table != the_lexicon().roles.requests or not all(phrase.group == "handling" for phrase in at.phrases):
        return False
    named = [
        word
        for word in at.sentence.words
        if word.end <= at.number.start
        and (word.mark == "foreign" or (word.phrase and word not in at.own and _is_of_answers(word.phrase)))
    ]
    return at.sentence.of_unknown == _statement(at) or (bool(named) and named[-1].mark == "foreign")


def _is_of_answers(phrase: Phrase) -> bool:
    """申请 11 件，主要涉及政策文件，不予公开 4 件，2 件结转: requests are spoken of again."""
    return phrase.topic == the_lexicon().roles.requests or phrase.group in ANSWERS


def _is_of_more(at: Counted) -> bool:
    """占全县行政复议案件总数（148 件）的 3.4%."""
    return the_lexicon().contexts.of_more.found(at.sentence.text, 0, at.number.start) is not None


FAR_OBJECT = 18
"""Most characters from 对 to the number of what something was done to."""


def _acted_on(sentence: Sentence, number: Number) -> bool:
    """对 4 件申请…: some of them, to which something was done."""
    before = sentence.text[max(sentence.span[0], number.start - FAR_OBJECT) : number.start]
    return the_lexicon().contexts.some_of_them.found(before) is not None


def _were_looked_through(at: Counted) -> bool:
    return the_lexicon().contexts.looked_through.found(at.sentence.text, at.number.stop) is not None


def decides_disputes(sentence: Sentence, number: Number, left: list[Word]) -> bool:
    """办理复议 22 件, and not as the one who is sued."""
    contexts = the_lexicon().contexts
    verb = any(w.mark in (the_lexicon().roles.whole_of_shares, the_lexicon().roles.received) for w in left)
    return verb and contexts.as_defendant.found(sentence.text, sentence.span[0], number.start) is None


DOUBTS: tuple[Doubt, ...] = (
    Doubt(
        "a phrase of the lexicon that is soft", lambda at: any(phrase.soft for phrase in at.phrases),
        "收到申请9件，撤回申请⟦1⟧件。", "收到申请9件，其他处理⟦1⟧件。", Hedge.SOFT,
    ),
    Doubt(
        "what was published", _is_made_public, "公开行政许可⟦3⟧件。", "作出行政许可⟦3⟧件。", Hedge.PUBLISHED,
    ),
    Doubt(
        "pieces of information; the form counts 件", _counts_pieces, "行政许可⟦3⟧条。", "行政许可⟦3⟧件。",
        Hedge.PUBLISHED,
    ),
    Doubt(
        "one kind of decisions", _is_one_kind, "行政处罚2件，卫生许可⟦3⟧件。", "行政处罚2件，许可⟦3⟧件。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "an answer for a reason of its own", _is_for_a_reason, "内部管理信息不公开⟦1⟧件。", "申请不公开⟦1⟧件。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "some of one kind of applicants", _are_some_applicants,
        "境外企业申请⟦5⟧件。", "收到企业申请⟦5⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "applicants of a kind that the form does not name are counted, too", _are_joined_to_others,
        "收到申请9件，渔民和企业提出⟦7⟧件。", "收到申请9件，自然人申请2件、企业申请⟦7⟧件。",
    ),
    Doubt("kinds of decisions", _names_kinds, "权力事项357项，其中行政许可⟦49⟧项。", "作出行政许可⟦49⟧项。"),
    Doubt(
        "some of the requests only", lambda at: any(word.mark == "qualified" for word in (*at.left, *at.right)),
        "收到转办申请⟦2⟧件。", "收到申请⟦2⟧件。",
    ),
    Doubt(
        "applications of another kind", lambda at: are_other_applications(at.sentence, at.phrases, at.own),
        "收到年金申请⟦2⟧件。", "收到申请⟦2⟧件。",
    ),
    Doubt(
        "so many of each of several", lambda at: _of_each(at.sentence, at.number),
        "收到两家企业的申请各⟦1⟧件。", "收到企业的申请⟦2⟧件。",
    ),
    Doubt(
        "those of what came in that are done", lambda at: _of_those(at.sentence, at.number, at.left),
        "收到的⟦48⟧件申请已经办结。", "收到⟦48⟧件申请，已经办结。",
    ),
    Doubt(
        "wanted, not done", lambda at: _planned(at.sentence, at.number),
        "力争收到申请⟦9⟧件。", "收到申请⟦9⟧件。",
    ),
    Doubt(
        "some of all requests, as the words before say", _are_some_of_all,
        "征求第三方意见的申请⟦3⟧件。", "群众提出的申请⟦3⟧件。",
    ),
    Doubt(
        "another matter with the same words", _are_of_another_matter,
        "因处罚引起的行政复议⟦16⟧件。", "因答复引起的行政复议⟦16⟧件。",
    ),
    Doubt(
        "verbs without a word of what was received or answered", _are_of_unknown,
        "提前答复⟦14⟧件。", "全年答复⟦14⟧件。",
    ),
    Doubt(
        "what was not decided or charged, or looked at later", _is_not_decided,
        "抽查行政许可案卷⟦20⟧件。", "作出行政许可⟦20⟧件。",
    ),
    Doubt(
        "tasks, of which some are done or left", _counts_tasks,
        "受理依申请公开任务，办结⟦17⟧项。", "受理依申请公开，办结⟦12⟧项。",
    ),
    Doubt(
        "what is left of something else", _is_left_of_others,
        "热线转办单受理131件、在办⟦2⟧件。", "申请受理131件、在办⟦2⟧件。",
    ),
    Doubt(
        "a whole that is more than the tables count", _is_of_more,
        "行政复议2件，占全县行政复议案件总数（⟦148⟧件）的1.4%。", "全县行政复议案件总数（⟦148⟧件）。",
    ),
    Doubt(
        "some of them, of which more is said",
        lambda at: not _is_left_or_answered(at) and _goes_on_about_some(at),
        "有⟦4⟧件申请因邮路不畅中止办理。", "全年有申请⟦4⟧件。",
    ),
    Doubt(
        "perhaps fewer people than what they asked for", _counts_people,
        "申请人包括自然人⟦36⟧人、企业4家。", "申请人包括自然人⟦36⟧件、企业4件。", Hedge.SOFT,
    ),
    Doubt(
        "disputes that were filed, perhaps not decided", _were_filed,
        "收到行政复议⟦3⟧件。", "行政复议⟦3⟧件。", Hedge.FILED,
    ),
    Doubt(
        "disputes of an organ that decides them",
        lambda at: at.table == the_lexicon().roles.disputes and at.sentence.decides,
        "办理行政复议⟦22⟧件。", "被申请行政复议⟦22⟧件。", Hedge.DECIDED,
    ),
    Doubt(
        "other words between the number and a word for requests", lambda at: _is_distant(at) and _is_of_requests(at),
        "查询账户的⟦1⟧件引导其通过查询渠道办理。", "办理申请⟦12⟧件。",
    ),
    Doubt(
        "other words between the number and its phrase", lambda at: _is_distant(at) and _has_rows(at),
        "收到申请后组织会商⟦12⟧件。", "收到申请⟦12⟧件。", Hedge.DISTANT,
    ),
    Doubt(
        "other words between the number and a kind of applicant", lambda at: _is_distant(at) and not _has_rows(at),
        "收到申请12件，企业资质⟦9⟧件。", "收到申请12件，企业⟦9⟧件。", Hedge.SOFT,
    ),
    Doubt(
        "those that were looked through, not made", _were_looked_through,
        "对规范性文件制发⟦20⟧件进行清理。", "制发规范性文件⟦20⟧件。",
    ),
    Doubt(
        "some, to which something was done",
        lambda at: not _is_left_or_answered(at) and _acted_on(at.sentence, at.number),
        "对⟦4⟧件申请加快办理。", "收到⟦4⟧件申请。",
    ),
)  # fmt: skip
"""Where one applies, the claim has its hedge."""
