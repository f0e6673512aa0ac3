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
or if its clause gives the whole of a year and nothing more (全年收到申请 48 件).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from model.form.edition import PROBLEMS
from model.narrative.claims import Hedge
from model.narrative.clauses import LABELS, start_of
from model.narrative.counted_number import OUTCOMES, Counted
from model.narrative.doubts_of_disputes import are_causes_of_disputes, are_decided_here, were_filed
from model.narrative.doubts_of_documents import (
    are_among_pieces,
    counts_pieces,
    counts_withheld,
    goes_with_documents,
    is_made_public,
    is_of_all_changes,
    were_looked_through,
    were_made_in_a_name,
    were_reviewed,
)
from model.narrative.doubts_of_others import (
    are_of_another_matter,
    are_of_unknown,
    came_one_way,
    come_from_several,
    counts_looks,
    has_rows,
    is_distant,
    is_left_of_others,
    is_not_decided,
    is_of_more,
    is_of_requests,
    is_planned,
    names_kinds,
)
from model.narrative.doubts_of_some import (
    are_counted_elsewhere,
    are_done_in_time,
    are_for_one_thing,
    are_joined_to_others,
    are_merged,
    are_of_other_matter,
    are_of_single_months,
    are_papers_asked_for,
    are_put_right_for_a_fault,
    are_qualified,
    are_some_applicants,
    are_some_of_all,
    are_the_rest_of_a_list,
    come_from_somebody,
    counts_people,
    counts_tasks,
    goes_on_about_some,
    is_acted_on,
    is_answered_behind,
    is_for_a_reason,
    is_left_or_answered,
    is_of_each,
    is_of_those,
    is_one_kind,
    more_is_said_of,
    were_asked_to_say_more,
    were_paid_for,
    were_sorted_so,
)
from model.narrative.doubts_of_topics import (
    are_listed_by_topic,
    are_of_a_topic,
    are_of_most,
    are_those_of_one_applicant,
    are_those_that,
)
from model.narrative.lexicon import the_lexicon
from model.narrative.licences_decided import are_decided_behind, have_ended_otherwise
from model.narrative.other_subjects import are_other_applications


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
    if at.table == the_lexicon().roles.disputes and (
        contexts.of_our_disputes.found(text, at.sentence.span[0], at.number.start)
        or (_go_on_about_ours(at) and not _names_outcome(at))
    ):
        return contexts.counted_thing_ends.found(text, at.number.stop) is not None
    if _names_outcome(at):
        return False
    clause = start_of(LABELS, text, at.number.start)
    begin = 0 if at.table == the_lexicon().roles.disputes else clause
    return (
        contexts.of_the_year.found(text, begin, at.number.start) is not None
        and contexts.counted_thing_ends.found(text, at.number.stop) is not None
    )


def _go_on_about_ours(at: Counted) -> bool:
    """信息公开复议 55 件，被纠正 9 件；诉讼 24 件."""
    named = [each for each in at.sentence.claims if each.table == at.table and not each.columns]
    if not named or Hedge.AMBIGUOUS in named[-1].hedges:
        return False
    return _ONE_MORE.search(at.sentence.text, named[-1].end, at.number.start) is not None


_ONE_MORE = re.compile(r"[,，、;；和及(](?:行政|直接)?(?:复议|诉讼|应诉|被诉|起诉|复议后起诉)(?:案件)?[共有为计]?\s?$")


def _names_outcome(at: Counted) -> bool:
    """纠正案件偏多，复议和诉讼合计 4 件: perhaps of those that were corrected."""
    ends = {number.end for number, *_ in at.sentence.counted}
    return at.table == the_lexicon().roles.disputes and any(
        word.phrase is not None and word.phrase.group == OUTCOMES and word.end <= at.number.start
        for word in at.sentence.words
        if not any(word.end < end for end in ends)
    )


