"""A report: what people typed or a file held. Immutable; blank is absence, and is not zero."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from model.form.figures import Figure
from model.form.tables import Cell

FACT_NAMES: Mapping[str, str] = {
    "organ": "机关名称",
    "kind": "机关类别",
    "level": "机关层级",
    "year": "年度",
    "title": "标题",
    "signature": "落款",
    "date": "成文日期",
}
FACTS = tuple(FACT_NAMES)
"""The keys of ``Report.texts`` that are no section: 基本信息. ``title`` is blank while it follows organ and year."""


class SignOffField(StrEnum):
    """What a report keeps of its sign-off; part of the draft's history, and of no document but the approval sheet."""

    STAGE = "stage"
    """A :class:`model.report.sign_off.Stage`; absent while the report is a draft."""
    DATE = "date"
    """The day of the last step, as ``2026年1月8日``."""
    REASON = "reason"
    """Why a final report was opened again."""
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    LEADER = "leader"


@dataclass(frozen=True)
class Origin:
    """Where a figure was taken from. ``raw`` is the text as it stood there."""

    source: str
    """The file's name, or ``上年年报``."""
    place: str
    """For a person: ``第3张表第12行第5列``."""
    raw: str


@dataclass(frozen=True)
class Place:
    """A place in the words. It moves along with every edit of them."""

    section: str
    start: int
    """Characters from the beginning of the section's text."""


@dataclass(frozen=True)
class Reason:
    """核实说明: why a finding stands as it is. ``about`` is the finding's message at that time: once its numbers
    change, so does the message, and the reason is asked for anew."""

    about: str
    text: str
    place: Place | None = None
    """Of a finding about one place in the words: that place. ``None`` also for what an older program kept."""


@dataclass(frozen=True)
class Remark:
    """批注: what a person notes at a cell, for themselves or for whoever checks."""

    text: str
    flagged: bool = False
    """待核实: the figure is yet to be confirmed."""


@dataclass(frozen=True)
class ToCheck:
    """A year or number that was carried over from last year's words and that a person has yet to look at."""

    section: str
    start: int
    """Characters from the beginning of the section's text."""
    text: str
    """What stands there now."""
    was: str
    """What last year's report said; empty for a number that was linked until an edit left its place uncertain."""
    cells: tuple[Cell, ...] | None = None
    """The cells whose sum the number was last year; it follows them.
    ``None``: an older program made the mark, see :class:`model.linking.links.Carried`."""


UNLINKED = "原来随表格更新，改动后不能确定是哪一处，已解除关联"
"""What is said of a number to be checked that is not last year's."""


@dataclass(frozen=True)
class NumberLink:
    """A number in the words that a person tied to cells: it says their sum, whatever the words around it mean."""

    section: str
    start: int
    """Characters from the beginning of the section's text."""
    text: str
    """What stands there now."""
    cells: tuple[Cell, ...]
    automatic: bool = False
    """Nobody tied it: the words mean these cells, and as long as they do, the number follows them."""


@dataclass(frozen=True)
class Report:
    """One report, or the draft of one. Every change makes a new one; see :mod:`model.report.edits`."""

    edition: str
    figures: Mapping[Cell, Figure] = field(default_factory=dict)
    """Typed or read. A cell that is not here is blank; a total that is not here follows its sum."""
    unread: Mapping[Cell, str] = field(default_factory=dict)
    """What a file held in a cell where it could not be read as a figure; such a cell is blank in ``figures``."""
    origins: Mapping[Cell, Origin] = field(default_factory=dict)
    """Absent for what was typed here."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The preface and sections by their key, paragraphs separated by ``\\n``; and the ``FACTS`` (基本信息)."""
    headings: tuple[str, ...] = ()
    """The section headings as a file had them; empty for a draft, whose headings are the edition's."""
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """By the finding's rule id; one with a place goes by that."""
    dismissed: Mapping[str, Reason] = field(default_factory=dict)
    """Numbers in the text that a person called 不相关, by :func:`model.report.dismissed_places.dismissal_key_of`; one
    with a place goes by that."""
    to_check: Mapping[str, ToCheck] = field(default_factory=dict)
    remarks: Mapping[Cell, Remark] = field(default_factory=dict)
    ties: Mapping[str, NumberLink] = field(default_factory=dict)
    """Those whose text no longer stands where they say tie nothing."""
    sign_off: Mapping[SignOffField, str] = field(default_factory=dict)
    foreign_labels: Mapping[str, str] = field(default_factory=dict)
    """By a table's id: labels that the file's table has from another edition of the form."""

    @property
    def organ(self) -> str:
        return self.texts.get("organ", "")

    @property
    def year(self) -> int | None:
        year = self.texts.get("year", "")
        return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None

    @property
    def flagged(self) -> tuple[Cell, ...]:
        """The cells that a person marked as 待核实."""
        return tuple(cell for cell, remark in self.remarks.items() if remark.flagged)

    @property
    def title(self) -> str:
        """As a person or a file gave it; blank while it follows organ and year."""
        return self.texts.get("title", "")

    def figure(self, cell: Cell) -> Figure | None:
        """The figure typed into ``cell`` or read; ``None`` while it is blank, which is not zero."""
        return self.figures.get(cell)

    def with_(self, **changes: Any) -> "Report":
        """A report with other contents under the names given."""
        made = object.__new__(Report)
        # past the frozen constructor, which takes as long as all the rest of an edit
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made
