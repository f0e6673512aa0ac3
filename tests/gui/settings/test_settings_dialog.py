"""设置: one dialog for all settings; import and export for a county."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from gui.settings.settings_dialog import PAGES, SettingsDialog
from model.store.settings import Settings, read_settings
from model.store.settings_file import SHARED, read_settings_file
from tests.model.store.test_settings_file import OWN

Dialogs = Callable[..., SettingsDialog]
FULL = replace(
    OWN,
    contact_address="恩平市恩城",
    contact_postcode="529400",
    contact_email="a@b.cn",
    title_font="华文中宋",
    heading_font="宋体",
    subheading_font="楷体",
    latin_as_body=True,
    shaded=False,
    dated_names=True,
    bin_days=60,
    enter_goes_right=True,
    open_folder="/上年",
    save_folder="/导出",
)


def test_every_setting_of_the_file_has_a_field_that_shows_and_gives_it(dialogs: Dialogs) -> None:
    for each in SHARED:
        assert getattr(FULL, each.name) != getattr(Settings(), each.name), each
    assert dialogs(FULL).chosen(Settings()) == FULL
    assert dialogs().chosen(FULL) == Settings()


def test_what_the_dialog_does_not_show_stays(dialogs: Dialogs) -> None:
    kept = Settings(zoom=150, template="版式.docx", recent_files=("a",), window="x", severities={"no.such": "off"})
    assert dialogs(kept).chosen(kept) == kept
    shown = {each.name for each in SHARED} | {"severities", "limits"}
    later = replace(kept, zoom=200, panel_folded=True)  # changed elsewhere while the dialog is open
    for each in fields(Settings):
        if each.name not in shown:
            assert getattr(dialogs(kept).chosen(later), each.name) == getattr(later, each.name)


def test_a_file_fills_the_fields_and_is_stored_only_with_the_dialog(dialogs: Dialogs, tmp_path: Path) -> None:
    file = tmp_path / "全县.toml"
    file.write_text('[deadlines]\ndue = "01-20"\n[seals]\nfrom = "x"\n[rules]\n"words.slips" = "不核对"\n', "utf-8")
    before = Settings(organ_name="恩平市民政局", zoom=150)
    dialog = dialogs(before)
    dialog.organ.contact["contact_phone"].setText("123")  # typed, not saved yet: an import does not undo it
    dialog.take_file(file)
    assert dialog.status.text() == (
        "已导入“全县.toml”里的 2 项设置；本程序不认识、已原样保留：seals.from。点“保存”后起用"
    )
    assert dialog.chosen(before) == replace(
        before,
        due="01-20",
        severities={"words.slips": "off"},
        contact_phone="123",
        unknown_shared={"seals": {"from": "x"}},
    )
    assert read_settings(tmp_path) == Settings()


def test_a_wrong_file_is_reported_and_changes_no_field(dialogs: Dialogs, tmp_path: Path) -> None:
    file = tmp_path / "全县.toml"
    file.write_text('[deadlines]\ndue = "01-20"\n[layout]\nline_pt = 40\n', "utf-8")
    dialog = dialogs(OWN)
    dialog.take_file(file)
    assert dialog.status.text().startswith("✕ “全县.toml”：layout.line_pt 应为 28 至 29.5")
    assert dialog.chosen(OWN) == OWN


@pytest.mark.parametrize("with_own", [True, False])
def test_what_is_exported_is_what_the_fields_show(
    dialogs: Dialogs, tmp_path: Path, with_own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "设置"), ""))
    dialog = dialogs(OWN)
    dialog.deadlines.due.show_day("01-15")
    menu = dialog.export_menu()
    menu.actions()[int(with_own)].trigger()
    menu.deleteLater()
    assert dialog.status.text() == "已导出：设置.toml"
    found = read_settings_file(tmp_path / "设置.toml").applied_to(Settings(organ_name="乙局"))
    assert (found.due, found.organ_name) == ("01-15", OWN.organ_name if with_own else "乙局")


def test_each_page_can_be_shown_and_has_the_focus(dialogs: Dialogs) -> None:
    dialog = dialogs()
    for name in PAGES:
        dialog.show_page(name)
        assert dialog.focusWidget() is not None
