"""打开示例: a draft to practise on that cannot be mistaken for a real one, on the screen and in files."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.app.main_window import MainWindow
from gui.app.sample_draft import sample_draft
from gui.editor.editor_page import EditorPage
from gui.home.draft_list import DRAFT, NAME, STAGE
from model.checks.engine import check
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact
from model.report.sample import LISTED, WORD, is_sample
from model.report.sign_off import Stage
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER

RESOURCES = EDITIONS_FOLDER.parent


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(RESOURCES, "0")
    made.begin(store, dict(editions))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def editor(window: MainWindow) -> EditorPage:
    window.home.sample.click()
    assert window.editor is not None
    return window.editor


def test_it_is_of_a_place_that_there_is_not_and_has_something_to_mend(editions: Mapping[str, Edition]) -> None:
    draft, last_year = sample_draft(RESOURCES, editions)
    assert draft.organ == last_year.organ == "示例县人民政府办公室"
    for report in (draft, last_year):
        assert "恩平" not in "".join((*report.texts.values(), *report.facts.values()))
    checked = check(draft, editions[draft.edition], last_year, last_edition=editions[last_year.edition])
    rules = {each.stated_by for each in checked.findings}
    assert {"requests.balance", "cell.blank"} <= rules
    assert is_sample(draft) and not is_sample(last_year)


def test_the_editor_says_so_in_title_and_notice_and_offers_no_sign_off(editor: EditorPage, window: MainWindow) -> None:
    assert window.windowTitle().startswith(WORD)
    assert editor.head.title.text().startswith(LISTED)
    assert editor.head.title.property("role") == "sample"
    assert editor.sign_off.isVisible() and editor.sign_off.sentence.text().startswith("示例，只供练习")
    bar = editor.sign_off
    assert not any(each.isVisible() for each in (bar.compare, bar.finish_, bar.back, bar.reopen_, bar.close_))
    actions = dict(editor.documents.actions())
    assert actions["标为已送签"] is None and actions["定稿"] is None


def test_the_list_says_so_whatever_it_is_called(editor: EditorPage, window: MainWindow, store: DraftStore) -> None:
    window.show_home()
    (draft,) = store.drafts()
    window.home.drafts.draft_actions.rename(draft.id, "正式的年报")
    model = window.home.drafts.table.drafts
    index = model.index(0, NAME)
    assert model.data(index) == f"{LISTED}正式的年报"
    assert model.data(model.index(0, STAGE)) == "示例"
    assert model.data(index, Qt.ItemDataRole.EditRole) == "正式的年报"
    assert model.data(index, DRAFT).stage == Stage.SAMPLE


def test_it_stays_a_sample_through_copies_undo_and_the_store(editor: EditorPage, store: DraftStore) -> None:
    report = editor.open_report
    assert not report.edit(Edit("去掉", sign_off=dict.fromkeys(report.report.sign_off)))
    assert report.edit(Edit("改名", facts={Fact.TITLE: "正式的年报"}))
    editor.undo()
    assert is_sample(report.report)
    report.saving.flush(5)
    assert is_sample(store.open(store.duplicate(report.draft_id)).report)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json", ".pdf"])
def test_nothing_is_exported_without_the_word(editor: EditorPage, tmp_path: Path, suffix: str) -> None:
    editor.open_report.edit(Edit("改名", facts={Fact.TITLE: "正式的年报"}))
    target = tmp_path / f"年报{suffix}"
    editor.exporter.writing_report(target)()  # read back, too
    if suffix == ".docx":
        assert any(each.text == f"{WORD}正式的年报" for each in docx.Document(str(target)).paragraphs)
    elif suffix == ".xlsx":
        cells = [cell.value for sheet in openpyxl.load_workbook(target) for line in sheet.iter_rows() for cell in line]
        assert f"{WORD}正式的年报" in cells
    elif suffix == ".json":
        assert json.loads(target.read_text(encoding="utf-8"))["title"] == f"{WORD}正式的年报"
    elif suffix == ".html":
        assert f"{WORD}正式的年报" in target.read_text(encoding="utf-8")
    assert target.stat().st_size > 500
