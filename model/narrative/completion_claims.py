"""Claims that nothing is left: all answered (全部办结), or some carried out (其余结转下年度), without a number."""

import itertools
import re
from decimal import Decimal

from model.form.edition import PROBLEMS
from model.narrative.claims import Claim, ClaimKind, Hedge, Span
from model.narrative.counted_number import THE_OTHERS
from model.narrative.lexicon import the_lexicon
from model.narrative.number_phrases import counts_done
from model.narrative.numbers import Number
from model.narrative.phrase_groups import ANSWERS
from model.narrative.phrase_meanings import RANK_OF_REASONS
from model.narrative.sentence_state import Sentence, Word, scope_before, tells_what_about
from model.narrative.ways_of_asking import is_of_one_way, is_way


def add_completion_claims(sentence: Sentence, span: Span, words: list[Word], numbers: list[Number]) -> None:
    """全部办结, 办结率 100%; 其余结转下年度, unless a number says how many."""
    lexicon, topic = the_lexicon(), sentence.passage.topic
    requests, carried_out = lexicon.roles.requests, lexicon.roles.carried_out
    for word in words:
        count = _count_right_before(sentence, word, numbers)
        goes_on = not topic and count is not None and count.value == sentence.passage.came
        goes_on = goes_on and _counts_all_that_came(sentence, word, numbers)
        average = sentence.text[max(0, word.start - 1) : word.start] == "平"  # 平均答复时间
        if (
            word.mark == "done"
            and not average
            and (topic == requests or _names_requests(words) or APPLICATION in word.text or goes_on)
        ):
            if _of_some(sentence, word) or any(counts_done(sentence, word, number) for number in numbers):
                continue
            if (
                _of_something_else(sentence, word, words, numbers)
                or _is_wanted(sentence, word)
                or (_BY_WHOM.search(word.text) and not _FINISHED.search(word.text))
            ):
                continue
            says_all = lexicon.done.of_all.search(word.text) is not None and not _IN_TIME.match(word.text)
            says_less = _says_less(sentence, word)
            all_came = lexicon.contexts.all_that_came.found(sentence.text, sentence.span[0], word.start)
            if says_less and all_came is None and not _follows_what_came(sentence, word):
                continue
            if not says_all and not _is_of_all(sentence, word, numbers):
                continue
            is_rate = _RATE in word.text
            if not is_rate and (_were_answered(sentence, word) or _some_done(sentence, span, word, numbers)):
                continue
            about = sentence.text[max(sentence.span[0], word.start - 6) : word.end]
            gentle = lexicon.any_of("gentle").search(about) is not None or word.text.startswith((*EACH_ONE, AS_RULED))
            hedges = frozenset({Hedge.LENIENT}) if gentle else frozenset()
            if says_less or _counted_some_right_before(sentence, word):
                hedges |= {Hedge.AMBIGUOUS}
            sentence.claims.append(_all_or_left(sentence, ClaimKind.DONE, word.start, word.end, hedges))
        elif word.mark == carried_out and not numbers and topic == requests and _stands_alone(sentence, span, word):
            sentence.claims.append(_all_or_left(sentence, ClaimKind.LEFT, word.start, word.end, frozenset()))


_BY_WHOM = re.compile(
    r"由[^,，;；。\d]{1,14}(?:审核|审查|审定|把关|签发|受理|负责|统一|专人)|由专人|(?:安排|指定|明确)[^,，;；。\d]{0,4}专人"
)
"""均由法律顾问审核后答复: how an office works."""
_FINISHED = re.compile("[按如]期|按时|[期时]限内|办结|完毕")
_IN_TIME = re.compile("[答回]复(?:均|都|全部)")
"""答复均在法定期限内: of those that were answered, unless all that came were counted right before."""
_RATE, APPLICATION = "率", "申请"


def _says_less(sentence: Sentence, word: Word) -> bool:
    """均按规定办理, 已按时公开: perhaps finished, perhaps said of something else."""
    return any(less.end() == word.end for less in the_lexicon().done.says_less.finditer(sentence.text, word.start))


def _is_wanted(sentence: Sentence, word: Word) -> bool:
    """确保全部按时办结; 建立台账，做到件件有答复; 占全部答复的三成."""
    contexts = the_lexicon().contexts
    if sentence.text.endswith(SHARE, sentence.span[0], word.start):
        return True
    if contexts.wanted.found(sentence.text, sentence.span[0], word.start):
        return True
    return contexts.made_sure_of.found(sentence.text, sentence.span[0], word.end) is not None


