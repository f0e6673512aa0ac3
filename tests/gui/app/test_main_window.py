"""The whole window: from last year's file to a draft and back to the list."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.app.main_window import MainWindow
from gui.editor.facts_page import FactsPage
from gui.editor.table_page import TablePage
from gui.home.help_dialog import HelpDialog
from gui.importing.check_preview import CheckPreview
from gui.narrative.text_page import TextPage
from model.form.edition import Edition
from model.importing import import_report, reading_processes
from model.importing.reading_processes import IN_PROCESS, Readers
from model.report.edits import Edit
from model.report.report import Fact, Report
from model.report.sign_off import finishing, reopening
from model.store.batch_store import BatchStore
from model.store.draft_store import DraftStore
from model.store.draft_transfer import export_draft
from model.store.settings import Settings, read_settings, write_settings
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.export.exporting import export_report, write_report
from tests.model.batch.county import RESOURCES, correct_report
from tests.model.years.kept_years import batch, kept

SAMPLE = SAMPLES / "enping-office-2024.txt"
Asked = Callable[[], list[str]]


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(EDITIONS_FOLDER.parent, "0")
    made.begin(store, dict(editions))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5000)  # shortcuts are for the window that has the keys
    yield made
    made.close()


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say; each is answered with its default."""
    text_shown: list[str] = []

    def answer(box: QMessageBox) -> int:
        text_shown.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return text_shown


def press(window: MainWindow, text: str) -> None:
    buttons: list[QPushButton] = list(window.findChildren(QPushButton))
    shown = [each for each in buttons if each.text().startswith(text) and each.isVisible()]
    assert shown, text
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)


def imported(window: MainWindow, qtbot: QtBot, path: Path = SAMPLE) -> None:
    window.import_file(path)
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10000)


def test_last_year_s_file_becomes_this_year_s_draft(window: MainWindow, qtbot: QtBot, store: DraftStore) -> None:
    imported(window, qtbot)
    press(window, "生成 2025 年度草稿")
    editor = window.editor
    assert editor is not None
    report = editor.open_report
    assert (report.report.organ, report.report.year) == ("恩平市人民政府办公室", 2025)
    assert report.last_year is not None
    assert report.shown(report.edition.cell("requests.carried_in.person")) == 2
    assert report.shown(report.edition.cell("requests.received.person")) is None
    (summary,) = store.drafts()
    assert (summary.name, summary.year) == ("恩平市人民政府办公室", 2025)


def test_a_reopened_draft_has_its_content_and_undo_history(window: MainWindow, qtbot: QtBot, store: DraftStore) -> None:
    imported(window, qtbot)
    press(window, "生成 2025 年度草稿")
    assert window.editor is not None
    cell = window.editor.open_report.edition.cell("requests.received.person")
    window.editor.open_report.edit(Edit("填写 自然人", {cell: 8}))
    window.show_home()
    assert window.editor is None
    (summary,) = store.drafts()
    window.open_draft(summary.id)
    assert window.editor is not None
    assert window.editor.open_report.shown(cell) == 8
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=5000)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.editor.open_report.shown(cell) is None


@pytest.mark.parametrize(("answer", "drafts"), [("打开已有的", 1), ("另建一份", 2), ("取消", 1)])
def test_a_second_draft_of_the_same_organ_and_year_needs_confirmation(
    window: MainWindow, qtbot: QtBot, store: DraftStore, monkeypatch: pytest.MonkeyPatch, answer: str, drafts: int
) -> None:
    requested: list[str] = []

    def answers(box: QMessageBox) -> int:
        requested.append(box.text() + box.informativeText())
        next(each for each in box.buttons() if each.text() == answer).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answers)
    imported(window, qtbot)
    press(window, "生成 2025 年度草稿")
    assert requested == []
    (first,) = store.drafts()
    window.show_home()
    imported(window, qtbot)
    press(window, "生成 2025 年度草稿")
    (text_shown,) = requested
    assert "恩平市人民政府办公室" in text_shown and "填报 " in text_shown and "最近保存 今天" in text_shown
    assert len(store.drafts()) == drafts
    assert (window.editor is None) is (answer == "取消")
    if window.editor is not None:
        assert (window.editor.open_report.draft_id == first.id) is (answer == "打开已有的")
        title = window.editor.head.title.text()
        assert title == f"恩平市人民政府办公室{'（另建）' if answer == '另建一份' else ''} · 2025 年度"


