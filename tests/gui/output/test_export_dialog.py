"""What leaves the window besides the report itself."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.output.export_dialog import save_blank_workbook
from gui.session.file_dialogs import FileDialogs
from model.form.edition import Edition
from model.importing import import_report

RESOURCES = Path(__file__).parent.parent.parent.parent / "resources"


def _answer(monkeypatch: pytest.MonkeyPatch, year: int, path: Path) -> list[str]:
    reported: list[str] = []
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (year, True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: reported.append(box.text()))
    return reported


def test_the_blank_workbook_is_written_for_the_year_that_was_asked_for(
    qtbot: QtBot, editions: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    reported = _answer(monkeypatch, 2024, tmp_path / "模板")
    assert save_blank_workbook(parent, editions, RESOURCES, FileDialogs(tmp_path), 2024) == tmp_path / "模板.xlsx"
    assert reported == ["已导出并回读核对：模板.xlsx\n发给各单位填报，收回后可直接导入。"]
    assert import_report(tmp_path / "模板.xlsx", editions).report.year == 2024


def test_a_folder_that_is_gone_is_reported(
    qtbot: QtBot, editions: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    reported = _answer(monkeypatch, 2024, tmp_path / "没有" / "模板.xlsx")
    assert save_blank_workbook(parent, editions, RESOURCES, FileDialogs(tmp_path), 2024) is None
    assert len(reported) == 1
    assert "请换一个位置保存" in reported[0]
