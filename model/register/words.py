"""What offices write into a register, and what it stands for in the form: read from one data file and vetted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from model.form.edition import Edition
from model.form.schema import EditionError, built, entries_of, require_unique
from model.form.tables import Table
from model.register.meanings import Kind, Meaning

FORMAT = 1
PRACTICE = "实践做法"


@dataclass(frozen=True)
class ColumnWords:
    """How a column of the register is called. Labels in ``practice`` are taken for it by custom, which is said."""

    id: str
    name: str
    kind: str
    is_: tuple[str, ...]
    has: tuple[str, ...] = ()
    practice: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    """Those of them that are taken only where the column's content bears them out."""


@dataclass(frozen=True)
class Entry:
    """What an entry of the register stands for. See ``resources/register.toml`` for the fields."""

    source: str
    is_: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    row: str = ""
    column: str = ""
    within: str | None = None
    """Beginning of the ids that it may be; ``None`` for an entry that says which one."""
    sure: bool = True
    practice: bool = False
    prevails: bool = False

    @property
    def target(self) -> str:
        """The id of the row or column; empty where the entry does not say which one."""
        return self.row or self.column


@dataclass(frozen=True)
class Roles:
    """The ids of what is counted."""

    table: str
    received: str
    carried_in: str
    results: str
    """Beginning of the ids of all results."""
    granted_in_part: str
    not_corrected: str
    """The result of one that was not corrected in time."""
    carried_out: str
    person: str
    disputes: str
    reconsideration: str
    suit_direct: str
    suit_after_reconsideration: str


@dataclass(frozen=True)
class Marks:
    """What rows and cells say besides."""

    fillers: tuple[str, ...]
    negations: tuple[str, ...]
    sums: tuple[str, ...]
    remarks: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    joins: tuple[str, ...]
    also: tuple[str, ...]
    again: tuple[str, ...]
    carried: tuple[str, ...]
    ticks: tuple[str, ...]


@dataclass(frozen=True)
class RegisterWords:
    """The whole file."""

    format: int
    roles: Roles
    columns: tuple[ColumnWords, ...]
    applicants: tuple[Entry, ...]
    results: tuple[Entry, ...]
    unanswered: tuple[Entry, ...]
    answered: tuple[Entry, ...]
    outcomes: tuple[Entry, ...]
    no_dispute: Entry
    marks: Marks

    @cached_property
    def names(self) -> Mapping[Meaning, str]:
        """Meaning of a column -> what it is called on screen."""
        return {Meaning(each.id): each.name for each in self.columns}

    @cached_property
    def kinds(self) -> Mapping[Meaning, Kind]:
        """Meaning of a column -> what stands in it."""
        return {Meaning(each.id): Kind(each.kind) for each in self.columns}

    def result_rows(self, edition: Edition) -> tuple[str, ...]:
        """The rows of results that an application may be counted in: those that are no totals."""
        table = edition.table(self.roles.table)
        return tuple(
            row.id
            for row in table.rows
            if row.id.startswith(self.roles.results) and not all(cell in edition.totals for cell in table.line(row.id))
        )

    def applicant_columns(self, edition: Edition) -> tuple[str, ...]:
        """The columns of table 三 that are no totals."""
        return _addends(edition, edition.table(self.roles.table))

    def outcome_columns(self, edition: Edition) -> tuple[str, ...]:
        """The columns of table 四 that are no totals."""
        return _addends(edition, edition.table(self.roles.disputes))


def _addends(edition: Edition, table: Table) -> tuple[str, ...]:
    return tuple(
        column.id
        for column in table.columns
        if not all(cell in edition.totals for cell in table.cells if cell.column == column.id)
    )


