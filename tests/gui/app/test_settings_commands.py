"""Settings act in the whole window as soon as they are saved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.main_window import MainWindow
from gui.kit.colours import DARK, LIGHT
from gui.kit.theme import THEME
from gui.settings.settings_dialog import RULES, SettingsDialog
from model.atomic_write import FileWriteError
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact
from model.store import settings as stored_settings
from model.store.draft_store import DraftStore
from model.store.settings import Settings, read_settings, write_settings
from tests.conftest import EDITIONS_FOLDER, SAMPLES

SAMPLE = SAMPLES / "enping-office-2024.txt"


@pytest.fixture
def window(qtbot: QtBot, store: DraftStore, editions: Mapping[str, Edition]) -> Iterator[MainWindow]:
    made = MainWindow(EDITIONS_FOLDER.parent, "0")
    made.begin(store, dict(editions))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[SettingsDialog], object], int], None]:
    """The next dialogs are filled by a function and closed with a result."""

    def answer(fill: Callable[[SettingsDialog], object], result: int = 1) -> None:
        def exec_(dialog: SettingsDialog) -> int:
            fill(dialog)
            return result

        monkeypatch.setattr(SettingsDialog, "exec", exec_)

    return answer


def test_a_saved_change_acts_in_the_open_draft_at_the_same_place(
    window: MainWindow, store: DraftStore, answering: Callable[..., None]
) -> None:
    window.start_blank()
    assert window.editor is not None
    window.editor.navigation.choose("1")
    window.editor.open_report.write("1", "主" * 300, "改写")

    def fill(dialog: SettingsDialog) -> None:
        dialog.rules.show_rule("report.length")
        dialog.rules.limit.setValue(200)
        dialog.rules.level.choose("error")
        dialog.rules.level.activated.emit(0)

    answering(fill)
    window.settings.show_rules()
    editor = window.editor
    assert editor is not None and editor.navigation.current_key == "1"
    assert editor.open_report.report.texts["1"] == "主" * 300
    (found,) = editor.open_report.checked.by_rule["report.length"]
    assert (found.severity, found.message) == ("error", "共 300 字，超过 200 字")
    editor.undo()
    assert editor.open_report.report.texts.get("1", "") == ""


def test_cancelled_settings_change_nothing(
    window: MainWindow, store: DraftStore, answering: Callable[..., None]
) -> None:
    answering(lambda dialog: dialog.backups.kept.setValue(3), 0)
    window.settings.show_settings()
    assert read_settings(store.path.parent) == Settings()


def test_settings_that_cannot_be_stored_are_reported(
    window: MainWindow, store: DraftStore, answering: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path, _settings: Settings) -> None:
        raise FileWriteError("磁盘空间不足")

    told: list[str] = []
    monkeypatch.setattr(stored_settings, "write_settings", refuse)
    monkeypatch.setattr("gui.kit.plain_text.warn", lambda *words: told.append(words[-1]))
    answering(lambda dialog: dialog.backups.kept.setValue(3))
    window.settings.show_settings()
    assert told == ["磁盘空间不足"]


def test_the_theme_is_applied_at_once_whatever_the_system_has(
    window: MainWindow, answering: Callable[..., None]
) -> None:
    for name, colours in (("dark", DARK), ("light", LIGHT)):
        answering(lambda dialog, wanted=name: dialog.places.theme.choose(wanted))
        window.settings.show_settings()
        assert THEME.colours is colours
    THEME.use("system")


def test_a_blank_report_is_the_organ_s_own(window: MainWindow, answering: Callable[..., None]) -> None:
    def fill(dialog: SettingsDialog) -> None:
        dialog.organ.name.setText("恩平市教育局")
        dialog.organ.level.choose("county")

    answering(fill)
    window.settings.show_settings()
    window.start_blank()
    assert window.editor is not None
    facts = window.editor.open_report.report.facts
    assert (facts[Fact.ORGAN], facts[Fact.LEVEL], Fact.KIND in facts) == ("恩平市教育局", "county", False)


def test_kind_and_level_are_added_to_the_organ_s_own_file_and_to_no_other(
    window: MainWindow, store: DraftStore, qtbot: QtBot
) -> None:
    for organ, wanted in (("恩平市人民政府办公室", "county"), ("开平市人民政府办公室", None)):
        write_settings(store.path.parent, Settings(organ_name=organ, organ_level="county"))
        window.show_home()
        window.import_file(SAMPLE)
        qtbot.waitUntil(lambda: window.preview is not None)
        assert window.preview is not None
        window.preview.roll.click()
        assert window.editor is not None
        assert window.editor.open_report.report.facts.get(Fact.LEVEL) == wanted
        window.editor.open_report.edit(Edit("改名", facts={Fact.ORGAN: organ + "甲"}))


def test_deadlines_of_the_county_are_counted_to(
    window: MainWindow, store: DraftStore, answering: Callable[..., None]
) -> None:
    def fill(dialog: SettingsDialog) -> None:
        dialog.deadlines.due.show_day("12-30")
        dialog.deadlines.published.show_day("12-31")

    answering(fill)
    window.settings.show_settings()
    shown = window.home.drafts._deadline.text()
    assert "-12-30 ·" in shown
    today = window.home._today()
    assert f"{today.year - 1} 年度报送截止" in shown and window.home.year == today.year - 1


def test_the_contact_is_offered_for_insertion_and_found_by_no_rule(window: MainWindow, store: DraftStore) -> None:
    own = Settings(organ_name="恩平市教育局", contact_address="恩城街道 1 号", contact_phone="0750-7777777")
    write_settings(store.path.parent, own)
    window.start_blank()
    editor = window.editor
    assert editor is not None
    editor.navigation.choose("6")
    before = {each.rule for each in editor.open_report.checked.findings}
    page = editor.pages.texts["6"]
    menu = page.linking.show_numbers(page.mapToGlobal(page.rect().center()))
    (contact,) = [each for each in menu.actions() if each.text().startswith("联系方式")]
    contact.trigger()
    menu.close()
    sentence = "如对本报告有疑问，请与恩平市教育局联系（地址：恩城街道 1 号；电话：0750-7777777）。"
    assert editor.open_report.report.texts["6"] == sentence
    assert {each.rule for each in editor.open_report.checked.findings} <= before


def test_dialogs_begin_in_the_folders_of_the_settings(window: MainWindow, store: DraftStore, tmp_path: Path) -> None:
    for name in ("上年", "导出"):
        (tmp_path / name).mkdir()
    folders = Settings(
        open_folder=str(tmp_path / "上年"), save_folder=str(tmp_path / "导出"), last_folder=str(tmp_path)
    )
    write_settings(store.path.parent, folders)
    window.start_blank()
    assert window.editor is not None
    dialogs = window.editor.exporter.dialogs
    assert (dialogs.folder_to_read, dialogs.folder) == (tmp_path / "上年", tmp_path / "导出")
    (tmp_path / "导出").rmdir()  # a stick that was pulled out
    assert dialogs.folder == tmp_path


def test_the_fonts_of_the_settings_are_those_of_exports(window: MainWindow, store: DraftStore) -> None:
    write_settings(store.path.parent, Settings(body_font="仿宋", title_font="华文中宋", line_pt=28.0))
    window.start_blank()
    assert window.editor is not None
    choices = window.editor.exporter.choices
    assert (choices.body_font, choices.title_font, choices.line_pt) == ("仿宋", "华文中宋", 28.0)


def test_settings_opened_at_a_rule_show_it(window: MainWindow, answering: Callable[..., None]) -> None:
    shown: list[object] = []
    answering(lambda dialog: shown.append(dialog.rules.rule and dialog.rules.rule.id), 0)
    window.settings.show_settings(RULES, "words.slips")
    assert shown == ["words.slips"]
    assert QApplication.activeModalWidget() is None


def test_a_setting_changed_twice_is_stored_once_each(
    window: MainWindow, store: DraftStore, answering: Callable[..., None]
) -> None:
    answering(lambda dialog: dialog.backups.kept.setValue(3))
    window.settings.show_settings()
    write_settings(store.path.parent, replace(read_settings(store.path.parent), zoom=150))
    answering(lambda dialog: dialog.backups.days.setValue(9))
    window.settings.show_settings()
    assert read_settings(store.path.parent) == Settings(3, 9, zoom=150)
