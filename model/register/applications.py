"""The applications of a register: what is certain about each, and what is odd. Names and contents are not kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from model.form.edition import Edition
from model.register.answers import AnswerReader
from model.register.applicant_kinds import ApplicantReader
from model.register.columns import Columns
from model.register.dates import is_serial, read_date, shown_date
from model.register.entries import MOST_SHOWN, Entries, unread_date
from model.register.mapping import NO_DATE, OPEN, SAME_NUMBER, SEVERAL_ANSWERS, Decisions
from model.register.meanings import Meaning
from model.register.phrases import Certainty, Phrases, folded, is_one_of
from model.register.record import Record, ValueQuestion
from model.register.sheets import Line, Place, Sheet
from model.register.words import RegisterWords

_SHORT_NUMBER = re.compile(r"\d{1,4}")
"""A number that each sheet may begin anew with."""
_LASTING_NUMBER = re.compile(r"\d{4}")
"""It names its year, or is too long to begin anew."""


@dataclass(frozen=True)
class Dispute:
    """复议 or 诉讼 about an application: the column of its outcome; empty where that is not known."""

    column: str


@dataclass(frozen=True)
class Consultation:
    """A third party or another organ was asked for its opinion; ``None`` where the register does not say when."""

    asked: date | None
    ended: date | None


@dataclass(frozen=True)
class Application:
    """One application. Empty ids and ``None`` are not known, or do not exist: ``answer`` says which."""

    place: Place
    received: date | None
    answered: date | None
    column: str
    """Of table 三."""
    answer: str
    """Row of its result; ``OPEN``; or empty where it is not known."""
    within: str = ""
    """The beginning of the rows that an unknown answer may be; empty for all."""
    problems: tuple[str, ...] = ()
    """Why it cannot be counted as it stands."""
    remarks: tuple[str, ...] = ()
    """What is odd, but does not keep it from being counted."""
    ignored: bool = False
    """By decision it does not count."""
    way: str = ""
    extended: bool = False
    corrected: date | None = None
    due: date | None = None
    is_correction_asked: bool = False
    """The applicant was asked to correct it."""
    consultation: Consultation | None = None
    is_dated: bool = True
    """``False`` where only the year of ``received`` is known."""
    first_answered: date | None = None
    """Where there were several answers, the day of the first one, which the legal limit is for."""
    reconsideration: Dispute | None = None
    suit: Dispute | None = None
    places: tuple[Place, ...] = ()
    """All its rows, where it has several."""
    number: int = 0
    """A hash, as the two below, to find it in another register; 0 where there is none."""
    lasting_number: int = 0
    """Of a number that does not begin anew each year."""
    who: int = 0


@dataclass(frozen=True)
class Applications:
    """All applications of a register, the entries to be decided, and what is said about the rules applied."""

    found: tuple[Application, ...]
    questions: tuple[ValueQuestion, ...] = ()
    practices: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Entry -> (target, how many), decided by custom."""
    said: Mapping[str, int] = field(default_factory=dict)
    """Rule that was applied -> to how many applications."""
    settings_used: frozenset[str] = frozenset()


class _Row(NamedTuple):
    line: Line
    place: Place
    number: str
    received: date | None
    received_text: str
    who: int
    """A hash of the applicant, to tell rows of the same number apart; 0 where there is none."""


