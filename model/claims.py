"""Numbers in the words, and what they speak of.

A paragraph is read by itself and remembered, so that only a changed one is read anew. Nothing here knows a report's
figures: what a claim may mean is said in rows and columns of the statutory tables, all readings side by side; whether
one of them agrees is for :mod:`model.word_checks`.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from model.lexicon import Alternatives, Lexicon, Phrase, the_lexicon
from model.paragraphs import HELD, Paragraphs

REQUESTS, DISPUTES, DISCLOSURE, FEES = "requests", "disputes", "disclosure", "fees"
WEBSITES = ("门户网站", "政府网站")
"""A way in for requests, and no scope of what is decided or issued."""
OTHER_YEARS = ("历年", "往年", "以往年度", "近年来", "近三年", "近五年")
"""What is in force is in force, of whatever year it is."""
NEAR_BRACKET = 2
"""So many characters may stand between a phrase and the bracket with its number."""
RESULTS, REASONS = 3, 4
"""Ranks of phrases: how a request was answered, and why."""
HEADING = 24
"""A paragraph of so few characters is a heading: what it names is what the next one speaks of."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Claim:
    """A number, or a word for none or all, that speaks of cells.

    ``kind``: ``count``, ``amount`` (万元), ``none`` (未收到), ``change`` (比上年增加 3 件), ``growth`` and ``share``
    (in percent), ``done`` (全部办结), ``left`` (结转下年度, without a number).
    """

    kind: str
    start: int
    end: int
    """The number in the paragraph (of a :class:`SentenceRead`, in the sentence), without its measure word."""
    text: str
    value: Decimal
    sentence: Span
    about: tuple[str, ...]
    """Ids of the phrases."""
    table: str
    rows: Alternatives
    columns: Alternatives = ()
    """Empty: the total."""
    loose: Alternatives = ()
    """Rows that the words mean against the table's meaning."""
    approximate: bool = False
    scope: str = ""
    """The words that say that another organ, a whole place or a part of the year is meant."""
    year: int = 0
    """As the words name it; 0: the report's own."""
    last_year: bool = False
    soft: bool = False
    """Only agreement is certain: a difference may have another reason."""
    filed: bool = False
    """May count what was filed and not what was decided."""
    apart: bool = False
    """Other words stand between the number and its phrase, which may be what it counts."""
    gentle: bool = False
    """Of ``done``: 按期, 依法 …, which may be true though something is left."""
    of: "Claim | None" = None
    """What grew, or what has a share."""
    whole: "Claim | None" = None
    """What the share is of, where the sentence says it."""
    falls: bool = False