def load_register_words(path: Path, editions: Mapping[str, Edition]) -> RegisterWords:
    """The words of ``path``, vetted: each names rows and columns of at least one of ``editions``.

    Raises:
        EditionError: naming the file and the entry that is wrong.
    """
    words = built(RegisterWords, entries_of(path, FORMAT), path.name)
    _vet_columns(words, path.name)
    for part, entry in _entries(words):
        _vet_entry(words, part, entry, editions, path.name)
    roles, where = words.roles, f"{path.name}：roles"
    for row in (roles.received, roles.carried_in, roles.granted_in_part, roles.not_corrected, roles.carried_out):
        _require_row(row, roles.table, editions, where)
    for row in (roles.reconsideration, roles.suit_direct, roles.suit_after_reconsideration):
        _require_row(row, roles.disputes, editions, where)
    for part in ("applicants", "results", "outcomes"):
        _require_each_once(getattr(words, part), f"{path.name}：{part}")
    return words


def _entries(words: RegisterWords) -> Iterator[tuple[str, Entry]]:
    for part in ("applicants", "results", "unanswered", "answered", "outcomes"):
        yield from ((part, entry) for entry in getattr(words, part))
    yield "no_dispute", words.no_dispute


def _vet_columns(words: RegisterWords, file: str) -> None:
    require_unique(file, "columns", [each.id for each in words.columns])
    if off := {each.id for each in words.columns} ^ {each.value for each in Meaning}:
        raise EditionError(f"{file}：columns：与程序认得的列不一致：{'、'.join(sorted(off))}")
    for column in words.columns:
        if column.kind not in {kind.value for kind in Kind}:
            raise EditionError(f"{file}：columns {column.id}：不认识的 kind {column.kind!r}")
        if not column.name.strip() or not column.is_:
            raise EditionError(f"{file}：columns {column.id}：name 和 is 不能是空的")
        if unknown := sorted({*column.vague} - {*column.is_, *column.practice}):
            raise EditionError(f"{file}：columns {column.id}：vague 里的 {'、'.join(unknown)} 不在 is 和 practice 里")
    require_unique(file, "columns 的 is", [label for each in words.columns for label in (*each.is_, *each.practice)])


def _vet_entry(words: RegisterWords, part: str, entry: Entry, editions: Mapping[str, Edition], file: str) -> None:
    where = f"{file}：{part} {(*entry.is_, *entry.has, '（没有 is 和 has）')[0]}"
    if not (entry.is_ or entry.has):
        raise EditionError(f"{where}：is 和 has 不能都是空的")
    if not entry.source.strip():
        raise EditionError(f"{where}：source 是空的")
    if entry.practice and not entry.source.startswith(PRACTICE):
        raise EditionError(f"{where}：按实践做法的，source 应以“{PRACTICE}”开头")
    if entry.row and entry.within is not None:
        raise EditionError(f"{where}：row 和 within 只能写一个")
    if entry.row and not any(entry.row in words.result_rows(edition) for edition in editions.values()):
        raise EditionError(f"{where}：没有哪一版格式有结果 {entry.row!r}")
    if entry.within and not any(
        row.startswith(entry.within) for edition in editions.values() for row in words.result_rows(edition)
    ):
        raise EditionError(f"{where}：没有哪一版格式有以 {entry.within!r} 开头的结果")
    columns = {"applicants": words.applicant_columns, "outcomes": words.outcome_columns}.get(part)
    if entry.column and (columns is None or not any(entry.column in columns(each) for each in editions.values())):
        raise EditionError(f"{where}：没有哪一版格式有列 {entry.column!r}")


def _require_row(row: str, table: str, editions: Mapping[str, Edition], where: str) -> None:
    tables = [each for edition in editions.values() for each in edition.tables if each.id == table]
    if not any(row in {each.id for each in found.rows} for found in tables):
        raise EditionError(f"{where}：没有哪一版格式有 {table} 的行 {row!r}")


def _require_each_once(entries: Sequence[Entry], where: str) -> None:
    require_unique(where, "is", [word for entry in entries for word in entry.is_])
