"""A damaged draft is recovered while it is opened, and what that is like is told."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.app.draft_opener import DraftOpener
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from tests.model.store.drafts import RECEIVED

Opened = list[OpenReport]


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say; each is closed at once."""
    texts: list[str] = []

    def closed(box: QMessageBox) -> int:
        assert box.textFormat() == Qt.TextFormat.PlainText
        texts.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", closed)
    return texts


@pytest.fixture
def opened() -> Opened:
    return []


@pytest.fixture
def opener(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition], opened: Opened) -> DraftOpener:
    window = QWidget()
    qtbot.addWidget(window)
    close: Callable[[], bool] = lambda: True  # noqa: E731
    return DraftOpener(window, store, editions, close_current=close, show=opened.append)


def damaged_draft(store: DraftStore, report_text: str, *, steps: int) -> str:
    report = Report("2021", facts={Fact.ORGAN: "<b>甲</b>县水利局", Fact.YEAR: "2025"})
    draft = store.create(report)
    for figure in range(1, steps + 1):
        edit = Edit("填写", {RECEIVED: figure})
        report, inverse = apply(report, edit)
        store.record(draft, edit, inverse, report, DraftProgress())
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE contents SET report = ? WHERE draft = ?", (report_text, draft))
    return draft


def test_what_can_be_read_is_opened_and_the_damage_is_told(
    opener: DraftOpener, store: DraftStore, opened: Opened, reported: list[str]
) -> None:
    opener.open(damaged_draft(store, "{", steps=2))
    (report,) = opened
    assert report.report.figure(RECEIVED) == 2
    (text,) = reported
    assert "有 1 份草稿已损坏" in text and "其他草稿不受影响" in text
    assert "部分找回 1 份：<b>甲</b>县水利局" in text
    assert str(store.path.parent) in text
    assert any(Path(store.path.parent).glob("drafts-损坏-*.sqlite3"))
    opener.unlock(report.draft_id)


def test_a_draft_of_which_nothing_is_left_is_told_and_leaves_the_list(
    opener: DraftOpener, store: DraftStore, opened: Opened, reported: list[str]
) -> None:
    other = store.create(Report("2021"))
    opener.open(damaged_draft(store, "x", steps=0))
    assert not opened
    assert "没能找回 1 份" in reported[0]
    assert [each.id for each in store.drafts()] == [other]


def test_a_draft_with_cells_that_no_form_has_opens_without_them(
    opener: DraftOpener, store: DraftStore, opened: Opened
) -> None:
    unknown = Cell("nowhere", "at", "all")
    report = Report("2021", {RECEIVED: 3, unknown: 4}, unread={unknown: "约4"})
    draft = store.create(report, report)
    edit = Edit("填写", {unknown: 5}, unread={unknown: None})
    store.record(draft, edit, Edit("填写", {unknown: 4}), report, DraftProgress())
    opener.open(draft)
    (shown,) = opened
    assert shown.report == Report("2021", {RECEIVED: 3}) == shown.last_year
    opener.unlock(draft)
