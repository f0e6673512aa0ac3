"""Several formats at once: one question, one folder, one result; and what one does with the files afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.output.export_formats import ExportFormats
from gui.output.multi_export_dialog import EXISTS, SKIPPED, MultiExportDialog
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.report.edits import Edit
from model.report.report import Fact, Report
from model.report.sign_off import Stage
from model.store.settings import read_settings
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

RESOURCES = EDITIONS_FOLDER.parent
PERSON = Cell("requests", "received", "person")
Opens = Callable[..., OpenReport]


@pytest.fixture
def page(qtbot: QtBot, opens: Opens, edition: Edition, editions: dict[str, Edition]) -> Iterator[EditorPage]:
    report = Report(edition.id, {PERSON: 6}, facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"})
    made = EditorPage(opens(report), editions, RESOURCES, RecordedEditorCommands())
    qtbot.addWidget(made)
    yield made


@pytest.fixture
def requested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of all questions; each is answered with going on."""
    titles: list[str] = []

    def answer(box: QMessageBox) -> int:
        titles.append(box.windowTitle())
        next(each for each in box.buttons() if each.text()[:2] in ("仍然", "替换")).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return titles


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the desktop."""
    files: list[Path] = []

    def open_(url: object) -> bool:
        files.append(Path(url.toLocalFile()))  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_)
    return files


def _dialog(page: EditorPage, folder: Path, *formats: str) -> MultiExportDialog:
    page.documents.ask_and_export_many()
    made = page.documents.many
    assert made is not None
    made.set_folder(folder)
    made.base.setText("年报")
    made.tick(*formats)
    return made


def _run(dialog: MultiExportDialog, qtbot: QtBot) -> str:
    dialog.start()
    qtbot.waitUntil(dialog.start_button.isEnabled, timeout=20_000)
    return dialog.summary.text()


def test_every_format_makes_a_file_of_its_own_name(page: EditorPage) -> None:
    formats = page.documents.formats.all()
    assert len({f"{each.addition}{each.suffix}" for each in formats}) == len(formats) == 9
    assert len({each.id for each in formats}) == len(formats)


def test_all_formats_are_written_with_one_question_and_read_back_as_the_report(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path, editions: dict[str, Edition]
) -> None:
    folder = tmp_path / "送签"
    folder.mkdir()
    formats = page.documents.formats.all()
    dialog = _dialog(page, folder, *(each.id for each in formats))
    message = _run(dialog, qtbot)
    assert {each.id: dialog.state_of(each.id) for each in formats} == {each.id: f"✓ {each.done}" for each in formats}
    assert message == f"✓ 已导出 9 个文件到 {folder}"
    assert requested == ["导出前请看一下"]
    assert {each.name for each in folder.iterdir()} == {f"年报{each.addition}{each.suffix}" for each in formats}
    for each in formats:
        if not each.needs_no_question:
            assert import_report(folder / f"年报{each.addition}{each.suffix}", editions).report.figures[PERSON] == 6
    words = "".join(each.text for each in docx.Document(str(folder / "年报核对单.docx")).paragraphs)
    assert "恩平市财政局2025年政府信息公开工作年度报告核对单" in words
    assert "导出 年报.docx 等 9 个文件" in {each.label for each in page.open_report.saving.history()[1]}


def test_a_file_that_cannot_be_written_is_reported_with_its_reason_and_the_others_are_written(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path
) -> None:
    (tmp_path / "年报.xlsx").mkdir()  # a folder stands where the file should go
    dialog = _dialog(page, tmp_path, "word", "excel", "web")
    assert _run(dialog, qtbot) == f"✓ 已导出 2 个文件到 {tmp_path}；✕ 1 个没有导出，原因见上"
    assert dialog.state_of("excel").startswith("✕ ")
    assert len(dialog.state_of("excel")) > 4
    assert (tmp_path / "年报.docx").is_file() and (tmp_path / "年报.html").is_file()


def test_existing_files_are_reported_beforehand_and_asked_about_once(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path
) -> None:
    for suffix in (".docx", ".html"):
        (tmp_path / f"年报{suffix}").write_bytes(b"")
    page.open_report.accept_open_matters()
    dialog = _dialog(page, tmp_path, "word", "excel", "web")
    assert [dialog.state_of(each) for each in ("word", "excel", "web")] == [EXISTS, "", EXISTS]
    _run(dialog, qtbot)
    assert requested == ["文件已经存在"]
    assert (tmp_path / "年报.docx").stat().st_size


def test_check_lists_alone_need_no_confirmation(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path
) -> None:
    assert _run(_dialog(page, tmp_path, "check_excel"), qtbot) == f"✓ 已导出 1 个文件到 {tmp_path}"
    assert requested == []


def test_stopping_finishes_the_file_that_is_being_written_and_writes_no_other(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path
) -> None:
    dialog = _dialog(page, tmp_path, "word", "excel", "web")
    dialog.start()
    dialog.reject()
    qtbot.waitUntil(dialog.start_button.isEnabled, timeout=10_000)
    assert dialog.summary.text() == f"✓ 已导出 1 个文件到 {tmp_path}；2 个没有写，因为已停止"
    assert [dialog.state_of(each) for each in ("excel", "web")] == [SKIPPED] * 2
    assert not (tmp_path / "年报.xlsx").exists()


def test_without_a_name_or_a_format_nothing_can_be_exported(page: EditorPage, tmp_path: Path) -> None:
    dialog = _dialog(page, tmp_path)
    assert not dialog.start_button.isEnabled()
    dialog.tick("word")
    assert dialog.start_button.isEnabled()
    dialog.base.setText("  ")
    assert (dialog.start_button.isEnabled(), dialog.summary.text()) == (False, "请填写文件名")


def test_the_formats_and_the_folder_are_those_of_last_time(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path
) -> None:
    dialog = _dialog(page, tmp_path, "pdf", "web")
    _run(dialog, qtbot)
    dialog.reject()
    assert read_settings(page.open_report.folder).last_folder == str(tmp_path)
    page.documents.ask_and_export_many()
    again = page.documents.many
    assert again is not None
    assert again.ticked == ("pdf", "web")
    assert again._folder == tmp_path


# -- asked once


def test_after_confirmation_no_other_export_asks_again_until_the_report_changes(
    page: EditorPage, requested: list[str]
) -> None:
    for action in ("导出", "打印", "定稿"):
        assert page.exporter.confirm(action)
    page.sign_off.send()
    page.sign_off.finish()
    assert requested == ["导出前请看一下"]


@pytest.mark.parametrize(
    "edit", [Edit("填写", {PERSON: 7}), Edit("改写", texts={"1": "甲。"})], ids=lambda each: each.label
)
def test_an_edit_asks_anew_and_the_same_content_again_does_not(
    page: EditorPage, requested: list[str], edit: Edit
) -> None:
    assert page.exporter.confirm("导出")
    page.open_report.edit(edit)
    page.open_report.undo()
    assert page.exporter.confirm("导出")
    assert len(requested) == 1
    page.open_report.redo()
    assert page.exporter.confirm("导出")
    assert len(requested) == 2


# -- what one does next


def test_after_word_for_sign_off_the_report_can_be_marked_as_sent(
    page: EditorPage, qtbot: QtBot, requested: list[str], tmp_path: Path
) -> None:
    target = tmp_path / "年报.docx"
    page.exporter.write(target, page.exporter.writing_report(target), for_sign_off=True)
    qtbot.waitUntil(lambda: not page.exported.isHidden(), timeout=10_000)
    assert not page.exported.send.isHidden()
    page.open_report.accept_open_matters()
    page.exported.send.click()
    assert page.sign_off.stage is Stage.SENT
    assert page.exported.isHidden()
    assert requested == []


def test_the_file_and_its_folder_are_opened_and_the_strip_goes_once_the_report_is_another(
    page: EditorPage, opened: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "年报.xlsx"
    target.write_bytes(b"")
    page.exported.show_files([target], for_sign_off=False)
    assert page.exported.send.isHidden()
    page.exported.open_file.click()
    page.exported.open_folder.click()
    assert opened == [target, tmp_path]
    target.unlink()
    page.exported.open_file.click()
    assert page.status.text() == "打不开 年报.xlsx：它已不在原处，或本机没有能打开它的程序"
    page.open_report.edit(Edit("填写", {PERSON: 7}))
    assert page.exported.isHidden()


def test_formats_hold_the_report_as_it_was_when_the_export_began(
    page: EditorPage, editions: dict[str, Edition], tmp_path: Path
) -> None:
    formats = ExportFormats(page.open_report, editions, page.exporter).all()
    target = tmp_path / "年报.xlsx"
    work = next(each for each in formats if each.id == "excel").writing(target)
    page.open_report.edit(Edit("填写", {PERSON: 99}))
    work()
    assert import_report(target, editions).report.figures[PERSON] == 6