@dataclass(frozen=True)
class Number:
    """Any counted number, whether it speaks of a cell or not."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    stop: int
    """Behind its measure word."""


@dataclass(frozen=True)
class Addition:
    """共 A，其中 B、C、D."""

    whole: Number
    parts: tuple[Number, ...]
    sentence: Span
    whole_claim: Claim | None
    part_claims: tuple[Claim | None, ...]
    open: bool
    """Said to be incomplete (等), or cut off."""
    complete: bool
    """Said to be complete: 分别为, or the last part is 其他."""

    @property
    def came_to(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))


@dataclass(frozen=True)
class _Before:
    """What earlier sentences of the paragraph decide about a later one."""

    topic: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    """(table, the phrase of rows that was last spoken of)"""
    last: Claim | None = None
    """The count before, without its place; ``None`` where it speaks of no cell."""
    scope: str = ""

    @cached_property
    def _hash(self) -> int:
        return hash((self.topic, self.rows, self.last, self.scope))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, eq=False)
class SentenceRead:
    """What one sentence says. Its places are counted from its own beginning, so that it may stand anywhere."""

    claims: tuple[Claim, ...]
    additions: tuple[Addition, ...]
    after: _Before


@dataclass(frozen=True, eq=False)
class Read:
    """What one paragraph says."""

    sentences: tuple[tuple[int, SentenceRead], ...]
    """(where it begins, what it says) of those that say anything."""
    topic: str
    """What the words speak of at the end."""


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    phrase: Phrase | None
    mark: str


@dataclass
class _Passage:
    """What earlier words of the paragraph decide about later ones."""

    topic: str
    rows: dict[str, Phrase]
    """Table -> the phrase of rows that was last spoken of."""
    last: Claim | None
    """The count before; ``None`` where it speaks of no cell."""
    scope: str


@dataclass
class _Sentence:
    text: str
    """Folded; names are blotted out."""
    span: Span
    passage: _Passage
    year: int = 0
    first_year: int = 0
    stands_after: tuple[int, ...] = ()
    """The year that is spoken of again behind the next comma."""
    scope: str = ""
    topic_here: bool = False
    answers: bool = False
    """Another answer to requests than 予以公开 is named."""
    compared: bool = False
    grown_from: Claim | None = None
    """What the number says that the next one has grown or fallen to."""
    pending: list[_Word] = field(default_factory=list)
    """Phrases since the last number, in segments without one."""
    counted: list[tuple[Number, Claim | None, str, int]] = field(default_factory=list)
    """(number, claim, group, depth of brackets)"""
    claims: list[Claim] = field(default_factory=list)


# ---------------------------------------------------------------- folding

_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " ", 0x2009: " "}
BLOT = "▒"
_NAMED = re.compile(
    r"《[^》]*》|[〔\[(]\s*(?:19|20)\d\d\s*[〕\])]\s*(?:第?\s*\d+\s*号)?|第\s*[一二三四五六七八九十百千\d]+\s*[条款项届次批期章号位名部件宗例份起个](?!季)"
    r"|(?:(?:19|20)\d\d\s*年\s*)?\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*日(?!均)"
    r"|(?<!\d)12345(?!\d)|(?<!\d)12348(?!\d)|[A-Za-z][\w./:@-]*\d[\w./:@-]*|\d+(?:-\d+)+|[“\"][^”\"]{0,12}[一二三四五六七八九十两\d][^”\"]{0,12}[”\"]"
    r"|(?:^|(?<=[。;:,，；：\s]))\s*\(?\d{1,2}(?:[.、)](?!\d)|\.(?=\D))|(?:^|(?<=[。;；：]))\s*\(?[一二三四五六七八九十]{1,3}[)、.]"
)


_SENTENCES = re.compile(r"(?:《[^》]*》|[“\"][^”\"]{0,25}[”\"]|[^。!?！？\n])+")
"""What stands in title marks or short quotes is one thing, whatever its punctuation."""


@lru_cache(maxsize=HELD)
def folded_sentences(paragraph: str) -> tuple[tuple[int, str], ...]:
    """(where it begins, the sentence folded): half-width, each character in its place; titles, document numbers, days
    and codes blotted out."""
    return tuple((match.start(), _folded(match[0])) for match in _SENTENCES.finditer(paragraph))


@lru_cache(maxsize=64)
def folded(paragraph: str) -> str:
    """The whole paragraph in the same way."""
    found: list[str] = []
    at = 0
    for start, sentence in folded_sentences(paragraph):
        found += (paragraph[at:start].translate(_FOLD), sentence)
        at = start + len(sentence)
    return "".join((*found, paragraph[at:].translate(_FOLD)))


@lru_cache(maxsize=HELD)
def _folded(sentence: str) -> str:
    return _NAMED.sub(_blotted, sentence.translate(_FOLD))


def _blotted(match: re.Match[str]) -> str:
    return BLOT * len(match[0])


# ---------------------------------------------------------------- numbers

_HAN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
FULL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")


@cache
def _number_pattern() -> re.Pattern[str]:
    lexicon = the_lexicon()
    units = sorted({*lexicon.measures, *lexicon.other_measures, "元", "%"}, key=len, reverse=True)
    counts = "|".join(map(re.escape, lexicon.measures))
    return re.compile(
        rf"(?<![\d.A-Za-z])(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)(?!\d)\s*"
        rf"(?P<more>[余多几])?(?P<scale>[百千万亿]?)(?P<more2>[余多])?\s*(?P<unit>{'|'.join(units)})?(?P<more3>以上|左右)?"
        rf"|(?<![一二三四五六七八九十百千万第数几每某任这那各])(?P<han>[零〇一二三四五六七八九十百千两]+)\s*(?P<han_unit>{counts})"
        rf"(?P<more4>以上|左右)?|(?:均为|都为|数为|量为|为)(?P<zero>[零〇])(?=[,，。;、)]|$)"
    )


def read_han(text: str) -> int | None:
    """A Chinese numeral below ten thousand; ``None`` for none."""
    total = digit = 0
    for character in text:
        if character in _HAN:
            digit = digit * 10 + _HAN[character] if digit and "十" not in text else _HAN[character]
        elif unit := _HAN_UNITS.get(character):
            total += (digit or 1) * unit
            digit = 0
        else:
            return None
    return total + digit


def write_han(value: int) -> str:
    """The Chinese numeral of a count below a hundred; digits for the rest."""
    if not 0 <= value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    if not tens:
        return "零一二三四五六七八九"[ones]
    return ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" + ("零一二三四五六七八九"[ones] if ones else "")


_HAN_TEXT = re.compile("[一-龥]")


def _numbers(text: str, start: int, end: int) -> Iterator[Number]:
    about = the_lexicon().any_of("about_before")
    for match in _number_pattern().finditer(text, start, end):
        if zero := match["zero"]:
            yield Number(match.start("zero"), match.end("zero"), Decimal(0), zero, False, match.end())
            continue
        if han := match["han"]:
            value = read_han(han)
            if value is None or (han == "一" and match["han_unit"] not in ("件", "宗")):
                continue
            if match["han_unit"] == "项" and _HAN_TEXT.match(text, match.end()):
                continue  # 两项行政许可合计 237 件: kinds of them
            vague = bool(match["more4"])
            yield Number(match.start("han"), match.end("han"), Decimal(value), match["han_unit"], vague, match.end())
            continue
        before = text[max(start, match.start() - 4) : match.start()].rstrip()
        vague = bool(match["more"] or match["more2"] or match["more3"])
        vague = vague or any(before.endswith(found) for found in about.findall(before))
        value_ = Decimal(match["digits"].replace(",", "").replace("，", "")) * _SCALE[match["scale"]]
        written = match.end("scale") if match["scale"] and match["unit"] != "元" else match.end("digits")
        yield Number(match.start("digits"), written, value_, match["unit"] or "", vague, match.end())


# ---------------------------------------------------------------- a paragraph

_SEGMENT_ENDS = re.compile(r"[,，;；:：、()—]")


def read(paragraph: str, topic: str = "") -> Read:
    """What the paragraph says. ``topic``: what the words before it spoke of."""
    before = _Before(topic)
    found: list[tuple[int, SentenceRead]] = []
    for start, sentence in folded_sentences(paragraph):
        said = _sentence_read(sentence, before)
        if said.claims or said.additions:
            found.append((start, said))
        before = said.after
    return Read(tuple(found), before.topic if len(paragraph) <= HEADING else topic)


@lru_cache(maxsize=HELD)
def _sentence_read(text: str, before: _Before) -> SentenceRead:
    lexicon = the_lexicon()
    rows = {table: lexicon.phrases[phrase] for table, phrase in before.rows}
    passage = _Passage(before.topic, rows, before.last, before.scope)
    sentence = _Sentence(text, (0, len(text)), passage)
    _read_sentence(sentence)
    additions = tuple(_additions(sentence))
    divided = {part for each in additions for part in each.part_claims if part and _divides(part, each.whole_claim)}
    attributes = _speaks_of_attributes(text)
    divided |= _of_one_row(sentence.claims)
    left = _says_what_is_left(before.last) or any(map(_says_what_is_left, sentence.claims))
    claims = [
        replace(claim, soft=True)
        if claim in divided
        else replace(claim, gentle=True)
        if left and claim.kind == "done"
        else claim
        for claim in sentence.claims
        if not (attributes and claim.kind == "count" and _ATTRIBUTES & {*claim.about})
    ]
    last = passage.last and replace(passage.last, start=0, end=0, sentence=(0, 0))
    named = tuple((table, phrase.id) for table, phrase in passage.rows.items())
    return SentenceRead(tuple(claims), additions, _Before(passage.topic, named, last, passage.scope))


def _divides(part: Claim, whole: Claim | None) -> bool:
    """共受理 215 件，其中政府办受理 45 件…: a share of the very same thing, by organs perhaps."""
    return whole is not None and (part.table, part.rows, part.columns) == (whole.table, whole.rows, whole.columns)


def _says_what_is_left(claim: Claim | None) -> bool:
    """17 件结转下年度，答复率 100%: of those that were due, as the words themselves say."""
    return claim is not None and claim.kind == "count" and "carried_out" in claim.about and claim.value > 0


def _of_one_row(claims: list[Claim]) -> set[Claim]:
    """不掌握 1 件，信息不存在 1 件: two kinds that one row counts together."""
    of_row: dict[tuple[tuple[str, ...], Alternatives], list[Claim]] = {}
    for claim in claims:
        if claim.kind == "count" and the_lexicon().phrases[claim.about[-1]].group in ("results", "reasons"):
            of_row.setdefault((claim.rows[0], claim.columns), []).append(claim)
    return {claim for alike in of_row.values() if len(alike) > 1 for claim in alike}


_ATTRIBUTES = {"requests", "denied", "granted", "granted_in_part"}
_ATTRIBUTE = re.compile(r"依申请公开(?:的|类|公文|文件|政府信息|信息)*\s*(?:有|为|:)?\s*\d")
_OTHER_ATTRIBUTE = re.compile(r"(?:主动公开|不予公开|不公开)(?:的|类|公文|文件|政府信息|信息)*\s*(?:有|为|:)?\s*\d")
_OF_REQUESTS = re.compile("受理|收到|新收|办结|答复|结转")


def _speaks_of_attributes(sentence: str) -> bool:
    """Documents are sorted into 主动公开, 依申请公开 and 不予公开 when they are made; those are no requests."""
    return (
        _ATTRIBUTE.search(sentence) is not None
        and _OTHER_ATTRIBUTE.search(sentence) is not None
        and not _OF_REQUESTS.search(sentence)
    )


def claims_in(paragraph: str, topic: str = "") -> tuple[Claim, ...]:
    """The numbers of the paragraph that speak of cells."""
    return tuple(_moved(claim, by) for by, said in read(paragraph, topic).sentences for claim in said.claims)


def number_at(text: str, position: int) -> tuple[int, int] | None:
    """(start, end) of the number that a place in a section touches; ``None`` for a year, a percentage, a number in a
    title, and where there is none."""
    begin = text.rfind("\n", 0, position) + 1
    words = folded(text[begin:].partition("\n")[0])
    for each in _numbers(words, 0, len(words)):
        if each.start <= position - begin <= each.end:
            return None if each.unit in ("年", "%") else (begin + each.start, begin + each.end)
    return None


def _moved(claim: Claim, by: int) -> Claim:
    start, end = claim.sentence
    return replace(claim, start=claim.start + by, end=claim.end + by, sentence=(start + by, end + by))


def read_section(paragraphs: Paragraphs) -> Iterator[tuple[int, str, Read]]:
    """(where it begins, the paragraph, what it says) for each paragraph of a section that says anything."""
    topic = ""
    look = _reader(topic)
    for start, paragraph in paragraphs:
        said = paragraph.found(look)
        if said.topic != topic:
            topic = said.topic
            look = _reader(topic)
        if said.sentences:
            yield start, paragraph.text, said


@cache
def _reader(topic: str) -> Callable[[str], Read]:
    return partial(read, topic=topic)


def _words(lexicon: Lexicon, text: str, start: int, end: int) -> Iterator[_Word]:
    for match in lexicon.scan.finditer(text, start, end):
        for kind in lexicon.classes(match[0]):
            yield _Word(*match.span(), match[0], lexicon.phrases.get(kind), kind)


def _read_sentence(sentence: _Sentence) -> None:
    start, end = sentence.span
    text, passage = sentence.text, sentence.passage
    words = list(_words(the_lexicon(), text, start, end))
    numbers = list(_numbers(text, start, end))
    if _speaks_of_answers(words, numbers):
        passage.topic = REQUESTS
    sentence.answers = any(
        word.phrase and (word.phrase.group == "reasons" or (word.phrase.id in ANSWERS and word.phrase.id != "granted"))
        for word in words
    )
    taken = [(each.start, each.stop) for each in numbers]
    taken += [(word.start, word.end) for word in words if "、" in word.text or "(" in word.text]
    if passage.scope and not any(word.phrase and word.phrase.topic for word in words):
        sentence.scope = passage.scope
    at, depth = start, 0
    outside: list[tuple[int, Claim | None, int]] = []
    """(where each bracket opens, what was counted before it and the year: of those the words behind it speak on)"""
    bounds = [m for m in _SEGMENT_ENDS.finditer(text, start, end) if not any(a <= m.start() < b for a, b in taken)]
    for bound, sign in [*((m.start(), m[0]) for m in bounds), (end, "")]:
        inside = [each for each in numbers if at <= each.start < bound]
        _read_segment(sentence, (at, bound), [w for w in words if at <= w.start < bound], inside, depth)
        depth = max(0, depth + {"(": 1, ")": -1}.get(sign, 0))
        if sentence.stands_after:
            (sentence.year,), sentence.stands_after = sentence.stands_after, ()
        if sign in ";；":
            sentence.year = sentence.first_year  # 废止2020年以前文件3件；行政许可17件
        if sign == "(":
            outside.append((bound, passage.last, sentence.year))
        elif sign == ")" and outside:
            opened, last, sentence.year = outside.pop()
            passage.last = last or passage.last
            sentence.pending = [word for word in sentence.pending if word.start < opened]
        at = bound + 1
    sentence.claims.sort(key=lambda each: each.start)
    if sentence.claims:
        passage.scope = sentence.claims[-1].scope


def _read_segment(sentence: _Sentence, span: Span, words: list[_Word], numbers: list[Number], depth: int) -> None:
    _note_year(sentence, span)
    _note_nothing(sentence, words)
    _note_done(sentence, span, words, bool(numbers))
    meaning = [each for each in numbers if each.unit != "年"]
    if not meaning:
        _note_pending(sentence, span, words)
        return
    phrases = [word for word in words if word.phrase is not None]
    leading = any(word.start < meaning[0].start for word in phrases)
    before = span[0]
    for index, number in enumerate(meaning):
        following = meaning[index + 1].start if index + 1 < len(meaning) else span[1]
        left = [word for word in words if before <= word.start < number.start]
        right = [word for word in words if number.stop <= word.start < following]
        if len(meaning) > 1:
            left, right = (left, []) if leading else (_marks_of(left), right)
        _read_number(sentence, number, left, right, depth, before)
        before = number.stop
        sentence.pending = []
    for word in words:
        _note_topic(sentence, word)


def _marks_of(words: list[_Word]) -> list[_Word]:
    return [word for word in words if word.phrase is None]


_CARRIED_FROM = re.compile(r"\s*度?\s*(?:结转|转[来入接办至到结]|遗留|未办结)")
_CARRIED_TO = ("转", "转结", "转入", "转至", "转到", "结转至", "结转到", "延至")


_AGAINST = ("较", "比", "与", "同")
NEAR_TURN = 16
_TURNS = re.compile("相比|增|减|降|升|多|少|持平")
_BEFORE_IT = re.compile(r"\s*底?[以之]?前")
"""清理2023年底前文件312件，废止17件; 较2022年下降19%，答复72件: that year is spoken of no longer than the comma."""


def _note_year(sentence: _Sentence, span: Span) -> None:
    for match in FULL_YEAR.finditer(sentence.text, *span):
        carried = _CARRIED_FROM.match(sentence.text, match.end()) or sentence.text[: match.start()].endswith(
            _CARRIED_TO
        )
        if not carried:  # 2023年结转2件: the numbers behind it are this year's
            compared = sentence.text[: match.start()].endswith(_AGAINST) and _TURNS.search(
                sentence.text, match.end(), match.end() + NEAR_TURN
            )
            if compared or _BEFORE_IT.match(sentence.text, match.end()):
                sentence.stands_after = sentence.stands_after or (sentence.year,)
            sentence.year = int(match[1])
            sentence.first_year = sentence.first_year or sentence.year


_WAY_IN = re.compile(r"[^,，;；]{0,4}(?:提交|申请|递交|提出)")
"""Behind 平台, 邮件 …: a way in which requests come, and nothing that is counted itself."""
ANSWERS = frozenset({"granted", "granted_in_part", "denied", "unavailable", "not_processed", "otherwise"})


def _speaks_of_answers(words: list[_Word], numbers: list[Number]) -> bool:
    """Two kinds of answer and their numbers speak of requests, whatever was spoken of before."""
    return len(numbers) > 1 and len({word.phrase.id for word in words if word.phrase} & ANSWERS) > 1


def _of_disputes(sentence: _Sentence, word: _Word) -> bool:
    """行政诉讼 4 件，其中上年结转 1 件: no request was carried over there."""
    carried = word.phrase is not None and word.phrase.id in ("carried_in", "carried_out")
    return carried and sentence.topic_here and sentence.passage.topic == DISPUTES


def _note_topic(sentence: _Sentence, word: _Word, *, numberless: bool = False) -> None:
    passage = sentence.passage
    if _of_disputes(sentence, word):
        return
    if word.phrase is not None:
        if word.phrase.topic and not (numberless and sentence.answers and word.phrase.topic == DISCLOSURE):
            passage.topic = word.phrase.topic  # 申请内容涉及规范性文件目录，予以公开 3 件: still of requests
            sentence.topic_here = True
        if word.phrase.rows and word.phrase.rank:
            passage.rows[word.phrase.table] = word.phrase
    elif word.mark == "foreign" and not (numberless and sentence.topic_here):
        if not _WAY_IN.match(sentence.text, word.end):
            passage.topic = ""
    elif word.mark == "compared":
        sentence.compared = True
    elif word.mark == "not_compared":
        sentence.compared = False
    elif word.mark == "own_scope":
        sentence.scope = ""


def _note_pending(sentence: _Sentence, span: Span, words: list[_Word]) -> None:
    for word in words:
        _note_topic(sentence, word, numberless=True)
        if word.mark == "scope" and span[1] - span[0] <= 14 and not _of_the_whole(sentence, word):
            sentence.scope = word.text
    sentence.pending += words


_WHOLE = re.compile(r"全[市县区省州旗镇乡](?:各级|上下)?$")


def _of_the_whole(sentence: _Sentence, word: _Word) -> bool:
    """全市各级各部门: the whole city is meant, and not what each of them did."""
    return word.text.startswith("各") and _WHOLE.search(sentence.text[: word.start]) is not None


# ---------------------------------------------------------------- a number

_ONLY_COUNTS = re.compile(
    r"(?:共|共计|合计|总计|累计|总共|总数|总量|数量|数|为|是|有|计|达|达到|分别|均|各|\s|其中|约|为:|▒)*"
)
_BEFORE_OBJECT = re.compile(r"(?:政府信息公开|政府信息|信息公开|的|依法|书面|有效|新收|新|\s|政务公开|因|涉及|类)*")
_LINK = re.compile(r"(?:数|量|数量|总数|为|是|共|计|:|\s|总量|件数|有)*")


def _goes_on(sentence: _Sentence, number: Number, before: int, own: list[_Word]) -> bool:
    """公示处罚 12 件、许可 14 件: a list of what was published goes on, behind a comma if no verb follows."""
    last = sentence.passage.last
    if last is None or not last.soft or last.table != DISCLOSURE:
        return False
    sign = sentence.text[before - 1 : before]
    first = min((word.start for word in own), default=number.start)
    return sign == "、" or (sign in (",", "，") and not sentence.text[before:first].strip())


def _read_number(
    sentence: _Sentence, number: Number, left: list[_Word], right: list[_Word], depth: int, before: int
) -> None:
    if _AMONG.match(sentence.text, number.stop):
        right = []
    if _OUT_OF.search(sentence.text, before, number.start):
        left = _marks_of(left)
    for word in left:
        _note_topic(sentence, word)
        if word.mark == "scope" and not _of_the_whole(sentence, word):
            sentence.scope = word.text
    for word in right:
        if word.phrase is not None and word.phrase.topic and _touches(sentence, number, word):
            _note_topic(sentence, word)
    own = _own_phrases(sentence, number, left, right, before)
    claim = _claim(sentence, number, own, left, right)
    if claim is None and not own:
        claim = _all_ways(sentence, number, before)
    one_more_way = claim is not None and claim.about == ("requests",) and _is_one_more_way(sentence, number)
    if one_more_way:
        claim = None
    if claim is not None and claim.table == DISCLOSURE and (depth or _goes_on(sentence, number, before, own)):
        claim = replace(
            claim, soft=True
        )  # 公开规章 13 件（含新制定 5 件…）, 公示许可 3 件、处罚 2 件: of what was published
    if claim is not None and _part_of_the_same(sentence, number, claim):
        claim = replace(claim, soft=True)
    if claim is not None:
        sentence.claims.append(claim)
    if number.unit in the_lexicon().measures or number.unit in ("", "零", "〇"):
        group = "channels" if one_more_way else _group(own, claim)
        rest = any(word.mark == "rest" for word in left)
        turned = sentence.compared and any(word.mark in ("rise", "fall") for word in left)
        listed = not turned if claim is None else claim.kind == "count"
        if listed and not (claim and (claim.last_year or claim.scope != sentence.scope)):
            sentence.counted.append((number, claim, "rest" if rest and not group else group, depth))
        # what has no cell is what a following 同比 speaks of, too
        if claim is None or (claim.kind in ("count", "none") and not claim.last_year):
            sentence.passage.last = claim
        elif claim.kind == "change":  # 新收减少 14 件，下降 11.7%
            sentence.passage.last = claim.of


def _is_one_more_way(sentence: _Sentence, number: Number) -> bool:
    """信函申请 3 件、来访申请 9 件: one more way of asking, whatever it is called."""
    if not sentence.counted or sentence.counted[-1][2] != "channels":
        return False
    between = sentence.text[sentence.counted[-1][0].stop : number.start]
    return _IN_LIST.fullmatch(between) is not None


_IN_LIST = re.compile(r"[、,，;；][^、,，;；共计]{1,6}申请(?:的|数)?\s*")


_IN_ALL = re.compile(r"\s*(?:共|共计|合计|总计|总共)(?:为|是|有|计|\s)*")


def _part_of_the_same(sentence: _Sentence, number: Number, claim: Claim) -> bool:
    """出台 21 件，其中联合印发 9 件: some of what was counted already."""
    last = sentence.claims[-1] if sentence.claims else None
    if last is None or last.kind != "count" or not _divides(claim, last):
        return False
    return the_lexicon().any_of("parts").search(sentence.text, last.end, number.start) is not None


_AMONG = re.compile(r"\s*(?:当中|之中|中(?![央心标共国旬]))")
"""Behind a number: what follows speaks of some of them."""
_OUT_OF = re.compile(r"(?<!其)(?:当中|之中|(?<![其年集期])中)(?:有|的)?\s*$")
"""Before a number: it is some of what was named (答复中 2 件被…)."""


def _all_ways(sentence: _Sentence, number: Number, before: int) -> Claim | None:
    """书面申请 2 件、网络申请 9 件，共 11 件: all requests, of whose ways in no cell tells. 新收 8 件，上年结转 3 件，
    共 11 件: both."""
    last = sentence.counted[-2:]
    ways = [each[2] for each in last] == ["channels", "channels"]
    came = {about for each in last if each[1] for about in each[1].about} >= {"received", "carried_in"}
    if not ways and not came:
        return None
    if sentence.passage.topic != REQUESTS or not _countable(number):
        return None
    if not _IN_ALL.fullmatch(sentence.text, before, number.start):
        return None
    phrase = the_lexicon().phrases["requests"]
    return Claim(
        "count", **_place(sentence, number), value=number.value, about=(phrase.id,), table=phrase.table,
        rows=phrase.rows if ways else (("received", "carried_in"),), approximate=number.approximate,
        scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _group(own: list[_Word], claim: Claim | None) -> str:
    """What kind of part the number is; parts of one kind are added up."""
    groups = [w.phrase.group for w in own if w.phrase]
    if "channels" in groups:
        return "channels"
    phrases = the_lexicon().phrases
    return phrases[claim.about[-1]].group if claim and claim.about else ""


def _touches(sentence: _Sentence, number: Number, word: _Word) -> bool:
    """The phrase is what the number counts: 11件政府信息公开申请."""
    return _BEFORE_OBJECT.fullmatch(sentence.text, number.stop, word.start) is not None


_CONTENT = re.compile("(?:主要|大多|多数|内容|集中|事项)[多均都]?(?:涉及|为|是|有|集中|在|于|包括)|多为|大多是")


_LISTED = re.compile(r"(?:[,，、:：;；(]|其中[:,，]?|中[,，]?)\s*(?:答复|决定)?\s*$")


def _answers(sentence: _Sentence, word: _Word, number: Number) -> bool:
    """答复 22 件，其中公开 1 件、不予公开 4 件: 公开 by itself in a list of answers."""
    if not sentence.answers or sentence.passage.topic != REQUESTS:
        return False
    near = not sentence.text[word.end : number.start].strip(" 的共了")
    return near and _LISTED.search(sentence.text, sentence.span[0], word.start) is not None


_ASKS_FOR = re.compile(r"\s*(?:[均都]?[为是系])(?:申请|要求|请求)")
"""20 件为申请公开招生信息: what they ask for has no cell."""


def _own_phrases(
    sentence: _Sentence, number: Number, left: list[_Word], right: list[_Word], before: int
) -> list[_Word]:
    """The phrases that the number speaks of, before or behind it."""
    if left and left[-1].text == "公开" and _answers(sentence, left[-1], number):
        granted = the_lexicon().phrases["granted"]
        return [replace(left[-1], phrase=granted, mark=granted.id)]
    if _ASKS_FOR.match(sentence.text, number.stop):
        return []
    told = max((match.end() for match in _CONTENT.finditer(sentence.text, before, number.start)), default=before)
    own = [word for word in left if word.phrase is not None and word.start >= told]
    if told > before and not own:
        return []  # 申请主要涉及征地 6 件: what they were about has no cell
    decided = any(word.phrase and word.phrase.rank and (word.phrase.rows or word.phrase.columns) for word in own)
    if not own:
        if _ONLY_COUNTS.fullmatch(sentence.text, before, number.start):
            own = _last_joined(sentence, [word for word in sentence.pending if word.phrase is not None])
            if own and (
                _CONTENT.search(sentence.text, own[-1].end, number.start)
                or _in_bracket_of_another(own, sentence, number)
            ):
                own = []
    elif sentence.pending and sentence.text[before - 1 : before] in ("、",):
        own = [*_same_group(sentence.pending, own), *own]
    for word in right:
        if word.phrase is None:
            continue
        if (not decided and not _parted(sentence, number, word)) or _touches(sentence, number, word):
            own.append(word)
    return own


def _in_bracket_of_another(own: list[_Word], sentence: _Sentence, number: Number) -> bool:
    """来自自然人，多为土地确权（6件）: in a bracket the number is of what stands right before it."""
    before = sentence.text[: number.start].rstrip()
    return before.endswith("(") and len(before) - 1 - own[-1].end > NEAR_BRACKET


def _parted(sentence: _Sentence, number: Number, word: _Word) -> bool:
    """Something else is counted between the number and the phrase."""
    return "比" in sentence.text[number.stop : word.start]


def _last_joined(sentence: _Sentence, words: list[_Word]) -> list[_Word]:
    """Of the phrases before, those of the last segment and those joined to it by 、."""
    if not words:
        return []
    kept = [words[-1]]
    for word in reversed(words[:-1]):
        between = sentence.text[word.end : kept[0].start]
        if re.search(r"[,，;；:：]", between):
            break
        kept.insert(0, word)
    return kept


def _same_group(pending: Sequence[_Word], own: Sequence[_Word]) -> list[_Word]:
    groups = {word.phrase.group for word in own if word.phrase and word.phrase.rank == 6}
    return [word for word in pending if word.phrase and word.phrase.group in groups and word.phrase.rank == 6]


def _claim(
    sentence: _Sentence, number: Number, own: list[_Word], left: list[_Word], right: list[_Word]
) -> Claim | None:
    marks = {word.mark for word in left}
    if "not_compared" in marks:
        return None
    changing = {"rise", "fall"} & marks
    if changing and sentence.compared:
        turned = max((w for w in left if w.mark in changing), key=lambda word: word.end)
        if not re.match(r"\s*[到至]", sentence.text[turned.end : turned.end + 2]):
            return _change(sentence, number, own, falls=turned.mark == "fall")
    if number.unit == "%":
        return _share(sentence, number, own) if "share" in marks and "rate" not in marks else None
    if changing and not sentence.compared:
        return None
    counted = _meaning(sentence, number, own, left, right)
    if counted is None and {"last_year", "compared"} & marks and sentence.passage.last and _countable(number):
        last = sentence.passage.last
        rows = [row for each in (last, *sentence.claims) if each.table == last.table for row in each.rows]
        place = _place(sentence, number)
        counted = replace(
            last, **place, value=number.value, approximate=number.approximate, rows=tuple(dict.fromkeys(rows))
        )
    if counted is None and sentence.grown_from is not None and _countable(number):
        counted = replace(
            sentence.grown_from, **_place(sentence, number), value=number.value, approximate=number.approximate, year=0,
        )  # fmt: skip
        sentence.grown_from = None
    elif counted is not None and _grows_from(sentence, number):
        sentence.compared = True
        sentence.grown_from, counted = counted, replace(counted, last_year=True)
        return counted
    if counted is not None and {"last_year", "compared"} & marks:
        sentence.compared = True  # 去年为 52 件，减少 7 件
        counted = replace(counted, last_year=True)
    return counted


_TO = re.compile(r"\s*(?:增加|增长|上升|提高|增|减少|下降|降低|减|降)[到至为]\s*\d")


_FROM = re.compile(r"(?:由|从)(?:(?:19|20)\d\d\s*年度?|去年|上年度?|上一年度?)?(?:同期)?的?\s*$")


def _grows_from(sentence: _Sentence, number: Number) -> bool:
    """由（2023年的）9 件增加到 15 件: the first is last year's."""
    before = sentence.text[max(0, number.start - 12) : number.start]
    return _TO.match(sentence.text, number.stop) is not None and _FROM.search(before) is not None


