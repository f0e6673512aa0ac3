"""The package for Debian and what is made from it: UOS, Kylin, deepin."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from main import VERSION
from resources.packaging.archives import EPOCH, files_of
from resources.packaging.errors import PackagingError
from resources.packaging.linux import templates
from resources.packaging.linux.system_packages import Dependencies
from resources.packaging.staging import settle

HOME = "https://github.com/zfxxgk-nianbao"
_SCRIPTS = ("preinst", "prerm")


def control(dependencies: Dependencies, kilobytes: int) -> str:
    """The description of the package."""
    return f"""Package: {templates.PACKAGE}
Version: {VERSION}
Architecture: amd64
Maintainer: {templates.PACKAGE} <{templates.PACKAGE}@localhost>
Installed-Size: {kilobytes}
Section: editors
Priority: optional
Depends: {", ".join(dependencies.depends)}
Recommends: {", ".join(dependencies.recommends)}
Description: 政府信息公开工作年度报告
 导入上年年报，填表即时核对，导出 Word、Excel 和 PDF。全部在本机进行，不连网。
"""


def write_deb(tree: Path, dependencies: Dependencies, target: Path, root: Path) -> None:
    """
    Args:
        tree: installed as it is, below ``/opt``.
        root: a folder for the package's files, made anew.

    Raises:
        PackagingError: dpkg-deb fails.
    """
    shutil.rmtree(root, ignore_errors=True)
    installed = root / "opt" / templates.PACKAGE
    shutil.copytree(tree, installed, ignore=_only_for_the_archive)
    shutil.copytree(tree / "share", root / "usr" / "share")
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / templates.PACKAGE).symlink_to(f"../../opt/{templates.PACKAGE}/{templates.LAUNCHER}")
    about = root / "usr/share/doc" / templates.PACKAGE
    about.mkdir(parents=True)
    shutil.copyfile(tree / "app" / "LICENSE", about / "copyright")
    about_control = root / "DEBIAN"
    about_control.mkdir()
    files = files_of(root)
    kilobytes = sum((path.lstat().st_size + 1023) // 1024 for path in files)
    (about_control / "control").write_text(control(dependencies, kilobytes), encoding="utf-8")
    for name in _SCRIPTS:
        templates.write_script(name, about_control / name)
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
        for path in files
        if not path.is_symlink()
    )
    (about_control / "md5sums").write_text(sums, encoding="utf-8")
    _set_modes(root)
    settle(root, EPOCH)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "-b", str(root), str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"dpkg-deb: {done.stderr[-500:]}")


def _only_for_the_archive(folder: str, names: list[str]) -> set[str]:
    """The package has its own files below ``/usr/share``."""
    return {"share", "加到菜单.sh"} & set(names) if (Path(folder) / templates.LAUNCHER).exists() else set()


def _set_modes(root: Path) -> None:
    """Whatever the umask of who builds."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
