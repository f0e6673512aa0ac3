"""The second to ninth corpus: whole narratives with figures and marks, written without a look at the grammar.

``tests/samples/narratives/*.toml`` holds the second, the folders ``third`` to ``ninth`` there the others.
A mark in the text is ``[[WORDS|TRUTH]]``, TRUTH being one of

- ``R.p`` or ``S+P``: the number in the words is this cell, or this sum of cells;
- ``0:V+S``: the words say that each of these cells is none (``0:`` alone: a none that the form has no cell for);
- ``done``: the words say that nothing is carried out;
- ``?``: a person is not sure either; nothing is counted there.

Cells have short names, in ``figures`` (``R p4 b1``: row, then column letter and number; ``F 3/1/12``: issued, repealed,
in force) as in the marks (``R.p``; ``R`` is the row's total, ``R.org`` its five columns of organisations; ``D`` the sum
of ``D1`` to ``D8``). What is not in ``figures`` is 0. Places and organs are invented.

Words, marks and ``figures`` are right and agree. Two thirds of the third to the sixth, and a tenth of
the seventh to ninth, have errors besides, each kept apart:

- ``[[WORDS|TRUTH|WRONG]]``: the report has the number WRONG where it should have WORDS;
- ``planted = "S u1; G p-1"``: what the report's tables have more (or less) than ``figures``, so that some "none" or
  "all done" of its words is wrong, and no number.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.conftest import SAMPLES

COLUMNS = {
    "p": "person",
    "b": "business",
    "s": "research",
    "w": "welfare",
    "l": "legal_service",
    "o": "other",
}
_DENIED = (
    "state_secret prohibited_by_law security_and_stability third_party_rights internal_affairs deliberative "
    "enforcement_file inquiry_matter"
)
_GROUPS = {
    "D": ("denied", _DENIED.split()),
    "U": ("unavailable", ["not_held", "needs_creating", "still_unclear"]),
    "N": ("not_processed", ["petition", "repeated", "published_work", "excessive", "reconfirmation"]),
    "X": ("otherwise", ["not_corrected", "fee_unpaid", "other"]),
}
RESULTS = {
    "G": "requests.results.granted",
    "H": "requests.results.granted_in_part",
    **{
        f"{letter}{number}": f"requests.results.{group}.{row}"
        for letter, (group, rows) in _GROUPS.items()
        for number, row in enumerate(rows, 1)
    },
}
REQUESTS = {
    "R": "requests.received",
    "C": "requests.carried_in",
    **RESULTS,
    "T": "requests.results.total",
    "O": "requests.carried_out",
}
OUTCOMES = {"u": "upheld", "c": "corrected", "x": "other", "n": "pending"}
DISPUTES = {"V": "disputes.reconsideration", "S": "disputes.suit_direct", "P": "disputes.suit_after_reconsideration"}
PARTS = {"i": "issued", "r": "repealed", "f": "in_force"}
DOCUMENTS = {"K": "disclosure.government_rules", "F": "disclosure.normative_documents"}
SINGLE = {
    "L": "disclosure.licences.decisions",
    "E": "disclosure.penalties.decisions",
    "M": "disclosure.coercive_measures.decisions",
    "Y": "disclosure.fees.amount",
}
CORPORA = {
    "second": SAMPLES / "narratives",
    "third": SAMPLES / "narratives" / "third",
    "fourth": SAMPLES / "narratives" / "fourth",
    "fifth": SAMPLES / "narratives" / "fifth",
    "sixth": SAMPLES / "narratives" / "sixth",
    "seventh": SAMPLES / "narratives" / "seventh",
    "eighth": SAMPLES / "narratives" / "eighth",
    "ninth": SAMPLES / "narratives" / "ninth",
}
_MARK = re.compile(r"\[\[([^|\[\]]+)\|([^|\[\]]+)(?:\|([^|\[\]]+))?\]\]")
_DIGITS = dict(zip("零一二三四五六七八九十", range(11), strict=True)) | {"两": 2}

Figures = Mapping[str, Decimal]
"""By address."""


@dataclass(frozen=True)
class Mark:
    section: str
    start: int
    end: int
    words: str
    truth: str
    wrong: str | None = None
    """What the report has in place of the words."""

    @property
    def counted(self) -> bool:
        return self.truth not in ("?", "0:")

    @property
    def is_number(self) -> bool:
        return self.counted and self.truth != "done" and not self.truth.startswith("0:")

    @property
    def terms(self) -> tuple[str, ...]:
        """Short names of its cells."""
        if self.truth == "done":
            return ("O",)
        return tuple(self.truth.removeprefix("0:").split("+"))

    @property
    def number(self) -> Decimal:
        return _number(self.words)


@dataclass(frozen=True)
class Narrative:
    organ: str
    year: int
    figures: Figures
    texts: Mapping[str, str]
    """By section, without marks."""
    marks: tuple[Mark, ...]
    planted: Figures
    """The report's own tables: ``figures`` and what is planted."""

    @property
    def wrong_numbers(self) -> tuple[Mark, ...]:
        return tuple(each for each in self.marks if each.wrong is not None)

    @property
    def wrong_phrases(self) -> tuple[Mark, ...]:
        """Marks of "none" and "all done" that the report's own tables contradict."""
        return tuple(
            each
            for each in self.marks
            if each.counted and not each.is_number and any(value(self.planted, term) for term in each.terms)
        )

    def written(self, wrong: Iterable[Mark]) -> dict[str, str]:
        """The texts with these numbers wrong."""
        texts = dict(self.texts)
        for each in sorted(wrong, key=lambda mark: mark.start, reverse=True):
            text = texts[each.section]
            texts[each.section] = text[: each.start] + (each.wrong or each.words) + text[each.end :]
        return texts


