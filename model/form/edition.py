"""An edition of the statutory form: its tables, wording and rules, read from one data file and validated."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from model.errors import REINSTALL
from model.form.equations import Equation, Sum, SumPlan, equations_of, sum_plan
from model.form.figures import Figure
from model.form.rule_choices import OFF, Adjustment, RuleChoices
from model.form.rule_kinds import KINDS, SEVERITIES, EqualSums, Linear, Rule, RulemakingPower
from model.form.schema import EditionError, built, entries_of, require_unique
from model.form.tables import Cell, Table, TableEntry, table_of
from model.memo import Memo

FORMAT = 1
PREFACE = "preface"
PROBLEMS, FEES_OF_REQUESTS = "problems", "fees_of_requests"
"""What a section of text may be about, so that its numbers are mostly examples, or its fees those of requests."""


@dataclass(frozen=True)
class Section:
    """One numbered part of the report.

    ``kind`` is ``"text"`` or ``"table"``; ``title`` includes the numeral, the alternative titles in ``also`` do not.
    """

    key: str
    title: str
    kind: str
    also: tuple[str, ...] = ()
    subject: str = ""
    """What its numbers are about: :data:`PROBLEMS`, :data:`FEES_OF_REQUESTS`; empty: all that the tables count."""

    @property
    def numeral(self) -> str:
        """The numeral before 、 in the title: ``一``."""
        return self.title.partition("、")[0]

    @property
    def bare_title(self) -> str:
        """The title without its numeral."""
        return self.title.partition("、")[2]


@dataclass(frozen=True)
class Topic:
    """A subject that the overview section must mention; ``also`` are alternative wordings of ``label``,
    ``said`` words that speak of the subject without naming it."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarEntry:
    """One bar of a chart: the sum of the cells whose addresses match one of the patterns ``cells``."""

    label: str
    cells: tuple[str, ...]

    def matching(self, edition_cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """The cells that match, in the given order; ``*`` in a pattern matches any text."""
        return tuple(cell for cell in edition_cells if any(fnmatchcase(cell, each) for each in self.cells))


@dataclass(frozen=True)
class ChartEntry:
    """One chart of the optional 图解 after the report."""

    title: str
    bars: tuple[BarEntry, ...]


@dataclass(frozen=True)
class MeasureEntry(BarEntry):
    """A figure that is compared by unit and year: the sum of the cells that match."""

    trend: bool = False
    """One of the few that the overview of units and years draws as lines."""


@dataclass(frozen=True)
class Edition:
    """One edition of the form, immutable; ``resources/editions/README.md`` describes its file format."""

    id: str
    name: str
    document: str
    first_year: int
    last_year: int | None
    """``None``: in force until a newer notice."""
    title: str
    """The pattern of the report's title, with ``{organ}`` and ``{year}``."""
    blank_marks: frozenset[str]
    prompts: re.Pattern[str] | None
    """Matches the prompts that the blank form prints where text is to be written; ``None``: it prints none."""
    prompt_word: str
    """Part of every prompt, by which a text without any is told quickly."""
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...]
    equations: tuple[Equation, ...] = field(repr=False)
    """Every linear rule expanded to one equation per row or column."""
    sums: SumPlan = field(repr=False)
    """How totals are derived, ordered so that every addend comes before its total."""
    charts: tuple[ChartEntry, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    """What an office has changed in the rules; see :meth:`with_choices`."""

    @cached_property
    def switched_off(self) -> frozenset[str]:
        """The ids of the rules that the office does not check."""
        return frozenset(each.rule for each in self.adjustments if each.severity == OFF)

    @cached_property
    def checked_equations(self) -> tuple[Equation, ...]:
        """The equations of all rules but those switched off."""
        return tuple(each for each in self.equations if each.rule not in self.switched_off)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, table by table in reading order."""
        return tuple(cell for table in self.tables for cell in table.cells)

    @cached_property
    def cell_set(self) -> frozenset[Cell]:
        """The cells for membership tests."""
        return frozenset(self.cells)

    @cached_property
    def amounts(self) -> frozenset[Cell]:
        """The cells that hold an amount in 万元; all others hold counts."""
        return frozenset(cell for table in self.tables for cell in table.amounts)

    @cached_property
    def signed(self) -> frozenset[Cell]:
        """The count cells that may be negative."""
        return frozenset(cell for table in self.tables for cell in table.signed)

    @cached_property
    def totals(self) -> frozenset[Cell]:
        """The cells derived from a sum unless a figure is typed into them."""
        return frozenset(each.total for each in self.sums)

    @cached_property
    def sum_at(self) -> Mapping[Cell, Sum]:
        """Total -> the sum that derives it."""
        return {each.total: each for each in self.sums}

    @cached_property
    def following(self) -> Mapping[Cell, Equation]:
        """Total -> the equation that sets it, which always holds while the total is derived."""
        return {each.total: next(e for e in self.equations if e.sets == each.total) for each in self.sums}

    @cached_property
    def independent(self) -> tuple[Equation, ...]:
        """The equations that set no total: only these can be broken while every total is derived."""
        setting = {each.id for each in self.following.values()}
        return tuple(each for each in self.checked_equations if each.id not in setting)

    @cached_property
    def carried_from(self) -> Mapping[Cell, Cell]:
        """Cell -> the prior-year cell that a rule sets it equal to, with no other terms."""
        pairs = ((each.left, each.right) for each in self.equations if each.equal)
        return {
            left[0].cell: right[0].cell
            for left, right in pairs
            if (len(left), len(right)) == (1, 1) and right[0].last_year and not left[0].last_year
        }

    @cached_property
    def text_keys(self) -> tuple[str, ...]:
        """The preface and the keys of all text sections."""
        return (PREFACE, *(section.key for section in self.sections if section.kind == "text"))

    @cached_property
    def equations_at(self) -> Mapping[Cell, tuple[Equation, ...]]:
        """Cell -> the equations that contain it, in the order of the rules."""
        found: dict[Cell, list[Equation]] = {}
        for equation in self.equations:
            for cell in dict.fromkeys(equation.cells):
                found.setdefault(cell, []).append(equation)
        return {cell: tuple(equations) for cell, equations in found.items()}

    @cached_property
    def equations_by_rule(self) -> Mapping[str, tuple[Equation, ...]]:
        """Rule id -> its equations; empty for rules that are not linear."""
        return {rule.id: tuple(each for each in self.equations if each.rule == rule.id) for rule in self.rules}

    @cached_property
    def claims_of_sentences(self) -> Memo[object, Any]:
        """Cache for :mod:`model.checks.placed_claims`: sentence -> its claims in terms of this edition's cells."""
        return Memo(2048)

    @cached_property
    def _cells(self) -> Mapping[str, Cell]:
        return {str(cell): cell for cell in self.cells}

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return {table.id: table for table in self.tables}

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def cell(self, address: str) -> Cell:
        """The edition's cell with that address.

        Raises:
            KeyError: the edition has no such cell.
        """
        return self._cells[address]

    def table(self, table_id: str) -> Table:
        """Raises:
        KeyError: the edition has no such table.
        """
        return self._tables[table_id]

    def table_of_section(self, key: str) -> Table | None:
        """The table of that section; ``None`` for a text section."""
        return next((table for table in self.tables if table.section == key), None)

    def section(self, key: str) -> Section:
        """Raises:
        StopIteration: the edition has no such section; the preface is none.
        """
        return next(section for section in self.sections if section.key == key)

    def subject_of(self, key: str) -> str:
        """What the section ``key`` is about; empty for the preface."""
        return next((section.subject for section in self.sections if section.key == key), "")

    def with_choices(self, choices: RuleChoices) -> "Edition":
        """This edition, as it comes from its file, with the office's own severities, limits and powers; itself where
        nothing differs. A rule that is switched off keeps its place and its equations, but is not checked."""
        rules = []
        adjustments = []
        for rule in self.rules:
            chosen = rule
            limit = choices.limits.get(rule.id)
            if rule.threshold is not None and limit is not None and limit in rule.threshold.range:
                chosen = chosen.with_limit(limit)
            severity = "" if rule.fixed else choices.severities.get(rule.id, "")
            if severity not in ("", OFF):
                chosen = chosen.with_severity(severity)
            if isinstance(chosen, RulemakingPower):
                chosen = choices.with_power(chosen)
            changed = severity if severity != rule.severity else ""
            own_limit = chosen.limit if chosen.limit != rule.limit else None
            if changed or own_limit is not None:
                unit = rule.threshold.unit if rule.threshold else ""
                adjustments.append(Adjustment(rule.id, rule.says, rule.severity, changed, rule.limit, own_limit, unit))
            rules.append(chosen)
        if all(one is other for one, other in zip(rules, self.rules, strict=True)) and not adjustments:
            return self
        return dataclasses.replace(self, rules=tuple(rules), adjustments=tuple(adjustments))

    def rule(self, rule_id: str) -> Rule:
        """Raises:
        KeyError: the edition has no such rule.
        """
        return self._rules[rule_id]

    def read(self, cell: Cell, text: str) -> Figure | None:
        """The figure that ``text`` means in ``cell``; ``None`` for blank text.

        Raises:
            FigureError: the text is not a figure of the cell's kind.
        """
        return self._tables[cell.table].read(cell, text)

    def name_of(self, cell: Cell) -> str:
        """The cell's name as shown to the user, without its table."""
        return self._tables[cell.table].name_of(cell)

    def printed_title(self, organ: str, year: int | None) -> str:
        """The title in the form's wording; empty while organ or year is missing."""
        return self.title.format(organ=organ, year=year) if organ and year else ""


@dataclass(frozen=True)
class _Years:
    from_: int
    to: int | None = None


@dataclass(frozen=True)
class _EditionFile:
    """The top level of an edition file."""

    format: int
    edition: str
    name: str
    document: str
    years: _Years
    title: str
    blank_marks: tuple[str, ...]
    prompts: tuple[str, ...]
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    tables: tuple[TableEntry, ...]
    rules: tuple[dict, ...]  # type: ignore[type-arg]
    charts: tuple[ChartEntry, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()
    prompt_word: str = ""


def load_edition(path: Path) -> Edition:
    """Reads and validates the edition file at ``path``.

    Raises:
        EditionError: naming the file and the entry that is wrong.
    """
    entries = entries_of(path, FORMAT)
    file_ = built(_EditionFile, entries, path.name)
    where = path.name
    require_unique(where, "sections", [section.key for section in file_.sections])
    require_unique(where, "topics", [topic.key for topic in file_.topics])
    require_unique(where, "tables", [table.id for table in file_.tables])
    for section in file_.sections:
        if section.kind not in ("text", "table"):
            raise EditionError(f"{where}：sections {section.key}：kind 应为 text 或 table，实为 {section.kind!r}")
        if section.subject not in ("", PROBLEMS, FEES_OF_REQUESTS):
            known = f"{PROBLEMS} 或 {FEES_OF_REQUESTS}"
            raise EditionError(f"{where}：sections {section.key}：subject 应为 {known}，实为 {section.subject!r}")
    keys = {section.key for section in file_.sections if section.kind == "table"}
    if keys != {table.section for table in file_.tables} or len(keys) != len(file_.tables):
        raise EditionError(f"{where}：tables：每个表格部分应有且只有一张表")
    try:
        file_.title.format(organ="", year=0)
    except (KeyError, IndexError, ValueError) as error:
        raise EditionError(f"{where}：title 只能含 {{organ}} 和 {{year}}") from error
    tables = tuple(table_of(entry, f"{where}：表 {entry.id}") for entry in file_.tables)
    rules = tuple(_rule(entry, where) for entry in file_.rules)
    require_unique(where, "rules", [rule.id for rule in rules])
    cells = frozenset(cell for table in tables for cell in table.cells)
    equations: list[Equation] = []
    for rule in rules:
        _vet_references(rule, tables, cells, [section.key for section in file_.sections], where)
        if isinstance(rule, Linear):
            equations += equations_of(rule, next(t for t in tables if t.id == rule.table), where)
    require_unique(where, "measures", [each.label for each in file_.measures])
    bars = [(f"charts {chart.title}", bar) for chart in file_.charts for bar in chart.bars]
    for entry, bar in (*bars, *(("measures", each) for each in file_.measures)):
        if unmatched := [each for each in bar.cells if not any(fnmatchcase(cell, each) for cell in cells)]:
            raise EditionError(f"{where}：{entry}：{bar.label}：没有这样的格：{'、'.join(unmatched)}")
    setters = {rule.id for rule in rules if isinstance(rule, EqualSums) and rule.sets}
    return Edition(
        id=file_.edition,
        name=file_.name,
        document=file_.document,
        first_year=file_.years.from_,
        last_year=file_.years.to,
        title=file_.title,
        blank_marks=frozenset(file_.blank_marks),
        prompts=_prompts(file_.prompts, file_.prompt_word, where),
        prompt_word=file_.prompt_word,
        sections=file_.sections,
        topics=file_.topics,
        tables=tables,
        rules=rules,
        equations=tuple(equations),
        charts=file_.charts,
        measures=file_.measures,
        sums=sum_plan([each for each in equations if each.rule in setters], where),
    )


def _prompts(patterns: tuple[str, ...], word: str, where: str) -> re.Pattern[str] | None:
    if without := [each for each in patterns if word not in each]:
        raise EditionError(f"{where}：prompts {without[0]!r} 里没有 prompt_word {word!r}")
    try:
        return re.compile("|".join(patterns)) if patterns else None
    except re.error as error:
        raise EditionError(f"{where}：prompts 不是正确的正则表达式：{error}") from error


def load_editions(folder: Path) -> dict[str, Edition]:
    """Id -> edition for every file of the folder, newest first.

    Raises:
        EditionError: a file is invalid, there is none, or two have the same id.
    """
    editions = [load_edition(path) for path in sorted(folder.glob("*.toml"), reverse=True)]
    if not editions:
        raise EditionError(f"{folder.name}：没有版本文件（*.toml），程序文件不全。{REINSTALL}")
    require_unique(folder.name, "edition", [edition.id for edition in editions])
    return {edition.id: edition for edition in editions}


def edition_for(year: int, editions: Mapping[str, Edition]) -> Edition:
    """The edition in force for ``year``; the newest where none covers that year."""
    fits = [e for e in editions.values() if e.first_year <= year and (e.last_year is None or year <= e.last_year)]
    return (fits or sorted(editions.values(), key=lambda e: e.first_year, reverse=True))[0]


def _rule(entry: dict[str, object], where: str) -> Rule:
    entry = dict(entry)
    name, kind = entry.get("id", "（没有 id）"), entry.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise EditionError(f"{where}：规则 {name}：不认识的 kind {kind!r}，可用 {'、'.join(KINDS)}")
    rule = built(KINDS[kind], entry, f"{where}：规则 {name}")
    for key in ("severity", "at_sign_off", "weaker"):
        value = getattr(rule, key, "")
        if value not in SEVERITIES and not (key == "at_sign_off" and not value) and hasattr(rule, key):
            raise EditionError(f"{where}：规则 {name}：{key} 应为 {'、'.join(SEVERITIES)}，实为 {value!r}")
    for key in ("id", "says", "source"):
        if not getattr(rule, key).strip():
            raise EditionError(f"{where}：规则 {name}：{key} 是空的")
    return rule


def _vet_references(
    rule: Rule, tables: Iterable[Table], cells: frozenset[Cell], sections: Sequence[str], where: str
) -> None:
    """Raises an ``EditionError`` if the rule names a table, row, cell or section that does not exist."""
    known = {PREFACE, *sections}
    by_id = {table.id: table for table in tables}
    for key in ("table", "row", "section", "sections", "cell", "cells", "part", "whole", "some", "without"):
        value = getattr(rule, key, ())
        names = (value,) if isinstance(value, str) else value
        for name in names:
            if key == "table":
                good = name in by_id
            elif key == "row":
                good = any(row.id == name for row in by_id[rule.table].rows)  # type: ignore[attr-defined]
            elif key in ("section", "sections"):
                good = name in known
            else:
                good = name in {str(cell) for cell in cells}
            if not good:
                raise EditionError(f"{where}：规则 {rule.id}：{key} 里没有 {name!r} 这一项")
