"""The applications of a register: what is certain about each, and what is odd. Names and contents are not kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from model.form.edition import Edition
from model.register.columns import Columns
from model.register.dates import is_serial, lacks_year, read_date
from model.register.mapping import (
    JOINT,
    NAMES,
    NO_DATE,
    OPEN,
    SAME_NUMBER,
    SEVERAL_ANSWERS,
    Decisions,
    key_of,
)
from model.register.meanings import Meaning
from model.register.phrases import Certainty, Phrases, Reading, folded, is_one_of
from model.register.sheets import Line, Sheet
from model.register.words import RegisterWords

BETWEEN = "｜"
"""Between result and ground in the key of a decision."""
_SHORT_NUMBER = re.compile(r"\d{1,4}")
"""A number that each sheet may begin anew with."""
_SEVERAL_DATES = re.compile(r"[、；;，,]\s?|\s(?=\d{4}\D)")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}[·•][\u4e00-\u9fff]{1,10}")
_IN_BRACKETS = re.compile(r"[（(][^（）()]{0,40}[）)]")
_SHOWN = 20


class Place(NamedTuple):
    """A row of the register's file."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}第{self.row}行"


@dataclass(frozen=True)
class Dispute:
    """复议 or 诉讼 about an application: the column of its outcome; empty where that is not known."""

    column: str


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
    reconsideration: Dispute | None = None
    suit: Dispute | None = None
    places: tuple[Place, ...] = ()
    """All its rows, where it has several."""


@dataclass
class _Asked:
    """An entry that is not certain, with the places where it stands."""

    reading: Reading
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class ValueQuestion:
    """An entry to be decided: ``part`` is the part of the decisions that its ``key`` belongs to."""

    part: str
    key: str
    proposed: str
    within: str
    source: str
    places: tuple[Place, ...]


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
    """A hash of the applicant, to tell rows of the same number apart; not kept."""


