"""Doubts whether a count is of what its cell counts: other applications (听证申请 2 件), what was filed, what is wanted
rather than done, what stands between a number and its phrase."""

import itertools
import re

from model.narrative.claims import Hedge
from model.narrative.clauses import CLAUSES, SIGNS, STATEMENTS, start_of
from model.narrative.counted_number import AMOUNT, JOINED, Counted, is_for_all, stands_before, statement
from model.narrative.doubt import Doubt
from model.narrative.lexicon import Phrase, the_lexicon
from model.narrative.numbers import Number, numbers_in
from model.narrative.phrase_groups import (
    ANSWERS,
    APPLICANTS,
    CARRIED_OVER,
    CHANNELS,
    DISPUTES,
    DOCUMENTS,
    INTAKE,
    STOCK,
    WHOLE,
)
from model.narrative.sentence_state import Sentence, Word, tells_what_about
from model.narrative.ways_of_asking import is_of_one_way


def _names_kinds(at: Counted) -> bool:
    """行政权力事项 357 项，其中行政许可 49 项: kinds of decisions, and not decisions."""
    if at.table != the_lexicon().roles.disclosure or at.number.unit != "项":
        return False
    if any(word.text.endswith("决定") for word in at.own):
        return False
    kinds = the_lexicon().contexts.kinds_of_decisions.found(at.sentence.text, 0, at.number.start)
    others = _OTHER_POWERS.search(at.sentence.text, *at.sentence.span)
    return kinds is not None or (others is not None and not _DECIDED.search(at.sentence.text, 0, at.number.start))


_DECIDED = re.compile("作出|做出|办理|办结|实施")
_OTHER_POWERS = re.compile(r"(?:裁决|确认|检查|奖励|给付|权力)\s?\d+\s?项")
"""行政许可 21 项、行政裁决 2 项: what an office may decide on."""


def is_distant(at: Counted) -> bool:
    """收到申请后组织会商 12 件: other words stand between the number and its phrase."""
    if at.number.start in at.sentence.answered_behind:
        return False
    return at.number.start not in at.sentence.in_order and not _joined(at.sentence, at.number, at.own, at.phrases)


def _is_of_requests(at: Counted) -> bool:
    """A word that says only that something was dealt with stands behind the number."""
    roles = the_lexicon().roles
    ids = {phrase.id for phrase in at.phrases}
    return ids <= {roles.whole_of_shares} and all(word.start >= at.number.stop for word in at.own)


def _came_one_way(at: Counted) -> bool:
    """网上来件 28 件，办结 27 件: those of the 28 only."""
    groups = {phrase.group for phrase in at.phrases}
    of_requests = at.table == the_lexicon().roles.requests and bool(groups & {*ANSWERS, CARRIED_OVER, WHOLE})
    clause = start_of(SIGNS, at.sentence.text, at.number.start)
    together = _TOGETHER.search(at.sentence.text, clause, at.number.start) is not None
    return of_requests and not together and is_of_one_way(at.sentence, at.number.start)


_TOGETHER = re.compile("共|合计|总计|累计|总")
"""网上 31 件、信函 8 件，共计 39 件: however they came."""


def _has_rows(at: Counted) -> bool:
    """以自然人为主，共 12 件: they themselves are counted, too."""
    return any(phrase.rows for phrase in at.phrases) or _mostly(at.sentence, at.own)


def _joined(sentence: Sentence, number: Number, own: list[Word], phrases: tuple[Phrase, ...]) -> bool:
    """Whether only connecting words are between the number and the nearest of its phrases."""
    roles = the_lexicon().roles
    of_requests = any(phrase.table == roles.requests for phrase in phrases)
    answers = any(phrase.group in ANSWERS for phrase in phrases)
    disputes = any(phrase.group == DISPUTES for phrase in phrases)
    who = any(phrase.group == APPLICANTS for phrase in phrases)
    mine = (
        [
            word
            for word in own
            if word.phrase in phrases
            or (of_requests and word.phrase is not None and word.phrase.id == roles.all_requests)
            or (answers and word.phrase is not None and word.phrase.group in ANSWERS)
            or (disputes and word.phrase is not None and word.phrase.group == DISPUTES)
            or (who and word.phrase is not None and word.phrase.group == APPLICANTS)
        ]
        or own
    )  # 收到公民、法人的申请共 16 件: what was received is joined to its number; 信访事项不予处理 2 件: so is why
    before = max((word.end for word in mine if word.end <= number.start), default=-1)
    behind = min((word.start for word in mine if word.start >= number.stop), default=-1)
    text, contexts = sentence.text, the_lexicon().contexts
    over = behind >= 0 and roles.carried_out in {phrase.id for phrase in phrases}
    if over and contexts.carried_next.found(text, number.stop, behind):
        return True
    if behind >= 0 and contexts.put_right_behind.found(text, number.stop):
        return True
    return (before >= 0 and contexts.joined_before.found(text, before, number.start) is not None) or (
        behind >= 0 and contexts.joined_behind.found(text, number.stop, behind) is not None
    )


