"""Doubts whether a count is of the requests that asked about something (涉及物业的 15 件), or of what was done then."""

import re
from decimal import Decimal

from model.narrative.claims import Hedge
from model.narrative.clauses import CLAUSES, SIGNS, start_of
from model.narrative.counted_number import Counted, is_for_all, statement, words_right_before
from model.narrative.doubt import Doubt
from model.narrative.doubts_of_others import LEAST_UNREAD, is_distant
from model.narrative.lexicon import the_lexicon
from model.narrative.phrase_groups import ANSWERS, APPLICANTS, CHANNELS, REASONS, RESULTS
from model.narrative.written_numbers import decimal_places


def _are_listed_by_topic(at: Counted) -> bool:
    """申请内容涉及工伤认定 5 件、企业档案 3 件: of a list of what was asked about, though some have the name of an
    applicant or of a decision."""
    roles = the_lexicon().roles
    in_general = all(
        word.bare
        or word.mark in (roles.all_requests, roles.received, *roles.also_topics)
        or (word.phrase is not None and word.phrase.group == APPLICANTS)
        for word in at.own
    )
    if at.table == roles.disputes or not at.own or not (in_general or at.table == roles.disclosure):
        return False
    begin, end = statement(at), at.number.start
    here = [each for each in at.sentence.words if begin <= each.start and each.end <= end and not each.bare]
    if any(each.phrase is not None and each.phrase.group == RESULTS for each in here):
        return False
    if _are_kinds_of_topics(at) or _ASKS_FOR.search(at.sentence.text, begin, end):
        return True
    head = the_lexicon().contexts.head_of_topics.found(at.sentence.text, begin)
    if head is None or head.end() > end:
        return False
    if any(each.start == head.end() and each.phrase and each.phrase.group == APPLICANTS for each in at.sentence.words):
        return False  # 涉及自然人 26 件、商业企业 3 件: who asked
    return _LEAVES_TOPICS.search(at.sentence.text, head.end(), end) is None


_LEAVES_TOPICS = re.compile(r"[:(]|全年|年内|当年|作出|办理|办结|答复|实施|核发|制发|收到|受理|新收|共")
"""主要涉及行政许可档案，全年作出行政许可 90 件: not of the list any more."""


def _are_kinds_of_topics(at: Counted) -> bool:
    """环评类 18 件，监测数据类 12 件，行政处罚类 6 件，其他 4 件: kinds of which the lexicon knows one, by its name."""
    text = at.sentence.text
    before = text[: at.number.start].rstrip()
    if before.endswith(GROWS_FROM) and before[:-1].removesuffix("申请").endswith(KIND):
        return True  # 企业登记档案类申请由 22 件增至 31 件
    before = before.removesuffix("申请")
    if not before.endswith(KIND) and not at.own[0].text.startswith(THE_REST):
        return False
    kinds = _KINDS.finditer(text, *at.sentence.span)
    named = [(word.start, word.end) for word in at.sentence.words if word.phrase is not None]
    unknown = [each for each in kinds if not any(a < each.end(1) <= b for a, b in named)]
    if any(each.end(1) + len(KIND) == len(before) for each in unknown):
        return True  # 企业登记档案类 23 件: of more than 企业
    return len(unknown) > 1 or (len(unknown) == 1 and len(_KINDS.findall(text, *at.sentence.span)) >= SEVERAL)


GROWS_FROM = ("由", "从")
_ASKS_FOR = re.compile(
    r"(?:^|[,，;；。:：、▒])\s*(?:其中)?申请(?![^,，;；。:：、\d]{0,6}公开)(?!政府信息)[^,，;；。:：、\d]{2,16}(?:信息|情况|资料|材料|明细|档案)\s*$"
)
"""申请债务信息 2 件: what for."""
KIND, SEVERAL = "类", 3
_KINDS = re.compile(r"([^\W\d]{2,10})类(?:申请)?\s?\d+\s?[件宗份起](?=[,，、;；。]|$)")


