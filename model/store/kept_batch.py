"""A batch of a county as it is kept: what each unit handed in for one year, what was found in it, its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from model.report.report import Fact, Report

KEPT_FACTS = (Fact.ORGAN, Fact.KIND, Fact.LEVEL, Fact.YEAR)


@dataclass(frozen=True)
class KeptUnit:
    """A unit that was expected to hand in a report."""

    name: str
    aliases: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True)
class KeptFinding:
    """What was found in a file, without its words, which quote the report."""

    rule: str
    level: str
    """The value of its severity."""


@dataclass(frozen=True)
class KeptFile:
    """One unit's report as it was read and checked."""

    unit: str
    """Its name on the list, without a list the organ that the file states; empty where it is not known."""
    file: str
    verdict: str
    """A value of ``model.batch.file_rows.Verdict``."""
    on_time: bool | None = None
    """Whether it was handed in by the deadline; ``None``: its day is not known."""
    is_counted: bool = True
    """Whether it was part of the sum."""
    findings: tuple[KeptFinding, ...] = ()
    """Those that were open."""
    report: Report | None = None
    """See :func:`kept_report`; ``None``: the file could not be read."""
    is_day_recorded: bool = False
    """``on_time`` follows from the day that the office recorded, not from that of the file."""


@dataclass(frozen=True)
class KeptBatch:
    """All files of one office and year."""

    organ: str
    """Whose summary it is."""
    year: int
    files: tuple[KeptFile, ...]
    units: tuple[KeptUnit, ...] = ()
    """The units expected then; empty without a list."""

    @property
    def name(self) -> str:
        """As the user reads it."""
        return batch_name(self.organ, self.year)


def batch_name(organ: str, year: int) -> str:
    """The name of a batch: year and office."""
    return f"{year} 年度 · {organ}" if organ else f"{year} 年度"


@dataclass(frozen=True)
class BatchSummary:
    """A batch in the list of batches; values that are damaged are missing."""

    id: str
    organ: str
    year: int
    files: int
    kept_at: datetime
    deleted_at: datetime | None = None

    @property
    def name(self) -> str:
        """As the user reads it."""
        return batch_name(self.organ, self.year)


@dataclass(frozen=True)
class RecoveredBatches:
    """The names of batches that were recovered from damage, as the list of batches shows them."""

    whole: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    """Without the files that could not be read any more."""
    from_backup: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there was no batch."""
        return not (self.whole or self.partly or self.from_backup or self.lost)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the user is told, one sentence for each outcome; none where there was no batch."""
        lines = []
        if self.whole:
            lines.append(f"✓ 完整找回留存的各单位年报 {len(self.whole)} 批")
        if self.partly:
            lines.append(
                f"△ 部分找回留存的各单位年报 {len(self.partly)} 批：{_named(self.partly)}。"
                "读不出的单位不在里面，可以把这一年的文件重新读取一次"
            )
        if self.from_backup:
            lines.append(f"△ 从每日副本找回留存的各单位年报 {len(self.from_backup)} 批：{_named(self.from_backup)}")
        if self.lost:
            lines.append(
                f"✕ 没能找回留存的各单位年报 {len(self.lost)} 批：{_named(self.lost)}。请把这一年的文件重新读取一次"
            )
        return tuple(lines)


MOST_NAMED = 5


def _named(names: tuple[str, ...]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f"等 {len(names)} 批" if len(names) > MOST_NAMED else "")


def kept_report(report: Report, text_keys: Sequence[str]) -> Report:
    """What later years need of a report: figures, organ and year, and the sections ``text_keys``, with which the rules
    across years and the search for copies compare. Marks, reasons, origins and contact data are left out."""
    return Report(
        report.edition,
        figures=dict(report.figures),
        facts={fact: text for fact, text in report.facts.items() if fact in KEPT_FACTS},
        texts={key: text for key, text in report.texts.items() if key in text_keys},
        foreign_labels=dict(report.foreign_labels),
    )
