"""What a county office need not say again: whose summary it is, its list of units, which unit a name means."""

from dataclasses import replace
from pathlib import Path

from model.batch.selection import NO_LIST
from model.batch.unit_list import OF_FILE, UnitList, read_unit_list
from model.errors import UserFacingError
from model.report.organ import kind_of
from model.store.settings import Settings, read_settings, remember_in_settings

_BETWEEN = "\t"
"""Between the name that a file states and the unit that it means."""


def _government_of(office: str) -> str:
    return office.removesuffix("办公室").removesuffix("办公厅") if kind_of(office) == "office" else office


class UnitMemory:
    """Kept in the settings in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def organ(self) -> str:
        """The organ of the last summary; at first the government that this computer's office belongs to, if known."""
        settings = read_settings(self._folder)
        return settings.batch_organ or _government_of(settings.organ_name)

    def remember_organ(self, organ: str) -> None:
        """Whose summary it is."""
        remember_in_settings(self._folder, lambda settings: replace(settings, batch_organ=organ))

    def units(self) -> UnitList:
        """The last list, read again; empty where there is none or it cannot be read any more."""
        path = read_settings(self._folder).batch_list
        if not path:
            return NO_LIST
        try:
            return self._with_names(read_unit_list(Path(path)))
        except UserFacingError:
            return NO_LIST

    def take_list(self, path: Path) -> UnitList:
        """Reads the list and remembers where it is.

        Raises:
            UserFacingError: it cannot be read.
        """
        units = self._with_names(read_unit_list(path))
        remember_in_settings(self._folder, lambda settings: replace(settings, batch_list=str(path)))
        return units

    def remember_names(self, units: UnitList) -> None:
        """Which units the user said that names mean; what was said of single files is of this batch only."""
        said = ((stated, unit) for stated, unit in sorted(units.remembered.items()) if not stated.startswith(OF_FILE))
        pairs = tuple(f"{stated}{_BETWEEN}{unit}" for stated, unit in said)

        def change(settings: Settings) -> Settings:
            return replace(settings, batch_unit_names=pairs)

        remember_in_settings(self._folder, change)

    def _with_names(self, units: UnitList) -> UnitList:
        pairs = (each.partition(_BETWEEN) for each in read_settings(self._folder).batch_unit_names)
        return replace(units, remembered={stated: unit for stated, between, unit in pairs if between})
