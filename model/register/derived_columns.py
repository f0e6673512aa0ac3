"""Columns that a table of a register has by its form: ticks under the labels of kinds or results, or a sheet a kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.register.meanings import Meaning
from model.register.phrases import Certainty, Phrases, folded
from model.register.sheets import Line, Sheet
from model.register.words import RegisterWords

_BETWEEN = "、"
_LEAST = 2
"""Columns with ticks that make one column."""


class ColumnDeriver:
    """Adds such columns to sheets, so that they are read as those of other registers."""

    def __init__(self, words: RegisterWords) -> None:
        self._names = words.names
        self._phrases = {
            Meaning.APPLICANT_KIND: Phrases(words.applicants, words.marks),
            Meaning.RESULT: Phrases(words.results, words.marks),
        }
        self._labels = {
            Meaning(each.id): sorted(map(folded, (*each.is_, *each.practice)), key=len, reverse=True)
            for each in words.columns
            if each.id in self._phrases
        }
        self._ticks = frozenset(words.marks.ticks)

    def derive(self, sheet: Sheet) -> Sheet:
        """``sheet`` with one column in place of several with ticks, and with the kind that its name says."""
        for meaning in self._phrases:
            sheet = self._without_ticks(sheet, meaning)
        kind = sheet.name.removeprefix("工作表").strip("“”")
        if self._has(sheet, Meaning.APPLICANT_KIND) or not self._is_kind(kind):
            return sheet
        added = replace(sheet, lines=tuple(replace(each, texts=(*each.texts, kind)) for each in sheet.lines))
        note = f"{sheet.name}没有“{self._names[Meaning.APPLICANT_KIND]}”一列，按表名算作{kind}"
        return replace(added, labels=(*sheet.labels, self._names[Meaning.APPLICANT_KIND]), notes=(*sheet.notes, note))

    def _is_kind(self, text: str) -> bool:
        return self._phrases[Meaning.APPLICANT_KIND].read(text).certainty is not Certainty.ASKED

    def _has(self, sheet: Sheet, meaning: Meaning) -> bool:
        """Whether a column of its own is called so."""
        return any(folded(label) in self._labels[meaning] for label in sheet.labels)

    def _without_ticks(self, sheet: Sheet, meaning: Meaning) -> Sheet:
        said = {
            column: text
            for column, label in enumerate(sheet.labels)
            if (text := self._entry(label, meaning)) and self._is_ticked(sheet, column)
        }
        ticked = {column for column in said if any(self._tick(line, column) for line in sheet.lines)}
        if len(said) < _LEAST or not ticked or self._has(sheet, meaning):
            return sheet
        labels = tuple("" if column in said else label for column, label in enumerate(sheet.labels))
        lines = tuple(replace(line, texts=(*self._rest(line, said), self._joined(line, said))) for line in sheet.lines)
        name = self._names[meaning]
        note = f"{sheet.name}：在{_BETWEEN.join(said.values())}下面打勾的，读作{name}"
        return replace(sheet, labels=(*labels, name), lines=lines, notes=(*sheet.notes, note))

    def _entry(self, label: str, meaning: Meaning) -> str:
        """The kind or result that a label is; empty for another label."""
        key = folded(label)
        group = next((each for each in self._labels[meaning] if key.startswith(each) and key != each), "")
        entry = key.removeprefix(group)
        reading = self._phrases[meaning].read(entry)
        is_known = reading.certainty is not Certainty.ASKED or (not reading.target and bool(reading.source))
        return entry if entry and is_known else ""

    def _is_ticked(self, sheet: Sheet, column: int) -> bool:
        """Nothing but ticks and blanks stands in the column; one with 是 and 否 is about something else."""
        texts = {line.texts[column] for line in sheet.lines if column < len(line.texts)}
        return not any(map(folded, texts - self._ticks))

    def _tick(self, line: Line, column: int) -> bool:
        return column < len(line.texts) and line.texts[column] in self._ticks

    def _rest(self, line: Line, said: Mapping[int, str]) -> Sequence[str]:
        return tuple("" if column in said else text for column, text in enumerate(line.texts))

    def _joined(self, line: Line, said: Mapping[int, str]) -> str:
        return _BETWEEN.join(text for column, text in said.items() if self._tick(line, column))