SHARE = "占"
AS_RULED = "按"
"""按规定答复: how it was done, as much as that it was."""
EACH_ONE = ("件件有", "件件得")
"""Begin how an office works, though some may be left: 做到件件有答复."""


def _of_something_else(sentence: Sentence, word: Word, words: list[Word], numbers: list[Number]) -> bool:
    """留言办结率100%, 不动产登记申请全部办结; 上年申请已全部办结, 自然人申请均已答复."""
    before = [each for each in words if each.end <= word.start and not tells_what_about(sentence, each)]
    named = [each for each in before if each.mark == "foreign" or (each.phrase and each.phrase.topic)]
    if named and (named[-1].mark == "foreign" or _requests_for_another(sentence, before)):
        return True
    if any(each.mark == "last_year" and not _in_closed_bracket(sentence.text, each, word) for each in before):
        return True
    if the_lexicon().contexts.all_that_came.found(sentence.text, sentence.span[0], word.start):
        return False  # 自然人 12 件，企业 3 件，申请件均已答复
    count = _count_right_before(sentence, word, numbers)
    if count is not None and _THESE.search(sentence.text, sentence.span[0], count.start):
        return False  # 自然人 4 件，另有上年结转 1 件，以上 5 件均已答复
    if any(each.phrase and (each.phrase.columns or each.phrase.rank == RANK_OF_REASONS) for each in before):
        return True
    roles = the_lexicon().roles
    ids = {each.phrase.id for each in before if each.phrase}
    both = {*_rows_of(roles.received), *_rows_of(roles.carried_in)}
    of_both = any(each.phrase and each.phrase.rows and both == {*each.phrase.rows[0]} for each in before)
    of_both = of_both or (count is not None and _is_added(sentence, count))
    if roles.carried_in in ids and roles.received not in ids and not of_both:
        return True  # 上年结转的申请均已办结; but not 加上年结转 3 件，共需办理 30 件，已全部办结
    last = max((each for each in sentence.claims if each.end <= word.start), key=lambda each: each.end, default=None)
    return last is not None and (last.last_year or last.table != roles.requests)


def _rows_of(phrase: str) -> tuple[str, ...]:
    return the_lexicon().phrases[phrase].rows[0]


_THESE = re.compile(r"(?:以上|上述)(?:共计?|合计)?\s?$")
_OF_THEIR_KIND = re.compile("(?:事项|业务|项目|类)?的?(?:所有|全部|各类)?的?")


def _requests_for_another(sentence: Sentence, before: list[Word]) -> bool:
    """政务服务事项所有申请均按期办结."""
    return any(
        each.mark == "foreign"
        and follows.phrase is not None
        and _OF_THEIR_KIND.fullmatch(sentence.text, each.end, follows.start)
        for each, follows in itertools.pairwise(before)
    )


FAR_REST = 40
"""Most characters of what says that the rest is meant: 除 1 件正在征求第三方意见外."""


_ABOUT_THEM = re.compile("(?:围绕|针对|关于|对照|[对就经])$")
"""围绕全部答复，收到复议 10 件: a noun."""
_THOSE_ABOUT = re.compile("(?:^|[,;])[^,;。]{0,4}涉及(?![^,;。]*公开)[^,;。]{1,30}的申请$")
"""涉及征地的申请均已答复."""
_WHAT_IS_LEFT = re.compile(
    "(?<![和及与])(?<!连同)(?<!上年)(?<!去年)(?:结转|在办|未办结|未结|遗留)的?(?:申请|件|案件|事项)+$"
)
"""结转件均已明确答复时限."""
_SO_MANY = re.compile(r"\d\s?[件宗份起](?:申请)?$")


def _of_some(sentence: Sentence, word: Word) -> bool:
    """其余均按期答复; 上年结转 5 件，均已办结: what was left or carried in only."""
    roles = the_lexicon().roles
    contexts = the_lexicon().contexts
    if contexts.of_the_rest.found(sentence.text, max(sentence.span[0], word.start - FAR_REST), word.start):
        return not _is_rest_of_answers(sentence, word)
    if _OR_NOT_YET.match(sentence.text, word.end):
        return True
    if sentence.text[word.start - 1 : word.start] == "的" and tells_what_about(sentence, word):
        return True  # 内容涉及征地的均已答复
    if _THOSE_ABOUT.search(sentence.text, sentence.span[0], word.start):
        return True
    if is_of_one_way(sentence, word.start) or _WHAT_IS_LEFT.search(sentence.text, sentence.span[0], word.start):
        return True
    if _ABOUT_THEM.search(sentence.text, sentence.span[0], word.start):
        return True
    if sentence.passage.subject == PROBLEMS and _SO_MANY.search(sentence.text, 0, word.start):
        return True  # 3 件均笼统答复不予公开
    if contexts.or_carried_out.found(sentence.text, word.end):
        return True
    if not sentence.counted and contexts.requests_of_a_kind.found(sentence.text, sentence.span[0], word.start):
        return True
    counted = [each[1].phrase_ids for each in sentence.counted if each[1] is not None]
    both = {*_rows_of(roles.received), *_rows_of(roles.carried_in)}
    came = {roles.received, roles.all_requests, roles.whole_of_shares}
    came |= {each.id for each in the_lexicon().phrases.values() if each.rows and {*each.rows[0]} == both}
    return (
        bool(counted)
        and roles.carried_in in counted[0]
        and not any(came & {*each} - {roles.carried_in} for each in counted if roles.carried_in not in each)
    )


