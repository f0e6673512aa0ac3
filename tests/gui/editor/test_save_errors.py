"""What the window does when the disk refuses: the edit stays on the screen, it is told, and written when there is
room."""

import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from gui.app.main_window import MainWindow
from gui.editor.editor_page import EditorPage
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.sign_off import sending
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER

ROOT = Path(__file__).parents[3]


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(EDITIONS_FOLDER.parent, "0")
    made.begin(store, dict(editions))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def editor_of(window: MainWindow) -> EditorPage:
    assert window.editor is not None
    return window.editor


def answers(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[str]:
    """Message boxes are answered by pressing the button with that text; what they said."""
    message: list[str] = []
    waiting = list(texts)

    def answered(box: QMessageBox) -> int:
        message.append(f"{box.text()}{box.informativeText()}")
        wanted = waiting.pop(0)
        pressed = next(each for each in box.buttons() if each.text() == wanted)
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: pressed)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answered)
    return message


@contextlib.contextmanager
def held(store: DraftStore) -> Iterator[None]:
    """Another program has the file to itself."""
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_locked_store_is_reported_and_written_to_as_soon_as_it_is_free(
    window: MainWindow, store: DraftStore, qtbot: QtBot
) -> None:
    window.start_blank()
    editor = editor_of(window)
    report = editor.open_report
    cell = report.edition.cell("requests.received.person")
    assert editor.banner.isHidden()
    with held(store):
        report.edit(Edit("填写", {cell: 7}))
        qtbot.waitUntil(editor.banner.isVisible, timeout=10_000)
        assert "占用" in editor.banner._sentence.text()
        assert editor.head.saving.text() == "✕ 没有保存"
        assert report.shown(cell) == 7
    qtbot.waitUntil(editor.banner.isHidden, timeout=10_000)
    qtbot.waitUntil(lambda: editor.head.saving.text().startswith("已保存"), timeout=10_000)
    assert store.open(report.draft_id).report == report.report


def test_on_the_smallest_screen_the_alert_and_every_bar_leave_room_for_the_table(
    window: MainWindow, store: DraftStore, qtbot: QtBot
) -> None:
    window.start_blank()
    editor = editor_of(window)
    report = editor.open_report
    report.edit(sending(date(2026, 1, 5)))
    assert editor.sign_off.isVisible()
    editor.find_bar.open_with()
    with held(store):
        report.edit(Edit("填写", {report.edition.cells[0]: 7}))
        qtbot.waitUntil(editor.banner.isVisible, timeout=10_000)
        assert not editor.sign_off.isVisible(), "what is marked now would not be kept"
        editor.exported.show_files([Path("年报.docx")], for_sign_off=True)
        window.resize(960, 500)  # 1920×1080 at 200 %, less the frame of the window
        QApplication.processEvents()
        bars = [editor.banner, editor.exported, editor.find_bar, editor.splitter]
        assert all(each.height() >= each.minimumSizeHint().height() for each in bars)
        assert editor.minimumSizeHint().height() <= editor.height()
    qtbot.waitUntil(editor.sign_off.isVisible, timeout=10_000)


