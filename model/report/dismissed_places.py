"""Numbers in the text that the user dismissed as 不相关, stored by position.

The key of a dismissal quotes the text around the number at that time. The same text may occur twice, but a dismissal
applies to one position only. Older versions stored no position: their dismissals apply while the quoted text is unique.
"""

from collections.abc import Mapping
from typing import TypeVar

from model.report.report import Reason, Report, TextPosition

Held = TypeVar("Held")

STORED_PREFIX = "unrelated."
"""Key prefix of dismissals in the draft store and in JSON files, where they are stored among the reasons."""
_NUMBERED = "~"
"""Separates the base key from an ordinal where several positions have the same base key."""


def dismissed_among(stored: Mapping[str, Held]) -> dict[str, Held]:
    """The dismissals among stored reasons, by their key without the prefix."""
    return {key.removeprefix(STORED_PREFIX): each for key, each in stored.items() if key.startswith(STORED_PREFIX)}


def without_dismissed(stored: Mapping[str, Held]) -> dict[str, Held]:
    """The stored reasons that are not dismissals."""
    return {key: each for key, each in stored.items() if not key.startswith(STORED_PREFIX)}


def dismissal_key_of(section: str, around: str) -> str:
    """The key in ``Report.dismissed`` of a number with this surrounding text."""
    return f"{section}.{around}"


def free_reason_key(reasons: Mapping[str, Reason], wanted: str, place: TextPosition) -> str:
    """``wanted``, with an ordinal appended if a reason at another position has that key."""
    key, number = wanted, 1
    while key in reasons and reasons[key].place != place:
        number += 1
        key = f"{wanted}{_NUMBERED}{number}"
    return key


class Dismissals:
    """The dismissals of one report, looked up by position or, for those without one, by the quoted text."""

    def __init__(self, report: Report) -> None:
        self._texts = report.texts
        self._placed: dict[tuple[str, int], list[str]] = {}
        self._unplaced: set[str] = set()
        """Keys of dismissals without a position, from older versions."""
        for key, reason in report.dismissed.items():
            if reason.place is None:
                self._unplaced.add(key)
            else:
                self._placed.setdefault((reason.place.section, reason.place.start), []).append(key)

    def __bool__(self) -> bool:
        return bool(self._placed or self._unplaced)

    def key_at(self, section: str, start: int, wanted: str) -> str:
        """The key of the dismissal that applies at ``start``, where ``wanted`` is the key made of the current text;
        empty if none applies."""
        for key in self._placed.get((section, start), ()):
            base, _, number = key.rpartition(_NUMBERED)
            if key == wanted or (base == wanted and number.isdigit()):
                return key
        if wanted in self._unplaced and stands_once(self._texts.get(section, ""), wanted, section):
            return wanted
        return ""


def stands_once(text: str, key: str, section: str) -> bool:
    """Whether the text quoted by the key occurs exactly once."""
    around = key.removeprefix(dismissal_key_of(section, ""))
    first = text.find(around)
    return first >= 0 and text.find(around, first + 1) < 0