def test_home_selects_and_focuses_the_draft_that_was_just_closed(
    window: MainWindow, qtbot: QtBot, store: DraftStore
) -> None:
    older, newer = (
        store.create(Report("2021", facts={Fact.ORGAN: each, Fact.YEAR: "2025"})) for each in ("甲局", "乙局")
    )
    window.show_home()
    for draft_id in (newer, older):
        window.open_draft(draft_id)
        window.show_home()
        current = window.home.drafts.table.current()
        assert current is not None and current.id == draft_id
        qtbot.waitUntil(window.home.drafts.table.hasFocus)


def test_checking_a_file_shows_its_findings_and_stores_nothing(
    window: MainWindow, qtbot: QtBot, store: DraftStore
) -> None:
    window.check_file(SAMPLE)
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10_000)
    assert isinstance(window.preview, CheckPreview)
    assert read_settings(store.path.parent).recent_files == ()
    press(window, "返回")
    assert window.preview is None
    assert store.drafts() == ()


def test_a_checked_file_is_compared_with_the_kept_report_of_last_year(
    window: MainWindow, qtbot: QtBot, store: DraftStore, editions: dict[str, Edition], tmp_path: Path
) -> None:
    unit = "恩平市教育局"
    BatchStore(store.path.parent).keep(batch(2023, kept(unit, 2023, 7)))
    path = tmp_path / "教育局.json"
    write_report(correct_report(unit, editions["2021"], 2024), editions["2021"], path, RESOURCES)
    window.check_file(path)
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10_000)
    assert isinstance(window.preview, CheckPreview)
    assert window.preview._last_year_line.text() == f"按留存的上年年报（2023 年度）“{unit}2023.docx”核对"


def test_the_kept_report_of_last_year_is_not_looked_for_on_the_window_s_thread(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def recorded(*_: object) -> None:
        threads.append(threading.current_thread())

    monkeypatch.setattr("gui.app.import_workflow.kept_prior", recorded)
    window.check_file(SAMPLE)
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10_000)
    assert len(threads) == 1 and threads[0] is not threading.main_thread()