def test_editing_can_continue_after_not_closing_because_of_an_unsaved_edit(
    window: MainWindow, store: DraftStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.start_blank()
    editor = editor_of(window)
    report = editor.open_report
    first, second = report.edition.cells[:2]
    message = answers(monkeypatch, "留下")
    with held(store):
        report.edit(Edit("填写", {first: 7}))
        assert not window.close()
        assert "丢失" in message[0]
        report.edit(Edit("填写", {second: 8}))
    qtbot.waitUntil(lambda: store.open(report.draft_id).report == report.report, timeout=10_000)
    assert window.close()


def test_the_same_draft_is_not_edited_in_two_windows_but_a_copy_may_be(
    window: MainWindow, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.start_blank()
    draft_id = editor_of(window).open_report.draft_id
    window.show_home()
    with contextlib.closing(DraftStore(store.path.parent)) as other:
        other.lock(draft_id)
        message = answers(monkeypatch, "返回", "打开副本")
        window.open_draft(draft_id)
        assert window.editor is None
        assert "不能同时在两处修改" in message[0]
        window.open_draft(draft_id)
        assert editor_of(window).open_report.draft_id != draft_id
        window.show_home()
        other.unlock(draft_id)
        window.open_draft(draft_id)
        assert editor_of(window).open_report.draft_id == draft_id


def test_edits_of_a_draft_opened_elsewhere_continue_as_a_new_draft(
    window: MainWindow, store: DraftStore, qtbot: QtBot
) -> None:
    window.start_blank()
    editor = editor_of(window)
    report = editor.open_report
    taken = report.draft_id
    with contextlib.closing(DraftStore(store.path.parent)) as other:
        other.lock(taken, even_if_held=True)
        report.edit(Edit("填写", {report.edition.cells[0]: 7}))
        qtbot.waitUntil(editor.banner.isVisible, timeout=10_000)
        other.unlock(taken)
        # nothing is slipped in afterwards, beside what the other window has written
        report.edit(Edit("填写", {report.edition.cells[1]: 8}))
        assert not report.saving.flush(2)
        assert not store.open(taken).undo
        buttons: list[QPushButton] = list(editor.banner.findChildren(QPushButton))
        copy = next(each for each in buttons if each.isVisible() and "新草稿" in each.text())
        copy.click()
    again = editor_of(window).open_report
    assert again.draft_id != taken
    assert (again.shown(report.edition.cells[0]), again.shown(report.edition.cells[1])) == (7, 8)


def test_a_draft_can_be_read_while_writing_fails(
    window: MainWindow, store: DraftStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.start_blank()
    draft_id = editor_of(window).open_report.draft_id
    window.show_home()

    def refuses(_draft_id: str) -> None:
        raise DraftStoreError("打不开这份草稿：磁盘已满")

    monkeypatch.setattr(store, "lock", refuses)
    window.open_draft(draft_id)
    report = editor_of(window).open_report
    report.edit(Edit("填写", {report.edition.cells[0]: 7}))
    qtbot.waitUntil(lambda: store.open(draft_id).report == report.report, timeout=10_000)


ON_A_SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from gui.app.main_window import MainWindow
from model.store.draft_store import DraftStore
from model.form.edition import load_editions
from model.report.edits import Edit
from model.report.sign_off import sending
import main

disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], check=True)
app = QApplication([])
window = MainWindow(main.RESOURCES, "0")
store = DraftStore(disk / "草稿")
window.begin(store, load_editions(main.RESOURCES / "editions"))
window.show()
window.start_blank()
editor = window.editor
report = editor.open_report
banner = editor.banner

def until(what, seconds=20):
    for _ in range(seconds * 50):
        if what():
            return
        QTest.qWait(20)
    raise AssertionError(banner._sentence.text() + editor.head.saving.text())
"""
FULL = """
ballast = disk / "ballast"
try:
    with ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
except OSError:
    pass
for number in range(20):
    report.write("1", "字" * 4000 + str(number), "改写")
until(banner.isVisible)
assert "磁盘已满" in banner._sentence.text()
assert "没有保存" in editor.head.saving.text()
assert report.report.texts["1"].endswith("字19")
ballast.unlink()
"""
GONE = """
until(lambda: editor.head.saving.text().startswith("已保存"))
(disk / "草稿").rename(disk / "拔掉")
report.write("1", "字" * 4000, "改写")
until(banner.isVisible)
assert "找不到" in banner._sentence.text(), banner._sentence.text()
(disk / "拔掉").rename(disk / "草稿")
"""
THEN = """
banner.retry_requested.emit()
until(lambda: banner.isHidden() and editor.head.saving.text().startswith("已保存"))
assert store.open(report.draft_id).report == report.report
assert window.close()
print("好")
"""


@pytest.mark.parametrize("trouble", [FULL, GONE], ids=["full", "gone"])
def test_a_real_disk_that_refuses_is_reported_in_the_window_and_written_to_later(
    tmp_path: Path, trouble: str, apart: list[str]
) -> None:
    ended = subprocess.run(
        [*apart, sys.executable, "-c", ON_A_SMALL_DISK + trouble + THEN, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.stdout == "好\n", ended.stderr


def test_typed_text_is_saved_within_about_a_second(window: MainWindow, store: DraftStore, qtbot: QtBot) -> None:
    window.start_blank()
    editor = editor_of(window)
    editor.navigation.choose("1")
    page = editor.page
    written: Callable[[], str | None] = lambda: store.open(editor.open_report.draft_id).report.texts.get("1")  # noqa: E731
    for _ in range(30):  # hands that never rest for 700 ms
        qtbot.keyClicks(page.editor, "ab")  # type: ignore[attr-defined]
        qtbot.wait(50)
    assert len(written() or "") >= 30
