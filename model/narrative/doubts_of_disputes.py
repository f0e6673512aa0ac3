"""Doubts whether disputes are those that the form counts: about what the organ answered, against it, and decided."""

import itertools
import re

from model.form.edition import PROBLEMS
from model.narrative.claims import Hedge
from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.counted_number import JOINED, OUTCOMES, Counted, stands_before, statement
from model.narrative.lexicon import the_lexicon
from model.narrative.numbers import numbers_in


def were_filed(at: Counted) -> bool:
    """收到行政复议 3 件; 办理行政复议案件 56 件, of an organ that decides them."""
    lexicon = the_lexicon()
    if at.table != lexicon.roles.disputes:
        return False
    if any(word.text in lexicon.marks["filed"] for word in (*at.left, *at.right)):
        return True
    decides = any(word.mark == lexicon.roles.whole_of_shares or "应诉" in word.text for word in at.left)
    return "公开" not in at.sentence.text and decides


def are_of_other_disputes(at: Counted) -> bool:
    """因处罚引起的行政复议 16 件; 上年遗留的行政诉讼 3 宗; 全年行政应诉案件 22 件; 提交答辩材料 2 份;
    诉讼案件中，二审 3 件; 因答复超期引发的复议 0 件."""
    contexts, roles = the_lexicon().contexts, the_lexicon().roles
    kinds = {word.mark for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.rows}
    begin = max(at.sentence.text.rfind("。", 0, at.number.start), 0)
    if _ABOUT_DISCLOSURE.search(at.sentence.text, begin) is None and (
        contexts.of_all_causes.found(at.sentence.text, statement(at), at.number.stop) or _follow_decisions(at)
    ):
        return True
    if any(word.mark == roles.carried_in for word in at.own):
        return True  # 上年遗留的 3 宗行政诉讼
    if _have_another_cause(at) or _are_counted_among(at) or _come_of_other_cases(at):
        return True
    if _ARE_ASKED_ABOUT.match(at.sentence.text, at.number.stop):
        return True
    if _follow_unread(at) or _are_parts_of_an_outcome(at):
        return True
    rest = _OF_THE_REST.search(at.sentence.text, statement(at), at.number.start)
    if rest is not None and _ENDED.search(rest[1]) is None:
        return True
    if _AFTERWARDS.match(at.sentence.text, at.number.stop):
        return True
    if _are_of_one_instance(at):
        return True
    if _FOR_ONE_FAULT.search(at.sentence.text, statement(at), at.number.start):
        return True
    if _BESIDES.search(at.sentence.text, statement(at), at.number.start) or _come_besides(at):
        return True
    if _AGAINST_GOVERNMENT.search(at.sentence.text, statement(at), at.number.start):
        return True
    if at.number.unit == PIECE:
        return True  # 行政复议等信息 226 条
    if at.number.unit == PAPER and _PAPERS.search(at.sentence.text, statement(at), at.number.start):
        return True
    last = at.sentence.claims[-1] if at.sentence.claims else None
    goes_on = (
        last is not None
        and last.table == at.table
        and Hedge.AMBIGUOUS in last.hedges
        and last.start >= statement(at)
        and (
            contexts.next_dispute.found(at.sentence.text, last.end, at.number.start)
            or (
                at.sentence.passage.subject != PROBLEMS  # where whatever is counted is in doubt
                and contexts.part_of_dispute.found(at.sentence.text, last.end, at.number.start)
            )
        )
    )
    return (
        bool(goes_on)
        or _is_of_unknown_suits(at)
        or _is_part_of_another(at)
        or stands_before(at, contexts.other_dispute, *kinds)
        or _are_listed_with_others(at)
        or _are_counted_after_ours(at)
        or stands_before(at, contexts.dispute_before, *kinds)
        or _are_other_outcomes(at)
    )


def _have_another_cause(at: Counted) -> bool:
    """拆违行政诉讼 5 件; 因责令缴存被申请复议 4 件; 不服信访答复的复议 1 件: words that say neither that they are about
    disclosure nor what every such report says of disputes."""
    named = [
        word for word in at.own
        if word.phrase in at.phrases and word.phrase and word.phrase.rows and word.end <= at.number.start
    ]  # fmt: skip
    if not named:
        return False
    text, end = at.sentence.text, named[0].start
    begin = start_of(SIGNS, text, end, at.sentence.span[0])
    if _OF_OURS.search(text, start_of(CLAUSES, text, end, at.sentence.span[0]), end) or _WHO_BROUGHT.search(
        text, begin, end
    ):
        return False
    lead = text[begin:end] + COURT * named[0].text.startswith(COURT)  # 铁路运输法院受理诉讼
    return len(_SAID_OF_ANY.sub("", lead)) >= LEAST_CAUSE


