"""Doubts whether documents and decisions are those that the form counts: made rather than published, and this year."""

import re

from model.narrative.claims import Hedge
from model.narrative.counted_number import ISSUING, Counted, has_verb_of_stock, says_each, statement
from model.narrative.doubt import Doubt
from model.narrative.lexicon import the_lexicon
from model.narrative.phrase_groups import ANSWERS, DOCUMENTS, STOCK


def _is_made_public(at: Counted) -> bool:
    """公开行政许可 3 件: shown rather than decided."""
    roles, contexts = the_lexicon().roles, the_lexicon().contexts
    issuing = (w for w in at.own if w.text in ISSUING and not contexts.on_channel.found(at.sentence.text, 0, w.start))
    named = {word.phrase.id for word in at.own if word.phrase}
    if at.table == roles.disclosure and at.own and _is_shown(at):
        return True
    if any(issuing) or has_verb_of_stock(at.own):
        return False
    return at.table == roles.disclosure and not named.isdisjoint(roles.made_public)


def _is_shown(at: Counted) -> bool:
    """主动公开新增市政府规章 16 件、行政规范性文件 688 件, though a verb says what was done to them."""
    text, begin = at.sentence.text, at.sentence.span[0]
    return bool(_SHOWN.search(text, begin, at.own[0].start) or _SHOWN_BESIDE.search(text, begin, at.number.start))


_SHOWN = re.compile(r"主动公开(?:本年度?|今年|全年|了|的)*$")
_SHOWN_BESIDE = re.compile(
    r"主动公开[^,，;；。()]{2,20}\d[件部](?:\([^()]{1,60}\))?[、和及]"
    r"(?![^,，;；。、()\d]{0,10}(?:制|出台|印发|废止|有效))[^,，;；。、()\d]{2,12}$"
)


def _counts_pieces(at: Counted) -> bool:
    """行政许可 3 条: pieces of information; the form counts 件. But not 制定规范性文件 3 条."""
    return at.table == the_lexicon().roles.disclosure and at.number.unit == PIECE and not has_verb_of_stock(at.own)


def _are_among_pieces(at: Counted) -> bool:
    """工作动态 30 条，处罚强制 3 条，招考录用 9 条: what the columns of a website show."""
    return _counts_pieces(at) and len(_PIECES.findall(at.sentence.text)) >= MANY_PIECES


PIECE, MANY_PIECES = "条", 4
_PIECES = re.compile(r"\d\s*条(?!例)")


def _counts_withheld(at: Counted) -> bool:
    """不宜公开的名单类信息 8 条: pieces that were taken down, and no answers."""
    before = at.sentence.text[: at.number.start].rstrip()
    answered = any(phrase.group in ANSWERS for phrase in at.phrases)
    return answered and at.number.unit == PIECE and before.endswith("信息")


def _is_of_all_changes(at: Counted) -> bool:
    """公布规章 14 件（新制定 6 件、修改 3 件、废止 5 件）: everything that was done to them, which no cell counts."""
    if at.table != the_lexicon().roles.disclosure:
        return False
    listed = _LISTED_BEHIND.match(at.sentence.text, at.number.stop)
    if listed is None or not _NOT_MADE.search(listed[1]):
        return False
    return sum(map(int, _EACH.findall(listed[1]))) == at.number.value


_NOT_MADE = re.compile("废|修[改订正]")
_LISTED_BEHIND = re.compile(
    r"[,，]?\s*[(:]?((?:其中|含|包括|分别)?[:：]?[^\d()。;；]{1,16}\d{1,5}[件部个项](?:[、,，和及][^\d()。;；]{1,16}\d{1,5}[件部个项])+)"
)
_EACH = re.compile(r"\d+")


def _were_reviewed(at: Counted) -> bool:
    """保留 84 件、修改 7 件、废止 27 件: documents that were gone through, perhaps those of others."""
    if at.table != the_lexicon().roles.disclosure:
        return False
    begin = max(at.sentence.span[0], statement(at))
    found = _REVIEWED.search(at.sentence.text, begin)
    if found is None:
        return _were_kept_beside_new_ones(at, begin) or _were_assessed(at, begin)
    return not (has_verb_of_stock(at.own) and _LOOKS_THROUGH.search(at.sentence.text, at.number.stop, found.start()))


_LOOKS_THROUGH = re.compile("清理|梳理|评估|审查")
"""制发规范性文件 7 件，清理 198 件，保留 151 件…: the first were made."""


def _were_kept_beside_new_ones(at: Counted, begin: int) -> bool:
    """印发 3 件，经清理保留 12 件: those of earlier years."""
    issued = the_lexicon().phrases[the_lexicon().roles.issued].columns
    made = any(each.table == at.table and {*each.columns} & {*issued} for each in at.sentence.claims)
    return made and _KEPT.search(at.sentence.text, begin, at.number.start) is not None


def _were_assessed(at: Counted, begin: int) -> bool:
    """评估规范性文件 12 件，继续有效 10 件: of those that were due for it."""
    return _ASSESSED.search(at.sentence.text, begin, at.number.start) is not None