def _mostly(sentence: Sentence, own: list[Word]) -> bool:
    """以自然人为主，共 12 件: they themselves, and nothing of theirs."""
    mostly = the_lexicon().contexts.mostly
    return any(word.phrase and mostly.found(sentence.text, word.end) for word in own)


def _is_planned(sentence: Sentence, number: Number) -> bool:
    """力争复议纠正为零: a goal, not a result."""
    contexts, before = the_lexicon().contexts, sentence.text[: number.start]
    return (
        contexts.planned.found(before, start_of(CLAUSES, before, number.start)) is not None
        or contexts.planned_year.found(before, start_of(STATEMENTS, before, number.start)) is not None
    )


def _are_of_another_matter(at: Counted) -> bool:
    """土地确权登记 15 件; 接收档案 26 件; 按信访程序处理 2 件."""
    contexts, roles = the_lexicon().contexts, the_lexicon().roles
    if not is_for_all(at):
        return False
    received = [word for word in at.own if word.mark == roles.received and word.end <= at.number.start]
    if any(contexts.papers.found(at.sentence.text, word.end, at.number.start) for word in received):
        return True
    registered = any(
        word.text == REGISTERED and contexts.other_registered.found(at.sentence.text, 0, word.start) for word in at.own
    )
    return registered or stands_before(at, contexts.handled_otherwise, roles.whole_of_shares)


REGISTERED = "登记"


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
    if _are_of_what_was_counted(at) or TEN_THOUSANDS in sentence.text[at.number.start : at.number.stop]:
        return True
    if at.number.start in sentence.in_order or at.number.unit == "":
        return False
    if contexts.on_a_day.found(sentence.text, at.number.stop):
        return True
    roles = the_lexicon().roles
    verbs = [word for word in at.own if word.mark in (roles.received, roles.handled, roles.whole_of_shares)]
    first = min(verbs or at.own, key=lambda word: word.start)
    begin = start_of(SIGNS, sentence.text, first.start)
    before = [each.stop for each, *_ in sentence.counted if each.stop <= first.start]
    begin = max([begin, *before])
    unknown = first.start < at.number.start and not contexts.nothing_new.found(sentence.text, begin, first.start)
    if unknown or is_distant(at):
        sentence.of_unknown = statement(at)
    return sentence.of_unknown == statement(at)


TEN_THOUSANDS = "万"
"""年内完成 3 万份: so many, and nothing says of what."""


def _are_of_what_was_counted(at: Counted) -> bool:
    """议题 93 个，办结 88 个: of what stands in no table, right before."""
    sentence = at.sentence
    if not at.own or at.own[0].start > at.number.start or sentence.claims:
        return False
    numbers = list(numbers_in(sentence.text, sentence.span[0], at.own[0].start))
    if not numbers or numbers[-1].unit != at.number.unit or numbers[-1].value < at.number.value:
        return False
    return sentence.text[numbers[-1].stop : at.own[0].start].strip(_THEN) == ""


_THEN = ",，、 已均共"
"""Between what was counted and what was done with it."""


def _is_not_decided(at: Counted) -> bool:
    """取消行政许可 3 项; 行政处罚案卷评查 30 件; 减免行政事业性收费 12 万元."""
    if at.table != the_lexicon().roles.disclosure:
        return False
    if any(phrase.id in the_lexicon().roles.perhaps_decided for phrase in at.phrases):
        return True  # 许可证 3 份, 查处案件 3 起
    contexts, text = the_lexicon().contexts, at.sentence.text
    named = [word for word in at.own if word.phrase in at.phrases and word.phrase and word.phrase.rows]
    if any(word.mark == the_lexicon().roles.all_requests for word in at.own):
        return True  # 涉及行政处罚的申请 6 件
    if any(contexts.reported_papers.found(text, 0, word.start) for word in named if _is_papers(word, at)):
        return True  # 向市政府报备规范性文件 6 件
    if contexts.contents.found(text, statement(at), at.number.start):
        return True
    verbs = [word for word in at.own if word.phrase is not None and word.phrase.group == STOCK]
    if any(contexts.not_made_here.found(text, 0, word.start) for word in verbs):
        return True
    if any(_PAID_IN.search(text, word.end, at.number.start) for word in named if word.end <= at.number.start):
        return True  # 学费收入按规定缴入专户 1865 万元: perhaps not the table's
    before = (
        contexts.not_charged
        if any(word.phrase.default == AMOUNT for word in named if word.phrase)
        else (contexts.not_decided)
    )
    return any(
        (word.phrase is not None and word.phrase.default and before.found(text, 0, word.start))
        or (word.end <= at.number.start and contexts.not_decisions.found(text, word.end, at.number.start))
        or (word.start >= at.number.stop and _FILES.match(text, word.end))  # 一件系行政处罚案卷不公开
        or (word.start >= at.number.stop and _ASKS.search(text, at.number.stop, word.start))  # 一件问规范性文件是否有效
        for word in named
    )


