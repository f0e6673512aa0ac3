"""Recognition of a report's section headings in the wording and numbering that organs use."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from model.form.edition import Section
from model.form.labels import letters, worded

_LONGEST = 40
_MOST_REMEMBERED = 5000
_LIKE_ENOUGH = 0.55
"""Least similarity of a heading with the right numeral and a different wording: 五、存在问题和改进措施."""
_DOTS_AND_PAGE = re.compile(r"(?<![.…·\s])[.…·\s]{2,}+\d{1,3}$")
_PART = re.compile(r"^\s*第([一二三四五六七八九十])部分[、:：\s]*")
_RUN_IN = re.compile(r"[:：。]\s*(?=\S)")
_SENTENCE = re.compile(r"[。；，]")


class SectionHeading(NamedTuple):
    """A line recognized as the heading of a section."""

    key: str
    """The key of the section."""
    numeral: str
    """The numeral as found: ``一``, ``2``; empty where it is missing."""
    is_numbered: bool
    """Has the form's numeral for this section, so it is not a mere mention of the title."""
    rest: str = ""
    """Text of the section on the same line: ``六、其他需要报告的事项：无。``"""


def _without_page(text: str) -> str:
    """A line of a table of contents without its page."""
    return _DOTS_AND_PAGE.sub("", text) if text[-1:].isdecimal() or text.endswith("\n") else text


@lru_cache(maxsize=8)
def headings_of(sections: tuple[Section, ...]) -> "Headings":
    """The cached recognizer for these sections."""
    return Headings(sections)


class Headings:
    """Recognizes the section headings of one edition."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._numerals = {section.key: section.numeral for section in sections}
        self._known = {letters(title): each.key for each in sections for title in (each.bare_title, *each.also)}
        self._beginnings: dict[str, tuple[SectionHeading | None, int]] = {}

    def read(self, text: str) -> SectionHeading | None:
        """The section heading in a line; ``None`` if it is not one. Cached."""
        beginning = text[: _LONGEST + 1]
        if beginning not in self._beginnings:
            if len(self._beginnings) > _MOST_REMEMBERED:
                self._beginnings.clear()
            self._beginnings[beginning] = self._read_beginning(beginning)
        heading, rest = self._beginnings[beginning]
        return heading._replace(rest=text[rest:]) if heading and rest else heading

    def _read_beginning(self, text: str) -> tuple[SectionHeading | None, int]:
        """The heading, and where the section's text begins on the same line; 0 where it does not."""
        if len(text) <= _LONGEST and (heading := self._read(_without_page(text))):
            return heading, 0
        mark = _RUN_IN.search(text)
        if mark and (heading := self._read(text[: mark.start()])) and heading.is_numbered:
            return heading, mark.end()
        return None, 0

    def kind_of(self, key: str) -> str:
        """``text`` or ``table``."""
        return next(section.kind for section in self._sections if section.key == key)

    def _read(self, text: str) -> SectionHeading | None:
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
            return SectionHeading(self._known[words[1:]], words[:1], True)  # 一 总体情况
        if key is None:
            return None
        is_chinese = part is not None or wording.numeral.endswith("、")
        return SectionHeading(key, numeral, is_chinese and numeral == self._numerals[key])

    def like(self, text: str, section: Section) -> bool:
        """Whether the line has the section's numeral and a wording similar to its title."""
        from difflib import SequenceMatcher

        if len(text) > _LONGEST or _SENTENCE.search(text):
            return False
        wording = worded(text)
        if wording.numeral != f"{section.numeral}、":
            return False
        titles = map(letters, (section.bare_title, *section.also))
        return any(SequenceMatcher(None, wording.words, title).ratio() >= _LIKE_ENOUGH for title in titles)

    def is_numbered_line(self, text: str) -> bool:
        """Whether the line is short, has a numeral of the sections' style and is not a sentence."""
        return len(text) <= _LONGEST and not _SENTENCE.search(text) and worded(text).numeral.endswith("、")

    def in_order(self, headings: Sequence[str]) -> Mapping[str, tuple[int, SectionHeading]]:
        """Section key -> (index, heading) of its first heading, numbered ones preferred; similar ones as a fallback."""
        found: dict[str, tuple[int, SectionHeading]] = {}
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
                        found[section.key] = (index, SectionHeading(section.key, section.numeral, True))
                        break
        return found
