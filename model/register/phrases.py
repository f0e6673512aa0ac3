"""What an entry of the register stands for: certain, by custom, or to be asked."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from model.register.words import Entry, Marks

_ARTICLE = re.compile(r"第?([0-9一二三四五六七八九十]{1,3})([条款项])")
_NOT_WORDS = re.compile(r"[\W_]+")
_DIGITS = "零一二三四五六七八九"
_LONGEST = 400


class Certainty(StrEnum):
    """How certain a reading is."""

    SURE = "sure"
    PRACTICE = "practice"
    """By custom: applied, and said."""
    ASKED = "asked"
    """The user decides, once; a target is only proposed."""


@dataclass(frozen=True)
class Reading:
    """What an entry stands for; an empty ``target`` is not known. ``within`` is the beginning of the ids that it may
    be: empty for all."""

    certainty: Certainty
    target: str = ""
    within: str = ""
    source: str = ""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """``text`` as it is compared: full-width as half-width, letters small, without spaces and punctuation, articles of
    laws in Chinese numerals."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    return _ARTICLE.sub(_in_chinese, _NOT_WORDS.sub("", plain))


def _in_chinese(match: re.Match[str]) -> str:
    number = match[1]
    if not number.isascii():
        return f"第{number}{match[2]}"
    value = int(number)
    tens, ones = divmod(value, 10)
    if not 0 < value < 100:
        return match[0]
    written = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    return f"第{written}{match[2]}"


def is_one_of(text: str, words: Iterable[str]) -> bool:
    """Whether ``text`` is one of ``words``, compared folded."""
    return folded(text) in _folded_set(tuple(words))


@lru_cache(maxsize=256)
def _folded_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(found for word in words if (found := folded(word)))


class Phrases:
    """The entries of one list, prepared for matching."""

    def __init__(self, entries: Sequence[Entry], marks: Marks) -> None:
        self._whole = {folded(word): entry for entry in reversed(entries) for word in entry.is_}
        self._parts = [(folded(word), entry) for entry in entries for word in entry.has]
        self._fillers = sorted({folded(word) for word in marks.fillers}, key=len, reverse=True)
        self._negations = tuple(folded(word) for word in marks.negations)
        self._known: dict[str, Reading] = {}

    def read(self, text: str) -> Reading:
        """What ``text`` stands for; certain only where nothing else is said in it but fillers."""
        key = folded(text)
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def ending(self, text: str) -> Reading | None:
        """What a name that ends as an entry does stands for; ``None`` where none does."""
        key = folded(text)
        found = {entry.target: entry for word, entry in self._parts if key.endswith(word) and key != word}
        if len(found) != 1:
            return None
        ((target, entry),) = found.items()
        return Reading(_certainty(entry), target, source=entry.source)

    def _read(self, key: str) -> Reading:
        if (whole := self._whole.get(key)) is not None:
            if whole.within is not None or not whole.target:
                return Reading(Certainty.ASKED, within=whole.within or "", source=whole.source)
            return Reading(_certainty(whole), whole.target, source=whole.source)
        rest, hits, is_negated = key, [], False
        for word, entry in self._parts:
            for match in re.finditer(re.escape(word), key):
                if key[: match.start()].endswith(self._negations):
                    is_negated = True
                else:
                    hits.append((entry, word))
        targets = list(dict.fromkeys(entry.target for entry, _ in hits if entry.target))
        groups = list(dict.fromkeys(entry.within or "" for entry, _ in hits if not entry.target))
        if (prevailing := [entry for entry, _ in hits if entry.prevails]) and not is_negated:
            return Reading(_certainty(prevailing[0]), prevailing[0].target, source=prevailing[0].source)
        if not hits:
            return Reading(Certainty.ASKED)
        chosen = next((entry for entry, _ in hits if entry.target), hits[0][0])
        for word in sorted({word for _, word in hits}, key=len, reverse=True):
            rest = rest.replace(word, " ")
        for word in self._fillers:
            rest = rest.replace(word, " ")
        within = groups[0] if len(groups) == 1 else ""
        fits = all(target.startswith(within) for target in targets)
        if is_negated or len(targets) != 1 or len(groups) > 1 or not fits or rest.strip():
            proposed = chosen.target if not is_negated else ""
            return Reading(Certainty.ASKED, proposed, within if fits and not is_negated else "", chosen.source)
        practice = [entry for entry, _ in hits if entry.target]
        certainties = {_certainty(entry) for entry in practice}
        for each in (Certainty.ASKED, Certainty.PRACTICE):
            if each in certainties and Certainty.SURE not in certainties:
                return Reading(each, targets[0], source=chosen.source)
        return Reading(Certainty.SURE, targets[0], source=chosen.source)


def _certainty(entry: Entry) -> Certainty:
    if not entry.sure:
        return Certainty.ASKED
    return Certainty.PRACTICE if entry.practice else Certainty.SURE
