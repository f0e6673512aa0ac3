"""What Qt needs for a window is found where Qt itself looks for it."""

import importlib.util
import shutil
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from gui.app import display_check
from gui.app.display_check import missing_for_window, unloadable

X11 = pytest.mark.skipif(sys.platform == "win32", reason="X11")
LIBRARY = "libnot-in-any-system.so.0"


@pytest.fixture
def qt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of Qt's own libraries, in a session with a screen, where the window needs :data:`LIBRARY`."""
    spec = ModuleSpec("PySide6", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: spec)
    monkeypatch.setattr(display_check, "NEEDED_BY_X11", (LIBRARY,))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    folder = tmp_path / "Qt" / "lib"
    folder.mkdir(parents=True)
    return folder


@X11
def test_a_library_that_is_nowhere_is_named(qt: Path) -> None:
    assert f"缺少系统组件 {LIBRARY}" in missing_for_window()


@X11
def test_a_library_that_the_bundle_brings_is_found(qt: Path) -> None:
    import lxml.etree

    shutil.copy(lxml.etree.__file__, qt / LIBRARY)  # any library will do
    assert missing_for_window() == ""


@X11
def test_a_damaged_library_of_the_bundle_is_missing(qt: Path) -> None:
    (qt / LIBRARY).write_bytes(b"\x7fELF")
    assert f"缺少系统组件 {LIBRARY}" in missing_for_window()


@pytest.mark.parametrize(("system", "helps"), [("win32", "请重新运行安装程序"), ("linux", "请让管理员安装")])
def test_what_helps_is_what_this_system_lacks(monkeypatch: pytest.MonkeyPatch, system: str, helps: str) -> None:
    """With a program for Windows comes all that it needs; Linux has libraries of the system."""
    monkeypatch.setattr(sys, "platform", system)
    said = unloadable(ImportError("DLL load failed while importing QtWidgets"))
    assert helps in said and "QtWidgets" in said


def test_without_qt_the_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert missing_for_window().startswith("打不开窗口：程序文件不全，缺少 PySide6。请重新运行安装程序")
