"""The batch page in the window: opened from the start page, kept while a draft is made of its sum."""

import gc
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

import main
from gui.app.main_window import MainWindow
from gui.batch.draft_dialog import DraftDialog
from model.form.edition import Edition
from model.store.draft_store import DraftStore
from tests.export.exporting import write_report
from tests.model.batch.county import RESOURCES, YEAR, correct_report


def test_a_folder_becomes_a_draft_and_the_batch_stays(
    qtbot: QtBot, store: DraftStore, editions: dict[str, Edition], tmp_path: Path
) -> None:
    folder = tmp_path / "上报"
    folder.mkdir()
    for name in ("恩平市教育局", "恩平市民政局"):
        write_report(correct_report(name, editions["2021"]), editions["2021"], folder / f"{name}.json", RESOURCES)
    window = MainWindow(RESOURCES, main.VERSION)
    qtbot.addWidget(window)
    window.show()
    window.begin(store, editions)
    window.import_file(folder)
    page = window.batch.page
    assert page is not None and page.isVisible()
    # what would keep the window from answering while files are read is behind it
    assert "pypinyin" in sys.modules and gc.get_freeze_count() > 0
    page.organ.setText("恩平市人民政府")
    page.organ.editingFinished.emit()
    qtbot.waitUntil(lambda: page.summer.current is not None and page.summer.current.summary is not None, timeout=30_000)
    qtbot.waitUntil(lambda: len(page.summer.current.selection.taken) == 2, timeout=30_000)  # type: ignore[union-attr]
    page.make_draft()
    asked: list[DraftDialog] = list(page.findChildren(DraftDialog))
    asked[0].accept()
    editor = window.editor
    assert editor is not None
    assert (editor.open_report.report.organ, editor.open_report.report.year) == ("恩平市人民政府", YEAR)
    window.show_home()
    window.check_many()
    assert window.batch.page is page and page.isVisible() and len(page.files.all_rows) == 2
    window.batch.show_home()
    assert not page.isVisible()
    window.close()