def _number(words: str) -> Decimal:
    digits = words.replace(",", "").replace("，", "").replace(" ", "")
    return Decimal(_DIGITS.get(digits, digits))


def addresses(term: str) -> tuple[str, ...]:
    """The cells of one short name."""
    name, _, part = term.partition(".")
    if name in SINGLE and not part:
        return (SINGLE[name],)
    if name in DOCUMENTS:
        return (f"{DOCUMENTS[name]}.{PARTS[part]}",)
    if name in DISPUTES:
        return (f"{DISPUTES[name]}.{OUTCOMES[part] if part else 'total'}",)
    columns = [COLUMNS[each] for each in "bswlo"] if part == "org" else [COLUMNS[part] if part else "total"]
    rows = (
        [f"requests.results.{group}.{row}" for group, rows in [_GROUPS[name]] for row in rows]
        if name in _GROUPS
        else [REQUESTS[name]]
    )
    return tuple(f"{row}.{column}" for row in rows for column in columns)


def value(figures: Figures, term: str) -> Decimal:
    return sum((figures.get(each, Decimal(0)) for each in addresses(term)), Decimal(0))


def figures_of(written: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}

    def add(address: str, number: str | Decimal) -> None:
        found[address] = found.get(address, Decimal(0)) + Decimal(number)

    for part in filter(None, (each.strip() for each in written.split(";"))):
        name, *values = part.split()
        if name in SINGLE:
            add(SINGLE[name], values[0])
        elif name in DOCUMENTS:
            for column, number in zip(PARTS.values(), values[0].split("/"), strict=True):
                add(f"{DOCUMENTS[name]}.{column}", number)
        elif name in DISPUTES:
            for each in values:
                add(f"{DISPUTES[name]}.{OUTCOMES[each[0]]}", each[1:])
                add(f"{DISPUTES[name]}.total", each[1:])
        else:
            for each in values:
                for row in (name, "T") if name in RESULTS else (name,):
                    add(f"{REQUESTS[row]}.{COLUMNS[each[0]]}", each[1:])
                    add(f"{REQUESTS[row]}.total", each[1:])
    return found


def unmarked(section: str, text: str) -> tuple[str, list[Mark]]:
    marks: list[Mark] = []
    pieces: list[str] = []
    length = at = 0
    for found in _MARK.finditer(text):
        pieces += [text[at : found.start()], found[1]]
        length += found.start() - at
        marks.append(Mark(section, length, length + len(found[1]), found[1], found[2], found[3]))
        length += len(found[1])
        at = found.end()
    return "".join([*pieces, text[at:]]), marks


def _read(path: Path) -> Iterator[Narrative]:
    for each in tomllib.loads(path.read_text("utf-8"))["report"]:
        texts: dict[str, str] = {}
        marks: list[Mark] = []
        for key, section in (("preface", "preface"), ("one", "1"), ("five", "5"), ("six", "6")):
            if key in each:
                texts[section], found = unmarked(section, each[key])
                marks += found
        figures, planted = each.get("figures", ""), each.get("planted", "")
        tables = figures_of(f"{figures}; {planted}")
        yield Narrative(each["organ"], each["year"], figures_of(figures), texts, tuple(marks), tables)


@cache
def narratives(corpus: str) -> tuple[Narrative, ...]:
    """``corpus``: one of ``CORPORA``."""
    return tuple(each for path in sorted(CORPORA[corpus].glob("*.toml")) for each in _read(path))
