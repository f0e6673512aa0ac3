"""Checks without Qt whether a window can be shown: where it cannot, Qt itself would abort the process."""

import contextlib
import ctypes
import importlib.util
import os
import socket
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

from model.errors import REINSTALL, missing_part

NEEDED_BY_X11 = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libEGL.so.1")


def missing_for_window() -> str:
    """The error message for the user; empty when a window can be shown."""
    qt = importlib.util.find_spec("PySide6")
    if qt is None:
        return f"打不开窗口：{missing_part(ModuleNotFoundError(name='PySide6'))}"
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return ""
    wayland, display = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not display:
        return "这里没有图形界面，打不开窗口"
    if not wayland and display and not _answers(display):
        return f"图形界面（DISPLAY={display}）连不上，打不开窗口"
    for library in NEEDED_BY_X11:
        if not _loads(library, qt):
            return f"缺少系统组件 {library}，打不开窗口；请让管理员安装后再试"
    return ""


def unloadable(error: ImportError) -> str:
    """The error message for the user where a library of the window is there, but cannot be loaded."""
    if sys.platform in ("win32", "darwin"):  # everything that is not of the system itself comes with the program
        return f"程序文件不全或者坏了，打不开窗口（{error}）。{REINSTALL}"
    return f"缺少系统组件，打不开窗口（{error}）。请让管理员安装后再试；命令 check、convert、roll 仍可使用"


def _loads(library: str, qt: ModuleSpec) -> bool:
    """Whether Qt will find ``library``: beside its own libraries, where it looks first, or in the system."""
    for folder in qt.submodule_search_locations or ():
        own = Path(folder, "Qt", "lib", library)
        if own.is_file():
            library = str(own)
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server listens at ``display``, here or through a local tunnel; never contacts other hosts."""
    host, _, number = display.rpartition(":")
    screen = number.partition(".")[0]
    if not screen.isdigit():
        return False
    with contextlib.suppress(OSError):
        if host in ("", "unix"):
            path = f"/tmp/.X11-unix/X{screen}"  # where X servers listen
            for address in ("\0" + path, path):
                with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as found:
                    found.connect(address)
                    return True
            return False
        if host in ("localhost", "127.0.0.1", "[::1]"):
            with socket.create_connection((host.strip("[]"), 6000 + int(screen)), timeout=2):
                return True
    return False