def _place(sentence: _Sentence, number: Number) -> dict[str, Any]:
    text = sentence.text[number.start : number.end]
    return {"start": number.start, "end": number.end, "text": text, "sentence": sentence.span}


def _countable(number: Number) -> bool:
    return number.unit in the_lexicon().measures or number.unit in ("零", "〇")


def _meaning(
    sentence: _Sentence, number: Number, own: list[_Word], left: list[_Word], right: list[_Word]
) -> Claim | None:
    """A plain count or amount."""
    if number.unit not in ("", "元") and not _countable(number):
        return None
    if any(word.mark == "foreign" for word in right if _touches(sentence, number, word)):
        return None
    if _foreign_object(left) or _foreign_behind(sentence, left, right):
        return None
    meant = _chosen(sentence, own)
    if meant is None:
        return None
    table, rows, columns, phrases = meant
    is_fee = phrases[0].topic == FEES or any(phrase.id == "fees" for phrase in phrases)
    if is_fee != (number.unit == "元"):
        return None
    if not number.unit and not _linked(sentence, number, own):
        return None
    value = number.value / 10000 if is_fee else number.value
    soft = (
        any(phrase.soft for phrase in phrases)
        or (table == DISCLOSURE and any(w.phrase and w.phrase.id == "made_public" for w in own))
        or (table == DISCLOSURE and number.unit == "条")  # pieces of information; the form counts 件
        or (table == DISCLOSURE and number.unit == "项" and _KINDS.search(sentence.text, 0, number.start) is not None)
        or any(word.mark == "qualified" for word in (*left, *right))
        or _of_those(sentence, number, left)
        or _planned(sentence, number)
        or _acted_on(sentence, number)
    )
    around = [word.text for word in (*left, *right)]
    scope = _place_before(sentence, number) or sentence.scope
    if scope in WEBSITES and table == REQUESTS and not any(word.mark == "scope" for word in left):
        scope = ""  # 网站公开信息 42 条，办理申请 9 件
    return Claim(
        kind="amount" if is_fee else "count",
        **_place(sentence, number),
        value=value,
        about=tuple(dict.fromkeys(phrase.id for phrase in phrases)),
        table=table,
        rows=rows,
        columns=columns,
        loose=tuple(each for phrase in phrases for each in phrase.loose),
        approximate=number.approximate,
        scope="" if table == DISCLOSURE and _no_scope(scope, columns) else scope,
        year=sentence.year,
        soft=soft,
        filed=table == DISPUTES and any(word in the_lexicon().marks["filed"] for word in around),
        apart=not _joined(sentence, number, own, phrases),
    )


