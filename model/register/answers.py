"""What a row says about the answer to an application: its date and its result."""

import re
from collections.abc import Sequence
from datetime import date

from model.form.edition import Edition
from model.register.columns import Columns
from model.register.dates import is_of_next_year, read_date
from model.register.entries import MOST_SHOWN, Entries, unread_date
from model.register.mapping import OPEN, SEVERAL_ANSWERS, Decisions
from model.register.meanings import Meaning
from model.register.phrases import Certainty, Phrases, Reading
from model.register.record import Record, shown_entry
from model.register.sheets import Place
from model.register.words import RegisterWords

BETWEEN = "｜"
"""Between result and ground in the key of a decision."""
_SEVERAL_DATES = re.compile(r"[、；;，,]\s?|\s(?=\d{4}\D)")


class AnswerReader:
    """Reads dates and results; what is to be decided or said goes to ``record``."""

    def __init__(
        self, words: RegisterWords, decisions: Decisions, edition: Edition, entries: Entries, record: Record
    ) -> None:
        self._decisions = decisions
        self._entries = entries
        self._record = record
        self._results = Phrases(words.results, words.marks)
        self._rows = frozenset(words.result_rows(edition))
        self._granted_in_part = words.roles.granted_in_part

    def answered(
        self, columns: Columns, texts: Sequence[str], year: int | None, received: date | None, problems: list[str]
    ) -> tuple[date | None, str]:
        """The date of the answer, and its text where that is no date; both empty where nothing stands there."""
        text = columns.text(texts, Meaning.ANSWERED)
        if self._entries.is_blank(text) or self._entries.is_open(text):
            return None, ""
        if is_of_next_year(text):
            year = received.year if received else None
        if (found := read_date(text, year)) is not None:
            return found, text
        dates = [read_date(piece, year) for piece in _SEVERAL_DATES.split(text)]
        if len(dates) > 1 and all(dates):
            self._record.say("一格里写了几个答复日期的，按先后取其中一个")
            several = [each for each in dates if each]
            return (min if self._record.setting(SEVERAL_ANSWERS) == "first" else max)(several), text
        problems.append(unread_date("答复日期", text))
        return None, text

    def answer(
        self,
        columns: Columns,
        texts: Sequence[str],
        place: Place,
        answered: date | None,
        answered_text: str,
        problems: list[str],
    ) -> tuple[str, str, bool]:
        """(row of the result or ``OPEN``, what it is within if not known, whether it does not count)."""
        result = self._entries.without_blank(columns.text(texts, Meaning.RESULT))
        ground = self._entries.without_blank(columns.text(texts, Meaning.GROUND))
        state = self._entries.without_blank(columns.text(texts, Meaning.STATE))
        has_date = answered is not None or bool(answered_text)
        if state and has_date and self._entries.is_open(state):
            problems.append(f"办理状态是“{state[:MOST_SHOWN]}”，却有答复日期")
        if result and self._entries.is_open(result) and not (has_date and self._results.read(result).source):
            if has_date:
                problems.append(f"答复结果是“{result[:MOST_SHOWN]}”，却有答复日期")
                return "", "", False
            return OPEN, "", False
        if not result and not ground:
            if has_date:
                problems.append("有答复日期，没有答复结果")
                return "", "", False
            if state and self._entries.is_answered(state):
                problems.append(f"办理状态是“{state[:MOST_SHOWN]}”，没有答复日期和结果")
                return "", "", False
            return OPEN, "", False
        if self._entries.is_marked(columns.text(texts, Meaning.IN_PART)):
            return self._granted_in_part, "", False
        entry = f"{result}{BETWEEN}{ground}" if result and ground else result or ground
        key = columns.key(entry, texts)
        decided = self._decisions.results.get(key)
        if decided is not None:
            if decided == OPEN and has_date:
                problems.append(f"“{shown_entry(key)}”算作在办，却有答复日期")
                return "", "", False
            return decided, "", decided == ""
        reading = self._reading_of(result, ground)
        if reading.certainty is Certainty.ASKED or (reading.target and reading.target not in self._rows):
            self._record.ask("results", key, reading, place)
            problems.append(f"答复结果“{shown_entry(key)}”算哪一种还没有决定")
            return "", reading.within, False
        if reading.certainty is Certainty.PRACTICE:
            self._record.practice(key, reading.target)
        return reading.target, "", False

    def _reading_of(self, result: str, ground: str) -> Reading:
        """What result and ground say together."""
        if not ground or not result:
            return self._results.read(result or ground)
        first, second = self._results.read(result), self._results.read(ground)
        is_known, is_second_known = (each.certainty is not Certainty.ASKED for each in (first, second))
        together = self._results.read(f"{result}，{ground}")
        if is_known and is_second_known and first.target == second.target:
            return first
        if together.certainty is Certainty.SURE and (not is_known or together.target == first.target):
            return together
        if is_known and not (second.target or second.within or second.source):
            return first  # the ground is a sentence of its own
        if not is_known and is_second_known and not first.target:
            if first.source and second.target.startswith(first.within):
                return second
            return Reading(Certainty.ASKED, second.target, source=second.source)
        within = first.within if not is_known and not first.target else ""
        return Reading(Certainty.ASKED, second.target or first.target, within, second.source or first.source)
