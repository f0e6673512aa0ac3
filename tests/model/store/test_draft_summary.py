"""What the list of drafts tells of a draft."""

from datetime import UTC, date, datetime, timedelta

from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.report.sign_off import finishing, reopening, sending
from model.store.draft_store import DraftStore
from tests.model.store.drafts import (
    EMPTY,
    PROGRESS,
    typed,
)


def test_the_list_shows_how_far_a_draft_is_and_when_it_was_saved(store: DraftStore) -> None:
    before = datetime.now(UTC)
    draft = store.create(EMPTY)
    report = typed(store, draft, 5)
    store.record(
        draft, Edit("年度"), Edit("年度"), report.with_(facts={Fact.ORGAN: "某局", Fact.YEAR: "2024"}), PROGRESS
    )
    (summary,) = store.drafts()
    assert (summary.id, summary.name, summary.year, summary.edition) == (draft, "某局", 2024, "2021")
    assert (summary.filled, summary.cells, summary.errors, summary.warnings) == (1, 193, 2, 3)
    assert before <= summary.saved_at <= datetime.now(UTC)
    assert summary.saved_at.utcoffset() == timedelta(0)
    assert summary.deleted_at is None


def test_the_list_tells_the_stage_of_a_draft_its_copy_and_takes_it_back(store: DraftStore) -> None:
    draft = store.create(EMPTY)

    def record(report: Report, edit: Edit) -> Report:
        after, inverse = apply(report, edit)
        store.record(draft, edit, inverse, after, PROGRESS)
        return after

    report = record(EMPTY, sending(date(2026, 1, 8)))
    report = record(report, finishing(date(2026, 1, 9)))
    store.duplicate(draft)
    assert [(each.stage, each.stage_on) for each in store.drafts()] == [("final", "2026年1月9日")] * 2
    record(report, reopening(date(2026, 1, 10), "补充"))
    assert [(each.stage, each.stage_on) for each in store.drafts()] == [("", ""), ("final", "2026年1月9日")]


def test_a_year_beyond_all_years_is_kept_and_listed_as_none(store: DraftStore) -> None:
    odd = EMPTY.with_(facts={Fact.YEAR: "9" * 5000})
    draft = store.create(odd)
    assert store.open(draft).report == odd
    assert store.drafts()[0].year is None


def test_listing_reads_no_contents_and_needs_no_sorting(store: DraftStore) -> None:
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    store.drafts()
    (statement,) = statements
    assert "contents" not in statement
    plan = store._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    assert [row[3] for row in plan] == ["SEARCH drafts USING INDEX drafts_newest (deleted_at=?)"]
