"""A section's paragraphs with cached search results, so that an edit re-evaluates the changed paragraph only."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from model.form.tables_in_text import masked
from model.memo import Memo

Found = TypeVar("Found")
HELD = 2048
"""Cache size in paragraphs."""
MOST_FOUND = 64
"""Cached search results per paragraph."""
BLOT = "▒"
"""Takes the place of characters that are not searched, so that positions stay."""
LONGEST_SENTENCE = 3000
"""Characters; several times the longest sentence of any report. Longer ones are not searched."""
SENTENCES = re.compile(
    r"(?:《[^》]{0,300}》|[“\"][^”\"]{0,25}[”\"]|(?!(?<=[\u4e00-\u9fff)）])(?<![一二三四五六七八九十])\.(?:[\u4e00-\u9fff]|\s|$))[^。!?！？\n])++"
)
"""Text in title marks or short quotes is not split, whatever its punctuation; a half-width stop between Chinese ends a
sentence, but not behind a number (三.监督保障)."""


def overlong_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the sentences longer than :data:`LONGEST_SENTENCE`."""
    if len(text) <= LONGEST_SENTENCE:
        return ()
    spans = (match.span() for match in SENTENCES.finditer(text))
    return tuple((start, end) for start, end in spans if end - start > LONGEST_SENTENCE)


def searchable(text: str) -> str:
    """``text`` with its overlong sentences masked by :data:`BLOT`."""
    for start, end in overlong_sentences(text):
        text = text[:start] + BLOT * (end - start) + text[end:]
    return text


class CachedParagraph:
    """One line of text. Equal texts share one instance, so that results are reused as long as the text is unchanged."""

    __slots__ = ("_found", "_searchable", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._searchable = searchable(text)
        self._found: Memo[Callable[[str], Any], Any] = Memo(MOST_FOUND)

    def found(self, look: Callable[[str], Found]) -> Found:
        """The cached result of ``look(text)``, with overlong sentences masked; ``look`` must depend on nothing but the
        text and its bound arguments."""
        found: Found | None = self._found.get(look)  # hot path, run for every paragraph after every edit
        return self._found.result(look, look, self._searchable) if found is None else found


_paragraph = lru_cache(maxsize=HELD)(CachedParagraph)


class Paragraphs:
    """All paragraphs of one text, with their start positions. The lines of tables in it are blank."""

    def __init__(self, text: str, before: "Paragraphs | None" = None) -> None:
        """``before``: the previous version of the section; results for unchanged paragraphs are reused."""
        self.text = text
        self.all = [_paragraph(words) for words in masked(text).split("\n")]
        self.starts = []
        start = 0
        for each in self.all:
            self.starts.append(start)
            start += len(each.text) + 1
        self._found: Memo[Callable[[str], Any], list[tuple[int, Any]]] = Memo(MOST_FOUND)
        if before is not None:
            self._take_over(before)

    def __iter__(self) -> Iterator[tuple[int, CachedParagraph]]:
        """(start, paragraph) in order."""
        return zip(self.starts, self.all, strict=True)

    def found(self, look: Callable[[str], tuple[Found, ...]]) -> list[tuple[int, Found]]:
        """(start of its paragraph, result) for everything that ``look`` finds, in order."""
        return self._found.result(look, self._looked, look, 0, len(self.all))

    def _looked(self, look: Callable[[str], tuple[Found, ...]], first: int, end: int) -> list[tuple[int, Found]]:
        return [(self.starts[index], each) for index in range(first, end) for each in self.all[index].found(look)]

    def _take_over(self, before: "Paragraphs") -> None:
        ours, theirs = self.all, before.all
        most = min(len(ours), len(theirs))
        same = next((index for index in range(most) if ours[index] is not theirs[index]), most)
        left = most - same
        behind = next((index for index in range(left) if ours[-1 - index] is not theirs[-1 - index]), left)
        begins = before.starts[same] if same < len(theirs) else len(before.text) + 1
        goes_on = before.starts[-behind] if behind else len(before.text) + 1
        by = len(self.text) - len(before.text)
        for look, old in before._found.items():
            first, last = bisect_left(old, (begins,)), bisect_left(old, (goes_on,))
            tail = old[last:] if not by else [(start + by, each) for start, each in old[last:]]
            self._found[look] = [*old[:first], *self._looked(look, same, len(ours) - behind), *tail]
