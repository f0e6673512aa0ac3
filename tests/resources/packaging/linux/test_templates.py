"""The launcher in all sorts of sessions, and what desktops read."""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest

from gui.app.application import DESKTOP_ID
from main import COMMANDS
from resources.packaging.icons import ICON
from resources.packaging.linux.templates import ICON_SIZES, filled, write_script, write_share

TOLD = ("QT_IM_MODULE", "QT_IM_MODULES", "QT_QPA_PLATFORM", "LD_LIBRARY_PATH", "PYTHONPATH", "QT_PLUGIN_PATH")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The launcher with a Python beside it that tells its arguments and surroundings."""
    folder = tmp_path / "办公 资料" / "年报"
    write_script("nianbao", folder / "nianbao")
    python = folder / "runtime" / "bin" / "python3.13"
    python.parent.mkdir(parents=True)
    told = "".join(f'echo "{name}=${{{name}-}}"\n' for name in TOLD)
    python.write_text(f'#!/bin/sh\necho "$*"\n{told}', encoding="utf-8")
    python.chmod(0o755)
    return folder


def started(bundle: Path, *arguments: str, session: Mapping[str, str] | None = None) -> tuple[str, dict[str, str]]:
    """The arguments of Python, and the variables of :data:`TOLD` that are set."""
    environment = {"PATH": os.environ["PATH"], **(session or {})}
    done = subprocess.run(
        [str(bundle / "nianbao"), *arguments], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    first, *rest = done.stdout.splitlines()
    return first, {name: value for name, _, value in (line.partition("=") for line in rest) if value}


@pytest.mark.parametrize(
    ("session", "method"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx"),
        ({"QT_IM_MODULE": "fcitx5"}, "fcitx5"),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx"),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, "fcitx"),
        ({"GTK_IM_MODULE": "ibus"}, "ibus"),
    ],
)
def test_the_input_method_of_the_session_is_used(bundle: Path, session: dict[str, str], method: str) -> None:
    assert started(bundle, session=session)[1]["QT_IM_MODULE"] == method


def test_a_list_of_input_methods_stays(bundle: Path) -> None:
    session = {"QT_IM_MODULES": "wayland;fcitx;ibus"}
    assert started(bundle, session=session)[1] == session


@pytest.mark.parametrize(
    ("session", "platform"),
    [
        ({}, None),
        ({"QT_QPA_PLATFORM": "xcb"}, "xcb"),
        ({"QT_QPA_PLATFORM": "dxcb;xcb"}, "xcb"),
        ({"QT_QPA_PLATFORM": "dxcb"}, "xcb"),
        ({"QT_QPA_PLATFORM": "ukui;wayland"}, "wayland;xcb"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
    ],
)
def test_platforms_that_only_the_desktop_has_are_not_asked_for(
    bundle: Path, session: dict[str, str], platform: str | None
) -> None:
    assert started(bundle, session=session)[1].get("QT_QPA_PLATFORM") == platform


def test_libraries_and_modules_of_the_surroundings_are_not_used(bundle: Path) -> None:
    session = dict.fromkeys(("LD_LIBRARY_PATH", "PYTHONPATH", "QT_PLUGIN_PATH"), "/opt/other")
    assert not {"LD_LIBRARY_PATH", "PYTHONPATH", "QT_PLUGIN_PATH"} & started(bundle, session=session)[1].keys()


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        ((), ""),
        (("上年 年报.docx",), " open 上年 年报.docx"),
        (("--version",), " --version"),
        *(((command, "x"), f" {command} x") for command in ("open", *COMMANDS)),
    ],
)
def test_a_file_alone_is_opened(bundle: Path, arguments: tuple[str, ...], passed: str) -> None:
    assert started(bundle, *arguments)[0] == f"-I -B -m main{passed}"


def test_it_is_started_through_a_link_from_anywhere(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(bundle / "nianbao")
    done = subprocess.run([str(tmp_path / "link")], cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout.startswith("-I -B -m main\n")


def test_the_desktop_finds_entry_icon_and_type(tmp_path: Path) -> None:
    write_share(tmp_path, ICON, "/usr/bin/x")
    entry = (tmp_path / "applications" / f"{DESKTOP_ID}.desktop").read_text(encoding="utf-8")
    keys = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)
    assert (keys["Exec"], keys["Icon"], keys["StartupWMClass"]) == ("/usr/bin/x %f", DESKTOP_ID, DESKTOP_ID)
    assert keys["MimeType"] == "application/x-nianbao;"
    icons = {path.relative_to(tmp_path / "icons/hicolor").parts[0] for path in tmp_path.rglob(f"{DESKTOP_ID}.*g")}
    assert icons == {"scalable", *(f"{size}x{size}" for size in ICON_SIZES)}
    mime = ET.parse(tmp_path / "mime/packages" / f"{DESKTOP_ID}.xml").getroot()
    assert [each.get("pattern") for each in mime.iter() if each.tag.endswith("glob")] == ["*.nianbao"]
    about = ET.parse(tmp_path / "metainfo" / f"{DESKTOP_ID}.metainfo.xml").getroot()
    assert about.findtext("id") == DESKTOP_ID and about.findtext("launchable") == f"{DESKTOP_ID}.desktop"


def test_the_archive_adds_itself_to_the_menu_and_takes_itself_out(bundle: Path, tmp_path: Path) -> None:
    write_script("加到菜单.sh", bundle / "加到菜单.sh", LAUNCHER="nianbao")
    write_share(bundle / "share", ICON, "/usr/bin/x")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    entry = tmp_path / ".local/share/applications" / f"{DESKTOP_ID}.desktop"
    subprocess.run([str(bundle / "加到菜单.sh")], env=environment, check=True, capture_output=True)
    assert f'Exec="{bundle}/nianbao" %f' in entry.read_text(encoding="utf-8").splitlines()
    subprocess.run([str(bundle / "加到菜单.sh"), "remove"], env=environment, check=True, capture_output=True)
    assert not list((tmp_path / ".local").rglob(f"{DESKTOP_ID}*"))


SHELL_TOOLS = ("sh", "sed", "cp", "mkdir", "readlink", "dirname", "find", "rm", "rmdir")


def test_without_tools_of_a_desktop_it_is_added_too_and_no_folder_stays(bundle: Path, tmp_path: Path) -> None:
    write_script("加到菜单.sh", bundle / "加到菜单.sh", LAUNCHER="nianbao")
    write_share(bundle / "share", ICON, "/usr/bin/x")
    tools, home = tmp_path / "bin", tmp_path / "home"
    tools.mkdir()
    home.mkdir()
    for name in SHELL_TOOLS:
        (tools / name).symlink_to(shutil.which(name) or "")
    environment = {"PATH": str(tools), "HOME": str(home)}
    subprocess.run([str(bundle / "加到菜单.sh")], env=environment, check=True, capture_output=True)
    assert (home / ".local/share/applications" / f"{DESKTOP_ID}.desktop").exists()
    subprocess.run([str(bundle / "加到菜单.sh"), "remove"], env=environment, check=True, capture_output=True)
    assert [path.name for path in (home / ".local").rglob("*")] == ["share"]


DOCUMENTS = ("application/msword", "application/wps-office.docx", "text/html")


@pytest.mark.skipif(
    not (shutil.which("gio") and shutil.which("update-desktop-database")),
    reason="needs the packages libglib2.0-bin and desktop-file-utils",
)
@pytest.mark.parametrize("way", ["package", "archive"])
@pytest.mark.parametrize("others", [(), ("aaa", "zzz")], ids=["alone", "beside another program"])
def test_only_drafts_are_opened_by_a_double_click(
    bundle: Path, tmp_path: Path, way: str, others: tuple[str, ...]
) -> None:
    """Desktops take the first that knows a type where no default was chosen: an entry of the user, in the order of the
    cache, and the only one there is."""
    system, home = tmp_path / "system", tmp_path / "home"
    (system / "applications").mkdir(parents=True)
    home.mkdir()
    kinds = "".join(f"{kind};" for kind in DOCUMENTS)
    for name in others:
        entry = f"[Desktop Entry]\nType=Application\nName={name}\nExec=/bin/true %f\nMimeType={kinds}\n"
        (system / "applications" / f"{name}.desktop").write_text(entry, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_DIRS": str(system), "LC_ALL": "C"}

    def opened_by(kind: str) -> str:
        subprocess.run(["update-desktop-database", str(system / "applications")], check=True)
        told = subprocess.run(["gio", "mime", kind], env=environment, capture_output=True, text=True, check=True)
        return told.stdout.splitlines()[0].partition(": ")[2]

    before = [opened_by(kind) for kind in DOCUMENTS]
    if way == "package":
        write_share(system, ICON, "/bin/true")  # entries of programs that are not there do not count
    else:
        write_script("加到菜单.sh", bundle / "加到菜单.sh", LAUNCHER="nianbao")
        write_share(bundle / "share", ICON, "/usr/bin/x")
        subprocess.run([str(bundle / "加到菜单.sh")], env=environment, check=True, capture_output=True)
    assert [opened_by(kind) for kind in DOCUMENTS] == before
    assert opened_by("application/x-nianbao") == f"{DESKTOP_ID}.desktop"


def test_no_value_is_forgotten() -> None:
    for name in ("preinst", "prerm", "mime.xml", "metainfo.xml"):
        assert "@" not in filled(name)
