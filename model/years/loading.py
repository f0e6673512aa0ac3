"""Everything that is kept of an office, read at once: units × years, its batches, and damage that was repaired."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore
from model.store.kept_batch import BatchSummary, KeptBatch
from model.years.year_grid import YearGrid, year_grid


@dataclass(frozen=True)
class KeptYears:
    """What is kept."""

    grid: YearGrid
    batches: Mapping[str, KeptBatch]
    """Of the office, by id; the newest of each year."""
    listed: tuple[BatchSummary, ...]
    """Of all offices, newest year first."""
    deleted: tuple[BatchSummary, ...]
    """In the bin."""
    organs: tuple[str, ...]
    """All offices of which something is kept."""
    told: tuple[str, ...] = ()
    """Sentences about damage that was found and repaired."""


def load_years(
    store: BatchStore, organ: str, editions: Mapping[str, Edition], units: UnitList, *, repair: bool
) -> KeptYears:
    """``organ``: whose years; of another office where nothing is kept of it. ``repair``: look for damage first.

    Raises:
        DraftStoreError: the store cannot be read.
    """
    if not store.is_there:
        return KeptYears(YearGrid(organ), {}, (), (), ())
    told: tuple[str, ...] = ()
    if repair and (damaged := store.damaged()):
        aside, recovered = store.repair(damaged)
        told = (f"△ 留存的批次里有损坏的内容。损坏的原样另存为 {aside}", *recovered.sentences)
    listed = store.batches()
    organs = tuple(dict.fromkeys(each.organ for each in listed))
    chosen = organ if organ in organs or not organs else organs[0]
    newest: dict[int, BatchSummary] = {}
    for each in listed:
        if each.organ == chosen:
            newest.setdefault(each.year, each)
    batches = {each.id: store.open(each.id) for each in newest.values()}
    grid = year_grid(chosen, batches, editions, units)
    return KeptYears(grid, batches, listed, store.deleted(), organs, told)
