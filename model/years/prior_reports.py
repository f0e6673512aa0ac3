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
from model.store.batch_store import BatchStore
from model.store.kept_batch import KeptBatch, KeptFile
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
        for indexed in sorted(self._of_year(year - 1), key=lambda each: each.batch.organ != self._organ()):
            files = indexed.files_of(organ)
            if len(files) == 1 and (prior := files[0].report) is not None and prior.edition in self._editions:
                return PriorFile(f"{SOURCE}（{indexed.batch.year} 年度）“{files[0].file}”", prior)
            if files:
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
                    found.append(_IndexedBatch(self._store.open(each.id), self._units()))
        except UserFacingError:
            pass
        return tuple(found)


class _IndexedBatch:
    def __init__(self, batch: KeptBatch, units: UnitList) -> None:
        self.batch = batch
        self._matcher = UnitMatcher(list_of((batch,), units))
        self._by_unit: dict[str, list[KeptFile]] = {}
        for each in batch.files:
            if each.report is not None:
                self._by_unit.setdefault(bare(self._matcher.unit_of(each, batch)), []).append(each)

    def files_of(self, organ: str) -> list[KeptFile]:
        """The files of the unit: by its name, the list and its aliases."""
        unit = self._matcher.unit_of(KeptFile(organ, "", ""), self.batch)
        return self._by_unit.get(bare(unit), [])
