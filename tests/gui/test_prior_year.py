"""The window follows the decision about a prior year's file that the commands follow, in the preview and the editor."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.importing.check_preview import CheckPreview
from gui.session.file_dialogs import FileDialogs
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.importing import import_report
from model.report.edits import Edit
from model.report.report import Fact
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands
from tests.model.report.test_prior_year import ORGAN, RULE, UNUSED, cases, reports, written


@cases
def test_the_preview_of_a_checked_file(
    editions: Mapping[str, Edition], tmp_path: Path, qtbot: QtBot, year: str, organ: str, sentence: str, accepted: bool
) -> None:
    edition = editions["2021"]
    this_year, prior = reports(edition, year, organ)
    own = written(this_year, edition, tmp_path / "本年.json", prior)
    files = FileDialogs(tmp_path)
    preview = CheckPreview(import_report(own, editions), own.name, editions, 2026, 2025, EDITIONS_FOLDER.parent, files)
    qtbot.addWidget(preview)
    line = preview._last_year_line.text()
    assert sentence in line
    assert line.startswith("按文件里带的" if accepted else "没有按文件里带的")
    assert (RULE in {each.rule for each in preview._read.findings()}) is accepted
    preview.facts.file_year.setText(str(int(year or "2024") + 1))  # the year of the file is corrected
    preview.facts.file_year.editingFinished.emit()
    assert RULE in {each.rule for each in preview._read.findings()}
    assert preview._last_year_line.text().startswith("按文件里带的")


@pytest.fixture
def page(editions: dict[str, Edition], store: DraftStore, qtbot: QtBot, year: str, organ: str) -> Iterator[EditorPage]:
    edition = editions["2021"]
    opened = store.open(store.create(*reports(edition, year, organ)))
    shown = EditorPage(
        OpenReport(opened, edition, store, edition), editions, EDITIONS_FOLDER.parent, RecordedEditorCommands()
    )
    qtbot.addWidget(shown)
    yield shown
    shown.open_report.close(5)


@cases
def test_the_editor(page: EditorPage, sentence: str, accepted: bool) -> None:
    assert (RULE in {each.rule for each in page.open_report.open_findings()}) is accepted
    notes = [item.title for item in page.panel.model._entries if item.kind == "note"]
    if sentence:
        assert [each for each in notes if each.startswith(sentence.removesuffix(UNUSED))]
    else:
        assert not [each for each in notes if each.startswith("上年年报")]
    page.foot.prior_year.click()
    assert page.status.text() == sentence or not sentence


@pytest.mark.parametrize(("year", "organ"), [("2022", ORGAN)])
def test_a_year_that_is_corrected_in_the_editor_is_decided_anew(page: EditorPage) -> None:
    def found() -> bool:
        return RULE in {each.rule for each in page.open_report.open_findings()}

    assert not found()
    page.open_report.edit(Edit("年度", facts={Fact.YEAR: "2023"}))
    assert found()
    page.open_report.undo()
    assert not found()
