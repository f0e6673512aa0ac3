"""Every file dialog opens in the documents folder first, later in the folder used last, while that exists."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.session.file_dialogs import FileDialogs, documents_folder, may_replace
from model.store.settings import NAME, Settings, read_settings, write_settings

Location = QStandardPaths.StandardLocation


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    made = tmp_path / "设置"
    made.mkdir()
    return made


def _answering(monkeypatch: pytest.MonkeyPatch, kind: str, answer: Path | str) -> list[Path]:
    """Every dialog of the kind is answered alike; gives what they were opened with."""
    opened: list[Path] = []

    def answered(_parent: object, _title: str, at: str, *_kinds: str) -> tuple[str, str]:
        opened.append(Path(at))
        return str(answer), ""

    monkeypatch.setattr(QFileDialog, kind, answered)
    return opened


def _places(monkeypatch: pytest.MonkeyPatch, **places: Path) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda location: str(places.get(location.name, "")))


def test_the_first_dialog_opens_in_the_documents_folder_else_on_the_desktop_else_at_home(
    monkeypatch: pytest.MonkeyPatch, settings: Path, tmp_path: Path
) -> None:
    documents, desktop = tmp_path / "文档", tmp_path / "桌面"
    _places(monkeypatch, DocumentsLocation=documents, DesktopLocation=desktop)
    assert FileDialogs(settings).folder == Path.home()
    desktop.mkdir()
    assert FileDialogs(settings).folder == desktop
    documents.mkdir()
    assert FileDialogs(settings).folder == documents


def test_where_a_file_was_chosen_the_next_dialog_of_any_page_opens_also_after_a_restart(
    monkeypatch: pytest.MonkeyPatch, parent: QWidget, settings: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    _answering(monkeypatch, "getOpenFileName", stick / "上年.docx")
    assert FileDialogs(settings).open_file(parent, "选择", "Word (*.docx)") == stick / "上年.docx"
    proposed = _answering(monkeypatch, "getSaveFileName", "")
    assert FileDialogs(settings).save_file(parent, "存到", "年报/1", "Word 文档", ".docx") is None
    assert proposed == [stick / "年报_1.docx"]


def test_a_removed_drive_is_not_proposed(settings: Path, tmp_path: Path) -> None:
    FileDialogs(settings).remember(tmp_path / "没有了")
    assert FileDialogs(settings).folder == documents_folder()


def test_cancelling_a_dialog_changes_no_folder(
    monkeypatch: pytest.MonkeyPatch, parent: QWidget, settings: Path, tmp_path: Path
) -> None:
    FileDialogs(settings).remember(tmp_path)
    _answering(monkeypatch, "getOpenFileName", "")
    assert FileDialogs(settings).open_file(parent, "选择", "Word (*.docx)") is None
    assert read_settings(settings).last_folder == str(tmp_path)


def test_remembering_a_folder_leaves_the_other_settings_as_they_are(settings: Path, tmp_path: Path) -> None:
    write_settings(settings, Settings(zoom=150))
    FileDialogs(settings).remember(tmp_path)
    assert read_settings(settings) == Settings(zoom=150, last_folder=str(tmp_path))


def test_the_folder_that_an_earlier_version_kept_is_still_known(settings: Path) -> None:
    (settings / NAME).write_text('{"export_folder": "年报"}', encoding="utf-8")
    assert read_settings(settings).last_folder == "年报"


@pytest.mark.parametrize(("answer", "expected"), [("返回", None), ("替换", "年报.docx")])
def test_a_name_typed_without_suffix_does_not_replace_a_file_unasked(
    monkeypatch: pytest.MonkeyPatch, parent: QWidget, settings: Path, tmp_path: Path, answer: str, expected: str | None
) -> None:
    """The dialog of the system has looked for a file 年报 and found none."""
    (tmp_path / "年报.docx").write_bytes(b"")
    _answering(monkeypatch, "getSaveFileName", tmp_path / "年报")
    requested: list[str] = []

    def answered(box: QMessageBox) -> int:
        requested.append(box.text())
        next(each for each in box.buttons() if each.text() == answer).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answered)
    chosen = FileDialogs(settings).save_file(parent, "存到", "年报", "Word 文档", ".docx")
    assert chosen == (tmp_path / expected if expected else None)
    assert requested == ["“年报.docx”已经存在，替换吗？"]


def test_many_existing_files_are_one_question_that_names_them_all(
    monkeypatch: pytest.MonkeyPatch, parent: QWidget, tmp_path: Path
) -> None:
    shown: list[str] = []

    def answered(box: QMessageBox) -> int:
        shown.extend((box.text(), box.informativeText()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answered)
    assert not may_replace(parent, (tmp_path / "甲.docx", tmp_path / "乙.pdf"))
    assert shown == ["有 2 个文件已经存在，替换吗？", "甲.docx\n乙.pdf"]


def test_no_other_module_opens_a_file_dialog_by_itself() -> None:
    gui = Path(__file__).parent.parent.parent.parent / "gui"
    naming = {path.name for path in gui.rglob("*.py") if "QFileDialog" in path.read_text(encoding="utf-8")}
    assert naming == {"file_dialogs.py"}
