"""Which files of a batch are summed, which are not and why; which units are missing, double or unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from model.batch.file_rows import FileRow, Verdict
from model.batch.unit_list import Unit, UnitList, UnitMatch
from model.batch.unit_names import Likeness, bare, likeness

OFFICE = "办公室"
_FEW = 6
"""Most files that one sentence names."""


@dataclass(frozen=True)
class Choices:
    """What the user decides about the sum."""

    with_errors: bool = False
    """Files with errors (必改) are summed, too."""
    with_old_form: bool = False
    """Files in another edition of the form are summed as far as its cells are the same."""
    sums_of_some: bool = False
    """A cell that a unit left blank shows the sum of the others; otherwise it stays blank."""
    out_of_scope: frozenset[str] = frozenset()
    """Kinds of units (:data:`model.batch.unit_list.OUT_OF_SCOPE`) that are not summed."""
    with_unknown: bool = False
    """Files of units that are not on the list are summed, too."""
    kept: Mapping[str, int] = field(default_factory=dict)
    """Unit -> the number of the file that counts, where it handed in several."""


@dataclass(frozen=True)
class Taken:
    """A file that is summed."""

    number: int
    unit: str
    """The unit's name on the list; without a list the organ that the file states, or the file's name."""
    doubt: str = ""
    """What is to be verified about it, as a sentence; may be empty."""


@dataclass(frozen=True)
class LeftOut:
    """A file that is not summed."""

    number: int
    unit: str
    """Empty where it is unknown."""
    why: str


@dataclass(frozen=True)
class Selection:
    """All files of a batch, each taken or left out, and the units that the list expects besides."""

    taken: tuple[Taken, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[Unit, ...]
    """Units of the list without any file, those out of scope apart; none while files are unread: they may be theirs."""
    doubles: Mapping[str, tuple[int, ...]]
    """Unit -> the numbers of its files, where there are several."""
    unsure: Mapping[int, tuple[Unit, ...]]
    """File -> the units that it may be of; to be asked."""
    unknown: tuple[int, ...]
    """Files of units that are not on the list."""
    same_figures: tuple[tuple[int, ...], ...]
    """Files of different units with the same figures in every cell."""
    lacks_own_report: bool
    """The report of the office that collects is not among the files; it is an addend as well. Not said while files are
    unread."""
    unread: int = 0
    """Files of the batch that are still to be read, or were not because the user stopped."""

    @property
    def units(self) -> Mapping[int, str]:
        """File -> its unit, summed or not; absent where unknown."""
        found = [(each.number, each.unit) for each in self.taken]
        found += [(each.number, each.unit) for each in self.left_out]
        return {number: unit for number, unit in found if unit}


def file_of_each_unit(selection: Selection) -> dict[str, int]:
    """The number of the file of each unit: the one that counts, else the last one."""
    counted = {each.unit: each.number for each in selection.taken}
    return {unit: number for number, unit in sorted(selection.units.items())} | counted


def is_summary_of(row: FileRow, organ: str) -> bool:
    """Whether the file is the summary of the government ``organ`` itself, which is no addend."""
    return bool(organ) and organ.endswith("政府") and bare(row.organ) == bare(organ)


NO_LIST = UnitList()


def remark_of(row: FileRow, why: str) -> str:
    """What is said of a file in one line: ``why`` it is not summed, if so, and what was found in it."""
    return row.remark if row.remark and row.remark in why else "；".join(filter(None, (why, row.remark)))


def select(
    rows: Iterable[FileRow],
    organ: str,
    year: int,
    units: UnitList = NO_LIST,
    choices: Choices | None = None,
    unread: int = 0,
) -> Selection:
    """``organ`` is the government, or other organ, whose summary is made; ``unread``: files that have no row."""
    in_order = sorted(rows, key=lambda row: row.number)
    selection = _Selecting(in_order, organ, year, units, choices or Choices()).selection()
    return replace(selection, unread=unread, missing=(), lacks_own_report=False) if unread else selection


class _Selecting:
    def __init__(self, rows: list[FileRow], organ: str, year: int, units: UnitList, choices: Choices) -> None:
        self._rows = rows
        self._organ = organ
        self._year = year
        self._units = units
        self._choices = choices
        self._matches = {row.number: self._match(row) for row in rows}
        self._names = {row.number: self._name(row) for row in rows}

    def _match(self, row: FileRow) -> UnitMatch:
        if row.verdict is Verdict.UNREADABLE or not self._units.units:
            return UnitMatch(None)
        return self._units.match(row.organ) if bare(row.organ) else self._units.match_file(row.name)

    def _name(self, row: FileRow) -> str:
        if row.verdict is Verdict.UNREADABLE:
            return ""
        unit = self._matches[row.number].unit
        return unit.name if unit is not None else row.organ

    def selection(self) -> Selection:
        doubles = self._doubles()
        together = {row.number: rows for rows in doubles.values() for row in rows}
        taken: list[Taken] = []
        left_out: list[LeftOut] = []
        for row in self._rows:
            name = self._names[row.number]
            if why := self._why_not(row) or self._why_not_twice(row, together.get(row.number, ())):
                left_out.append(LeftOut(row.number, name, why))
            else:
                taken.append(Taken(row.number, name or row.name, self._doubt(row)))
        there = {self._names[row.number] for row in self._rows if row.year in (None, self._year)}
        listed = self._units.units
        return Selection(
            tuple(taken),
            tuple(left_out),
            tuple(u for u in listed if u.name not in there and u.scope not in self._choices.out_of_scope),
            {name: tuple(row.number for row in rows) for name, rows in doubles.items()},
            {number: match.candidates for number, match in self._matches.items() if match.candidates},
            tuple(row.number for row in self._rows if self._is_unknown(row)),
            self._same_figures(taken),
            not self._has_own_report(),
        )

    def _is_unknown(self, row: FileRow) -> bool:
        match = self._matches[row.number]
        has_list = bool(self._units.units)
        return has_list and row.verdict is not Verdict.UNREADABLE and match.unit is None and not match.candidates

    def _why_not(self, row: FileRow) -> str:
        """Why the file itself is not summed; empty if it may be."""
        match = self._matches[row.number]
        if row.verdict is Verdict.UNREADABLE:
            return f"没有读出：{row.remark}"
        if is_summary_of(row, self._organ):
            return f"是{self._organ}的汇总报告，不是加数"
        if row.year is not None and row.year != self._year:
            return f"是 {row.year} 年度的，不是 {self._year} 年度的"
        if row.verdict is Verdict.OLD_FORM and not self._choices.with_old_form:
            return row.remark
        if row.errors and not self._choices.with_errors:
            return f"有 {row.errors} 处必改没有改好：{row.remark}"
        if match.unit is not None and match.unit.scope in self._choices.out_of_scope:
            return f"{match.unit.scope}单位，按设置不在汇总范围"
        if match.candidates:
            perhaps = "、".join(unit.name for unit in match.candidates[:4])
            return f"拿不准是哪个单位：可能是{perhaps}" if row.organ else f"没有读出机关名称，按文件名可能是{perhaps}"
        if self._is_unknown(row) and not self._choices.with_unknown:
            return "名单里没有这个单位" if row.organ else "没有读出机关名称，名单里对不上"
        return ""

    def _doubles(self) -> dict[str, list[FileRow]]:
        """Files of the same unit and year, those of other years and unreadable ones apart."""
        found: dict[str, list[FileRow]] = {}
        for row in self._rows:
            name = self._names[row.number]
            if name and row.year in (None, self._year) and not is_summary_of(row, self._organ):
                found.setdefault(name if self._matches[row.number].unit else bare(name), []).append(row)
        return {self._names[rows[0].number]: rows for rows in found.values() if len(rows) > 1}

    def _why_not_twice(self, row: FileRow, rows: Sequence[FileRow]) -> str:
        """Of several files of one unit, ``rows``, the chosen one counts; of equal files, or files with equal figures,
        as of the same report in Word and as a web page, the first; otherwise none."""
        if not rows:
            return ""
        name = self._names[rows[0].number]
        kept = self._choices.kept.get(name)
        if kept is not None and any(each.number == kept for each in rows):
            return "" if kept == row.number else "同一单位交了多份，采用的是另一份"
        first = rows[0]
        if len({each.digest for each in rows}) == 1:
            return "" if row is first else f"与“{first.name}”完全相同，只算一份"
        if first.figures_digest and len({each.figures_digest for each in rows}) == 1:
            first = next(each for each in rows if not self._why_not(each))
            return "" if row is first else f"各格的数与“{first.name}”完全相同，只算一份"
        others = [f"“{each.name}”" for each in rows if each is not row]
        named = "、".join(others[:_FEW]) + ("等" if len(others) > _FEW else "")
        return f"同一单位交了 {len(rows)} 份不同的文件（另有{named}），请定下用哪一份"

    def _doubt(self, row: FileRow) -> str:
        if not row.organ:
            return "没有读出机关名称，按文件计入"
        if row.year is None:
            return f"没有写明年度，按 {self._year} 年度计入"
        if row.verdict is Verdict.OLD_FORM:
            return "旧格式表格，只计入两版相同的格"
        return f"有 {row.errors} 处必改，照原数计入" if row.errors else ""

    def _has_own_report(self) -> bool:
        if not self._organ:
            return True
        own = f"{self._organ}{OFFICE}" if self._organ.endswith("政府") else self._organ
        read = [row for row in self._rows if row.organ and row.year in (None, self._year)]
        return any(likeness(row.organ, own) >= Likeness.SHORT for row in read)

    def _same_figures(self, taken: Iterable[Taken]) -> tuple[tuple[int, ...], ...]:
        numbers = {each.number for each in taken}
        found: dict[str, list[int]] = {}
        for row in self._rows:
            if row.number in numbers and row.figures_digest:
                found.setdefault(row.figures_digest, []).append(row.number)
        return tuple(tuple(each) for each in found.values() if len(each) > 1)
