"""Which column of a register means what: by its label, borne out by its content."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from model.register.dates import lacks_year, read_date
from model.register.mapping import Decisions, is_private, key_of, private_key
from model.register.meanings import Kind, Meaning
from model.register.phrases import Certainty, Phrases, folded, is_one_of
from model.register.sheets import Sheet
from model.register.words import RegisterWords

_MOST_LOOKED_AT = 300
"""Entries of a column that say what stands in it."""
_BORNE_OUT = 0.5
"""Share of entries that must be of the kind that the label promises."""
_BY_CONTENT = 0.8
"""Share of entries that suggests a meaning for a label that is not known."""
NEEDED = (Meaning.RECEIVED, Meaning.ANSWERED, Meaning.RESULT)
"""Without one of these nothing can be counted."""
_MOST_EXAMPLES = 3
_OF_ANSWERS = (Meaning.ANSWERED, Meaning.RESULT, Meaning.GROUND)
"""What is said of each answer where there are several."""
_JOINED = {Meaning.APPLICANT, Meaning.RECONSIDERED, Meaning.SUED, Meaning.EXTENDED, Meaning.CONSULTED}
"""Of these all columns are read."""


@dataclass(frozen=True)
class ColumnQuestion:
    """A column whose meaning is not certain; ``proposed`` is what its content suggests, if anything."""

    label: str
    sheet: str
    proposed: Meaning | None
    filled: int
    """How many entries it has."""
    examples: tuple[str, ...]
    """Empty where the column may hold names."""


class AnswerColumns(NamedTuple):
    """The columns of one of several answers."""

    at: Mapping[Meaning, int]
    own: tuple[int, ...]
    """Those that are of no other answer; where they are blank, there was no such answer."""


@dataclass(frozen=True)
class Columns:
    """Of one sheet: meaning -> its column."""

    at: Mapping[Meaning, int]
    notes: tuple[str, ...] = ()
    questions: tuple[ColumnQuestion, ...] = ()
    missing: tuple[Meaning, ...] = ()
    more: Mapping[Meaning, tuple[int, ...]] = field(default_factory=dict)
    """Further columns of a meaning, the one that says it best first."""
    answers: tuple["AnswerColumns", ...] = ()
    """Where the sheet has columns for several answers to one application: those of each, in order."""

    def text(self, texts: Sequence[str], meaning: Meaning) -> str:
        """The entry of the meaning; blank where the sheet has no such column."""
        column = self.at.get(meaning)
        return texts[column] if column is not None and column < len(texts) else ""

    @property
    def meanings(self) -> Mapping[int, Meaning]:
        """Each column that is read -> what it means."""
        found = {column: meaning for meaning in _JOINED for column in self.more.get(meaning, ())}
        for columns in (self.at, *(answer.at for answer in self.answers)):
            found |= {column: meaning for meaning, column in columns.items()}
        return found

    def every_text(self, texts: Sequence[str], meaning: Meaning) -> Iterator[str]:
        """The entries of all columns of the meaning that are not blank."""
        found = [] if meaning not in self.at else [self.at[meaning], *self.more.get(meaning, ())]
        yield from (texts[column] for column in found if column < len(texts) and texts[column])

    def names(self, texts: Sequence[str]) -> str:
        """Everything that names the applicant."""
        if Meaning.APPLICANT not in self.more:
            return self.text(texts, Meaning.APPLICANT)
        return "、".join(self.every_text(texts, Meaning.APPLICANT))

    def key(self, entry: str, texts: Sequence[str]) -> str:
        """The key of a decision about an entry of the row, which tells nothing of who applied for what."""
        return private_key(entry, self._named(texts), self.text(texts, Meaning.SUBJECT))

    def is_private(self, entry: str, texts: Sequence[str]) -> bool:
        """Whether the entry tells something of who applied for what."""
        return is_private(entry, self._named(texts), self.text(texts, Meaning.SUBJECT))

    def _named(self, texts: Sequence[str]) -> str:
        contacts = self.every_text(texts, Meaning.CONTACT) if Meaning.CONTACT in self.at else ()
        return "、".join([self.names(texts), *contacts])

    def by_answer(self, texts: Sequence[str]) -> tuple["Columns", ...]:
        """The columns as they are for each answer of the row that says something; for one that says nothing, one."""
        if not self.answers:
            return (self,)
        found: dict[tuple[str, ...], Columns] = {}
        for answer in self.answers:
            if any(texts[column] for column in answer.own):
                said = tuple(texts[answer.at[each]] if each in answer.at else "" for each in _OF_ANSWERS)
                rest = {meaning: column for meaning, column in self.at.items() if meaning not in _OF_ANSWERS}
                found.setdefault(said, replace(self, at={**rest, **answer.at}, answers=()))
        return tuple(found.values()) or (self,)


@dataclass(frozen=True)
class _Candidate:
    column: int
    meaning: Meaning
    rank: float
    is_vague: bool = False
    """Lower is better: decided, label as a whole in the order of the list, label by custom, part of a label."""


_PRACTICE, _PART = 1000.0, 2000.0


class ColumnFinder:
    """Finds the columns of sheets by ``resources/register.toml`` and what was decided."""

    def __init__(self, words: RegisterWords, decisions: Decisions) -> None:
        self._words = words
        self._decisions = decisions
        marks = words.marks
        self._phrases = {
            Kind.APPLICANT: Phrases(words.applicants, marks),
            Kind.RESULT: Phrases(words.results, marks),
            Kind.OUTCOME: Phrases(words.outcomes, marks),
        }
        self._whole: dict[str, tuple[Meaning, float]] = {}
        for each in words.columns:
            for rank, label in enumerate(each.is_):
                self._whole.setdefault(folded(label), (Meaning(each.id), rank))
            for rank, label in enumerate(each.practice):
                self._whole.setdefault(folded(label), (Meaning(each.id), _PRACTICE + rank))
        self._vague = {folded(label) for each in words.columns for label in each.vague}
        self._again = sorted(map(folded, marks.again), key=len, reverse=True)
        self._parts = [(folded(part), Meaning(each.id)) for each in words.columns for part in each.has]

    def find(self, sheet: Sheet) -> Columns:
        """The columns of ``sheet``, with what is not certain."""
        candidates: list[_Candidate] = []
        doubtful: list[_Candidate] = []
        unknown: list[int] = []
        notes: list[str] = []
        for column, label in enumerate(sheet.labels):
            decided = self._decisions.columns.get(key_of(label)) if label else None
            if decided is not None:
                candidates.append(_Candidate(column, Meaning(decided), -1))
                continue
            found = self._by_label(label)
            if found is None:
                unknown.append(column)
                continue
            candidate = _Candidate(column, *found, found[1] == _PART or folded(label) in self._vague)
            (candidates if self._bears_out(sheet, candidate) else doubtful).append(candidate)
        at: dict[Meaning, int] = {}
        more: dict[Meaning, tuple[int, ...]] = {}
        for candidate in sorted(candidates, key=lambda each: (each.rank, each.column)):
            meaning, label = candidate.meaning, sheet.labels[candidate.column]
            if meaning is Meaning.IGNORED:
                continue
            if meaning in at:
                more[meaning] = (*more.get(meaning, ()), candidate.column)
                continue
            at[meaning] = candidate.column
            if _PRACTICE <= candidate.rank < _PART:
                notes.append(f"“{label}”一列当作{self._words.names[meaning]}")
        answers = self._answers(sheet.labels, at, more)
        if answers:
            at.update(answers[0].at)
        used = {*at.values(), *(column for answer in answers for column in answer.at.values())}
        notes += self._not_used(sheet, at, more, used)
        missing = [meaning for meaning in NEEDED if meaning not in at]
        if Meaning.GROUND in at and Meaning.RESULT in missing:
            missing.remove(Meaning.RESULT)  # articles of the law say it
        if Meaning.APPLICANT_KIND not in at and Meaning.APPLICANT not in at:
            missing.append(Meaning.APPLICANT_KIND)
        questions = self._questions(sheet, missing, doubtful, unknown)
        asked = {each.label for each in questions}
        unused = [sheet.labels[each] for each in unknown if sheet.labels[each] and sheet.labels[each] not in asked]
        unused += [sheet.labels[each.column] for each in doubtful if sheet.labels[each.column] not in asked]
        if unused:
            notes.append(f"没有用到的列：{'、'.join(label[:20] for label in unused)}")
        return Columns(at, tuple(notes), questions, tuple(missing), more, answers)

    def _not_used(
        self, sheet: Sheet, at: Mapping[Meaning, int], more: Mapping[Meaning, tuple[int, ...]], used: set[int]
    ) -> Iterator[str]:
        """What is said of columns that mean the same as another one and are not read."""
        for meaning, columns in more.items():
            if meaning in _JOINED or self._words.kinds[meaning] is Kind.PRIVATE:
                continue
            taken = sheet.labels[at[meaning]]
            for column in columns:
                if column not in used and (label := sheet.labels[column]) != taken:
                    yield f"{self._words.names[meaning]}取“{taken}”一列，“{label}”一列没有用"

    def _answers(
        self, labels: Sequence[str], at: Mapping[Meaning, int], more: Mapping[Meaning, tuple[int, ...]]
    ) -> tuple[AnswerColumns, ...]:
        """The columns of each answer, where some are called those of a first, second or last one, or are there twice;
        empty where there is only one."""
        groups: dict[tuple[str, int], dict[Meaning, int]] = {}
        times: dict[str, int] = {}
        found = [
            (column, meaning)
            for meaning in _OF_ANSWERS
            if meaning in at
            for column in (at[meaning], *more.get(meaning, ()))
        ]
        for column, meaning in sorted(found):
            label = folded(labels[column])
            which = next((word for word in self._again if word in label), "")
            number = times[label] = times.get(label, -1) + 1
            groups.setdefault((which, number), {}).setdefault(meaning, column)
        whole = {Meaning.ANSWERED, Meaning.RESULT}
        groups = {
            each: columns for each, columns in groups.items() if each[0] or not each[1] or whole <= columns.keys()
        }
        if len(groups) < 2 or not more.keys() & {Meaning.ANSWERED, Meaning.RESULT}:
            return ()
        common = groups.get(("", 0), {})
        if not whole <= common.keys():
            groups.pop(("", 0), None)  # of all answers
        return tuple(AnswerColumns({**common, **columns}, tuple(columns.values())) for columns in groups.values())

    def _by_label(self, label: str) -> tuple[Meaning, float] | None:
        key = folded(label)
        if not key:
            return None
        if key in self._whole:
            return self._whole[key]
        parts = {meaning for part, meaning in self._parts if part in key}
        return (parts.pop(), _PART) if len(parts) == 1 else None

    def _bears_out(self, sheet: Sheet, candidate: _Candidate) -> bool:
        kind = self._words.kinds[candidate.meaning]
        if not candidate.is_vague or kind in (Kind.TEXT, Kind.PRIVATE, Kind.MARK):
            return True
        share = self._share(sheet, candidate.column, kind)
        return share is None or share >= _BORNE_OUT

    def _share(self, sheet: Sheet, column: int, kind: Kind) -> float | None:
        """The share of entries that are of the kind; ``None`` where there is none."""
        entries = entries_of(sheet, column)
        if not entries:
            return None
        return sum(self._fits(entry, kind, sheet.year) for entry in entries) / len(entries)

    def _fits(self, entry: str, kind: Kind, year: int | None) -> bool:
        if kind is Kind.DATE:
            return read_date(entry, year) is not None or lacks_year(entry) or self._is_open(entry)
        if kind is Kind.OUTCOME and is_one_of(entry, self._words.no_dispute.is_):
            return True
        if kind is Kind.RESULT and self._is_open(entry):
            return True
        reading = self._phrases[kind].read(entry)
        return reading.certainty is not Certainty.ASKED or bool(reading.target or reading.source)

    def _is_open(self, entry: str) -> bool:
        return any(is_one_of(entry, each.is_) for each in self._words.unanswered)

    def _questions(
        self, sheet: Sheet, missing: Sequence[Meaning], doubtful: Sequence[_Candidate], unknown: Sequence[int]
    ) -> tuple[ColumnQuestion, ...]:
        """What could be the columns that are missing."""
        if not missing:
            return ()
        found: dict[int, Meaning | None] = {each.column: each.meaning for each in doubtful if each.meaning in missing}
        for column in unknown:
            if not sheet.labels[column]:
                continue
            for meaning in missing:
                share = self._share(sheet, column, self._words.kinds[meaning])
                if share is not None and share >= _BY_CONTENT:
                    found.setdefault(column, meaning)
                    break
        kinds = self._words.kinds
        return tuple(
            ColumnQuestion(
                sheet.labels[column],
                sheet.name,
                meaning,
                len(entries_of(sheet, column, None)),
                tuple(dict.fromkeys(entries_of(sheet, column)))[:_MOST_EXAMPLES]
                if meaning and kinds[meaning] is Kind.DATE
                else (),
            )
            for column, meaning in sorted(found.items())
        )


def entries_of(sheet: Sheet, column: int, most: int | None = _MOST_LOOKED_AT) -> list[str]:
    """The entries of a column that are not blank, the first ``most`` of them."""
    found: list[str] = []
    for line in sheet.lines:
        if column < len(line.texts) and (text := line.texts[column]):
            found.append(text)
            if most is not None and len(found) == most:
                break
    return found