_OF_OURS = re.compile("公开|(?<!信访)(?<!举报)(?<!投诉)(?<!工单)答复")
_WHO_BROUGHT = re.compile(r"(?:^|[,，;；。、\d名位家户个])(?![因由对不])[^\W\d因由对不]{1,8}(?:申请|提起|提出)$")
"""一名货车司机申请复议 1 件."""
COURT = "法院"
LEAST_CAUSE = 2
"""Fewest characters that say what disputes are about."""
_SAID_OF_ANY = re.compile(
    r"以[^\W\d]{2,12}为(?:共同)?(?:被申请人|被告)|[^\W\d因由对]{0,8}(?:政府|部|厅|法院|委员会|管委会|局)(?=受理|审[查理结]|作出|复议|依法|$)|"
    r"争议|作出|审查|撤[回诉销]|终[止结]|中止|和解|调解|驳回|确认|违法|责令|重新|履行|变更|申请人?|当事人|公民|群众|企业|法人|组织|信息|政府|政务|工作|答复|告知|不服|依法|引发|引起|引致|导致|产生|提[起出]|"
    r"行政|复议|诉讼|应诉|案件|机[关构]|法院|人民|司法|审[结理]|结案|收到|新收|新增|受理|接到|办理|办结|处理|发生|存在|出现|涉及|相关|有关|关于|"
    r"本?年[度内底末初]?|全年|今年|当年|期间|截至|其中|另外?|此外|同时|共计?|合计|总计|累计|情况|方面|监督|保障|救济|数量|"
    r"[^\W\d]{0,12}作为|被告|起诉|被申请人|当被|进入|转入|引[起发]|[本我全][局委办厅镇乡街县市区省校院所队]|街道|单位|部门|维持|纠正|败诉|胜诉|直接|之?后|未经|经过?|被|因|由|对|就|向|有|无|"
    r"未|没|的|了|为|是|其|类|均|都|已|于|在|和|与|及|或|也|又|再|仅|只|则|而|并|以|等|从|较|比|上|去|一|二|三|四|五|六|七|八|九|十|"
    r"[\W\d_]"
)


_ARE_ASKED_ABOUT = re.compile(
    r"\s?(?:申请)?(?:询问|咨询|查询|查阅|索要|索取|要求|请求)(?!公开信息)[^,，;；。\d]{0,12}(?:复议|诉讼)"
)
"""2 件询问行政复议统计资料: requests, and what for."""


def _follow_unread(at: Counted) -> bool:
    """强制拆除类行政诉讼 14 件，败诉 2 件: of suits that were not read as ours."""
    begin = statement(at)
    before = [each for each in at.sentence.counted if begin <= each[0].start and each[0].stop <= at.number.start]
    outcome = all(phrase.group == OUTCOMES for phrase in at.phrases)
    if not outcome or not before or before[-1][1] is not None:
        return False
    return _COUNTED_DISPUTES.search(at.sentence.text, begin, before[-1][0].start) is not None


def _are_parts_of_an_outcome(at: Counted) -> bool:
    """被纠正案件共 7 件，其中复议 4 件、诉讼 3 件: of those that were corrected."""
    lists = [*the_lexicon().any_of("parts").finditer(at.sentence.text, statement(at), at.number.start)]
    if not lists or any(phrase.group == OUTCOMES for phrase in at.phrases):
        return False
    whole = [each for each in at.sentence.claims if each.table == at.table and each.end <= lists[-1].start()]
    return bool(whole) and bool(whole[-1].columns) and whole[-1].value >= at.number.value


_COUNTED_DISPUTES = re.compile(r"(?:复议|诉讼|应诉|被诉)(?:案件)?[共有为计]*\s?$")
_OF_THE_REST = re.compile(
    r"(?:其余|其他|余下|另外?)的?\s?\d+\s?[件宗起例](?:均|都)?(?:系|因|为|是|属于?|涉及?)([^,，;；。\d]{3,})[,，][^;；。]{0,20}$"
)
_ENDED = re.compile("维持|纠正|撤|驳回|终止|审|败诉|胜诉|公开")
"""其余 6 件系不服处罚决定，维持 4 件: of those."""
_AFTERWARDS = re.compile(r"(?:申请)?(?:行政)?复议后[,，]")
"""1 件申请复议后，申请人撤回: what happened then is said behind."""


def _come_of_other_cases(at: Counted) -> bool:
    """假释案件公示 412 件，法院裁定 401 件; 办理采购投诉 5 件，被申请复议 1 件: what came of what is no dispute."""
    text, begin = at.sentence.text, statement(at)
    brought = any(_BROUGHT.match(word.text) for word in at.own) and "公开" not in text[begin : at.number.start]
    if at.sentence.claims and at.sentence.claims[-1].start >= begin:
        return False
    if not brought and (_IS_DISPUTE.search(text, begin, at.number.stop + LEAST_CAUSE) or at.sentence.claims):
        return False
    before = [each for each in numbers_in(text, begin, at.number.start) if each.unit == at.number.unit]
    return bool(before) and before[-1].value >= at.number.value