DOUBTS: tuple[Doubt, ...] = (
    Doubt(
        "a phrase of the lexicon that is soft", lambda at: any(phrase.soft for phrase in at.phrases),
        "收到申请9件，撤回申请⟦1⟧件。", "收到申请9件，其他处理⟦1⟧件。", Hedge.SOFT,
    ),
    Doubt(
        "what was published", is_made_public, "公开行政许可⟦3⟧件。", "作出行政许可⟦3⟧件。", Hedge.PUBLISHED,
    ),
    Doubt(
        "pieces of information; the form counts 件", counts_pieces, "行政许可⟦3⟧条。", "行政许可⟦3⟧件。",
        Hedge.PUBLISHED,
    ),
    Doubt(
        "pieces of information among others", are_among_pieces,
        "发布动态30条、公告9条、行政许可⟦3⟧条、行政处罚2条。", "行政许可⟦3⟧条、行政处罚2条。",
    ),
    Doubt(
        "pieces of information that are not shown", counts_withheld,
        "申请公开情况，撤下不宜公开的信息⟦8⟧条。", "申请公开情况，不宜公开⟦8⟧条。",
    ),
    Doubt(
        "one kind of decisions", is_one_kind, "行政处罚2件，卫生许可⟦3⟧件。", "行政处罚2件，许可⟦3⟧件。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "an answer for a reason of its own", is_for_a_reason, "内部管理信息不公开⟦1⟧件。", "申请不公开⟦1⟧件。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "some of one kind of applicants", are_some_applicants,
        "境外企业申请⟦5⟧件。", "收到企业申请⟦5⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "applicants of a kind that the form does not name are counted, too", are_joined_to_others,
        "收到申请9件，渔民和企业提出⟦7⟧件。", "收到申请9件，自然人申请2件、企业申请⟦7⟧件。",
    ),
    Doubt("kinds of decisions", names_kinds, "权力事项357项，其中行政许可⟦49⟧项。", "作出行政许可⟦49⟧项。"),
    Doubt(
        "some of the requests only", are_qualified,
        "收到转办申请⟦2⟧件。", "收到申请⟦2⟧件。",
    ),
    Doubt(
        "applications of another kind", lambda at: are_other_applications(at.sentence, at.phrases, at.own),
        "收到年金申请⟦2⟧件。", "收到申请⟦2⟧件。",
    ),
    Doubt(
        "those who asked for something else, as the words before them say", are_of_other_matter,
        "惠企政策兑现：企业⟦3⟧件、个人2件。", "申请人情况：企业⟦3⟧件、个人2件。",
    ),
    Doubt(
        "those that asked about something that is named like an answer or an applicant", are_of_a_topic,
        "受理申请9件，其中自然人8件、其他组织1件。按内容分：涉及投诉举报处理的⟦3⟧件，其他6件。",
        "收到申请9件，信访举报投诉类申请⟦3⟧件。",
    ),
    Doubt(
        "an item of a list of what was asked about", are_listed_by_topic,
        "收到申请9件，申请内容涉及工伤认定5件、企业⟦3⟧件、其他1件。",
        "收到申请9件，申请人为个人5件、企业⟦3⟧件、其他1件。",
    ),
    Doubt(
        "those that somebody sent whom the form does not name", come_from_somebody,
        "收到申请43件。上述申请中，⟦28⟧件来自投诉举报人。", "收到申请43件，⟦28⟧件来自自然人。",
    ),
    Doubt(
        "papers that one of them was about", are_papers_asked_for,
        "收到申请9件，1件因所涉⟦3⟧份图纸未保存而无法提供。", "收到申请9件，⟦3⟧份因未保存而无法提供。",
    ),
    Doubt(
        "those that were charged for", were_paid_for,
        "启动收费程序，实际收到⟦2⟧件、1860元。", "实际收到⟦2⟧件、上年结转1件。",
    ),
    Doubt(
        "counted under another row, as the words behind say", are_counted_elsewhere,
        "行政诉讼2件，⟦1⟧件原告撤诉（计入维持）。", "行政诉讼2件，⟦1⟧件原告撤诉（1件维持）。",
    ),
    Doubt(
        "how those of one kind of applicant were answered", are_those_of_one_applicant,
        "企业申请主要涉及环评文件，⟦2⟧件予以公开。", "申请主要涉及环评文件，⟦2⟧件予以公开。",
    ),
    Doubt(
        "some of those that were put right, for one fault of several", are_put_right_for_a_fault,
        "复议纠正6件，其中因检索不充分被纠正⟦4⟧件。", "因检索不充分被纠正⟦6⟧件。",
    ),
    Doubt(
        "so many of each of several", lambda at: is_of_each(at.sentence, at.number),
        "收到两家企业的申请各⟦1⟧件。", "收到企业的申请⟦2⟧件。",
    ),
    Doubt(
        "those of what came in that are done", lambda at: is_of_those(at.sentence, at.number, at.left),
        "收到的⟦48⟧件申请已经办结。", "收到⟦48⟧件申请，已经办结。",
    ),
    Doubt(
        "one of those that were answered so, as the next clause says", is_answered_behind,
        "收到申请11件，⟦1⟧件查阅补偿明细，予以公开。", "收到申请1件，⟦1⟧件查阅补偿明细，予以公开。",
    ),
    Doubt(
        "those who were asked to say it more clearly", were_asked_to_say_more,
        "收到申请9件，对⟦3⟧件内容不明确的申请告知补正。", "收到申请9件，⟦3⟧件补正后仍不明确。",
    ),
    Doubt(
        "answered together with others", are_merged,
        "收到申请9件，重复申请⟦2⟧件已合并答复。", "收到申请9件，重复申请⟦2⟧件。",
    ),
    Doubt(
        "wanted, not done", lambda at: is_planned(at.sentence, at.number),
        "力争收到申请⟦9⟧件。", "收到申请⟦9⟧件。",
    ),
    Doubt(
        "some of all requests, as the words before say", are_some_of_all,
        "征求第三方意见的申请⟦3⟧件。", "群众提出的申请⟦3⟧件。",
    ),
    Doubt(
        "another matter with the same words", are_of_another_matter,
        "因处罚引起的行政复议⟦16⟧件。", "因答复引起的行政复议⟦16⟧件。",
    ),
    Doubt(
        "verbs without a word of what was received or answered", are_of_unknown,
        "提前答复⟦14⟧件。", "全年答复⟦14⟧件。",
    ),
    Doubt(
        "what was not decided or charged, or looked at later", is_not_decided,
        "抽查行政许可案卷⟦20⟧件。", "作出行政许可⟦20⟧件。",
    ),
    Doubt(
        "applications for licences that ended, perhaps without a decision", have_ended_otherwise,
        "受理许可申请902件，办结⟦860⟧件，退件42件。", "受理许可申请902件，办结⟦860⟧件。",
    ),
    Doubt(
        "licences that were applied for, where the next number counts those decided", are_decided_behind,
        "行政许可受理⟦902⟧件，办结860件。", "行政许可办结⟦860⟧件。",
    ),
    Doubt(
        "what became of those that came in one way", came_one_way,
        "申请中网上来件28件，办结⟦27⟧件。", "收到申请28件，办结⟦27⟧件。",
    ),
    Doubt(
        "documents made, changed and repealed, in one count", is_of_all_changes,
        "公布规章⟦14⟧件（新制定6件、修改3件、废止5件）。", "制定规章⟦14⟧件（含修改3件），废止5件。",
    ),
    Doubt(
        "those that were answered within a time", are_done_in_time,
        "收到申请15件，其中⟦3⟧件当日办结。", "收到申请15件，其中⟦3⟧件已办结。",
    ),
    Doubt(
        "those that asked for one thing, or all of them", are_for_one_thing,
        "收到要求公开低保名单的申请⟦2⟧件。", "收到要求公开政府信息的申请⟦2⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "what came in one of several months", are_of_single_months,
        "收到申请15件，3月收到⟦5⟧件，6月收到4件。", "收到申请15件，12月底前办结⟦15⟧件。",
    ),
    Doubt(
        "the rest of those that were answered", are_the_rest_of_a_list,
        "收到申请15件，剩余⟦1⟧件所涉内容已公开。", "收到申请15件，剩余⟦1⟧件尚未办结。",
    ),
    Doubt(
        "tasks, of which some are done or left", counts_tasks,
        "受理依申请公开任务，办结⟦17⟧项。", "受理依申请公开，办结⟦12⟧项。",
    ),
    Doubt(
        "what is left of something else", is_left_of_others,
        "热线转办单受理131件、在办⟦2⟧件。", "申请受理131件、在办⟦2⟧件。",
    ),
    Doubt(
        "a whole that is more than the tables count", is_of_more,
        "行政复议2件，占全县行政复议案件总数（⟦148⟧件）的1.4%。", "全县行政复议案件总数（⟦148⟧件）。",
    ),
    Doubt(
        "some of them, of which more is said",
        lambda at: not is_left_or_answered(at) and goes_on_about_some(at),
        "有⟦4⟧件申请因邮路不畅中止办理。", "全年有申请⟦4⟧件。",
    ),
    Doubt(
        "some of one kind, of which more is said", more_is_said_of,
        "收到申请9件，⟦1⟧件企业申请因材料不全几经补正。", "收到申请9件，⟦2⟧件企业申请。",
    ),
    Doubt(
        "documents that were sorted so, and no requests", were_sorted_so,
        "标注“依申请公开”文件⟦37⟧份。", "收到依申请公开⟦37⟧份。",
    ),
    Doubt(
        "perhaps fewer people than what they asked for", counts_people,
        "申请人包括自然人⟦36⟧人、企业4家。", "申请人包括自然人⟦36⟧件、企业4件。", Hedge.SOFT,
    ),
    Doubt(
        "disputes that were filed, perhaps not decided", were_filed,
        "收到行政复议⟦3⟧件。", "行政复议⟦3⟧件。", Hedge.FILED,
    ),
    Doubt(
        "disputes that the organ took on and decided", are_decided_here,
        "收到行政复议申请⟦83⟧件，受理76件，审结71件。", "因公开被申请行政复议⟦83⟧件，受理76件，审结71件。",
    ),
    Doubt(
        "what disputes were about", are_causes_of_disputes,
        "被复议47件，其中信息公开5件，执法处罚⟦36⟧件。", "被复议47件。作出处罚⟦36⟧件。",
    ),
    Doubt(
        "disputes of an organ that decides them",
        lambda at: at.table == the_lexicon().roles.disputes and at.sentence.decides,
        "办理行政复议⟦22⟧件。", "被申请行政复议⟦22⟧件。", Hedge.DECIDED,
    ),
    Doubt(
        "other words between the number and a word for requests", lambda at: is_distant(at) and is_of_requests(at),
        "查询账户的⟦1⟧件引导其通过查询渠道办理。", "办理申请⟦12⟧件。",
    ),
    Doubt(
        "other words between the number and its phrase", lambda at: is_distant(at) and has_rows(at),
        "收到申请后组织会商⟦12⟧件。", "收到申请⟦12⟧件。", Hedge.DISTANT,
    ),
    Doubt(
        "other words between the number and a kind of applicant", lambda at: is_distant(at) and not has_rows(at),
        "收到申请12件，企业资质⟦9⟧件。", "收到申请12件，企业⟦9⟧件。", Hedge.SOFT,
    ),
    Doubt(
        "documents that were gone through, perhaps those of others", were_reviewed,
        "清理规范性文件，保留⟦84⟧件、修改7件、废止27件。", "清理规范性文件，保留⟦84⟧件、废止27件。",
    ),
    Doubt(
        "what goes with the documents", goes_with_documents,
        "制定规范性文件3件，出台配套问答⟦21⟧条。", "制定规范性文件⟦3⟧条。",
    ),
    Doubt(
        "documents in the name of one of several", were_made_in_a_name,
        "制定规范性文件12件，其中以区政府名义印发⟦9⟧件。", "制定规范性文件⟦12⟧件。",
    ),
    Doubt(
        "those of what most asked for", are_of_most,
        "收到申请12件，申请领域以社会保险为主，计⟦7⟧件。", "收到申请12件，申请人以自然人为主，公开⟦7⟧件。",
    ),
    Doubt(
        "those of all requests that asked for something", are_those_that,
        "申请征收批复及附图的⟦15⟧件。", "提出申请的⟦15⟧件。",
    ),
    Doubt(
        "how often something was done with them", counts_looks,
        "对依申请公开答复进行合法性审核⟦18⟧次。", "收到依申请公开⟦18⟧次。",
    ),
    Doubt(
        "applicants of several kinds together", come_from_several,
        "收到申请24件，⟦23⟧件来自科研机构、法律服务机构。", "收到申请24件，⟦23⟧件来自科研机构。",
    ),
    Doubt(
        "those that were looked through, not made", were_looked_through,
        "对规范性文件制发⟦20⟧件进行清理。", "制发规范性文件⟦20⟧件。",
    ),
    Doubt(
        "some, to which something was done",
        lambda at: not is_left_or_answered(at) and is_acted_on(at.sentence, at.number),
        "对⟦4⟧件申请加快办理。", "收到⟦4⟧件申请。",
    ),
)  # fmt: skip
"""Where one applies, the claim has its hedge."""
