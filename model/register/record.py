"""What reading a register turns up beside its applications: entries to be decided, customs and rules applied."""

from dataclasses import dataclass

from model.register.mapping import Decisions, Setting, is_checksum, key_of
from model.register.phrases import Reading
from model.register.sheets import Place


@dataclass(frozen=True)
class ValueQuestion:
    """An entry to be decided: ``part`` is the part of the decisions that its ``key`` belongs to."""

    part: str
    key: str
    proposed: str
    within: str
    source: str
    places: tuple[Place, ...]


class Record:
    """Collects them while the rows are read; ``decisions`` say which rules apply."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._asked: dict[tuple[str, str], tuple[Reading, list[Place]]] = {}
        self.practices: dict[str, tuple[str, int]] = {}
        """Entry -> (target, how many), decided by custom."""
        self.said: dict[str, int] = {}
        """Rule that was applied -> to how many applications."""
        self.used: set[str] = set()
        """Ids of the settings that mattered."""

    def setting(self, setting: Setting) -> str:
        """The choice that applies; from now on it is one that mattered."""
        self.used.add(setting.id)
        return self._decisions.setting(setting)

    def ask(self, part: str, entry: str, reading: Reading, place: Place) -> None:
        """The entry at ``place`` is to be decided."""
        self._asked.setdefault((part, key_of(entry)), (reading, []))[1].append(place)

    def practice(self, entry: str, target: str) -> None:
        """The entry was counted as custom has it."""
        _, count = self.practices.get(key_of(entry), (target, 0))
        self.practices[key_of(entry)] = target, count + 1

    def say(self, rule: str, count: int = 1) -> None:
        """The rule was applied to ``count`` applications more."""
        self.said[rule] = self.said.get(rule, 0) + count

    @property
    def questions(self) -> tuple[ValueQuestion, ...]:
        """All entries to be decided, in the order of the register."""
        return tuple(
            ValueQuestion(part, key, reading.target, reading.within, reading.source, tuple(places))
            for (part, key), (reading, places) in self._asked.items()
        )


def shown_entry(entry: str) -> str:
    """The entry, or its key, for a message: of what may be about a person nothing."""
    key = key_of(entry)
    return "（较长或写有姓名的一段文字）" if is_checksum(key) else key
