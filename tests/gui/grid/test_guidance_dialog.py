"""F1 on a cell tells what counts there; the grid keeps its place, and Esc brings the keys back to it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from gui.app.main_window import MainWindow
from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.grid.guidance_dialog import GuidanceDialog
from gui.home.guidance_list import GuidanceList
from gui.home.help_dialog import COUNTING, HelpDialog
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.form.guidance import load_guidance
from model.form.tables import Cell
from model.report.report import Fact, Report
from model.report.sign_off import finishing
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

RESOURCES = EDITIONS_FOLDER.parent
IN_PART = Cell("requests", "results.granted_in_part", "business")


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: dict[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(RESOURCES, "1")
    qtbot.addWidget(made)
    made.show()
    made.begin(store, editions)
    made.open_draft(store.create(Report("2021", facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"}), None))
    qtbot.waitExposed(made)
    yield made
    made.show_home()


def _dialog(window: MainWindow) -> GuidanceDialog:
    assert window.editor is not None and window.editor.guidance.dialog is not None
    return window.editor.guidance.dialog


def _words(dialog: GuidanceDialog) -> str:
    labels: list[QLabel] = list(dialog.findChildren(QLabel))
    return "\n".join(each.text() for each in labels if not each.isHidden())


def test_f1_on_a_cell_explains_its_row_and_column_and_esc_returns_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    assert window.editor is not None
    window.editor.places.go_to_cell(IN_PART)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    dialog = _dialog(window)
    assert dialog.isVisible() and not dialog.isModal()
    assert dialog.name.text() == "表三 三（二）部分公开 · 商业企业"
    assert "只计入部分公开一次" in _words(dialog) and "依据：" in _words(dialog) and "△ 实践做法" in _words(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    page = window.editor.page
    assert isinstance(page, TablePage)
    assert window.focusWidget() is page.view and page.view.current_cell == IN_PART


def test_an_open_dialog_follows_the_current_cell_and_goes_with_the_table(window: MainWindow) -> None:
    assert window.editor is not None
    window.editor.places.go_to_cell(IN_PART)
    window.editor.show_guidance()
    window.editor.places.go_to_cell(Cell("disputes", "suit_after_reconsideration", "upheld"))
    assert "共同被告" in _words(_dialog(window))
    window.editor.navigation.choose("1")
    assert not _dialog(window).isVisible()


@pytest.mark.parametrize(
    "address", ["requests.received.person", "disclosure.fees.amount", "disputes.suit_direct.other"]
)
def test_every_table_is_explained_by_f1(window: MainWindow, qtbot: QtBot, edition: Edition, address: str) -> None:
    assert window.editor is not None
    window.editor.places.go_to_cell(edition.cell(address))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    assert edition.name_of(edition.cell(address)) in _dialog(window).name.text()
    assert _dialog(window).shown


def test_f1_elsewhere_opens_the_help(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(HelpDialog, "exec", lambda self: opened.append(self.windowTitle()))
    assert window.editor is not None
    window.editor.navigation.choose("1")
    window.editor.restore_focus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    assert opened == ["帮助"]


def test_menu_and_palette_lead_to_it_also_in_a_final_report(window: MainWindow) -> None:
    assert window.editor is not None
    window.editor.open_report.edit(finishing(date(2026, 1, 20)))
    window.editor.places.go_to_cell(IN_PART)
    page = window.editor.page
    assert isinstance(page, TablePage)

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()
        (action,) = (each for each in menu.actions() if each.text().startswith("这一格的填报口径"))
        assert action.isEnabled()
        action.trigger()

    QTimer.singleShot(0, choose)
    at = page.view.rect().center()
    page.view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.view.mapToGlobal(at)))
    assert _dialog(window).isVisible()
    _dialog(window).reject()
    {each.name: each.does for each in window.editor.palette_choices.choices()}["这一格的填报口径"]()
    assert _dialog(window).isVisible()


def test_the_help_finds_entries_by_words_of_their_text_and_by_initials(
    qtbot: QtBot, editions: dict[str, Edition]
) -> None:
    entries = load_guidance(RESOURCES / "guidance.toml", editions)
    made = GuidanceList(entries, list(editions.values()))
    qtbot.addWidget(made)
    made.show()
    assert made.found == entries
    for wanted, found in (
        ("共同被告", {"disputes.suit_after_reconsideration"}),
        ("国办函〔2020〕109号 视为放弃", {"requests.fee_unpaid"}),
        ("cfsq", {"requests.repeated"}),
    ):
        made.field.setText(wanted)
        assert found <= {each.id for each in made.found}
        assert [each for each, card in made._cards.items() if not card.isHidden()] == list(made.found)
    made.field.setText("没有这样的口径")
    assert (made.found, made.nothing.text()) == ((), "没有找到“没有这样的口径”")


def test_the_help_opens_at_it_with_the_focus_in_the_field(
    qtbot: QtBot, editions: dict[str, Edition], tmp_path: Path
) -> None:
    entries = load_guidance(RESOURCES / "guidance.toml", editions)
    dialog = HelpDialog("年报", "1", list(editions.values()), tmp_path, None, entries, resources=RESOURCES)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_part(COUNTING)
    assert dialog.focusWidget() is dialog.counting.field


def test_no_text_is_cut_off_at_any_width(
    qtbot: QtBot, opens: Callable[..., OpenReport], editions: dict[str, Edition]
) -> None:
    page = EditorPage(opens(Report("2021")), editions, RESOURCES, RecordedEditorCommands())
    qtbot.addWidget(page)
    page.resize(960, 540)
    page.show()
    page.guidance.show_for(IN_PART)
    dialog = page.guidance.dialog
    assert dialog is not None
    for width in (400, 300):
        dialog.resize(width, 300)
        QApplication.processEvents()
        labels: list[QLabel] = list(dialog.findChildren(QLabel))
        for each in labels:
            if each.isVisible():
                assert each.height() >= each.heightForWidth(each.width()), each.text()
    dialog.reject()
