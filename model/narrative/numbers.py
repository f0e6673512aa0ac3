"""Normalization of a paragraph to half-width, and the numbers in it, in digits and Chinese numerals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from model.narrative.lexicon import the_lexicon
from model.narrative.paragraphs import BLOT, HELD, SENTENCES, searchable


@dataclass(frozen=True)
class Number:
    """A number with its measure word, whether it refers to a cell or not."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    stop: int
    """The position after its measure word."""


_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xA0: " ",
    0x2009: " ",
    0x202F: " ",
    0x25CB: "〇",
    ord("〔"): "(",
    ord("〕"): ")",
}
_NAMED = re.compile(
    r"(?:(?<![\d,.])[\d,.]*+)?〓[\d,.〓]*|《[^》]{0,300}》|[\[(]\s*(?:19|20)\d\d\s*[\])]\s*+(?:(?:第\s*+)?\d+\s*号)?"
    r"|第\s*[一二三四五六七八九十百千\d]+\s*[条款项届次批期章号位名部件宗例份起个](?!季)"
    r"|(?:(?:19|20)\d\d\s*年\s*)?\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*日(?!均)"
    r"|(?<=[去今上本]年)[(](?:19|20)\d\d\s*年?度?[)]|(?<!\d)12345(?!\d)|(?<!\d)12348(?!\d)|[A-Za-z][\w./:@-]{0,100}\d[\w./:@-]*|(?<!\d)\d+(?:-\d+)+|[“\"](?![0〇][”\"])[^”\"]{0,12}(?:\d|[一二三四五六七八九十两][件宗条份起例次项部个封])[^”\"]{0,12}[”\"]"
    r"|(?:^\s*|(?<=[。;:,，；：\s]))\(?\d{1,2}(?:[.、)](?!\d)|\.(?=\D)|[.、](?=20\d\d\s?年))|(?:^|(?<=[。;；：]))\s*\(?[一二三四五六七八九十]{1,3}[)、.]"
)


@lru_cache(maxsize=HELD)
def folded_sentences(paragraph: str) -> tuple[tuple[int, str], ...]:
    """(start, folded sentence): half-width with unchanged positions; titles, document numbers, days, codes and
    numbers that were not read in full are masked with :data:`BLOT`, overlong sentences whole."""
    return tuple((match.start(), _folded(match[0])) for match in SENTENCES.finditer(searchable(paragraph)))


@lru_cache(maxsize=64)
def folded(paragraph: str) -> str:
    """The whole paragraph, folded as by :func:`folded_sentences`."""
    found: list[str] = []
    at = 0
    for start, sentence in folded_sentences(paragraph):
        found += (paragraph[at:start].translate(_FOLD), sentence)
        at = start + len(sentence)
    return "".join((*found, paragraph[at:].translate(_FOLD)))


@lru_cache(maxsize=HELD)
def _folded(sentence: str) -> str:
    return _NAMED.sub(_blotted, _with_paired_quotes(sentence.translate(_FOLD)))