def _are_of_a_topic(at: Counted) -> bool:
    """涉及投诉举报处理的 68 件，涉及物业的 15 件，其他 10 件: those that asked about it, though it has the name of an
    answer or of an applicant."""
    if at.table != the_lexicon().roles.requests:
        return False
    text, topics = at.sentence.text, the_lexicon().roles.also_topics
    named = [word for word in at.own if word.phrase in at.phrases and word.end <= at.number.start and word.phrase]
    if named and named[0].text in THE_REST:
        return _TOPIC_BEFORE.search(text, at.sentence.span[0], named[0].start) is not None
    if not any(word.phrase.group == APPLICANTS or word.phrase.id in topics for word in named if word.phrase):
        return False
    if not text.endswith("的", 0, at.number.start):
        return False
    asked = _ABOUT.search(text, at.sentence.span[0], named[0].start) is not None
    if asked and not any(word.phrase.group == REASONS for word in named if word.phrase):
        return True
    if not asked and not named[0].text.startswith(ABOUT):
        return False
    answered = any(word.phrase and word.phrase.group == RESULTS and not word.bare for word in at.sentence.words)
    several = (
        len(_TOPICS_COUNTED.findall(text)) > 1
        or _REST_BEHIND.match(text, at.number.stop)
        or _BY_TOPIC.search(text, at.sentence.span[0], named[0].start)
    )
    return not answered and bool(several)


THE_REST = ("其他", "其它", "其余")
_TOPIC_BEFORE = re.compile(
    r"(?:^|[,，;；。:：、])\s*(?:其中)?(?:涉及|关于|有关|反映|咨询|查询|询问)[^,，;；。:：\d]{1,16}\d+\s?[件宗份起][,，、]\s*$"
)
_TOPICS_COUNTED = re.compile(r"(?:涉及|关于|有关|反映|咨询|查询|询问)[^,，;；。:：\d]{1,16}\d")
_REST_BEHIND = re.compile(r"\s*[,，、]\s*其[他它余]\d")
_BY_TOPIC = re.compile("内容|领域|主题|分类|类型")
ABOUT = ("涉", "反映", "关于", "有关", "咨询")
_ABOUT = re.compile(r"(?:涉及|关于|有关|反映|咨询|查询|询问|针对|围绕)[^,，;；。:：\d]{0,12}$")


def _are_those_of_one_applicant(at: Counted) -> bool:
    """公益组织申请主要涉及监测数据，2 件予以公开: of what those asked for."""
    if at.table != the_lexicon().roles.requests or not any(phrase.group in ANSWERS for phrase in at.phrases):
        return False
    text, begin = at.sentence.text, statement(at)
    who = (
        each for each in at.sentence.words if each.phrase and each.phrase.group == APPLICANTS and each.start >= begin
    )
    first = next(who, None)
    return first is not None and first.end <= at.number.start and _ASKED_ABOUT.match(text, first.end) is not None


_ASKED_ABOUT = re.compile(
    r"(?:的|提[出交]的)?申请(?:事项|内容)?(?:均|都|主要|多|大多|集中|全部)*(?:涉及|关于|围绕|集中|为|是)(?!\d)"
)


def _are_of_most(at: Counted) -> bool:
    """申请内容以社会保险为主，共 7 件: of those that asked for it."""
    found = the_lexicon().contexts.mostly_about.found(at.sentence.text, at.sentence.span[0], at.number.start)
    return at.table == the_lexicon().roles.requests and found is not None


def _are_those_that(at: Counted) -> bool:
    """申请征收批复及附图的 15 件, 申请提供年鉴 53 条: those that asked for it."""
    before = at.sentence.text[: at.number.start].rstrip()
    that = _THAT.search(before) or _TO_BE_GIVEN.search(before)
    return is_for_all(at) and that is not None and is_distant(at)