_KINDS = re.compile("事项|清单|目录")
"""行政权力事项 357 项，其中行政许可 49 项: kinds of decisions, and not decisions."""


def _no_scope(scope: str, columns: Alternatives) -> bool:
    return scope in WEBSITES or (scope in OTHER_YEARS and ("in_force",) in columns)


_PLACE = re.compile(r"([^\W\d为是有共的达计和在由向本我各该全]{2,6}(?:街道|办事处|镇|乡|区|县|市|旗|分局))\s*$")


def _place_before(sentence: _Sentence, number: Number) -> str:
    """城关街道 12 件: whose number it is, where that is named right before it."""
    match = _PLACE.search(sentence.text, sentence.span[0], number.start)
    return match[1] if match else ""


_PLANS = re.compile("力争|争取|确保|计划|目标|预计|打算|拟|不少于|不低于|不超过|控制在")


_JOINS_BEFORE = re.compile(
    r"(?:的|了|有|为|是|数|量|件数|总数|总量|共|共计|合计|总计|累计|计|达到?|分别|各|均|约|近|超过?|申请|案件|决定|事项|类|政府信息|信息|公开|依申请|件"
    r"|方面|情况|提出|提交|办理|处理|含|其中|仅|只|也|还|又|已|则|占|[:()\"\s▒])*"
)
_JOINS_BEHIND = re.compile(
    r"(?:的|为|是|予以|均|已|依法|作出?|系|属于?|因|按|被|由|经|有|答复|政府信息|信息|申请|案件|公开|[(:\s])*"
)