class ApplicationReader:
    """Reads the lines of sheets into applications."""

    def __init__(self, words: RegisterWords, decisions: Decisions, edition: Edition) -> None:
        self._words = words
        self._decisions = decisions
        self._applicants = Phrases(words.applicants, words.marks)
        self._results = Phrases(words.results, words.marks)
        self._outcomes = Phrases(words.outcomes, words.marks)
        self._rows = frozenset(words.result_rows(edition))
        self._blanks = frozenset(folded(mark) for mark in edition.blank_marks) | {""}
        self._marks = edition.blank_marks
        self._asked: dict[tuple[str, str], _Asked] = {}
        self._practices: dict[str, tuple[str, int]] = {}
        self._said: dict[str, int] = {}
        self._settings: set[str] = set()

    def read(self, sheets: Iterable[tuple[Sheet, Columns]]) -> Applications:
        """All applications in the order of the register."""
        found: list[Application] = []
        for columns, year, rows in self._groups(sheets):
            found += self._applications(columns, year, rows)
        questions = tuple(
            ValueQuestion(part, key, each.reading.target, each.reading.within, each.reading.source, tuple(each.places))
            for (part, key), each in self._asked.items()
        )
        return Applications(tuple(found), questions, self._practices, self._said, frozenset(self._settings))

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
                    choice = self._decisions.setting(SAME_NUMBER)
                    self._settings.add(SAME_NUMBER.id)
                    if choice == "one":
                        groups[known][2].append(row)
                        self._say("编号相同、收到日期不同的几行看作同一件")
                        last = known
                        continue
                    if choice == "list":
                        contradicting.setdefault(known, f"编号与{row.place}相同，收到日期或者申请人不同")
                        contradicting[len(groups)] = f"编号与{first.place}相同，收到日期或者申请人不同"
                    else:
                        self._say("编号相同、收到日期不同的几行各计一件")
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
            hash(folded(text(line.texts, Meaning.APPLICANT))),
        )

    def _applications(
        self, columns: Columns, year: int | None, rows: Sequence[tuple[_Row, tuple[str, ...]]]
    ) -> Iterator[Application]:
        each = [self._application(columns, year, row, problems) for row, problems in rows]
        if len(each) == 1:
            yield each[0]
            return
        self._settings.add(SEVERAL_ANSWERS.id)
        choice = self._decisions.setting(SEVERAL_ANSWERS)
        if choice == "each":
            self._say("一件申请的几次答复各计一件", len(each))
            yield from each
            return
        self._say(f"一件申请有几行的，{SEVERAL_ANSWERS.choices[choice]}")
        yield _as_one(each, choice)

    # -- one row

    def _application(self, columns: Columns, year: int | None, row: _Row, problems: tuple[str, ...]) -> Application:
        texts = row.line.texts
        found: list[str] = list(problems)
        remarks: list[str] = []
        received = row.received
        if received is None:
            found.append(_unread_date("收到日期", row.received_text))
        if is_serial(row.received_text):
            self._say("日期写成数字序号的，按电子表格的日期换算")
        answered, answered_text = self._answered(columns, texts, year, found)
        answer, within, ignored = self._answer(columns, texts, row.place, answered, answered_text, found)
        if answer not in ("", OPEN) and answered is None and not answered_text:
            if self._decisions.setting(NO_DATE) == "same_year" and received:
                answered = date(received.year, 12, 31)
                remarks.append("有结果没有答复日期，算作收到当年已经答复")
                self._say(NO_DATE.choices["same_year"])
            elif not ignored:
                found.append("有答复结果，没有答复日期")
            self._settings.add(NO_DATE.id)
        if received and answered and answered < received:
            found.append(f"答复日期（{_shown(answered)}）早于收到日期（{_shown(received)}）")
        column, who_ignored = self._column(columns, texts, row.place, found)
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
            columns.text(texts, Meaning.WAY)[:_SHOWN],
            self._is_marked(columns.text(texts, Meaning.EXTENDED)),
            read_date(columns.text(texts, Meaning.CORRECTED), year),
            read_date(columns.text(texts, Meaning.DUE), year),
            self._dispute(columns, texts, Meaning.RECONSIDERED, row.place),
            self._dispute(columns, texts, Meaning.SUED, row.place),
            (row.place,),
        )

    def _answered(
        self, columns: Columns, texts: Sequence[str], year: int | None, problems: list[str]
    ) -> tuple[date | None, str]:
        """The date of the answer, and its text where that is no date; both empty where nothing stands there."""
        text = columns.text(texts, Meaning.ANSWERED)
        if self._is_blank(text) or self._is_open(text):
            return None, ""
        if (found := read_date(text, year)) is not None:
            return found, text
        dates = [read_date(piece, year) for piece in _SEVERAL_DATES.split(text)]
        if len(dates) > 1 and all(dates):
            self._settings.add(SEVERAL_ANSWERS.id)
            self._say("一格里写了几个答复日期的，按先后取其中一个")
            several = [each for each in dates if each]
            return (min if self._decisions.setting(SEVERAL_ANSWERS) == "first" else max)(several), text
        problems.append(_unread_date("答复日期", text))
        return None, text

    def _answer(
        self,
        columns: Columns,
        texts: Sequence[str],
        place: Place,
        answered: date | None,
        answered_text: str,
        problems: list[str],
    ) -> tuple[str, str, bool]:
        """(row of the result or ``OPEN``, what it is within if not known, whether it does not count)."""
        result = self._without_blank(columns.text(texts, Meaning.RESULT))
        ground = self._without_blank(columns.text(texts, Meaning.GROUND))
        state = self._without_blank(columns.text(texts, Meaning.STATE))
        has_date = answered is not None or bool(answered_text)
        if state and has_date and self._is_open(state):
            problems.append(f"办理状态是“{state[:_SHOWN]}”，却有答复日期")
        if result and self._is_open(result) and not (has_date and self._results.read(result).source):
            if has_date:
                problems.append(f"答复结果是“{result[:_SHOWN]}”，却有答复日期")
                return "", "", False
            return OPEN, "", False
        if not result and not ground:
            if has_date:
                problems.append("有答复日期，没有答复结果")
                return "", "", False
            if state and any(is_one_of(state, each.is_) for each in self._words.answered):
                problems.append(f"办理状态是“{state[:_SHOWN]}”，没有答复日期和结果")
                return "", "", False
            return OPEN, "", False
        entry = f"{result}{BETWEEN}{ground}" if result and ground else result or ground
        decided = self._decisions.results.get(key_of(entry))
        if decided is not None:
            if decided == OPEN and has_date:
                problems.append(f"“{_entry(entry)}”算作在办，却有答复日期")
                return "", "", False
            return decided, "", decided == ""
        reading = self._reading_of(result, ground)
        if reading.certainty is Certainty.ASKED or (reading.target and reading.target not in self._rows):
            self._ask("results", entry, reading, place)
            problems.append(f"答复结果“{_entry(entry)}”算哪一种还没有决定")
            return "", reading.within, False
        if reading.certainty is Certainty.PRACTICE:
            self._practice(entry, reading.target)
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

    def _column(self, columns: Columns, texts: Sequence[str], place: Place, problems: list[str]) -> tuple[str, bool]:
        """(column of table 三, whether the application does not count)."""
        if Meaning.APPLICANT_KIND not in columns.at:
            return self._column_of_name(columns.text(texts, Meaning.APPLICANT), problems), False
        kind = self._without_blank(columns.text(texts, Meaning.APPLICANT_KIND))
        if not kind:
            problems.append("没有写申请人类型")
            return "", False
        decided = self._decisions.applicants.get(key_of(kind))
        if decided is not None:
            return decided, decided == ""
        reading = self._applicants.read(kind)
        if reading.certainty is Certainty.ASKED:
            self._ask("applicants", kind, reading, place)
            problems.append(f"申请人类型“{_entry(kind)}”算哪一列还没有决定")
            return "", False
        if reading.certainty is Certainty.PRACTICE:
            self._practice(kind, reading.target)
        return reading.target, False

    def _column_of_name(self, name: str, problems: list[str]) -> str:
        """By the name alone, which is not kept."""
        pieces = [name]
        for join in self._words.marks.joins:
            pieces = [piece for each in pieces for piece in each.split(join)]
        pieces = [piece for each in pieces if (piece := _IN_BRACKETS.sub("", each).strip())]
        if not pieces:
            problems.append("没有写申请人")
            return ""
        first = pieces[0].removesuffix(self._words.marks.also[0])
        if len(pieces) > 1 or first != pieces[0]:
            self._settings.add(JOINT.id)
            if self._decisions.setting(JOINT) == "list":
                problems.append("几个人共同提出")
                return ""
            self._say(f"几个人共同提出的，{JOINT.choices['first']}")
        ending = self._applicants.ending(first)
        if ending and ending.certainty is not Certainty.ASKED:
            return ending.target
        if _NAME.fullmatch(first) and ending is None:
            self._settings.add(NAMES.id)
            if self._decisions.setting(NAMES) == "person":
                self._say(NAMES.name + "，" + NAMES.choices["person"])
                return self._words.roles.person
            problems.append("台账没有“申请人类型”一列，只有姓名")
            return ""
        problems.append("台账没有“申请人类型”一列，从名称看不出是哪一类")
        return ""

    def _dispute(self, columns: Columns, texts: Sequence[str], meaning: Meaning, place: Place) -> Dispute | None:
        text = self._without_blank(columns.text(texts, meaning))
        if not text or is_one_of(text, self._words.no_dispute.is_):
            return None
        decided = self._decisions.outcomes.get(key_of(text))
        if decided is not None:
            return Dispute(decided) if decided else None
        reading = self._outcomes.read(text)
        if reading.certainty is Certainty.ASKED:
            self._ask("outcomes", text, reading, place)
            return Dispute("")
        return Dispute(reading.target)

    # -- small things

    def _is_blank(self, text: str) -> bool:
        return text.strip() in self._marks or folded(text) in self._blanks

    def _without_blank(self, text: str) -> str:
        return "" if self._is_blank(text) else text

    def _is_open(self, text: str) -> bool:
        return any(is_one_of(text, each.is_) for each in self._words.unanswered)

    def _is_marked(self, text: str) -> bool:
        if self._is_blank(text) or is_one_of(text, self._words.marks.no):
            return False
        return (
            text.strip() in self._words.marks.yes
            or is_one_of(text, self._words.marks.yes)
            or bool(read_date(text) or lacks_year(text))
        )

    def _ask(self, part: str, entry: str, reading: Reading, place: Place) -> None:
        self._asked.setdefault((part, key_of(entry)), _Asked(reading)).places.append(place)

    def _practice(self, entry: str, target: str) -> None:
        _, count = self._practices.get(key_of(entry), (target, 0))
        self._practices[key_of(entry)] = target, count + 1

    def _say(self, rule: str, count: int = 1) -> None:
        self._said[rule] = self._said.get(rule, 0) + count