_THAT = re.compile("(?<![年度期])的$")
"""比上年的 20 件增加 8 件: of all, in another year."""
_TO_BE_GIVEN = re.compile(
    r"申请(?:提供|查询|查阅|获取|了解)(?!的|[^,，;；。\d]{0,20}(?:政府信息|信息公开))[^,，;；。\d]{2,20}$"
)


def _ask_about_behind(at: Counted) -> bool:
    """4 件涉及案件办理情况: what those asked about, unless it is the reason of an answer: 3 件涉及国家秘密不予公开."""
    asked = _ASKS_BEHIND.match(at.sentence.text, at.number.stop)
    if at.table != the_lexicon().roles.requests or asked is None or at.number.start in at.sentence.answered_behind:
        return False
    near = (each for each in at.sentence.words if asked.start() <= each.start <= asked.end() and each.phrase)
    return not any(each.phrase and each.phrase.group in (*ANSWERS, APPLICANTS) for each in near)


def _are_among_unread(at: Counted) -> bool:
    """Whether the two items before it in a list have no phrase, or a doubtful one, and no verb stands before it."""
    if at.table != the_lexicon().roles.requests or not all(phrase.group in ANSWERS for phrase in at.phrases):
        return False
    before = [
        each for each in at.sentence.counted if each[0].stop <= at.number.start and each[0].unit == at.number.unit
    ]
    last = before[-LEAST_UNREAD:]
    unread = all(claim is None or Hedge.AMBIGUOUS in claim.hedges for _, claim, _, _ in last)
    if len(last) < LEAST_UNREAD or not unread or any(group == CHANNELS for *_, group, _ in last):
        return False
    return _ITEM.fullmatch(at.sentence.text, last[-1][0].stop, at.number.start) is not None


_ITEM = re.compile(
    r"\s*[,，、;；]\s*(?!不予|予以|无法|不掌握|公开|部分|结转|办结|答复|逾期|重复)[^,，、;；。:：()\d]{2,8}\s*"
)
_ASKS_BEHIND = re.compile(
    r"\s?(?:(?:申请)?(?:涉及|关于|有关|反映|咨询|询问)|申请(?:查[询阅看]|了解|获取|索[要取])(?!(?:相关|有关)?政府信息))(?!\s?\d)"
)


def _are_of_some_kind(at: Counted) -> bool:
    """土地承包方面的申请 9 件, 职业索赔类申请 15 件: the words before say which of those that came."""
    named = [word for word in at.own if word.mark == the_lexicon().roles.all_requests and word.end <= at.number.start]
    if not named or not is_for_all(at):
        return False
    text, end = at.sentence.text, named[0].start
    clause, received = start_of(CLAUSES, text, end, at.sentence.span[0]), the_lexicon().roles.received
    if any(word.mark == received and clause <= word.start < end for word in at.sentence.words):
        return False  # 收到 2 名游客的申请 2 件
    return len(_said_of_some(words_right_before(at, end))) >= LEAST_UNKNOWN


def _are_of_an_unknown_sort(at: Counted) -> bool:
    """依托省一体化平台办理申请 253 件; 上述三个领域收到申请 33 件: a noun for a sort, with words of its own."""
    begin = start_of(SIGNS, at.sentence.text, at.number.start, at.sentence.span[0])
    if not is_for_all(at) or _SORT.search(at.sentence.text, begin, at.number.start) is None:
        return False
    return len(_unknown_words(at)) >= LEAST_UNKNOWN


_SORT = re.compile(
    "申请中|领域|板块|专区|依托|(?:通过|经由?)[^,，;；。]{1,14}(?:平台|系统|热线|渠道)|涉(?!及)[^,，;；。]{2,14}申请|"
    "(?<!公开)(?<!申请)(?<!办理)(?<!工作)(?<!答复)(?<!受理)方面(?=[收接受])|(?<!分)类的?(?:申请|信息|事项)|(?:关于|有关|涉及?|针对|围绕)[^,，;；。]{2,16}的(?:政府)?(?:信息公开)?申请"
)
"""A noun for a sort of requests."""


