"""What is kept of a batch that was read, and how it is put together with what was kept of that year before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from model.batch.file_rows import FileRow
from model.batch.hand_in_days import HandInDay, hand_in_days
from model.batch.results import BatchResults
from model.batch.selection import NO_LIST, Choices, Selection, file_of_each_unit, is_summary_of, select
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore, DamagedBatchError
from model.store.database import DraftStoreError
from model.store.kept_batch import (
    KeptBatch,
    KeptFile,
    KeptFinding,
    RecoveredBatches,
    kept_report,
)
from model.years.unit_matching import UnitMatcher, list_of, listed_units

LEAST_UNITS = 3
"""Files of another year than the batch's: with fewer units they were probably handed in by mistake."""
MOST_FILES = 2000
"""A batch of more would make the drafts' store, and its daily copies, larger than an office expects."""


@dataclass(frozen=True)
class ReadBatch:
    """A batch that was read."""

    results: BatchResults
    rows: Mapping[int, FileRow]
    """Of the files that are kept."""
    editions: Mapping[str, Edition]
    organ: str
    """Whose summary it is."""
    year: int
    units: UnitList
    choices: Choices
    days: Mapping[int, date] = field(default_factory=dict)
    """The day of each file, where known."""
    due: Mapping[int, date] = field(default_factory=dict)
    """Year -> the day after which a file is late."""
    collected: int | None = None
    """The year whose reports are being collected: of another one a later day may be that of a copy, and nobody knows
    whether it was late."""


@dataclass(frozen=True)
class Kept:
    """A batch that was kept just now."""

    id: str
    batch: KeptBatch
    repaired: RecoveredBatches | None = None
    """What was recovered of the one before, if that was damaged."""


def years_in(read: ReadBatch) -> tuple[int, ...]:
    """The years of which something is kept, the batch's own last."""
    found: dict[int, set[str]] = {}
    for row in read.rows.values():
        if row.edition and row.year is not None and row.organ:
            found.setdefault(row.year, set()).add(row.organ)
    others = sorted(year for year, organs in found.items() if year != read.year and len(organs) >= LEAST_UNITS)
    return (*others, read.year)


def batch_of_year(read: ReadBatch, year: int) -> KeptBatch:
    """One file of each unit: the one that counts, else the last; files whose unit is not known only of the batch's own
    year. The office's own summary is no unit."""
    rows = {
        number: row
        for number, row in sorted(read.rows.items())
        if row.year == year or (row.year is None and year == read.year)
        if not is_summary_of(row, read.organ)
    }
    selection = select(rows.values(), read.organ, year, read.units, read.choices)
    numbers = [(unit, number) for unit, number in file_of_each_unit(selection).items() if rows[number].edition]
    files = [_kept_file(read, selection, unit, rows[number], year) for unit, number in numbers]
    if year == read.year:
        known = {number for _, number in numbers}
        files += [
            _kept_file(read, selection, "", row, year)
            for number, row in rows.items()
            if number not in known and number not in selection.units
        ]
    return KeptBatch(read.organ, year, tuple(files), listed_units(read.units) if year == read.year else ())


def _kept_file(read: ReadBatch, selection: Selection, unit: str, row: FileRow, year: int) -> KeptFile:
    checked = read.results.checked(row.number) if row.edition else None
    on_time, day = _is_on_time(read, row.number, unit, year), _day(read, row.number, unit, year)
    return KeptFile(
        unit,
        row.name,
        row.verdict.value,
        on_time,
        any(each.number == row.number for each in selection.taken),
        ()
        if checked is None
        else tuple(dict.fromkeys(KeptFinding(each.rule, each.severity.value) for each in checked.open_findings)),
        None if checked is None else kept_report(checked.report, read.editions[row.edition].text_keys),
        is_day_recorded=on_time is not None and day is not None and day.is_recorded,
    )


def _is_on_time(read: ReadBatch, number: int, unit: str, year: int) -> bool | None:
    day, due = _day(read, number, unit, year), read.due.get(year)
    if day is None or due is None:
        return None
    return True if day.day <= due else False if day.is_recorded or year == read.collected else None


