"""A whole session with a hostile report leaves not one of its words in the log or the feedback."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from gui.app.crash_reporter import CrashHandler
from gui.app.main_window import MainWindow
from gui.app.maintenance import Maintenance
from gui.home.feedback import feedback_text
from gui.home.licences import Licences
from gui.kit.background_task import run_in_background
from gui.kit.program_log import LOG, OLDER_LOG, PROGRAM_LOG
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.gui.recorded_status import RecordedStatus

SECRET = "绝密信访件"
MORE = ("机密甲", "机密乙", "\x1b[31m机密丙", "{机密丁}", "%s机密戊")


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(EDITIONS_FOLDER.parent, "0")
    PROGRAM_LOG.begin(store.path.parent)
    made.begin(store, dict(editions))
    qtbot.addWidget(made)
    made.show()
    yield made
    PROGRAM_LOG.begin(None)
    made.close()


class Told(QObject):
    told = Signal()

    def tell(self, _what: object) -> None:
        self.told.emit()


def failing(text: str) -> Callable[[], object]:
    def work() -> object:
        empty: dict[str, object] = {}
        return empty[text]

    return work


def test_no_word_of_a_report_is_logged(
    window: MainWindow, store: DraftStore, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    folder = tmp_path / SECRET
    folder.mkdir()
    text = (SAMPLES / "enping-office-2024.txt").read_text(encoding="utf-8").replace("恩平市", SECRET)
    (folder / f"{SECRET}.txt").write_text(text, encoding="utf-8")
    (folder / f"{SECRET}.docx").write_bytes(SECRET.encode() * 50)
    for name in (f"{SECRET}.docx", "没有.docx", f"{SECRET}.txt"):
        window.import_file(folder / name)
        qtbot.waitUntil(lambda: not window._imports.is_reading, timeout=8000)
    assert window.preview is not None
    window.preview.roll.click()
    editor = window.editor
    assert editor is not None and SECRET in editor.open_report.report.organ
    for number, secret in enumerate(MORE):
        editor.open_report.edit(Edit(secret, facts={Fact.TITLE: secret}, texts={"1": f"收到{secret}申请{number}件。"}))
    for target in (folder / f"{SECRET}2.docx", folder / "没有" / f"{SECRET}.docx"):
        answer = (str(target), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=answer: chosen)
        monkeypatch.setattr(editor.exporter, "confirm", lambda _action: True)
        with qtbot.waitSignal(editor.exporter.writing, check_params_cb=lambda goes_on: not goes_on, timeout=15000):
            editor.exporter.export_report(".docx")
    with qtbot.waitSignal(told.told):
        run_in_background(window, failing(SECRET), told.tell, told.tell)
    CrashHandler(lambda: True, store.path.parent, "0", window).report_error(KeyError(SECRET))
    window.show_home()
    upkeep = Maintenance(store, RecordedStatus())
    upkeep.run_due_tasks()
    qtbot.waitUntil(lambda: not upkeep._working, timeout=5000)
    shown = feedback_text("年报", "0", Licences(EDITIONS_FOLDER.parent), store.path.parent)
    logged = "".join(
        path.read_text(encoding="utf-8") for name in (LOG, OLDER_LOG) if (path := store.path.parent / name).exists()
    )
    for wanted in ("导入 txt", "没有办成", "导出 docx", "内部错误", "每日副本", "builtins.KeyError", "打开草稿"):
        assert wanted in logged, wanted
    for secret in (SECRET, *MORE, "机密", "信访"):
        assert secret not in logged.replace("test_log_without_text", "") and secret not in shown
