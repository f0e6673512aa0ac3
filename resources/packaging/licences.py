"""The licences of everything in a bundle: their texts, and one file in Chinese that says what is under which.

Qt's licence (LGPL) asks for its text, for a notice, and for a way to run the program with another build of Qt.
"""

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import normalized

LICENCES = Path(__file__).resolve().parent.parent / "licences"
NOTICE = "许可说明.txt"
_QT = """
关于 Qt（LGPL-3.0）
本程序按 GNU 宽通用公共许可证第 3 版使用 Qt 和 PySide6，没有改动它们，以单独的动态库文件随附。您可以换成自己编译的
版本：用同一版本系列（6.8）的库文件替换程序文件夹里 {folder} 下的同名文件，重新打开程序即可。
本程序不限制为调试这种替换而作的修改和反向工程。Qt 和 PySide6 的源代码可从 https://download.qt.io 和
https://code.qt.io 取得；取不到时，请向提供本程序的单位索取。
"""


@dataclass(frozen=True)
class Part:
    """Something that is shipped with the program."""

    name: str
    licence: str
    role: str
    distributions: tuple[str, ...]
    """Names on the package index, normalized."""
    texts: tuple[str, ...]
    """Files of resources/licences that hold the licence, where the wheels bring none."""


def read_parts(path: Path = LICENCES / "parts.toml") -> tuple[Part, ...]:
    """In the order of the list."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["parts"]
    return tuple(
        Part(
            entry["name"],
            entry["licence"],
            entry["role"],
            tuple(normalized(each) for each in entry.get("distributions", ())),
            tuple(entry.get("texts", ())),
        )
        for entry in entries
    )


def collect(site: Path, target: Path, python_licence: Path, python_version: str, qt_folder: str) -> None:
    """Writes a folder of licence texts: one folder for each distribution in ``site``, and the notice.

    Args:
        site: unpacked wheels, with their ``.dist-info``, before they are pruned.
        qt_folder: where Qt's libraries are in the bundle, for the notice.

    Raises:
        PackagingError: a distribution has no licence text, or parts.toml does not name it.
    """
    parts = read_parts()
    known = {each: part for part in parts for each in part.distributions}
    versions = {"Python": python_version}
    for info in sorted(site.glob("*.dist-info")):
        meta = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
        project = normalized(meta["Name"])
        if project not in known:
            raise PackagingError(f"licences/parts.toml does not name {meta['Name']}")
        part = known[project]
        versions.setdefault(part.name, meta["Version"])
        folder = target / f"{meta['Name']}-{meta['Version']}"
        texts = [LICENCES / name for name in part.texts] or _texts(info)
        if not texts:
            raise PackagingError(f"{info.name} holds no licence; parts.toml may name texts")
        for text in texts:
            inner = Path(text.name) if part.texts else text.relative_to(info)
            (folder / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, folder / inner)
    (target / f"Python-{python_version}").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(python_licence, target / f"Python-{python_version}" / "LICENSE.txt")
    (target / NOTICE).write_text(notice(parts, versions, qt_folder), encoding="utf-8-sig", newline="\r\n")


def _texts(info: Path) -> list[Path]:
    """Licence files and lists of what is compiled in."""
    return [
        path
        for path in sorted(info.rglob("*"))
        if path.is_file()
        and (
            "licen" in path.relative_to(info).as_posix().lower() or path.parts[-2] == "sboms" or "AUTHORS" in path.name
        )
    ]


def notice(parts: tuple[Part, ...], versions: Mapping[str, str], qt_folder: str) -> str:
    """The file for people who ask what they may do with the parts."""
    lines = ["本程序由下列部分组成，各按其许可使用和分发；许可全文在本文件所在的文件夹里。", ""]
    for part in parts:
        version = f" {versions[part.name]}" if part.name in versions else ""
        lines.append(f"{part.name}{version}：{part.licence}（{part.role}）")
    return "\n".join(lines) + "\n" + _QT.format(folder=qt_folder)
