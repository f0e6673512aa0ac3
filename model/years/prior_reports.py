"""Finds a unit's report of the year before among the kept batches, for the rules across years."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from model.batch.checking import PriorFile
from model.batch.packed_file import FileOutline
from model.batch.selection import NO_LIST
from model.batch.unit_list import UnitList
from model.batch.unit_names import bare
from model.errors import UserFacingError
from model.form.edition import Edition
from model.report.report import Report
from model.store.batch_rows import BatchOutline
from model.store.batch_store import BatchStore
from model.store.kept_batch import KeptFile
from model.store.serialization import StoredFormatError
from model.years.unit_matching import UnitMatcher, list_of

SOURCE = "留存的上年年报"


class PriorReports:
    """May be asked on any thread. What was kept later, and another list, count after :meth:`forget`."""

    def __init__(
        self,
        folder: Path,
        editions: Mapping[str, Edition],
        units: Callable[[], UnitList] = lambda: NO_LIST,
        organ: Callable[[], str] = lambda: "",
    ) -> None:
        """``units``: the list of today; ``organ``: whose batches come first where several offices have the unit."""
        self._store = BatchStore(folder)
        self._editions = editions
        self._units = units
        self._organ = organ
        self._lock = threading.Lock()
        self._batches: dict[int, tuple[_IndexedBatch, ...]] = {}

    def forget(self) -> None:
        """Batches were kept or deleted."""
        with self._lock:
            self._batches.clear()

    def of_file(self, file: FileOutline) -> PriorFile | None:
        """As :meth:`of`, for a file of a batch."""
        return self.of(file.organ, file.year)

    def of(self, organ: str, year: int | None) -> PriorFile | None:
        """The report of the same unit for the year before; ``None`` where there is none, or where several units of
        then are one now, whose figures no single report has."""
        if not organ or year is None:
            return None
        for indexed in sorted(self._of_year(year - 1), key=lambda each: each.organ != self._organ()):
            places = indexed.places_of(organ)
            if len(places) == 1:
                prior = indexed.report(places[0])
                if prior is not None and prior.edition in self._editions:
                    return PriorFile(f"{SOURCE}（{year - 1} 年度）“{indexed.file_name(places[0])}”", prior)
            if places:
                return None
        return None

    def _of_year(self, year: int) -> tuple["_IndexedBatch", ...]:
        with self._lock:
            if year not in self._batches:
                self._batches[year] = self._read(year)
            return self._batches[year]

    def _read(self, year: int) -> tuple["_IndexedBatch", ...]:
        """Damage is told by the page that lists the batches, not here."""
        if not self._store.is_there:
            return ()
        found: list[_IndexedBatch] = []
        try:
            for each in self._store.batches():
                if each.year == year:
                    found.append(_IndexedBatch(self._store.outline(each.id), self._units()))
        except UserFacingError:
            pass
        return tuple(found)


class _IndexedBatch:
    """Few of the reports are asked for when one file is checked: they are read then."""

    def __init__(self, outline: BatchOutline, units: UnitList) -> None:
        self._outline = outline
        self._matcher = UnitMatcher(list_of((outline.batch,), units))
        self._places: dict[str, list[int]] = {}
        for place, each in enumerate(outline.batch.files):
            if each.unit and outline.reports[place] is not None:
                self._places.setdefault(bare(self._matcher.unit_of(each, outline.batch)), []).append(place)

    @property
    def organ(self) -> str:
        """Whose batch it is."""
        return self._outline.batch.organ

    def places_of(self, organ: str) -> list[int]:
        """The places of the files of the unit: by its name, the list and its aliases."""
        unit = self._matcher.unit_of(KeptFile(organ, "", ""), self._outline.batch)
        return self._places.get(bare(unit), [])

    def report(self, place: int) -> Report | None:
        """``None``: it cannot be read."""
        try:
            return self._outline.report(place)
        except StoredFormatError:
            return None

    def file_name(self, place: int) -> str:
        """As it was handed in."""
        return self._outline.batch.files[place].file