_IS_DISPUTE = re.compile("复议|诉")


def _are_counted_among(at: Counted) -> bool:
    """5 件诉讼中有 2 件还在审理: the first are all suits, whatever was said before."""
    begin = start_of(CLAUSES, at.sentence.text, at.number.start)
    outcome = any(word.phrase and word.phrase.group == OUTCOMES and word.end <= begin for word in at.own)
    return outcome and _AMONG_DISPUTES.match(at.sentence.text, at.number.stop) is not None


_AMONG_DISPUTES = re.compile(r"(?:行政)?(?:复议|诉讼|应诉)(?:案件)?中")


def _are_of_one_instance(at: Counted) -> bool:
    """诉讼 9 件，一审 6 件、二审 3 件: of those before; but not 信息公开行政诉讼一审 8 件，二审 2 件."""
    begin = statement(at)
    if _OF_ONE_INSTANCE.search(at.sentence.text, begin, at.number.start) is None:
        return False
    counted = any(each.table == at.table and each.start >= begin for each in at.sentence.claims)
    several = len(_INSTANCES.findall(at.sentence.text, begin)) > 1
    return counted or (several and "公开" not in at.sentence.text[begin : at.number.start])


_INSTANCES = re.compile(r"[一二再]审(?:案件)?[共有为]?\s*\d")
_OF_ONE_INSTANCE = re.compile(r"[一二再]审(?:案件)?[共有为]?\s*$")
_FOR_ONE_FAULT = re.compile(
    r"因[^,，;；。\d]{0,6}(?:[超逾]期|超时|延迟|送达|程序)[^,，;；。\d]{0,4}(?:引发|引起|引致|导致|产生|被)[^,，;；。\d]{0,12}$"
)
_BESIDES = re.compile(r"除[^,，;；。]{0,8}(?:公开|上述|以上)[^,，;；。]{0,6}外[^;；。]{0,24}$")
"""除信息公开外，另有行政复议 86 件."""


def _come_besides(at: Counted) -> bool:
    """信息公开复议 9 件。我局另有行政复议案件 86 件: others, where disputes were counted before."""
    last = at.sentence.passage.last
    text, begin = at.sentence.text, start_of(CLAUSES, at.sentence.text, at.number.start)
    if last is None or last.table != at.table or "公开" in text[begin : at.number.start]:
        return False
    return _OTHERS_TOO.search(text, begin, at.number.start) is not None


_OTHERS_TOO = re.compile(r"另有[^,，;；。\d]{0,4}(?:复议|诉讼|应诉)案件")
_AGAINST_GOVERNMENT = re.compile(
    r"[市县区旗州盟省](?:人民)?政府(?:本级)?作?为(?:共同)?(?:被申请人|被告)的?[^,，;；。\d]{0,14}$"
)
"""市政府作为被申请人的行政复议 3 件: in the report of a city, not those against its departments."""
PAPER, PIECE = "份", "条"
_PAPERS = re.compile(r"(?:材料|证据|答辩[状书]?|答复书|意见书?|副本|案卷|卷宗|文书)[共有各计]?\s*$")


def _is_of_unknown_suits(at: Counted) -> bool:
    """全年涉诉 31 件: of whatever the organ does, unless disclosure or what it answered is named before."""
    named = _OF_DISCLOSURE.search(at.sentence.text, 0, at.number.start)
    return named is None and any(word.text == SUED and word.end <= at.number.start for word in at.own)


SUED = "涉诉"
_OF_DISCLOSURE = re.compile("公开|答复|申请|复议")


def _is_part_of_another(at: Counted) -> bool:
    """工伤复议 11 件，被撤销 2 件: of the disputes before, which are about something else."""
    contexts, text = the_lexicon().contexts, at.sentence.text
    return any(
        each.table == at.table
        and each.start >= statement(at)
        and contexts.part_of_dispute.found(text, each.end, at.number.start)
        and any(
            word.mark in each.phrase_ids
            and statement(at) <= word.start
            and word.end <= each.start
            and contexts.other_dispute.found(text, 0, word.start)
            for word in at.sentence.words
        )
        for each in at.sentence.claims
    )


_ABOUT_DISCLOSURE = re.compile("信息公开|政务公开|依申请|公开工作")


def _follow_decisions(at: Counted) -> bool:
    """行政处罚 264 件，被复议 4 件: because of those."""
    begin = statement(at)
    counted = [each for each in at.sentence.claims if each.start >= begin]
    disclosed = bool(counted) and counted[-1].table == the_lexicon().roles.disclosure
    listed = disclosed and the_lexicon().phrases[counted[-1].phrase_ids[-1]].default
    before = [word for word in at.own if word.end <= at.number.start]
    return bool(listed) and bool(before) and _BROUGHT.match(before[0].text) is not None