def _unknown_words(at: Counted) -> str:
    text, end = at.sentence.text, at.number.start
    begin = start_of(SIGNS, text, end, at.sentence.span[0])
    known = [word for word in at.sentence.words if begin < word.end and word.start < end]
    ends = [begin, *(place for word in known for place in (word.start, word.end)), end]
    between = (text[one:other] for one, other in zip(ends[::2], ends[1::2], strict=True) if one < other)
    return "".join(map(_said_of_some, between))


def _said_of_some(words: str) -> str:
    """What is left of the words without those that every report says of the requests."""
    return the_lexicon().contexts.said_of_any_request.without(words)


REQUEST = "申请"
LEAST_UNKNOWN = 2
"""Fewest characters that say of which requests something is said."""


def _are_a_share_of_what_came(at: Counted) -> bool:
    """收到申请 14 件。宅基地的申请有 10 件，占 71.4%: some of those that came, of whatever kind."""
    came, share = at.sentence.passage.came, _SHARE.match(at.sentence.text, at.number.stop)
    if not is_for_all(at) or came is None or share is None or at.number.value >= came:
        return False
    step = Decimal(1).scaleb(-decimal_places(share[1]))
    return abs(Decimal(share[1]) - at.number.value * 100 / came) < step


_SHARE = re.compile(
    r"\s?[,，(]?\s?占(?:比|总数|总量|申请总数|申请总量|全部申请)?的?(?:为|约|约为)?\s?(\d{1,2}(?:\.\d{1,2})?)\s?%"
)


def _are_one_way_of_two(at: Counted) -> bool:
    """申请人通过来访递交申请 4 件，经信函递交申请 9 件."""
    text, begin = at.sentence.text, start_of(SIGNS, at.sentence.text, at.number.start, at.sentence.span[0])
    if not is_for_all(at) or _BY_A_WAY.search(text, begin, at.number.start) is None:
        return False
    before = _ONE_WAY.search(text, at.sentence.span[0], begin) is not None
    return before or _ANOTHER_WAY.match(text, at.number.stop) is not None


_WAY = (
    r"(?:通过|经由?|以|利用|采用|来自)[^,，;；。\d]{2,16}"
    r"(?:提[出交起]|递交|寄送?|申请|收到|受理|登记|途径|渠道|窗口|方式)"
)
_BY_A_WAY = re.compile(_WAY)
_ANOTHER_WAY = re.compile(
    rf"[^\d,，;；、。]{{0,4}}[,，、;；和及](?:另有|其中)?{_WAY}(?:(?!答复|回复|送达|办结)[^,，;；。\d]){{0,8}}\d"
)
_ONE_WAY = re.compile(rf"{_WAY}[^,，;；。\d]{{0,8}}\d+\s?[件宗份][,，、;；和及]$")


def _are_of_an_applicant_named_before(at: Counted) -> bool:
    """自然人仍是申请的主体力量，全年提出申请 91 件: by them."""
    begin = start_of(SIGNS, at.sentence.text, at.number.start, at.sentence.span[0])
    if not is_for_all(at) or _ASKED.search(at.sentence.text, begin, at.number.start) is None:
        return False
    before = [word for word in at.sentence.words if word.phrase and word.end <= begin]
    counted = [each[0].stop for each in at.sentence.counted]
    who = [word for word in before if word.phrase and word.phrase.group == APPLICANTS]
    if not who or any(stop > who[-1].end for stop in counted):
        return False
    return _MOSTLY_THEY.search(at.sentence.text, who[-1].end, begin) is not None


_MOSTLY_THEY = re.compile("[是为][^,，;；。]{0,16}(?:主体|主力|为主)")
_ASKED = re.compile(r"提[出交起][^,，;；。\d]{0,8}申请[^,，;；。\d]{0,4}$")


