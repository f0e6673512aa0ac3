"""Printed labels and headings split into numeral and words, independent of how they are typed."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NUMERALS = "一二三四五六七八九十"
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_ENUMERATOR = re.compile(
    rf"(?:[(\[]?(?P<bracketed>[{_NUMERALS}]{{1,3}})[)\]]|[(\[](?P<opened>[{_NUMERALS}]{{1,3}})"
    rf"|(?P<chinese>[{_NUMERALS}]{{1,3}})[、.,:]"
    r"|\(?(?P<arabic>\d{1,2})(?:[.、,:)]+|(?=[^\W\d])))"
)
_SIMPLE = str.maketrans(
    "萬業為舉於會體關內決況減製辦務動區單發後國處復複審對屬廢開強當總執護報據權條構無機沒現確祕穩類係繫糾納組織經結絕繼續維繳罰範獲補"
    "規計認議許訟訪訴詢請購費轉過這進項題額問採數間門與應種產標書來樣時檢導縣鎮鄉廳團黨編",
    "万业为举于会体关内决况减制办务动区单发后国处复复审对属废开强当总执护报据权条构无机没现确秘稳类系系纠纳组织经结绝继续维缴罚范获补"
    "规计认议许讼访诉询请购费转过这进项题额问采数间门与应种产标书来样时检导县镇乡厅团党编",
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONG_ENOUGH = 4
"""Words this long identify a label without its numeral; shorter ones (其他, 总计) occur in many places of the form."""


def simple(text: str) -> str:
    """``text`` with the traditional characters that occur in the form's wording replaced by simplified ones."""
    return text.translate(_SIMPLE)


def folded(text: str) -> str:
    """``text`` with compatibility characters (full-width, Kangxi radicals) unified, and without any white space."""
    return simple(_SPACES.sub("", unicodedata.normalize("NFKC", text)))


def letters(text: str) -> str:
    """The letters and digits of ``text`` only, simplified and in lower case; no brackets, punctuation or spaces."""
    return simple(_NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).lower())


class LabelWords(NamedTuple):
    """A label split in two: ``（三）不予公开`` is ``(三)`` and ``不予公开``.

    ``numeral`` is empty where there is none.
    """

    numeral: str
    words: str

    @property
    def kind(self) -> str:
        """The style of the numeral: ``(``, ``、`` or ``.``; empty without one."""
        return self.numeral[:1] if self.numeral[:1] == "(" else self.numeral[-1:]

    def agrees(self, printed: "LabelWords") -> bool:
        """Whether the numerals are compatible: equal, one missing, or of the same style before long enough words."""
        if not self.numeral or not printed.numeral or self.numeral == printed.numeral:
            return True
        return self.kind == printed.kind and len(self.words) >= _LONG_ENOUGH


@lru_cache(maxsize=4096)
def worded(text: str) -> LabelWords:
    """Splits a label; text that is only a numeral counts as words."""
    plain = folded(text)
    match = _ENUMERATOR.match(plain)
    if not match:
        return LabelWords("", letters(plain))
    words = letters(plain[match.end() :])
    if not words:
        return LabelWords("", letters(plain))
    if arabic := match["arabic"]:
        return LabelWords(f"{arabic}.", words)
    if chinese := match["chinese"]:
        return LabelWords(f"{chinese}、", words)
    return LabelWords(f"({match['bracketed'] or match['opened']})", words)
