"""Fields of the settings."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from gui.session.file_dialogs import FileDialogs
from gui.settings.small_fields import DayField, FolderField, OptionField
from model.store.settings import read_settings


def test_a_day_that_a_month_does_not_have_cannot_be_set(qtbot: QtBot) -> None:
    field = DayField("截止")
    qtbot.addWidget(field)
    field.show_day("01-31")
    assert field.chosen == "01-31"
    field.month.setValue(2)
    assert field.chosen == "02-28"
    field.show_day("03-31")
    assert field.chosen == "03-31"


def test_a_folder_is_chosen_and_one_that_is_away_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = FolderField("副本", "不另存", FileDialogs(tmp_path))
    qtbot.addWidget(field)
    field.show()
    field.field.setText(str(tmp_path / "没有"))
    assert field.missing.isVisible() and "现在不在" in field.missing.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    buttons: list[QPushButton] = list(field.findChildren(QPushButton))
    buttons[0].click()
    assert field.chosen == str(tmp_path) and field.missing.isHidden()
    assert read_settings(tmp_path).last_folder == ""  # other dialogs do not begin there
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    field.choose()
    assert field.chosen == str(tmp_path)


def test_an_option_that_there_is_not_gives_the_first(qtbot: QtBot) -> None:
    field = OptionField("外观", {"system": "跟随系统", "dark": "深色"})
    qtbot.addWidget(field)
    field.choose("dark")
    assert field.chosen == "dark"
    field.choose("no such")
    assert field.chosen == "system"