def test_why_a_report_was_opened_again_is_reported_once(window: MainWindow, store: DraftStore) -> None:
    facts = {Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"}
    draft, other = (store.create(Report("2021", facts=facts)) for _ in range(2))

    def shown(reopened: str = "", draft: str = draft) -> bool:
        window.open_draft(draft)
        assert window.editor is not None
        if reopened:
            window.editor.open_report.edit(finishing(date(2026, 1, 20)))
            window.editor.open_report.edit(reopening(date(2026, 1, 21), reopened))
        return not window.editor.sign_off.isHidden()

    assert shown("补充数据")
    assert shown()  # nobody has read it yet
    assert window.editor is not None
    window.editor.sign_off.close_.click()
    assert not shown()
    assert shown("领导要求修改")
    assert shown("补充数据", other)


def test_the_head_says_which_copy_is_open(window: MainWindow, store: DraftStore) -> None:
    draft = store.create(Report("2021", facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"}))
    for called, head in (
        (draft, "恩平市财政局 · 2025 年度"),
        (store.duplicate(draft), "恩平市财政局（副本） · 2025 年度"),
        (store.create(store.open(draft).report, name="第二稿"), "恩平市财政局 · 第二稿 · 2025 年度"),
    ):
        window.open_draft(called)
        assert window.editor is not None
        assert window.editor.head.title.text() == head


def test_a_cancelled_import_leaves_nothing(window: MainWindow, qtbot: QtBot, store: DraftStore) -> None:
    imported(window, qtbot)
    press(window, "取消")
    assert window.preview is None
    assert store.drafts() == ()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops a process")
@pytest.mark.parametrize("by_key", [False, True], ids=["button", "Esc"])
def test_a_file_that_takes_long_can_be_cancelled_at_once(
    window: MainWindow, qtbot: QtBot, store: DraftStore, monkeypatch: pytest.MonkeyPatch, by_key: bool
) -> None:
    monkeypatch.delenv(IN_PROCESS)
    readers = Readers()
    monkeypatch.setattr(reading_processes, "READERS", readers)
    readers.isolate()
    readers.document(SAMPLE.read_bytes(), SAMPLE.name)
    [process] = readers._idle
    os.kill(process.pid, signal.SIGSTOP)
    try:
        window.import_file(SAMPLE)
        card = window.home.drafts
        assert card.message.text() == f"正在读取 {SAMPLE.name}…"
        qtbot.waitUntil(lambda: not readers._idle)  # or the next import would be given the process that is stopped
        if by_key:
            QTest.keyClick(window.home, Qt.Key.Key_Escape)
        else:
            press(window, "取消")
        assert card.message.text() == f"已取消读取 {SAMPLE.name}，什么也没有改动"
        assert card.cancel.isHidden()
        imported(window, qtbot)  # the next one begins without waiting
        assert store.drafts() == ()
        qtbot.waitUntil(lambda: not process.is_usable, timeout=5000)
    finally:
        readers.stop()


def test_an_unreadable_file_is_reported_and_the_window_stays_usable(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, reported: list[str]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04")
    window.import_file(bad)
    qtbot.waitUntil(lambda: bool(reported), timeout=10000)
    assert "坏.docx" in reported[0]
    imported(window, qtbot)


def test_a_blank_report_starts_with_nothing_but_its_year(window: MainWindow) -> None:
    window.start_blank()
    assert window.editor is not None
    report = window.editor.open_report.report
    assert not report.figures
    assert report.year


def test_pending_input_is_saved_on_closing(window: MainWindow, qtbot: QtBot, store: DraftStore) -> None:
    window.start_blank()
    assert window.editor is not None
    window.editor.navigation.choose("facts")
    page = window.editor.page
    assert isinstance(page, FactsPage)
    field = QApplication.focusWidget() or page
    page.setFocus()
    QTest.qWait(0)
    focused = QApplication.focusWidget() or field
    QTest.keyClicks(focused, "abc")
    window.close()
    (summary,) = store.drafts()
    assert "abc" in store.open(summary.id).report.facts.values()


def test_shortcuts_act_on_the_focused_widget(window: MainWindow) -> None:
    window.start_blank()
    assert window.editor is not None
    window.editor.navigation.choose("3")
    page = window.editor.page
    assert isinstance(page, TablePage)
    cell = page.model.table.cells[0]
    page.view.go_to(cell)
    QTest.keyClicks(page.view, "7")
    QTest.keyClick(QApplication.focusWidget() or page.view, Qt.Key.Key_Return)
    assert window.editor.open_report.shown(cell) == 7
    window.editor.navigation.choose("facts")
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert window.editor.navigation.current_key == "5"  # the empty section is what must be mended


def test_the_zoom_is_kept_from_draft_to_draft_and_from_start_to_start(window: MainWindow, store: DraftStore) -> None:
    window.start_blank()
    assert window.editor is not None
    window.editor.navigation.choose("3")
    page = window.editor.page
    assert isinstance(page, TablePage)
    page.view.set_zoom(1.5)
    other = window.editor.pages.page_of("2")
    assert isinstance(other, TablePage)
    assert other.view.zoom == 1.5
    window.show_home()
    assert read_settings(store.path.parent).zoom == 150
    window.start_blank()
    assert window.editor is not None
    assert window.editor.pages.zoom == 1.5


def test_the_limit_of_characters_of_the_settings_applies_to_drafts(window: MainWindow, store: DraftStore) -> None:
    write_settings(store.path.parent, Settings(limits={"report.length": 200}))
    window.start_blank()
    assert window.editor is not None
    window.editor.navigation.choose("1")
    window.editor.open_report.write("1", "主" * 201, "改写")
    page = window.editor.page
    assert isinstance(page, TextPage)
    assert page.head.count.text() == "本节 201 字，上限 200 字，超过 1 字"
    (found,) = [each for each in window.editor.open_report.checked.findings if each.stated_by == "report.length"]
    assert found.message == "共 201 字，超过 200 字"
    window.editor.open_report.write("1", "主" * 200, "改写")
    assert page.head.count.text() == "本节 200 字，上限 200 字"
    assert not [each for each in window.editor.open_report.checked.findings if each.stated_by == "report.length"]


def test_document_settings_are_kept_from_draft_to_draft(window: MainWindow, store: DraftStore) -> None:
    window.start_blank()
    assert window.editor is not None
    exporter = window.editor.exporter
    exporter.change(replace(exporter.settings, line_pt=28.5, export_formats=("pdf",)))
    window.editor.pages.set_zoom(1.5)
    window.show_home()
    kept = read_settings(store.path.parent)
    assert (kept.line_pt, kept.export_formats, kept.zoom) == (28.5, ("pdf",), 150)
    window.start_blank()
    assert window.editor is not None
    assert window.editor.exporter.choices.line_pt == 28.5


def test_every_button_and_field_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    window.start_blank()
    assert window.editor is not None
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QAbstractItemView, QTextEdit)
    widgets: list[QWidget] = list(window.findChildren(QWidget))
    reached = [
        each
        for each in widgets
        if isinstance(each, kinds) and each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    nameless = [each for each in reached if not _spoken_name(each)]
    assert nameless == []


def _spoken_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_help_lists_the_shortcuts(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    text_shown: list[str] = []

    def look(dialog: HelpDialog) -> int:
        labels: list[QLabel] = list(dialog.findChildren(QLabel))
        text_shown.extend(each.text() for each in labels)
        return 0

    monkeypatch.setattr(HelpDialog, "exec", look)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "F7" in text_shown
    assert any("不连接网络" in each for each in text_shown)


def test_f1_opens_the_help_at_the_topic_of_each_page_and_dialog(
    window: MainWindow, store: DraftStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def look(dialog: HelpDialog) -> int:
        assert dialog.topics.current is not None
        shown.append(dialog.topics.current.key)
        return 0

    monkeypatch.setattr(HelpDialog, "exec", look)
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.start_blank()
    editor = window.editor
    assert editor is not None
    for key in ("facts", "1"):
        editor.navigation.choose(key)
        editor.focus_main_widget()
        QTest.keyClick(window, Qt.Key.Key_F1)
    editor.panel.list.setFocus()
    editor.panel.list.setCurrentIndex(editor.panel.model.index(0, 0))
    editor.panel.show_finding(editor.open_report.open_findings()[0])
    QTest.keyClick(window, Qt.Key.Key_F1)
    rule = editor.open_report.open_findings()[0].stated_by
    assert shown == ["home", "facts", "texts", f"rule:{rule}"]
    command = next(each for each in editor.tools.commands() if each.name == "当前问题的规则…")
    assert command.does is not None
    command.does()
    assert shown[4:] == [f"rule:{rule}"]


def test_a_copied_web_page_is_imported_like_a_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, editions: Mapping[str, Edition]
) -> None:
    page = tmp_path / "年报.html"
    report = import_report(SAMPLE, editions).report
    export_report(report, editions, page, EDITIONS_FOLDER.parent)
    data = QMimeData()
    data.setHtml(page.read_text(encoding="utf-8"))
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(window.home, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10000)
    press(window, "生成 2025 年度草稿")
    assert window.editor is not None
    assert window.editor.open_report.report.organ == "恩平市人民政府办公室"


def test_an_empty_clipboard_is_reported(window: MainWindow, qtbot: QtBot, reported: list[str]) -> None:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(window.home, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(reported), timeout=10000)
    assert "剪贴板" in reported[0]


def test_a_second_start_brings_the_window_back_with_its_file(window: MainWindow, qtbot: QtBot) -> None:
    window.showMinimized()
    window.raise_window(None)
    assert not window.isMinimized()
    window.raise_window(SAMPLE)
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10000)


def test_a_draft_file_is_taken_into_the_list(
    window: MainWindow, store: DraftStore, tmp_path: Path, qtbot: QtBot
) -> None:
    with contextlib.closing(DraftStore(tmp_path / "另一台")) as there:
        draft = there.create(Report("2021", facts={Fact.ORGAN: "恩平市教育局"}))
        export_draft(there.path, draft, tmp_path / "教育局.nianbao")
    window.start_blank()
    window.import_file(tmp_path / "教育局.nianbao")
    qtbot.waitUntil(lambda: len(store.drafts()) == 2, timeout=10000)
    assert window.editor is None
    assert store.open(draft).report.organ == "恩平市教育局"


def test_the_history_of_a_new_draft_starts_with_its_origin(window: MainWindow, store: DraftStore, qtbot: QtBot) -> None:
    imported(window, qtbot)
    press(window, "生成 2025 年度草稿")
    window.show_home()
    window.start_blank()
    window.show_home()
    came = {store.history(each.id)[1][0].description for each in store.drafts()}
    assert came == {f"由“{SAMPLE.name}”生成", "新建空白年报"}


@pytest.mark.parametrize("leaves", ["close", "show_home", "start_blank"])
def test_pending_cell_input_is_committed_before_leaving(window: MainWindow, store: DraftStore, leaves: str) -> None:
    window.start_blank()
    assert window.editor is not None
    draft_id, cell = window.editor.open_report.draft_id, window.editor.open_report.edition.cells[-1]
    window.editor.places.go_to_cell(cell)
    page = window.editor.page
    assert isinstance(page, TablePage)
    QTest.keyClicks(page.view, "7")
    getattr(window, leaves)()
    assert store.open(draft_id).report.figures == {cell: 7}


def test_saving_commits_pending_cell_input(window: MainWindow) -> None:
    window.start_blank()
    assert window.editor is not None
    cell = window.editor.open_report.edition.cells[0]
    window.editor.places.go_to_cell(cell)
    page = window.editor.page
    assert isinstance(page, TablePage)
    QTest.keyClicks(page.view, "7")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.editor.open_report.shown(cell) == 7


def test_a_file_of_a_second_start_waits_until_the_open_dialog_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    window.start_blank()
    box = QDialog(window)
    box.setModal(True)
    box.show()
    window.raise_window(SAMPLE)
    qtbot.wait(700)
    assert window.preview is None and window.editor is not None
    box.close()
    qtbot.waitUntil(lambda: window.preview is not None, timeout=10000)