def _as_one(each: Sequence[Application], choice: str) -> Application:
    """Several rows of one application as one: by its last answer, or its first; open as long as one of them is."""
    told = [one for one in each if one.answer not in ("", OPEN) or one.answered or one.problems] or list(each)
    dated = [one for one in told if one.answered]
    order = sorted(dated, key=lambda one: one.answered or date.min)
    chosen = (order[0] if choice == "first" else order[-1]) if order else told[0]
    received = min((one.received for one in each if one.received), default=None)
    places = tuple(place for one in each for place in one.places)
    problems = tuple(dict.fromkeys(problem for one in told for problem in one.problems))
    if order and len({one.answer for one in order if one.answered == chosen.answered}) > 1:
        problems = (*problems, "同一天有几种答复结果，看不出按哪一种计")
    values = {
        **chosen.__dict__,
        "place": each[0].place,
        "received": received,
        "column": each[0].column or chosen.column,
        "problems": problems,
        "places": places,
        "reconsideration": next((one.reconsideration for one in each if one.reconsideration), None),
        "suit": next((one.suit for one in each if one.suit), None),
        "extended": any(one.extended for one in each),
    }
    return Application(**values)


def _unread_date(name: str, text: str) -> str:
    if not text.strip():
        return f"没有写{name}"
    if len(text) <= _SHOWN and any(map(str.isdigit, text)):
        return f"{name}“{text}”没有年份" if lacks_year(text) else f"{name}“{text}”不是能确定的日期"
    return f"{name}一格里不是日期"


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _entry(entry: str) -> str:
    """The entry for a message: of a long one nothing, it may be about a person."""
    key = key_of(entry)
    return key if not key.startswith("#") else "（较长的一段文字）"
