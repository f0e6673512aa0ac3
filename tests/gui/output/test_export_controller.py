"""Whatever leaves the window leaves it by one way: told what is open, to the folder of last time, read back, said."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from export.document.layout import Choices, load_layout
from export.writers.pdf.document import PdfError
from gui.editor.editor_page import EditorPage
from gui.output import printing
from gui.output.export_dialog import open_matters
from gui.output.layout_dialog import LayoutDialog
from gui.session.file_dialogs import documents_folder
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact, Remark, Report
from model.store.settings import Settings, read_settings
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

RESOURCES = EDITIONS_FOLDER.parent
LEAVING = {
    "打印…": "打印前请看一下",
    "导出 PDF…": "导出前请看一下",
    "导出 Word（前附审签单）…": "导出前请看一下",
    "填入本单位原有的 Word…": "导出前请看一下",
    "导出网页…": "导出前请看一下",
}


@pytest.fixture
def page(
    qtbot: QtBot, opens: Callable[..., OpenReport], edition: Edition, editions: dict[str, Edition]
) -> Iterator[EditorPage]:
    made = EditorPage(
        opens(Report(edition.id, facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2025"})),
        editions,
        RESOURCES,
        RecordedEditorCommands(),
    )
    qtbot.addWidget(made)
    yield made


def _answering(monkeypatch: pytest.MonkeyPatch, wanted: str) -> list[str]:
    choose_target: list[str] = []

    def answer(box: QMessageBox) -> int:
        choose_target.append(box.windowTitle())
        next(each for each in box.buttons() if each.text().startswith(wanted)).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return choose_target


def _targets(monkeypatch: pytest.MonkeyPatch, *targets: Path | None) -> list[Path]:
    """Each file dialog is answered with the next, none is 取消; gives what the dialogs proposed."""
    proposed: list[Path] = []
    answers = iter(targets)

    def answer(_parent: object, _title: str, wanted: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(wanted))
        return str(next(answers) or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def _said(page: EditorPage, qtbot: QtBot, word: str) -> str:
    qtbot.waitUntil(lambda: word in page.status.text(), timeout=10_000)
    return page.status.text()


def test_flagged_cells_are_among_the_open_matters(page: EditorPage) -> None:
    report = page.open_report
    flagged, noted = report.edition.cells[:2]
    report.edit(Edit("批注", remarks={flagged: Remark("问业务科", True), noted: Remark("见台账")}))
    counts, lines = open_matters(report)
    assert "表格 1 格待核实" in counts
    assert [each for each in lines if "⚑" in each] == [f"⚑ 表二 {report.edition.name_of(flagged)}：待核实，问业务科"]


@pytest.mark.parametrize(("action", "title"), LEAVING.items())
def test_open_matters_are_shown_before_every_export_and_cancelling_writes_nothing(
    page: EditorPage, monkeypatch: pytest.MonkeyPatch, action: str, title: str
) -> None:
    choose_target = _answering(monkeypatch, "返回修改")
    proposed = _targets(monkeypatch)
    does = dict(page.documents.actions())[action]
    assert does is not None
    does()
    assert (choose_target, proposed, page.documents.previewed) == ([title], [], None)


def test_a_preview_asks_nothing_and_printing_from_it_does(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_target = _answering(monkeypatch, "返回修改")
    page.documents.preview()
    assert page.documents.previewed is not None
    assert choose_target == []
    page.documents.previewed.print_pages()
    assert choose_target == ["打印前请看一下"]
    page.documents.previewed.reject()


def test_the_check_list_says_what_is_open_and_asks_nothing(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_target = _answering(monkeypatch, "返回修改")
    proposed = _targets(monkeypatch, None)
    page.documents.ask_and_export_check_list(".docx")
    assert choose_target == []
    assert [each.name for each in proposed] == ["恩平市财政局2025年政府信息公开工作年度报告核对单.docx"]


def test_word_and_pdf_have_the_same_status_and_the_folder_is_remembered(
    page: EditorPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answering(monkeypatch, "仍然")
    proposed = _targets(monkeypatch, tmp_path / "甲.docx", tmp_path / "乙")
    page.exporter.export_report(".docx")
    _said(page, qtbot, "已导出并回读核对：甲.docx")
    assert read_settings(page.open_report.folder).last_folder == str(tmp_path)
    page.documents.ask_and_export_pdf()
    _said(page, qtbot, "已导出并回读核对：乙.pdf")
    assert [each.parent for each in proposed] == [documents_folder(), tmp_path]


def test_the_buttons_for_the_file_stand_beside_its_name_whatever_is_reported_meanwhile(
    page: EditorPage, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "甲.docx"
    page.exporter.write(target, page.exporter.writing_report(target))
    message = _said(page, qtbot, "已导出并回读核对：甲.docx")
    page.status.clear_status(message)  # its time is over
    assert page.status.text() == ""
    page.status.show_status("没有空白的格")
    assert page.exported.sentence.text() == f"✓ 已导出 甲.docx，在 {tmp_path}"


def test_fonts_that_this_machine_lacks_are_reported_once(
    page: EditorPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(printing, "missing_fonts", lambda _: ("方正小标宋简体", "宋体"))
    for name, note in (
        ("甲", "（本机没有方正小标宋简体等 2 种字体，显示和打印用相近的代替，文件里仍是原名）"),
        ("乙", ""),
    ):
        target = tmp_path / f"{name}.docx"
        page.exporter.write(target, page.exporter.writing_report(target))
        message = _said(page, qtbot, f"已导出并回读核对：{target.name}")
        assert message == page.status.toolTip() == f"已导出并回读核对：{target.name}{note}"


def test_file_names_contain_the_date_if_the_settings_say_so(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed = _targets(monkeypatch, None, None)
    page.exporter._today = lambda: date(2026, 1, 9)
    for dated in (False, True):
        page.exporter.settings = Settings(dated_names=dated)
        page.exporter.choose_target("年报", ".docx")
    assert [each.name for each in proposed] == ["年报.docx", "年报（20260109）.docx"]


def test_while_a_file_is_written_no_other_is_begun(page: EditorPage, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "年报.docx"
    page.exporter.write(target, page.exporter.writing_report(target))
    assert not page.head.word.isEnabled()
    _said(page, qtbot, "已导出")
    assert page.head.word.isEnabled()


def test_the_layout_that_was_chosen_goes_into_the_files_and_is_kept(
    page: EditorPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answering(monkeypatch, "仍然")
    page.documents.ask_for_layout()
    dialog = page.documents.layout
    assert dialog is not None
    dialog.fields.line.setValue(28.5)
    dialog.fields.latin.buttons()[1].click()
    dialog.fields.shaded.setChecked(False)
    with qtbot.waitSignal(page.exporter.settings_changed) as kept:
        dialog.accept()
    assert kept.args == [Settings(line_pt=28.5, latin_as_body=True, shaded=False)]
    target = tmp_path / "年报.docx"
    page.exporter.write(target, page.exporter.writing_report(target))
    _said(page, qtbot, "已导出")
    with zipfile.ZipFile(target) as package:
        main, styles = (package.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
    assert 'w:linePitch="570"' in main
    assert "C6D9F1" not in main
    assert "Times New Roman" not in styles
    previewed_with: list[Choices] = []
    pages_of = printing.pages_of

    def recorded(report: Report, edition: Edition, resources: Path, choices: Choices) -> printing.Pages:
        previewed_with.append(choices)
        return pages_of(report, edition, resources, choices)

    monkeypatch.setattr(printing, "pages_of", recorded)
    page.documents.preview()
    assert page.documents.previewed is not None
    assert page.exporter.choices == previewed_with[0]
    page.documents.previewed.reject()


def test_a_preview_without_fonts_is_not_opened_and_a_message_says_why(
    page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = _answering(monkeypatch, "确定")

    def without_fonts(*_: object) -> printing.Pages:
        raise PdfError("这台电脑没有中文字体")

    monkeypatch.setattr(printing, "pages_of", without_fonts)
    page.documents.preview()
    assert page.documents.previewed is None
    assert reported == ["没有办成"]


def test_what_is_as_the_layout_has_it_follows_the_layout(qtbot: QtBot) -> None:
    dialog = LayoutDialog(
        Settings(line_pt=28.5, dated_names=True, export_formats=("pdf",)), load_layout(RESOURCES / "layout.toml")
    )
    qtbot.addWidget(dialog)
    assert dialog.chosen() == Settings(line_pt=28.5, dated_names=True, export_formats=("pdf",))
    dialog.show_usual()
    assert dialog.chosen() == Settings(export_formats=("pdf",))


def test_the_layout_dialog_says_what_an_own_template_replaces(qtbot: QtBot) -> None:
    for settings, wanted in (
        (Settings(), "用于 Word、PDF、打印和预览"),
        (Settings(template="版式.docx"), "行距、字体按模板"),
    ):
        dialog = LayoutDialog(settings, load_layout(RESOURCES / "layout.toml"))
        qtbot.addWidget(dialog)
        labels: list[QLabel] = list(dialog.findChildren(QLabel))
        assert any(wanted in each.text() for each in labels)
        dialog.show_usual()
        assert dialog.chosen().template == settings.template
