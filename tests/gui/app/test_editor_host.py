"""The draft that is open: shown, told about, left and closed."""

from pathlib import Path

from pytestqt.qtbot import QtBot

import main
from gui.app.main_window import MainWindow
from model.form.edition import Edition
from model.report.report import Fact, Report
from model.store.draft_store import DraftStore
from tests.model.batch.county import RESOURCES


def test_a_draft_is_shown_told_about_and_left(
    qtbot: QtBot, store: DraftStore, editions: dict[str, Edition], tmp_path: Path
) -> None:
    window = MainWindow(RESOURCES, main.VERSION)
    qtbot.addWidget(window)
    window.show()
    window.begin(store, editions)
    host = window.drafts
    host.tell("没有打开的草稿")
    assert host.editor is None and host.leave() and host.save_now()
    host.continue_in_copy()
    assert host.editor is None
    window.open_draft(store.create(Report("2021", facts={Fact.ORGAN: "恩平市教育局", Fact.YEAR: "2025"})))
    editor = host.editor
    assert editor is not None and window.editor is editor and editor.isVisible()
    host.tell("上年年报取自本机定稿的 2024 年度年报")
    assert editor.status.text() == "上年年报取自本机定稿的 2024 年度年报"
    assert host.save_now()
    host.continue_in_copy()
    copied = host.editor
    assert copied is not None and copied is not editor
    assert copied.open_report.draft_id != editor.open_report.draft_id
    assert host.leave()
    assert window.editor is None
    window.close()