def _joined(sentence: _Sentence, number: Number, own: list[_Word], phrases: tuple[Phrase, ...]) -> bool:
    """Nothing else stands between the number and the nearest of its phrases."""
    mine = [word for word in own if word.phrase in phrases]
    before = max((word.end for word in mine if word.end <= number.start), default=-1)
    behind = min((word.start for word in mine if word.start >= number.stop), default=-1)
    text = sentence.text
    return (before >= 0 and _JOINS_BEFORE.fullmatch(text, before, number.start) is not None) or (
        behind >= 0 and _JOINS_BEHIND.fullmatch(text, number.stop, behind) is not None
    )


_DONE_BEHIND = re.compile(r"[^,;\d]{0,6}(?:办结|答复|办理完)")


def _of_those(sentence: _Sentence, number: Number, left: list[_Word]) -> bool:
    """收到的 48 件已经办结: those of what came in that are done."""
    came = any(word.phrase and word.phrase.id == "received" for word in left)
    of_them = came and sentence.text[: number.start].rstrip().endswith("的")
    return of_them and _DONE_BEHIND.match(sentence.text, number.stop) is not None


def _planned(sentence: _Sentence, number: Number) -> bool:
    """力争复议纠正为零: what is wanted and not what was."""
    before = sentence.text[: number.start]
    clause = max(before.rfind(sign) for sign in ";；,，")
    return _PLANS.search(before, clause + 1) is not None


