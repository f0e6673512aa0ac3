"""版式模板: an office's own Word template in the window."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from export.writers.docx.package import TEMPLATE
from gui.editor.editor_page import EditorPage
from gui.output import template_dialog
from gui.output.template_dialog import OFFICIAL, TemplateDialog
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.export.conftest import RESOURCES
from tests.gui.editor.recorded_commands import RecordedEditorCommands

HEADER = "恩平市财政局文件"


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


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The official template with the office's name in its header, and without a style."""
    document = docx.Document(str(RESOURCES / TEMPLATE))
    (paragraph,) = document.sections[0].header.paragraphs
    paragraph.text, paragraph.style = HEADER, document.styles["Normal"]
    document.styles.element.remove(document.styles["Heading 4"].element)
    document.save(str(tmp_path / "财政局版式.docx"))
    return tmp_path / "财政局版式.docx"


def _dialog(page: EditorPage) -> TemplateDialog:
    page.documents.ask_for_template()
    assert page.documents.template is not None
    return page.documents.template


def _vetted(page: EditorPage, qtbot: QtBot, own: Path) -> TemplateDialog:
    dialog = _dialog(page)
    dialog.vet(own)
    qtbot.waitUntil(lambda: bool(dialog.findings.text()) or "不" in dialog.status.text())
    return dialog


def _export(page: EditorPage, qtbot: QtBot, target: Path) -> str:
    with qtbot.waitSignal(page.exporter.written):
        page.exporter.write(target, page.exporter.writing_report(target))
    with zipfile.ZipFile(target) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if "header" in name)


def test_a_template_is_vetted_used_for_exports_and_given_up(
    page: EditorPage, qtbot: QtBot, own: Path, tmp_path: Path
) -> None:
    dialog = _vetted(page, qtbot, own)
    assert dialog.used.text() == "财政局版式.docx"
    assert dialog.findings.text() == "· 缺少样式：标题 4；导出时用自带模板里的。"
    dialog.accept()
    assert page.exporter.settings.template == "财政局版式.docx"
    own.unlink()  # the program has its own copy
    assert HEADER in _export(page, qtbot, tmp_path / "a.docx")

    again = _dialog(page)
    assert again.used.text() == "财政局版式.docx"
    again.use_official()
    again.accept()
    assert page.exporter.settings.template == ""
    assert _export(page, qtbot, tmp_path / "b.docx") == ""


def test_a_template_that_is_not_adopted_changes_nothing(
    page: EditorPage, qtbot: QtBot, own: Path, tmp_path: Path
) -> None:
    dialog = _vetted(page, qtbot, own)
    dialog.reject()
    assert page.exporter.settings.template == ""
    assert not page.exporter.office_template.candidate.exists()
    assert _export(page, qtbot, tmp_path / "a.docx") == ""


def test_a_file_that_cannot_be_used_is_told_and_nothing_can_be_adopted(
    page: EditorPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "年报.docx").write_bytes(b"PK nothing")
    dialog = _vetted(page, qtbot, tmp_path / "年报.docx")
    assert dialog.status.text().startswith("“年报.docx”不是 Word 文档")
    assert (dialog.used.text(), dialog.keep.isEnabled()) == (OFFICIAL, False)
    dialog.reject()


def test_the_preview_is_the_report_with_the_template_that_is_shown(
    page: EditorPage, qtbot: QtBot, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers: list[str] = []

    def open_with_word(path: Path) -> bool:
        document = docx.Document(str(path))
        headers.append(document.sections[-1].header.paragraphs[0].text if len(document.sections) else "")
        return path.exists()

    monkeypatch.setattr(template_dialog, "open_with_desktop", open_with_word)
    dialog = _vetted(page, qtbot, own)
    dialog.show_preview()
    qtbot.waitUntil(lambda: "已用 Word 或 WPS 打开" in dialog.status.text())
    assert headers == [HEADER]
    dialog.reject()


def test_both_templates_can_be_saved_to_start_from(page: EditorPage, qtbot: QtBot, own: Path, tmp_path: Path) -> None:
    _vetted(page, qtbot, own).accept()
    dialog = _dialog(page)
    assert not dialog.save_own.isHidden()
    office = page.exporter.office_template
    office.copy_official(tmp_path / "official.docx")
    office.copy_own(tmp_path / "own.docx")
    assert (tmp_path / "official.docx").read_bytes() == (RESOURCES / TEMPLATE).read_bytes()
    assert docx.Document(str(tmp_path / "own.docx")).sections[0].header.paragraphs[0].text == HEADER
    dialog.reject()


def test_a_template_that_has_gone_missing_is_told_on_export(
    page: EditorPage, qtbot: QtBot, own: Path, tmp_path: Path
) -> None:
    _vetted(page, qtbot, own).accept()
    page.exporter.office_template.path.unlink()
    target = tmp_path / "a.docx"
    page.exporter.write(target, page.exporter.writing_report(target))
    qtbot.waitUntil(lambda: "版式模板打不开了" in page.status.text())
    assert not target.exists()
