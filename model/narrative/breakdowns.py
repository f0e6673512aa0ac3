"""Extraction of breakdowns (共 A，其中 B、C、D) from a sentence."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from model.narrative.claims import Breakdown, Claim
from model.narrative.lexicon import the_lexicon
from model.narrative.list_sums import LISTS
from model.narrative.phrase_groups import OUTCOMES, RESULTS, STOCK
from model.narrative.sentence_state import Counted, Sentence


def breakdowns_of(sentence: Sentence) -> Iterator[Breakdown]:
    """Every 共 A，其中 B、C、D of the sentence."""
    lexicon = the_lexicon()
    counted = sentence.counted
    for match in lexicon.any_of("parts").finditer(sentence.text, *sentence.span):
        behind = [each for each in counted if each[0].start >= match.end()]
        if not behind or _leaves_bracket(sentence.text, match.end(), behind[0][0].start):
            continue
        before = [each for each in counted if each[0].stop <= match.start() and each[3] <= behind[0][3]]
        if not before:
            continue
        whole = before[-1]
        each_of = sentence.text.find("分别", match.start(), behind[0][0].start)
        if each_of >= 0 and _names_what(sentence, whole, each_of):
            continue
        if match[0].startswith("分别") and _OTHER_YEARS.search(sentence.text, whole[0].stop, match.start()):
            continue  # 收到 33 件，前年、去年分别为 38 件、41 件
        parts = _parts(sentence, whole, behind, joined=match[0] == "含" and not behind[0][3])
        if len(parts) < 2 or whole[0].approximate or any(part[0].approximate for part in parts):
            continue
        if (
            _of_another_whole(before, parts)
            or _done_with_all(sentence, before[-1], parts)
            or _of_other_disputes(whole[1], parts)
        ):
            continue
        if _of_more_than_carried_in(whole, parts):
            continue
        if len(parts) < len(behind) and _is_left_of(whole, parts, behind[len(parts)]):
            parts.append(behind[len(parts)])
        tail = sentence.text[parts[-1][0].stop : parts[-1][0].stop + 8]
        following = behind[len(parts) :]
        yield Breakdown(
            whole[0],
            tuple(part[0] for part in parts),
            sentence.span,
            whole[1],
            tuple(part[1] for part in parts),
            open=_counts_more(sentence.text, whole, parts)
            or the_lexicon().contexts.open_list.found(tail) is not None
            or bool(following and _goes_on_behind(sentence, parts, following[0])),
            complete=("分" in match[0] and not _are_some(sentence, whole, match.start(), parts))
            or parts[-1][2] == "rest",
            ends_with_rest=parts[-1][2] == "rest",
        )


def _are_some(sentence: Sentence, whole: Counted, until: int, parts: list[Counted]) -> bool:
    """8 件，无上年结转，甲、乙分别为 1 件和 2 件，丙 1 件: things in order are some items of a list, and not its
    beginning, where another clause stands before them. 信息 438 条，其中甲、乙公示分别为 22 条和 31 条: some kinds of
    what no cell counts."""
    of_cells = any(part[1] is not None for part in (whole, *parts))
    if not of_cells and "其中" in sentence.text[whole[0].stop : until]:
        return True
    in_order = [part for part in parts if part[0].start in sentence.in_order]
    clauses = sentence.text.count(",", whole[0].stop, until) + sentence.text.count("，", whole[0].stop, until)
    return bool(in_order) and len(in_order) < len(parts) and clauses > 1


def _counts_more(text: str, whole: Counted, parts: list[Counted]) -> bool:
    """49 条，其中公告 6 篇，预算 2 条、动态 35 条: some are counted by another measure word."""
    ends = [whole[0].stop, *(part[0].stop for part in parts)]
    between = (text[end : part[0].start] for end, part in zip(ends, parts, strict=False))
    return any(_DIGIT.search(_IN_BRACKETS.sub("", each)) for each in between)


_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
"""不予公开 21 件（执法案卷 18 件），无法提供 18 件: no other item of the list."""


def _leaves_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket closes in between: a number inside a bracket has no parts outside it."""
    depth = 0
    for character in text[start:end]:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return True
    return False


def _of_another_whole(before: list[Counted], parts: list[Counted]) -> bool:
    """收到 9 件，上年结转 1 件，其中网络 5 件、信函 5 件: the parts are those of both counts, or of the
    first one. If parts already add up to the whole, further parts are another breakdown of it."""
    came_to = sum((part[0].value for part in parts), Decimal(0))
    if before[-1][0].value in itertools.accumulate(part[0].value for part in parts[:-1]):
        return True
    alike = [each[0] for each in before if each[0].unit == parts[0][0].unit]
    greatest = max(part[0].value for part in parts)
    if greatest > before[-1][0].value and any(each.value >= came_to for each in alike[:-1]):
        return True  # 收到 35 件，上年结转 1 件，其中自然人 28 件、企业 4 件
    if not alike or alike[-1].value == came_to:
        return False
    together = Decimal(0)
    for number in reversed(alike):
        together += number.value
        if came_to in (number.value, together):
            return True
    return False


def _done_with_all(sentence: Sentence, whole: Counted, parts: list[Counted]) -> bool:
    """公文 152 件，其中规范性文件 1 件，主动公开 152 件: all of them once more."""
    return whole[1] is None and any(
        part[0].value == whole[0].value and _DONE_WITH_THEM.fullmatch(sentence.text, one[0].stop, part[0].start)
        for one, part in itertools.pairwise(parts)
    )


