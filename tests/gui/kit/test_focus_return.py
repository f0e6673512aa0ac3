"""After any button of an open draft the keyboard is with the work: the grid, the words, or the field that had it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.findings_model import ENTRY_ROLE
from gui.editor.table_page import TablePage
from gui.kit.focus_return import announce_focus_later
from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.linking.finding_actions import ActionKind
from model.report.edits import Edit, filling_with_zero
from model.report.report import Fact, Remark, Report
from model.report.sign_off import finishing, sending
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

Opens = Callable[..., OpenReport]
LEFT = Qt.MouseButton.LeftButton
WORDS = (
    "2024年,发布政府信息128条。\n（一）收到政府信息公开申请11件，答复9件。\n（三）依据2023年的办法,全部办结。"
    "\n共受理申请12件，予以公开5件，联系人：XXX。"
)
LEAVING = ("‹ 草稿", "导出 Excel", "导出 Word 送签", "更多", "打开所在文件夹")
"""Buttons that lead out of the page, and those whose way back tests of the exports follow."""


@pytest.fixture
def commands() -> RecordedEditorCommands:
    return RecordedEditorCommands()


@pytest.fixture
def page(
    qtbot: QtBot, opens: Opens, editions: dict[str, Edition], commands: RecordedEditorCommands
) -> Iterator[EditorPage]:
    edition = editions["2021"]
    last_year = Report(
        "2021", facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2024"}, texts={"1": WORDS, "5": WORDS}
    )
    open_report = opens(roll_over(last_year, edition, 2025), last_year)
    report = open_report.report
    some = filling_with_zero(report, edition, edition.cells[:150]).figures
    received = edition.cell("requests.received.person")
    open_report.edit(Edit("填写", {**some, received: 7}, remarks={received: Remark("问过", flagged=True)}))
    made = EditorPage(open_report, editions, EDITIONS_FOLDER.parent, commands)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitActive(made)
    closer = QTimer(made)  # what a button opens is closed again
    closer.timeout.connect(_close_what_was_opened)
    closer.start(20)
    yield made
    closer.stop()


def _close_what_was_opened() -> None:
    if opened := QApplication.activePopupWidget() or QApplication.activeModalWidget():
        opened.close()


def _work(page: EditorPage) -> list[QWidget]:
    shown = page.page
    if isinstance(shown, TablePage):
        return [shown.view]
    return [shown.editor] if isinstance(shown, TextPage) else [shown]


def _is_with_the_work(page: EditorPage) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and any(each is focused or each.isAncestorOf(focused) for each in _work(page))


def _settled(page: EditorPage, qtbot: QtBot) -> None:
    def is_alone() -> bool:
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False
        page.activateWindow()  # as a window manager does when a dialog closes
        return page.isActiveWindow()

    qtbot.waitUntil(is_alone)


def _buttons(page: EditorPage) -> list[QPushButton]:
    found: list[QPushButton] = list(page.findChildren(QPushButton))
    return [each for each in found if each.isVisible() and each.isEnabled() and each.text() not in LEAVING]


def _button(part: QWidget, name: str) -> QPushButton:
    found: list[QPushButton] = list(part.findChildren(QPushButton))
    return next(each for each in found if each.text() == name)


def _pressed(page: EditorPage, key: str, press: Callable[[QPushButton], None], qtbot: QtBot) -> list[str]:
    """Every button of the page once; the names of those that were pressed."""
    names: list[str] = []
    while True:
        page.navigation.choose(key)
        page.restore_focus()
        if isinstance(shown := page.page, TextPage) and not isinstance(QApplication.focusWidget(), QPushButton):
            shown.marks.show_next_mark()
        left = [each for each in _buttons(page) if (each.accessibleName() or each.text()) not in names]
        if not left:
            return names
        name = left[0].accessibleName() or left[0].text()
        names.append(name)
        press(left[0])
        _settled(page, qtbot)
        assert _is_with_the_work(page), (key, name, QApplication.focusWidget())


@pytest.mark.parametrize("key", ["facts", "1", "3"])
def test_a_click_on_any_button_leaves_the_focus_on_the_page(page: EditorPage, key: str, qtbot: QtBot) -> None:
    def click(button: QPushButton) -> None:
        qtbot.mouseClick(button, LEFT)

    names = _pressed(page, key, click, qtbot)
    if key == "1":
        assert {"规范标点", "重排序号", "下一处", "撤销"} <= {name.partition(" ")[0] for name in names}


def test_a_button_hidden_while_focused_passes_the_focus_to_the_page(page: EditorPage, qtbot: QtBot) -> None:
    page.navigation.choose("1")
    shown = page.page
    assert isinstance(shown, TextPage)
    shown.editor.setFocus()
    shown.marks.show_next_mark()
    for _ in range(3):
        button = next(each for name, each in shown.head.mark_bar.buttons().items() if "已核实" in name)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert QApplication.focusWidget() is shown.editor
        shown.marks.show_next_mark()


def test_the_keys_that_settle_a_mark_never_leave_the_draft(
    page: EditorPage, commands: RecordedEditorCommands, qtbot: QtBot
) -> None:
    page.navigation.choose("1")
    shown = page.page
    assert isinstance(shown, TextPage)
    shown.marks.show_next_mark()
    button = next(each for name, each in shown.head.mark_bar.buttons().items() if "已核实" in name)
    qtbot.mouseClick(button, LEFT)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or page, key)
    assert not commands.calls
    assert page.open_report.report.texts["1"] != shown.editor.words()  # the keys have written


@pytest.mark.parametrize("key", ["1", "3"])
def test_every_link_of_the_panel_leaves_the_focus_on_the_page(page: EditorPage, key: str, qtbot: QtBot) -> None:
    done: list[tuple[str, str]] = []
    listed = page.panel.list
    while True:
        page.navigation.choose(key)
        page.restore_focus()
        model = page.panel.model
        links = [
            (row, rect.center(), action.label, item.title)
            for row in range(model.rowCount())
            for item in [model.index(row).data(ENTRY_ROLE)]
            for rect, action in listed.layout_of(item).actions
            if action.kind != ActionKind.EXPLAIN and (action.label, item.kind) not in done
        ]
        if not links:
            break
        row, at, message, _ = links[0]
        index = model.index(row)
        done.append((message, index.data(ENTRY_ROLE).kind))
        listed.scrollTo(index)
        qtbot.mouseClick(listed.viewport(), LEFT, pos=at + listed.visualRect(index).topLeft())
        _settled(page, qtbot)
        assert _is_with_the_work(page), (message, QApplication.focusWidget())
    assert len(done) >= 3


def test_the_find_bar_keeps_the_focus_until_it_is_closed(page: EditorPage, qtbot: QtBot) -> None:
    page.navigation.choose("1")
    page.open_find(replacing=True)
    page.find_bar.wanted.setText("申请")
    page.find_bar.instead.setText("申请书")
    for name in ("下一处", "上一处", "替换", "全部替换"):
        button = _button(page.find_bar, name)
        qtbot.mouseClick(button, LEFT)
        assert QApplication.focusWidget() in (page.find_bar.wanted, page.find_bar.instead), name
    button = _button(page.find_bar, "关闭 Esc")
    qtbot.mouseClick(button, LEFT)
    assert _is_with_the_work(page)


def test_the_sign_off_bar_returns_the_focus_however_it_is_used(page: EditorPage, qtbot: QtBot) -> None:
    report = page.open_report
    for edit, name in ((sending, "退回草稿"), (finishing, "重新打开定稿…")):
        report.edit(edit(page.sign_off._today()))
        button = _button(page.sign_off, name)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        _settled(page, qtbot)
        if name == "退回草稿":
            assert _is_with_the_work(page), name
        page.restore_focus()
        button = _button(page.sign_off, name)
        if button.isVisible():
            qtbot.mouseClick(button, LEFT)
            _settled(page, qtbot)
            assert _is_with_the_work(page), name


def test_pending_input_is_committed_before_a_click_takes_effect(page: EditorPage, qtbot: QtBot) -> None:
    page.navigation.choose("1")
    shown = page.page
    assert isinstance(shown, TextPage)
    shown.editor.setFocus()
    qtbot.keyClicks(shown.editor, "x")
    qtbot.mouseClick(shown.head.full_width, LEFT)
    words = page.open_report.report.texts["1"]
    assert words.startswith("x") and "," not in words


def test_the_input_method_can_be_told_again_what_has_the_focus(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    handle = window.windowHandle()
    assert handle is not None
    told: list[object] = []
    handle.focusObjectChanged.connect(told.append)
    announce_focus_later()
    assert told == []
    qtbot.waitUntil(lambda: told == [field])