_SOME = ("对", "就", "将", "把", "尚有", "还有", "仍有")


def _acted_on(sentence: _Sentence, number: Number) -> bool:
    """对 4 件申请…: some of them, to which something was done."""
    before = sentence.text[max(sentence.span[0], number.start - 3) : number.start]
    return before.rstrip().endswith(_SOME)


def _foreign_object(left: list[_Word]) -> bool:
    """What is counted is named last, and it stands in no table: 收到留言 12 条."""
    named = [w for w in left if w.mark == "foreign" or (w.phrase and w.phrase.topic)]
    return bool(named) and named[-1].mark == "foreign"


def _foreign_behind(sentence: _Sentence, left: list[_Word], right: list[_Word]) -> bool:
    """收到 2 件区政府的信息公开征询单: what was received is named behind its number, and it is no request."""
    if not right or any(word.phrase and word.phrase.topic for word in left):
        return False
    last = right[-1]
    return last.mark == "foreign" and sentence.text[last.end : last.end + 1] in ("", ",", "，", ";", "；", "、", ")")


def _linked(sentence: _Sentence, number: Number, own: list[_Word]) -> bool:
    """A number without a measure word counts only right behind its phrase: 受理数 11，."""
    behind = sentence.text[number.stop : number.stop + 1]
    before = [word.end for word in own if word.end <= number.start]
    near = bool(before) and _LINK.fullmatch(sentence.text, max(before), number.start) is not None
    return near and (not behind or behind in ",，。;；、)(（")


Meaning = tuple[str, Alternatives, Alternatives, tuple[Phrase, ...]]


def _together(columns: Alternatives) -> Alternatives:
    """自然人和法人 17 件: both kinds of applicant counted as one; all of them are the total."""
    if len(columns) < 2 or ("person",) not in columns:
        return columns
    every = tuple(dict.fromkeys(column for each in columns for column in each))
    return () if {*every} == _all_applicants() else (every, *columns)


@cache
def _all_applicants() -> frozenset[str]:
    phrases = the_lexicon().phrases.values()
    return frozenset(column for each in phrases if each.group == "applicants" for way in each.columns for column in way)


_AND_OTHER_WAYS = re.compile(r"[^,，;；\d]{0,30}等[^,，;；\d]{0,4}(?:途径|方式|渠道|形式)")


def _chosen(sentence: _Sentence, own: list[_Word]) -> Meaning | None:
    """(table, rows, columns, phrases) that the phrases come to; ``None``: they speak of no cell."""
    own = [word for word in own if not _of_disputes(sentence, word)]
    topics = {"", sentence.passage.topic, *(w.phrase.topic for w in own if w.phrase)}  # 1 件被复议机关纠正
    phrases = [w.phrase for w in own if w.phrase and w.phrase.table and w.phrase.needs in topics]
    ways = {
        w.phrase.id
        for w in own
        if w.phrase and w.phrase.group == "channels" and not _AND_OTHER_WAYS.match(sentence.text, w.end)
    }
    if not phrases or len(ways) == 1:
        return None  # one way of asking, which no cell counts
    top = max(phrases, key=lambda phrase: phrase.rank)
    phrases = [phrase for phrase in phrases if phrase.table == top.table]
    with_rows = [phrase for phrase in phrases if phrase.rows]
    columns = _together(tuple(dict.fromkeys(each for phrase in phrases for each in phrase.columns)))
    if not with_rows:
        return _from_context(sentence, top, columns)
    rank = max(phrase.rank for phrase in with_rows)
    meant = tuple(dict.fromkeys(phrase for phrase in with_rows if phrase.rank == rank))
    rows = tuple(dict.fromkeys(each for phrase in meant for each in phrase.rows))
    if rank >= 6 and len(meant) > 1:
        rows = (tuple(row for each in rows for row in each), *rows)
    if rank == REASONS:  # 因不掌握等原因无法提供 42 件: perhaps for this reason, perhaps for all of them
        rows = tuple(dict.fromkeys((*rows, *(row for each in with_rows if each.rank == RESULTS for row in each.rows))))
    if columns and rank == 0:
        return _from_context(sentence, top, columns)
    columns = columns or tuple(each for phrase in meant for each in phrase.default)
    if top.table == DISCLOSURE and not columns:
        return None
    chosen = tuple(phrase for phrase in phrases if phrase in meant or phrase.columns)
    return top.table, rows, columns, chosen