def _with_paired_quotes(text: str) -> str:
    """答复"予以公开"11 件，"部分公开"4 件: which of the straight marks begin and which end."""
    pieces = text.split(STRAIGHT)
    if len(pieces) % 2 == 0:  # one is missing: nobody knows which
        return text
    return "".join(piece + mark for piece, mark in zip(pieces, (*("“", "”") * (len(pieces) // 2), ""), strict=True))


def _blotted(match: re.Match[str]) -> str:
    return BLOT * len(match[0])


STRAIGHT = '"'
_HAN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
FULL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")


@cache
def _number_pattern() -> re.Pattern[str]:
    lexicon = the_lexicon()
    units = sorted({*lexicon.measures, *lexicon.other_measures, "元", "%"}, key=len, reverse=True)
    counts, counted = "|".join(map(re.escape, lexicon.measures)), "|".join(units).replace("|%", "")
    return re.compile(
        rf"(?<![\d.A-Za-z])(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?(?!\d)"
        rf"|(?:(?<=[一-龥(,、“])|(?<=[一-龥] ))(?<![表图录件号第])(?<![表图录件号第] )"
        rf"[1-9]\d?(?: \d{{3}}){{1,3}}(?:\.\d+)?+(?=\s*[余多]?\s*(?:{counted}|[百千万亿]))|\d+(?:\.\d+)?)(?!\d)\s*"
        rf"(?P<more>[余多几])?(?P<scale>[百千万亿]?)(?P<more2>[余多])?\s*(?P<unit>{'|'.join(units)})?(?P<more3>及?以[上下]|左右)?"
        rf"|(?<![零〇一二三四五六七八九十百千两万第数几每某任这那唯])(?P<han>[零〇一二三四五六七八九十百千两]+)\s*(?P<han_unit>{counts})"
        rf"(?P<more4>及?以[上下]|左右)?|(?:均为|都为|数为|量为|为)(?P<zero>[零〇])(?=[,，。;、)]|$)"
    )


def read_han(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand; ``None`` if it is not one."""
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
    """The Chinese numeral of a count below 100; digits for other values."""
    if not 0 <= value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    if not tens:
        return "零一二三四五六七八九"[ones]
    return ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" + ("零一二三四五六七八九"[ones] if ones else "")


def _counts_one(text: str, match: re.Match[str]) -> bool:
    """一件; 一份 at the end of an item, for 一份, 一起, 一次 often count nothing."""
    if match["han_unit"] in ("件", "宗"):
        return True
    if match["han_unit"] == "起" and text[match.end() : match.end() + 1] in ("", *",，;；、()。"):
        return text.endswith(_COUNTED_BY_CASES, 0, match.start("han"))  # 复议一起; but not 与其他申请一起
    return match["han_unit"] in ("份", "例") and text[match.end() : match.end() + 1] in ("", *",，;；、)是为系")


_COUNTED_BY_CASES = ("复议", "诉讼", "案件", "处罚", "强制", "许可", "败诉", "纠正", "维持", "的", "了", "应诉", "起诉")
_YEAR_OF_SEVERAL = re.compile(r"20\d\d(?:\s*(?:[、和与及,，~—-]|至)\s*20\d\d)+\s*[两二三四五]?年")
"""2019、2020两年: the first is a year, too."""
_ROUND = "百千"
"""突破千件: begin what is no exact number."""
_HAN_TEXT = re.compile("[一-龥]")
_NOT_EVEN_ONE = re.compile(
    r"[^,，;；。、:：\d]{0,16}?[也都](?:没|未|无|不)|(?:没|不|未)[剩落漏压拖欠误差丢少]|事(?!故)|(?:申请)?一件|一[档案号卷策审书登清]"
)
"""一件申请也没有收到, 一件没剩, 一件一档: counts nothing."""
_EACH_ONE = re.compile(
    r"(?:不因|不让|不会让|哪怕(?:是|只有|仅有)?|即使(?:是|只有)?|即便(?:是|只有)?|只要有|不管哪|任何|如有|若有|凡有|不漏|不落|不少|不丢)$"
    r"|(?:^|[,，、;；做到持])[来收接办登清结销答审查](?:到|结|完|办|复|理|记)?$"
)
"""不让一件申请积压; 来一件、登一件: any of them."""
_DID_ONE = re.compile(r"[,，、][来收接办登清结销答审查归报][^,，、;；。\d]?(?:到|结|完|办|复|理|记)?一[件宗份]")


def _is_any(text: str, match: re.Match[str]) -> bool:
    """不让一件申请积压; 来一件、登一件."""
    each = _EACH_ONE.search(text, 0, match.start("han"))
    if each is None:
        return False
    named = len(each[0].strip(",，、;；")) > 1 and not each[0].endswith(("到", "结", "完", "办", "复", "理", "记"))
    return named or _DID_ONE.match(text, match.end()) is not None or text[: match.start("han")].count("一件") > 0


def numbers_in(text: str, start: int, end: int) -> Iterator[Number]:
    """All numbers of a folded text between two positions, whatever they count."""
    about = the_lexicon().any_of("about_before")
    for match in _number_pattern().finditer(text, start, end):
        if zero := match["zero"]:
            yield Number(match.start("zero"), match.end("zero"), Decimal(0), zero, False, match.end())
            continue
        if han := match["han"]:
            value = read_han(han)
            if value is None or (han == "一" and not _counts_one(text, match)):
                continue
            before = text[max(start, match.start("han") - 4) : match.start("han")]
            if han == "一" and any(before.endswith(none) for none in the_lexicon().any_of("negated").findall(before)):
                continue  # 没有一件被申请复议
            if value == 1 and (_NOT_EVEN_ONE.match(text, match.end()) or _is_any(text, match)):
                continue
            if match["han_unit"] == "项" and _HAN_TEXT.match(text, match.end()):
                continue  # 两项行政许可合计 237 件: kinds of them
            vague = bool(match["more4"]) or han[0] in _ROUND or any(map(before.endswith, about.findall(before)))
            yield Number(match.start("han"), match.end("han"), Decimal(value), match["han_unit"], vague, match.end())
            continue
        before = text[max(start, match.start() - 4) : match.start()].rstrip().removesuffix("占")
        vague = bool(match["more"] or match["more2"] or match["more3"])
        vague = vague or any(before.endswith(found) for found in about.findall(before))
        if _YEAR_OF_SEVERAL.match(text, match.start()):
            continue
        if match["digits"] == "1" and match["unit"] and _NOT_EVEN_ONE.match(text, match.end()):
            continue
        value_ = Decimal(match["digits"].translate(_SEPARATORS)) * _SCALE[match["scale"]]
        if label := _LABEL.match(text, match.start()):  # 3.1件申请…: the first of the third item
            value_ = Decimal(label[2])
            yield Number(label.start(2), label.end(2), value_, match["unit"] or "", vague, match.end())
            continue
        if " " in match["digits"] and _EACH_BEFORE.search(text, max(start, match.start() - FAR_EACH), match.start()):
            continue  # 分别为 12 300 件: two numbers
        written = match.end("scale") if match["scale"] and match["unit"] != "元" else match.end("digits")
        yield Number(match.start("digits"), written, value_, match["unit"] or "", vague, match.end())


_EACH_BEFORE = re.compile("分别|依次|各")
FAR_EACH = 8
_SEPARATORS = str.maketrans("", "", ",， ")
"""1,318; 1 318, as GB/T 15835 allows."""
_LABEL = re.compile(r"(?<![^\n。;；])(\d{1,2})\.(\d{1,4})(?=\s?[件宗份起部])")
"""The label of an item runs into its first number, which counts whole things."""


def countable(number: Number) -> bool:
    """Whether its measure word can count requests, disputes or documents."""
    return number.unit in the_lexicon().measures or number.unit in ("零", "〇")
