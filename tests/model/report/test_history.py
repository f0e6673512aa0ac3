"""The time line of a draft: what it shows, and what can be brought back."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.history import (
    HistoryEntry,
    differences,
    excerpts,
    report_at,
    reports,
    restoring_chosen_edit,
    restoring_edit,
    values_of,
)
from model.report.report import Fact, Origin, Reason, Report
from model.store.draft_store import DraftStore
from tests.model.store.drafts import EMPTY, PROGRESS, typed
from tests.model.strategies import edits
from tests.model.strategies import reports as any_reports

RECEIVED = Cell("requests", "received", "person")
TOTAL = Cell("requests", "received", "total")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(tmp_path / "草稿")) as store:
        yield store


def undone(store: DraftStore, draft: str) -> None:
    opened = store.open(draft)
    report, _ = apply(opened.report, opened.undo[-1].inverse)
    store.undone(draft, report, PROGRESS)


def redone(store: DraftStore, draft: str) -> None:
    opened = store.open(draft)
    report, _ = apply(opened.report, opened.redo[0].edit)
    store.redone(draft, report, PROGRESS)


def test_the_time_line_holds_edits_undos_and_named_moments_in_their_order(store: DraftStore) -> None:
    draft = store.create(EMPTY, first_moment="导入 旧.docx")
    typed(store, draft, 1, 2)
    undone(store, draft)
    redone(store, draft)
    store.add_moment(draft, "送签")
    _, moments = store.history(draft)
    assert [each.description for each in moments] == [
        "导入 旧.docx",
        "填写 1",
        "填写 2",
        "撤销 填写 2",
        "重做 填写 2",
        "送签",
    ]
    assert [each.number for each in moments] == [1, 2, 3, 4, 5, 6]
    assert len({each.who for each in moments}) == 1


def test_what_was_undone_and_then_written_over_can_still_be_restored(store: DraftStore) -> None:
    draft = store.create(EMPTY)
    typed(store, draft, 1, 2)
    undone(store, draft)
    typed(store, draft, 9)
    now, moments = store.history(draft)
    assert [report_at(now, moments, place).figure(RECEIVED) for place in range(-1, 4)] == [None, 1, 2, 1, 9]
    then = report_at(now, moments, 1)
    back, _ = apply(now, restoring_edit(now, then, "恢复"))
    assert back == then


@given(any_reports, st.lists(edits | st.sampled_from(["undo", "redo"]), max_size=10))
@settings(max_examples=60, deadline=None)
def test_every_moment_of_any_history_is_as_it_was_and_can_be_restored(first: Report, actions: list[Edit | str]) -> None:
    stood = [first]
    moments: list[HistoryEntry] = []
    done: list[tuple[Edit, Edit]] = []
    left: list[tuple[Edit, Edit]] = []
    for action in actions:
        if isinstance(action, Edit):
            report, inverse = apply(stood[-1], action)
            done.append((action, inverse))
            left.clear()
            moved, change, back = 1, action, inverse
        elif action == "undo" and done:
            left.append(done.pop())
            moved, (back, change) = -1, left[-1]
            report, _ = apply(stood[-1], change)
        elif action == "redo" and left:
            done.append(left.pop())
            moved, (change, back) = 1, done[-1]
            report, _ = apply(stood[-1], change)
        else:
            continue
        stood.append(report)
        moments.append(HistoryEntry(len(moments) + 1, None, "", moved, "", change, back))  # type: ignore[arg-type]
    assert reports(stood[-1], moments) == stood
    for then in stood:
        again, inverse = apply(stood[-1], restoring_edit(stood[-1], then, "恢复"))
        assert again == then
        assert apply(again, inverse)[0] == stood[-1]


def test_differences_name_cells_texts_and_reasons(edition: Edition) -> None:
    then = Report("2021", {RECEIVED: 1}, facts={Fact.ORGAN: "局"}, texts={"1": "旧"})
    now = Report(
        "2021",
        {RECEIVED: 2},
        unread={TOTAL: "约3"},
        facts={Fact.ORGAN: "局"},
        texts={"1": "新"},
        reasons={"r": Reason("甲", "乙")},
    )
    found = differences(then, now, edition)
    assert [(each.part, each.then, each.now) for each in found] == [
        ("figures", "1", "2"),
        ("figures", "", "“约3”（读不出）"),
        ("texts", "旧", "新"),
        ("reasons", "", "乙"),
    ]
    assert found[0].name == edition.name_of(RECEIVED)
    assert differences(now, now, edition) == ()


def test_only_what_was_chosen_is_restored(edition: Edition) -> None:
    then = Report("2021", {RECEIVED: 1}, origins={RECEIVED: Origin("旧.docx", "", "1")}, texts={"1": "旧"})
    now = Report("2021", {RECEIVED: 2}, texts={"1": "新"})
    figures = [each for each in differences(then, now, edition) if each.part == "figures"]
    back, _ = apply(now, restoring_chosen_edit(now, then, figures, "恢复"))
    assert (back.figures, back.origins, back.texts) == (then.figures, then.origins, {"1": "新"})


def test_the_history_of_a_cell_has_all_values_and_their_origins(store: DraftStore, edition: Edition) -> None:
    first = EMPTY.with_(figures={RECEIVED: 3}, origins={RECEIVED: Origin("2024年报.docx", "第2张表第3行第4列", "3")})
    draft = store.create(first, first_moment="导入 2024年报.docx")
    typed(store, draft, 8, 8, 12)
    undone(store, draft)
    now, moments = store.history(draft)
    values = values_of(RECEIVED, now, moments, edition)
    assert [each.shown for each in values] == ["3", "8", "12", "8"]
    assert [each.source for each in values] == [
        "取自 2024年报.docx，第2张表第3行第4列",
        "填写 8",
        "填写 12",
        "撤销 填写 12",
    ]
    assert values[0].at is not None


def test_the_history_of_a_total_has_the_sums_it_followed(store: DraftStore, edition: Edition) -> None:
    others = [Cell("requests", "received", each.id) for each in edition.table("requests").columns]
    zeros = {cell: 0 for cell in others if cell not in (RECEIVED, TOTAL)}
    draft = store.create(EMPTY.with_(figures=zeros))
    typed(store, draft, 1, 2)
    report = store.open(draft).report
    edit = Edit("填写 总计", {TOTAL: 9})
    report, inverse = apply(report, edit)
    store.record(draft, edit, inverse, report, PROGRESS)
    now, moments = store.history(draft)
    values = values_of(TOTAL, now, moments, edition)
    assert [each.shown for each in values][1:] == ["1", "2", "9"]
    assert values[1].source == "合计自动计算（填写 1）"
    assert values[-1].source == "填写 总计"


def test_with_the_clock_set_back_the_order_is_that_of_the_edits(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    first, second = store.create(EMPTY), store.create(EMPTY)
    typed(store, first, 1)

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return datetime(1999, 1, 1, tzinfo=UTC)

    monkeypatch.setattr("model.store.draft_steps.datetime", Earlier)
    typed(store, first, 2)
    typed(store, second, 3)
    typed(store, first, 4)
    opened = store.open(first)
    assert [step.edit.label for step in opened.undo] == ["填写 1", "填写 2", "填写 4"]
    assert opened.report.figure(RECEIVED) == 4
    _, moments = store.history(first)
    assert [each.description for each in moments] == ["填写 1", "填写 2", "填写 4"]
    assert [each.id for each in store.drafts()] == [first, second], "written last comes first, whatever the clock said"


@given(st.text("甲乙", max_size=300), st.text("甲乙", max_size=300))
def test_excerpts_differ_where_the_texts_do_and_stay_short(then: str, now: str) -> None:
    old, new = excerpts(then, now)
    assert max(len(old), len(new)) <= 63
    if then == now and len(then) <= 60:
        assert old == then


def test_an_excerpt_holds_what_changed() -> None:
    text, around = "一" * 100, "一" * 8
    old, new = excerpts(f"{text}旧{text}", f"{text}新{text}")
    assert (old, new) == (f"…{around}旧{around}…", f"…{around}新{around}…")
    assert excerpts(text, f"{text}尾") == (f"…{around}", f"…{around}尾")