_PAID_IN = re.compile("专户")
_ASKS = re.compile("内容|问|咨询|要求|索[取要]|查[询阅找]|了解")
_FILES = re.compile("[^,，;；。、:：\\d]{0,4}(?:案卷|卷宗|档案|材料|依据|决定书复印件)")


def _is_papers(word: Word, at: Counted) -> bool:
    return word.phrase is not None and word.phrase.group == DOCUMENTS and word.end <= at.number.start


def _is_left_of_others(at: Counted) -> bool:
    """热线转办单受理 131 件、办结 129 件、在办 2 件."""
    if at.table != the_lexicon().roles.requests or not all(
        phrase.group in (CARRIED_OVER, INTAKE) for phrase in at.phrases
    ):
        return False
    named = [
        word
        for word in at.sentence.words
        if word.end <= at.number.start
        and (word.mark == "foreign" or (word.phrase and word not in at.own and _is_of_answers(word.phrase)))
        and not tells_what_about(at.sentence, word)
    ]
    if _follows_unread(at):
        return True
    return at.sentence.of_unknown == statement(at) or (bool(named) and named[-1].mark == "foreign")


def _follows_unread(at: Counted) -> bool:
    """仲裁委受理案件 48 件，裁决 17 件、调解 26 件，5 件转下年: numbers that no phrase is known for."""
    before = [each for each in at.sentence.counted if each[0].stop <= at.number.start]
    requests = the_lexicon().roles.requests
    spoken_of = any(
        each.phrase and each.end <= at.number.start and requests in (each.phrase.topic, each.phrase.id)
        for each in at.sentence.words
    )
    unread = all(claim is None and group != CHANNELS for _, claim, group, _ in before)
    return len(before) >= LEAST_UNREAD and unread and not spoken_of


LEAST_UNREAD = 2


def _is_of_answers(phrase: Phrase) -> bool:
    """申请 11 件，主要涉及政策文件，不予公开 4 件，2 件结转: requests are spoken of again."""
    return phrase.topic == the_lexicon().roles.requests or phrase.group in ANSWERS


def _is_of_more(at: Counted) -> bool:
    """占全县行政复议案件总数（148 件）的 3.4%."""
    return the_lexicon().contexts.of_more.found(at.sentence.text, 0, at.number.start) is not None


def _are_counted_with_others(at: Counted) -> bool:
    """受理来信来访、信息公开申请共 12 件; 查处投诉举报和行政处罚 300 件: what is joined to them right before is in no
    table."""
    text, roles = at.sentence.text, the_lexicon().roles
    named = [word for word in at.own if word.end <= at.number.start and word.phrase and word.phrase.topic]
    if not named:
        return False
    first = named[0]
    join = _JOINED_BEFORE.search(text, 0, first.start)
    others = [each for each in at.sentence.words if each.mark == "foreign" and each.end <= first.start]
    if join is None or not others or not _NOUN_OF_IT.fullmatch(text, others[-1].end, join.start()):
        return False
    if first.mark == roles.all_requests or join[1] != _COMMA_OF_LISTS or _SUMMED_UP.search(text, 0, at.number.start):
        return True  # but perhaps not 公开预决算、行政许可 100 件
    return _HANDLED.search(text, statement(at), others[-1].start) is not None


_COMMA_OF_LISTS = "、"
_SUMMED_UP = re.compile(r"(?:[合共总]计|合共|累计|共|等)\s?$")
_HANDLED = re.compile("办理|受理|处理|查处|参与|承办")
_JOINED_BEFORE = re.compile("(、|和|及|与|以及)(?:政府|各类)?$")
_NOUN_OF_IT = re.compile(r"[^,，;；。、:：\d]{0,4}")
_MORE_OF_THEM = re.compile(
    r"[”\"]?(?:、(?!均|都|全|主要|多|无|未|没|系|为|是|属)[^,，;；。、()\d]{0,8}"
    r"(?:机构|团体|组织|单位|事务所|律师|企业|公司|个人|学校|院所|法人|协会|委会|合作社|商户|中心))+等?(?:申请|提出|提交)?的?(?=[,，;；。)]|$)"
)
"""、社会组织、律师事务所等提出: more applicants, behind the first."""


