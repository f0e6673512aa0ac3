"""What the status line may say while the edits of a draft are written."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.session.draft_saving import DraftSaving, Saving
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress

PROGRESS = DraftProgress(filled=0, cells=200, errors=0, warnings=0)


@pytest.fixture
def report(edition: Edition) -> Report:
    return Report(edition.id, facts={Fact.YEAR: "2025"})


@pytest.fixture
def saving(qtbot: QtBot, store: DraftStore, report: Report, open_report: OpenReport) -> Iterator[DraftSaving]:
    draft_id = store.create(report, None)
    store.open(draft_id)
    made = DraftSaving(draft_id, store, open_report)
    yield made
    made.close(5.0)


def test_saved_is_reported_only_after_the_edit_is_on_the_disk(
    qtbot: QtBot, saving: DraftSaving, report: Report, edition: Edition
) -> None:
    reported: list[Saving] = []
    saving.changed.connect(reported.append)
    edit = Edit("填写", {edition.cells[0]: 3})
    after, inverse = apply(report, edit)
    saving.record(edit, inverse, after, PROGRESS)
    assert reported == [Saving(at=None)]
    qtbot.waitUntil(lambda: saving.state.at is not None)
    assert saving.history()[0].figures == {edition.cells[0]: 3}


def test_undoing_and_redoing_are_written_as_well(
    qtbot: QtBot, saving: DraftSaving, report: Report, edition: Edition
) -> None:
    edit = Edit("填写", {edition.cells[0]: 3})
    after, inverse = apply(report, edit)
    saving.record(edit, inverse, after, PROGRESS)
    saving.undone(report, PROGRESS)
    assert saving.flush(5.0)
    assert saving.history()[0].figures == {}
    saving.redone(after, PROGRESS)
    assert saving.flush(5.0)
    assert saving.history()[0].figures == {edition.cells[0]: 3}


def test_a_moment_is_named_in_the_history_but_not_after_closing(saving: DraftSaving) -> None:
    saving.add_moment("导出 Word 送签")
    assert saving.flush(5.0)
    assert saving.close(5.0)
    saving.add_moment("太迟了")
    names = [entry.label for entry in saving.history()[1]]
    assert "导出 Word 送签" in names and "太迟了" not in names
