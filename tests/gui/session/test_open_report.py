"""The one thing that changes: edits, undo, signals, saving."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.session.draft_saving import Saving
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.tables import Cell
from model.linking.finding_edits import confirming_marks
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit
from model.report.history import restoring_edit
from model.report.report import Fact, NumberLink, Reason, Report
from model.store.draft_store import DraftStore
from tests.model.checks.rule_breaking import zeros

Opens = Callable[..., OpenReport]
PERSON = Cell("requests", "received", "person")


@pytest.fixture
def zero(opens: Opens, edition: Edition) -> OpenReport:
    """A draft with every cell 0."""
    return opens(
        with_derived_totals(
            Report(edition.id, zeros(edition), facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2025"}), edition
        )
    )


def test_an_edit_announces_the_cells_that_look_different_and_no_others(zero: OpenReport, edition: Edition) -> None:
    reported: list[frozenset[str]] = []
    zero.cells_changed.connect(reported.append)
    cell = edition.cell("disclosure.licences.decisions")
    assert zero.edit(Edit("填写", {cell: 5}))
    assert reported == [frozenset({cell})]


def test_a_total_typed_once_stands_until_it_is_cleared(opens: Opens, edition: Edition) -> None:
    report = opens(Report(edition.id))
    person, total = edition.cell("requests.received.person"), edition.cell("requests.received.total")
    report.edit(Edit("", {person: 3}))
    assert (report.shown(total), report.running(total)) == (None, 3), "the other addends are blank"
    report.edit(Edit("", {cell: 0 for cell in edition.sum_at[total].addends if cell != person}))
    assert (report.shown(total), report.running(total)) == (3, None)
    assert not report.typed_over(total)
    report.edit(Edit("", {total: 9}))
    report.edit(Edit("", {person: 4}))
    assert report.shown(total) == 9
    assert report.typed_over(total)
    report.edit(Edit("", {total: None}))
    assert report.shown(total) == 4
    assert not report.edit(Edit("", {total: 4})), "it is the sum: the total goes on following"
    assert not report.typed_over(total)


def test_a_running_sum_that_changes_is_announced(opens: Opens, edition: Edition) -> None:
    report = opens(Report(edition.id))
    reported: list[frozenset[Cell]] = []
    report.cells_changed.connect(reported.append)
    report.edit(Edit("", {edition.cell("requests.received.person"): 3}))
    assert edition.cell("requests.received.total") in reported[-1]


def test_an_edit_that_changes_nothing_is_no_undo_step(zero: OpenReport, edition: Edition) -> None:
    assert not zero.edit(Edit("填写", {edition.cell("requests.received.person"): 0}))
    assert zero.undo_label == ""


def test_findings_come_and_go_with_the_figures(zero: OpenReport, edition: Edition) -> None:
    cell = edition.cell("requests.received.person")
    zero.edit(Edit("填写", {cell: 1}))
    assert {each.severity for each in zero.findings_at(cell)} == {Severity.ERROR}
    zero.undo()
    assert not zero.findings_at(cell)


def test_a_reason_settles_a_warning_and_is_undone_like_any_edit(opens: Opens, edition: Edition) -> None:
    last_year = Report(edition.id, {**zeros(edition), edition.cell("requests.carried_out.person"): 2})
    report = opens(Report(edition.id, zeros(edition)), last_year)
    finding = next(each for each in report.open_findings() if each.rule == "years.carried_in.person")
    report.edit(Edit("核实说明", reasons={finding.rule: Reason(finding.message, "撤并")}))
    assert finding not in report.open_findings()
    report.undo()
    assert finding in report.open_findings()


def test_typing_confirms_the_number_it_changes_and_moves_the_other_marks(opens: Opens, edition: Edition) -> None:
    last_year = Report(edition.id, facts={Fact.YEAR: "2024"}, texts={"1": "受理11件，公开5件。"})
    report = opens(roll_over(last_year, edition, 2025), last_year)
    assert [each.text for each in report.to_check().values()] == ["11", "5"]
    report.write("1", "受理13件，公开5件。", "修改 一")
    assert [(each.text, each.start) for each in report.to_check().values()] == [("5", 8)]
    report.write("1", "本年受理13件，公开5件。", "修改 一")
    assert [(each.text, each.start) for each in report.to_check().values()] == [("5", 10)]
    report.edit(confirming_marks(tuple(report.to_check())))
    assert not report.to_check()
    for _ in range(3):
        report.undo()
    assert [each.text for each in report.to_check().values()] == ["11", "5"]


def test_it_is_called_saved_only_when_it_is_on_the_disk(
    qtbot: QtBot, zero: OpenReport, edition: Edition, store: DraftStore
) -> None:
    text_shown: list[Saving] = []
    zero.saving.changed.connect(text_shown.append)
    with qtbot.waitSignal(zero.saving.changed, check_params_cb=lambda saving: saving.at is not None, timeout=5000):
        zero.edit(Edit("填写", {edition.cell("requests.received.person"): 7}))
        assert text_shown[-1].at is None
    assert store.open(zero.draft_id).report == zero.report


def test_undo_and_redo_survive_closing(zero: OpenReport, edition: Edition, store: DraftStore) -> None:
    cell = edition.cell("requests.received.person")
    for figure in (1, 2, 3):
        zero.edit(Edit(f"填写 {figure}", {cell: figure}))
    zero.undo()
    zero.close()
    again = OpenReport(store.open(zero.draft_id), edition, store)
    try:
        assert (again.undo_label, again.redo_label) == ("填写 2", "填写 3")
        assert again.redo()
        assert again.shown(cell) == 3
        assert again.undo()
        assert again.undo()
        assert again.shown(cell) == 1
    finally:
        again.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.one_of(st.tuples(st.integers(0, 199), st.integers(0, 3)), st.sampled_from(["undo", "redo"]))))
def test_any_run_of_edits_undone_and_redone_ends_where_it_was(
    zero: OpenReport, edition: Edition, moves: list[tuple[int, int] | str]
) -> None:
    start = zero.report
    steps = 0
    for move in moves:
        if move == "undo":
            steps -= bool(zero.undo())
        elif move == "redo":
            steps += bool(zero.redo())
        else:
            assert isinstance(move, tuple)
            number, figure = move
            steps += zero.edit(Edit("填写", {edition.cells[number]: figure or None}))
    end = zero.report
    for _ in range(steps):
        assert zero.undo()
    assert zero.report == start
    for _ in range(steps):
        assert zero.redo()
    assert zero.report == end
    for _ in range(steps):
        zero.undo()


@pytest.fixture(autouse=True)
def _quiet(qtbot: QtBot) -> Iterator[None]:
    yield


def test_restored_text_has_its_links_again(opens: Opens) -> None:
    link = NumberLink("1", 1, "12", (PERSON,))
    report = opens(Report("2021", {PERSON: 12}, texts={"1": "甲12乙"}, links={"0001": link}))
    then = report.report
    report.restore(Edit("改", texts={"1": "丙12丁"}))
    assert report.report.links == {"0001": link}
    report.restore(restoring_edit(report.report, then, "恢复"))
    assert report.report == then


def test_a_linked_number_also_follows_an_edit_that_rewrites_another_section(opens: Opens) -> None:
    link = NumberLink("1", 2, "12", (PERSON,))
    report = opens(Report("2021", {PERSON: 12}, texts={"1": "登记12册", "6": "无"}, links={"0001": link}))
    report.edit(Edit("采用", {PERSON: 15}, texts={"6": "没有"}))
    assert report.report.texts == {"1": "登记15册", "6": "没有"}
    report.edit(Edit("采用", {PERSON: 16}, texts={"1": "共登记15册"}))
    assert report.report.texts["1"] == "共登记15册"  # what it rewrites itself stands as it says
