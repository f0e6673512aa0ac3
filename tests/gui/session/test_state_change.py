"""What one edit changed: exactly what views must show anew."""

import pytest

from gui.session.state_change import StateChange, state_change
from model.checks.engine import check
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Remark, Report, SignOffField

RECEIVED = Cell("requests", "received", "person")
TOTAL = Cell("requests", "received", "total")


@pytest.fixture
def report(edition: Edition) -> Report:
    others = [cell for cell in edition.cells if cell.table == "requests" and cell.row == "received"]
    figures = {cell: 1 for cell in others if cell != TOTAL}
    return Report(edition.id, figures=figures, facts={Fact.YEAR: "2025"}, texts={"1": "收到申请3件。"})


def changed_by(report: Report, edition: Edition, edit: Edit) -> StateChange:
    before = check(report, edition)
    return state_change(before, check(apply(report, edit)[0], edition, before=before))


def test_a_figure_changes_its_cell_and_the_totals_computed_from_it(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("填写", {RECEIVED: 5}))
    assert {RECEIVED, TOTAL} <= change.cells
    assert (change.texts, change.sign_off, change.marks) == (frozenset(), False, False)
    assert change.open_matters


def test_a_cell_that_a_finding_names_is_changed_with_the_finding(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("填写", {TOTAL: 99}))
    assert change.findings
    assert change.cells >= {RECEIVED, TOTAL}


def test_a_text_changes_its_key_and_the_marks_in_it(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("改写", texts={"2": "无。"}))
    assert change.texts == {"2"}
    assert change.marks


def test_a_fact_changes_the_marks_that_may_name_it(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("改年度", facts={Fact.YEAR: "2026"}))
    assert change.facts == {Fact.YEAR}
    assert change.marks


def test_a_remark_changes_its_cell_alone(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("批注", remarks={RECEIVED: Remark("问过业务科")}))
    assert change.cells == {RECEIVED}
    assert not change.findings


def test_text_that_is_no_figure_changes_its_cell(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("填写", unread={RECEIVED: "约3"}))
    assert RECEIVED in change.cells


def test_the_sign_off_alone_changes_no_cell(report: Report, edition: Edition) -> None:
    change = changed_by(report, edition, Edit("送签", sign_off={SignOffField.STAGE: "sent"}))
    assert change.sign_off
    assert (change.cells, change.texts, change.marks, change.findings) == (frozenset(), frozenset(), False, False)


def test_the_same_state_is_no_change(report: Report, edition: Edition) -> None:
    checked = check(report, edition)
    change = state_change(checked, checked)
    assert not change.open_matters
    assert not change.texts