_OR_NOT_YET = re.compile(
    "或者?(?:依法|按规定)?(?:告知|延期|办理中|正在|补正|转办)|、(?:依法|按规定)?(?:延期|办理中|正在|补正|转办)"
)
"""均作出答复或告知延期."""
_NOT_FINISHED = re.compile(
    "于▒+(?:按|依|答复|回复|办结|作出|予以)|(?<![无未没])延期|尚|次年|下年|明年|抓紧|正在|办理中"
)
_CLAUSE = re.compile("[^,，;；。]*")
_THE_REST = re.compile(r"[件宗份](?:申请)?[,;]\s*(?:其余|剩余|余下)(?:的|申请|件)*$")


def _is_rest_of_answers(sentence: Sentence, word: Word) -> bool:
    """收到 16 件，申请人撤销 5 件，其余均按期答复: nothing is left; not behind 在办 5 件."""
    phrases, roles, counted = the_lexicon().phrases, the_lexicon().roles, sentence.counted
    clause = _CLAUSE.match(sentence.text, word.start)
    if not _THE_REST.search(sentence.text, sentence.span[0], word.start) or (
        clause and _NOT_FINISHED.search(clause[0])
    ):
        return False
    claims = [
        each[1] for each in counted if each[1] and each[1].phrase_ids and not (each[1].last_year or each[1].scope)
    ]
    if not len(claims) == len(counted) >= 2:
        return False  # 3 件正在征求第三方意见，其余均已答复
    came, *answers = (phrases[each.phrase_ids[-1]] for each in claims)
    return (
        came.id in (roles.received, roles.all_requests)
        and all(each.group in ANSWERS or each.id == roles.carried_in for each in answers)
        and answers[-1].group in ANSWERS
    )


def _counted_some_right_before(sentence: Sentence, word: Word) -> bool:
    """征地补偿方面收到申请 12 件，已全部答复: of those, which are perhaps not all."""
    claim, roles = sentence.counted[-1][1] if sentence.counted else None, the_lexicon().roles
    if claim is None or not {*claim.phrase_ids} <= {roles.received, roles.all_requests, roles.whole_of_shares}:
        return False
    if not claim.hedges & {Hedge.AMBIGUOUS, Hedge.PARTIAL}:
        return False
    return (
        the_lexicon().contexts.right_behind.found(sentence.text, sentence.counted[-1][0].stop, word.start) is not None
    )


def _is_of_all(sentence: Sentence, word: Word, numbers: list[Number]) -> bool:
    """已办理完毕, without a word for all, where the words tell that all that came are meant."""
    said_of_all = the_lexicon().contexts.all_that_came.found(sentence.text, sentence.span[0], word.start) is not None
    return (
        said_of_all
        or _follows_what_came(sentence, word)
        or _ends_a_list(sentence, word)
        or _answers_add_up(sentence, word)
        or _is_added_right_before(sentence, word, numbers)
        or _counts_all_that_came(sentence, word, numbers)
    )


def _is_added_right_before(sentence: Sentence, word: Word, numbers: list[Number]) -> bool:
    """受理 59 件，连同上年结转的 2 件一并按时办结."""
    count = _count_right_before(sentence, word, numbers)
    return count is not None and _is_added(sentence, count)


_BEHIND_COUNT = re.compile(r"\s*+(?:申请)?+\s*+(?:[已也均都于在]|全部|件)*+")
_AT_BEGIN = re.compile(r"[\s▒]*+(?:上述|以上|这|该|前述|对|所有)?")


def _count_right_before(sentence: Sentence, word: Word, numbers: list[Number]) -> Number | None:
    """两件在 20 个工作日内答复: how many, right before the words."""
    found = [each for each in numbers if each.stop <= word.start and each.unit in the_lexicon().measures]
    if not found or not _BEHIND_COUNT.fullmatch(sentence.text, found[-1].stop, word.start):
        return None
    return found[-1]


