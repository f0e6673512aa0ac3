"""Numbers in the words that count nothing: they are part of a name, an address, a date or a way to reach somebody."""

import re
from collections.abc import Iterator

_HAN = "一二三四五六七八九十百千零〇两"
_NUMERAL = rf"(?:[{_HAN}]+|\d+)"
_OPENS, _CLOSES = r"[〔［\[【(（]", r"[〕］\]】)）]"
_MEASURED = r"(?!\s*[余多]?\s*(?:[万亿%％‰]|[件宗条起例份次个项人元部篇期场批家户]))"
"""Not before a measure word: a long number may count something, too."""

NAMES = re.compile(
    "|".join(
        (
            r"《[^》]*》",
            r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
            r"(?:https?://|www\.)[A-Za-z0-9./?=&%_#:~-]+",
            # 国办发〔2021〕30号, 国令第711号, 健康路8号院2栋501室
            rf"{_OPENS}\d{{4}}{_CLOSES}\s*(?:第\s*)?\d+\s*号",
            r"[〔［\[【]\d{4}[〕］\]】]\s*\d*\s*号?",
            r"(?<![\d.,，])\d+(?:[-—]\d+)?\s*(?:号|弄)(?:[^\s，。；、,;\d]{0,8}\d+\s*(?:号|室|楼|层|幢|栋|单元|房))*",
            # 第五十条, 第二十条第（八）项, 第3季度
            rf"第\s*{_NUMERAL}\s*(?:[条款项届次号章节编期批轮名位版]|季度)",
            rf"第\s*{_OPENS}{_NUMERAL}{_CLOSES}\s*[条款项]",
            # days and hours
            r"\d{1,2}\s*月份?(?:\s*\d{1,2}\s*[日号])?",
            r"\d{1,2}\s*日",
            r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)",
            # telephone, fax, postcode, with the word before it or by its shape
            r"(?:电话|传真|手机|热线|号码|QQ)\s*(?:为|是|[:：])\s*"
            r"[(（]?\d[\d()（）\-—－ ]{3,}\d(?:[/、]\d{5,})*(?!\d)" + _MEASURED,
            r"(?:邮政编码|邮编)(?:为|是)?\s*[:：]?\s*\d{6}(?!\d)",
            r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])",
            r"(?<![\d.,，])[(（]?0\d{2,3}[)）]?\s?[-—－]?\s?\d{7,8}(?:\s?[-—－转]\s?\d{1,5})?(?!\d)" + _MEASURED,
            r"(?<![\d.,，])1[3-9]\d{9}(?![\d.])" + _MEASURED,
            r"(?<!\d)[48]00[-—－]\d{3,4}[-—－]\d{3,4}(?!\d)",
            r"(?<![\d.,，])1\d{4}(?=[”’]?(?:政府|政务|便民|市民|服务|监督|投诉|举报)*(?:热线|平台))",
            r"(?:附件|附表|附图)\s*\d+",
        )
    )
)
_ENUMERATION = re.compile(rf"(?m)^\s*[（(]?[\d{_HAN}]+[)）.．、]")


def named_spans(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` whose numbers nobody counts: titles, numbers of documents and articles, days, telephone
    numbers, addresses, and the numbers that paragraphs begin with."""
    for pattern in (NAMES, _ENUMERATION):
        for match in pattern.finditer(text):
            yield match.span()
