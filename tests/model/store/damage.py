"""A store with damaged bytes, opened as the window opens it: what comes of every draft, and whether it is told.

Used by the suite on a sample of the bytes and by ``python -m tests.benchmarks store_damage`` on all of them.
"""

import contextlib
from collections import Counter
from pathlib import Path

from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.store.damaged_drafts import DamagedDraftError
from model.store.database import NAME, DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.recovery import RecoveredDrafts

RECEIVED = Cell("requests", "received", "person")
SECRET = "不得外传"
"""Words of every draft: no error may quote them."""
Stood = dict[str, tuple[Report, Report | None, int]]
"""Draft id -> (report, prior year's report, number of moves)."""


def make_store(folder: Path, drafts: int, steps: int, characters: int) -> tuple[bytes, Stood]:
    """(content of a closed store, its drafts); the last draft is in the bin."""
    stood: Stood = {}
    with contextlib.closing(DraftStore(folder)) as store:
        for number in range(drafts):
            facts = {Fact.ORGAN: f"第{number}水利局", Fact.YEAR: "2025"}
            texts = {"1": f"{SECRET}第{number}段" * characters}
            report, last_year = (
                Report("2021", {RECEIVED: 40 + number}, facts=facts, texts=texts),
                Report("2021", {RECEIVED: 7}),
            )
            draft = store.create(report, last_year, first_moment="导入")
            for figure in range(1, steps + 1):
                edit = Edit(f"填写 {figure}", {RECEIVED: figure * 11}, texts={"2": f"{SECRET}{figure}"})
                report, inverse = apply(report, edit)
                store.record(draft, edit, inverse, report, DraftProgress(figure, 200, 1, 2))
            if number == drafts - 1:
                store.delete(draft)
            stood[draft] = (report, last_year, steps + 1)
    return (folder / NAME).read_bytes(), stood


def outcome(folder: Path, damaged: bytes, stood: Stood) -> Counter[str]:
    """Writes the damaged content as the store of the empty ``folder`` and opens everything in it.

    Counts ``same`` drafts, ``told`` ones that were said to be incomplete or lost, ``silent`` ones that differ without
    a word, and ``refused`` stores, which are said to be of a newer version and left as they are. Anything else raises.
    """
    path = folder / NAME
    path.write_bytes(damaged)
    try:
        store = DraftStore(folder)
    except DraftStoreError as error:
        assert "更新版本" in str(error), error
        assert path.read_bytes() == damaged
        return Counter(refused=1)
    counts: Counter[str] = Counter()
    with contextlib.closing(store):
        reported = [store.salvaged] if store.salvaged else []
        if store.set_aside is not None:
            assert store.set_aside.exists()
            counts["set aside"] += 1
        listed = {each.id for each in (*store.drafts(), *store.binned())}
        found: Stood = {}
        for draft in listed:
            try:
                found[draft] = _opened(store, draft)
            except DamagedDraftError as error:
                assert SECRET not in f"{error!r}{error.__cause__!r}"
                aside, repaired = store.repair(draft)
                assert aside.exists()
                counts["repaired"] += 1
                reported.append(repaired)
                if repaired.count:
                    found[draft] = _opened(store, draft)
        _compare(found, stood, reported, counts)
    with contextlib.closing(DraftStore(folder)) as again:  # and the next start is as any other
        assert again.set_aside is None, "repaired once and for all"
        assert {each.id for each in (*again.drafts(), *again.binned())} == found.keys()
    return counts


def _opened(store: DraftStore, draft: str) -> tuple[Report, Report | None, int]:
    opened = store.open(draft)
    report, moments = store.history(draft)
    assert report == opened.report
    for step in reversed(opened.undo):
        report, _ = apply(report, step.inverse)
    return opened.report, opened.last_year, len(moments)


def _compare(found: Stood, stood: Stood, reported: list[RecoveredDrafts], counts: Counter[str]) -> None:
    doubtful = sum(len(each.partly) + len(each.from_backup) + len(each.lost) for each in reported)
    different = sum(found.get(draft) != as_it_was for draft, as_it_was in stood.items())
    counts["same"] += len(stood) - different
    counts["reported"] += min(different, doubtful)
    counts["silent"] += max(0, different - doubtful)