def _from_context(sentence: _Sentence, top: Phrase, columns: Alternatives) -> Meaning | None:
    """Columns whose rows were named before: 行政复议 2 件，其中维持 1 件."""
    spoken_of = sentence.passage.rows.get(top.table)
    if top.table != REQUESTS:
        if spoken_of is None:
            return None
        last = sentence.passage.last
        counted = last.rows if last is not None and last.table == top.table and not last.columns else ()
        return top.table, tuple(dict.fromkeys((*spoken_of.rows, *counted, *_wider(spoken_of)))), columns, (top,)
    rows: Alternatives = (("received",), ("received", "carried_in"), ("results.total",))
    if spoken_of is not None:
        rows = tuple(dict.fromkeys((*spoken_of.rows, *rows)))
    return REQUESTS, rows, columns, (top,)


@cache
def _wider(phrase: Phrase) -> Alternatives:
    """复议后起诉 17 件，维持 24 件: what follows may speak of all suits again."""
    others = (each for each in the_lexicon().phrases.values() if each.table == phrase.table)
    return tuple(row for each in others for row in each.rows if {*phrase.rows[0]} < {*row})


# ---------------------------------------------------------------- percentages and changes


def _subject(sentence: _Sentence, number: Number, own: list[_Word]) -> Claim | None:
    """What a change or a share speaks of: its own phrase, or the count before it."""
    last = sentence.passage.last
    meant = _chosen(sentence, own) if own else None
    if meant is None:
        named = [w for w in own if w.phrase and (w.phrase.table or w.phrase.group == "public")]
        return last if sentence.passage.topic and not named else None  # without a topic: of what stands in no table
    table, rows, columns, phrases = meant
    about = tuple(phrase.id for phrase in phrases)
    if last is not None and last.table == table and {*last.rows} & {*rows} and (not columns or columns == last.columns):
        return last
    return Claim(
        "count", **_place(sentence, number), value=number.value, about=about, table=table, rows=rows,
        columns=columns, scope=sentence.scope, year=sentence.year,
    )  # fmt: skip


def _change(sentence: _Sentence, number: Number, own: list[_Word], *, falls: bool) -> Claim | None:
    subject = _subject(sentence, number, own)
    if subject is None or subject.soft or (number.unit != "%" and not _countable(number)):
        return None
    kind = "growth" if number.unit == "%" else "change"
    rows = subject.rows
    if subject is sentence.passage.last:  # 受理 3 件，其中…，较去年减少 2 件: perhaps of what was counted first
        counted = (each for each in sentence.claims if each.table == subject.table and each.columns == subject.columns)
        rows = tuple(dict.fromkeys((*rows, *(row for each in counted for row in each.rows))))
    return replace(
        subject, **_place(sentence, number), kind=kind, value=number.value, approximate=number.approximate,
        of=subject, falls=falls, loose=(), last_year=False, filed=False, rows=rows,
    )  # fmt: skip


def _share(sentence: _Sentence, number: Number, own: list[_Word]) -> Claim | None:
    subject = _subject(sentence, number, [w for w in own if w.phrase and w.phrase.rank >= 3])
    if subject is None or subject.table == DISCLOSURE:
        return None
    whole = next((claim for _, claim, _, _ in sentence.counted if claim and _is_whole(claim, subject)), None)
    return replace(
        subject, **_place(sentence, number), kind="share", value=number.value, approximate=number.approximate,
        of=subject, whole=whole, loose=(),
    )  # fmt: skip


def _is_whole(claim: Claim, subject: Claim) -> bool:
    groups = {the_lexicon().phrases[each].group for each in claim.about}
    return claim.about != subject.about and not claim.columns and bool(groups & {"whole", "disputes"})


# ---------------------------------------------------------------- none and all


_COMPLAINTS = frozenset({"举报", "投诉", "信访"})
"""Named in one breath with disputes: 未发生举报、投诉、行政复议."""


def _note_nothing(sentence: _Sentence, words: list[_Word]) -> None:
    """未收到政府信息公开申请; 未发生行政复议、行政诉讼 (the object may go on behind a 、)."""
    lexicon = the_lexicon()
    for word in words:
        if word.mark != "negated":
            continue
        found: list[Phrase] = []
        at = word.end
        end = _clause_end(sentence, at)
        for each in _words(lexicon, sentence.text, word.end, end):
            if each.start < at or each.mark in ("between", "open_list", "rest", "parts"):
                continue
            if not lexicon.only_between.fullmatch(sentence.text, at, each.start):
                break
            if each.mark == "neutral" or each.text in _COMPLAINTS:
                at = each.end
                continue
            if each.phrase is not None and not (each.phrase.rows or each.phrase.columns):
                continue  # 公开 stands in 政府信息公开
            if each.phrase is None:
                break
            found.append(each.phrase)
            at = each.end
        if found and lexicon.ends_none.match(sentence.text, at):
            _add_nothing(sentence, word, at, found)


def _clause_end(sentence: _Sentence, start: int) -> int:
    match = re.compile(r"[,，;；]").search(sentence.text, start, sentence.span[1])
    return match.start() if match else sentence.span[1]


def _add_nothing(sentence: _Sentence, word: _Word, end: int, found: list[Phrase]) -> None:
    topics = {"", sentence.passage.topic, *(phrase.topic for phrase in found)}
    phrases = [phrase for phrase in found if phrase.rows and phrase.needs in topics]
    if all(phrase.rank == REASONS for phrase in phrases):
        return  # 未涉及国家秘密: perhaps of what was published
    top = max(phrases, key=lambda phrase: phrase.rank, default=None)
    if top is None or top.id in ("received", "handled", "dealt_with", "carried"):
        return
    columns = tuple(each for phrase in found if phrase.table == top.table for each in phrase.columns) or top.default
    if top.table == DISCLOSURE and not columns:
        columns = _made_by(word.text)
    if top.table == DISCLOSURE and not columns:
        return
    same = [phrase for phrase in phrases if phrase.table == top.table and phrase.rank >= min(top.rank, 6)]
    rows = tuple(row for phrase in dict.fromkeys(same) for row in phrase.rows[0])
    sentence.claims.append(
        Claim(
            "none", word.start, end, sentence.text[word.start : end], Decimal(0), sentence.span,
            tuple(dict.fromkeys(phrase.id for phrase in same)), top.table, (rows,), columns,
            scope=sentence.scope or _scope_in(sentence, word), year=sentence.year,
            last_year=_speaks_of_last_year(sentence, word), soft=any(phrase.soft for phrase in found),
        )
    )  # fmt: skip