_ASSESSED = re.compile(r"评估[^,，;；。\d]{0,10}\d+\s?[件份部](?:[,，(]|[,，]其中|[,，]经评估)[^,，;；。\d]{0,8}$")


_KEPT = re.compile("清理(?:以?后)?(?:继续)?(?:保留|有效)的?\\s?$")


_REVIEWED = re.compile(
    r"(?:保留|继续(?:有效|执行|实施|适用))[的为]?\d[\d,]*件[、，,]"
    r"(?:(?:拟|予以|需)?(?:修改|修订)[的为]?\d[\d,]*件[、，,](?:拟|予以)?(?:废止|宣布|清理)"
    r"|(?:拟|予以)?(?:废止|宣布失效)[的为]?\d[\d,]*件[、，,](?:拟|予以|需)?(?:修改|修订)[的为]?\d)"
)


def _goes_with_documents(at: Counted) -> bool:
    """出台配套问答 21 条: what goes with the documents, and a verb that is said of them, too."""
    if at.table != the_lexicon().roles.disclosure or at.number.unit == "件":
        return False
    before = [word for word in at.own if word.end <= at.number.start]
    if not before or any(word.phrase and word.phrase.group != STOCK for word in before):
        return False
    return the_lexicon().contexts.joined_before.found(at.sentence.text, before[-1].end, at.number.start) is None


def _were_made_in_a_name(at: Counted) -> bool:
    """其中以区政府名义印发 9 件: some of the documents."""
    of_documents = at.table == the_lexicon().roles.disclosure
    named = _IN_A_NAME.search(at.sentence.text, statement(at), at.number.start) if of_documents else None
    if of_documents and _IN_A_NAME_BEHIND.match(at.sentence.text, at.number.stop):
        return True
    return named is not None and (named[1] == "其中" or _names_those_in_force(at))


def _names_those_in_force(at: Counted) -> bool:
    """集中公开现行有效规范性文件，涉及以区政府办名义印发的 25 件."""
    before = (word for word in at.sentence.words if word.phrase and word.end <= at.number.start)
    return any(word.mark == the_lexicon().roles.in_force for word in before)


_IN_A_NAME_BEHIND = re.compile(r"以(?![本我])[^,，;；。\d]{2,16}名义")
"""13 件以市政府名义印发的."""
_IN_A_NAME = re.compile(r"(其中|涉及|包括)以(?![本我])[^,，;；。\d]{2,16}名义[^,，;；。\d]{0,14}$")


def _were_looked_through(at: Counted) -> bool:
    """对规范性文件制发 20 件进行清理, 组织清理现行规章和规范性文件共计 61 件, 标注废止文件 85 个: not made, but looked
    through."""
    before = (_LOOKED_THROUGH_BEFORE, statement(at)), (_LABELLED, at.sentence.span[0])
    if at.table == the_lexicon().roles.disclosure and any(
        each.search(at.sentence.text, begin, at.number.start) for each, begin in before
    ):
        return True
    return the_lexicon().contexts.looked_through.found(at.sentence.text, at.number.stop) is not None


def _are_some_of_those_reviewed(at: Counted) -> bool:
    """对 35 件规范性文件开展清理，其中继续有效 28 件: of those that were gone through."""
    if at.table != the_lexicon().roles.disclosure:
        return False
    return _SOME_OF_REVIEWED.search(at.sentence.text, at.sentence.span[0], at.number.start) is not None


_SOME_OF_REVIEWED = re.compile(
    r"对[^,，;；。]{0,12}\d+\s?[件份部][^,，;；。]{0,16}(?:清理|评估|梳理|审查|审核)[^\d。]{0,8}[,，]\s?其中[^,，;；。]{0,12}$"
)


def _are_of_two_verbs(at: Counted) -> bool:
    """年内制发、废止的规章合计 7 件: what was done to them, together."""
    if at.number.start in at.sentence.in_order:
        return False  # 制发、废止分别为 5 件、3 件
    stock = [word for word in at.sentence.words if word.phrase and word.phrase.group == STOCK]
    own = [word for word in stock if word in at.own]
    if own and says_each(at, own[-1].end):
        return False  # 制发、废止各 9 件
    return bool(own) and any(_JOINS_VERBS.fullmatch(at.sentence.text, word.end, own[0].start) for word in stock)


_JOINS_VERBS = re.compile("[、和及与]|以及")
_LABELLED = re.compile(r"(?:标注|标识|标明|标记|标示)(?:已|的)*(?:废止|失效|有效)[^,，;；。、\d]{0,10}$")
"""标注废止文件 85 个: of all years."""
_LOOKED_THROUGH_BEFORE = re.compile(
    r"(?:清理|梳理)(?!以?后|出|废止|失效|掉|完)[^,，;；。、\d废失有留存]{0,6}(?:规章|规范性文件)[^,，;；。、\d废失有留存]{0,8}\s*$"
)


