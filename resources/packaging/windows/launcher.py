"""Compiles the launchers with zig: one for the window, one for commands in a console."""

import re
import shutil
import subprocess
from pathlib import Path

from main import VERSION
from resources.packaging.errors import PackagingError
from resources.packaging.icons import write_ico
from resources.packaging.inputs import FOLDER

NAME = "政府信息公开年报"
WINDOW, CONSOLE = "年报.exe", "nianbao-cli.exe"
_SOURCES = FOLDER / "windows"
_FLAGS = ("-target", "x86_64-windows-gnu", "-municode", "-Os", "-s", "-Wall", "-Wextra", "-Werror")


def numbers(version: str) -> str:
    """``0,1,0,0`` for 0.1.0: what Windows compares; a suffix such as ``rc1`` does not count.

    Raises:
        PackagingError: it is no version of one to four numbers.
    """
    if not (found := re.match(r"\d+(\.\d+){0,3}(?![.\d])", version)):
        raise PackagingError(f"{version} is no version that Windows compares")
    return ",".join([*found[0].split("."), "0", "0", "0"][:4])


def build_launchers(zig: Path, target: Path, scratch: Path, cache: Path) -> None:
    """Writes both programs into ``target``.

    Args:
        zig: the unpacked wheel ``ziglang``.
        cache: zig's own; the first build makes the C runtime there, for minutes.

    Raises:
        PackagingError: they do not compile.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    write_ico(scratch / "app.ico")
    resources = _resources(zig, scratch, cache)
    for name, flags in ((WINDOW, ["-Wl,--subsystem,windows"]), (CONSOLE, ["-DCONSOLE"])):
        command = ["cc", *_FLAGS, *flags, "-o", name, str(_SOURCES / "launcher.c"), resources.name]
        _run(zig, [*command, "-lshell32", "-luser32"], scratch, cache)
        shutil.copyfile(scratch / name, target / name)


def _resources(zig: Path, scratch: Path, cache: Path) -> Path:
    """Icon, version and manifest, compiled."""
    text = (_SOURCES / "launcher.rc").read_text(encoding="utf-8")
    for name, value in (("NUMBERS", numbers(VERSION)), ("NAME", NAME), ("VERSION", VERSION)):
        text = text.replace(f"@{name}@", value)
    (scratch / "launcher.rc").write_text(f"#pragma code_page(65001)\n{text}", encoding="utf-8")
    (scratch / "launcher.manifest").write_bytes((_SOURCES / "launcher.manifest").read_bytes())
    _run(zig, ["rc", "launcher.rc", "launcher.res"], scratch, cache)
    return scratch / "launcher.res"


def _run(zig: Path, arguments: list[str], folder: Path, cache: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    environment |= {"ZIG_GLOBAL_CACHE_DIR": str(cache), "ZIG_LOCAL_CACHE_DIR": str(cache)}
    command = [str(zig / "ziglang" / "zig"), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"zig {arguments[0]}: {done.stderr[-1500:]}")
