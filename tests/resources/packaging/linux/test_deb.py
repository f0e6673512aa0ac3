"""The package, of a small tree: what is in it, and that it is the same whenever it is built."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from main import VERSION
from resources.packaging.linux.deb import write_deb
from resources.packaging.linux.system_packages import Dependencies
from resources.packaging.linux.templates import PACKAGE, filled, write_script

DEPENDENCIES = Dependencies(("libc6 (>= 2.28)", "zlib1g"), ("fonts-noto-cjk",))
pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is a tool of Debian")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    write_script("nianbao", folder / "nianbao")
    write_script("加到菜单.sh", folder / "加到菜单.sh", LAUNCHER="nianbao")
    for name in ("app/LICENSE", "app/main.py", "share/applications/x.desktop"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def built(tree: Path, folder: Path) -> Path:
    write_deb(tree, DEPENDENCIES, folder / "x.deb", folder / "package")
    return folder / "x.deb"


def dpkg_deb(*arguments: str) -> str:
    return subprocess.run(["dpkg-deb", *arguments], capture_output=True, text=True, check=True).stdout


def test_it_holds_the_tree_the_link_and_what_desktops_read(tree: Path, tmp_path: Path) -> None:
    lines = [line.split() for line in dpkg_deb("-c", str(built(tree, tmp_path))).splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    modes = {line[5]: line[0] for line in lines}
    assert modes[f"./opt/{PACKAGE}/nianbao"] == "-rwxr-xr-x"
    assert modes[f"./opt/{PACKAGE}/app/main.py"] == "-rw-r--r--"
    assert modes["./usr/share/applications/x.desktop"] == "-rw-r--r--"
    assert modes[f"./usr/bin/{PACKAGE}"] == "lrwxrwxrwx"
    assert f"./usr/share/doc/{PACKAGE}/copyright" in modes
    assert not {f"./opt/{PACKAGE}/share/", f"./opt/{PACKAGE}/加到菜单.sh"} & modes.keys()


def test_it_says_what_it_is_and_needs(tree: Path, tmp_path: Path) -> None:
    package = str(built(tree, tmp_path))
    said = dpkg_deb("-f", package, "Package", "Version", "Architecture", "Depends", "Recommends")
    assert said.splitlines() == [
        f"Package: {PACKAGE}",
        f"Version: {VERSION}",
        "Architecture: amd64",
        "Depends: libc6 (>= 2.28), zlib1g",
        "Recommends: fonts-noto-cjk",
    ]
    assert int(dpkg_deb("-f", package, "Installed-Size")) >= 4


def test_the_same_tree_gives_the_same_bytes(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first = built(tree, tmp_path).read_bytes()
    time.sleep(1.1)  # archives count in seconds
    for path in tree.rglob("*"):
        path.touch()
    assert built(tree, tmp_path / "again").read_bytes() == first


@pytest.mark.parametrize(("script", "action"), [("preinst", "upgrade"), ("prerm", "remove")])
def test_scripts_let_pass_what_is_not_in_the_way(script: str, action: str) -> None:
    for given in (action, "install", "purge"):
        done = subprocess.run(["sh", "-c", filled(script), script, given], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
