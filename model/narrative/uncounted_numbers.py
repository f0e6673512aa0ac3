"""Numbers in the text that count nothing: parts of names, addresses, dates and contact details."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_HAN = "一二三四五六七八九十百千零〇两"
_NUMERAL = rf"(?:[{_HAN}]+|\d+)"
_OPENS, _CLOSES = r"[〔［\[【(（]", r"[〕］\]】)）]"
_MEASURED = r"(?!\s*[余多]?\s*(?:[万亿%％‰]|[件宗条起例份次个项人元部篇期场批家户]))"
"""Not before a measure word: a long number may count something, too."""


class UncountedNumber(NamedTuple):
    """A kind of number that is part of a name. ``counter_example``: one like it that counts something, or is another
    kind."""

    meaning: str
    pattern: str
    example: str
    counter_example: str


UNCOUNTED: tuple[UncountedNumber, ...] = (
    UncountedNumber("title", r"《[^》]{0,300}》", "《2024年要点》", "2024年要点"),
    UncountedNumber(
        "e-mail address",
        r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
        "zfxx2024@huaian.gov.cn",
        "邮箱收到12件",
    ),
    UncountedNumber(
        "web address", r"(?:https?://|www\.)[A-Za-z0-9./?=&%_#:~-]+", "www.huaian.gov.cn/2024/12", "网站发布12条"
    ),
    UncountedNumber(
        "document number", rf"{_OPENS}\d{{4}}{_CLOSES}\s*(?:第\s*)?\d+\s*号", "国办发〔2021〕30号", "（2021）30件"
    ),
    UncountedNumber("year of a document", r"[〔［\[【]\d{4}[〕］\]】]\s*\d*\s*号?", "国办发〔2021〕", "（2021）"),
    UncountedNumber(
        "number of a decree or a house",
        r"(?<![\d.,，])\d+(?:[-—]\d+)?\s*(?:号|弄)(?:[^\s，。；、,;\d]{0,8}\d+\s*(?:号|室|楼|层|幢|栋|单元|房))*",
        "健康路8号院2栋501室",
        "办结8件",
    ),
    UncountedNumber(
        "article, chapter or batch",
        rf"第\s*{_NUMERAL}\s*(?:[条款项届次号章节编期批轮名位版]|季度)",
        "第五十条",
        "五十条",
    ),
    UncountedNumber("item of an article", rf"第\s*{_OPENS}{_NUMERAL}{_CLOSES}\s*[条款项]", "第（八）项", "（八）项"),
    UncountedNumber("month", r"\d{1,2}\s*月份?(?:\s*\d{1,2}\s*[日号])?", "1月31日", "31件"),
    UncountedNumber("day", r"\d{1,2}\s*日", "31日", "31件"),
    UncountedNumber("hour", r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)", "9:00", "比例1:2"),
    UncountedNumber(
        "telephone, named",
        r"(?:电话|传真|手机|热线|号码|QQ)\s*(?:为|是|[:：])\s*"
        r"[(（]?\d[\d()（）\-—－ ]{3,}\d(?:[/、]\d{5,})*(?!\d)" + _MEASURED,
        "传真：83605001、83605002",
        "电话：5次",
    ),
    UncountedNumber("postcode", r"(?:邮政编码|邮编)(?:为|是)?\s*[:：]?\s*\d{6}(?!\d)", "邮编223001", "223001件"),
    UncountedNumber("credit code", r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])", "11320800014303047K", "113208件"),
    UncountedNumber(
        "telephone with its area code",
        r"(?<![\d.,，])[(（]?0\d{2,3}[)）]?\s?[-—－]?\s?\d{7,8}(?:\s?[-—－转]\s?\d{1,5})?(?!\d)" + _MEASURED,
        "0517-83605001转802",
        "12345678次",
    ),
    UncountedNumber(
        "mobile telephone", r"(?<![\d.,，])1[3-9]\d{9}(?![\d.])" + _MEASURED, "13905170001", "13800000000次"
    ),
    UncountedNumber("toll-free number", r"(?<!\d)[48]00[-—－]\d{3,4}[-—－]\d{3,4}(?!\d)", "400-123-4567", "400件"),
    UncountedNumber(
        "short number of a hotline",
        r"(?<![\d.,，])1\d{4}(?=[”’]?(?:政府|政务|便民|市民|服务|监督|投诉|举报)*(?:热线|平台))",
        "12345热线",
        "12000条，通过政务平台公开",
    ),
    UncountedNumber("annex", r"(?:附件|附表|附图)\s*\d+", "附件2", "2个附件"),
)
"""In order: of two kinds that begin at the same place the first is taken."""

NAMES = re.compile("|".join(each.pattern for each in UNCOUNTED))
_ENUMERATION = re.compile(rf"(?m)^[^\S\n]*+[（(]?[\d{_HAN}]++[)）.．、]")


def named_spans(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of ``text`` whose numbers count nothing: titles, numbers of documents and articles, days, telephone
    numbers, addresses, and list numbers at the start of paragraphs."""
    for pattern in (NAMES, _ENUMERATION):
        for match in pattern.finditer(text):
            yield match.span()