def _come_from_several(at: Counted) -> bool:
    """23 件来自科研机构、社会公益组织; 企业、律师事务所等提出 9 件; 29 件作不予公开、不予处理: of all of them
    together."""
    if at.table != the_lexicon().roles.requests or at.number.start in at.sentence.in_order:
        return False
    if any(
        word.phrase
        and word.phrase.group == APPLICANTS
        and at.number.stop <= word.start
        and _MORE_OF_THEM.match(at.sentence.text, word.end)
        for word in at.own
    ):
        return True  # 其余 17 件为科研机构、社会团体等提出
    kinds = [
        word
        for word in at.sentence.words
        if word.phrase is not None and ((word.phrase.columns and not word.phrase.rows) or word.phrase.group in ANSWERS)
    ]
    mine = {word.start for word in at.own}
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(kinds)
        if (one.start in mine) != (other.start in mine) and at.sentence.text[one.end : other.start] in JOINED
    ]
    return any(
        (one.start in mine and one.start >= at.number.stop)
        or (other.start in mine and other.end <= at.number.start and _are_answers(one, other))
        or (other.start in mine and other.end <= at.number.start and _is_applicant(one) and _is_applicant(other))
        for one, other in pairs
    )


def _are_answers(*words: Word) -> bool:
    """予以公开、部分公开 21 件; 不掌握或需制作 12 件: what both words say has no other number."""
    rows = {word.phrase.rows for word in words if word.phrase is not None and word.phrase.group in ANSWERS}
    groups = {word.phrase.group for word in words if word.phrase is not None}
    return len(rows) == len(words) and () not in rows and len(groups) == 1


def _is_applicant(word: Word) -> bool:
    return word.phrase is not None and bool(word.phrase.columns) and not word.phrase.rows


def _counts_looks(at: Counted) -> bool:
    """对依申请公开答复进行合法性审核 18 次; 被复议机关要求说明 2 次: how often something was done."""
    roles = the_lexicon().roles
    return at.table in (roles.requests, roles.disputes) and at.number.unit in TIMES and is_distant(at)


TIMES = ("次",)


OF_OTHERS = (
    Doubt("kinds of decisions", _names_kinds, "权力事项357项，其中行政许可⟦49⟧项。", "作出行政许可⟦49⟧项。"),
    Doubt(
        "wanted, not done", lambda at: _is_planned(at.sentence, at.number),
        "力争收到申请⟦9⟧件。", "收到申请⟦9⟧件。",
    ),
    Doubt(
        "another matter with the same words", _are_of_another_matter,
        "土地确权登记申请⟦15⟧件。", "新登记申请⟦15⟧件。",
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
        "what became of those that came in one way", _came_one_way,
        "申请中网上来件28件，办结⟦27⟧件。", "收到申请28件，办结⟦27⟧件。",
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
        "other words between the number and a word for requests", lambda at: is_distant(at) and _is_of_requests(at),
        "查询账户的⟦1⟧件引导其通过查询渠道办理。", "办理申请⟦12⟧件。",
    ),
    Doubt(
        "other words between the number and its phrase", lambda at: is_distant(at) and _has_rows(at),
        "收到申请后组织会商⟦12⟧件。", "收到申请⟦12⟧件。", Hedge.DISTANT,
    ),
    Doubt(
        "other words between the number and a kind of applicant", lambda at: is_distant(at) and not _has_rows(at),
        "收到申请12件，企业资质⟦9⟧件。", "收到申请12件，企业⟦9⟧件。", Hedge.SOFT,
    ),
    Doubt(
        "how often something was done with them", _counts_looks,
        "对依申请公开答复进行合法性审核⟦18⟧次。", "收到依申请公开⟦18⟧次。",
    ),
    Doubt(
        "requests and other matters together", _are_counted_with_others,
        "受理群众来信来访、信息公开申请共⟦12⟧件。", "受理群众提出的信息公开申请共⟦12⟧件。",
    ),
    Doubt(
        "applicants of several kinds together", _come_from_several,
        "收到申请24件，⟦23⟧件来自科研机构、法律服务机构。", "收到申请24件，⟦23⟧件来自科研机构。",
    ),
)  # fmt: skip
"""Doubts whether requests, documents and decisions are counted at all."""
