"""A sentence shown where there is neither a console nor a window."""

import ctypes
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from gui.app import early_message
from gui.app.early_message import has_console, show_early_message


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if sys.platform == "win32":
        pytest.skip("the programs are shell scripts, which Windows waits for without an end")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


def test_the_first_box_of_the_desktop_that_works_shows_the_text(programs: Path, tmp_path: Path) -> None:
    program(programs, "zenity", "exit 1")  # as without a display
    program(programs, "kdialog", f'printf "%s|" "$@" > {tmp_path}/shown')
    assert show_early_message("缺少 libEGL.so.1；--help <b>")
    assert (tmp_path / "shown").read_text(encoding="utf-8").endswith("|--error|缺少 libEGL.so.1；--help <b>|")


def test_each_sentence_begins_a_line(programs: Path, tmp_path: Path) -> None:
    program(programs, "xmessage", f'printf "%s" "$2" > {tmp_path}/shown')
    assert show_early_message("程序文件不全，缺少 PySide6/QtWidgets。请重新运行安装程序。")
    shown = (tmp_path / "shown").read_text(encoding="utf-8")
    assert shown.splitlines() == ["程序文件不全，缺少 PySide6/QtWidgets。", "请重新运行安装程序。"]


def test_windows_gets_a_line_for_each_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def box(_owner: object, text: str, *_given: object) -> int:
        shown.append(text)
        return 1

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=SimpleNamespace(MessageBoxW=box)), raising=False)
    assert show_early_message("一。二")
    assert shown == ["一。\n二"]


def test_without_such_a_program_nothing_is_shown(programs: Path) -> None:
    assert not show_early_message("缺少部件")


def test_a_start_from_the_menu_has_nobody_who_reads_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setenv("GIO_LAUNCHED_DESKTOP_FILE", "/usr/share/applications/x.desktop")
    assert not has_console()
    monkeypatch.delenv("GIO_LAUNCHED_DESKTOP_FILE")
    assert has_console(), "a pipe or a log file that somebody asked for"
    monkeypatch.setattr(sys, "stderr", None)
    assert not has_console(), "pythonw, and the launcher"


def test_every_box_gets_the_text_as_its_last_argument() -> None:
    assert all(len(box) > 1 for box in early_message.BOXES)
