"""Which unit of the list a kept file is of: by its unit then, the organ that it states, and the aliases of then."""

from collections.abc import Iterable, Mapping

from model.batch.unit_list import Unit, UnitList
from model.batch.unit_names import bare
from model.store.kept_batch import KeptBatch, KeptFile, KeptUnit


def listed_units(units: UnitList) -> tuple[KeptUnit, ...]:
    """The list as it is kept with a batch."""
    return tuple(KeptUnit(each.name, each.aliases, each.scope) for each in units.units)


def list_of(batches: Iterable[KeptBatch], units: UnitList) -> UnitList:
    """``units``, or without any the list of the newest batch that has one."""
    if units.units:
        return units
    for batch in sorted(batches, key=lambda each: -each.year):
        if batch.units:
            return UnitList(tuple(Unit(each.name, each.aliases, each.scope) for each in batch.units))
    return units


class UnitMatcher:
    """The rows of several years: units of the list, and units that it does not have any more, by their own names."""

    def __init__(self, units: UnitList) -> None:
        self._units = units
        self._found: dict[str, str] = {}

    def unit_of(self, file: KeptFile, batch: KeptBatch) -> str:
        """The name of the unit; empty where it is not known."""
        organ = file.report.organ if file.report is not None else ""
        names = [name for name in (file.unit, organ) if name]
        for name in (*names, *_aliases(file.unit, batch)):
            if found := self._match(name):
                return found
        return file.unit or organ

    def unit_named(self, kept: KeptUnit) -> str:
        """The unit of the list that a unit of an earlier list is; its own name if it is none."""
        return next((found for name in (kept.name, *kept.aliases) if (found := self._match(name))), kept.name)

    def _match(self, name: str) -> str:
        key = bare(name)
        if key not in self._found:
            unit = self._units.match(name).unit if self._units.units else None
            self._found[key] = unit.name if unit is not None else ""
        return self._found[key]


def _aliases(unit: str, batch: KeptBatch) -> tuple[str, ...]:
    return next((each.aliases for each in batch.units if each.name == unit), ())


def former_names(unit: str, entries: Mapping[int, Iterable[KeptFile]]) -> tuple[str, ...]:
    """The other names under which it handed in, oldest first."""
    names = [each.unit for year in sorted(entries) for each in entries[year] if each.unit]
    return tuple(dict.fromkeys(name for name in names if bare(name) != bare(unit)))
