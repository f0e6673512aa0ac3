"""Small entries: blanks, marks for yes and no, words for "no answer yet", dates that cannot be read."""

import re

from model.form.edition import Edition
from model.register.dates import lacks_year, read_date
from model.register.phrases import is_one_of
from model.register.words import RegisterWords

MOST_SHOWN = 20
"""Characters of an entry that a message quotes."""

_OF_DATES = re.compile(r"[\d\W_T年月日号时点分秒初底前后上下中晚旬午次翌第约至到星期周一二三四五六七八九十〇零]+")
"""What dates are written with, well or badly: anything else may be a name."""
_LONG_NUMBER = re.compile(r"\d{9}")
"""Of a telephone or an identity card."""


class Entries:
    """What the edition and the words of registers say about small entries."""

    def __init__(self, words: RegisterWords, edition: Edition) -> None:
        self._words = words
        self._marks = edition.blank_marks

    def is_blank(self, text: str) -> bool:
        """Nothing, or a mark that stands for nothing."""
        return not text.strip() or text.strip() in self._marks

    def without_blank(self, text: str) -> str:
        """``text``, empty where it stands for nothing."""
        return "" if self.is_blank(text) else text

    def is_open(self, text: str) -> bool:
        """Whether it says that there is no answer yet."""
        return any(is_one_of(text, each.is_) for each in self._words.unanswered)

    def is_answered(self, text: str) -> bool:
        """Whether it says, as a state, that there is an answer."""
        return any(is_one_of(text, each.is_) for each in self._words.answered)

    def is_marked(self, text: str) -> bool:
        """Whether it says yes, or when."""
        marks = self._words.marks
        if self.is_blank(text) or is_one_of(text, marks.no):
            return False
        is_yes = text.strip() in marks.yes or is_one_of(text, marks.yes)
        return is_yes or read_date(text) is not None or lacks_year(text)


def unread_date(name: str, text: str) -> str:
    """Why the entry of the column ``name`` is no date. What may be no date at all is not quoted."""
    if not text.strip():
        return f"没有写{name}"
    is_dated = _OF_DATES.fullmatch(text) and not _LONG_NUMBER.search(text) and any(map(str.isdigit, text))
    if len(text) <= MOST_SHOWN and is_dated:
        return f"{name}“{text}”没有年份" if lacks_year(text) else f"{name}“{text}”不是能确定的日期"
    return f"{name}一格里不是日期"