class ApplicationReader:
    """Reads the lines of sheets into applications."""

    def __init__(self, words: RegisterWords, decisions: Decisions, edition: Edition) -> None:
        self._words = words
        self._decisions = decisions
        self._outcomes = Phrases(words.outcomes, words.marks)
        self._entries = Entries(words, edition)
        self._record = Record(decisions)
        self._answers = AnswerReader(words, decisions, edition, self._entries, self._record)
        self._applicants = ApplicantReader(words, decisions, self._entries, self._record)

    def read(self, sheets: Iterable[tuple[Sheet, Columns]]) -> Applications:
        """All applications in the order of the register."""
        found: list[Application] = []
        for columns, year, rows in self._groups(sheets):
            found += self._applications(columns, year, rows)
        record = self._record
        return Applications(tuple(found), record.questions, record.practices, record.said, frozenset(record.used))

    # -- rows of one application

    def _groups(
        self, sheets: Iterable[tuple[Sheet, Columns]]
    ) -> Iterator[tuple[Columns, int | None, list[tuple[_Row, tuple[str, ...]]]]]:
        """Rows of the same application together, each with the problems of its number."""
        groups: list[tuple[Columns, int | None, list[_Row]]] = []
        by_number: dict[tuple[str, str], int] = {}
        contradicting: dict[int, str] = {}
        for sheet, columns in sheets:
            last = -1
            for line in sheet.lines:
                row = self._row(sheet, columns, line)
                scope = sheet.name if _SHORT_NUMBER.fullmatch(row.number) else ""
                known = by_number.get((scope, row.number), -1) if row.number else -1
                if line.goes_on and last >= 0:
                    groups[last][2].append(row)
                    continue
                if known >= 0:
                    first = groups[known][2][0]
                    if (first.received, first.who) == (row.received, row.who) and row.received:
                        groups[known][2].append(row)
                        last = known
                        continue
                    choice = self._record.setting(SAME_NUMBER)
                    if choice == "one":
                        groups[known][2].append(row)
                        self._record.say("编号相同、收到日期不同的几行看作同一件")
                        last = known
                        continue
                    if choice == "list":
                        contradicting.setdefault(known, f"编号与{row.place}相同，收到日期或者申请人不同")
                        contradicting[len(groups)] = f"编号与{first.place}相同，收到日期或者申请人不同"
                    else:
                        self._record.say("编号相同、收到日期不同的几行各计一件")
                elif row.number:
                    by_number[scope, row.number] = len(groups)
                last = len(groups)
                groups.append((columns, sheet.year, [row]))
        for number, (columns, year, rows) in enumerate(groups):
            problem = contradicting.get(number)
            yield columns, year, [(row, (problem,) if problem else ()) for row in rows]

    def _row(self, sheet: Sheet, columns: Columns, line: Line) -> _Row:
        text = columns.text
        received_text = text(line.texts, Meaning.RECEIVED)
        return _Row(
            line,
            Place(sheet.name, line.row),
            folded(text(line.texts, Meaning.NUMBER)),
            read_date(received_text, sheet.year),
            received_text,
            _hash(folded(columns.names(line.texts))),
        )

    def _applications(
        self, columns: Columns, year: int | None, rows: Sequence[tuple[_Row, tuple[str, ...]]]
    ) -> Iterator[Application]:
        each = [
            self._application(view, year, row, problems)
            for row, problems in rows
            for view in columns.by_answer(row.line.texts)
        ]
        if len(each) == 1:
            yield each[0]
            return
        choice = self._record.setting(SEVERAL_ANSWERS)
        if choice == "each":
            self._record.say("一件申请的几次答复各计一件", len(each))
            yield from each
            return
        several = "几行" if len(rows) > 1 else "几次答复"
        self._record.say(f"一件申请有{several}的，{SEVERAL_ANSWERS.choices[choice]}")
        yield _as_one(each, choice)

    # -- one row

    def _application(self, columns: Columns, year: int | None, row: _Row, problems: tuple[str, ...]) -> Application:
        texts = row.line.texts
        found: list[str] = list(problems)
        remarks: list[str] = []
        received, is_dated = row.received, True
        if received is None and year and is_one_of(row.received_text, self._words.marks.carried):
            received, is_dated = date(year - 1, 12, 31), False
            remarks.append(f"收到日期写的是“{row.received_text[:MOST_SHOWN]}”，算作上年收到")
            self._record.say("没有收到日期、写明上年结转的，算作上年收到")
        elif received is None:
            found.append(unread_date("收到日期", row.received_text))
        if is_serial(row.received_text):
            self._record.say("日期写成数字序号的，按电子表格的日期换算")
        answered, answered_text = self._answers.answered(columns, texts, year, received, found)
        answer, within, ignored = self._answers.answer(columns, texts, row.place, answered, answered_text, found)
        if answer not in ("", OPEN) and answered is None and not answered_text:
            if self._record.setting(NO_DATE) == "same_year" and received:
                answered = date(received.year, 12, 31)
                remarks.append("有结果没有答复日期，算作收到当年已经答复")
                self._record.say(NO_DATE.choices["same_year"])
            elif not ignored:
                found.append("有答复结果，没有答复日期")
        if received and answered and answered < received:
            found.append(f"答复日期（{shown_date(answered)}）早于收到日期（{shown_date(received)}）")
        column, who_ignored = self._applicants.column(columns, texts, row.place, found)
        return Application(
            row.place,
            received,
            answered,
            column,
            answer,
            within,
            tuple(found),
            tuple(remarks),
            ignored or who_ignored,
            self._way(columns, texts),
            any(map(self._entries.is_marked, columns.every_text(texts, Meaning.EXTENDED))),
            read_date(columns.text(texts, Meaning.CORRECTED), year),
            read_date(columns.text(texts, Meaning.DUE), year),
            self._entries.is_marked(columns.text(texts, Meaning.CORRECTION_ASKED)),
            self._consultation(columns, texts, year),
            is_dated,
            answered,
            self._dispute(columns, texts, Meaning.RECONSIDERED, row.place),
            self._dispute(columns, texts, Meaning.SUED, row.place),
            (row.place,),
            _hash(row.number),
            _hash(row.number if _LASTING_NUMBER.search(row.number) else ""),
            row.who,
        )

    def _way(self, columns: Columns, texts: Sequence[str]) -> str:
        """For the statistics; empty where it tells who applied, or is more than a word."""
        way = self._entries.without_blank(columns.text(texts, Meaning.WAY))
        return "" if len(way) > MOST_SHOWN or columns.is_private(way, texts) else way

    def _consultation(self, columns: Columns, texts: Sequence[str], year: int | None) -> Consultation | None:
        said = [text for text in columns.every_text(texts, Meaning.CONSULTED) if self._entries.is_marked(text)]
        asked = next((day for text in said if (day := read_date(text, year))), None)
        ended = read_date(columns.text(texts, Meaning.CONSULTATION_ENDED), year)
        if not (said or ended):
            return None
        return Consultation(asked, ended)

    def _dispute(self, columns: Columns, texts: Sequence[str], meaning: Meaning, place: Place) -> Dispute | None:
        """The first of its columns that speaks of one: 是 beside a blank outcome is one whose outcome is not known."""
        said = (self._entries.without_blank(text) for text in columns.every_text(texts, meaning))
        text = next((each for each in said if each and not is_one_of(each, self._words.no_dispute.is_)), "")
        if not text:
            return None
        key = columns.key(text, texts)
        decided = self._decisions.outcomes.get(key)
        if decided is not None:
            return Dispute(decided) if decided else None
        reading = self._outcomes.read(text)
        if reading.certainty is Certainty.ASKED:
            self._record.ask("outcomes", key, reading, place)
            return Dispute("")
        if reading.certainty is Certainty.PRACTICE:
            self._record.practice(key, f"{self._words.roles.disputes}.{reading.target}")
        return Dispute(reading.target)

    # -- small things


def _as_one(each: Sequence[Application], choice: str) -> Application:
    """Several rows of one application as one: by its last answer, or its first; open as long as one of them is."""
    told = [one for one in each if one.answer not in ("", OPEN) or one.answered or one.problems] or list(each)
    dated = [one for one in told if one.answered]
    order = sorted(dated, key=lambda one: one.answered or date.min)
    chosen = (order[0] if choice == "first" else order[-1]) if order else told[0]
    received = min((one.received for one in each if one.received), default=None)
    places = tuple(dict.fromkeys(place for one in each for place in one.places))
    problems = tuple(dict.fromkeys(problem for one in told for problem in one.problems))
    if order and len({one.answer for one in order if one.answered == chosen.answered}) > 1:
        problems = (*problems, "同一天有几种答复结果，看不出按哪一种计")
    return replace(
        chosen,
        place=each[0].place,
        received=received,
        column=each[0].column or chosen.column,
        problems=problems,
        places=places,
        first_answered=order[0].answered if order else None,
        reconsideration=next((one.reconsideration for one in each if one.reconsideration), None),
        suit=next((one.suit for one in each if one.suit), None),
        extended=any(one.extended for one in each),
    )


def _hash(text: str) -> int:
    return hash(text) if text else 0
