"""Which column of table 三 an application belongs to: by the kind of its applicant, or by the name alone."""

import re
from collections.abc import Sequence

from model.register.columns import Columns
from model.register.entries import Entries
from model.register.mapping import JOINT, NAMES, Decisions, private_key
from model.register.meanings import Meaning
from model.register.phrases import Certainty, Phrases
from model.register.record import Record, shown_entry
from model.register.sheets import Place
from model.register.words import RegisterWords

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}[·•][\u4e00-\u9fff]{1,10}")
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
            return self._column_of_name(columns.text(texts, Meaning.APPLICANT), problems), False
        kind = self._entries.without_blank(columns.text(texts, Meaning.APPLICANT_KIND))
        if not kind:
            problems.append("没有写申请人类型")
            return "", False
        key = private_key(kind, columns.text(texts, Meaning.APPLICANT))
        decided = self._decisions.applicants.get(key)
        if decided is not None:
            return decided, decided == ""
        reading = self._applicants.read(kind)
        if reading.certainty is Certainty.ASKED:
            self._record.ask("applicants", key, reading, place)
            problems.append(f"申请人类型“{shown_entry(key)}”算哪一列还没有决定")
            return "", False
        if reading.certainty is Certainty.PRACTICE:
            self._record.practice(key, reading.target)
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
            if self._record.setting(JOINT) == "list":
                problems.append("几个人共同提出")
                return ""
            self._record.say(f"几个人共同提出的，{JOINT.choices['first']}")
        ending = self._applicants.ending(first)
        if ending and ending.certainty is not Certainty.ASKED:
            return ending.target
        if _NAME.fullmatch(first) and ending is None:
            if self._record.setting(NAMES) == "natural":
                self._record.say(NAMES.name + "，" + NAMES.choices["natural"])
                return self._words.roles.person
            problems.append("台账没有“申请人类型”一列，只有姓名")
            return ""
        problems.append("台账没有“申请人类型”一列，从名称看不出是哪一类")
        return ""
