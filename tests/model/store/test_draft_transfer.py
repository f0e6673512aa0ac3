"""A draft with its history, carried to another computer."""

from pathlib import Path

import pytest

from model.atomic_write import FileWriteError
from model.report.report import Report
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_transfer import Conflict, ConflictChoice, drafts_in, export_draft, import_draft
from tests.model.store.drafts import EMPTY, PROGRESS, RECEIVED, on_a_stick, typed


def test_a_draft_travels_with_all_its_history(store: DraftStore, other: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY, Report("2021", {RECEIVED: 7}), first_moment="导入 旧.docx")
    typed(store, draft, 1, 2)
    store.undone(draft, EMPTY.with_(figures={RECEIVED: 1}), PROGRESS)
    (offered,) = drafts_in(on_a_stick(store, draft, tmp_path), other.path)
    assert (offered.conflict, offered.name, offered.year) == (Conflict.NONE, "某某县水利局", 2025)
    assert import_draft(offered, other.path) == draft
    assert other.open(draft) == store.open(draft)
    assert other.history(draft) == store.history(draft)


@pytest.mark.parametrize(
    ("here", "there", "conflict"),
    [
        ((), (), Conflict.SAME),
        ((), (5,), Conflict.NEWER),
        ((4,), (), Conflict.OLDER),
        ((4,), (5,), Conflict.APART),
    ],
)
def test_its_relation_to_the_local_draft_is_reported(
    store: DraftStore,
    other: DraftStore,
    tmp_path: Path,
    here: tuple[int, ...],
    there: tuple[int, ...],
    conflict: Conflict,
) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1)
    import_draft(drafts_in(on_a_stick(store, draft, tmp_path), other.path)[0], other.path)
    typed(store, draft, *here)
    typed(other, draft, *there)
    (offered,) = drafts_in(on_a_stick(other, draft, tmp_path), store.path)
    assert offered.conflict is conflict


def test_both_are_kept_or_the_one_here_goes_to_the_bin(store: DraftStore, other: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    import_draft(drafts_in(on_a_stick(store, draft, tmp_path), other.path)[0], other.path)
    typed(store, draft, 1)
    typed(other, draft, 2)
    (offered,) = drafts_in(on_a_stick(other, draft, tmp_path), store.path)
    both = import_draft(offered, store.path, ConflictChoice.KEEP_BOTH)
    assert both != draft
    assert (store.open(both).report.figure(RECEIVED), store.open(draft).report.figure(RECEIVED)) == (2, 1)
    assert import_draft(offered, store.path, ConflictChoice.REPLACE) == draft
    assert store.open(draft).report.figure(RECEIVED) == 2
    (binned,) = store.binned()
    assert (binned.name, store.open(binned.id).report.figure(RECEIVED)) == ("某某县水利局（被替换）", 1)


def test_a_draft_that_is_open_is_not_replaced(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    (offered,) = drafts_in(on_a_stick(store, draft, tmp_path), store.path)
    store.lock(draft)
    with pytest.raises(DraftStoreError, match="正开着"):
        import_draft(offered, store.path, ConflictChoice.REPLACE)
    assert store.binned() == ()


def test_a_full_drive_is_reported_and_leaves_no_partial_file(store: DraftStore, tmp_path: Path) -> None:
    draft = store.create(EMPTY)
    with pytest.raises(FileWriteError):
        export_draft(store.path, draft, tmp_path / "没有这个文件夹" / "x.nianbao")
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".nianbao"] == []
