"""Nothing hidden: Ctrl+K lists every command of every menu, button and key of the page that is shown."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.app.main_window import MainWindow
from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.kit.command_palette import CommandPalette
from gui.kit.commands import Command, choices_of_menu, fill_menu, name_of, plain_name
from gui.narrative.text_page import TextPage
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.importing import import_report
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER, SAMPLES

SAMPLE = SAMPLES / "enping-office-2024.txt"
OF_THE_PALETTE = {"Ctrl+K", "Ctrl+G"}
"""Keys that open it."""
WITHOUT_A_MENU = {"Ctrl+S", "Shift+F7", "Ctrl+Shift+Z"}
"""Keys that only tell something, or do what another key does the other way round."""


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(EDITIONS_FOLDER.parent, "0")
    last_year = import_report(SAMPLE, editions).report
    store.create(roll_over(last_year, editions["2021"], 2025), last_year)
    made.begin(store, dict(editions))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def editor(window: MainWindow, store: DraftStore) -> EditorPage:
    window.open_draft(store.drafts()[0].id)
    assert window.editor is not None
    return window.editor


def listed(window: MainWindow, qtbot: QtBot) -> set[str]:
    """The names that Ctrl+K offers, however far one has to type for them."""
    window.open_palette()
    palette = window.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    names = {each.name.rstrip("…") for each in palette.choices}
    palette.close()
    qtbot.waitUntil(lambda: not isValid(palette))
    return names


def actions_of(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from actions_of(inner)
        elif action.isEnabled() and not action.isSeparator():
            yield action


def buttons_of(page: QWidget) -> set[str]:
    buttons: list[QAbstractButton] = list(page.findChildren(QPushButton))
    shown = [each for each in buttons if each.isVisible() and each.isEnabled()]
    unnamed = [each for each in shown if not name_of(each)]
    assert unnamed == []
    return {name_of(each).rstrip("…") for each in shown}


def names_of(actions: Iterator[QAction]) -> set[str]:
    return {plain_name(each.text()).rstrip("…") for each in actions}


def assert_all_listed(window: MainWindow, qtbot: QtBot, page: QWidget, menus: list[QMenu]) -> None:
    names = listed(window, qtbot)
    assert buttons_of(page) <= names
    for menu in menus:
        missing = {each for each in names_of(actions_of(menu)) if not any(name.endswith(each) for name in names)}
        assert missing == set()
    for action in actions_in(window):
        assert isinstance(action.parent(), QMenu) or not action.text()  # no command outside of menus and buttons


def actions_in(window: MainWindow) -> list[QAction]:
    return list(window.findChildren(QAction))


def test_every_command_of_the_list_of_drafts_is_listed_and_each_draft(window: MainWindow, qtbot: QtBot) -> None:
    draft = window.home.drafts.table.current()
    assert draft is not None
    assert_all_listed(window, qtbot, window.start_page, [window.home.drafts.table.menu(draft)])
    assert f"打开 {draft.organ}，2025 年度" in listed(window, qtbot)


def test_every_command_of_a_preview_is_listed(window: MainWindow, qtbot: QtBot) -> None:
    window.import_file(SAMPLE)
    qtbot.waitUntil(lambda: window.preview is not None)
    assert window.preview is not None
    assert_all_listed(window, qtbot, window.preview, [])


def test_every_command_of_every_page_of_a_draft_is_listed(window: MainWindow, editor: EditorPage, qtbot: QtBot) -> None:
    for key, _ in editor.navigation.titles:
        editor.navigation.choose(key)
        editor.panel.list.setCurrentIndex(editor.panel.model.index(1, 0))
        menus = [editor.tools.menu(), editor.documents.menu()]
        page = editor.page
        if isinstance(page, TablePage):
            menus.append(page.view.menu())
        if isinstance(page, TextPage):
            menus.append(page.editor.menu(page.editor.mark_here()))
        if (of_finding := editor.panel.list.menu()) is not None:
            menus.append(of_finding)
        assert_all_listed(window, qtbot, editor, menus)


def test_every_key_of_the_window_stands_in_a_menu(window: MainWindow, editor: EditorPage) -> None:
    shortcuts: list[QShortcut] = list(window.findChildren(QShortcut))
    keys = {each.key().toString() for each in shortcuts if each.parent() is window}
    shown = {action.text().partition("\t")[2] for menu in editor.menus() for action in menu.actions()}
    assert keys - shown <= OF_THE_PALETTE | WITHOUT_A_MENU
    assert {"Ctrl+F", "Ctrl+H", "Ctrl+K", "Ctrl+P", "F1", "F9"} <= shown


def test_ctrl_p_shows_the_pages_and_prints_from_there(
    window: MainWindow, editor: EditorPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(editor, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = editor.documents.previewed
    assert preview is not None and preview.isVisible()
    printed: list[object] = []
    monkeypatch.setattr(preview, "_print_pages", printed.append)
    qtbot.waitUntil(preview.isActiveWindow)
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(printed) == 1
    preview.reject()


def test_what_the_palette_offers_does_what_the_menu_does(window: MainWindow, editor: EditorPage, qtbot: QtBot) -> None:
    window.open_palette()
    palette = window.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    palette.field.setText("核对结果")
    before = editor.splitter.is_folded
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert editor.splitter.is_folded != before


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("‹ 草稿", "草稿"),
        ("帮助 F1", "帮助"),
        ("批注…　Shift+F2", "批注…"),
        ("打开\tEnter", "打开"),
        ("导出 Excel", "导出 Excel"),
        ("－", "－"),
    ],
)
def test_commands_are_found_by_the_names_users_type(text: str, name: str) -> None:
    assert plain_name(text) == name


def test_a_menu_checks_active_and_disables_unavailable_commands(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_menu(menu, [Command("对照上年", lambda: None, is_on=True), Command("重做", None, "Ctrl+Y")])
    first, second = menu.actions()
    assert first.isCheckable() and first.isChecked()
    assert not second.isEnabled()
    assert [each.name for each in choices_of_menu(menu)] == ["对照上年"]
    assert QKeySequence(second.text().partition("\t")[2]) == QKeySequence("Ctrl+Y")
