"""Which column of table 三 an application belongs to: by the kind of its applicant, or by the name alone."""

import re
from collections.abc import Sequence

from model.register.columns import Columns
from model.register.entries import Entries
from model.register.mapping import JOINT, NAMES, Decisions, key_of
from model.register.meanings import Meaning
from model.register.phrases import Certainty, Phrases, Reading
from model.register.record import Record, shown_entry
from model.register.sheets import Place
from model.register.words import RegisterWords

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}[·•][\u4e00-\u9fff]{1,10}")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
"""The number of an identity card, with a day of birth: no number of an organisation looks like that."""
_IN_BRACKETS = re.compile(r"[（(][^（）()]{0,40}[）)]")


class ApplicantReader:
    """Reads kinds and names of applicants; what is to be decided or said goes to ``record``. Names are not kept."""

    def __init__(self, words: RegisterWords, decisions: Decisions, entries: Entries, record: Record) -> None:
        self._words = words
        self._decisions = decisions
        self._entries = entries
        self._record = record
        self._applicants = Phrases(words.applicants, words.marks)

    def column(self, columns: Columns, texts: Sequence[str], place: Place, problems: list[str]) -> tuple[str, bool]:
        """(column of table 三, whether the application does not count)."""
        if Meaning.APPLICANT_KIND not in columns.at:
            return self._column_of_name(columns, texts, problems), False
        kind = self._entries.without_blank(columns.text(texts, Meaning.APPLICANT_KIND))
        if not kind:
            problems.append("没有写申请人类型")
            return "", False
        key = columns.key(kind, texts)
        decided = self._decisions.applicants.get(key)
        if decided is not None:
            return decided, decided == ""
        reading = self._applicants.read(kind)
        if reading.certainty is Certainty.ASKED:
            if column := self._column_of_first(kind) or self._column_of_organisation(kind, reading, columns, texts):
                return column, False
            self._record.ask("applicants", key, reading, place)
            problems.append(f"申请人类型“{shown_entry(key)}”算哪一列还没有决定")
            return "", False
        if reading.certainty is Certainty.PRACTICE:
            self._record.practice(key, reading.target)
        return reading.target, False

    def _column_of_first(self, kind: str) -> str:
        """The column of the first of several kinds, all of them certain; empty where there are not several."""
        if "/" in kind:
            return ""  # the choices of a form, none of them made
        readings = [self._applicants.read(piece) for piece in self._pieces(kind, " ")]
        if len(readings) < 2 or any(each.certainty is Certainty.ASKED for each in readings):
            return ""
        columns = {each.target for each in readings}
        if len(columns) > 1:
            if self._record.setting(JOINT) == "list":
                return ""
            self._record.say(f"几个人共同提出的，{JOINT.choices['first']}")
        return readings[0].target

    def _column_of_organisation(self, kind: str, reading: Reading, columns: Columns, texts: Sequence[str]) -> str:
        """Where the kind says only that it is no person: by the end of its name, if that is certain."""
        if reading.target or not reading.source:
            return ""
        pieces = self._pieces(columns.text(texts, Meaning.APPLICANT) or columns.names(texts))
        ending = self._applicants.ending(pieces[0]) if len(pieces) == 1 else None
        if ending is None or ending.certainty is Certainty.ASKED or ending.target == self._words.roles.person:
            return ""
        self._record.say(f"申请人类型只写“{shown_entry(key_of(kind))}”的，按申请人的名称归类")
        return ending.target

    def _pieces(self, text: str, *more: str) -> list[str]:
        """The applicants, or kinds, that ``text`` names, without what stands in brackets."""
        pieces = [text]
        for join in (*self._words.marks.joins, *more):
            pieces = [piece for each in pieces for piece in each.split(join)]
        return [piece for each in pieces if (piece := _IN_BRACKETS.sub("", each).strip())]

    def _column_of_name(self, columns: Columns, texts: Sequence[str], problems: list[str]) -> str:
        """By the name alone, which is not kept."""
        pieces = self._pieces(columns.text(texts, Meaning.APPLICANT) or columns.names(texts))
        if not pieces:
            problems.append("没有写申请人")
            return ""
        first = pieces[0].removesuffix(self._words.marks.also[0])
        if len(pieces) > 1 or first != pieces[0]:
            if self._record.setting(JOINT) == "list":
                problems.append("几个人共同提出")
                return ""
            self._record.say(f"几个人共同提出的，{JOINT.choices['first']}")
        ending = self._applicants.ending(first)
        if ending and ending.certainty is not Certainty.ASKED:
            return ending.target
        if _NAME.fullmatch(first) and ending is None:
            if any(map(_IDENTITY.search, columns.every_text(texts, Meaning.CONTACT))):
                self._record.say("没有“申请人类型”一列，写有身份证号码的，计入自然人")
                return self._words.roles.person
            if self._record.setting(NAMES) == "natural":
                self._record.say(NAMES.name + "，" + NAMES.choices["natural"])
                return self._words.roles.person
            problems.append("台账没有“申请人类型”一列，只有姓名")
            return ""
        problems.append("台账没有“申请人类型”一列，从名称看不出是哪一类")
        return ""
