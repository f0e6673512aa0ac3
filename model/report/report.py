"""A report with typed or imported contents. Immutable; a blank is an absent entry, not zero."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from model.form.figures import Figure
from model.form.tables import Cell


class Fact(StrEnum):
    """The fields of 基本信息, in the order of the page; a blank one is absent from ``Report.facts``."""

    ORGAN = "organ"
    KIND = "kind"
    """A key of :data:`model.report.organ.KINDS`."""
    LEVEL = "level"
    """A key of :data:`model.report.organ.LEVELS`."""
    YEAR = "year"
    """As typed; see :attr:`Report.year`."""
    TITLE = "title"
    """Absent while derived from organ and year."""
    SIGNATURE = "signature"
    DATE = "date"


FACT_NAMES: Mapping[Fact, str] = {
    Fact.ORGAN: "机关名称",
    Fact.KIND: "机关类别",
    Fact.LEVEL: "机关层级",
    Fact.YEAR: "年度",
    Fact.TITLE: "标题",
    Fact.SIGNATURE: "落款",
    Fact.DATE: "成文日期",
}


class SignOffField(StrEnum):
    """The fields of a report's sign-off; part of the draft's history, printed only on the approval sheet."""

    STAGE = "stage"
    """A :class:`model.report.sign_off.Stage`; absent before sign-off."""
    DATE = "date"
    """The day of the last change of stage, as ``2026年1月8日``."""
    REASON = "reason"
    """Why a final report was reopened."""
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    LEADER = "leader"


class Origin(NamedTuple):
    """Where a figure was taken from; ``raw`` is its original text."""

    source: str
    """The file's name, or ``上年年报``."""
    place: str
    """As the user reads it: ``第3张表第12行第5列``."""
    raw: str


@dataclass(frozen=True)
class TextPosition:
    """A position in a text, updated with every edit of it."""

    section: str
    start: int
    """Characters from the beginning of the section's text."""


@dataclass(frozen=True)
class Reason:
    """核实说明: why a finding is not an error. ``about`` is the finding's message at that time; once its figures
    change, the message differs and the reason must be confirmed again."""

    about: str
    text: str
    place: TextPosition | None = None
    """The position, for a finding about one passage; ``None`` otherwise, and for reasons stored by older versions."""


@dataclass(frozen=True)
class Remark:
    """批注: the user's note on a cell."""

    text: str
    flagged: bool = False
    """待核实: the figure is yet to be confirmed."""


@dataclass(frozen=True)
class ToCheck:
    """待核实: a year or number carried over from the prior year's text that is not yet confirmed."""

    section: str
    start: int
    """Characters from the beginning of the section's text."""
    text: str
    """The text at this position now."""
    was: str
    """The prior year's text; empty for a number whose link was removed because an edit made its position ambiguous."""
    cells: tuple[Cell, ...] | None = None
    """The cells whose sum the number was in the prior year; it follows them.
    ``None``: made by an older version, see :class:`model.linking.links.MarkCells`."""


UNLINKED = "原来随表格更新，改动后不能确定是哪一处，已解除关联"
"""The message on a number to be checked that was not carried over from the prior year."""


@dataclass(frozen=True)
class NumberLink:
    """A number in the text linked to cells: it shows their sum, whatever the wording around it."""

    section: str
    start: int
    """Characters from the beginning of the section's text."""
    text: str
    """The text at this position now."""
    cells: tuple[Cell, ...]
    automatic: bool = False
    """Made by the program from the wording, not by the user; it applies as long as the wording means these cells."""


@dataclass(frozen=True)
class Report:
    """A report or draft. Changes create a new instance; see :mod:`model.report.edits`."""

    edition: str
    figures: Mapping[Cell, Figure] = field(default_factory=dict)
    """Typed or imported figures. An absent cell is blank; an absent total is derived from its addends."""
    unread: Mapping[Cell, str] = field(default_factory=dict)
    """The text of cells that is not a figure, imported or typed; such a cell is absent from ``figures``."""
    origins: Mapping[Cell, Origin] = field(default_factory=dict)
    """Absent for typed figures."""
    facts: Mapping[Fact, str] = field(default_factory=dict)
    """基本信息."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The preface and sections by their key, paragraphs separated by ``\\n``."""
    headings: tuple[str, ...] = ()
    """The section headings of an imported file; empty for a draft, which uses the edition's."""
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """By the finding's id; one with a position is matched by that."""
    dismissed: Mapping[str, Reason] = field(default_factory=dict)
    """Numbers in the text marked 不相关, by :func:`model.report.dismissed_places.dismissal_key_of`; one with a position
    is matched by that."""
    to_check: Mapping[str, ToCheck] = field(default_factory=dict)
    remarks: Mapping[Cell, Remark] = field(default_factory=dict)
    links: Mapping[str, NumberLink] = field(default_factory=dict)
    """Links by an arbitrary key; one whose text is no longer at its position has no effect."""
    sign_off: Mapping[SignOffField, str] = field(default_factory=dict)
    foreign_labels: Mapping[str, str] = field(default_factory=dict)
    """Table id -> labels of the imported table that belong to another edition of the form."""

    @property
    def organ(self) -> str:
        """The organ's name; empty while not filled in."""
        return self.facts.get(Fact.ORGAN, "")

    @property
    def year(self) -> int | None:
        """The reporting year; ``None`` unless it is four digits."""
        year = self.facts.get(Fact.YEAR, "")
        return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None

    @property
    def flagged(self) -> tuple[Cell, ...]:
        """The cells that the user marked as 待核实."""
        return tuple(cell for cell, remark in self.remarks.items() if remark.flagged)

    @property
    def title(self) -> str:
        """The title as typed or imported; empty while it is derived from organ and year."""
        return self.facts.get(Fact.TITLE, "")

    def figure(self, cell: Cell) -> Figure | None:
        """The typed or imported figure; ``None`` for a blank cell and for a derived total."""
        return self.figures.get(cell)

    def with_(self, **changes: Any) -> "Report":
        """A copy with the given fields replaced."""
        made = object.__new__(Report)
        # bypasses the frozen dataclass's constructor, which takes as long as the rest of an edit
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made