def _counts_all_that_came(sentence: Sentence, word: Word, numbers: list[Number]) -> bool:
    """收到 2 件。两件在 20 个工作日内答复: at the beginning of a sentence, as many as came."""
    number, came = _count_right_before(sentence, word, numbers), sentence.passage.came
    if number is None or came is None or sentence.counted:
        return False
    return number.value >= came and _AT_BEGIN.fullmatch(sentence.text, sentence.span[0], number.start) is not None


_LAST_CLAUSE = re.compile(r"[^,，;；。]{0,24}(?:[,，;；]\s*+)?")


def _answers_add_up(sentence: Sentence, word: Word) -> bool:
    """收到 2 件，1 件公开，1 件不掌握，已办结: the answers counted before are as many as came."""
    came, phrases = sentence.passage.came, the_lexicon().phrases
    answers = [
        number
        for number, claim, _, depth in sentence.counted
        if claim is not None and not depth and claim.phrase_ids and phrases[claim.phrase_ids[-1]].group in ANSWERS
    ]
    if not answers or not _LAST_CLAUSE.fullmatch(sentence.text, answers[-1].stop, word.start):
        return False
    return came is not None and sum(each.value for each in answers) == came


def _in_closed_bracket(text: str, said: Word, word: Word) -> bool:
    """收到 5 件（上年 2 件），均已答复: last year's stand beside."""
    opened = text.rfind("(", 0, said.start)
    closed = text.find(")", said.end, word.start)
    return opened >= 0 and closed >= 0 and text.find(")", opened, said.start) < 0


def _is_carried_in(claim: Claim | None) -> bool:
    return claim is not None and the_lexicon().roles.carried_in in claim.phrase_ids


def _follows_what_came(sentence: Sentence, word: Word) -> bool:
    """收到 12 件，已按时办结; 收到 10 件，其中网络 6 件、信函 4 件，已按时办结; not …，其中公开 2 件…，已按时办结."""
    roles = the_lexicon().roles
    came = [each for each in sentence.counted if each[0].value or not _is_carried_in(each[1])]  # 上年结转 0 件
    counted = [each for each in came if not is_way(sentence, each[0].start)]
    if not counted or any(end > word.end for _, end in sentence.ways):
        return False  # 其中网络 4 件，已答复；信函 1 件
    number, claim, _, depth = counted[-1]
    in_ways = sum((each[0].value for each in came if each not in counted), Decimal(0))
    if len(counted) > 1 and _is_carried_in(claim) and in_ways == number.value + counted[-2][0].value:
        number, claim, _, depth = counted[-2]  # 收到 9 件，上年结转 1 件，其中网络 6 件、信函 4 件
    came_in = {roles.all_requests, roles.received}
    if _RECEIVED_AND.search(sentence.text, 0, number.start):
        came_in.add(roles.whole_of_shares)
    if depth or claim is None or not {*claim.phrase_ids} <= came_in or claim.columns:
        return False
    if the_lexicon().any_of("parts").search(sentence.text, 0, number.start):
        return False
    contexts = the_lexicon().contexts
    if number.value == 1 and contexts.only_one.found(sentence.text, number.stop, word.start):
        return True
    return contexts.nothing_but_all.found(sentence.text, came[-1][0].stop, word.start) is not None


_RECEIVED_AND = re.compile("(?:收到|受理|接收)[并、和](?:办理|处理)[^,;。]{0,14}$")
"""收到并办理申请 1 件."""
_SUBJECT = re.compile(
    r"\s*(?:(?:上述|以上|全部|所有|该|此|本)?(?:申请件?|件)|该|(?:\d{1,6}|[一两二三])[件宗份](?:申请)?)?[均都]?"
)


def _ends_a_list(sentence: Sentence, word: Word) -> bool:
    """不予公开 1 件。已按期办结: a sentence by itself behind how requests were answered, not behind 上年结转 1 件."""
    roles, last = the_lexicon().roles, sentence.passage.last
    if sentence.counted or not _SUBJECT.fullmatch(sentence.text, sentence.span[0], word.start):
        return False
    if last is None or last.table != roles.requests or last.scope or last.last_year:
        return False
    return bool({*last.phrase_ids} & {*roles.answers, roles.received, roles.all_requests}) or any(
        the_lexicon().phrases[each].rank == RANK_OF_REASONS for each in last.phrase_ids
    )