def _day(read: ReadBatch, number: int, unit: str, year: int) -> HandInDay | None:
    """What the list records is about the batch's own year."""
    units = read.units if year == read.year else NO_LIST
    return hand_in_days(units, {number: unit}, read.days).get(number)


def put_together(earlier: KeptBatch | None, read: KeptBatch, *, only_missing: bool) -> KeptBatch:
    """What was kept before with what was read now: of a unit in both the newer one, or with ``only_missing`` the one
    that was there; files whose unit is not known are those read last."""
    if earlier is None:
        return read
    matcher = UnitMatcher(list_of((read, earlier), UnitList()))
    now = {matcher.unit_of(each, read): each for each in read.files if each.unit}
    before = {matcher.unit_of(each, earlier): each for each in earlier.files if each.unit}
    now = {unit: _with_known_day(each, before.get(unit)) for unit, each in now.items()}
    files = {**now, **before} if only_missing else {**before, **now}
    unknown = [each for each in (earlier if only_missing else read).files if not each.unit]
    return replace(read, files=(*(files[unit] for unit in sorted(files)), *unknown), units=read.units or earlier.units)


def _with_known_day(file: KeptFile, before: KeptFile | None) -> KeptFile:
    """The same report read again later: whether it was on time is known from then."""
    if before is None or file.on_time is not None or file.report != before.report:
        return file
    return replace(file, on_time=before.on_time, is_day_recorded=before.is_day_recorded)


def keep(read: ReadBatch, store: BatchStore, of_this_run: Mapping[int, str] | None = None) -> tuple[Kept, ...]:
    """Keeps the batch of each year; those that say nothing new stay as they are and are not returned.

    ``of_this_run``: year -> what was kept of the same files before something was decided about them; that is forgotten.

    Raises:
        DraftStoreError: the disk is full, the store cannot be read, or there are too many files.
    """
    found = []
    if len(read.rows) > MOST_FILES:
        raise DraftStoreError(f"这一批有 {len(read.rows)} 个文件，超过 {MOST_FILES} 个，没有留存")
    for year in years_in(read):
        batch = batch_of_year(read, year)
        if any(each.unit for each in batch.files):
            kept = _keep(batch, store, (of_this_run or {}).get(year, ""), only_missing=year != read.year)
            found += [kept] if kept is not None else []
    return tuple(found)


def _keep(batch: KeptBatch, store: BatchStore, own: str, *, only_missing: bool) -> Kept | None:
    newest = store.newest(batch.organ, batch.year)
    now, repaired = _opened(store, newest.id if newest is not None else "")
    before = newest.id if newest is not None else ""
    earlier = now
    if before and before == own:
        before = store.replaced_by(own)
        earlier, repaired = _opened(store, before)
    else:
        own = ""
    whole = put_together(earlier, batch, only_missing=only_missing)
    if now is not None and _sorted(whole) == _sorted(now):
        return None
    return Kept(store.keep(whole, before, own), whole, repaired)


def _opened(store: BatchStore, batch_id: str) -> tuple[KeptBatch | None, RecoveredBatches | None]:
    """(the batch, what was recovered of it if it was damaged); ``None``: there is none."""
    if not batch_id:
        return None, None
    try:
        return store.open(batch_id), None
    except DamagedBatchError:
        _, repaired = store.repair((batch_id,))
    try:
        return store.open(batch_id), repaired
    except DraftStoreError:
        return None, repaired  # nothing of it could be read


def _sorted(batch: KeptBatch) -> KeptBatch:
    return replace(batch, files=tuple(sorted(batch.files, key=lambda each: (each.unit, each.file))))


def sentence_about(kept: tuple[Kept, ...]) -> str:
    """What was kept, for the status line; empty if nothing was."""
    if not kept:
        return ""
    if len(kept) == 1:
        [only] = kept
        units = sum(bool(each.unit) for each in only.batch.files)
        told = f"已留存“{only.batch.name}”，{units} 个单位"
    else:
        years = "、".join(f"{each.batch.year}" for each in sorted(kept, key=lambda each: each.batch.year))
        told = f"已留存 {years} 共 {len(kept)} 个年度"
    mended = [sentence for each in kept if each.repaired is not None for sentence in each.repaired.sentences]
    return "；".join((told, *mended))