def _are_of_one_aspect(at: Counted) -> bool:
    """在实体性答复方面，15 件答复总体规范: of that sort."""
    aspect = _ASPECT.search(at.sentence.text, statement(at), at.number.start) if is_for_all(at) else None
    return aspect is not None and len(_said_of_some(aspect[1].replace(REQUEST, ""))) >= LEAST_UNKNOWN


_ASPECT = re.compile(r"[在从]([^,，;；。\d]{2,12})方面[,，][^,，;；。]{0,8}$")


OF_TOPICS = (
    Doubt(
        "those of one sort, as the clause before says", _are_of_one_aspect,
        "在实体性答复方面，办理申请⟦15⟧件。", "在依申请公开方面，办理申请⟦15⟧件。",
    ),
    Doubt(
        "those of one applicant, named before", _are_of_an_applicant_named_before,
        "自然人是政府信息公开申请的主体，全年提出申请⟦91⟧件。", "政府信息公开申请较多，全年提出申请⟦91⟧件。",
    ),
    Doubt(
        "those that came in one way of two", _are_one_way_of_two,
        "申请人通过来访递交申请⟦4⟧件，经信函递交申请9件。", "申请人通过来访、信函递交申请⟦13⟧件。",
    ),
    Doubt(
        "some of what came, as words of the clause say that no report says of all", _are_of_an_unknown_sort,
        "三个热点领域收到申请⟦253⟧件。", "县水务局全年共收到申请⟦253⟧件。", Hedge.PARTIAL,
    ),
    Doubt(
        "some of what came, as the words before 申请 say", _are_of_some_kind,
        "收到申请14件。土地承包方面的申请⟦9⟧件。", "收到申请14件。群众提出的申请⟦9⟧件。",
    ),
    Doubt(
        "a part of what came, as its share says", _are_a_share_of_what_came,
        "收到申请14件。宅基地的申请有⟦10⟧件，占71.4%。", "收到申请14件。邻县收到申请⟦10⟧件，占2%。",
    ),
    Doubt(
        "an item of a list that begins with what no phrase names", _are_among_unread,
        "收到申请79件。其中警情处置37件；户籍管理14件；信访事项⟦9⟧件；其他5件。",
        "收到申请79件。其中公开37件；部分公开14件；信访事项⟦9⟧件；其他5件。",
    ),
    Doubt(
        "those that asked about what is named behind them", _ask_about_behind,
        "收到申请6件，其中⟦4⟧件涉及案件办理情况，2件涉及户籍底册。", "收到申请6件，其中⟦4⟧件涉及国家秘密不予公开。",
        Hedge.PARTIAL,
    ),
    Doubt(
        "those that asked about something that is named like an answer or an applicant", _are_of_a_topic,
        "受理申请9件，其中自然人8件、其他组织1件。按内容分：涉及投诉举报处理的⟦3⟧件，其他6件。",
        "收到申请9件，信访举报投诉类申请⟦3⟧件。",
    ),
    Doubt(
        "an item of a list of what was asked about", _are_listed_by_topic,
        "收到申请9件，申请内容涉及工伤认定5件、企业⟦3⟧件、其他1件。",
        "收到申请9件，申请人为个人5件、企业⟦3⟧件、其他1件。",
    ),
    Doubt(
        "how those of one kind of applicant were answered", _are_those_of_one_applicant,
        "企业申请主要涉及环评文件，⟦2⟧件予以公开。", "申请主要涉及环评文件，⟦2⟧件予以公开。",
    ),
    Doubt(
        "those of what most asked for", _are_of_most,
        "收到申请12件，申请领域以社会保险为主，计⟦7⟧件。", "收到申请12件，申请人以自然人为主，公开⟦7⟧件。",
    ),
    Doubt(
        "those of all requests that asked for something", _are_those_that,
        "申请提供年鉴⟦15⟧条。", "提出申请⟦15⟧件。",
    ),
)  # fmt: skip
"""Doubts about what the requests of a count asked for."""