_BROUGHT = re.compile("被")


def _are_counted_after_ours(at: Counted) -> bool:
    """因信息公开被诉 1 件；全年行政应诉案件 22 件: all of a year, of any cause."""
    text, begin, last = at.sentence.text, statement(at), at.sentence.passage.last
    ours = any(each.table == at.table and each.end <= begin for each in at.sentence.claims)
    if _MOSTLY_OTHERS.match(at.sentence.text, at.number.stop):
        return True
    if not ours and not at.sentence.claims and last is not None and last.table == at.table:
        ours = _WHOLE_CASES.search(text, 0, at.number.start) is not None  # 行政诉讼 6 件。全厅行政应诉案件 74 件
    return ours and _ALL_OF_A_YEAR.match(text, begin) is not None and "公开" not in text[begin : at.number.start]


_WHOLE_CASES = re.compile("应诉案件|案件总[数量]|[全我本](?:局|厅|委|系统)[^,，;；。\\d]{0,4}(?:复议|诉讼)案件")
_MOSTLY_OTHERS = re.compile(
    r"[,，]\s*(?:绝?大多数?|绝?大部分|主要|多数?|基本)(?:涉及|[为是系])?(?![^,，。;；]{0,16}公开)"
    r"[^,，。;；]{0,16}(?:争议|纠纷|案件|处罚|征[收地]|许可|工伤|强制|类)"
)
"""行政复议案件 83 宗，绝大多数为交通处罚争议."""
_ALL_OF_A_YEAR = re.compile(
    r"\s*+(?:另外?|此外|同时)?[,，]?(?:(?:全年|本年度?|当年|年内)[^,，;；\d]{0,8}|[全我本局委厅][市县区局委办镇厅机][^,，;；\d]{0,8})"
    r"(?:应诉|复议|诉讼)(?:案件)?"
)


def _are_listed_with_others(at: Counted) -> bool:
    """因工伤认定引发的复议、诉讼分别为 38 件、29 件: the cause is named before the first of them."""
    disputes = [
        word for word in at.sentence.words if word.phrase and word.phrase.table == at.table and word.phrase.rows
    ]
    joined = {
        other.start: one for one, other in itertools.pairwise(disputes)
        if at.sentence.text[one.end : other.start] in JOINED
    }  # fmt: skip
    for word in at.own:
        first = word
        while first.start in joined:
            first = joined[first.start]
        if first is not word and the_lexicon().contexts.other_dispute.found(at.sentence.text, 0, first.start):
            return True
    return False


def _are_other_outcomes(at: Counted) -> bool:
    """劳动仲裁裁决维持 9 件: no dispute is named before it."""
    text, begin = at.sentence.text, statement(at)
    end = max([at.number.stop, *(word.end for word in at.own)])
    if ARBITRATION in text[begin : at.number.start] and not _ON_DISCLOSURE.search(text, begin, end):
        return True  # 争议仲裁 88 件，起诉到法院 9 件
    named = _DISPUTES.search(text, begin, end) is not None
    found = the_lexicon().contexts.other_outcome.found(text, begin, at.number.start)
    return not named and found is not None


ARBITRATION = "仲裁"
_ON_DISCLOSURE = re.compile("公开|复议")
_DISPUTES = re.compile("复议|诉讼|法院|应诉|起诉|申请公开|信息公开")


def are_causes_of_disputes(at: Counted) -> bool:
    """被复议案件全年 47 件，其中信息公开 5 件，执法处罚 36 件: what the disputes were about."""
    lexicon = the_lexicon()
    if at.table != lexicon.roles.disclosure or not all(phrase.default for phrase in at.phrases):
        return False
    listed = _LISTED_DISPUTES.search(at.sentence.text, statement(at), at.number.start)
    return listed is not None and _DECIDES.search(listed[0]) is None


_LISTED_DISPUTES = re.compile(
    r"(?:复议|诉讼|应诉|被诉|争议)(?:案件|事项)?[^,，;；。:\d]{0,8}\d[\d,]*\s?[件宗起](?:[,，]其中|:|,\s?涉及)[^;；。]{0,60}$"
)
_DECIDES = re.compile("作出|实施|下达|办理|办结|核发|决定")


def are_decided_here(at: Counted) -> bool:
    """收到行政复议申请 83 件，受理 76 件，审结 71 件: of those who decide, whose table counts what is brought against
    themselves."""
    text, contexts = at.sentence.text, the_lexicon().contexts
    if at.table != the_lexicon().roles.disputes or "公开" in text or contexts.as_defendant.found(text):
        return False
    return contexts.decided_here.found(text, at.sentence.span[0]) is not None
