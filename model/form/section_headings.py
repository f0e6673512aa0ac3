"""The headings of a report's sections, however an office words and numbers them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from model.form.edition import Section
from model.form.labels import letters, worded

_LONGEST = 40
_LIKE_ENOUGH = 0.55
"""Of a heading with the right numeral and other words: 五、存在问题和改进措施."""
_DOTS_AND_PAGE = re.compile(r"[.…·\s]{2,}\d{1,3}$")
_PART = re.compile(r"^\s*第([一二三四五六七八九十])部分[、:：\s]*")
_RUN_IN = re.compile(r"[:：。]\s*(?=\S)")
_SENTENCE = re.compile(r"[。；，]")


class Heading(NamedTuple):
    """A line that a section's heading may be."""

    key: str
    """Of the section."""
    numeral: str
    """As it stands there: ``一``, ``2``; blank where it is lost."""
    is_numbered: bool
    """With the numeral that the form has for this section: no mere mention of its title."""
    rest: str = ""
    """Words of the section that stand on the same line: ``六、其他需要报告的事项：无。``"""


@lru_cache(maxsize=8)
def headings_of(sections: tuple[Section, ...]) -> "Headings":
    return Headings(sections)


class Headings:
    """Knows the headings of one edition's sections."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._numerals = {section.key: section.numeral for section in sections}
        self._known = {letters(title): each.key for each in sections for title in (each.bare_title, *each.also)}

    def read(self, text: str) -> Heading | None:
        """``None`` for a line that is no heading of a section."""
        if len(text) <= _LONGEST and (heading := self._read(_DOTS_AND_PAGE.sub("", text))):
            return heading
        mark = _RUN_IN.search(text[: _LONGEST + 1])
        if mark and (heading := self._read(text[: mark.start()])) and heading.is_numbered:
            return heading._replace(rest=text[mark.end() :])
        return None

    def kind_of(self, key: str) -> str:
        """``text`` or ``table``."""
        return next(section.kind for section in self._sections if section.key == key)

    def _read(self, text: str) -> Heading | None:
        part = _PART.match(text)
        wording = worded(text[part.end() :] if part else text)
        if wording.numeral.startswith("("):
            return None
        words = wording.words
        if wording.numeral:
            again = worded(text.partition("、")[2])
            if again.numeral == wording.numeral:  # 一、一、总体情况
                words = again.words
        numeral = part[1] if part else wording.numeral[:-1]
        key = self._known.get(words)
        if key is None and not numeral and self._numerals.get(self._known.get(words[1:], "")) == words[:1]:
            return Heading(self._known[words[1:]], words[:1], True)  # 一 总体情况
        if key is None:
            return None
        is_chinese = part is not None or wording.numeral.endswith("、")
        return Heading(key, numeral, is_chinese and numeral == self._numerals[key])

    def like(self, text: str, section: Section) -> bool:
        """With the section's numeral, and words that are nearly its title."""
        from difflib import SequenceMatcher

        if len(text) > _LONGEST or _SENTENCE.search(text):
            return False
        wording = worded(text)
        if wording.numeral != f"{section.numeral}、":
            return False
        titles = map(letters, (section.bare_title, *section.also))
        return any(SequenceMatcher(None, wording.words, title).ratio() >= _LIKE_ENOUGH for title in titles)

    def is_numbered_line(self, text: str) -> bool:
        """A short line with such a numeral as sections have, and no sentence: a heading of some kind."""
        return len(text) <= _LONGEST and not _SENTENCE.search(text) and worded(text).numeral.endswith("、")

    def in_order(self, headings: Sequence[str]) -> Mapping[str, tuple[int, Heading]]:
        """Section -> the first heading that is its own, by its index; those that are only like one come last."""
        found: dict[str, tuple[int, Heading]] = {}
        for index, text in enumerate(headings):
            heading = self.read(text)
            if heading and (
                heading.key not in found or (heading.is_numbered and not found[heading.key][1].is_numbered)
            ):
                found[heading.key] = (index, heading)
        for section in self._sections:
            if section.key not in found:
                taken = {index for index, _ in found.values()}
                for index, text in enumerate(headings):
                    if index not in taken and self.like(text, section):
                        found[section.key] = (index, Heading(section.key, section.numeral, True))
                        break
        return found
