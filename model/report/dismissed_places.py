"""Numbers in the text that a person dismissed as 不相关, held by position.

The key of a dismissal quotes the text around the number as it was then. The same text may stand twice; the dismissal
is of one place only. Older programs kept no place: their dismissals count while the quoted text stands just once.
"""

from collections.abc import Mapping
from typing import TypeVar

from model.report.report import Place, Reason, Report

Held = TypeVar("Held")

STORED_PREFIX = "unrelated."
"""Stores and the program's own files keep these among the reasons, with this before the key."""
_NUMBERED = "~"
"""Between the words of a key and its number, where the same words were answered at more than one place."""


def dismissed_among(stored: Mapping[str, Held]) -> dict[str, Held]:
    """Those of stored reasons that are answers to a number in the text, by their key without the prefix."""
    return {key.removeprefix(STORED_PREFIX): each for key, each in stored.items() if key.startswith(STORED_PREFIX)}


def without_dismissed(stored: Mapping[str, Held]) -> dict[str, Held]:
    """The other ones."""
    return {key: each for key, each in stored.items() if not key.startswith(STORED_PREFIX)}


def dismissal_key_of(section: str, around: str) -> str:
    """The key in ``Report.dismissed`` of a place with these words around it."""
    return f"{section}.{around}"


def free_reason_key(reasons: Mapping[str, Reason], wanted: str, place: Place) -> str:
    """``wanted`` where no reason of another place has it, else one that goes on from it."""
    key, number = wanted, 1
    while key in reasons and reasons[key].place != place:
        number += 1
        key = f"{wanted}{_NUMBERED}{number}"
    return key


class Dismissals:
    """The dismissals of one report, found by place or, where none was kept, by the quoted text."""

    def __init__(self, report: Report) -> None:
        self._texts = report.texts
        self._placed: dict[tuple[str, int], list[str]] = {}
        self._unplaced: set[str] = set()
        """What an older program kept."""
        for key, reason in report.dismissed.items():
            if reason.place is None:
                self._unplaced.add(key)
            else:
                self._placed.setdefault((reason.place.section, reason.place.start), []).append(key)

    def __bool__(self) -> bool:
        return bool(self._placed or self._unplaced)

    def key_at(self, section: str, start: int, wanted: str) -> str:
        """The key of the answer that stands for the place whose own key is ``wanted``; empty where none does."""
        for key in self._placed.get((section, start), ()):
            base, _, number = key.rpartition(_NUMBERED)
            if key == wanted or (base == wanted and number.isdigit()):
                return key
        if wanted in self._unplaced and stands_once(self._texts.get(section, ""), wanted, section):
            return wanted
        return ""


def stands_once(text: str, key: str, section: str) -> bool:
    """Whether the words that the key names stand in the text just once."""
    around = key.removeprefix(dismissal_key_of(section, ""))
    first = text.find(around)
    return first >= 0 and text.find(around, first + 1) < 0