def _are_other_papers(at: Counted) -> bool:
    """联合印发行动方案 3 件."""
    before = the_lexicon().contexts.other_papers.found(at.sentence.text, 0, at.number.start)
    return at.table == the_lexicon().roles.disclosure and before is not None


def _are_several_kinds(at: Counted) -> bool:
    """412 件许可、处罚、强制决定: of all of them; 行政许可等信息 1834 条."""
    if at.table != the_lexicon().roles.disclosure:
        return False
    if _KINDS_BEHIND.match(at.sentence.text, at.number.stop):
        return True
    return at.number.unit == PIECE and _AND_OTHERS.search(at.sentence.text, 0, at.number.start) is not None


_KINDS_BEHIND = re.compile(r"(?:行政)?(?:许可|处罚)(?:决定)?[、和及与](?:行政)?(?:处罚|强制)(?![^,，;；。、]{0,6}\d)")
_AND_OTHERS = re.compile(r"等[^,，;；。\d]{0,8}信息\s?$")


def _were_done_what_is_unclear(at: Counted) -> bool:
    """制发规范性文件 4 件，废止 2 件，有效 17 件，规章 2 件: perhaps the first of these was done to them."""
    begin, text = statement(at), at.sentence.text
    own = [word for word in at.own if word.phrase and word.end <= at.number.start]
    verbs = [word for word in own if word.phrase and word.phrase.group == STOCK]
    documents = [word.start for word in own if word.phrase and word.phrase.group == DOCUMENTS]
    if not verbs or not documents or text[documents[0] - 1] not in ",，":
        return False
    resumed = any(verbs[-1].start <= number.start < documents[0] for number, *_ in at.sentence.counted)
    before = (word for word in at.sentence.words if word.phrase and begin <= word.start < documents[0])
    return resumed and len({word.mark for word in before if word.phrase and word.phrase.group == STOCK}) > 1


OF_DOCUMENTS = (
    Doubt(
        "documents of which nothing is said right before", _were_done_what_is_unclear,
        "制发规范性文件4件，废止2件，有效17件，规章⟦2⟧件。", "制发规范性文件4件，废止2件，有效17件，废止规章⟦2⟧件。",
    ),
    Doubt(
        "decisions of several kinds, together", _are_several_kinds,
        "全年⟦412⟧件行政许可、处罚决定已公示。", "全年⟦412⟧件行政许可已公示。",
    ),
    Doubt(
        "some of those that were gone through", _are_some_of_those_reviewed,
        "对35件规范性文件开展清理，其中继续有效⟦28⟧件。", "对规范性文件开展清理，继续有效⟦28⟧件。",
    ),
    Doubt(
        "two things done to documents, together", _are_of_two_verbs,
        "年内制发、废止的规章合计⟦7⟧件。", "年内制发2件、废止的规章合计⟦7⟧件。",
    ),
    Doubt(
        "papers that are no documents of the form", _are_other_papers,
        "制定规范性文件4件，另联合印发行动方案⟦3⟧件。", "制定规范性文件4件，另联合印发规范性文件⟦3⟧件。",
    ),
    Doubt(
        "what was published", _is_made_public, "公开行政许可⟦3⟧件。", "作出行政许可⟦3⟧件。", Hedge.PUBLISHED,
    ),
    Doubt(
        "pieces of information; the form counts 件", _counts_pieces, "行政许可⟦3⟧条。", "行政许可⟦3⟧件。",
        Hedge.PUBLISHED,
    ),
    Doubt(
        "pieces of information among others", _are_among_pieces,
        "发布动态30条、公告9条、行政许可⟦3⟧条、行政处罚2条。", "行政许可⟦3⟧条、行政处罚2条。",
    ),
    Doubt(
        "pieces of information that are not shown", _counts_withheld,
        "申请公开情况，撤下不宜公开的信息⟦8⟧条。", "申请公开情况，不宜公开⟦8⟧条。",
    ),
    Doubt(
        "documents made, changed and repealed, in one count", _is_of_all_changes,
        "公布规章⟦14⟧件（新制定6件、修改3件、废止5件）。", "制定规章⟦14⟧件（含修改3件），废止5件。",
    ),
    Doubt(
        "documents that were gone through, perhaps those of others", _were_reviewed,
        "清理规范性文件，保留⟦84⟧件、修改7件、废止27件。", "清理规范性文件，保留⟦84⟧件、废止27件。",
    ),
    Doubt(
        "what goes with the documents", _goes_with_documents,
        "制定规范性文件3件，出台配套问答⟦21⟧条。", "制定规范性文件⟦3⟧条。",
    ),
    Doubt(
        "documents in the name of one of several", _were_made_in_a_name,
        "制定规范性文件12件，其中以区政府名义印发⟦9⟧件。", "制定规范性文件⟦12⟧件。",
    ),
    Doubt(
        "those that were looked through, not made", _were_looked_through,
        "对规范性文件制发⟦20⟧件进行清理。", "制发规范性文件⟦20⟧件。",
    ),
)  # fmt: skip
"""Doubts about what a number of documents or decisions counts."""