def _made_by(negated: str) -> Alternatives:
    if any(verb in negated for verb in ("制发", "制定", "出台", "印发")):
        return (("issued",), ("made",))
    return (("repealed",),) if "废止" in negated else ()


def _scope_in(sentence: _Sentence, word: _Word) -> str:
    match = the_lexicon().any_of("scope").search(sentence.text, max(sentence.span[0], word.start - 14), word.start)
    return match[0] if match else ""


def _speaks_of_last_year(sentence: _Sentence, word: _Word) -> bool:
    before = sentence.text[max(sentence.span[0], word.start - 8) : word.start]
    return the_lexicon().any_of("last_year").search(before) is not None


_LEFT_ALONE = re.compile(r"\s*(?:其余|剩余|余下|另有|尚有|部分|其他|未办结的?|有)?(?:的|申请|件|依法|将|均|已|按规定)*")


def _note_done(sentence: _Sentence, span: Span, words: list[_Word], numbered: bool) -> None:
    lexicon = the_lexicon()
    topic = sentence.passage.topic
    for word in words:
        average = sentence.text[max(0, word.start - 1) : word.start] == "平"  # 平均答复时间
        if word.mark == "done" and not average and (topic == REQUESTS or _names_requests(words)):
            if word.text.startswith(_THOSE) and (_were_answered(sentence, word) or _some_done(sentence, span, word)):
                continue
            about = sentence.text[max(sentence.span[0], word.start - 6) : word.end]
            gentle = lexicon.any_of("gentle").search(about) is not None
            sentence.claims.append(_all_or_left(sentence, "done", word.start, word.end, gentle=gentle))
        elif word.mark == "carried_out" and not numbered and topic == REQUESTS and _stands_alone(sentence, span, word):
            sentence.claims.append(_all_or_left(sentence, "left", word.start, word.end))


_THOSE = ("均", "都", "全部", "已全部")


_DIRECTLY = re.compile(r"\s*(?:\([^)]*\))?[,，\s]*(?:已|也)?")


def _were_answered(sentence: _Sentence, word: _Word) -> bool:
    """答复 39 件，均按期答复: those that were answered, and not all that came."""
    last = next((each for each in reversed(sentence.counted) if not each[3]), None)
    if last is None or last[1] is None or {"handled"} != {*last[1].about} - {"requests", "dealt_with"}:
        return False
    return _DIRECTLY.fullmatch(sentence.text, last[0].stop, word.start) is not None


_COUNTED = re.compile(r"\d\s*(?:件|宗|份|条|起)(?:申请)?\s*[已也]?$")


def _some_done(sentence: _Sentence, span: Span, word: _Word) -> bool:
    """收到 133 件，121 件均已答复: those, whose number stands by itself right before."""
    before = sentence.text[span[0] : word.start]
    return _COUNTED.search(before) is not None and re.search("收|受理|接|办理", before) is None


def _names_requests(words: list[_Word]) -> bool:
    return any(word.phrase and word.phrase.topic == REQUESTS for word in words)


def _stands_alone(sentence: _Sentence, span: Span, word: _Word) -> bool:
    """其余结转下年度继续办理, as a clause by itself, and no rule for such cases."""
    before = _LEFT_ALONE.fullmatch(sentence.text, span[0], word.start)
    after = re.compile(r"(?:继续办理|办理|继续答复|答复)?").fullmatch(sentence.text, word.end, span[1])
    said_none = bool(sentence.counted) and sentence.counted[-1][0].value == 0
    return before is not None and after is not None and not said_none


def _all_or_left(sentence: _Sentence, kind: str, start: int, end: int, *, gentle: bool = False) -> Claim:
    return Claim(
        kind, start, end, sentence.text[start:end], Decimal(0), sentence.span, ("carried_out",), REQUESTS,
        (("carried_out",),), scope=sentence.scope, year=sentence.year, gentle=gentle,
    )  # fmt: skip


# ---------------------------------------------------------------- parts and wholes


def _additions(sentence: _Sentence) -> Iterator[Addition]:
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
        parts = _parts(sentence, whole, behind, joined=match[0] == "含" and not behind[0][3])
        if len(parts) < 2 or whole[0].approximate or any(part[0].approximate for part in parts):
            continue
        if _of_another_whole(before, parts):
            continue
        tail = sentence.text[parts[-1][0].stop : parts[-1][0].stop + 8]
        following = behind[len(parts) :]
        yield Addition(
            whole[0],
            tuple(part[0] for part in parts),
            sentence.span,
            whole[1],
            tuple(part[1] for part in parts),
            open=_OPEN.match(tail) is not None or bool(following and _goes_on_behind(sentence, parts, following[0])),
            complete="分" in match[0] or parts[-1][2] == "rest",
        )


_OPEN = re.compile(r"[^,，。;；]{0,7}等")
Counted = tuple[Number, Claim | None, str, int]


def _leaves_bracket(text: str, start: int, end: int) -> bool:
    """（含区政府文件），其中…: what the bracket holds has no parts outside of it."""
    depth = 0
    for character in text[start:end]:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return True
    return False


def _of_another_whole(before: list[Counted], parts: list[Counted]) -> bool:
    """收到 9 件，上年结转 1 件，其中网络 5 件、信函 5 件: parts of both together, or of what was counted first.
    Where the first parts come to the whole by themselves, those behind them tell it once more in another way."""
    came_to = sum((part[0].value for part in parts), Decimal(0))
    if before[-1][0].value in itertools.accumulate(part[0].value for part in parts[:-1]):
        return True
    alike = [each[0] for each in before if each[0].unit == parts[0][0].unit]
    if not alike or alike[-1].value == came_to:
        return False
    together = Decimal(0)
    for number in reversed(alike):
        together += number.value
        if came_to in (number.value, together):
            return True
    return False


def _parts(sentence: _Sentence, whole: Counted, behind: list[Counted], *, joined: bool) -> list[Counted]:
    """``joined``: only those that 、 or 和 joins, as behind 含."""
    first = behind[0]
    taken: list[Counted] = []
    at = whole[0].stop
    for each in behind:
        number, _, group, depth = each
        between = sentence.text[at : number.start]
        if depth != first[3] or number.unit != first[0].unit or re.search("[;；]", between):
            break
        if group not in (first[2], "rest") or (taken and the_lexicon().any_of("parts").search(between)):
            break
        if taken and re.search("共|合计|总计|累计|同比|另|此外|同时", between):
            break
        if taken and joined and "," in between:
            break
        taken.append(each)
        at = number.stop
    return taken if first[0].unit == whole[0].unit else []


def _goes_on_behind(sentence: _Sentence, parts: list[Counted], following: Counted) -> bool:
    """A part has parts of its own, or the list goes on with parts of another kind, or behind a semicolon."""
    last = parts[-1]
    if the_lexicon().any_of("parts").search(sentence.text, last[0].stop, following[0].start):
        return True
    if following[0].unit == last[0].unit and sentence.text[last[0].stop : last[0].stop + 1] == "、":
        return True
    of_cells = any(part[1] for part in (*parts, following))
    return not of_cells and re.match(r"\s*[;；]", sentence.text[last[0].stop :]) is not None
