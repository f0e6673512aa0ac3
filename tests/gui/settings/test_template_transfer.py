"""The office's own Word template goes with the settings, to another computer and, if wanted, to a whole county."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from export.office_template import OfficeTemplate
from export.writers.docx.package import TEMPLATE
from gui.settings.settings_dialog import SettingsDialog
from model.store.settings import Settings
from model.store.settings_file import read_settings_file, settings_toml
from model.store.shared_template import SharedTemplate
from tests.conftest import EDITIONS_FOLDER

Dialogs = Callable[..., SettingsDialog]
OWN = Settings(template="红头.docx")


@pytest.fixture
def used(office: OfficeTemplate) -> OfficeTemplate:
    """An office that uses a template of its own."""
    office.vet(EDITIONS_FOLDER.parent / TEMPLATE)
    office.use_candidate()
    return office


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the dialog for saving gives."""
    path = tmp_path / "设置.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def export(dialog: SettingsDialog, beginning: str) -> None:
    menu = dialog.export_menu()
    next(action for action in menu.actions() if action.text().startswith(beginning)).trigger()
    menu.deleteLater()


@pytest.mark.parametrize(("entry", "has_template"), [("给本机关", True), ("给全县，", True), ("给全县：", False)])
def test_the_template_goes_where_it_is_said(
    dialogs: Dialogs, used: OfficeTemplate, saved: Path, entry: str, has_template: bool
) -> None:
    dialog = dialogs(OWN)
    export(dialog, entry)
    found = read_settings_file(saved).template
    assert found == (SharedTemplate("红头.docx", used.path.read_bytes()) if has_template else None)
    assert ("内有版式模板" in dialog.status.text()) == has_template


def test_without_an_own_template_none_is_offered(dialogs: Dialogs, saved: Path) -> None:
    dialog = dialogs()
    assert [action.text()[:4] for action in dialog.export_menu().actions()] == ["给全县：", "给本机关"]
    export(dialog, "给本机关")
    assert read_settings_file(saved).template is None


def test_a_template_that_is_gone_is_told_and_nothing_is_written(dialogs: Dialogs, saved: Path) -> None:
    dialog = dialogs(OWN)
    export(dialog, "给本机关")
    assert dialog.status.text() == "✕ 本单位的版式模板不在了，请重新选用一次"
    assert not saved.exists()


def test_an_imported_template_is_in_use_once_the_dialog_is_accepted(
    dialogs: Dialogs, office: OfficeTemplate, tmp_path: Path
) -> None:
    content = (EDITIONS_FOLDER.parent / TEMPLATE).read_bytes()
    file = tmp_path / "全县.toml"
    file.write_text(settings_toml(Settings(), with_own=False, template=SharedTemplate("红头.docx", content)), "utf-8")
    cancelled = dialogs()
    cancelled.take_file(file)
    assert "和版式模板“红头.docx”" in cancelled.status.text()
    assert "。。" not in cancelled.status.text()
    cancelled.reject()
    assert not office.path.exists() and not office.candidate.exists()
    dialog = dialogs()
    dialog.take_file(file)
    dialog.accept()
    assert dialog.chosen(Settings()).template == "红头.docx"
    assert office.path.exists()


def test_a_template_that_cannot_be_used_is_told_and_no_setting_is_taken(
    dialogs: Dialogs, used: OfficeTemplate, tmp_path: Path
) -> None:
    file = tmp_path / "全县.toml"
    text = settings_toml(Settings(due="01-20"), with_own=False, template=SharedTemplate("../x.docx", b"PK nothing"))
    file.write_text(text, "utf-8")
    dialog = dialogs(OWN)
    kept = used.path.read_bytes()
    dialog.take_file(file)
    assert dialog.status.text().startswith("✕ “")
    dialog.accept()
    assert dialog.chosen(OWN) == OWN
    assert used.path.read_bytes() == kept