_DONE_WITH_THEM = re.compile(
    r"[,，]\s*(?:均|已|全部|依法|对外|网站|网上|同步|统一|及时|按[时期])*(?:主动)?(?:公开|发布|公布|公示|更新|推送|报送|答复|回复|办结|解读)"
)


def _of_more_than_carried_in(whole: Counted, parts: list[Counted]) -> bool:
    """连同上年结转 1 件，全部办结，分别为公开 9 件…: of all that were dealt with."""
    carried_in = the_lexicon().roles.carried_in
    is_carried = whole[1] is not None and carried_in in whole[1].phrase_ids
    return is_carried and max(part[0].value for part in parts) > whole[0].value


def _is_left_of(whole: Counted, parts: list[Counted], following: Counted) -> bool:
    """受理 41 件，其中公开 16 件，无法提供 15 件，其他 7 件，结转下年度 3 件: with those that are left it is all."""
    claim, carried_out = following[1], the_lexicon().roles.carried_out
    left = whole[0].value - sum((part[0].value for part in parts), Decimal(0))
    return claim is not None and carried_out in claim.phrase_ids and left == following[0].value


def _of_other_disputes(whole: Claim | None, parts: list[Counted]) -> bool:
    """复议 32 件，诉讼 7 件，其中被纠正的复议 12 件、诉讼 3 件: of both kinds, and not of suits only."""
    if whole is None or whole.table != the_lexicon().roles.disputes:
        return False
    rows = {row for each in whole.rows for row in each}
    return any(claim.table == whole.table and rows.isdisjoint(claim.rows[0]) for _, claim, _, _ in parts if claim)


DISCLOSURE = "公开"


def _names_what(sentence: Sentence, whole: Counted, end: int) -> bool:
    """废止分别为 1 件、2 件，现行有效分别为 5 件、48 件: not of what was repealed. 公开 11 件，不予公开、无法提供的
    分别为 34 件、2 件: nor of what was given."""
    named = [word for word in sentence.words if word.phrase and whole[0].stop <= word.start and word.end <= end]
    last = [word.phrase.group for word in named if word.phrase and sentence.text[word.end : end] in ("", "的")]
    if STOCK in last or OUTCOMES in last:
        return True
    if whole[1] is None or whole[1].table == the_lexicon().roles.disputes:
        return (
            DISCLOSURE in sentence.text[whole[0].stop : end]
        )  # 复议 55 件、诉讼 32 件，其中信息公开类分别为 3 件、8 件
    groups = {the_lexicon().phrases[each].group for each in whole[1].phrase_ids} if whole[1] else set()
    return RESULTS in groups and any(word.phrase and word.phrase.group == RESULTS for word in named)


def _parts(sentence: Sentence, whole: Counted, behind: list[Counted], *, joined: bool) -> list[Counted]:
    """``joined``: only those that 、 or 和 joins, as behind 含."""
    first = behind[0]
    taken: list[Counted] = []
    at = whole[0].stop
    for each in behind:
        number, _, group, depth = each
        if taken and depth > first[3] and not _LEAVES_LIST.search(sentence.text, at, number.start):
            at = number.stop
            continue  # 不予公开 21 件（执法案卷 18 件），无法提供 18 件
        between = sentence.text[at : number.start]
        if depth != first[3] or number.unit != first[0].unit or _LEAVES_LIST.search(between):
            break
        if LISTS.get(group, group) not in (LISTS.get(first[2], first[2]), "rest") or (
            taken and the_lexicon().any_of("parts").search(between)
        ):
            break
        if taken and (the_lexicon().contexts.list_ends.found(between) or _OF_THOSE.search(between)):
            break
        if taken and joined and "," in between:
            break
        if taken and not each[1] and _ALL_OF_THEM.match(between):
            break
        taken.append(each)
        at = number.stop
    return taken if first[0].unit == whole[0].unit else []


_LEAVES_LIST = re.compile("[;；]")
_ALL_OF_THEM = re.compile(
    r"[^,，]{0,3}[,，]\s*(?:已|均|都|现已|按[期时]|及时|如期|办理|办结|答复|回复|处理|解决|整改|完成|公开)"
)
"""1934 件，其中结果查询 1207 件，按期回复 1930 件: what was done with all of them."""
_OTHER_YEARS = re.compile(r"20\d\d年|[去上前]年|上一?年度")
_OF_THOSE = re.compile(r"(?:受理|收到|接到|登记|答复|办结|办理)的(?:全部|所有|共)?\s*$")
"""受理 40 件，其中 3 件来自上年，受理的 43 件均已答复: all of them again."""


def _goes_on_behind(sentence: Sentence, parts: list[Counted], following: Counted) -> bool:
    """Whether a part has parts of its own, or the list continues with another kind of part or after a semicolon."""
    last = parts[-1]
    if the_lexicon().any_of("parts").search(sentence.text, last[0].stop, following[0].start):
        return True
    if following[0].unit == last[0].unit and sentence.text[last[0].stop : last[0].stop + 1] == "、":
        return True
    of_cells = any(part[1] for part in (*parts, following))
    if not of_cells and following[3] == parts[0][3] > 0:
        return True  # （网站 1200 条，微信 60 次 120 条）
    between = sentence.text[last[0].stop : following[0].start]
    return (
        not of_cells
        and re.match(r"\s*[;；]", between) is not None
        and not the_lexicon().contexts.new_statement.found(between)
    )
