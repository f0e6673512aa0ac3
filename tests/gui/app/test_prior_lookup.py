"""Last year's report of one organ is found by itself, and where it is from is told."""

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app.draft_opener import DraftOpener
from gui.app.prior_lookup import kept_prior, prior_of_draft
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.edits import apply
from model.report.report import Report
from model.report.sign_off import Stage, finishing, sending
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from tests.model.years.kept_years import batch, kept, report

UNIT = "恩平市教育局"


def final(store: DraftStore, year: int, received: int) -> None:
    """A draft that was sent and made final."""
    made = report(UNIT, year, received)
    draft = store.create(made)
    for edit in (sending(date(year + 1, 1, 8)), finishing(date(year + 1, 1, 9))):
        made, inverse = apply(made, edit)
        store.record(draft, edit, inverse, made, DraftProgress())


def received(found: Report) -> int:
    [figure] = found.figures.values()
    return int(figure)


def test_what_was_kept_of_a_batch_is_found(store: DraftStore, editions: dict[str, Edition]) -> None:
    BatchStore(store.path.parent).keep(batch(2023, kept(UNIT, 2023, 7)))
    found = prior_of_draft(store, editions, report(UNIT, 2024))
    assert found is not None and received(found.report) == 7
    assert found.name == f"留存的上年年报（2023 年度）“{UNIT}2023.docx”"
    assert kept_prior(store.path.parent, editions, report(UNIT, 2025)) is None


def test_the_own_final_draft_comes_first_and_an_unfinished_one_never(
    store: DraftStore, editions: dict[str, Edition]
) -> None:
    store.create(report(UNIT, 2023, 99))
    assert prior_of_draft(store, editions, report(UNIT, 2024)) is None
    BatchStore(store.path.parent).keep(batch(2023, kept(UNIT, 2023, 7)))
    final(store, 2023, 5)
    found = prior_of_draft(store, editions, report(UNIT, 2024))
    assert found is not None and received(found.report) == 5
    assert "定稿" in found.name and Stage.FINAL.label == "定稿"


def test_without_organ_or_year_nothing_is_looked_for(store: DraftStore, editions: dict[str, Edition]) -> None:
    assert prior_of_draft(store, editions, Report("2021")) is None


def test_a_new_draft_gets_it_and_it_is_told_where_from(
    qtbot: QtBot, store: DraftStore, editions: dict[str, Edition]
) -> None:
    BatchStore(store.path.parent).keep(batch(2023, kept(UNIT, 2023, 7)))
    window = QWidget()
    qtbot.addWidget(window)
    opened: list[OpenReport] = []
    told: list[str] = []
    opener = DraftOpener(window, store, editions, close_current=lambda: True, show=opened.append, tell=told.append)
    opener.create(report(UNIT, 2024), None, "导入“教育局.docx”")
    [made] = opened
    assert made.last_year is not None and received(made.last_year) == 7
    _, moments = store.history(made.draft_id)
    assert moments[0].label.startswith("导入“教育局.docx”，上年年报取自留存的上年年报（2023 年度）")
    assert told == ["上年年报取自留存的上年年报（2023 年度）“恩平市教育局2023.docx”，用来对照和核对"]
    made.close(5)
