"""Libraries of Debian in the bundle: named as the loader looks for them, found beside each other."""

import shutil
from pathlib import Path

import lxml.etree
import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.linux import libraries
from resources.packaging.linux.libraries import add_libraries
from resources.packaging.linux.python_build import make_toolchain

SYSTEM = Path("usr/lib/x86_64-linux-gnu")
FCITX = "libFcitx5Qt6DBusAddons.so.1"


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the packages hold, by the test instead of dpkg-deb; versions are excused by name only."""
    folder = tmp_path / "packages"
    for name in ("libxcb-cursor.so.0.0.0", FCITX, f"qt6/plugins/platforminputcontexts/{libraries.INPUT_CONTEXT}"):
        (folder / SYSTEM / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(lxml.etree.__file__, folder / SYSTEM / name)
    (folder / SYSTEM / "libxcb-cursor.so.0").symlink_to("libxcb-cursor.so.0.0.0")
    monkeypatch.setattr(libraries, "unpack_packages", lambda _, work: shutil.copytree(folder, work, symlinks=True))
    return folder


@pytest.fixture
def patchelf(tmp_path: Path) -> Path:
    """Writes down what it is asked."""
    script = tmp_path / "patchelf"
    script.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/asked\n', encoding="utf-8")
    script.chmod(0o755)
    return script


@pytest.fixture
def zig(tmp_path: Path) -> Path:
    """Writes the file that it is asked to compile."""
    script = tmp_path / "zig"
    script.write_text('#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\ntouch "$2"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def test_libraries_are_where_qt_finds_them(
    unpacked: Path, patchelf: Path, zig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excused: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(libraries, "excuse_versions", lambda path, versions: excused.append((path.name, versions)))
    tools = make_toolchain(zig, tmp_path / "tools", tmp_path)
    add_libraries([], tmp_path / "qt", tools, patchelf, tmp_path / "work")
    found = {path.relative_to(tmp_path / "qt").as_posix() for path in (tmp_path / "qt").rglob("*.so*")}
    plugin = f"plugins/platforminputcontexts/{libraries.INPUT_CONTEXT}"
    assert found == {"lib/libxcb-cursor.so.0", f"lib/{FCITX}", f"lib/{libraries.SHIM}", plugin}
    assert not any(path.is_symlink() for path in (tmp_path / "qt").rglob("*"))
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert f"--set-rpath $ORIGIN/../../lib --add-needed {libraries.SHIM} {tmp_path / 'qt' / plugin}" in asked
    assert f"--set-rpath $ORIGIN {tmp_path / 'qt/lib/libxcb-cursor.so.0'}" in asked
    assert {name for name, _ in excused} == {FCITX, libraries.INPUT_CONTEXT}


def test_a_package_without_a_library_is_refused(unpacked: Path, patchelf: Path, zig: Path, tmp_path: Path) -> None:
    (unpacked / SYSTEM / FCITX).unlink()
    tools = make_toolchain(zig, tmp_path / "tools", tmp_path)
    with pytest.raises(PackagingError, match="no libFcitx5Qt6DBusAddons"):
        add_libraries([], tmp_path / "qt", tools, patchelf, tmp_path / "work")
