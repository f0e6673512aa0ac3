"""The smallest repair on top of the findings: it comes when the keys rest, and goes with the next key."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.editor.findings_model import ENTRY_ROLE
from gui.editor.findings_panel import FindingsPanel
from gui.editor.table_page import TablePage
from gui.grid.table_model import STATE, CellState
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.linking.finding_actions import ActionKind
from model.report.derived_totals import with_derived_totals
from model.report.edits import Edit, filling_with_zero
from model.report.report import Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.entries import choose, offered
from tests.gui.editor.recorded_commands import RecordedEditorCommands
from tests.gui.recorded_status import RecordedStatus
from tests.model.checks.rule_breaking import zeros

Opens = Callable[..., OpenReport]


@pytest.fixture
def report(opens: Opens, edition: Edition) -> OpenReport:
    """Three requests of businesses, granted: a table that adds up; nothing was carried over from last year."""
    figures = {**zeros(edition), edition.cell("requests.received.business"): 3}
    figures[edition.cell("requests.results.granted.business")] = 3
    totals = ("received.total", "results.granted.total", "results.total.business", "results.total.total")
    figures |= {edition.cell(f"requests.{each}"): 3 for each in totals}
    return opens(with_derived_totals(Report(edition.id, figures), edition), Report(edition.id, zeros(edition)))


@pytest.fixture
def panel(qtbot: QtBot, report: OpenReport) -> FindingsPanel:
    made = FindingsPanel(report, RecordedStatus())
    qtbot.addWidget(made)
    return made


def wrong(report: OpenReport, figure: int = 1) -> None:
    """A wrong figure of which nobody knows what stood there before."""
    cell = report.edition.cell("requests.carried_out.business")
    report.edit(Edit("清除", {cell: None}))
    report.edit(Edit("填写", {cell: figure}))


def card(panel: FindingsPanel) -> FindingEntry | None:
    first = panel.model.index(0).data(ENTRY_ROLE)
    return first if first is not None and first.kind == "repair" else None


def found(panel: FindingsPanel, qtbot: QtBot) -> FindingEntry:
    qtbot.waitUntil(lambda: card(panel) is not None, timeout=5000)
    item = card(panel)
    assert item is not None
    return item


def test_the_best_repair_stands_on_top_and_one_click_takes_it(
    panel: FindingsPanel, report: OpenReport, qtbot: QtBot
) -> None:
    wrong(report)
    item = found(panel, qtbot)
    assert item.text.startswith("四、结转下年度 · 商业企业：1 应为 0")
    assert (item.title, offered(item)[0]) == ("可能的错处，请先核对", ("改为 0", ListCommand.REPAIR))
    choose(panel, item, ListCommand.REPAIR)
    assert report.shown(report.edition.cell("requests.carried_out.business")) == 0
    assert card(panel) is None
    assert report.undo()
    assert report.shown(report.edition.cell("requests.carried_out.business")) == 1


def test_the_next_edit_removes_the_proposal(panel: FindingsPanel, report: OpenReport, qtbot: QtBot) -> None:
    wrong(report)
    found(panel, qtbot)
    wrong(report, 2)
    assert card(panel) is None
    assert "2 应为 0" in found(panel, qtbot).text


def test_a_table_that_adds_up_has_no_proposal(panel: FindingsPanel, report: OpenReport, qtbot: QtBot) -> None:
    wrong(report)
    found(panel, qtbot)
    wrong(report, 0)
    qtbot.wait(600)
    assert card(panel) is None


def test_the_last_change_of_a_figure_is_proposed_first(panel: FindingsPanel, report: OpenReport, qtbot: QtBot) -> None:
    cell = report.edition.cell("requests.received.business")
    report.edit(Edit("填写", {cell: 8}))
    item = found(panel, qtbot)
    assert item.text.startswith("刚才把 一、本年新收 · 商业企业 由 3 改为 8；改回 3 就对上了。")
    assert (item.title, offered(item)[:2]) == (
        "刚改过的数，请先核对",
        [("改回 3", ListCommand.REPAIR), ("定位", ActionKind.GO)],
    )
    assert panel.repairs.suspects == {cell}
    qtbot.waitUntil(lambda: panel.repairs.advice is not None, timeout=5000)
    assert [each.kind for each in panel.model._entries].count("repair") == 1
    item = found(panel, qtbot)  # with what the equations tell besides
    assert "按勾稽关系另有" in item.text, "that other cells may be wrong is not kept from anybody"
    choose(panel, item, ListCommand.REPAIR)
    assert report.shown(cell) == 3
    assert report.undo_label == "改回 一、本年新收 · 商业企业 3"
    assert not report.checked.context.broken
    assert card(panel) is None


def test_other_repairs_are_offered(panel: FindingsPanel, report: OpenReport, qtbot: QtBot) -> None:
    wrong(report)
    item = found(panel, qtbot)
    assert any(kind == ListCommand.OTHER_REPAIRS for _, kind in offered(item))
    best = panel.repairs.best
    assert best is not None
    menu = panel.show_other_repairs(best[0].repairs[1:])
    assert isinstance(menu, QMenu)
    heading, *others = [each.text() for each in menu.actions()]
    assert heading == "商业企业列："
    assert len(others) == len(best[0].repairs) - 1
    assert others[0] == "一、本年新收 应为 4（写错一位）"
    menu.close()


def test_among_many_indistinguishable_repairs_none_is_proposed(
    panel: FindingsPanel, report: OpenReport, qtbot: QtBot
) -> None:
    """Nothing was carried over, says 空白补 0; but 3 of a person, 2 of a business, 1 of a legal service are open."""
    at = {name: report.edition.cell(f"requests.received.{name}") for name in ("person", "business", "legal_service")}
    out = [report.edition.cell(f"requests.carried_out.{name}") for name in at]
    report.edit(Edit("清除", dict.fromkeys(out)))
    report.edit(Edit("填写", dict(zip(at.values(), (3, 5, 1), strict=True))))
    report.edit(filling_with_zero(report.report, report.edition, out))
    item = found(panel, qtbot)
    assert item.text.split("。") == [
        "自然人列差 3、商业企业列差 2、法律服务机构列差 1，改法很多，勾稽关系定不下来",
        "先看 四、结转下年度 · 自然人、商业企业、法律服务机构（现在是 0）",
        "这些格是用“空白补 0”填的",
        "",
    ]
    assert offered(item) == [("定位", ActionKind.GO)]
    with qtbot.waitSignal(panel.cell_chosen) as chosen:
        choose(panel, item, ActionKind.GO)
    assert chosen.args == [out[0]]
    with qtbot.waitSignal(panel.cells_hovered) as hovered:
        panel.list.hovered.emit(item)
    assert hovered.args == [frozenset(out)]


def test_a_few_equally_likely_repairs_are_offered_for_choice(
    panel: FindingsPanel, report: OpenReport, qtbot: QtBot
) -> None:
    granted = report.edition.cell("requests.results.granted.business")
    report.edit(Edit("填写", {granted: 4, report.edition.cell("requests.carried_out.business"): 1}))
    item = found(panel, qtbot)
    assert "应为" not in item.text
    unclear = panel.repairs.unclear
    assert unclear is not None
    assert offered(item)[-1] == (f"可能的改法 {len(unclear.repairs)}", ListCommand.OTHER_REPAIRS)
    choose(panel, item, ListCommand.OTHER_REPAIRS)
    menus = cast(list[QMenu], panel.findChildren(QMenu))
    (menu,) = (each for each in menus if each.isVisible())
    menu.actions()[1].trigger()
    menu.close()
    assert not report.checked.context.broken


def test_a_group_of_table_four_is_reported_without_naming_one_cell(
    panel: FindingsPanel, report: OpenReport, qtbot: QtBot
) -> None:
    report.edit(Edit("填写", {report.edition.cell("disputes.reconsideration.total"): 2}))
    item = found(panel, qtbot)
    assert "总计应为 0" in item.text
    assert not item.actions


def test_its_cell_is_marked_in_the_grid(qtbot: QtBot, report: OpenReport, editions: dict[str, Edition]) -> None:
    page = EditorPage(report, editions, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(page)
    wrong(report)
    found(page.panel, qtbot)
    page.navigation.choose("3")
    table = page.page
    assert isinstance(table, TablePage)
    state = table.model.index_of(report.edition.cell("requests.carried_out.business")).data(STATE)
    assert isinstance(state, CellState)
    assert state.suspect
    assert "最可能的错处" in state.words
