"""Guidance on what counts in which cell of the form, with its source; read from one data file and validated."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from model.form.edition import Edition
from model.form.schema import EditionError, built, entries_of, require_unique
from model.form.tables import Cell

FORMAT = 1
PRACTICE = "实践做法"
"""Prefix of a source that is common practice rather than law; a superior organ may rule otherwise."""


@dataclass(frozen=True)
class Guidance:
    """One entry. Empty ``rows`` or ``columns`` means all of them; given both, it applies where they intersect.

    ``editions`` are the ids of the editions that it applies to; empty means all.
    """

    id: str
    table: str
    title: str
    text: str
    source: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    def is_for(self, edition: Edition) -> bool:
        """Whether the entry applies to the edition; one without editions applies to all."""
        return not self.editions or edition.id in self.editions

    def covers(self, cell: Cell) -> bool:
        """Whether the entry applies to the cell, regardless of the edition."""
        here = cell.table == self.table
        return here and (not self.rows or cell.row in self.rows) and (not self.columns or cell.column in self.columns)

    @property
    def is_practice(self) -> bool:
        """Whether the source is common practice rather than law."""
        return self.source.startswith(PRACTICE)

    @property
    def breadth(self) -> int:
        """Sort key, most specific first: 0 for rows and columns, 1 for rows, 2 for columns, 3 for a whole table."""
        return {(True, True): 0, (True, False): 1, (False, True): 2}.get((bool(self.rows), bool(self.columns)), 3)


@dataclass(frozen=True)
class _GuidanceFile:
    format: int
    guidance: tuple[Guidance, ...]


def load_guidance(path: Path, editions: Mapping[str, Edition]) -> tuple[Guidance, ...]:
    """Every entry of the file, validated against the editions that it applies to.

    Raises:
        EditionError: naming the file and the entry that is wrong.
    """
    found = built(_GuidanceFile, entries_of(path, FORMAT), path.name).guidance
    require_unique(path.name, "guidance", [each.id for each in found])
    for entry in found:
        _vet(entry, editions, f"{path.name}：guidance {entry.id}")
    return found


def _vet(entry: Guidance, editions: Mapping[str, Edition], where: str) -> None:
    for key in ("id", "title", "text", "source"):
        if not getattr(entry, key).strip():
            raise EditionError(f"{where}：{key} 是空的")
    if unknown := sorted({*entry.editions} - editions.keys()):
        raise EditionError(f"{where}：editions 里没有 {'、'.join(unknown)} 这个版本")
    for edition in editions.values():
        if not entry.is_for(edition):
            continue
        table = next((each for each in edition.tables if each.id == entry.table), None)
        if table is None:
            raise EditionError(f"{where}：{edition.name}里没有表 {entry.table!r}")
        for key, known in (("rows", table.rows), ("columns", table.columns)):
            if unknown := sorted({*getattr(entry, key)} - {each.id for each in known}):
                raise EditionError(f"{where}：{key} 里的 {'、'.join(unknown)} 不是{edition.name}的")
        if not any(entry.covers(cell) for cell in table.cells):
            raise EditionError(f"{where}：{edition.name}里没有一格属于它")


def guidance_at(cell: Cell, edition: Edition, entries: tuple[Guidance, ...]) -> tuple[Guidance, ...]:
    """The entries that apply to the cell, most specific first (:attr:`Guidance.breadth`)."""
    found = [each for each in entries if each.is_for(edition) and each.covers(cell)]
    return tuple(sorted(found, key=lambda each: each.breadth))
