"""Writes what installer.nsi takes from the tree and from the program, and has makensis make the installer."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from main import APP_FOLDER, VERSION
from model.importing.file_types import OPENED_AS
from model.store.draft_transfer import SUFFIX
from resources.packaging.archives import EPOCH
from resources.packaging.errors import PackagingError
from resources.packaging.inputs import FOLDER
from resources.packaging.windows.launcher import CONSOLE, NAME, WINDOW, numbers

SCRIPT = FOLDER / "windows" / "installer.nsi"
_NOT_OFFERED = ("html", "mht", "txt", "json", "xml")
"""Kinds that are read, but rarely a report: nobody looks for the program in the menu of a web page or a text."""
LONGEST = 150
"""Characters of a path within the folder: installers cannot write beyond 260, and home folders take some."""


def offered_types() -> tuple[str, ...]:
    """Suffixes of the documents for which Windows offers the program in 打开方式."""
    return tuple(suffix for kind, suffixes in OPENED_AS.items() if kind not in _NOT_OFFERED for suffix in suffixes)


def removal(files: Iterable[str]) -> str:
    """An NSIS macro that deletes these files, by their paths with ``/``, and the folders that are empty then.

    Raises:
        PackagingError: a path is too long to be installed.
    """
    names = sorted(files)
    if long := [name for name in names if len(name) > LONGEST]:
        raise PackagingError(f"too long for an installer: {long[0]}")
    folders = {parent.as_posix() for name in names for parent in Path(name).parents} - {"."}
    lines = [f'  Delete "$INSTDIR\\{_windows(name)}"' for name in names]
    lines += [f'  RMDir "$INSTDIR\\{_windows(folder)}"' for folder in sorted(folders, reverse=True)]
    return "\n".join(["!macro RemoveFiles", *lines, "!macroend", ""])


def _windows(path: str) -> str:
    """A path as an NSIS string has it."""
    return path.replace("/", "\\").replace("$", "$$")


def types(suffixes: Iterable[str]) -> str:
    """An NSIS macro that does something for each suffix."""
    return "\n".join(["!macro EachType DO", *(f"  !insertmacro ${{DO}} {each}" for each in suffixes), "!macroend", ""])


def build_installer(tree: Path, icon: Path, target: Path, scratch: Path, version: str = VERSION) -> None:
    """
    Args:
        tree: what is installed.

    Raises:
        PackagingError: makensis is not there, or complains.
    """
    if not shutil.which("makensis"):
        raise PackagingError("no makensis: install the package nsis")
    scratch.mkdir(parents=True, exist_ok=True)
    files = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()]
    (scratch / "files.nsh").write_text(removal(files), encoding="utf-8-sig")
    (scratch / "types.nsh").write_text(types(offered_types()), encoding="utf-8-sig")
    defines = {
        "NAME": NAME,
        "ID": APP_FOLDER,
        "VERSION": version,
        "NUMBERS": numbers(version).replace(",", "."),
        "STAGE": tree,
        "ICON": icon,
        "OUT": target,
        "WINDOW": WINDOW,
        "CONSOLE": CONSOLE,
        "DRAFT_SUFFIX": SUFFIX,
        "FILES": scratch / "files.nsh",
        "TYPES": scratch / "types.nsh",
    }
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([*command, str(SCRIPT)], env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"makensis: {done.stdout[-1500:]}{done.stderr[-1500:]}")