def _were_answered(sentence: Sentence, word: Word) -> bool:
    """答复 39 件，均按期答复: those that were answered, and not all that came."""
    roles = the_lexicon().roles
    last = next((each for each in reversed(sentence.counted) if not each[3]), None)
    if last is None or last[1] is None or {roles.handled} != {*last[1].phrase_ids} - {*roles.beside_handled}:
        return False
    return the_lexicon().contexts.right_behind.found(sentence.text, last[0].stop, word.start) is not None


def _some_done(sentence: Sentence, span: Span, word: Word, numbers: list[Number]) -> bool:
    """收到 133 件，121 件均已答复: only the requests counted directly before the phrase."""
    before = sentence.text[span[0] : word.start]
    contexts = the_lexicon().contexts
    counted = _count_right_before(sentence, word, numbers)
    if counted is None or contexts.came_before.found(before) is not None or _is_added(sentence, counted):
        return False
    if not sentence.counted and _MORE_BEHIND.match(sentence.text, word.end):
        return True  # 5 件于当年办理答复，6 件延至下年
    handled = the_lexicon().roles.handled
    if THE_OTHERS.search(sentence.text, span[0], counted.start) and any(
        each[1] and handled in each[1].phrase_ids for each in sentence.counted if each[0].stop < counted.start
    ):
        return True  # 办结 103 件，其中重复申请 1 件，其余 102 件均已答复
    came = {each[0].value for each in sentence.counted if each[1] is None or not each[1].columns}
    phrases, roles = the_lexicon().phrases, the_lexicon().roles
    came_in = {phrases[each].rows[0] for each in (roles.received, roles.carried_in)}
    if parts := [
        each[0].value
        for each in sentence.counted
        if each[1] and (each[1].rows[0] in came_in or roles.carried in each[1].phrase_ids) and not each[1].columns
    ]:  # 新收 6 件、结转 1 件，7 件全部办结
        came.add(sum(parts, Decimal(0)))
    if _THESE.search(sentence.text, span[0], counted.start):
        came.add(_sum_of_what_came(sentence, counted))
    if sentence.passage.last is not None and not sentence.counted:
        came.add(sentence.passage.last.value)
    if sentence.passage.came is not None:
        if counted.value > sentence.passage.came:
            return False  # 收到 17 件，上年留下 1 件。…18 件都已办完
        came.add(sentence.passage.came)
    return bool(came) and counted.value not in came  # 收到 5 件，5 件均已答复


def _is_added(sentence: Sentence, number: Number) -> bool:
    """受理 59 件，连同上年结转的 2 件均按时办结: of all that came."""
    return _AND_THOSE.search(sentence.text, sentence.span[0], number.start) is not None


_AND_THOSE = re.compile("(?:连同|加上|加之)[^,;。]{0,14}$")
_MORE_BEHIND = re.compile(r"[,，;；]\s*\d+\s?[件宗份](?:申请)?(?:因|按|结转|转|延|尚|仍|正|待|留)")


def _sum_of_what_came(sentence: Sentence, before: Number) -> Decimal:
    """自然人 4 件，另有上年结转 1 件，以上 5 件均已答复: not of answers (公开 9 件、不予公开 5 件，以上 14 件)."""
    roles = the_lexicon().roles
    return sum(
        (
            number.value
            for number, claim, *_ in sentence.counted
            if number.stop < before.start and claim and {roles.received, roles.carried_in} & {*claim.phrase_ids}
        ),
        Decimal(0),
    )


def _names_requests(words: list[Word]) -> bool:
    requests = the_lexicon().roles.requests
    return any(word.phrase and word.phrase.topic == requests for word in words)


def _stands_alone(sentence: Sentence, span: Span, word: Word) -> bool:
    """其余结转下年度继续办理, as a clause by itself, and no rule for such cases."""
    contexts = the_lexicon().contexts
    before = contexts.left_alone.found(sentence.text, span[0], word.start)
    after = contexts.left_to_do.found(sentence.text, word.end, span[1])
    counted_none = bool(sentence.counted) and sentence.counted[-1][0].value == 0
    counted_next = _AND_COUNTED.match(sentence.text, word.end) is not None
    return before is not None and after is not None and not counted_none and not counted_next


_AND_COUNTED = re.compile(r"、[^,，;；。、\d]{2,10}\s?\d")
"""尚在办理、结转下年 0 件."""


def _all_or_left(sentence: Sentence, kind: ClaimKind, start: int, end: int, hedges: frozenset[Hedge]) -> Claim:
    left = the_lexicon().phrases[the_lexicon().roles.carried_out]
    return Claim(
        kind, start, end, sentence.text[start:end], Decimal(0), sentence.span, (left.id,), left.table,
        left.rows, scope=sentence.scope or scope_before(sentence, start), year=sentence.year, hedges=hedges,
    )  # fmt: skip
